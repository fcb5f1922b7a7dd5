import { describe, expect, it } from "vitest";
import { neighbourOf } from "../../server/src/service/elsewhere.ts";
import { withEdits } from "../../server/src/service/fix-all.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import { marked } from "./cursor.ts";
import { dedent } from "./refactor/dedent.ts";

const PLATFORM = `
service Edge "Front door" { replicas: 2 }
service Auth
kind lambda: function
domain Sales { service Cart; api Shop { POST /buy as Buy } }
entity Ticket { id uuid [pk] }
requirements { functional Pay "pay" }
estimates { users = 1M users }
`;

/** What is offered from other files at the cursor. */
function importable(source: string, others: Readonly<Record<string, string>> = { "lib/platform.sdesign": PLATFORM }) {
  const { service, uri, offset, text } = marked(dedent(source), others);
  return { service, uri, text, items: service.completion(uri, offset).filter((item) => item.import) };
}

/** The text after an offer is taken, its import included. */
function accepted(source: string, label: string, others?: Readonly<Record<string, string>>): string {
  const { service, uri, text, items } = importable(source, others);
  const item = items.find((one) => one.label === label);
  if (!item?.import) return `offered: ${items.map((one) => one.label).join(" ")}`;
  const edit = service.imports(uri).add(item.import.uri, item.import.name);
  if (!edit) return "no import";
  return withEdits(text, [
    { uri, ...edit },
    { uri, range: item.range, text: item.plain },
  ]);
}

const offered: readonly (readonly [what: string, source: string, labels: string])[] = [
  ["ends of connections", "service A\nA -> ¦", "Edge Auth Sales.Cart"],
  ["by the letters typed", "service A\nA -> Ca¦", "Sales.Cart"],
  ["entities", "service A { stores: ¦ }", "Ticket"],
  ["requirements", "service A { satisfies: ¦ }", "Pay"],
  ["endpoints in APIs", "service A\nservice B\nA -> B { for: B¦ }", "Sales.Shop.Buy"],
  ["estimates", "estimates { x = ¦ }", "users"],
  ["kinds", "lamb¦", "lambda"],
  ["what is inside of what is named", "service A\nA -> Sales.¦", "Cart"],
  ["nothing that is there already", "service Edge\nservice A\nA -> ¦", "Auth Sales.Cart"],
  ["nothing that is imported", 'import "./lib/platform.sdesign"\nservice A\nA -> ¦', ""],
  [
    "the rest of what is imported by name",
    'import { Edge } from "./lib/platform.sdesign"\nservice A\nA -> ¦',
    "Auth Sales.Cart",
  ],
  [
    "nothing where a name here would mean something else",
    "domain D { service Auth }\nservice A\nA -> ¦",
    "Edge Sales.Cart",
  ],
  ["nothing in texts", 'service A "¦"', ""],
  ["nothing where a name is invented", "service ¦", ""],
];

describe("names of other files", () => {
  it.each(offered)("%s", (_, source, labels) => {
    expect(
      importable(source)
        .items.map(({ label }) => label)
        .join(" "),
    ).toBe(labels);
  });

  it("come behind what is there, with the file that they are from", () => {
    const { service, uri, offset } = marked("service A\nservice B\nA -> ¦", { "lib/platform.sdesign": PLATFORM });
    expect(
      service.completion(uri, offset).map(({ label, detail, from }) => [label, detail, from].filter(Boolean)),
    ).toEqual([
      ["B", "service"],
      ["Edge", "Front door · service", "./lib/platform.sdesign"],
      ["Auth", "service", "./lib/platform.sdesign"],
      ["Sales.Cart", "service", "./lib/platform.sdesign"],
    ]);
  });

  it("do not go round in circles, nor join two designs", () => {
    const others = {
      "root.sdesign": 'system S\nimport "./main.sdesign"\nservice Root',
      "between.sdesign": 'import "./main.sdesign"\nservice Between',
      "above.sdesign": 'import "./between.sdesign"\nservice Above',
      "other.sdesign": "system T\nservice Other",
      "lib.sdesign": "service Lib",
    };
    expect(importable("service A\nA -> ¦", others).items.map(({ label }) => label)).toEqual(["Lib"]);
    const joined = importable('import { T } from "./other.sdesign"\nservice A\nA -> ¦', others);
    expect(joined.items.map(({ label }) => label)).toEqual(["Lib", "Other"]);
  });

  it("are known of files that nobody has opened", () => {
    const { service, uri, offset } = marked("service A\nA -> ¦");
    const neighbour = neighbourOf("file:///parts/lib.sdesign", parse(PLATFORM), () => undefined);
    const items = service.completion(uri, offset, [neighbour]).filter((item) => item.import);
    expect(items.map(({ label, from }) => [label, from])[0]).toEqual(["Edge", "./parts/lib.sdesign"]);
    expect(service.imports(uri).add("file:///parts/lib.sdesign", "Edge")?.text).toContain(
      'import { Edge } from "./parts/lib.sdesign"',
    );
  });

  it("are not offered from outside of the workspace", () => {
    expect(importable("service A\nA -> ¦", { "../up.sdesign": "" }).items).toEqual([]);
  });
});

const imports: readonly (readonly [what: string, source: string, label: string, expected: string])[] = [
  [
    "before everything, set off",
    `
    // Copyright

    /// A shop
    system S
    service A
    A -> Ed¦
    `,
    "Edge",
    `
    // Copyright

    import { Edge } from "./lib/platform.sdesign"

    /// A shop
    system S
    service A
    A -> Edge
    `,
  ],
  [
    "before the comments of the first statement",
    `
    // sdesign-ignore style/name-case: as in the paper
    service a; a -> Ed¦
    `,
    "Edge",
    `
    import { Edge } from "./lib/platform.sdesign"

    // sdesign-ignore style/name-case: as in the paper
    service a; a -> Edge
    `,
  ],
  [
    "into an import, in its order",
    `
    import { Auth, Ticket } from "./lib/platform.sdesign"
    service A
    A -> Ed¦
    `,
    "Edge",
    `
    import { Auth, Edge, Ticket } from "./lib/platform.sdesign"
    service A
    A -> Edge
    `,
  ],
  [
    "into an import without order, at its end",
    `
    import { Ticket, Auth } from "./lib/platform.sdesign" // all of it
    service A
    A -> Ed¦
    `,
    "Edge",
    `
    import { Ticket, Auth, Edge } from "./lib/platform.sdesign" // all of it
    service A
    A -> Edge
    `,
  ],
  [
    "into an import of several lines",
    `
    import {
      Auth,
      Ticket,
    } from "./lib/platform.sdesign"
    service A
    A -> Ed¦
    `,
    "Edge",
    `
    import {
      Auth,
      Edge,
      Ticket,
    } from "./lib/platform.sdesign"
    service A
    A -> Edge
    `,
  ],
  [
    "into an import of nothing",
    `
    import { } from "./lib/platform.sdesign"
    service A
    A -> Ed¦
    `,
    "Edge",
    `
    import { Edge } from "./lib/platform.sdesign"
    service A
    A -> Edge
    `,
  ],
  [
    "among other imports, by path",
    `
    system S
    import "./a.sdesign" // first
    import "./z.sdesign"
    service A
    A -> Ed¦
    `,
    "Edge",
    `
    system S
    import "./a.sdesign" // first
    import { Edge } from "./lib/platform.sdesign"
    import "./z.sdesign"
    service A
    A -> Edge
    `,
  ],
  [
    "before the first import",
    `
    import "./z.sdesign"
    service A
    A -> Ed¦
    `,
    "Edge",
    `
    import { Edge } from "./lib/platform.sdesign"
    import "./z.sdesign"
    service A
    A -> Edge
    `,
  ],
  [
    "what is nested by what it is in",
    `
    service A
    A -> Ca¦
    `,
    "Sales.Cart",
    `
    import { Sales } from "./lib/platform.sdesign"

    service A
    A -> Sales.Cart
    `,
  ],
  [
    "on the line of others",
    'import "./z.sdesign"; service A; A -> Ed¦',
    "Edge",
    'import { Edge } from "./lib/platform.sdesign"\nimport "./z.sdesign"; service A; A -> Edge',
  ],
];

describe("an import", () => {
  it.each(imports)("goes %s", (_, source, label, expected) => {
    const others = { "lib/platform.sdesign": PLATFORM, "a.sdesign": "", "z.sdesign": "" };
    expect(accepted(source, label, others)).toBe(dedent(expected));
  });

  it("keeps the line ends of the file", () => {
    expect(accepted("service A\r\nA -> Ed¦", "Edge")).toBe(
      'import { Edge } from "./lib/platform.sdesign"\r\n\r\nservice A\r\nA -> Edge',
    );
  });
});

describe("between an import's braces", () => {
  it("a name brings its path along", () => {
    for (const [source, expected] of [
      ["import { Ed¦ }", 'import { Edge } from "./lib.sdesign"'],
      ["import { Ed¦", 'import { Edge } from "./lib.sdesign"'],
      ["import { ¦ }\nservice A", 'import { Edge } from "./lib.sdesign"\nservice A'],
    ] as const) {
      const { service, uri, offset, text } = marked(source, { "lib.sdesign": "service Edge" });
      const [item] = service.completion(uri, offset);
      expect(item && withEdits(text, [{ uri, range: item.range, text: item.plain }]), source).toBe(expected);
    }
  });
});

const fixes: readonly (readonly [what: string, source: string, titles: string])[] = [
  ["an end of a connection", "service A\nA -> Edge¦", "Import `Edge` from ./lib.sdesign"],
  ["what holds what is named", "service A\nA -> Sa¦les.Cart", "Import `Sales` from ./lib.sdesign"],
  ["nothing that does not hold it", "service A\nA -> Sa¦les.Nope", ""],
  ["nothing of another class", "service A { stores: Edge¦ }", ""],
  ["a kind", 'lamb¦da Fn "x"', "Import `lambda` from ./lib.sdesign"],
  ["an entity in a field", "entity E { id uuid [pk]\n t Tick¦et }", "Import `Ticket` from ./lib.sdesign"],
  ["an estimate", "estimates { x = use¦rs2 + user_count }", ""],
  ["what is counted", "estimates { x = 5 tic¦kets/s }", "Import `Ticket` from ./lib.sdesign"],
  ["in a step", "service A\nflow F {\n  A -> Auth¦\n}", "Import `Auth` from ./lib.sdesign"],
];

describe("an unknown name is imported", () => {
  it.each(fixes)("%s", (_, source, titles) => {
    const { service, uri, offset } = marked(source, { "lib.sdesign": PLATFORM });
    const found = service.quickFixes(uri, { start: offset, end: offset }, false);
    const imports = found.filter(({ title }) => title.startsWith("Import"));
    expect(imports.map(({ title }) => title).join()).toBe(titles);
    expect(imports.every(({ preferred }) => preferred)).toBe(true);
  });

  it("and is known then", () => {
    const { service, uri, offset, text } = marked("service A\nA -> Sa¦les.Cart", { "lib.sdesign": PLATFORM });
    const [fix] = service.quickFixes(uri, { start: offset, end: offset }, false);
    service.workspace.set(uri, withEdits(text, fix?.edits ?? []));
    expect(service.diagnostics(uri).filter(({ rule }) => rule.startsWith("link/"))).toEqual([]);
  });

  it("of each file that has it, where there are several", () => {
    const { service, uri, offset } = marked("service A\nA -> Edge¦", {
      "deep/er/a.sdesign": "service Edge",
      "b.sdesign": "service Edge",
    });
    const found = service.quickFixes(uri, { start: offset, end: offset }, false);
    expect(found.slice(0, 2).map(({ title, preferred }) => [title, preferred])).toEqual([
      ["Import `Edge` from ./b.sdesign", false],
      ["Import `Edge` from ./deep/er/a.sdesign", false],
    ]);
  });
});
