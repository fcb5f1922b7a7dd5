/** Layout while one writes: the whole file, a part of it, and the line that a `}` or a line end has just made. */

import { AuthorText, lineEnd, lineStart } from "../lint/author-text.ts";
import type { Workspace } from "../model/workspace.ts";
import { type FormatEdit, format } from "../syntax/format/format.ts";
import { Lexer } from "../syntax/lexer.ts";
import * as t from "../syntax/tokens.ts";
import { nodeAt } from "../syntax/walk.ts";
import type { Range, TextEdit } from "./place.ts";

/** The keys after which a line is laid out. */
export const FORMAT_KEYS = ["}", "\n"] as const;

/** The edits that bring a file, or what touches a range of it, into the canonical style. */
export function formatting(workspace: Workspace, uri: string, range?: Range): readonly TextEdit[] {
  const source = workspace.source(uri);
  const text = workspace.text(uri);
  if (!source || text === undefined) return [];
  return format(source, text, range).map(edited);
}

function edited({ start, end, text }: FormatEdit): TextEdit {
  return { range: { start, end }, text };
}

/**
 * What a key that was just typed asks for.
 *
 * @param offset behind what was typed.
 * @param typed one of {@link FORMAT_KEYS}.
 */
export function formattingOnType(
  workspace: Workspace,
  uri: string,
  offset: number,
  typed: string,
): readonly TextEdit[] {
  const text = workspace.text(uri);
  if (text === undefined) return [];
  if (typed === "\n") return indent(workspace, uri, text, offset);
  if (typed !== "}" || text[offset - 1] !== "}") return [];
  const closed = closedAt(workspace, uri, offset);
  return closed ? formatting(workspace, uri, closed) : indent(workspace, uri, text, offset);
}

/** The statement whose body ends right before an offset, from the start of its line; undefined in broken ones. */
function closedAt(workspace: Workspace, uri: string, offset: number): Range | undefined {
  const source = workspace.source(uri);
  const place = source && nodeAt(source, offset - 1);
  if (!place || place.chunk.problems.length > 0) return undefined;
  const { chunk, nodes } = place;
  const owner = nodes.findLast((node) => {
    const body = "body" in node ? node.body : undefined;
    return body?.closed === true && chunk.start + body.end === offset;
  });
  return owner && { start: lineStart(workspace.text(uri) ?? "", chunk.start + owner.start), end: offset };
}

/** Indents the line of an offset by what is open before it; a line that begins by closing stands where that began. */
function indent(workspace: Workspace, uri: string, text: string, offset: number): readonly TextEdit[] {
  const start = lineStart(text, offset);
  const end = lineEnd(text, start);
  const line = text.slice(start, end);
  const blank = /^[ \t]*/.exec(line)?.[0] ?? "";
  const first = line[blank.length] ?? "";
  const around = openAround(text, start);
  if (around === "prose") return [];
  const author = new AuthorText(workspace);
  const outer = around === undefined ? "" : author.indentationAt(uri, around);
  const closes = first === "}" || first === ")" || first === "]";
  const wanted = around === undefined ? "" : closes ? outer : outer + author.indentation(uri);
  // The author may have put a line further in than need be: a chain that goes on, an item of a list.
  if (around === undefined && (line.trim() !== "" || blank === "")) return [];
  if (blank === wanted) return [];
  return [{ range: { start, end: start + blank.length }, text: wanted }];
}

const PAIRS: ReadonlyMap<unknown, unknown> = new Map<unknown, unknown>([
  [t.RightBrace, t.LeftBrace],
  [t.RightParen, t.LeftParen],
  [t.RightBracket, t.LeftBracket],
]);

/**
 * The offset of the innermost bracket that is open where a line begins, undefined where none is, `prose` inside of a
 * comment. Looks no further back than the last line that begins with a word at its very start.
 */
function openAround(text: string, lineOffset: number): number | "prose" | undefined {
  let from = lineOffset;
  while (from > 0) {
    from = lineStart(text, from - 1);
    if (/^[\p{L}_]/u.test(text.slice(from, from + 2))) break;
  }
  const lexer = new Lexer(text, from);
  lexer.run(lineOffset);
  const { tokens, comments } = lexer;
  if (comments.some(({ start, end }) => start < lineOffset && end > lineOffset)) return "prose";
  const open: { readonly type: unknown; readonly offset: number }[] = [];
  for (const token of tokens) {
    if (token.startOffset >= lineOffset) break;
    const type = token.tokenType;
    if (type === t.LeftBrace || type === t.LeftParen || type === t.LeftBracket) {
      open.push({ type, offset: token.startOffset });
      continue;
    }
    const opens = PAIRS.get(type);
    const index = opens === undefined ? -1 : open.findLastIndex((one) => one.type === opens);
    if (index >= 0) open.length = index;
  }
  return open.at(-1)?.offset;
}
