/** Places as the features speak of them: absolute UTF-16 offsets in a file. Positions exist only at the doors. */

import type { Origin } from "../model/design.ts";
import type { Span } from "../syntax/tree.ts";

/** Absolute offsets in a file; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Location {
  readonly uri: string;
  readonly range: Range;
}

export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** A span of a chunk as a range of its file. */
export function rangeOf(chunk: { readonly start: number }, span: Span): Range {
  return { start: chunk.start + span.start, end: chunk.start + span.end };
}

/** A span of a chunk and the file that it is in. */
export function locationOf(origin: Origin, span: Span): Location {
  return { uri: origin.uri, range: rangeOf(origin.chunk, span) };
}

/** Whether an offset lies in a range, its end included: a cursor behind a name still is at that name. */
export function touches(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** Whether two ranges share a character or touch each other. */
export function overlap(one: Range, other: Range): boolean {
  return one.start <= other.end && other.start <= one.end;
}
