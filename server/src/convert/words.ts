/** Names, titles and comments of the language, made of any text. */

/** Text on one line, without control characters and what turns text around. */
export function oneLine(text: string): string {
  return text
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .trim();
}

/** A text as a string of the language. */
export function quoted(text: string): string {
  return `"${oneLine(text).replace(/[\\"]/g, "\\$&")}"`;
}

/** Lines as comments. */
export function comments(texts: readonly string[]): readonly string[] {
  return texts.map(remark).filter((line) => line !== "");
}

/** A text as a comment on one line; a suppression in it suppresses nothing. Empty for an empty text. */
export function remark(text: string): string {
  const line = oneLine(text);
  return line === "" ? "" : `// ${line.replace(/^sdesign-ignore/, "ignored: $&")}`;
}

const PIECE = /[\p{L}\p{Nl}\p{M}\p{Nd}]+/gu;
const STARTS_NAME = /^[\p{L}\p{Nl}]/u;
/** Longer names are for titles. */
const MOST_WORDS = 4;
const LONGEST = 40;

/** Names that somebody has already chosen for such a thing: `Video_Info`. */
const WRITTEN = /^(?=.*\p{Ll})\p{Lu}[\p{L}\p{Nl}\p{M}\p{Nd}_]{0,59}$/u;

/**
 * A name for an element: `load balancer` → `LoadBalancer`, `ORDER_ITEMS` → `OrderItems`; empty where no letter is.
 *
 * @param longest letters that a word alone in capitals keeps as such: `API` is said letter by letter.
 */
export function elementName(text: string, longest = 4): string {
  if (WRITTEN.test(text)) return text;
  const pieces = (text.replace(/\p{Me}|\p{Variation_Selector}/gu, "").match(PIECE) ?? []).slice(0, MOST_WORDS);
  const shouted =
    pieces.every((piece) => piece === piece.toUpperCase()) && (pieces.length > 1 || (pieces[0]?.length ?? 0) > longest);
  const words = pieces.map((piece) => {
    const rest = shouted ? piece.toLowerCase() : piece;
    const first = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    // `İ` and the like become two characters: then the letter stays.
    const upper = first.toUpperCase().length === first.length ? first.toUpperCase() : first;
    return upper + rest.slice(first.length);
  });
  while (words.length > 0 && !STARTS_NAME.test(words[0] ?? "")) words.push(...rotated(words));
  return words
    .join("")
    .slice(0, LONGEST)
    .replace(/\p{Surrogate}$/u, "");
}

/** `3 replicas` → `replicas 3`; nothing where no word begins with a letter. */
function rotated(words: string[]): readonly string[] {
  const [first, ...rest] = words.splice(0);
  return first !== undefined && rest.some((word) => STARTS_NAME.test(word)) ? [...rest, first] : [];
}

/** A name for a field: as it is where it can be one. */
export function fieldName(text: string): string {
  const plain = text.replace(/[^\p{L}\p{Nl}\p{M}\p{Nd}_]+/gu, "_").replace(/^\p{M}+/u, "");
  const name = plain === plain.toUpperCase() ? plain.toLowerCase() : plain;
  if (name.replaceAll("_", "") === "") return "field";
  return /^[\p{L}\p{Nl}_]/u.test(name) ? name : `_${name}`;
}

/** A name in words, for comparing with a title: `LoadBalancer` → `load balancer`. */
export function inWords(name: string): string {
  return name
    .replace(/([\p{Ll}\p{Nd}])(\p{Lu})/gu, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
}

/** Hands out names: one that is taken already gets a number. Among those handed out, case makes no difference. */
export class Names {
  readonly #taken: ReadonlySet<string>;
  readonly #given = new Set<string>();

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  take(wanted: string): string {
    // A name that ends in a digit keeps its number apart: `S3`, `S3_2`.
    const gap = /\p{Nd}$/u.test(wanted) ? "_" : "";
    for (let number = 1; ; number++) {
      const name = number === 1 ? wanted : `${wanted}${gap}${number}`;
      if (this.#taken.has(name) || this.#given.has(name.toLowerCase())) continue;
      this.#given.add(name.toLowerCase());
      return name;
    }
  }
}
