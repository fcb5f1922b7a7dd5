import * as vscode from "vscode";
import platform from "../designs/platform.sdesign";
import shop from "../designs/shop.sdesign";

/** The designs that a suite may open: a folder in memory (VS Code for the web) has none until they are written. */
const texts: Readonly<Record<string, string>> = { "shop.sdesign": shop, "platform.sdesign": platform };

/** Where a design of the test's folder is; it is written there unless it is. */
export async function fileOf(name: string, text = texts[name] ?? ""): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("no folder is open");
  const uri = vscode.Uri.joinPath(folder.uri, name);
  const exists = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!exists) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Opens a design of the test's folder in an editor that stays: another file would take the place of a mere preview. */
export async function openDesign(name: string, text?: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(await fileOf(name, text));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Opens an unsaved design. */
export async function openText(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: "sdesign", content });
  await vscode.window.showTextDocument(document);
  return document;
}
