import { readFileSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withEdits } from "../../server/src/service/fix-all.ts";
import { Service } from "../../server/src/service/service.ts";
import { sdesign } from "../cli/run-cli.ts";
import { mistakes } from "../convert/converted.ts";
import { mainUri, workspaceOf } from "../model/design-of.ts";
import { marked } from "./cursor.ts";
import { dedent } from "./refactor/dedent.ts";

const FLOWCHART = "flowchart TD\n  U((User)) --> S[Shop service]\n  S -.-> DB[(Orders DB)]";

/** A source with what is between its two marks, or nothing at its one mark, replaced by what a text becomes. */
function after(source: string, text: string, others: Readonly<Record<string, string>> = {}): string {
  const first = source.indexOf("¦");
  const second = source.indexOf("¦", first + 1);
  const plain = source.replaceAll("¦", "");
  const service = new Service(workspaceOf(plain, others));
  const range = { start: first, end: second < 0 ? first : second - 1 };
  const paste = service.paste(mainUri, range, text);
  return paste ? plain.slice(0, range.start) + paste.text + plain.slice(range.end) : "not offered";
}

describe("where text is pasted", () => {
  it.each<[what: string, source: string, expected: string]>([
    [
      "an empty file",
      "¦",
      `
      actor User

      service      ShopService "Shop service"
      sql_database DB          "Orders DB"

      User -> ShopService
      ShopService ~> DB
      `,
    ],
    [
      "between statements",
      "service A\n¦\nservice B\n",
      `
      service A
      actor User

      service      ShopService "Shop service"
      sql_database DB          "Orders DB"

      User -> ShopService
      ShopService ~> DB
      service B
      `,
    ],
    [
      "behind a statement",
      "service A¦",
      `
      service A
      actor User

      service      ShopService "Shop service"
      sql_database DB          "Orders DB"

      User -> ShopService
      ShopService ~> DB
      `,
    ],
    [
      "in a domain, on an indented line",
      "domain Sales {\n  ¦\n}\n",
      `
      domain Sales {
        actor User

        service      ShopService "Shop service"
        sql_database DB          "Orders DB"

        User -> ShopService
        ShopService ~> DB
      }
      `,
    ],
    [
      "in an empty body on one line",
      "domain Sales {¦}\n",
      `
      domain Sales {
        actor User

        service      ShopService "Shop service"
        sql_database DB          "Orders DB"

        User -> ShopService
        ShopService ~> DB
      }
      `,
    ],
    [
      "over a selection",
      "service A\n¦nonsense { } ]¦\n",
      `
      service A
      actor User

      service      ShopService "Shop service"
      sql_database DB          "Orders DB"

      User -> ShopService
      ShopService ~> DB
      `,
    ],
  ])("%s", (_, source, expected) => {
    const text = after(source, FLOWCHART);
    expect(text).toBe(dedent(expected));
    expect(mistakes(text), text).toEqual([]);
  });

  it("keeps the author's indentation and line ends", () => {
    const text = after("domain A {\r\n\tservice B\r\n\t¦\r\n}\r\n", "graph TD\nsubgraph S\nC\nend");
    expect(text).toBe("domain A {\r\n\tservice B\r\n\tdomain S {\r\n\t\tservice C\r\n\t}\r\n}\r\n");
  });

  it.each([
    ["in a statement", "service ¦ A"],
    ["in a title", 'service A "a ¦ b"'],
    ["in a comment", "// a ¦ b\n"],
    ["behind a comment's last word", "// a¦"],
    ["in a block comment", "/* a\n¦\n*/"],
    ["in an entity", "entity E {\n  id uuid\n  ¦\n}"],
    ["in requirements", "requirements {\n  ¦\n}"],
    ["in an API", "api A {\n  ¦\n}"],
    ["in a flow", "flow F {\n¦}"],
    ["in a list of properties", "service A { replicas: ¦ }"],
  ])("is not offered %s", (_, source) => {
    expect(after(source, FLOWCHART)).toBe("not offered");
  });

  it("is not offered for text of the language, or prose", () => {
    expect(after("¦", "service A\nA -> A")).toBe("not offered");
    expect(after("¦", "A graph of all calls")).toBe("not offered");
    expect(after("¦", "graph TD")).toBe("not offered");
  });
});

describe("what is there already", () => {
  it("is used, and not declared or connected again", () => {
    const source = 'actor User\ndomain Sales {\n  service Shop "Shop service"\n}\nUser -> Shop\n¦\n';
    expect(after(source, FLOWCHART)).toBe(
      source.replace(
        "¦",
        '// Declared already: User, Shop (Shop service)\n\nsql_database DB "Orders DB"\n\nShop ~> DB',
      ),
    );
  });

  it("is used across imports", () => {
    const text = after('import "./lib.sdesign"\n¦', "graph TD\nShop --> x[Edge cache]", {
      "lib.sdesign": "service Shop\nworker Edge",
    });
    expect(text).toContain("Shop -> EdgeCache");
    expect(text).not.toContain("service Shop");
  });

  it("keeps its name, whatever it is", () => {
    const text = after("estimates { Cache = 1 }\nentity User { id uuid }\nsystem X\n¦", "graph TD\nUser --> Cache");
    expect(text).toContain("actor User2");
    expect(text).toContain("cache Cache2");
    expect(text).toContain("User2 -> Cache2");
    expect(mistakes(text), text).toEqual([]);
  });

  it("does not count where the paste replaces it", () => {
    expect(after("¦graph TD\nA --> B¦", "graph TD\nA --> B")).toBe("service A\nservice B\n\nA -> B\n");
  });

  it("is not hidden by what stands in a domain", () => {
    const source = "domain Sales {\n  service Shop\n}\ndomain Other {\n  service Shop\n  ¦\n}\n";
    const text = after(source, "graph TD\nShop --> New");
    expect(text).toContain("Shop -> New");
    expect(mistakes(text), text).toEqual([]);
  });
});

describe("what a design exports", () => {
  const samples = ["ticketmaster", "dinner-booking", "twitter", "pastebin", "real-time-metrics", "tiny-url"];

  it.each(samples)("of %s is all there already when it is pasted back", async (name) => {
    const file = path.join(import.meta.dirname, `../../samples/${name}.sdesign`);
    const source = readFileSync(file, "utf8");
    const service = new Service(workspaceOf(source));
    for (const args of [
      ["render", file, "--format", "dot"],
      ["export", file, "--to", "mermaid"],
      ["export", file, "--to", "sql"],
    ]) {
      const { out } = await sdesign(args);
      const paste = service.paste(mainUri, { start: source.length, end: source.length }, out);
      const lines = (paste?.text ?? "not offered").split("\n").filter((line) => line !== "" && !line.startsWith("//"));
      expect(lines, args.join(" ")).toEqual([]);
    }
  });

  it("is all there when it is pasted a second time", () => {
    const text = "graph TD\nsubgraph Sales\nA[Cart service] -->|writes| B[(Carts)]\nend\nU((User)) --> Sales";
    const once = after("¦", text);
    expect(after(`${once}\n¦`, text)).toBe(
      `${once}\n// Declared already: CartService (Cart service), Carts, User, Sales\n`,
    );
  });
});

describe("text that was pasted as it is", () => {
  const offered = (source: string): { readonly titles: readonly string[]; readonly text: string } => {
    const first = source.indexOf("¦");
    const second = source.indexOf("¦", first + 1);
    const { service, uri, text } = marked(source.replaceAll("¦", ""));
    const all = service.refactorings(uri, { start: first, end: second < 0 ? first : second - 1 });
    const fitting = all.filter(({ title }) => title.startsWith("Convert this"));
    return { titles: fitting.map(({ title }) => title), text: withEdits(text, fitting[0]?.change()?.edits ?? []) };
  };

  it("can be converted where it stands", () => {
    expect(offered(`${FLOWCHART}¦\n`)).toEqual({
      titles: ["Convert this Mermaid flowchart to sdesign"],
      text: `${after("¦", FLOWCHART)}`,
    });
  });

  it("can be converted between statements", () => {
    const around = (between: string): string => `service A\n\n${between}\n\nservice B\nA -> B\n`;
    expect(offered(around("graph TD\n  X --> Y¦\n  Y --> Z")).text).toBe(
      around("service X\nservice Y\nservice Z\n\nX -> Y\nY -> Z"),
    );
    expect(offered(around("create table a (id int primary key);\n\ncreate table b (a¦ int references a);")).text).toBe(
      around("entity A2 {\n  id int [pk]\n}\n\nentity B2 {\n  a int? -> A2\n}"),
    );
    expect(offered(around("¦digraph {\n  x -> y\n}")).titles).toEqual(["Convert this Graphviz graph to sdesign"]);
  });

  it("can be selected", () => {
    expect(offered("service A\n¦graph TD\nX --> Y¦\nservice B\n").text).toBe(
      "service A\nservice X\nservice Y\n\nX -> Y\nservice B\n",
    );
  });

  it.each([
    "service A¦\n\ngraph TD\nX --> Y\n",
    "graph TD\nX --> Y\n\nservice A¦\n",
    "service A¦ // graph TD\n",
  ])("is left alone elsewhere: %j", (source) => {
    expect(offered(source).titles).toEqual([]);
  });
});

describe("what is long", () => {
  it.each([
    ["many lines that might begin something", "create\n".repeat(20_000)],
    ["a table in many", `${"create table a (id int);\n".repeat(800)}`],
    ["a word in a comment", `// graph\n${"service A\n".repeat(20_000)}`],
  ])("comes to an end: %s", { timeout: 30_000 }, (_, text) => {
    const service = new Service(workspaceOf(text));
    const all = service.refactorings(mainUri, { start: text.length - 3, end: text.length - 3 });
    expect(all.filter(({ title }) => title.startsWith("Convert this")).length).toBeLessThanOrEqual(1);
  });
});

describe("wherever something is pasted", () => {
  const sources = ["ticketmaster", "dinner-booking", "real-time-metrics"].map((name) =>
    readFileSync(path.join(import.meta.dirname, `../../samples/${name}.sdesign`), "utf8"),
  );
  const texts = [
    FLOWCHART,
    "graph TD\nBackend --> Tickets[(Tickets)] --> Mailer\nsubgraph Booking\nNew\nend\nNew --> Booking",
    "create table Event (id int primary key, x text references Ticket);\ncreate table Venue2 (id int references Event)",
    "erDiagram\nEvent ||--o{ Ticket : sells\nEvent {\nuuid id\n}",
  ];

  it("makes no mistakes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat(40),
        (source, text, from, length) => {
          const start = from % (source.length + 1);
          const end = length < 30 ? start : Math.min(source.length, start + length);
          const before = mistakes(source.slice(0, start) + source.slice(end));
          const service = new Service(workspaceOf(source));
          const paste = service.paste(mainUri, { start, end }, text);
          if (!paste) return;
          const now = source.slice(0, start) + paste.text + source.slice(end);
          expect(mistakes(now).length, now).toBeLessThanOrEqual(before.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});
