/** Graphviz's language as tokens. Whatever cannot be one is passed over; what is not closed ends with the text. */

export interface DotToken {
  /** `id` as written or in quotes, `html` in angle brackets, `comment`, or a sign: `{ } [ ] ; , = : + ->` and `--`. */
  readonly type: "id" | "html" | "comment" | "sign";
  readonly text: string;
  /** Keywords are those that stand in no quotes. */
  readonly quoted: boolean;
}

const SPACE = /[\s\ufeff]+/y;
const COMMENT = /\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const PREPROCESSOR = /#[^\n\r]*/y;
const ARROW = /-[->]/y;
const NUMERAL = /-?(?:\.\d+|\d+(?:\.\d*)?)/y;
const WORD = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y;
const STRING = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?/y;
const SIGNS = "{}[];,=:+";

export function* dotTokens(text: string): Generator<DotToken> {
  let at = 0;
  let lineBegins = true;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  while (at < text.length) {
    const space = take(SPACE);
    if (space !== undefined) {
      lineBegins ||= /[\n\r]/.test(space);
      continue;
    }
    const wasFirst = lineBegins;
    lineBegins = false;
    const comment = take(COMMENT) ?? (wasFirst ? take(PREPROCESSOR) : undefined);
    if (comment !== undefined) {
      lineBegins = wasFirst;
      yield { type: "comment", text: comment.replace(/^(?:\/\/|\/\*+|#)|\*+\/$/g, ""), quoted: false };
      continue;
    }
    const arrow = take(ARROW);
    if (arrow !== undefined) yield { type: "sign", text: arrow, quoted: false };
    else if (SIGNS.includes(text.charAt(at))) yield { type: "sign", text: text.charAt(at++), quoted: false };
    else if (text.charAt(at) === '"') {
      const string = take(STRING) ?? "";
      const inside = string.length > 1 && string.endsWith('"') ? string.slice(1, -1) : string.slice(1);
      yield { type: "id", text: inside.replace(/\\\r?\n/g, "").replaceAll('\\"', '"'), quoted: true };
    } else if (text.charAt(at) === "<") {
      const end = htmlEnd(text, at);
      yield { type: "html", text: text.slice(at + 1, end - 1), quoted: true };
      at = end;
    } else {
      const word = take(NUMERAL) ?? take(WORD);
      if (word === undefined) at++;
      else yield { type: "id", text: word, quoted: false };
    }
  }
}

/** Behind the `>` that closes the `<` at `start`. */
function htmlEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 60) depth++;
    else if (sign === 62 && --depth === 0) return at + 1;
  }
  return text.length + 1;
}
