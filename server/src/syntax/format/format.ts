/**
 * The canonical style: two spaces a level, one space between words, columns for what belongs together, no line over
 * 120 columns that can be divided. Line ends and blank lines stay the author's.
 */

import { parse } from "../parse.ts";
import type { Chunk, SourceFile } from "../tree.ts";
import { align } from "./columns.ts";
import { frozenChunks, itemsOf } from "./items.ts";
import { KEPT, Layout } from "./layout.ts";
import { sameTree } from "./same-tree.ts";
import { type Window, windowOf } from "./window.ts";

/** Replaces the text from `start` to `end`, absolute offsets. */
export interface FormatEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How often the format is tried again without what it would have changed the meaning of. */
const ATTEMPTS = 4;

/**
 * The edits that bring a file into the canonical style, in order, each as small as can be. They change white space and
 * the separators between statements and nothing else: comments stay, and the text means the same afterwards. Chunks
 * with mistakes in their form stay as they are.
 *
 * @param range only edits that touch it (absolute offsets) are made.
 */
export function format(
  file: SourceFile,
  text: string,
  range?: { readonly start: number; readonly end: number },
): readonly FormatEdit[] {
  const window = windowOf(file, text, range);
  const newline = newlineOf(text);
  const frozen = frozenChunks(window, text);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const all = editsFor(window, text, newline, frozen);
    const edits = range ? all.filter(({ start, end }) => start <= range.end && end >= range.start) : all;
    if (edits.length === 0) return [];
    const broken = brokenBy(window, applied(text, edits, window), frozen);
    if (broken.length === 0) return edits;
    for (const chunk of broken) frozen.add(chunk);
  }
  return [];
}

/** A text, or a part of it, after some edits, which are in order and apart. */
export function applied(
  text: string,
  edits: readonly FormatEdit[],
  part: { readonly start: number; readonly end: number } = { start: 0, end: text.length },
): string {
  const parts: string[] = [];
  let from = part.start;
  for (const { start, end, text: inserted } of edits) {
    parts.push(text.slice(from, start), inserted);
    from = end;
  }
  return parts.join("") + text.slice(from, part.end);
}

function editsFor(window: Window, text: string, newline: string, frozen: ReadonlySet<Chunk>): readonly FormatEdit[] {
  const items = itemsOf(window, text, frozen);
  const layout = new Layout(window, items, frozen);
  align(layout);
  const edits: FormatEdit[] = [];
  for (let gap = 0; gap < items.separators.length; gap++) {
    const breaks = layout.breaks[gap] ?? KEPT;
    if (breaks === KEPT) continue;
    // What begins or ends the window need not begin or end the file.
    if ((gap === 0 && window.start > 0) || (gap === items.all.length && window.end < text.length)) continue;
    const last = gap === items.all.length;
    const space = " ".repeat((breaks > 0 ? layout.indents[gap] : layout.spaces[gap]) ?? 0);
    const wanted = (layout.separators[gap] ?? "") + newline.repeat(breaks) + (last || gap + breaks === 0 ? "" : space);
    const { start, end } = items.gap(gap);
    if (text.slice(start, end) !== wanted) edits.push(smallest(text, start, end, wanted));
  }
  return edits;
}

/** Enough of a text, in characters, to tell how its lines end. */
const TELLING = 100_000;

/** The line end that most of a text's lines have, those far behind left out. */
function newlineOf(text: string): string {
  const counts = new Map<string, number>();
  for (const [found] of text.slice(0, TELLING).matchAll(/\r\n|\n|\r/g)) counts.set(found, (counts.get(found) ?? 0) + 1);
  let most = "\n";
  for (const [found, count] of counts) if (count > (counts.get(most) ?? 0)) most = found;
  return most;
}

/** An edit without what it would replace by itself. */
function smallest(text: string, start: number, end: number, wanted: string): FormatEdit {
  let before = 0;
  const most = Math.min(end - start, wanted.length);
  while (before < most && text[start + before] === wanted[before]) before++;
  let behind = 0;
  while (behind < most - before && text[end - 1 - behind] === wanted[wanted.length - 1 - behind]) behind++;
  // A CRLF is not taken apart.
  if (text[start + before - 1] === "\r") before--;
  if (behind > 0 && text[end - behind] === "\n") behind--;
  return { start: start + before, end: end - behind, text: wanted.slice(before, wanted.length - behind) };
}

/** The chunks that mean something else in a formatted text. */
function brokenBy(file: SourceFile, formatted: string, frozen: ReadonlySet<Chunk>): readonly Chunk[] {
  const before = file.chunks.filter((chunk) => chunk.statement);
  const after = parse(formatted).chunks.filter((chunk) => chunk.statement);
  const broken = before.filter((chunk, index) => !sameTree(chunk, after[index]));
  if (before.length === after.length) {
    const loose = broken.filter((chunk) => !frozen.has(chunk));
    // A broken statement reads its neighbours, too.
    return loose.length > 0 || broken.length === 0 ? loose : before.filter((chunk) => !frozen.has(chunk));
  }
  const [first] = broken;
  const index = first ? before.indexOf(first) : before.length - 1;
  return before.slice(Math.max(0, index - 1), index + 2);
}
