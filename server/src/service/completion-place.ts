/**
 * What the text before the cursor has begun: the bodies around, the tokens of the unfinished statement, the word that
 * is being typed. Completion works on this and not on the tree alone, which has no node for what is still missing.
 */

import type { FileNames } from "../model/names.ts";
import type { Symbol as NameSymbol } from "../model/symbols.ts";
import type { LinkedFile } from "../model/workspace.ts";
import { Lexer } from "../syntax/lexer.ts";
import type { Token } from "../syntax/tokens.ts";
import * as t from "../syntax/tokens.ts";
import type { Chunk, SourceFile, Statement } from "../syntax/tree.ts";
import { chunkIndexAt } from "../syntax/walk.ts";
import { enclosing } from "./cursor.ts";
import type { Elsewhere } from "./elsewhere.ts";
import type { Range } from "./place.ts";

export interface CompletionPlace {
  readonly uri: string;
  readonly names: FileNames;
  readonly offset: number;
  /** What the word being typed says so far. */
  readonly word: string;
  /** The word being typed; empty at the cursor when there is none. */
  readonly range: Range;
  /** The names before the dot before the word: `Sales.` → `["Sales"]`. */
  readonly qualifier: readonly string[];
  /** The tokens of the statement before the word and its qualifier. */
  readonly before: readonly Token[];
  /** The statements whose bodies the cursor is in, outermost first. */
  readonly around: readonly Statement[];
  /** The scope that names are looked up from. */
  readonly scope: NameSymbol | undefined;
  /** Nothing but white space stands between the last token and the cursor's line. */
  readonly sameLine: boolean;
  /** What other files declare, where names of theirs are offered as well. */
  readonly elsewhere?: Elsewhere;
}

/** A cursor in a comment or a string, where the language's words mean nothing. */
export interface ProsePlace {
  readonly prose: "comment" | "string";
  /** What it says up to the cursor, marks included. */
  readonly text: string;
  readonly start: number;
  readonly before: readonly Token[];
}

/** Where the cursor is; undefined when the file is unknown. */
export function placeOf(file: LinkedFile, text: string, offset: number): CompletionPlace | ProsePlace {
  const { chunk, around } = chunkAround(file, offset);
  const innermost = around.at(-1);
  const body = innermost && "body" in innermost ? innermost.body : undefined;
  const start = (chunk?.start ?? 0) + (body ? body.start + 1 : 0);
  const lexer = new Lexer(text.slice(0, offset), Math.min(start, offset));
  lexer.run(offset);
  const tokens = lexer.tokens;

  // White space behind a line comment or in an unclosed string is not counted as a part of it.
  const onLineOf = (end: number): boolean => end <= offset && !/[\r\n]/.test(text.slice(end, offset));
  const block = blockCommentAt(file.source, offset);
  if (block !== undefined) return { prose: "comment", text: text.slice(block, offset), start: block, before: [] };
  const comment = lexer.comments.at(-1);
  if (comment && comment.kind !== "block" && onLineOf(comment.end)) {
    return { prose: "comment", text: text.slice(comment.start, offset), start: comment.start, before: [] };
  }
  const last = tokens.at(-1);
  if (last?.tokenType === t.StringLiteral && isOpen(last.image) && onLineOf(last.end)) {
    const before = statementTokens(tokens.slice(0, -1), true);
    return { prose: "string", text: text.slice(last.startOffset, offset), start: last.startOffset, before };
  }

  const typing = last?.tokenType === t.Identifier && last.end === offset ? last : undefined;
  const rest = typing ? tokens.slice(0, -1) : tokens;
  const qualifier: string[] = [];
  while (rest.at(-1)?.tokenType === t.Dot && rest.at(-2)?.tokenType === t.Identifier) {
    rest.pop();
    qualifier.unshift(rest.pop()?.image ?? "");
  }
  const wordStart = typing?.startOffset ?? offset;
  const lastEnd = rest.at(-1)?.end ?? start;
  const sameLine = !/[\r\n]/.test(text.slice(lastEnd, wordStart));
  return {
    uri: file.uri,
    names: file.names,
    offset,
    word: typing?.image ?? "",
    range: { start: wordStart, end: offset },
    qualifier,
    before: statementTokens(rest, sameLine),
    around,
    scope: scopeOf(file.names, around),
    sameLine,
  };
}

/**
 * The chunk whose statement the cursor may go on with, and the bodies of it that the cursor is in. White space belongs to
 * the chunk behind it, but what is typed there to the statement before.
 */
function chunkAround(
  file: LinkedFile,
  offset: number,
): { readonly chunk: Chunk | undefined; readonly around: readonly Statement[] } {
  const { chunks } = file.source;
  const index = chunkIndexAt(chunks, offset);
  const here = chunks[index];
  const begun = here?.statement && here.start + here.statement.start < offset;
  const chunk = begun ? here : (chunks[index - 1] ?? here);
  const around = chunk ? enclosing(chunk, Math.min(offset - chunk.start, chunk.length)) : [];
  return { chunk, around };
}

/** Where the block comment around an offset begins. */
function blockCommentAt(source: SourceFile, offset: number): number | undefined {
  const index = chunkIndexAt(source.chunks, offset);
  for (const chunk of source.chunks.slice(index, index + 2)) {
    const at = offset - chunk.start;
    const around = chunk.comments.find(({ kind, start, end }) => kind === "block" && start < at && at < end);
    if (around) return chunk.start + around.start;
  }
  return undefined;
}

/** Whether a string's text lacks its closing quote. */
function isOpen(image: string): boolean {
  return image.length < 2 || !/^"(?:[^"\\]|\\.)*"$/s.test(image);
}

/** Signs behind which a statement goes on in the next line. */
const GOES_ON: ReadonlySet<Token["tokenType"]> = new Set([
  t.Comma,
  t.Colon,
  t.Equals,
  t.Compare,
  t.Plus,
  t.Minus,
  t.Star,
  t.Slash,
  t.Caret,
  t.LeftParen,
  t.LeftBracket,
  t.Pipe,
  t.RowArrow,
]);

/** Signs that go on with the statement of the line before. */
const JOINS: ReadonlySet<Token["tokenType"]> = new Set([
  t.ArrowSign,
  t.RowArrow,
  t.LeftBrace,
  t.StringLiteral,
  t.Comma,
  t.Pipe,
  t.Plus,
  t.Star,
  t.RightParen,
  t.RightBracket,
  t.Compare,
  t.Equals,
]);

/** The tokens of the last statement of a body, which may be unfinished; none when it ended before the cursor. */
function statementTokens(tokens: readonly Token[], sameLine: boolean): readonly Token[] {
  let current: Token[] = [];
  let braces = 0;
  let parens = 0;
  for (const [index, token] of tokens.entries()) {
    const previous = current.at(-1);
    const type = token.tokenType;
    if (braces > 0) {
      if (type === t.LeftBrace) braces++;
      else if (type === t.RightBrace && --braces === 0) current = isImport(current) ? [...current, token] : [];
      else if (isImport(current)) current.push(token);
      continue;
    }
    if (type === t.LeftBrace) {
      braces = 1;
      if (isImport(current)) current.push(token);
      continue;
    }
    if (type === t.Semicolon || type === t.RightBrace) {
      current = [];
      parens = 0;
      continue;
    }
    if (type === t.LeftParen || type === t.LeftBracket) parens++;
    if (type === t.RightParen || type === t.RightBracket) parens = Math.max(0, parens - 1);
    const begins =
      token.lineStart && previous !== undefined && parens === 0 && !GOES_ON.has(previous.tokenType) && !JOINS.has(type);
    const names = tokens[index + 1]?.tokenType === t.Colon && type === t.Identifier && parens === 0;
    const first = current[0];
    if (begins || (names && !(first?.image === "kind" && current.length === 1))) current = [];
    current.push(token);
  }
  // An import's names stand in braces that are no body.
  if (braces > 0 && !isImport(current)) return [];
  const last = current.at(-1);
  if (!sameLine && parens === 0 && last && !GOES_ON.has(last.tokenType)) return [];
  return current;
}

function isImport(tokens: readonly Token[]): boolean {
  return tokens[0]?.image === "import";
}

/** The symbol of the innermost body that opens a scope. */
function scopeOf(names: FileNames, around: readonly Statement[]): NameSymbol | undefined {
  let scope: NameSymbol | undefined;
  for (const statement of around) {
    const name = "name" in statement ? statement.name?.text : undefined;
    if (!name) continue;
    const members: ReadonlyMap<string, NameSymbol> | undefined = scope ? scope.members : names.top;
    const inner = members?.get(name);
    if (inner && inner.class !== "system") scope = inner;
  }
  return scope;
}
