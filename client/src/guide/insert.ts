import * as vscode from "vscode";
import {
  type GuideEdit,
  type GuidePlace,
  guideSkeletonRequest,
  guideSkeletonResult,
} from "../../../server/src/service/protocol/guide.ts";
import type { ServerLink } from "../server-link.ts";

const rangeOf = ({ start, end }: GuidePlace["range"]): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

/** A text that changes between question and answer is asked about again, so many times. */
const attempts = 4;

/** Shows a place of a design, selected. */
export async function goTo({ uri, range }: GuidePlace): Promise<void> {
  const editor = await show(await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true)));
  editor.selection = new vscode.Selection(rangeOf(range).start, rangeOf(range).end);
  editor.revealRange(rangeOf(range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/**
 * Inserts what begins the answer to an item or a question, and lets the author fill it in by Tab. It goes where the
 * server says for the very text that is there, or nowhere.
 */
export async function insertSkeleton(server: ServerLink, uri: string, id: string, note: boolean): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answer = guideSkeletonResult(await server.request<unknown>(guideSkeletonRequest, { uri, id, note }));
    const [first, ...others] = answer?.edits ?? [];
    if (!first) break;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(first.uri, true));
    const editor = await show(document);
    if (first.version !== undefined && first.version !== document.version) continue;
    const done = others.length === 0 ? await insertOne(editor, first) : await insertAll([first, ...others]);
    if (done) return;
  }
  vscode.window.showInformationMessage(
    "There is no place for it in the text as it is: mend the mistakes around it first.",
  );
}

function insertOne(editor: vscode.TextEditor, { range, text }: GuideEdit): Thenable<boolean> {
  const at = rangeOf(range);
  editor.revealRange(at, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor.insertSnippet(new vscode.SnippetString(text), at, { undoStopBefore: true, undoStopAfter: true });
}

function insertAll(edits: readonly GuideEdit[]): Thenable<boolean> {
  const edit = new vscode.WorkspaceEdit();
  const byFile = new Map<string, (vscode.TextEdit | vscode.SnippetTextEdit)[]>();
  for (const [index, { uri, range, text }] of edits.entries()) {
    const one =
      index === 0
        ? new vscode.SnippetTextEdit(rangeOf(range), new vscode.SnippetString(text))
        : new vscode.TextEdit(rangeOf(range), text);
    byFile.set(uri, [...(byFile.get(uri) ?? []), one]);
  }
  for (const [uri, own] of byFile) edit.set(vscode.Uri.parse(uri, true), own as vscode.TextEdit[]);
  return vscode.workspace.applyEdit(edit);
}

/** In the column where it is shown already, with the keyboard on it. */
function show(document: vscode.TextDocument): Thenable<vscode.TextEditor> {
  const uri = document.uri.toString();
  const open = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri);
  return vscode.window.showTextDocument(document, {
    viewColumn: open?.viewColumn ?? vscode.window.activeTextEditor?.viewColumn ?? vscode.ViewColumn.One,
    preserveFocus: false,
  });
}
