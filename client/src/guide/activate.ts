import * as vscode from "vscode";
import { didOnce } from "../once.ts";
import type { ServerLink } from "../server-link.ts";
import { goTo, insertSkeleton } from "./insert.ts";
import type { Row } from "./rows.ts";
import { InterviewTimer } from "./timer.ts";
import { GuideView } from "./view.ts";

/** Registers the guide's view, what can be done in it, and the interview timer. */
export function activateGuide(context: vscode.ExtensionContext, server: ServerLink): void {
  const view = new GuideView(server);
  const act = (what: (row: Row) => Promise<void> | undefined) => async (row: unknown) => {
    if (!isRow(row)) return;
    try {
      await what(row);
    } catch (error) {
      vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  };
  const insert = (id: string | undefined, note: boolean): Promise<void> | undefined => {
    if (id === undefined || view.uri === undefined) return undefined;
    didOnce("guideInsert");
    return insertSkeleton(server, view.uri, id, note);
  };
  context.subscriptions.push(
    view,
    new InterviewTimer(context.workspaceState),
    vscode.commands.registerCommand(
      "sdesign.guide.go",
      act(({ place }) => place && goTo(place)),
    ),
    vscode.commands.registerCommand(
      "sdesign.guide.insert",
      act(({ skeleton }) => insert(skeleton?.id, false)),
    ),
    vscode.commands.registerCommand(
      "sdesign.guide.note",
      act(({ note }) => insert(note?.id, true)),
    ),
  );
}

/** Commands can be called by anybody with anything. */
function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && "id" in value && "children" in value;
}
