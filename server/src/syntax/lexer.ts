/**
 * Text to tokens. Written by hand: it is about three times as fast as a generated one and takes letters of any
 * script. It can start and stop at any token's end, which is what incremental parsing needs.
 */

import type { TokenType } from "chevrotain";
import { insertion, type ProblemAt, problemAt, replacement } from "./problems.ts";
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
const LETTER = /[\p{L}\p{Nl}]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{Nl}\p{M}\p{Nd}]/u;

/** 1: may begin a name, 2: may go on in one. Beyond ASCII the expressions above decide. */
const NAME_CLASS = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const letter = /[A-Za-z_]/.test(String.fromCharCode(code));
  const digit = code >= 48 && code <= 57;
  NAME_CLASS[code] = letter ? 3 : digit ? 2 : 0;
}

const SINGLE: ReadonlyMap<number, TokenType> = new Map(
  (
    [
      ["{", t.LeftBrace],
      ["}", t.RightBrace],
      ["(", t.LeftParen],
      [")", t.RightParen],
      ["[", t.LeftBracket],
      ["]", t.RightBracket],
      [":", t.Colon],
      [";", t.Semicolon],
      [",", t.Comma],
      [".", t.Dot],
      ["=", t.Equals],
      ["<", t.Compare],
      [">", t.Compare],
      ["+", t.Plus],
      ["-", t.Minus],
      ["*", t.Star],
      ["/", t.Slash],
      ["^", t.Caret],
      ["|", t.Pipe],
      ["?", t.Question],
      ["%", t.Percent],
    ] as const
  ).map(([sign, type]) => [sign.charCodeAt(0), type]),
);

/** Longest first for each first character. */
const COMPOUND: ReadonlyMap<number, readonly (readonly [string, TokenType])[]> = new Map(
  (
    [
      [
        "<",
        [
          ["<->", t.ArrowSign],
          ["<=", t.Compare],
        ],
      ],
      [">", [[">=", t.Compare]]],
      [
        "-",
        [
          ["->", t.ArrowSign],
          ["--", t.Dashes],
        ],
      ],
      ["~", [["~>", t.ArrowSign]]],
      ["=", [["=>", t.RowArrow]]],
      [
        ".",
        [
          ["...", t.Ellipsis],
          ["..", t.DotDot],
        ],
      ],
      ["…", [["…", t.Ellipsis]]],
    ] as const
  ).map(([first, signs]) => [first.charCodeAt(0), signs]),
);

/** Signs that word processors put in the place of the language's own: read as what was meant, with a problem. */
const MEANT: ReadonlyMap<number, readonly [sign: string, type: TokenType]> = new Map(
  (
    [
      ["≥", ">=", t.Compare],
      ["≤", "<=", t.Compare],
      ["→", "->", t.ArrowSign],
      ["×", "*", t.Star],
      ["÷", "/", t.Slash],
      ["−", "-", t.Minus],
      ["–", "-", t.Minus],
    ] as const
  ).map(([written, sign, type]) => [written.charCodeAt(0), [sign, type]]),
);

const ADVICE: ReadonlyMap<string, string> = new Map([
  ["'", 'Strings take double quotes, `"`.'],
  ["`", 'Strings take double quotes, `"`.'],
  ["#", "Comments begin with `//`."],
  ["~", "An asynchronous connection is written `~>`."],
  ["$", "A currency sign stands right before its amount, as in `$200`."],
  ["€", "A currency sign stands right before its amount, as in `€200`."],
  ["£", "A currency sign stands right before its amount, as in `£200`."],
]);

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const QUOTE = 34;
const SLASH = 47;
const STAR = 42;
const BACKSLASH = 92;
const DOT = 46;
const PERCENT = 37;
const BOM = 0xfeff;

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

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** `“`, `”`, `„` */
function isCurlyQuote(code: number): boolean {
  return code >= 0x201c && code <= 0x201e;
}

/** `$`, `€`, `£` */
function isCurrency(code: number): boolean {
  return code === 0x24 || code === 0x20ac || code === 0xa3;
}

function isNameStart(text: string, at: number, code: number): boolean {
  if (code < 128) return ((NAME_CLASS[code] ?? 0) & 1) === 1;
  return code >= 0xaa && LETTER.test(String.fromCodePoint(text.codePointAt(at) ?? code));
}

function nameEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (NAME_CLASS[code] === 0) return at;
      at++;
      continue;
    }
    if (Number.isNaN(code)) return at;
    const point = text.codePointAt(at) ?? code;
    if (!LETTER_OR_DIGIT.test(String.fromCodePoint(point))) return at;
    at += point > 0xffff ? 2 : 1;
  }
}

/** Digits with `_` between them. */
function digitsEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isDigit(code) || (code === 95 && isDigit(text.charCodeAt(at + 1)))) at++;
    else return at;
  }
}

function exponentEnd(text: string, start: number): number {
  const letter = text.charCodeAt(start) | 32;
  if (letter !== 101) return start;
  const sign = text.charCodeAt(start + 1);
  const digits = start + (sign === 43 || sign === 45 ? 2 : 1);
  return isDigit(text.charCodeAt(digits)) ? digitsEnd(text, digits) : start;
}

/** A path ends at white space, a quote, `,`, `;` or an unmatched brace. */
function routeEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const sign = text.charAt(at);
    if (/[\s",;}]/.test(sign)) return at;
    if (sign !== "{") continue;
    const close = /^[^\s",;{}]*\}/.exec(text.slice(at + 1, at + 200));
    if (close === null) return at;
    at += close[0].length;
  }
  return text.length;
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) return at;
  }
  return text.length;
}

function indentation(text: string, from: number, to: number): number {
  let width = 0;
  for (let at = from; at < to; at++) width += text.charCodeAt(at) === TAB ? 4 : 1;
  return width;
}
