/** What the writers of documents get: a design with its facts, and the words in which its author put it. */

import type { Facts } from "../analysis/facts.ts";
import type { AssertionElement, Origin } from "../model/design.ts";
import type { Span } from "../syntax/tree.ts";

export interface Source {
  readonly facts: Facts;
  /** The file as people are shown it. */
  readonly file: string;
  /** A span as it is written, on one line. */
  text(origin: Origin, span: Span): string;
}

/** Sorts names that many elements might share: the first keeps it, later ones get `_2`, `_3`. Case makes no difference. */
export class Names {
  readonly #taken = new Set<string>();
  /** The number to go on with for a name that was wanted before. */
  readonly #next = new Map<string, number>();
  readonly #longest: number;

  /** @param longest how many bytes of UTF-8 a name may have: what is longer is cut off before its number */
  constructor(longest = Number.POSITIVE_INFINITY) {
    this.#longest = longest;
  }

  /** The name itself where it is free. */
  take(wanted: string): string {
    for (let number = this.#next.get(wanted) ?? 1; ; number++) {
      const suffix = number === 1 ? "" : `_${number}`;
      const name = cut(wanted, this.#longest - suffix.length) + suffix;
      const folded = name.toLowerCase();
      if (this.#taken.has(folded)) continue;
      this.#taken.add(folded);
      this.#next.set(wanted, number + 1);
      return name;
    }
  }
}

const bytes = new TextEncoder();

/** The beginning of a text that fits into so many bytes, without halves of characters. */
function cut(text: string, most: number): string {
  if (bytes.encode(text).length <= most) return text;
  let [kept, length] = ["", 0];
  for (const character of text) {
    length += bytes.encode(character).length;
    if (length > most) break;
    kept += character;
  }
  return kept;
}

/** Text of a user's as one line without control characters and what turns text around. */
export function oneLine(text: string): string {
  return text
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .trim();
}

/** What an assertion compares, as it is written. */
export function assertionText({ text }: Source, { left, right, node, origin }: AssertionElement): string {
  return text(origin, { start: left?.expression.start ?? node.start, end: right?.expression.end ?? node.end });
}
