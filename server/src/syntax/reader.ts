/**
 * What every rule of the grammar stands on: looking ahead, taking tokens, spans relative to the chunk, problems.
 *
 * The rules decide by looking ahead and take only what is there, so nothing is ever thrown: a part that is missing
 * is reported and left out of the tree.
 */

import { EmbeddedActionsParser, type TokenType } from "chevrotain";
import { type Fix, insertion, type ProblemAt, problemAt, replacement, type SyntaxRule } from "./problems.ts";
import { stringValue } from "./strings.ts";
import type { Token } from "./tokens.ts";
import * as t from "./tokens.ts";
import type { Name, Path, Text } from "./tree.ts";

/** Braces and parentheses may be nested so deeply; beyond, they are skipped with a problem. */
export const MAX_DEPTH = 200;

export class TokenReader extends EmbeddedActionsParser {
  /** Absolute offset of the chunk that is being read. */
  protected base = 0;
  /** Absolute end of the last token that was taken. */
  protected lastEnd = 0;
  /** How far the parser has looked: an edit before this offset may change what it has read. */
  protected reach = 0;
  protected depth = 0;
  protected problems: ProblemAt[] = [];
  private lastProblemAt = -1;

  constructor() {
    super(t.tokenTypes, { recoveryEnabled: false, skipValidations: true, maxLookahead: 1 });
  }

  /** Makes ready for the next chunk, which begins at the absolute offset `start`. */
  protected beginChunk(start: number): void {
    this.base = start;
    this.lastEnd = start;
    this.reach = start;
    this.depth = 0;
    this.problems = [];
    this.lastProblemAt = -1;
  }

  // ---------------------------------------------------------------- looking ahead

  /** The token `ahead` places on, 1 being the next. */
  protected peek(ahead: number): Token {
    // The vector holds the lexer's tokens only, with sentinels behind them.
    const token = this.LA(ahead) as Token;
    if (token.end > this.reach) this.reach = token.end;
    return token;
  }

  protected at(type: TokenType, ahead = 1): boolean {
    return this.peek(ahead).tokenType === type;
  }

  /** A token of the type on the line of the token before it. */
  protected atOnLine(type: TokenType, ahead = 1): boolean {
    const token = this.peek(ahead);
    return token.tokenType === type && !token.lineStart;
  }

  protected atWord(word: string, ahead = 1): boolean {
    const token = this.peek(ahead);
    return token.tokenType === t.Identifier && token.image === word;
  }

  /** The token after a dotted path that begins `ahead` places on, as a place to look ahead from. */
  protected afterPath(ahead: number): number {
    let at = ahead + 1;
    while (this.at(t.Dot, at)) at += this.atOnLine(t.Identifier, at + 1) ? 2 : 1;
    return at;
  }

  // ---------------------------------------------------------------- taking

  protected take(type: TokenType): Token {
    const token = this.CONSUME(type) as Token;
    this.lastEnd = token.end;
    return token;
  }

  protected tryTake(type: TokenType): Token | undefined {
    return this.at(type) ? this.take(type) : undefined;
  }

  /** Takes whatever is next. */
  protected skip(): Token {
    return this.take(this.peek(1).tokenType);
  }

  protected name(): Name {
    const token = this.take(t.Identifier);
    return { type: "name", start: token.startOffset - this.base, end: token.end - this.base, text: token.image };
  }

  /** A dotted name; behind a dot with nothing there stands an empty name. */
  protected path(): Path {
    const first = this.name();
    if (!this.at(t.Dot)) return { type: "path", start: first.start, end: first.end, names: [first] };
    const names = [first];
    while (this.at(t.Dot)) {
      const dot = this.take(t.Dot);
      if (this.atOnLine(t.Identifier) && (this.peek(1).glued || !this.at(t.Colon, 2))) {
        names.push(this.name());
        continue;
      }
      const end = dot.end - this.base;
      names.push({ type: "name", start: end, end, text: "" });
      this.problem("syntax/missing-name", dot.startOffset, dot.end, "A name is missing behind this dot.");
      break;
    }
    return { type: "path", start: first.start, end: this.lastEnd - this.base, names };
  }

  protected text(): Text {
    const token = this.take(t.StringLiteral);
    return {
      type: "text",
      start: token.startOffset - this.base,
      end: token.end - this.base,
      value: stringValue(token.image),
    };
  }

  /** The end of what was taken last, relative to the chunk. */
  protected get end(): number {
    return this.lastEnd - this.base;
  }

  // ---------------------------------------------------------------- problems

  /** Reports a problem at absolute offsets, unless one was reported at the same place. */
  protected problem(rule: SyntaxRule, start: number, end: number, message: string, fix?: Fix): void {
    if (start === this.lastProblemAt) return;
    this.lastProblemAt = start;
    this.problems.push(problemAt(rule, start, end, message, fix));
  }

  protected problemAtToken(rule: SyntaxRule, token: Token, message: string, fix?: Fix): void {
    if (token.tokenType === t.End)
      this.problem(rule, Math.max(this.base, this.lastEnd - 1), this.lastEnd, message, fix);
    else this.problem(rule, token.startOffset, token.end, message, fix);
  }

  /** Takes the closing partner of `open`; says what to do when it is not there. */
  protected close(type: TokenType, open: Token, sign: string): boolean {
    if (this.at(type)) {
      this.take(type);
      return true;
    }
    this.problem(
      "syntax/unclosed-bracket",
      open.startOffset,
      open.end,
      `This \`${open.image}\` is never closed: add a \`${sign}\`.`,
      insertion(`Add \`${sign}\``, this.lastEnd, sign),
    );
    return false;
  }

  /** Skips a token that fits nothing, with a fix that removes it. */
  protected skipUnexpected(message: (sign: string) => string): void {
    const token = this.peek(1);
    const sign = token.image.length > 30 ? `${token.image.slice(0, 30)}…` : token.image;
    this.problemAtToken(
      "syntax/unexpected",
      token,
      message(sign),
      replacement(`Remove \`${sign}\``, token.startOffset, token.end),
    );
    this.skip();
  }

  /** Skips from a bracket that is nested too deeply to behind its partner. */
  protected skipTooDeep(open: TokenType, close: TokenType): void {
    const first = this.peek(1);
    this.problemAtToken(
      "syntax/depth",
      first,
      `Nested more than ${MAX_DEPTH} levels deep: what stands inside is left out. Take some of it out into statements of its own.`,
    );
    let level = 0;
    do {
      const token = this.skip();
      if (token.tokenType === open) level++;
      else if (token.tokenType === close) level--;
    } while (level > 0 && !this.at(t.End));
  }
}
