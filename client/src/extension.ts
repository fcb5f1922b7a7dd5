import * as vscode from "vscode";
import { activateExtension, type SdesignApi } from "./activate.ts";

/** VS Code on a machine: the server runs as a process of its own. */
export function activate(context: vscode.ExtensionContext): SdesignApi {
  return activateExtension(context, async (hooks) => {
    const { createNodeClient } = await import("./node-client.ts");
    return createNodeClient(vscode.Uri.joinPath(context.extensionUri, "dist", "server.cjs").fsPath, hooks);
  });
}
