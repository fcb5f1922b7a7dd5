import * as vscode from "vscode";
import type { ServerLink } from "../server-link.ts";

/** Registers the preview's commands and its restoration after a reload of the window. */
export function activatePreview(context: vscode.ExtensionContext, _server: ServerLink): void {
  const explain = () => vscode.window.showInformationMessage("The preview is not part of this build.");
  context.subscriptions.push(
    vscode.commands.registerCommand("sdesign.openPreview", explain),
    vscode.commands.registerCommand("sdesign.openPreviewToSide", explain),
  );
}
