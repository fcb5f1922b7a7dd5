import * as vscode from "vscode";
import type { ServerLink } from "../server-link.ts";
import { pasteAsSdesign } from "./command.ts";
import { registerPasteEdits } from "./provider.ts";

/** Text in other notations, pasted as sdesign. */
export function activatePaste(context: vscode.ExtensionContext, server: ServerLink): void {
  context.subscriptions.push(vscode.commands.registerCommand("sdesign.pasteAsSdesign", pasteAsSdesign(server)));
  const edits = registerPasteEdits(server);
  if (edits) context.subscriptions.push(edits);
}
