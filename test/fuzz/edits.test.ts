import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edit, parse } from "../../server/src/syntax/parse.ts";
import type { SourceFile, TextChange } from "../../server/src/syntax/tree.ts";

const design = readFileSync(join(import.meta.dirname, "../fixtures/ticketmaster.sdesign"), "utf8");

/** What opens, closes, splits and joins: the edits that reach furthest. */
const pieces = [
  '"',
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  "/*",
  "*/",
  "*",
  "/",
  "//",
  "///",
  "\n",
  "\r\n",
  "\r",
  "\n\n",
  "  ",
  "\t",
  "\\",
  "\uFEFF",
  ",",
  ";",
  ":",
  ".",
  "->",
  "~>",
  "=>",
  "=",
  "--",
  "to",
  "in",
  "k",
  "1",
  "é",
  "\u{1F3AB}",
  "\u0000",
  " GET /x/{id}",
  "}\n",
  "{\n",
  "service X {}\n",
  "\nA -> B\n",
  "entity A {\n  id uuid\n}\n",
  "requirements {\n",
  '\n  note: "x"\n',
];

/** An edit as fractions of a text's length, so that it fits whatever text it meets. */
interface Stroke {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

const share = fc.noBias(fc.nat(1_000_000)).map((part) => part / 1_000_000);
const stroke: fc.Arbitrary<Stroke> = fc.record({
  at: share,
  removed: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 5, max: 400 }),
    },
  ),
  inserted: fc.oneof(
    { weight: 2, arbitrary: fc.constant("") },
    { weight: 6, arbitrary: fc.constantFrom(...pieces) },
    {
      weight: 1,
      arbitrary: fc.tuple(share, share).map(([a, b]) => design.slice(Math.min(a, b) * 4000, Math.max(a, b) * 4000)),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 5, unit: "binary" }) },
  ),
});

/** Several strokes at once, as from several cursors, many times over. */
const typing = fc.array(fc.array(stroke, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });

const starts: readonly (readonly [string, string])[] = [
  ["a whole design", design],
  ["a design with CRLF", design.replaceAll("\n", "\r\n")],
  ["a design on few lines", design.replaceAll(/(?<![/{].*)\n\s*/g, " ")],
  ["an indented design", design.replaceAll("\n", "\n  ")],
  ["a design without indentation", design.replaceAll(/\n +/g, "\n")],
  ["a design with a brace too few", design.replace("}\n", "\n")],
  ["an empty text", ""],
];

function apply(text: string, { at, removed, inserted }: Stroke): { text: string; change: TextChange } {
  const start = Math.floor(at * text.length);
  const end = Math.min(text.length, start + removed);
  return { text: text.slice(0, start) + inserted + text.slice(end), change: { start, removed: end - start, inserted } };
}

/** The chunks tile the text, and nothing in one reaches out of it. */
function checkTiling(file: SourceFile, text: string): void {
  let end = 0;
  for (const chunk of file.chunks) {
    if (chunk.start !== end || chunk.length <= 0) expect(chunk).toMatchObject({ start: end });
    end += chunk.length;
    const { start = 0, end: last = 0 } = chunk.statement ?? {};
    if (start < 0 || last > chunk.length) expect(chunk.statement).toMatchObject({ start: 0, end: chunk.length });
  }
  expect(end).toBe(text.length);
  expect(file.length).toBe(text.length);
}

describe("after any edits the tree equals that of a cold parse", () => {
  it.each(starts)("starting from %s", (_, start) => {
    const runs = Number(process.env.SDESIGN_FUZZ ?? 60);
    fc.assert(
      fc.property(typing, (batches) => {
        let text = start;
        let file = parse(text);
        for (const strokes of batches) {
          const changes: TextChange[] = [];
          for (const one of strokes) {
            const applied = apply(text, one);
            text = applied.text;
            changes.push(applied.change);
          }
          file = edit(file, text, changes);
          checkTiling(file, text);
          const cold = parse(text);
          // The quick comparison first: the other draws the difference.
          if (!isDeepStrictEqual(file.chunks, cold.chunks)) expect(file.chunks).toEqual(cold.chunks);
        }
      }),
      { numRuns: runs, seed: 20261122 },
    );
  });
});

describe("nothing throws", () => {
  it.each([
    ["any text", fc.string({ unit: "binary", maxLength: 300 })],
    ["any signs of the language", fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((all) => all.join(""))],
  ])("on %s", (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => checkTiling(parse(text), text)),
      { numRuns: 2000, seed: 1 },
    );
  });
});
