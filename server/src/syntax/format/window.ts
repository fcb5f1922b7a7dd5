/** The part of a file that has to be looked at to lay out a range of it. */

import type { Chunk, SourceFile } from "../tree.ts";
import { chunkIndexAt } from "../walk.ts";

/** Some chunks of a file that follow each other, as they stand in its text. */
export interface Window extends SourceFile {
  /** Where they begin and end in the text. */
  readonly start: number;
  readonly end: number;
}

/** Groups of statements around a range whose layout may depend on it: a comment behind a statement begins the next chunk. */
const GROUPS = 2;

/**
 * The chunks around a range (absolute offsets), from one blank line to another: columns do not reach beyond. All of
 * them without a range, and where braces do not match, since then no statement can be read without the others.
 */
export function windowOf(
  file: SourceFile,
  text: string,
  range: { readonly start: number; readonly end: number } | undefined,
): Window {
  const { chunks } = file;
  const unbalanced = chunks.some(({ problems }) => problems.some(({ rule }) => rule.endsWith("-brace")));
  if (!range || unbalanced) return { length: file.length, chunks, start: 0, end: text.length };
  let first = chunkIndexAt(chunks, range.start);
  for (let groups = 0; first > 0; first--) {
    if (beginsGroup(text, chunks[first])) groups++;
    if (groups === GROUPS) break;
  }
  let last = chunkIndexAt(chunks, range.end);
  for (let groups = 0; last < chunks.length - 1 && groups < GROUPS; last++) {
    if (beginsGroup(text, chunks[last + 1])) groups++;
  }
  const start = first === 0 ? 0 : (chunks[first]?.start ?? 0);
  const ending = chunks[last];
  const end = last >= chunks.length - 1 || !ending ? text.length : ending.start + ending.length;
  return { length: end - start, chunks: chunks.slice(first, last + 1), start, end };
}

/** Whether a blank line stands between a statement and the one before it. */
function beginsGroup(text: string, chunk: Chunk | undefined): boolean {
  if (!chunk) return false;
  const trivia = text.slice(chunk.start, chunk.start + (chunk.statement?.start ?? chunk.length));
  return /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/.test(trivia);
}
