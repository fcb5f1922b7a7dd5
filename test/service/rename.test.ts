import { describe, expect, it } from "vitest";
import { withEdits } from "../../server/src/service/fix-all.ts";
import { marked } from "./cursor.ts";

const LIB = "file:///lib.sdesign";

/** The main file and the library after a rename at the cursor, or why it was refused. */
function renamed(source: string, name: string, lib?: string): string | readonly string[] {
  const { service, uri, offset } = marked(source, lib === undefined ? {} : { "lib.sdesign": lib });
  const edits = service.rename(uri, offset, name);
  if ("refused" in edits) return edits.refused;
  const after = (file: string): string =>
    withEdits(
      service.workspace.text(file) ?? "",
      edits.filter((edit) => edit.uri === file),
    );
  return lib === undefined ? after(uri) : [after(uri), after(LIB)];
}

describe("rename", () => {
  const table: readonly (readonly [what: string, source: string, name: string, after: string])[] = [
    [
      "a part of a full name",
      "domain D { service A }\nservice B\nB -> D.¦A",
      "C",
      "domain D { service C }\nservice B\nB -> D.C",
    ],
    [
      "the scope of full names",
      "domain D¦ { service A }\nD.A -> B\nservice B",
      "E",
      "domain E { service A }\nE.A -> B\nservice B",
    ],
    ["a kind", "kind lam¦bda: function\nlambda F", "fn", "kind fn: function\nfn F"],
    [
      "a kind that others build on",
      "kind lam¦bda: function\nkind tiny: lambda\ntiny A\nlambda B",
      "fn",
      "kind fn: function\nkind tiny: fn\ntiny A\nfn B",
    ],
    [
      "what counts, in either number",
      "entity Tick¦et { id uuid [pk] }\nestimates { a = 5 tickets/day; b = 3 / ticket; c = 2 Tickets }",
      "City",
      "entity City { id uuid [pk] }\nestimates { a = 5 cities/day; b = 3 / city; c = 2 Cities }",
    ],
    ["a unit", "estimates { unit vi¦ew; a = 5 views/s }", "look", "estimates { unit look; a = 5 looks/s }"],
    [
      "a name in a script of one's own",
      "service Ä¦\nÄ -> B\nservice B",
      "Ölmühle",
      "service Ölmühle\nÖlmühle -> B\nservice B",
    ],
    [
      "an endpoint",
      "api A { GET /a as Sh¦ow }\nX -> Y { for: Show }",
      "Look",
      "api A { GET /a as Look }\nX -> Y { for: Look }",
    ],
    [
      "an estimate",
      "estimates { pe¦ak = 5 req/s; b = peak * 2 }\nservice S { capacity: peak }",
      "most",
      "estimates { most = 5 req/s; b = most * 2 }\nservice S { capacity: most }",
    ],
  ];
  it.each(table)("changes %s", (_, source, name, after) => {
    expect(renamed(source, name)).toBe(after);
  });

  it("changes the names of imports, too", () => {
    const main = 'import { Edge } from "./lib.sdesign"\nservice A\nA -> Ed¦ge';
    const after = 'import { Rim } from "./lib.sdesign"\nservice A\nA -> Rim';
    expect(renamed(main, "Rim", "service Edge")).toEqual([after, "service Rim"]);
    expect(renamed('import { Ed¦ge } from "./lib.sdesign"\nservice A\nA -> Edge', "Rim", "service Edge")).toEqual([
      after,
      "service Rim",
    ]);
  });

  it.each([
    ["a sibling", "service A¦\nservice B", "B", "declared already"],
    [
      "a nearer name",
      "service A\ndomain D { service B¦; service C; C -> A }",
      "A",
      "`A` in `main.sdesign` would mean something else",
    ],
    [
      "a name elsewhere that was unique",
      "domain D { service A¦ }\ndomain E { service B }\nservice C\nC -> B",
      "B",
      "`B` in `main.sdesign`",
    ],
    ["a unit", "estimates { a¦b = 5; d = 3 TB / GB }", "GB", "would mean something else"],
    ["no name", "service A¦", "my service", "is not a name"],
    ["nothing to rename", "¦\n\nservice A", "B", "no name to change here"],
  ])("refuses %s", (_, source, name, why) => {
    expect(renamed(source, name)).toContain(why);
  });
});

describe("the kind of a name", () => {
  it.each([
    ["kind lambda: function\nlambda F¦", "lambda"],
    ["entity E { id uuid [pk] }\nentity F { e¦ -> E }", "E"],
    ["entity E { id uuid [pk] }\napi A { GET /e as Sh¦ow -> E[] }", "E"],
    ["service A¦", undefined],
  ])("%j", (source, name) => {
    const { service, uri, offset, text } = marked(source);
    const found = service.typeDefinition(uri, offset);
    expect(found && text.slice(found.target.range.start, found.target.range.end)).toBe(name);
  });
});

describe("names that change together", () => {
  it.each([
    ["service A\nA¦ -> B -> A { fallback: A }\nservice B", "A3"],
    ["service A\nservice B\nA¦ -> B", ""],
    ["domain D { service A¦; service B; A -> B }", "A2"],
    ["domain D { service A; service B; A¦ -> B -> A }\nA -> B", "A2"],
    ["¦", ""],
  ])("%j", (source, expected) => {
    const { service, uri, offset, text } = marked(source);
    const names = service.linkedNames(uri, offset).map(({ start, end }) => text.slice(start, end));
    expect(names.length > 0 ? `${names[0]}${names.length}` : "").toBe(expected);
  });
});
