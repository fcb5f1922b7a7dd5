import * as vscode from "vscode";
import type { Position } from "../../server/src/service/protocol.ts";

/** Opens VS Code's box for a new name, at a place of a file. */
export async function rename(uri: string, position: Position): Promise<void> {
  const at = new vscode.Position(position.line, position.character);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  await vscode.commands.executeCommand("editor.action.rename", [document.uri, at]);
}
