/** What a selection grows to, step by step: the word, the value, the statement, the body, what is around it. */

import type { SourceFile } from "../syntax/tree.ts";
import { nodeAt } from "../syntax/walk.ts";
import { DEEPEST } from "./cursor.ts";
import { type Range, rangeOf } from "./place.ts";

/** The ranges around an offset, the innermost first; each holds the one before and is larger. */
export function selectionRanges(source: SourceFile, offset: number): readonly Range[] {
  const place = nodeAt(source, offset);
  const ranges: Range[] = [];
  const grow = (range: Range): void => {
    const last = ranges.at(-1);
    if (last && last.start === range.start && last.end === range.end) return;
    if (last && (range.start > last.start || range.end < last.end)) return;
    ranges.push(range);
  };
  for (const node of [...(place?.nodes ?? [])].reverse().slice(0, DEEPEST)) {
    if (node.type === "body") {
      // What stands between the braces comes before the braces themselves.
      const inner = { start: node.start + 1, end: node.closed ? node.end - 1 : node.end };
      if (place && inner.end > inner.start) grow(rangeOf(place.chunk, inner));
    }
    if (place) grow(rangeOf(place.chunk, node));
  }
  grow({ start: 0, end: source.length });
  return ranges;
}
