import { describe, expect, it } from "vitest";
import { marked } from "./cursor.ts";

const text = (source: string, range: { readonly start: number; readonly end: number }): string =>
  source.slice(range.start, range.end);

describe("definition", () => {
  const table: readonly (readonly [source: string, name: string, line: number])[] = [
    ["service A\nservice B\nB -> A¦", "A", 0],
    ["service A\nservice B\nB -> ¦A", "A", 0],
    ["domain D { service A }\nservice B\nB -> D.¦A", "A", 0],
    ["domain D { service A }\nservice B\nB -> ¦D.A", "D", 0],
    ["entity T { id uuid [pk] }\nservice B { stores: T.i¦d }", "id", 0],
    ["kind lambda: function\nlam¦bda F", "lambda", 0],
    ["estimates { a = 1\n b = a¦ * 2 }", "a", 0],
    ["service A¦", "A", 0],
  ];
  for (const [source, name, line] of table) {
    it(JSON.stringify(source), () => {
      const { service, uri, offset, text: all } = marked(source);
      const found = service.definition(uri, offset);
      expect(found && text(all, found.target.range)).toBe(name);
      expect(all.slice(0, found?.target.range.start).split("\n").length - 1).toBe(line);
    });
  }

  it("leads into imported files, by name and by path", () => {
    const others = { "lib.sdesign": "service Edge" };
    const byName = marked('import "./lib.sdesign"\nservice A\nA -> Ed¦ge', others);
    expect(byName.service.definition(byName.uri, byName.offset)?.target.uri).toBe("file:///lib.sdesign");
    const byPath = marked('import "./lib¦.sdesign"', others);
    expect(byPath.service.definition(byPath.uri, byPath.offset)?.target.uri).toBe("file:///lib.sdesign");
  });

  it("finds nothing where nothing is", () => {
    const { service, uri, offset } = marked("service A\n\n¦");
    expect(service.definition(uri, offset)).toBeUndefined();
    expect(service.definition(uri, 1e9)).toBeUndefined();
    expect(service.definition(uri, Number.NaN)).toBeUndefined();
    expect(service.definition("file:///other", 0)).toBeUndefined();
  });
});

describe("references and rename", () => {
  const others = { "lib.sdesign": 'import "./main.sdesign"\nservice Edge\nEdge -> Backend' };
  const source =
    'import "./lib.sdesign"\nservice Back¦end { replicas: 2 }\nservice B\nB -> Backend\nestimates { a = Backend.replicas }';

  it("finds every use in every file", () => {
    const { service, uri, offset } = marked(source, others);
    const found = service.references(uri, offset, true);
    expect(found.map((occurrence) => `${occurrence.uri} ${occurrence.declares}`).sort()).toEqual([
      "file:///lib.sdesign false",
      "file:///main.sdesign false",
      "file:///main.sdesign false",
      "file:///main.sdesign true",
    ]);
    expect(service.references(uri, offset, false)).toHaveLength(3);
    expect(service.highlights(uri, offset)).toHaveLength(3);
  });

  it("renames all of them", () => {
    const { service, uri, offset, text: all } = marked(source, others);
    const range = service.prepareRename(uri, offset);
    expect(range && text(all, range)).toBe("Backend");
    const edits = service.rename(uri, offset, "Server");
    if ("refused" in edits) throw new Error(edits.refused);
    expect(edits).toHaveLength(4);
    expect(edits.every((edit) => edit.text === "Server")).toBe(true);
  });

  it("refuses what is no name, or is taken", () => {
    const { service, uri, offset } = marked(source, others);
    for (const name of ["", "a b", "1a", "a-b", "<b>"]) {
      expect(service.rename(uri, offset, name)).toMatchObject({ refused: expect.stringContaining("is not a name") });
    }
    expect(service.rename(uri, offset, "B")).toMatchObject({ refused: expect.stringContaining("declared already") });
  });
});

describe("outline, folds and symbols", () => {
  const source = `// one
// two
import "./a.sdesign"
import "./b.sdesign"

/// About it.
requirements {
  functional Buy "A person can buy" { actor: Buyer }
  latency Fast p99 <= 5 ms
}
entity Ticket "A seat" { id uuid [pk] }
api Shop {
  POST /buy/{id} as Buy2 -> Ticket "Buys" { }
  GET /list
}
flow Purchase {
  Buyer -> Backend "asks"
}
// #region parts
service Backend "Ticket service" {
  replicas: 2
}
// #endregion
A, B -> C | D "x"
`;

  it("reads like the design", () => {
    const { service, uri } = marked(`${source}¦`);
    const lines: string[] = [];
    const show = (entries: ReturnType<typeof service.outline>, indent: string): void => {
      for (const { name, detail, kind, children } of entries) {
        lines.push(`${indent}${kind} ${name}${detail ? ` (${detail})` : ""}`);
        show(children, `${indent}  `);
      }
    };
    show(service.outline(uri), "");
    expect(lines).toEqual([
      "block requirements",
      "  requirement Buy (A person can buy)",
      "  quality Fast (latency p99 <= 5 ms)",
      "entity Ticket (A seat)",
      "  field id (uuid)",
      "api Shop",
      "  endpoint Buy2 (Buys)",
      "  endpoint GET /list",
      "flow Purchase",
      "  step Buyer → Backend (asks)",
      "component Backend (Ticket service · service)",
      "connection A, B → C | D (x)",
    ]);
  });

  it("shows what estimates, assertions and rows say", () => {
    const {
      service,
      uri,
      text: all,
    } = marked(
      'estimates {\n  users = 5M  users\n  rate = users * 2 "all of them"\n  assert rate < 5 "fits"\n  assert\n}\nprocess P { Host => "Create" => Dinners }¦',
    );
    const flat = (entries: ReturnType<typeof service.outline>): string[] =>
      entries.flatMap(({ name, detail, children }) => [`${name} (${detail})`, ...flat(children)]);
    expect(flat(service.outline(uri))).toEqual([
      "estimates ()",
      "users (5M users)",
      "rate (all of them)",
      "assert rate < 5 (fits)",
      "assert ()",
      "P ()",
      "Host ⇒ Create ⇒ Dinners ()",
    ]);
    // Behind an edit, entries move along with what they show.
    const before = service.outline(uri);
    service.workspace.edit(uri, `\n${all}`, [{ start: 0, removed: 0, inserted: "\n" }]);
    const after = service.outline(uri);
    expect(after.map(({ range }) => range.start - 1)).toEqual(before.map(({ range }) => range.start));
    expect(flat(after)).toEqual(flat(before));
  });

  it("keeps each name inside its entry, and gives every entry a name", () => {
    const { service, uri } = marked(
      "service\nentity { }\nrequirements {\n latency <= 5 }\nkind\napi A { GET }\nrelation\n¦",
    );
    const check = (entries: ReturnType<typeof service.outline>): void => {
      for (const { name, range, selection, children } of entries) {
        expect(name).not.toBe("");
        expect(selection.start).toBeGreaterThanOrEqual(range.start);
        expect(selection.end).toBeLessThanOrEqual(range.end);
        check(children);
      }
    };
    check(service.outline(uri));
  });

  it("folds bodies, comments, imports and regions", () => {
    const { service, uri, text: all } = marked(`${source}¦`);
    const line = (offset: number): number => all.slice(0, offset).split("\n").length;
    const folds = service
      .folding(uri)
      .filter(({ range }) => line(range.end) > line(range.start))
      .map(({ kind, range }) => `${kind} ${line(range.start)}–${line(range.end)}`);
    expect(folds.sort()).toEqual(
      ["body 12–15", "body 16–18", "body 20–22", "body 7–10", "comment 1–2", "imports 3–4", "region 19–23"].sort(),
    );
  });

  it("finds declarations by parts of their names and titles", () => {
    const { service } = marked(`${source}¦`);
    expect(service.symbols("back").map(({ name }) => name)).toEqual(["Backend"]);
    expect(service.symbols("prc").map(({ name }) => name)).toEqual(["Purchase"]);
    expect(service.symbols("ticket").map(({ name }) => name)).toEqual(["Ticket", "Backend"]);
    expect(service.symbols("zzz")).toEqual([]);
  });
});
