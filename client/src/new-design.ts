import * as vscode from "vscode";
import {
  type Template,
  templateSnippet,
  templates,
  templateText,
} from "../../server/src/service/protocol/templates.ts";

/**
 * Makes the command that opens an unsaved design from a template: the one whose id is handed in, else one that a person
 * picks. Nothing on the disk is touched.
 */
export function newDesign(extension: vscode.Uri): (id?: unknown) => Promise<void> {
  const read = async (file: string): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, ...file.split("/"))));
  return async (id) => {
    const template = templates.find((each) => each.id === id) ?? (await pick());
    if (!template) return;
    const text = await templateText(template, read);
    const { blanks } = template;
    const document = await vscode.workspace.openTextDocument({ language: "sdesign", content: blanks ? "" : text });
    const editor = await vscode.window.showTextDocument(document);
    if (blanks) await editor.insertSnippet(new vscode.SnippetString(templateSnippet(text, blanks)));
  };
}

async function pick(): Promise<Template | undefined> {
  const [skeleton, ...samples] = templates.map((template) => ({
    label: template.blanks ? "Interview" : template.name,
    description: template.title,
    template,
  }));
  const separator = { label: "Samples", kind: vscode.QuickPickItemKind.Separator, template: undefined };
  const items = [...(skeleton ? [skeleton] : []), separator, ...samples];
  const picked = await vscode.window.showQuickPick(items, {
    title: "New Design",
    placeHolder: "What to begin with",
    matchOnDescription: true,
  });
  return picked?.template;
}
