/** Where a refactoring was asked for, and what it needs to write there. */

import { AuthorText, lineEnd, lineStart, startWithDocs } from "../../lint/author-text.ts";
import type { Edit } from "../../lint/finding.ts";
import { namedClasses } from "../../model/access.ts";
import type { Design, Origin } from "../../model/design.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Chunk, Node, Span, Statement } from "../../syntax/tree.ts";
import { nodeAt } from "../../syntax/walk.ts";
import type { FileEdit } from "../diagnostics.ts";
import { withEdits } from "../fix-all.ts";
import { locationOf, type Range } from "../place.ts";

/** What a refactoring does. */
export interface Change {
  readonly edits: readonly FileEdit[];
  /** A file that is made before, with all that stands in it. */
  readonly creates?: { readonly uri: string; readonly text: string };
  /** A name that was made up, for the author to choose a better one: where it stands in the file's text afterwards. */
  readonly madeUp?: { readonly uri: string; readonly after: string; readonly range: Range };
}

/** The change of edits in one file, among others, which declares a made-up name behind a keyword. */
export function namedChange(
  text: string,
  uri: string,
  edits: readonly FileEdit[],
  keyword: string,
  name: string,
): Change {
  const own = edits.filter((edit) => edit.uri === uri);
  const after = withEdits(text, own);
  const at = after.indexOf(`${keyword} ${name} `);
  if (at < 0) return { edits };
  const start = at + keyword.length + 1;
  return { edits, madeUp: { uri, after, range: { start, end: start + name.length } } };
}

/** A change of the design, offered where the cursor is. */
export interface Refactoring {
  readonly title: string;
  /** `rewrite` changes what is there, `extract` moves it into something new, `move` puts it somewhere else. */
  readonly kind: "rewrite" | "extract" | "move";
  /** Works it out, which may take as long as linking everything; undefined where the design would mean something else. */
  change(): Change | undefined;
}

export interface Spot {
  readonly workspace: Workspace;
  readonly uri: string;
  readonly range: Range;
  readonly design: Design;
  readonly author: AuthorText;
  readonly origin: Origin;
  /** Whether there is a file already. */
  exists(uri: string): boolean;
  /** Whether the names of one file can be used in another: itself, or one that it imports. */
  sees(from: string, to: string): boolean;
  /** The nodes around the start of the selection, the outermost first. */
  readonly nodes: readonly Node[];
  /** The innermost statement of them, and those around it. */
  readonly statements: readonly Statement[];
}

/**
 * What a selection begins in; undefined in statements with mistakes in their form.
 *
 * @param others the URIs of files that there are besides those of the workspace
 */
export function spotOf(workspace: Workspace, uri: string, range: Range, others: readonly string[]): Spot | undefined {
  const source = workspace.source(uri);
  const design = workspace.design(uri);
  const place = source && nodeAt(source, range.start);
  if (!place || !design || isBroken(place.chunk)) return undefined;
  const { nodes } = place;
  const statements = nodes.flatMap((node, index) =>
    index === 0 || nodes[index - 1]?.type === "body" ? [node as Statement] : [],
  );
  return {
    workspace,
    uri,
    range,
    design,
    author: new AuthorText(workspace),
    origin: { uri, chunk: place.chunk },
    exists: (other) => workspace.has(other) || others.includes(other),
    sees: (from, to) => from === to || workspace.linked(from)?.imports.includes(to) === true,
    nodes,
    statements,
  };
}

function isBroken(chunk: Chunk): boolean {
  return chunk.problems.length > 0;
}

/** A refactoring of edits that could be made; none where one of them could not. */
export function refactoring(
  title: string,
  kind: Refactoring["kind"],
  ...edits: readonly (readonly Edit[] | undefined)[]
): readonly Refactoring[] {
  if (edits.some((some) => some === undefined)) return [];
  const all = edits.flatMap((some) => some ?? []);
  const change = { edits: all.map((edit) => ({ ...locationOf(edit.origin, edit), text: edit.text })) };
  return [{ title, kind, change: () => change }];
}

/**
 * The top-level statements that a selection touches, in order, with the comments above the first one. None where one of
 * them has mistakes in its form or shares its line with something else.
 */
export function selectedStatements({ author, uri, range }: Spot): Selection | undefined {
  const text = author.of(uri);
  const chunks = author
    .statements(uri)
    .map(({ origin }) => origin.chunk)
    .filter(({ statement, start }) => {
      if (!statement) return false;
      return start + statement.start < range.end && start + statement.end > range.start;
    });
  const [first] = chunks;
  const last = chunks.at(-1);
  if (!first?.statement || !last?.statement || chunks.some(isBroken)) return undefined;
  const begin = first.start + first.statement.start;
  const end = last.start + last.statement.end;
  const stop = lineEnd(text, end);
  const alone =
    text.slice(lineStart(text, begin), begin).trim() === "" && /^\s*[;,]?\s*(?:\/\/.*)?$/.test(text.slice(end, stop));
  return alone ? { chunks, start: startWithComments(text, first), end: stop } : undefined;
}

export interface Selection {
  readonly chunks: readonly Chunk[];
  /** The beginning of the first line and the end of the last, its line end not included. */
  readonly start: number;
  readonly end: number;
}

/** Where a chunk's statement begins, with the comments that stand above it without a blank line between. */
export function startWithComments(text: string, { start, statement, comments }: Chunk): number {
  let at = start + (statement?.start ?? 0);
  for (const comment of comments.toReversed()) {
    const end = start + comment.end;
    if (end > at || /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)/.test(text.slice(end, at))) continue;
    // What stands behind the statement before is about that.
    if (text.slice(lineStart(text, start + comment.start), start + comment.start).trim() !== "") break;
    at = start + comment.start;
  }
  const begin = lineStart(text, at);
  return text.startsWith("\ufeff", begin) ? begin + 1 : begin;
}

/** A statement of one's own on the line before another one, indented like it. */
export function addAbove(author: AuthorText, origin: Origin, node: Span, line: string): readonly Edit[] | undefined {
  const { uri, chunk } = origin;
  const text = author.of(uri);
  const at = chunk.start + node.start;
  const begin = lineStart(text, at);
  if (text.slice(begin, at).trim() !== "") return [{ origin, start: node.start, end: node.start, text: `${line}; ` }];
  const start = startWithDocs(text, at) - chunk.start;
  if (start < 0) return undefined;
  const indented = `${text.slice(begin, at)}${line}${author.newline(uri)}`;
  return [{ origin, start, end: start, text: indented }];
}

/** A name that nothing in a design has yet: the one wished for, or that with a number. */
export function freeName(design: Design, wished: string): string {
  const taken = new Set<string>();
  for (const of of namedClasses) for (const element of design.all(of)) taken.add(element.name);
  if (!taken.has(wished)) return wished;
  let number = 2;
  while (taken.has(`${wished}${number}`)) number++;
  return `${wished}${number}`;
}

/** A text as a string of the language. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replace(/\s+/g, " ")}"`;
}

/** A name in words: `SeatMap` → `Seat map`, `seat_map` → `Seat map`. */
export function inWords(name: string): string {
  const words = name
    .replace(/_+/g, " ")
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .trim();
  const lower = words.replace(/(?<=\s)\p{Lu}(?=\p{Ll})/gu, (letter) => letter.toLowerCase());
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}
