import { describe, expect, it } from "vitest";
import { parse } from "../../server/src/syntax/parse.ts";
import { places, words } from "./contextual.ts";
import { outline } from "./outline.ts";

describe("no word is reserved", () => {
  it.each(places)("each may be %s", (_, source, understood) => {
    const wrong = words.flatMap((word) => {
      const file = parse(source(word));
      const problems = file.chunks.flatMap((chunk) => chunk.problems.map((problem) => problem.message));
      const seen = outline(file);
      return seen === understood(word) && problems.length === 0
        ? []
        : [{ word, seen, expected: understood(word), problems }];
    });
    expect(wrong).toEqual([]);
  });
});
