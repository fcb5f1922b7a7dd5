import { describe, expect, it } from "vitest";
import { movedImports } from "../../server/src/service/file-rename.ts";
import { parse } from "../../server/src/syntax/parse.ts";

const FILES: Readonly<Record<string, string>> = {
  "file:///w/main.sdesign":
    'import "./lib/edge.sdesign"\nimport { A } from "./lib/my%20parts.sdesign"\nimport "../gone',
  "file:///w/lib/edge.sdesign": 'import "../main.sdesign"\nimport "./core.sdesign"',
  "file:///w/lib/core.sdesign": "service Core",
};

function moved(from: string, to: string): readonly string[] {
  const files = Object.entries(FILES).map(([uri, text]) => ({ uri, source: parse(text) }));
  const resolve = (base: string, path: string): string | undefined => {
    const target = new URL(path, base).href;
    return target.startsWith("file:///w/") ? target : undefined;
  };
  const edits = movedImports(files, resolve, [{ from: `file:///w/${from}`, to: `file:///w/${to}` }]);
  return edits.map(
    ({ uri, range, text }) => `${uri.slice(10)}: ${FILES[uri]?.slice(range.start, range.end)} → ${text}`,
  );
}

describe("imports follow", () => {
  it.each([
    ["a file", "lib/core.sdesign", "lib/heart.sdesign", ['lib/edge.sdesign: "./core.sdesign" → "./heart.sdesign"']],
    [
      "a file into another folder, with its own imports",
      "lib/edge.sdesign",
      "edge.sdesign",
      [
        'main.sdesign: "./lib/edge.sdesign" → "./edge.sdesign"',
        'lib/edge.sdesign: "../main.sdesign" → "./main.sdesign"',
        'lib/edge.sdesign: "./core.sdesign" → "./lib/core.sdesign"',
      ],
    ],
    [
      "a folder",
      "lib",
      "shared/parts",
      [
        'main.sdesign: "./lib/edge.sdesign" → "./shared/parts/edge.sdesign"',
        'main.sdesign: "./lib/my%20parts.sdesign" → "./shared/parts/my parts.sdesign"',
        'lib/edge.sdesign: "../main.sdesign" → "../../main.sdesign"',
      ],
    ],
    ["nothing else", "other.sdesign", "another.sdesign", []],
  ])("%s", (_, from, to, expected) => {
    expect(moved(from, to)).toEqual(expected);
  });

  it("a file of a scheme without an authority", () => {
    const files = [{ uri: "memfs:/w/a.sdesign", source: parse('import "./b.sdesign"') }];
    const move = { from: "memfs:/w/b.sdesign", to: "memfs:/w/lib/c.sdesign" };
    const edits = movedImports(files, () => "memfs:/w/b.sdesign", [move]);
    expect(edits.map(({ text }) => text)).toEqual(['"./lib/c.sdesign"']);
  });

  it("nothing to another machine", () => {
    const files = [{ uri: "file:///a.sdesign", source: parse('import "./b.sdesign"') }];
    const move = { from: "file:///b.sdesign", to: "https://example.com/b.sdesign" };
    expect(movedImports(files, () => "file:///b.sdesign", [move])).toEqual([]);
  });
});
