import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generate } from "../../scripts/generate/grammar.ts";
import { kinds } from "../../server/src/language/kinds.ts";
import { properties } from "../../server/src/language/properties.ts";
import { qualities } from "../../server/src/language/qualities.ts";

describe("the TextMate grammar", () => {
  const [path, text] = [...generate()][0]!;

  it("is what the vocabulary gives: run `npm run generate` when this fails", () => {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8").replaceAll("\r\n", "\n")).toBe(text);
  });

  it("includes only rules that it holds, and holds only rules that it includes", () => {
    const { repository } = JSON.parse(text);
    const included = new Set([...text.matchAll(/"include": "#(\w+)"/g)].map((match) => match[1]));
    expect([...included].sort()).toEqual(Object.keys(repository).sort());
  });

  it("knows every kind, quality and property whose value has words", () => {
    const worded = [...properties.values()].filter(({ value }) => value.type === "boolean" || "words" in value);
    for (const word of [...kinds.keys(), ...qualities.keys(), ...worded.map(({ name }) => name)]) {
      expect(text).toMatch(new RegExp(`[(|]${word}[)|]`));
    }
  });
});
