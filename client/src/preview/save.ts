import * as vscode from "vscode";

/** Asks where to, and writes a picture there. PNG content is base64. */
export async function savePicture(
  source: vscode.Uri,
  view: string,
  format: "svg" | "png",
  content: string,
): Promise<void> {
  const name = source.path.slice(source.path.lastIndexOf("/") + 1).replace(/\.sdesign$/, "");
  const part = view.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const folder =
    source.scheme === "untitled" ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(source, "..");
  const target = await vscode.window.showSaveDialog({
    ...(folder === undefined
      ? {}
      : { defaultUri: vscode.Uri.joinPath(folder, `${name || "design"}-${part}.${format}`) }),
    filters: format === "svg" ? { "SVG image": ["svg"] } : { "PNG image": ["png"] },
  });
  if (!target) return;
  const bytes = format === "svg" ? new TextEncoder().encode(content) : bytesOf(content);
  await vscode.workspace.fs.writeFile(target, bytes);
  vscode.window.setStatusBarMessage(`$(check) Saved ${target.path.slice(target.path.lastIndexOf("/") + 1)}`, 5000);
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

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
