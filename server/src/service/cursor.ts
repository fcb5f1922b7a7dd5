/** Which bodies a cursor is in. */

import type { Body, Chunk, Statement } from "../syntax/tree.ts";
import { bodyOf } from "../syntax/walk.ts";

/** Statements may be nested without end; beyond this depth nobody looks. */
export const DEEPEST = 200;

/** Whether a chunk's offset is between the braces of a body. */
function isInside(body: Body, at: number): boolean {
  return body.start < at && (body.closed ? at < body.end : at <= body.end);
}

/** The statements whose bodies hold an offset of a chunk, the outermost first. */
export function enclosing(chunk: Chunk, at: number): readonly Statement[] {
  const found: Statement[] = [];
  let candidates: readonly Statement[] = chunk.statement ? [chunk.statement] : [];
  while (found.length < DEEPEST) {
    const next = candidates.find((statement) => {
      const body = bodyOf(statement);
      return body !== undefined && isInside(body, at);
    });
    if (!next) break;
    found.push(next);
    candidates = bodyOf(next)?.statements ?? [];
  }
  return found;
}
