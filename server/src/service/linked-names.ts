/** The places of one name that change together while it is typed. */

import type { Workspace } from "../model/workspace.ts";
import type { Statement } from "../syntax/tree.ts";
import { bodyOf } from "../syntax/walk.ts";
import { type Range, rangeOf, touches } from "./place.ts";
import { nameAt } from "./under.ts";

/**
 * Every place in one statement where the name at an offset stands, for an editor to change at once: in the innermost
 * statement around the offset that has it more than once. Empty where there is none.
 */
export function linkedNames(workspace: Workspace, uri: string, offset: number): readonly Range[] {
  const file = workspace.linked(uri);
  const spot = file && nameAt(file, offset);
  const text = workspace.text(uri) ?? "";
  if (!spot) return [];
  const { chunk } = spot.chunk;
  const name = textAt(text, rangeOf(chunk, spot.span));
  const places = [...spot.chunk.declarations, ...spot.chunk.uses]
    .filter((use) => use.target === spot.key)
    .map((use) => rangeOf(chunk, use.name))
    .filter((range) => textAt(text, range) === name)
    .sort((one, other) => one.start - other.start);
  let around: Statement | undefined = chunk.statement;
  let found: readonly Range[] = [];
  while (around) {
    const whole = rangeOf(chunk, around);
    const inside = places.filter(
      (range, index) =>
        range.start >= whole.start && range.end <= whole.end && range.start !== places[index - 1]?.start,
    );
    if (inside.length < 2) break;
    found = inside;
    around = bodyOf(around)?.statements.find((nested) => touches(rangeOf(chunk, nested), offset));
  }
  return found;
}

function textAt(text: string, { start, end }: Range): string {
  return text.slice(start, end);
}
