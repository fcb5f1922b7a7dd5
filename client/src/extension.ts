import * as vscode from "vscode";
import { activateExtension } from "./activate.ts";

/** VS Code on a machine: the server runs as a process of its own. */
export function activate(context: vscode.ExtensionContext): void {
  activateExtension(context, async (options) => {
    const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
    const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.cjs").fsPath;
    const run = { module, transport: TransportKind.ipc };
    return new LanguageClient(
      "sdesign",
      "sdesign",
      { run, debug: { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } } },
      options,
    );
  });
}
