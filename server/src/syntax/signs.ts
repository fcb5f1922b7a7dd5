/** The signs of the language, and what may have been meant by those that are not. */

import type { TokenType } from "chevrotain";
import * as t from "./tokens.ts";

export const SINGLE: ReadonlyMap<number, TokenType> = new Map(
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
export const COMPOUND: ReadonlyMap<number, readonly (readonly [string, TokenType])[]> = new Map(
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
export const MEANT: ReadonlyMap<number, readonly [sign: string, type: TokenType]> = new Map(
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

export const ADVICE: ReadonlyMap<string, string> = new Map([
  ["'", 'Strings take double quotes, `"`.'],
  ["`", 'Strings take double quotes, `"`.'],
  ["#", "Comments begin with `//`."],
  ["~", "An asynchronous connection is written `~>`."],
  ["$", "A currency sign stands right before its amount, as in `$200`."],
  ["€", "A currency sign stands right before its amount, as in `€200`."],
  ["£", "A currency sign stands right before its amount, as in `£200`."],
]);
