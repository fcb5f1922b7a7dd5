import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { edit, parse } from "../../server/src/syntax/parse.ts";
import type { Chunk, TextChange } from "../../server/src/syntax/tree.ts";

const design = readFileSync(join(import.meta.dirname, "../fixtures/ticketmaster.sdesign"), "utf8");

/** Applies a change where `at` is found in a text, and says how many chunks were read again. */
function type(text: string, at: string, inserted: string, removed = 0) {
  const before = parse(text);
  const start = text.indexOf(at);
  expect(start, `${at} in the text`).toBeGreaterThanOrEqual(0);
  const change: TextChange = { start, removed, inserted };
  const after = text.slice(0, start) + inserted + text.slice(start + removed);
  const old = new Set<Chunk>(before.chunks);
  const file = edit(before, after, [change]);
  expect(file.chunks).toEqual(parse(after).chunks);
  return { file, after, fresh: file.chunks.filter((chunk) => !old.has(chunk)).length };
}

describe("an edit reads again only what it touches", () => {
  it.each([
    ["a letter in a name", "Backend   ", "x", 0, 4],
    ["a property", "replicas: 6", "note: n, ", 0, 4],
    ["a whole declaration", "\ncdn ", "\nservice New { replicas: 2 }", 0, 5],
    ["an opening brace", "replicas: 6", "{ ", 0, 5],
    ["a closing brace", "replicas: 6", "} ", 0, 5],
    ["a quote", "Ticket service", '"', 0, 5],
    ["the removal of a brace", "{ satisfies: FindEvents }\nload", "", 1, 5],
    ["a comment that is not closed", "replicas: 6", "/* ", 0, 5],
    ["white space between declarations", "\ncdn ", "\n\n", 0, 4],
  ] as const)("%s", (_, at, inserted, removed, atMost) => {
    expect(type(design, at, inserted, removed).fresh).toBeLessThanOrEqual(atMost);
  });

  it("also inside of a file whose braces do not match", () => {
    const broken = design.replace("  replicas: 6", "{ replicas: 6");
    expect(type(broken, "cache  ", "x").fresh).toBeLessThanOrEqual(6);
    expect(type(broken, "Backend   ", "x").fresh).toBeLessThanOrEqual(6);
  });

  it("the chunks behind it are the same objects, moved", () => {
    const before = parse(design);
    const last = before.chunks.at(-2);
    const start = last?.start ?? 0;
    const after = edit(before, `// new\n${design}`, [{ start: 0, removed: 0, inserted: "// new\n" }]);
    expect(after.chunks.at(-2)).toBe(last);
    expect(last?.start).toBe(start + 7);
  });

  it("a `*/` far behind closes a comment", () => {
    const text = `service A /* open\n${design}`;
    const { file } = type(text, "decision Storage", "*/ ");
    expect(file.chunks).toHaveLength(2 + parse(design.slice(design.indexOf("decision"))).chunks.length - 1);
  });

  it("several changes at once, each in the text that the one before made", () => {
    const text = "service A\nservice B\nservice C\n";
    const changes = [
      { start: 18, removed: 1, inserted: "Bee" },
      { start: 8, removed: 1, inserted: "" },
      { start: 0, removed: 0, inserted: "// first\n" },
    ];
    let after = text;
    for (const { start, removed, inserted } of changes)
      after = after.slice(0, start) + inserted + after.slice(start + removed);
    expect(edit(parse(text), after, changes).chunks).toEqual(parse(after).chunks);
  });

  it("changes that do not fit the texts are not trusted", () => {
    const wrong: TextChange[] = [{ start: 100, removed: 5, inserted: "" }];
    expect(edit(parse("service A"), "service B", wrong)).toEqual(parse("service B"));
    expect(edit(parse("service A"), "service BC", [])).toEqual(parse("service BC"));
  });
});
