import * as vscode from "vscode";

/** Adds an example behind everything else, and shows it. */
export async function appendExample(uri: vscode.Uri, example: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const last = document.lineAt(document.lineCount - 1);
  const isBlank = document.getText().trim() === "";
  const edit = new vscode.WorkspaceEdit();
  const gap = isBlank ? "" : last.isEmptyOrWhitespace ? "\n" : "\n\n";
  edit.insert(uri, last.range.end, `${gap}${example}\n`);
  await vscode.workspace.applyEdit(edit);
}
