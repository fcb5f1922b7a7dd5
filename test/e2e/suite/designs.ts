import * as vscode from "vscode";
import shop from "../designs/shop.sdesign";

/** The designs that a suite may open: a folder in memory (VS Code for the web) has none until they are written. */
const texts: Readonly<Record<string, string>> = { "shop.sdesign": shop };

/** Opens a design of the test's folder in an editor. */
export async function openDesign(name: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("no folder is open");
  const uri = vscode.Uri.joinPath(folder.uri, name);
  const exists = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!exists) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(texts[name] ?? ""));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}
