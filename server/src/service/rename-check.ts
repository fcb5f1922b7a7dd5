/** Whether a name can be changed without anything else meaning something else: tried out on a copy. */

import type { Key } from "../model/design.ts";
import type { LinkedFile, Workspace } from "../model/workspace.ts";
import { changedCopy } from "./changed-copy.ts";
import type { FileEdit } from "./diagnostics.ts";

/** A name that would mean something else, as it is written now. */
export interface ChangedName {
  readonly uri: string;
  readonly text: string;
}

/**
 * Applies the edits of a rename to a copy of the workspace and compares what every name leads to.
 *
 * @param key the renamed element's
 * @param name its new name
 * @returns the first name that leads elsewhere afterwards, or undefined when all is as it was.
 */
export function changedMeaning(
  workspace: Workspace,
  edits: readonly FileEdit[],
  key: Key,
  name: string,
): ChangedName | undefined {
  const copy = changedCopy(workspace, edits);
  const renamed = `${key.slice(0, Math.max(key.lastIndexOf("."), key.lastIndexOf("#")) + 1)}${name}`;
  const mapped = (target: Key): Key =>
    target === key ? renamed : target.startsWith(`${key}.`) ? renamed + target.slice(key.length) : target;
  for (const uri of workspace.uris()) {
    const [before, after] = [workspace.linked(uri), copy.linked(uri)];
    const lost = before && after && firstDifference(before, after, mapped);
    if (lost) return { uri, text: (workspace.text(uri) ?? "").slice(lost.start, lost.end) };
  }
  return undefined;
}

/** Where the first name stands (absolute offsets, before) that has another target afterwards, or another problem. */
function firstDifference(
  before: LinkedFile,
  after: LinkedFile,
  mapped: (target: Key) => Key,
): { readonly start: number; readonly end: number } | undefined {
  for (const [index, chunk] of before.chunks.entries()) {
    const other = after.chunks[index];
    const uses = other?.uses ?? [];
    const at = chunk.chunk.start;
    for (const [nth, { name, target }] of chunk.uses.entries()) {
      if (uses[nth]?.target !== mapped(target)) return { start: at + name.start, end: at + name.end };
    }
    const more = (other?.problems.length ?? 0) > chunk.problems.length || uses.length > chunk.uses.length;
    const span = chunk.chunk.statement;
    if (more && span) return { start: at + span.start, end: Math.min(at + span.end, at + span.start + 40) };
  }
  return undefined;
}
