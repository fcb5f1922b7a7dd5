/** Refactorings as code actions. */

import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import type { Range } from "../service/place.ts";
import { workspaceEdit } from "./connection-convert.ts";
import type { FeatureDoor } from "./connection-door.ts";

const KINDS = { rewrite: CodeActionKind.RefactorRewrite, extract: CodeActionKind.RefactorExtract } as const;

export const refactorKinds: readonly string[] = Object.values(KINDS);

/** The refactorings of the wanted kinds that are offered for a range. */
export function refactorActions(
  { service, files }: Pick<FeatureDoor, "service" | "files">,
  uri: string,
  range: Range,
  wanted: (kind: string) => boolean,
): CodeAction[] {
  if (!refactorKinds.some(wanted)) return [];
  return service
    .refactorings(uri, range)
    .filter(({ kind }) => wanted(KINDS[kind]))
    .map(({ title, kind, edits }) => ({ title, kind: KINDS[kind], edit: workspaceEdit(files, edits) }));
}
