import * as vscode from "vscode";
import type { ServerLink } from "../server-link.ts";
import { offerFor } from "./offer.ts";

/** A text that changes between question and answer is asked about again, so many times. */
const attempts = 4;

/** Makes the command that pastes what the clipboard holds as sdesign: for every VS Code, and for a key of one's own. */
export function pasteAsSdesign(server: ServerLink): () => Promise<void> {
  return async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== "sdesign") {
      vscode.window.showInformationMessage("Open a design first: the clipboard is pasted into its text.");
      return;
    }
    const { document } = editor;
    const text = await vscode.env.clipboard.readText();
    for (let attempt = 0; attempt < attempts; attempt++) {
      const { version } = document;
      const { selection } = editor;
      const offer = await offerFor(server, document, selection, text);
      if (!offer) break;
      if (document.version !== version || !editor.selection.isEqual(selection)) continue;
      if (!(await editor.edit((edit) => edit.replace(selection, offer.text)))) continue;
      editor.selection = new vscode.Selection(editor.selection.end, editor.selection.end);
      return;
    }
    vscode.window.showInformationMessage(
      "Nothing was pasted: the clipboard holds no Graphviz graph, Mermaid flowchart or ER diagram and no SQL tables, or declarations cannot stand at the cursor.",
    );
  };
}
