/** SQL as tokens, of any dialect. What is not closed ends with the text. */

export interface SqlToken {
  /** `word` is bare, `name` in quotes of names; `text` a string; `sign` anything else. */
  readonly type: "word" | "name" | "text" | "number" | "sign" | "comment";
  /** Without its quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** The line on which it ends. */
  readonly lastLine: number;
  /** Nothing but white space stands before it on its line. */
  readonly first: boolean;
}

const SPACE = /[\s\ufeff]+/y;
const COMMENT = /--[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const HASH_COMMENT = /#[^\n\r]*/y;
const DOLLAR = /\$(?:[A-Za-z_]\w*)?\$/y;
const STRING = /(?:[eEnN]|U&)?'[^']*(?:''[^']*)*'?/y;
const ESCAPED_STRING = /(?:[eEnN])?'[^'\\]*(?:(?:''|\\[\s\S])[^'\\]*)*'?/y;
const DOUBLE = /"[^"]*(?:""[^"]*)*"?/y;
const BACKTICK = /`[^`]*(?:``[^`]*)*`?/y;
const BRACKET = /\[[A-Za-z_\u0080-\uffff][^\]\n\r]*\]/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_@#\u0080-\uffff][\w$#@\u0080-\uffff]*/y;

/** MySQL takes a backslash in a string for an escape, and `#` for a comment. */
const MYSQL = /`|\bENGINE\s*=|\bAUTO_INCREMENT\b/i;

export function sqlTokens(text: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  const mysql = MYSQL.test(text);
  let at = 0;
  let line = 0;
  let first = true;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const add = (type: SqlToken["type"], taken: string, inside: string): void => {
    const lines = taken.split("\n").length - 1;
    tokens.push({ type, text: inside, start: at, end: at + taken.length, line, lastLine: line + lines, first });
    at += taken.length;
    line += lines;
    first = false;
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space !== undefined) {
      at += space.length;
      line += space.split("\n").length - 1;
      first ||= /[\n\r]/.test(space);
      continue;
    }
    const comment = match(COMMENT) ?? (mysql ? match(HASH_COMMENT) : undefined);
    if (comment !== undefined) {
      add("comment", comment, comment.replace(/^(?:--|\/\*!?|#)|\*\/$/g, ""));
      continue;
    }
    const dollar = match(DOLLAR);
    if (dollar !== undefined) {
      const close = text.indexOf(dollar, at + dollar.length);
      const end = close < 0 ? text.length : close + dollar.length;
      add("text", text.slice(at, end), text.slice(at + dollar.length, close < 0 ? text.length : close));
      continue;
    }
    const string = match(mysql || /[eE]/.test(text.charAt(at)) ? ESCAPED_STRING : STRING);
    if (string !== undefined) {
      const inside = string.slice(string.indexOf("'") + 1, string.length > 1 && string.endsWith("'") ? -1 : undefined);
      const plain = inside.replaceAll("''", "'");
      add("text", string, mysql ? plain.replace(/\\(.)/g, "$1") : plain);
      continue;
    }
    const name = match(DOUBLE) ?? match(BACKTICK) ?? match(BRACKET);
    if (name !== undefined) {
      const sign = name.charAt(0);
      const inside = name.slice(1, name.length > 1 && /["`\]]$/.test(name) ? -1 : undefined);
      add("name", name, inside.replaceAll(sign + sign, sign));
      continue;
    }
    const number = match(NUMBER);
    const word = number === undefined ? match(WORD) : undefined;
    if (number !== undefined) add("number", number, number);
    else if (word !== undefined) add("word", word, word);
    else add("sign", text.charAt(at), text.charAt(at));
  }
  return tokens;
}
