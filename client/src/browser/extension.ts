import * as vscode from "vscode";
import { activateExtension, type SdesignApi } from "../activate.ts";

/** VS Code in a browser: the server runs in a worker. */
export function activate(context: vscode.ExtensionContext): SdesignApi {
  const bundle = (name: string) => vscode.Uri.joinPath(context.extensionUri, "dist", "browser", name).toString(true);
  return activateExtension(context, async (hooks) => {
    const { createWorkerClient } = await import("./worker-client.ts");
    const bundles = {
      server: bundle("server.js"),
      layoutWorker: bundle("layout-worker.js"),
      pdfWorker: bundle("pdf-worker.js"),
    };
    return createWorkerClient(bundles, hooks);
  });
}
