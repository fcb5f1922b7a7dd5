/**
 * Text to tokens. Written by hand: it is about three times as fast as a generated one and takes letters of any
 * script. It can start and stop at any token's end, which is what incremental parsing needs.
 */

import type { TokenType } from "chevrotain";
import {
  BACKSLASH,
  BOM,
  CR,
  DOT,
  digitsEnd,
  exponentEnd,
  indentation,
  isBlank,
  isCurlyQuote,
  isCurrency,
  isDigit,
  isNameStart,
  LF,
  lineEnd,
  nameEnd,
  PERCENT,
  QUOTE,
  routeEnd,
  SLASH,
  SPACE,
  STAR,
  TAB,
} from "./characters.ts";
import { insertion, type ProblemAt, problemAt, replacement } from "./problems.ts";
import { ADVICE, COMPOUND, MEANT, SINGLE } from "./signs.ts";
import { checkEscapes } from "./strings.ts";
import * as t from "./tokens.ts";
import { Token } from "./tokens.ts";

/** A comment at absolute offsets. */
export interface CommentAt {
  readonly kind: "line" | "block" | "doc";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const HTTP_METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;

/** Goes through a text token by token, keeping comments and problems on the way. */
export class Lexer {
  readonly text: string;
  readonly tokens: Token[] = [];
  readonly comments: CommentAt[] = [];
  readonly problems: ProblemAt[] = [];
  /** Offsets of block comments that nothing closes: text inserted behind them may. */
  readonly unclosedComments: number[] = [];
  position: number;

  /** The token before, on its line, expects an operand: no path can follow a method here. */
  operandExpected: boolean;
  private lineBegun: boolean;
  private lineOffset: number;
  private doc: string | undefined;
  private docEndedByBlank = false;
  private routeNext = false;
  /** From here on the text has no `*∕`; spares searching the rest once for each unclosed comment. */
  private noCommentEndFrom = Number.POSITIVE_INFINITY;

  /**
   * @param start where to begin: 0, or the end of a token.
   * @param operandExpected whether the token that ends at `start` is one of {@link t.expectsOperand}.
   */
  constructor(text: string, start = 0, operandExpected = false) {
    this.text = text;
    this.position = start;
    this.operandExpected = operandExpected;
    this.lineBegun = start > 0;
    this.lineOffset = start;
    if (start === 0 && text.charCodeAt(0) === BOM) {
      this.position = 1;
      this.lineOffset = 1;
    }
  }

  /** Lexes up to the first token that ends at `until` or beyond. False when the text ended first. */
  run(until: number): boolean {
    while (this.position < until) {
      const token = this.next();
      if (token === undefined) return false;
      this.tokens.push(token);
    }
    return true;
  }

  /** The next token, or undefined at the end of the text; comments and problems on the way are kept. */
  next(): Token | undefined {
    const text = this.text;
    const before = this.position;
    this.skipTrivia();
    const start = this.position;
    if (start >= text.length) return undefined;

    const code = text.charCodeAt(start);
    let type: TokenType;
    let attached = 0;
    let image: string | undefined;
    if (this.routeNext) {
      this.position = routeEnd(text, start);
      type = t.Route;
    } else if (isNameStart(text, start, code)) {
      this.position = nameEnd(text, start);
      type = t.Identifier;
    } else if (isDigit(code) || (isCurrency(code) && isDigit(text.charCodeAt(start + 1)))) {
      attached = this.scanNumber(start);
      type = t.NumberLiteral;
    } else if (code === QUOTE) {
      this.scanString(start);
      type = t.StringLiteral;
    } else if (isCurlyQuote(code)) {
      image = this.scanCurlyString(start);
      type = t.StringLiteral;
    } else if (MEANT.has(code)) {
      const [sign, meant] = MEANT.get(code) ?? ["", t.Semicolon];
      image = sign;
      type = meant;
      this.position = start + 1;
      this.unusual(start, start + 1, `Write \`${sign}\`.`, sign);
    } else {
      const compound = COMPOUND.get(code)?.find(([sign]) => text.startsWith(sign, start));
      type = compound?.[1] ?? SINGLE.get(code) ?? t.Semicolon;
      image = compound?.[0];
      this.position = start + (image?.length ?? 1);
    }

    const end = this.position;
    const lineStart = !this.lineBegun;
    const token = new Token(
      image ?? text.slice(start, end),
      type,
      start,
      end,
      lineStart,
      lineStart ? indentation(text, this.lineOffset, start) : 0,
      before === start,
      this.doc,
      attached,
      false,
    );
    this.routeNext = type === t.Identifier && this.methodBeforePath(token);
    this.operandExpected = t.expectsOperand.has(type);
    this.lineBegun = true;
    this.doc = undefined;
    return token;
  }

  private skipTrivia(): void {
    const text = this.text;
    for (;;) {
      const code = text.charCodeAt(this.position);
      if (code === SPACE || code === TAB) this.position++;
      else if (code === LF || code === CR) this.newLine(code);
      else if (code === SLASH && !this.routeNext) {
        const next = text.charCodeAt(this.position + 1);
        if (next === SLASH) this.scanLineComment();
        else if (next === STAR) this.scanBlockComment();
        else return;
      } else if (Number.isNaN(code) || this.isKnown(code)) return;
      else this.skipUnknown(code);
    }
  }

  private newLine(code: number): void {
    const blank = !this.lineBegun && this.text.slice(this.lineOffset, this.position).trim() === "";
    if (blank) this.docEndedByBlank = true;
    this.position += code === CR && this.text.charCodeAt(this.position + 1) === LF ? 2 : 1;
    this.lineOffset = this.position;
    this.lineBegun = false;
    this.operandExpected = false;
  }

  private scanLineComment(): void {
    const { text, position: start } = this;
    let end = lineEnd(text, start);
    while (isBlank(text.charCodeAt(end - 1))) end--;
    const doc = text.charCodeAt(start + 2) === SLASH && text.charCodeAt(start + 3) !== SLASH;
    const content = text.slice(start + (doc ? 3 : 2), end).trim();
    this.comments.push({ kind: doc ? "doc" : "line", text: content, start, end });
    // A `///` behind a token documents nothing that follows.
    if (doc && !this.lineBegun) {
      this.doc = this.doc === undefined || this.docEndedByBlank ? content : `${this.doc}\n${content}`;
      this.docEndedByBlank = false;
    }
    this.position = end;
  }

  private scanBlockComment(): void {
    const { text, position: start } = this;
    const close = start + 2 >= this.noCommentEndFrom ? -1 : text.indexOf("*/", start + 2);
    if (close >= 0) {
      this.position = close + 2;
      this.comments.push({ kind: "block", text: text.slice(start + 2, close).trim(), start, end: this.position });
      this.moveToLineOf(start);
      return;
    }
    this.noCommentEndFrom = Math.min(this.noCommentEndFrom, start + 2);
    this.unclosedComments.push(start);
    let end = lineEnd(text, start);
    while (isBlank(text.charCodeAt(end - 1))) end--;
    this.position = end;
    this.comments.push({ kind: "block", text: text.slice(start + 2, end).trim(), start, end });
    this.problems.push(
      problemAt(
        "syntax/unclosed-comment",
        start,
        end,
        "This comment is never closed, so it ends here at its line: add `*/`.",
        insertion("Close the comment", end, " */"),
      ),
    );
  }

  /** Behind a comment of several lines: the last of them has begun anew. */
  private moveToLineOf(commentStart: number): void {
    const { text } = this;
    for (let at = this.position - 1; at > commentStart; at--) {
      const code = text.charCodeAt(at);
      if (code !== LF && code !== CR) continue;
      this.lineOffset = at + 1;
      this.lineBegun = false;
      this.operandExpected = false;
      return;
    }
  }

  private isKnown(code: number): boolean {
    if (
      code === QUOTE ||
      SINGLE.has(code) ||
      MEANT.has(code) ||
      isCurlyQuote(code) ||
      isNameStart(this.text, this.position, code)
    )
      return true;
    if (isDigit(code)) return true;
    if (isCurrency(code)) return isDigit(this.text.charCodeAt(this.position + 1));
    return COMPOUND.get(code)?.some(([sign]) => this.text.startsWith(sign, this.position)) ?? false;
  }

  /** Takes what means nothing as white space, so that the rest of the statement keeps its meaning. */
  private skipUnknown(code: number): void {
    const { text, position: start } = this;
    const point = text.codePointAt(start) ?? code;
    this.position += point > 0xffff ? 2 : 1;
    const end = this.position;
    const invisible = /^[\p{Zs}\p{Cf}\u2028\u2029]$/u.test(text.slice(start, end));
    if (invisible) return;
    const sign = text.slice(start, end);
    const shown = /^[\p{Cc}\p{Cs}\p{Co}\p{Cn}]$/u.test(sign)
      ? `U+${point.toString(16).toUpperCase().padStart(4, "0")}`
      : sign;
    const advice = ADVICE.get(sign) ?? "Remove it.";
    const fix = replacement(`Remove \`${shown}\``, start, end);
    this.problems.push(problemAt("syntax/character", start, end, `\`${shown}\` means nothing here. ${advice}`, fix));
  }

  /** A sign that is read as what was meant. */
  private unusual(start: number, end: number, advice: string, meant: string): void {
    const sign = this.text.charAt(start);
    const fix = replacement(`Replace by \`${meant}\``, start, end, meant);
    this.problems.push(
      problemAt("syntax/character", start, end, `\`${sign}\` is no sign of the language. ${advice}`, fix),
    );
  }

  /** `“…”`: a string with the quotes of a word processor. Returns it with straight ones. */
  private scanCurlyString(start: number): string {
    const { text } = this;
    let end = start + 1;
    while (end < text.length && !/["“”\r\n]/.test(text.charAt(end))) end++;
    const closed = /["“”„]/.test(text.charAt(end));
    const image = `"${text.slice(start + 1, end).trimEnd()}"`;
    this.position = closed ? end + 1 : start + image.length - 1;
    this.unusual(start, this.position, 'Strings take straight quotes, `"`.', image);
    return image;
  }

  private scanNumber(start: number): number {
    const { text } = this;
    let at = start + (isCurrency(text.charCodeAt(start)) ? 1 : 0);
    at = digitsEnd(text, at);
    if (text.charCodeAt(at) === DOT && isDigit(text.charCodeAt(at + 1))) at = digitsEnd(text, at + 1);
    at = exponentEnd(text, at);
    const attached = at;
    if (isNameStart(text, at, text.charCodeAt(at))) at = nameEnd(text, at);
    if (text.charCodeAt(at) === PERCENT) at++;
    this.position = at;
    return at > attached ? attached - start : 0;
  }

  private scanString(start: number): void {
    const { text } = this;
    let escaped = false;
    let at = start + 1;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.position = at + 1;
        if (escaped) this.problems.push(...checkEscapes(text, start, at));
        return;
      }
      if (code === LF || code === CR) break;
      if (code !== BACKSLASH) continue;
      escaped = true;
      const next = text.charCodeAt(at + 1);
      if (next !== LF && next !== CR) at++;
    }
    at = Math.min(at, text.length);
    while (at > start + 1 && isBlank(text.charCodeAt(at - 1))) at--;
    this.position = at;
    if (escaped) this.problems.push(...checkEscapes(text, start, at));
    this.problems.push(
      problemAt(
        "syntax/unclosed-string",
        start,
        at,
        'This text is never closed, so it ends here at its line: add `"`.',
        insertion("Close the text", at, '"'),
      ),
    );
  }

  /** Whether a path follows: a method at the start of a statement, white space, and a slash that begins no comment. */
  private methodBeforePath(token: Token): boolean {
    if (this.operandExpected && !token.lineStart) return false;
    if (!HTTP_METHOD.test(token.image)) return false;
    const { text } = this;
    let at = token.end;
    while (isBlank(text.charCodeAt(at))) at++;
    if (at === token.end || text.charCodeAt(at) !== SLASH) return false;
    const next = text.charCodeAt(at + 1);
    return next !== SLASH && next !== STAR;
  }
}
