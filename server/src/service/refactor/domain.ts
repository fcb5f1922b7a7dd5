/** Puts what is selected into a domain of its own. */

import { lineEnd, lineStart, startWithDocs } from "../../lint/author-text.ts";
import type { Chunk } from "../../syntax/tree.ts";
import { freeName, type Refactoring, type Spot } from "./place.ts";

/** Statements that may stand in a domain. */
const MEMBERS = new Set(["declaration", "connection", "relation"]);
const OUTSIDE = new Set(["system", "requirements", "estimates", "domain"]);

/**
 * Wraps the top-level statements that a selection holds, more than one, in a `domain`. Their names stay unique, so what
 * refers to them need not change; line ends in strings and comments stay, since only lines of statements are indented.
 */
export function toDomain({ author, uri, range, design }: Spot): readonly Refactoring[] {
  if (range.end <= range.start) return [];
  const text = author.of(uri);
  const chunks = author.statements(uri).map(({ origin }) => origin.chunk);
  const selected = chunks.filter((chunk) => {
    const { statement, start } = chunk;
    return statement && start + statement.start < range.end && start + statement.end > range.start;
  });
  if (selected.length < 2 || !selected.every(mayMove)) return [];
  const [first] = selected;
  const last = selected.at(-1);
  if (!first?.statement || !last?.statement) return [];
  const start = startWithDocs(text, first.start + first.statement.start);
  const end = lineEnd(text, last.start + last.statement.end);
  if (!isAlone(text, first, last)) return [];
  const name = freeName(design, "NewDomain");
  const newline = author.newline(uri);
  const step = author.indentation(uri);
  const inside = (offset: number): boolean =>
    selected.some(({ start: at, comments }) =>
      comments.some((comment) => at + comment.start < offset && at + comment.end > offset),
    );
  const edits = [{ uri, range: { start, end: start }, text: `domain ${name} {${newline}` }];
  for (let line = start; line < end; ) {
    const stop = lineEnd(text, line);
    if (stop > line && !inside(line)) edits.push({ uri, range: { start: line, end: line }, text: step });
    line = text.startsWith("\r\n", stop) ? stop + 2 : stop + 1;
  }
  edits.push({ uri, range: { start: end, end }, text: `${newline}}` });
  return [{ title: "Move into a domain", kind: "extract", edits }];
}

function mayMove({ statement, problems }: Chunk): boolean {
  if (!statement || problems.length > 0 || !MEMBERS.has(statement.type)) return false;
  return statement.type !== "declaration" || !OUTSIDE.has(statement.kind.text);
}

/** Whether nothing else stands on the first and the last line. */
function isAlone(text: string, first: Chunk, last: Chunk): boolean {
  const start = first.start + (first.statement?.start ?? 0);
  const end = last.start + (last.statement?.end ?? 0);
  return (
    text.slice(lineStart(text, start), start).trim() === "" &&
    /^\s*[;,]?\s*(?:\/\/.*)?$/.test(text.slice(end, lineEnd(text, end)))
  );
}
