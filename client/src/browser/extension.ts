import * as vscode from "vscode";
import { activateExtension } from "../activate.ts";

/** VS Code in a browser: the server runs in a worker. */
export function activate(context: vscode.ExtensionContext): void {
  const bundle = (name: string) => vscode.Uri.joinPath(context.extensionUri, "dist", "browser", name).toString(true);
  activateExtension(context, async (options) => {
    const { LanguageClient } = await import("vscode-languageclient/browser");
    // A worker cannot find its neighbours by itself: its own address is often a blob.
    const initializationOptions = { layoutWorker: bundle("layout-worker.js") };
    return new LanguageClient("sdesign", "sdesign", async () => new Worker(bundle("server.js")), {
      ...options,
      initializationOptions,
    });
  });
}
