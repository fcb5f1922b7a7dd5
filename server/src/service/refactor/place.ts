/** Where a refactoring was asked for, and what it needs to write there. */

import { AuthorText, lineStart, startWithDocs } from "../../lint/author-text.ts";
import type { Edit } from "../../lint/finding.ts";
import type { Design, Element, Origin } from "../../model/design.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Chunk, Node, Span, Statement } from "../../syntax/tree.ts";
import { nodeAt } from "../../syntax/walk.ts";
import type { FileEdit } from "../diagnostics.ts";
import { locationOf, type Range } from "../place.ts";

/** A change of the design, offered where the cursor is. */
export interface Refactoring {
  readonly title: string;
  /** `rewrite` changes what is there, `extract` moves it into something new. */
  readonly kind: "rewrite" | "extract";
  readonly edits: readonly FileEdit[];
}

export interface Spot {
  readonly uri: string;
  readonly range: Range;
  readonly design: Design;
  readonly author: AuthorText;
  readonly origin: Origin;
  /** Whether the names of one file can be used in another: itself, or one that it imports. */
  sees(from: string, to: string): boolean;
  /** The nodes around the start of the selection, the outermost first. */
  readonly nodes: readonly Node[];
  /** The innermost statement of them, and those around it. */
  readonly statements: readonly Statement[];
}

/** What a selection begins in; undefined outside of statements, and in those with mistakes in their form. */
export function spotOf(workspace: Workspace, uri: string, range: Range): Spot | undefined {
  const source = workspace.source(uri);
  const design = workspace.design(uri);
  const place = source && nodeAt(source, range.start);
  if (!place || !design || place.nodes.length === 0 || isBroken(place.chunk)) return undefined;
  const { nodes } = place;
  const statements = nodes.flatMap((node, index) =>
    index === 0 || nodes[index - 1]?.type === "body" ? [node as Statement] : [],
  );
  return {
    uri,
    range,
    design,
    author: new AuthorText(workspace),
    origin: { uri, chunk: place.chunk },
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
  return [{ title, kind, edits: all.map((edit) => ({ ...locationOf(edit.origin, edit), text: edit.text })) }];
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
  for (const of of NAMED) for (const element of design.all(of)) taken.add(element.name);
  if (!taken.has(wished)) return wished;
  let number = 2;
  while (taken.has(`${wished}${number}`)) number++;
  return `${wished}${number}`;
}

const NAMED: readonly Element["class"][] = [
  "system",
  "actor",
  "component",
  "place",
  "domain",
  "kind",
  "requirement",
  "quality",
  "estimate",
  "unit",
  "field",
  "entity",
  "api",
  "endpoint",
  "flow",
  "process",
  "decision",
  "option",
  "question",
  "risk",
  "view",
];

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
