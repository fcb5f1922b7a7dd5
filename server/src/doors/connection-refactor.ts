/** Refactorings as code actions. */

import {
  type CodeAction,
  CodeActionKind,
  LSPErrorCodes,
  type Range as LspRange,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Change, Refactoring } from "../service/refactor/place.ts";
import { workspaceEdit } from "./connection-convert.ts";
import type { FeatureDoor } from "./connection-door.ts";
import { type EditSpace, lineFinder } from "./connection-files.ts";
import { wholeAround } from "./connection-whole.ts";

const KINDS = {
  rewrite: CodeActionKind.RefactorRewrite,
  extract: CodeActionKind.RefactorExtract,
  move: CodeActionKind.RefactorMove,
} as const;

export const refactorKinds: readonly string[] = Object.values(KINDS);

/** What an action carries until it is taken: where it was offered. */
interface ActionData {
  readonly uri: string;
  readonly range: LspRange;
  readonly title: string;
  readonly kind: Refactoring["kind"];
}

/**
 * The refactorings of the wanted kinds that are offered for a range; worked out later where the client asks again. What
 * moves something takes long to work out, and is left out where nobody but the editor itself has asked.
 */
export async function refactorActions(
  door: FeatureDoor,
  uri: string,
  range: LspRange,
  wanted: (kind: string) => boolean,
  automatic: boolean,
): Promise<CodeAction[]> {
  if (!refactorKinds.some(wanted)) return [];
  const resolves = door.client.textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true;
  const fits = ({ kind }: Refactoring): boolean =>
    wanted(KINDS[kind]) && (kind !== "move" || createsFiles(door)) && (resolves || !automatic || kind === "rewrite");
  const found = offers(door.service, door, uri, range).filter(fits);
  if (resolves) {
    return found.map(({ title, kind }) => {
      const data: ActionData = { uri, range, title, kind };
      return { title, kind: KINDS[kind], data };
    });
  }
  const moves = found.some(({ kind }) => kind !== "rewrite");
  const { service, space } = moves
    ? await wholeAround(door.service, door.files, uri)
    : { service: door.service, space: door.files };
  return offers(service, door, uri, range)
    .filter(fits)
    .flatMap((one) => {
      const change = one.change();
      return change ? [{ title: one.title, kind: KINDS[one.kind], edit: changeEdit(space, change) }] : [];
    });
}

/**
 * Works out the action that was taken. Rejects where it would change what the design means.
 *
 * Editors name the command that asks the author for a name in their initialization options, as `rename`: it is called
 * with a URI and a position, as in the LSP.
 */
export function answerRefactor(door: FeatureDoor, options: unknown): void {
  const { connection, guard } = door;
  const rename = (options as { readonly rename?: unknown } | null | undefined)?.rename;
  connection.onCodeActionResolve(async (action) => {
    const resolve = guard("change the design", action, async (asked: CodeAction) => {
      const { uri, range, title, kind } = (asked.data ?? {}) as Partial<ActionData>;
      if (uri === undefined || range === undefined) return asked;
      const { service, space } = await wholeAround(door.service, door.files, uri);
      const found = offers(service, door, uri, range).find((one) => one.title === title && one.kind === kind);
      const change = found?.change();
      if (change) return { ...asked, edit: changeEdit(space, change), ...naming(space, change, rename) };
      throw new ResponseError(
        LSPErrorCodes.RequestFailed,
        "This cannot be done without changing what a name in the design stands for.",
      );
    });
    return resolve(action);
  });
}

function offers(
  service: FeatureDoor["service"],
  { files }: FeatureDoor,
  uri: string,
  range: LspRange,
): readonly Refactoring[] {
  const others = files.neighbours.of(uri).map((one) => one.uri);
  return service.refactorings(uri, files.range(uri, range), others);
}

/** Whether the client makes new files. */
function createsFiles({ client }: FeatureDoor): boolean {
  const edit = client.workspace?.workspaceEdit;
  return edit?.documentChanges === true && edit.resourceOperations?.includes("create") === true;
}

/** Asks for a better name than the one that was made up, where the client can. */
function naming(space: EditSpace, { madeUp }: Change, command: unknown): Pick<CodeAction, "command"> {
  if (!madeUp || typeof command !== "string") return {};
  const { start } = lineFinder(madeUp.uri, madeUp.after).lspRange(madeUp.uri, madeUp.range);
  return { command: { title: "Name it", command, arguments: [space.spelling(madeUp.uri), start] } };
}

function changeEdit(space: EditSpace, { edits, creates }: Change): WorkspaceEdit {
  const changed = workspaceEdit(space, edits);
  if (!creates) return changed;
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: "create", uri: creates.uri, options: { overwrite: false, ignoreIfExists: false } },
      {
        textDocument: { uri: creates.uri, version: null },
        edits: [{ range: { start, end: start }, newText: creates.text }],
      },
      ...(changed.documentChanges ?? []),
    ],
  };
}
