/** Positions in bulk: for answers about a whole file, of which thousands are asked for one after the other. */

import type { Range as LspRange, Position } from "vscode-languageserver";
import type { Range } from "../service/place.ts";

const LF = 10;
const CR = 13;

/** The lines of a text. Asking for offsets that are near each other is quickest. */
export class Lines {
  readonly #starts: readonly number[];
  readonly #text: string;
  #line = 0;

  constructor(text: string) {
    const starts = [0];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== LF && code !== CR) continue;
      if (code === CR && text.charCodeAt(at + 1) === LF) at++;
      starts.push(at + 1);
    }
    this.#starts = starts;
    this.#text = text;
  }

  /** An offset as a position; never behind the end of its line. Offsets out of range are taken for the nearest in it. */
  at(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#text.length));
    const line = this.#lineOf(clamped);
    const start = this.#starts[line] ?? 0;
    let end = clamped;
    while (end > start && this.#breaks(end - 1)) end--;
    return { line, character: end - start };
  }

  lspRange({ start, end }: Range): LspRange {
    return { start: this.at(start), end: this.at(end) };
  }

  #breaks(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === LF || code === CR;
  }

  #lineOf(offset: number): number {
    const starts = this.#starts;
    let low = 0;
    let high = starts.length - 1;
    const next = this.#line + 1;
    // Mostly the line of the offset before, or the one behind it.
    if (offset >= (starts[this.#line] ?? 0)) {
      if (offset < (starts[next] ?? Number.POSITIVE_INFINITY)) return this.#line;
      if (offset < (starts[next + 1] ?? Number.POSITIVE_INFINITY)) {
        this.#line = next;
        return next;
      }
      low = next;
    } else high = this.#line;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    this.#line = low;
    return low;
  }
}
