/** The kinds of tokens, and the shape in which the lexer hands them to the parser. */

import { createToken, EOF, type IToken, Lexer, type TokenType } from "chevrotain";

const token = (name: string): TokenType => createToken({ name, pattern: Lexer.NA });

export const Identifier = token("Identifier");
export const NumberLiteral = token("NumberLiteral");
export const StringLiteral = token("StringLiteral");
/** The path of an HTTP endpoint with its query, `/event/{id}?dates`. */
export const Route = token("Route");
export const LeftBrace = token("LeftBrace");
export const RightBrace = token("RightBrace");
export const LeftParen = token("LeftParen");
export const RightParen = token("RightParen");
export const LeftBracket = token("LeftBracket");
export const RightBracket = token("RightBracket");
export const Colon = token("Colon");
export const Semicolon = token("Semicolon");
export const Comma = token("Comma");
export const Dot = token("Dot");
export const DotDot = token("DotDot");
export const Ellipsis = token("Ellipsis");
/** `->`, `~>`, `<->` */
export const ArrowSign = token("ArrowSign");
/** `=>` */
export const RowArrow = token("RowArrow");
export const Equals = token("Equals");
/** `>=`, `<=`, `>`, `<` */
export const Compare = token("Compare");
export const Plus = token("Plus");
export const Minus = token("Minus");
export const Star = token("Star");
export const Slash = token("Slash");
export const Caret = token("Caret");
export const Pipe = token("Pipe");
export const Question = token("Question");
/** `--`, between the ends of a relation. */
export const Dashes = token("Dashes");
export const Percent = token("Percent");
export const End = EOF;

export const tokenTypes: TokenType[] = [
  Identifier,
  NumberLiteral,
  StringLiteral,
  Route,
  LeftBrace,
  RightBrace,
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  Colon,
  Semicolon,
  Comma,
  Dot,
  DotDot,
  Ellipsis,
  ArrowSign,
  RowArrow,
  Equals,
  Compare,
  Plus,
  Minus,
  Star,
  Slash,
  Caret,
  Pipe,
  Question,
  Dashes,
  Percent,
];

/** Tokens behind which a value is expected, so that `GET` there is a name and `/` a division. */
export const expectsOperand: ReadonlySet<TokenType> = new Set([
  Colon,
  Dot,
  ArrowSign,
  RowArrow,
  Equals,
  Compare,
  Plus,
  Minus,
  Star,
  Slash,
  Caret,
  Pipe,
  LeftParen,
  LeftBracket,
  Dashes,
]);

/** A token with absolute offsets. One shape for all, so that the engine keeps property access fast. */
export class Token implements IToken {
  readonly image: string;
  readonly tokenType: TokenType;
  readonly tokenTypeIdx: number;
  readonly startOffset: number;
  /** Exclusive. */
  readonly end: number;
  /** First on its line. */
  readonly lineStart: boolean;
  /** Width of the white space before it, if it is the first on its line; a tab counts four. */
  readonly indent: number;
  /** Nothing stands between it and the token before. */
  readonly glued: boolean;
  /** The `///` lines before it. */
  readonly doc: string | undefined;
  /** A number's: where its scale letter, unit or `%` begins in the image; 0 when nothing is attached. */
  readonly attached: number;
  /** A brace that brace repair put in: it has no width. */
  readonly virtual: boolean;

  constructor(
    image: string,
    tokenType: TokenType,
    startOffset: number,
    end: number,
    lineStart: boolean,
    indent: number,
    glued: boolean,
    doc: string | undefined,
    attached: number,
    virtual: boolean,
  ) {
    this.image = image;
    this.tokenType = tokenType;
    this.tokenTypeIdx = tokenType.tokenTypeIdx ?? 0;
    this.startOffset = startOffset;
    this.end = end;
    this.lineStart = lineStart;
    this.indent = indent;
    this.glued = glued;
    this.doc = doc;
    this.attached = attached;
    this.virtual = virtual;
  }

  /** Chevrotain's convention: the last character's offset. */
  get endOffset(): number {
    return this.end - 1;
  }
}

/** What stands behind the last token. Its end is infinite: whoever saw it depends on everything up to there. */
export const endToken = new Token(
  "",
  End,
  Number.POSITIVE_INFINITY,
  Number.POSITIVE_INFINITY,
  true,
  0,
  false,
  undefined,
  0,
  false,
);
