/** Puts what is selected into a domain of its own. */

import { lineEnd } from "../../lint/author-text.ts";
import type { Chunk } from "../../syntax/tree.ts";
import { freeName, namedChange, type Refactoring, type Spot, selectedStatements } from "./place.ts";

/** Statements that may stand in a domain. */
const MEMBERS = new Set(["declaration", "connection", "relation"]);
const OUTSIDE = new Set(["system", "requirements", "estimates", "domain"]);

/**
 * Wraps the top-level statements that a selection holds, more than one, in a `domain`. Their names stay unique, so what
 * refers to them need not change; line ends in strings and comments stay, since only lines of statements are indented.
 */
export function toDomain(spot: Spot): readonly Refactoring[] {
  const { author, uri, range, design } = spot;
  const selection = range.end > range.start ? selectedStatements(spot) : undefined;
  if (!selection || selection.chunks.length < 2 || !selection.chunks.every(mayMove)) return [];
  const { chunks, start, end } = selection;
  const text = author.of(uri);
  const name = freeName(design, "NewDomain");
  const newline = author.newline(uri);
  const step = author.indentation(uri);
  const inside = (offset: number): boolean =>
    chunks.some(({ start: at, comments }) =>
      comments.some((comment) => at + comment.start < offset && at + comment.end > offset),
    );
  const edits = [{ uri, range: { start, end: start }, text: `domain ${name} {${newline}` }];
  for (let line = start; line < end; ) {
    const stop = lineEnd(text, line);
    if (stop > line && !inside(line)) edits.push({ uri, range: { start: line, end: line }, text: step });
    line = text.startsWith("\r\n", stop) ? stop + 2 : stop + 1;
  }
  edits.push({ uri, range: { start: end, end }, text: `${newline}}` });
  return [
    { title: "Move into a domain", kind: "extract", change: () => namedChange(text, uri, edits, "domain", name) },
  ];
}

function mayMove({ statement }: Chunk): boolean {
  if (!statement || !MEMBERS.has(statement.type)) return false;
  return statement.type !== "declaration" || !OUTSIDE.has(statement.kind.text);
}
