/** Going through the tokens of one statement of SQL. */

import type { SqlToken } from "./sql-tokens.ts";

export class SqlCursor {
  readonly #text: string;
  readonly tokens: readonly SqlToken[];
  at = 0;

  constructor(text: string, tokens: readonly SqlToken[]) {
    this.#text = text;
    this.tokens = tokens.filter(({ type }) => type !== "comment");
  }

  get done(): boolean {
    return this.at >= this.tokens.length;
  }

  peek(ahead = 0): SqlToken | undefined {
    return this.tokens[this.at + ahead];
  }

  /** The next bare words in capitals, where they are such. */
  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.type === "word" && token.text.toUpperCase() === word;
  }

  isSign(sign: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.type === "sign" && token.text === sign;
  }

  /** Takes some words where they are next, in this order. */
  words(...words: readonly string[]): boolean {
    if (!words.every((word, index) => this.isWord(word, index))) return false;
    this.at += words.length;
    return true;
  }

  sign(sign: string): boolean {
    if (!this.isSign(sign)) return false;
    this.at++;
    return true;
  }

  /** A name that may be qualified, its parts without quotes. */
  name(): readonly string[] | undefined {
    const parts: string[] = [];
    for (;;) {
      const token = this.peek();
      if (token?.type !== "word" && token?.type !== "name") return parts.length > 0 ? parts : undefined;
      parts.push(token.text);
      this.at++;
      if (!this.sign(".")) return parts;
    }
  }

  /** What stands in the parentheses that begin here, by the commas between; undefined where none begin. */
  list(): readonly SqlCursor[] | undefined {
    if (!this.isSign("(")) return undefined;
    this.at++;
    return this.items(")");
  }

  /** What stands between commas, up to a closing sign that is taken, or to the end. */
  items(close?: string): readonly SqlCursor[] {
    const items: SqlCursor[] = [];
    let depth = 0;
    let from = this.at;
    const end = (): void => {
      if (this.at > from) items.push(new SqlCursor(this.#text, this.tokens.slice(from, this.at)));
      from = this.at + 1;
    };
    for (; this.at < this.tokens.length; this.at++) {
      if (depth === 0 && close !== undefined && this.isSign(close)) break;
      if (this.isSign("(")) depth++;
      else if (this.isSign(")")) depth--;
      else if (depth === 0 && this.isSign(",")) end();
    }
    end();
    if (!this.done) this.at++;
    return items;
  }

  /** Moves on to the first token, outside of parentheses, that is accepted. */
  skipTo(accepts: (cursor: SqlCursor) => boolean): void {
    let depth = 0;
    for (; !this.done; this.at++) {
      if (depth === 0 && accepts(this)) return;
      if (this.isSign("(")) depth++;
      else if (this.isSign(")")) depth--;
    }
  }

  /** The text from a token on to before this one, on one line. */
  textFrom(from: number): string {
    const [first, last] = [this.tokens[from], this.tokens[Math.min(this.at, this.tokens.length) - 1]];
    return first && last && this.at > from ? this.#text.slice(first.start, last.end).replace(/\s+/g, " ") : "";
  }

  /** What is left, as text. */
  rest(): string {
    const from = this.at;
    this.at = this.tokens.length;
    return this.textFrom(from);
  }
}
