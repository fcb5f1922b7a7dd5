import * as vscode from "vscode";
import { activateGuide } from "./guide/activate.ts";
import { newDesign } from "./new-design.ts";
import { activatePaste } from "./paste/activate.ts";
import { activatePreview } from "./preview/activate.ts";
import { rename } from "./rename.ts";
import { renameCommand } from "./rename-command.ts";
import { openSample } from "./samples.ts";
import { type ConnectServer, LanguageServer } from "./server-link.ts";
import { showPlaces } from "./show-places.ts";
import { showPlacesCommand } from "./show-places-command.ts";
import { openWalkthrough, watchFindings } from "./walkthrough.ts";

/** What the extension tells other extensions: for now, the test that holds the time of activation. */
export interface SdesignApi {
  /** Milliseconds that `activate` took. */
  readonly activationTime: number;
}

/**
 * Everything that the extension does in any host. It only registers: the server starts, and its client is loaded, after
 * this has returned, so that opening a design never waits for it.
 */
export function activateExtension(context: vscode.ExtensionContext, connect: ConnectServer): SdesignApi {
  const began = performance.now();
  const log = vscode.window.createOutputChannel("sdesign", { log: true });
  const server = new LanguageServer(connect, log, vscode.Uri.joinPath(context.extensionUri, "docs", "rules"));
  context.subscriptions.push(
    log,
    server,
    vscode.commands.registerCommand("sdesign.newDesign", newDesign(context.extensionUri)),
    vscode.commands.registerCommand("sdesign.openSample", openSample),
    vscode.commands.registerCommand("sdesign.openWalkthrough", () => openWalkthrough(context.extension.id)),
    vscode.commands.registerCommand(showPlacesCommand, showPlaces),
    vscode.commands.registerCommand(renameCommand, rename),
    vscode.commands.registerCommand("sdesign.restartServer", () =>
      server.restart().catch((error: unknown) => {
        log.error(String(error));
        vscode.window.showErrorMessage("The sdesign language server could not be started: see the sdesign output.");
      }),
    ),
  );
  activatePreview(context, server);
  activateGuide(context, server);
  activatePaste(context, server);
  context.subscriptions.push(watchFindings());
  openPreviewOnce(context);
  setTimeout(() => server.start().catch((error: unknown) => log.error(String(error))), 0);
  return { activationTime: performance.now() - began };
}

/** With `sdesign.preview.openAutomatically`, the first design that a window shows brings its preview along. */
function openPreviewOnce(context: vscode.ExtensionContext): void {
  if (!vscode.workspace.getConfiguration("sdesign").get<boolean>("preview.openAutomatically", false)) return;
  const hasPreview = vscode.window.tabGroups.all.some((group) =>
    group.tabs.some(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("sdesign.preview"),
    ),
  );
  if (hasPreview) return;
  let listener: vscode.Disposable | undefined;
  const open = (editor: vscode.TextEditor | undefined): boolean => {
    if (editor?.document.languageId !== "sdesign") return false;
    listener?.dispose();
    vscode.commands.executeCommand("sdesign.openPreviewToSide", editor.document.uri);
    return true;
  };
  if (open(vscode.window.activeTextEditor)) return;
  listener = vscode.window.onDidChangeActiveTextEditor(open);
  context.subscriptions.push(listener);
}
