import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applied, format } from "../../../server/src/syntax/format/format.ts";
import { Lexer } from "../../../server/src/syntax/lexer.ts";
import { parse } from "../../../server/src/syntax/parse.ts";

const folder = join(import.meta.dirname, "../../../samples");
const samples = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".sdesign"))
  .map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);

/** A tree without places: what a text means. */
function meaning(text: string): unknown {
  return parse(text).chunks.flatMap((chunk) => (chunk.statement ? [strip(chunk.statement)] : []));
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (key === "start" || key === "end" ? [] : [[key, strip(part)]])),
  );
}

function comments(text: string): readonly string[] {
  const lexer = new Lexer(text);
  lexer.run(text.length);
  return lexer.comments.map(({ start, end }) => text.slice(start, end));
}

function holds(text: string): void {
  const once = applied(text, format(parse(text), text));
  const [before, after] = [meaning(text), meaning(once)];
  // The quick comparison first: the other draws the difference.
  if (!isDeepStrictEqual(after, before)) expect(after, once).toEqual(before);
  expect(comments(once)).toEqual(comments(text));
  const again = format(parse(once), once);
  if (again.length > 0) expect(applied(once, again)).toBe(once);
}

/** Where the tokens of a text end, so that space can be put between them. */
function gaps(text: string): readonly { readonly start: number; readonly end: number }[] {
  const lexer = new Lexer(text);
  lexer.run(text.length);
  return lexer.tokens.map((token, index) => ({
    start: token.end,
    end: lexer.tokens[index + 1]?.startOffset ?? text.length,
  }));
}

/** A text with other spaces in some of its gaps, those with comments left as they are. */
function respaced(
  text: string,
  all: ReturnType<typeof gaps>,
  changes: readonly (readonly [gap: number, space: string])[],
): string {
  let changed = text;
  for (const [index, space] of [...new Map(changes)].sort(([a], [b]) => b - a)) {
    const gap = all[index];
    if (!gap || /\S/.test(changed.slice(gap.start, gap.end))) continue;
    changed = changed.slice(0, gap.start) + space + changed.slice(gap.end);
  }
  return changed;
}

const spaces = fc.constantFrom(
  "",
  " ",
  " ",
  "   ",
  "\t",
  "\n",
  "\n  ",
  "\n\n\n",
  "\r\n",
  " // a\n",
  " /* b */ ",
  ";",
  ",",
);

const pieces = [
  "}",
  "{",
  ";",
  ",",
  "\n",
  " // c\n",
  "\n/// d\n",
  "/* e */",
  " service X {}",
  "\nA -> B\n",
  " { ttl: 1 s, for: A, B }",
  '"f"',
  " to ",
  "(",
  "1",
  ": ",
];

describe.each(samples)("%s", (_, sample) => {
  it("is formatted", () => {
    expect(applied(sample, format(parse(sample), sample))).toBe(sample);
  });

  it("means the same however it was spaced", () => {
    const all = gaps(sample);
    const change = fc.tuple(fc.nat(all.length - 1), spaces);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), (changes) => {
        holds(respaced(sample, all, changes));
      }),
      { numRuns: Number(process.env.SDESIGN_FUZZ ?? 25), seed: 20261122 },
    );
  });

  it("is laid out in part as it is as a whole", { timeout: 120_000 }, () => {
    const all = gaps(sample);
    const change = fc.tuple(fc.nat(all.length - 1), spaces);
    const range = fc.tuple(fc.nat(sample.length), fc.nat(600));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), range, (changes, [start, length]) => {
        const text = respaced(sample, all, changes);
        const end = start + length;
        const whole = format(parse(text), text).filter((edit) => edit.start <= end && edit.end >= start);
        // A part may be laid out where the whole had to leave something as it was, and the other way round.
        const sound = parse(text).chunks.every(({ problems }) => problems.length === 0);
        if (sound) expect(format(parse(text), text, { start, end }), text).toEqual(whole);
      }),
      { numRuns: Number(process.env.SDESIGN_FUZZ ?? 25), seed: 20261124 },
    );
  });

  it("means the same after any edits", () => {
    const edit = fc.tuple(fc.nat(sample.length), fc.nat(6), fc.constantFrom("", ...pieces));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
        let text = sample;
        for (const [at, removed, inserted] of edits) text = text.slice(0, at) + inserted + text.slice(at + removed);
        holds(text);
      }),
      { numRuns: Number(process.env.SDESIGN_FUZZ ?? 25), seed: 20261123 },
    );
  });
});

describe("any text", () => {
  it("is formatted without failing", () => {
    const texts = fc.array(fc.constantFrom(...pieces, "\uFEFF", "\u00a0", "actor A", "a = 1", "id uuid"), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(texts, (all) => holds(all.join(""))),
      { numRuns: 1000, seed: 3 },
    );
  });
});
