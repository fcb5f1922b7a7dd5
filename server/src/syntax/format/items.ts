/** A text as what the formatter moves: its tokens and comments in order, with the gaps between them. */

import { BOM } from "../characters.ts";
import { Lexer } from "../lexer.ts";
import * as t from "../tokens.ts";
import type { Chunk, Comment, SourceFile, Statement } from "../tree.ts";
import { bodyOf } from "../walk.ts";
import type { Window } from "./window.ts";

export interface Item {
  readonly text: string;
  /** Absolute offsets. */
  readonly start: number;
  readonly end: number;
  /** What kind of comment it is; undefined for tokens. */
  readonly comment: Comment["kind"] | undefined;
  /** Undefined for comments. */
  readonly token: t.Token | undefined;
}

/** The tokens and comments of a file. Gap `i` stands before item `i`; the last one, behind the last item. */
export interface Items {
  readonly text: string;
  readonly all: readonly Item[];
  /** The separator that the author wrote in each gap, `;` or `,`; empty where there is none. */
  readonly separators: readonly string[];
  /** Line feeds in each gap. */
  readonly newlines: readonly number[];
  /** The item that begins at an absolute offset or is the first behind it. */
  indexAt(offset: number): number;
  /** Where each gap begins and ends in the text. */
  gap(index: number): { readonly start: number; readonly end: number };
}

/** A chunk that can be laid out anew: without mistakes, and with something that is understood. */
function isSound(chunk: Chunk): boolean {
  return chunk.problems.length === 0 && chunk.statement?.type !== "stray";
}

/** @param frozen chunks that stay as they are: their separators are items like any token. */
export function itemsOf(window: Window, text: string, frozen: ReadonlySet<Chunk>): Items {
  const lexed = lex(text, window);
  const separating = separatorsOf(window, lexed, frozen);
  const all: Item[] = [];
  const separators: string[] = [];
  let separator = "";
  for (const item of lexed) {
    if (separating.has(item)) {
      if (separator === "") separator = item.text;
      continue;
    }
    all.push(item);
    separators.push(separator);
    separator = "";
  }
  separators.push(separator);
  const starts = all.map((item) => item.start);
  const first = window.start === 0 && text.charCodeAt(0) === BOM ? 1 : window.start;
  const gap = (index: number) => ({ start: all[index - 1]?.end ?? first, end: all[index]?.start ?? window.end });
  const newlines = separators.map((_, index) => {
    const { start, end } = gap(index);
    return newlinesIn(text, start, end);
  });
  return { text, all, separators, newlines, gap, indexAt: (offset) => lowerBound(starts, offset) };
}

function lex(text: string, window: Window): readonly Item[] {
  const lexer = new Lexer(text, window.start);
  lexer.run(window.end);
  // The lexer may have looked at what lies behind the window.
  const { tokens, comments } = lexer;
  const items: Item[] = [];
  let next = 0;
  const take = (before: number): void => {
    for (let comment = comments[next]; comment && comment.start < before; comment = comments[++next]) {
      const { start, end, kind } = comment;
      items.push({ text: text.slice(start, end), start, end, comment: kind, token: undefined });
    }
  };
  for (const token of tokens) {
    take(Math.min(token.startOffset, window.end));
    const { startOffset: start, end } = token;
    if (start < window.end) items.push({ text: text.slice(start, end), start, end, comment: undefined, token });
  }
  take(window.end);
  return items;
}

/** The `;` and `,` between statements, in chunks that are not frozen. */
function separatorsOf(file: SourceFile, items: readonly Item[], frozen: ReadonlySet<Chunk>): ReadonlySet<Item> {
  const found = new Set<Item>();
  const starts = items.map((item) => item.start);
  const between = (from: number, to: number): void => {
    for (let at = lowerBound(starts, from); at < items.length; at++) {
      const item = items[at];
      if (!item || item.start >= to) return;
      const type = item.token?.tokenType;
      if (type === t.Semicolon || type === t.Comma) found.add(item);
    }
  };
  const inside = (statement: Statement, base: number): void => {
    const body = bodyOf(statement);
    if (!body) return;
    let from = base + body.start;
    for (const nested of body.statements) {
      between(from, base + nested.start);
      inside(nested, base);
      from = base + nested.end;
    }
    between(from, base + body.end);
  };
  for (const chunk of file.chunks) {
    if (frozen.has(chunk) || !chunk.statement) continue;
    inside(chunk.statement, chunk.start);
    between(chunk.start + chunk.statement.end, chunk.start + chunk.length);
  }
  return found;
}

/** How many lines end in a stretch of text: CRLF counts once. */
function newlinesIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count++;
  }
  return count;
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Chunks that are left as they are: broken ones, and indented ones where the braces of the file do not match. */
export function frozenChunks(file: SourceFile, text: string): Set<Chunk> {
  const unbalanced = file.chunks.some(({ problems }) => problems.some(({ rule }) => rule.endsWith("-brace")));
  return new Set(
    file.chunks.filter((chunk) => !isSound(chunk) || (unbalanced && isIndented(text, chunk.start, chunk.statement))),
  );
}

function isIndented(text: string, start: number, statement: Statement | undefined): boolean {
  const before = text.charAt(start + (statement?.start ?? 0) - 1);
  return before === " " || before === "\t";
}
