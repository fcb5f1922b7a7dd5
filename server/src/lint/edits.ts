/**
 * Fits changes into the author's layout: a property joins a body in the way its neighbours stand there, a statement
 * keeps the indentation of its block. Every function returns minimal edits, or undefined where the text is too broken
 * to be changed safely. The first edit carries the new text, which may be a snippet.
 */

import type { ConnectionElement, Origin, Property } from "../model/design.ts";
import type { Body, Span, Statement } from "../syntax/tree.ts";
import { type AuthorText, lineEnd, lineStart, nextLine, startWithDocs } from "./author-text.ts";
import type { Edit } from "./finding.ts";

/** A statement that may have a body. */
interface Bodied extends Span {
  readonly body?: Body;
}

/** Where a property goes in a body without any: before what is nested there, or behind it. */
export type Position = "start" | "end";

/** An edit at absolute offsets of a file, turned into one relative to a chunk. */
function edit(author: AuthorText, uri: string, start: number, end: number, text: string): readonly Edit[] | undefined {
  const point = author.point(uri, start);
  if (!point) return undefined;
  return [{ origin: point.origin, start: point.offset, end: point.offset + (end - start), text }];
}

/** Replaces a span of a chunk. */
export function replace(origin: Origin, span: Span, text: string): readonly Edit[] {
  return [{ origin, start: span.start, end: span.end, text }];
}

/** Inserts text into a chunk. */
export function insert(origin: Origin, offset: number, text: string): readonly Edit[] {
  return [{ origin, start: offset, end: offset, text }];
}

/**
 * Adds properties, `["replicas: 2", "failover: automatic"]`, to a statement: to its body where it has one, else in a
 * new one-line body.
 */
export function addProperties(
  author: AuthorText,
  origin: Origin,
  node: Bodied,
  entries: readonly string[],
  position: Position = "start",
): readonly Edit[] | undefined {
  const joined = entries.join(", ");
  const { body } = node;
  if (!body) return insert(origin, node.end, ` { ${joined} }`);
  if (!body.closed) return undefined;
  const { uri, chunk } = origin;
  const text = author.of(uri);
  const start = chunk.start + body.start;
  const end = chunk.start + body.end;
  const last = lastProperty(body);
  if (last) return afterProperty(author, origin, body, last, joined);
  if (body.statements.length === 0) {
    const multiline = /[\r\n]/.test(text.slice(start, end));
    if (!multiline) {
      const blank = text.slice(start + 1, end - 1).trim() === "";
      return blank
        ? edit(author, uri, start + 1, end - 1, ` ${joined} `)
        : edit(author, uri, start + 1, start + 1, ` ${joined}`);
    }
  }
  return position === "start"
    ? atStart(author, origin, node, body, joined)
    : (atEnd(author, origin, node, body, joined) ?? atStart(author, origin, node, body, joined));
}

/** The last of the properties that a body begins with or holds. */
function lastProperty(body: Body): Statement | undefined {
  return body.statements.findLast((statement) => statement.type === "property");
}

function afterProperty(
  author: AuthorText,
  { uri, chunk }: Origin,
  body: Body,
  last: Statement,
  joined: string,
): readonly Edit[] | undefined {
  const text = author.of(uri);
  const end = chunk.start + last.end;
  const stop = lineEnd(text, end);
  const rest = text.slice(end, stop);
  const first = lineStart(text, chunk.start + last.start);
  const before = text.slice(first, chunk.start + last.start);
  const ownLine = stop < chunk.start + body.end - 1 && /^\s*[,;]?\s*(\/\/.*)?$/.test(rest) && !before.includes("{");
  const separator = separatorBefore(text, chunk.start, body, last);
  if (ownLine) {
    const commas = separator?.includes(",") && /[\r\n]/.test(separator) && !/^\s*[,;]/.test(rest);
    const indentation = /^[ \t]*/.exec(before)?.[0] ?? "";
    const at = nextLine(text, end);
    const added = edit(author, uri, at, at, `${indentation}${joined}${author.newline(uri)}`);
    const comma = commas ? edit(author, uri, end, end, ",") : [];
    return added && comma && [...added, ...comma];
  }
  const trailing = /^\s*[,;]/.exec(rest)?.[0];
  const behind = body.statements[body.statements.indexOf(last) + 1];
  if (trailing && !behind) return edit(author, uri, end + trailing.length, end + trailing.length, ` ${joined}`);
  const between =
    separator !== undefined && /^[,;]\s*$/.test(separator) && !/[\r\n]/.test(separator) ? separator : ", ";
  const closing = behind && !trailing ? ";" : "";
  return edit(author, uri, end, end, `${between}${joined}${closing}`);
}

/** What stands between the last property and the one right before it. */
function separatorBefore(text: string, start: number, body: Body, last: Statement): string | undefined {
  const previous = body.statements[body.statements.indexOf(last) - 1];
  if (previous?.type !== "property") return undefined;
  return text.slice(start + previous.end, start + last.start);
}

/** How a line of its own in a body is indented: as its first statement, else one level more than its owner. */
function innerIndentation(author: AuthorText, { uri, chunk }: Origin, node: Span, body: Body): string {
  const text = author.of(uri);
  const first = body.statements[0];
  if (first) {
    const at = chunk.start + first.start;
    const before = text.slice(lineStart(text, at), at);
    if (/^[ \t]*$/.test(before)) return before;
  }
  return author.indentationAt(uri, chunk.start + node.start) + author.indentation(uri);
}

function atStart(
  author: AuthorText,
  origin: Origin,
  node: Span,
  body: Body,
  joined: string,
): readonly Edit[] | undefined {
  const { uri, chunk } = origin;
  const text = author.of(uri);
  const open = chunk.start + body.start + 1;
  const rest = text.slice(open, lineEnd(text, open));
  if (/^\s*(\/\/.*)?$/.test(rest)) {
    const at = nextLine(text, open);
    return edit(author, uri, at, at, `${innerIndentation(author, origin, node, body)}${joined}${author.newline(uri)}`);
  }
  return edit(author, uri, open, open, ` ${joined};`);
}

function atEnd(author: AuthorText, origin: Origin, node: Span, body: Body, added: string): readonly Edit[] | undefined {
  const { uri, chunk } = origin;
  const text = author.of(uri);
  const close = chunk.start + body.end - 1;
  const start = lineStart(text, close);
  if (text.slice(start, close).trim() === "" && start > chunk.start + body.start) {
    return edit(
      author,
      uri,
      start,
      start,
      `${innerIndentation(author, origin, node, body)}${added}${author.newline(uri)}`,
    );
  }
  const last = body.statements.at(-1);
  if (!last) return undefined;
  const end = chunk.start + last.end;
  const separated = /^\s*[;,]/.exec(text.slice(end, close))?.[0];
  return separated
    ? edit(author, uri, end + separated.length, end + separated.length, ` ${added}`)
    : edit(author, uri, end, end, `; ${added}`);
}

/** Adds statements, one a line, at the end of a statement's body; a statement without one gets it. */
export function addStatements(
  author: AuthorText,
  origin: Origin,
  node: Bodied,
  lines: readonly string[],
): readonly Edit[] | undefined {
  const { body } = node;
  const { uri, chunk } = origin;
  const newline = author.newline(uri);
  const outer = author.indentationAt(uri, chunk.start + node.start);
  const inner = outer + author.indentation(uri);
  if (!body) {
    const block = [" {", ...lines.map((line) => inner + line), `${outer}}`].join(newline);
    return insert(origin, node.end, block);
  }
  if (!body.closed) return undefined;
  const text = author.of(uri);
  const start = chunk.start + body.start;
  const end = chunk.start + body.end;
  if (body.statements.length === 0 && text.slice(start + 1, end - 1).trim() === "") {
    const block = [newline, ...lines.map((line) => inner + line + newline), outer].join("");
    return edit(author, uri, start + 1, end - 1, block);
  }
  const indentation = innerIndentation(author, origin, node, body);
  return (
    atEnd(author, origin, node, body, lines.join(newline + indentation)) ??
    edit(author, uri, start + 1, start + 1, ` ${lines.join("; ")};`)
  );
}

/** Adds a top-level statement behind one, set off by blank lines; its lines are joined with the file's line end. */
export function addAfter(
  author: AuthorText,
  origin: Origin,
  node: Span,
  lines: readonly string[],
): readonly Edit[] | undefined {
  const { uri, chunk } = origin;
  const text = author.of(uri);
  const newline = author.newline(uri);
  const at = lineEnd(text, chunk.start + node.end);
  const following = nextLine(text, at);
  const close = following < text.length && text.slice(following, lineEnd(text, following)).trim() !== "" ? newline : "";
  return edit(author, uri, at, at, `${newline}${newline}${lines.join(newline)}${close}`);
}

/** Adds a statement on the line behind another one, indented like it. */
export function addBelow(author: AuthorText, origin: Origin, node: Span, line: string): readonly Edit[] | undefined {
  const { uri, chunk } = origin;
  const text = author.of(uri);
  const at = lineEnd(text, chunk.start + node.end);
  const indentation = author.indentationAt(uri, chunk.start + node.start);
  return edit(author, uri, at, at, `${author.newline(uri)}${indentation}${line}`);
}

/** Adds a top-level statement before one, set off by a blank line. */
export function addBefore(
  author: AuthorText,
  origin: Origin,
  node: Span,
  lines: readonly string[],
): readonly Edit[] | undefined {
  const { uri, chunk } = origin;
  const newline = author.newline(uri);
  const at = startWithDocs(author.of(uri), chunk.start + node.start);
  return edit(author, uri, at, at, `${lines.join(newline)}${newline}${newline}`);
}

/** Replaces all values of a property. */
export function setValues(property: Property, text: string): readonly Edit[] {
  const { node, origin, values } = property;
  const first = values[0]?.expression ?? node.values[0];
  const last = values.at(-1)?.expression ?? node.values.at(-1);
  if (!first || !last) return insert(origin, node.end, ` ${text}`);
  return replace(origin, { start: first.start, end: last.end }, text);
}

/** Adds a value behind those that a property has. */
export function addValue(property: Property, text: string): readonly Edit[] {
  const last = property.node.values.at(-1);
  return last ? insert(property.origin, last.end, `, ${text}`) : insert(property.origin, property.node.end, ` ${text}`);
}

/**
 * Removes a statement, a property or a comment: its whole lines where it stands alone on them, else it and one
 * separator. The `///` lines of a statement go with it.
 */
export function remove(author: AuthorText, origin: Origin, node: Span, docs = true): readonly Edit[] | undefined {
  const { uri, chunk } = origin;
  const text = author.of(uri);
  const start = chunk.start + node.start;
  const end = chunk.start + node.end;
  const lineFrom = lineStart(text, start);
  const lineTo = lineEnd(text, end);
  const alone = text.slice(lineFrom, start).trim() === "" && /^\s*[,;]?\s*$/.test(text.slice(end, lineTo));
  if (alone) {
    const from = docs ? startWithDocs(text, start) : lineFrom;
    let to = nextLine(text, end);
    const blankBefore = from === 0 || isBlankAbove(text, from);
    const following = text.slice(to, lineEnd(text, to));
    if (blankBefore && following.trim() === "" && to < text.length) to = nextLine(text, to);
    return edit(author, uri, from, to, "");
  }
  const behind = /^[ \t]*[,;]?[ \t]*/.exec(text.slice(end, lineTo))?.[0] ?? "";
  if (/[,;]/.test(behind)) return edit(author, uri, start, end + behind.length, "");
  const ahead = /[ \t]*[,;]?[ \t]*$/.exec(text.slice(lineFrom, start))?.[0] ?? "";
  if (/[,;]/.test(ahead)) return edit(author, uri, start - ahead.length, end, "");
  return edit(author, uri, start, end + behind.length, "");
}

/** Whether the line above the one that begins at an offset is blank. */
function isBlankAbove(text: string, start: number): boolean {
  const end = start - (text.startsWith("\r\n", start - 2) ? 2 : 1);
  return text.slice(lineStart(text, end), end).trim() === "";
}

/** Removes a word from a list whose items are separated by commas, with its comma. */
export function removeItem(author: AuthorText, origin: Origin, item: Span): readonly Edit[] | undefined {
  return remove(author, origin, item, false);
}

/**
 * Adds properties to one arrow of a chain. A chain's body belongs to its last arrow, so that an earlier one ends its
 * statement and the rest of the chain begins another.
 */
export function addToConnection(
  author: AuthorText,
  connection: Pick<ConnectionElement, "node" | "arrow" | "origin">,
  entries: readonly string[],
): readonly Edit[] | undefined {
  const { node, arrow, origin } = connection;
  const index = node.arrows.indexOf(arrow);
  if (index < 0) return undefined;
  if (index === node.arrows.length - 1) return addProperties(author, origin, node, entries);
  const stage = node.stages[index + 1];
  if (!stage) return undefined;
  const { uri, chunk } = origin;
  const again = author.chunk(origin).slice(stage.start, stage.end);
  const indentation = author.indentationAt(uri, chunk.start + node.start);
  const text = author.of(uri);
  const first = chunk.start + node.start;
  // In a one-line body the two halves share the line.
  const ownLine = text.slice(lineStart(text, first), first).trim() === "";
  const apart = ownLine ? `${author.newline(uri)}${indentation}` : "; ";
  return insert(origin, stage.end, ` { ${entries.join(", ")} }${apart}${again}`);
}
