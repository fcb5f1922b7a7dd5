import * as vscode from "vscode";
import { activateExtension, type SdesignApi } from "./activate.ts";

/** VS Code on a machine: the server runs as a process of its own. */
export function activate(context: vscode.ExtensionContext): SdesignApi {
  return activateExtension(context, async (hooks) => {
    const { createNodeClient } = await import("./node-client.ts");
    const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.cjs").fsPath;
    const compiled = vscode.Uri.joinPath(context.globalStorageUri, "compiled").fsPath;
    return createNodeClient(module, compiled, hooks);
  });
}
