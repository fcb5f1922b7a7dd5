/** What a label of several lines says: a title, a kind, figures that the language has words for, and the rest. */

import { kindInWords } from "../language/kind-words.ts";
import { kinds } from "../language/kinds.ts";
import { oneLine } from "./words.ts";

export interface Label {
  /** The first line; empty where there is none. */
  readonly title: string;
  /** A kind, or a place's, that a line of its own states. */
  readonly kind: string | undefined;
  /** As they are written in a body: `replicas: 3`. */
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly technology: string | undefined;
  /** A domain's type. */
  readonly type: string | undefined;
  /** Lines that say something else. */
  readonly notes: readonly string[];
}

const KIND_OF_LABEL: ReadonlyMap<string, string> = new Map(
  [...kinds.values()].map(({ label, name }) => [label.toLowerCase(), name]),
);
const DOMAIN_TYPES: ReadonlySet<string> = new Set(["core", "supporting", "generic"]);

/** What is computed anew: `1.8k/s · peak 3.9k/s`, `5.1k of ≈8k req/s`, as our own drawings show it. */
const COMPUTED =
  /^(?:[▲✕] )?≈?[\d.,]+[kKMBGT]?\/s(?: · peak .*)?$|^(?:[▲✕] )?≈?[\d.,]+[kKMBGT]? of ≈?[\d.,]+[kKMBGT]? \S+$|^! single point of failure$|^\([\d, ]+\)$/u;

/** The figures of our own second lines. */
const FIGURES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^×(\d{1,6})$/, "replicas"],
  [/^(\d{1,6}) zones?$/, "zones"],
  [/^(\d{1,6}) regions?$/, "regions"],
  [/^(managed)$/, "managed"],
];

/** `[Container: Java]`, `«Database»`: a kind and, behind a colon, what it is made with. */
const STEREOTYPE = /^(?:\[(.*)\]|«(.*)»|<<(.*)>>)$/;

/** Signs in front of a title that are there for their looks. */
const EMOJI =
  /^(?:(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\u20e3)+\s*)+(?=[\p{L}\p{N}])/u;

/** The words for kinds, which are no names of products. */
const GENERIC: ReadonlySet<string> = new Set([
  ...[...kinds.keys()].flatMap((name) => name.split("_")),
  ...["server", "db", "app", "api", "system", "broker", "bus", "bucket", "engine", "user", "users"],
]);

/** Whether a line is the name of what something is made with: `PostgreSQL`, `Nginx/HAProxy`. */
function isProduct(line: string): boolean {
  return /^\p{Lu}\S{1,30}$/u.test(line) && !GENERIC.has(line.toLowerCase()) && kindInWords(line) !== undefined;
}

/** Reads the lines of a label. The first is the title, and may state more behind dots: `Booking · core`. */
export function readLabel(lines: readonly string[]): Label {
  const [first = "", ...others] = unwrapped(
    lines.map((line) => oneLine(line).replace(EMOJI, "")).filter((line) => line !== "" && !COMPUTED.test(line)),
  );
  const parts = first.split(" · ");
  const subtitled = parts.length > 1 && parts.slice(1).every(isFigure);
  const draft = new Draft();
  if (subtitled) draft.figures(parts.slice(1));
  for (const line of others) draft.line(line);
  return { title: subtitled ? (parts[0] ?? "") : first, ...draft };
}

/** Short words below each other are one title that was broken to fit into a box, unless the first says what it is. */
function unwrapped(lines: readonly string[]): readonly string[] {
  const [first = "", ...others] = lines;
  const isWrapped =
    others.length > 0 &&
    lines.join(" ").length <= LONGEST_WRAPPED &&
    lines.every((line) => WORDS.test(line)) &&
    kindInWords(first) === undefined &&
    !others.some(saysMore);
  return isWrapped ? [lines.join(" ")] : lines;
}

const LONGEST_WRAPPED = 40;
const WORDS = /^[\p{L}\p{M}'’ -]{1,16}$/u;

const saysMore = (line: string): boolean => isProduct(line) || line.split(" · ").some(isFigure);

/** The lines of an arrow's label, without what is computed. */
export function readArrow(lines: readonly string[]): string {
  return lines
    .map(oneLine)
    .filter((line) => line !== "" && !COMPUTED.test(line))
    .join("; ");
}

function isFigure(part: string): boolean {
  const text = part.trim().toLowerCase();
  return KIND_OF_LABEL.has(text) || DOMAIN_TYPES.has(text) || FIGURES.some(([pattern]) => pattern.test(part.trim()));
}

class Draft {
  kind: string | undefined;
  technology: string | undefined;
  type: string | undefined;
  readonly properties: [string, string][] = [];
  readonly notes: string[] = [];

  line(line: string): void {
    const stereotype = STEREOTYPE.exec(line);
    const parts = line.split(" · ");
    if (stereotype) this.#stereotype(stereotype[1] ?? stereotype[2] ?? stereotype[3] ?? "", line);
    else if (parts.some(isFigure)) this.figures(parts);
    else if (this.technology === undefined && isProduct(line)) this.technology = line;
    else this.notes.push(line);
  }

  figures(parts: readonly string[]): void {
    for (const part of parts.map((each) => each.trim())) {
      const lower = part.toLowerCase();
      const kind = KIND_OF_LABEL.get(lower);
      const figure = FIGURES.find(([pattern]) => pattern.test(part));
      if (kind !== undefined && this.kind === undefined) this.kind = kind;
      else if (DOMAIN_TYPES.has(lower)) this.type = lower;
      else if (figure && !this.properties.some(([name]) => name === figure[1]))
        this.properties.push([figure[1], figure[1] === "managed" ? "true" : (figure[0].exec(part)?.[1] ?? "1")]);
      else if (this.kind !== undefined && this.technology === undefined && !/\d/.test(part)) this.technology = part;
      else this.notes.push(part);
    }
  }

  #stereotype(inside: string, line: string): void {
    const [what = "", ...made] = inside.split(":");
    const kind = KIND_OF_LABEL.get(what.trim().toLowerCase()) ?? kindInWords(what);
    const known = kind !== undefined || /^\s*(?:container|component|software system)\s*$/i.test(what);
    if (!known) return void this.notes.push(line);
    this.kind ??= kind;
    const technology = oneLine(made.join(":"));
    if (technology !== "") this.technology ??= technology;
  }
}
