import { describe, expect, it } from "vitest";
import { withEdits } from "../../../server/src/service/fix-all.ts";
import { marked } from "../cursor.ts";
import { dedent } from "./dedent.ts";

/** All files after a refactoring of what stands between two marks (or at one); a title where nothing is done. */
function after(
  source: string,
  title: RegExp,
  others: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> | string {
  const text = dedent(source);
  const first = text.indexOf("¦");
  const second = text.indexOf("¦", first + 1) - 1;
  const { service, uri } = marked(
    text.replace(/¦([\s\S]*?)¦/, "¦$1"),
    Object.fromEntries(Object.entries(others).map(([name, other]) => [name, dedent(other)])),
  );
  const all = service.refactorings(uri, { start: first, end: second < 0 ? first : second });
  const chosen = all.find((one) => title.test(one.title));
  const change = chosen?.change();
  if (!change) return chosen ? `not possible: ${chosen.title}` : `offered: ${all.map((one) => one.title).join(", ")}`;
  const { workspace } = service;
  const changed = new Map<string, string>();
  for (const known of workspace.uris()) {
    const edits = change.edits.filter((edit) => edit.uri === known);
    if (edits.length > 0) changed.set(known, withEdits(workspace.text(known) ?? "", edits));
  }
  if (change.creates) changed.set(change.creates.uri, change.creates.text);
  for (const [known, now] of changed) workspace.set(known, now);
  for (const known of workspace.uris()) {
    const wrong = service.diagnostics(known).filter(({ rule }) => /^(?:syntax|link)\//.test(rule));
    expect(
      wrong.map(({ message }) => message),
      [...changed].join("\n"),
    ).toEqual([]);
  }
  return Object.fromEntries([...changed].map(([known, now]) => [known.slice("file:///".length), now]));
}

const files = (all: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(all).map(([name, text]) => [name, dedent(text)]));

describe("moving to a new file", () => {
  it("takes what is selected with its comments, and imports both ways", () => {
    const source = `
      /// A shop
      system Shop
      actor Buyer

      // What is sold
      ¦entity Ticket {
        id uuid [pk] // the key
        owner uuid -> Person
      }
      relation Person 1--* Ticket¦ // who has it

      entity Person { id uuid [pk] }
      sql_database Db { stores: Ticket }
      estimates { sold = 5 tickets/s }
    `;
    expect(after(source, /new file/)).toEqual(
      files({
        "main.sdesign": `
          import "./ticket.sdesign"

          /// A shop
          system Shop
          actor Buyer

          entity Person { id uuid [pk] }
          sql_database Db { stores: Ticket }
          estimates { sold = 5 tickets/s }
        `,
        "ticket.sdesign": `
          import { Person } from "./main.sdesign"

          // What is sold
          entity Ticket {
            id uuid [pk] // the key
            owner uuid -> Person
          }
          relation Person 1--* Ticket // who has it
        `,
      }),
    );
  });

  it("takes the declaration at the cursor, and along what it imports", () => {
    const source = `
      import { Edge, Other } from "./lib.sdesign"
      import "./parts/all.sdesign"
      actor A
      service Shop¦Backend { serves: Api }
      A -> ShopBackend -> Edge
      domain D {
        service Inside
        Inside -> Edge, Deep
      }
      api Api { GET /x }
    `;
    const others = { "lib.sdesign": "service Edge\nservice Other", "parts/all.sdesign": "service Deep" };
    expect(after(source, /Move `ShopBackend` to a new file/, others)).toMatchObject({
      "shop-backend.sdesign": dedent(`
        import { Api } from "./main.sdesign"

        service ShopBackend { serves: Api }
      `),
    });
    const inDomain = source.replace("¦", "").replace("domain D", "domain ¦D");
    expect(after(inDomain, /Move `D`/, others)).toEqual(
      files({
        "d.sdesign": `
          import { Edge } from "./lib.sdesign"
          import "./parts/all.sdesign"

          domain D {
            service Inside
            Inside -> Edge, Deep
          }
        `,
        "main.sdesign": `
          import "./d.sdesign"
          import { Edge, Other } from "./lib.sdesign"
          import "./parts/all.sdesign"
          actor A
          service ShopBackend { serves: Api }
          A -> ShopBackend -> Edge
          api Api { GET /x }
        `,
      }),
    );
  });

  it("lets those that import the file find what is moved", () => {
    const others = {
      "named.sdesign": 'import { Kept, Moved } from "./main.sdesign"\nKept -> Moved',
      "only.sdesign": 'import { Moved } from "./main.sdesign"\nservice X\nX -> Moved',
      "all.sdesign": 'import "./main.sdesign"\nservice Y\nY -> Kept, Moved',
      "deep/none.sdesign": 'import "../main.sdesign"\nservice Z\nZ -> Kept',
    };
    expect(after("service Kept\nservice Mo¦ved { replicas: 2 }", /Move/, others)).toEqual({
      "main.sdesign": 'import "./moved.sdesign"\n\nservice Kept\n',
      "moved.sdesign": "service Moved { replicas: 2 }\n",
      "named.sdesign": 'import { Kept } from "./main.sdesign"\nimport { Moved } from "./moved.sdesign"\nKept -> Moved',
      "only.sdesign": 'import { Moved } from "./moved.sdesign"\nservice X\nX -> Moved',
      "all.sdesign": 'import "./main.sdesign"\nimport { Moved } from "./moved.sdesign"\nservice Y\nY -> Kept, Moved',
    });
  });

  it("does not mind what is missing already, in whatever words that is said", () => {
    const others = { "broken.sdesign": 'import "./gone.sdesign"\nservice X\nX -> Gone' };
    const { service, uri } = marked("service Kept\nservice Moved¦", others);
    service.workspace.fail("file:///gone.sdesign", "is larger than life");
    const [move] = service.refactorings(uri, { start: 17, end: 17 }).filter(({ kind }) => kind === "move");
    expect(move?.change()?.creates?.text).toBe("service Moved\n");
  });

  it("finds a name for the file that is free", () => {
    const others = { "edge.sdesign": "", "edge-2.sdesign": "" };
    expect(Object.keys(after("service A\nservice Ed¦ge", /Move/, others))).toContain("edge-3.sdesign");
    expect(Object.keys(after("system S\n¦requirements { functional A }¦", /Move/))).toContain("requirements.sdesign");
  });

  it("is not offered for what a file cannot do without", () => {
    for (const source of [
      "system ¦S\nservice A",
      'import "./l¦ib.sdesign"\nservice A',
      "service A¦",
      "A ¦-> B\nservice A\nservice B",
    ]) {
      expect(after(source, /Move/, { "lib.sdesign": "" }), source).toMatch(/^offered/);
    }
  });

  it("is refused where names would lead elsewhere", () => {
    // In its own file the name goes before an imported one of the same name; imported, both are as near.
    const others = { "lib.sdesign": "service Edge" };
    const source = 'import "./lib.sdesign"\nservice Ed¦ge\nservice A\nA -> Edge';
    expect(after(source, /Move/, others)).toBe("not possible: Move `Edge` to a new file");
  });
});

describe("extracting an API", () => {
  it("takes endpoints with their comments, and follows what names them", () => {
    const source = `
      actor P
      service Back { serves: Shop, replicas: 2 }
      domain D {
        /// The shop
        api Shop "Shop" {
          auth: required, rate_limit: 5 req/s
          GET /a as A
          // buys
          ¦POST /b as B -> Ticket { satisfies: Buy } // once

          /// sells
          POST /c as C¦
          GET /d as E
        }
        entity Ticket { id uuid [pk] }
      }
      P -> Back { for: D.Shop.B, A, Shop.C }
      requirements {
        functional Buy "buy"
        latency L p99 <= 5 ms for D.Shop, Back
      }
    `;
    expect(after(source, /endpoints/)).toEqual(
      files({
        "main.sdesign": `
          actor P
          service Back { serves: Shop, NewApi, replicas: 2 }
          domain D {
            /// The shop
            api Shop "Shop" {
              auth: required, rate_limit: 5 req/s
              GET /a as A

              GET /d as E
            }

            api NewApi "New API" {
              auth: required
              rate_limit: 5 req/s
              // buys
              POST /b as B -> Ticket { satisfies: Buy } // once
              /// sells
              POST /c as C
            }
            entity Ticket { id uuid [pk] }
          }
          P -> Back { for: D.NewApi.B, A, NewApi.C }
          requirements {
            functional Buy "buy"
            latency L p99 <= 5 ms for D.Shop, D.NewApi, Back
          }
        `,
      }),
    );
  });

  it("takes the endpoint at the cursor, in every file that knows it", () => {
    const others = {
      "root.sdesign":
        'import { Shop } from "./main.sdesign"\nservice Back { serves: Shop }\nactor P\nP -> Back { for: Shop.B }',
    };
    expect(after("api Shop {\n  GET /a\n  POST¦ /b as B\n}", /Extract `B` to an API/, others)).toEqual({
      "main.sdesign": 'api Shop {\n  GET /a\n}\n\napi NewApi "New API" {\n  POST /b as B\n}',
      "root.sdesign":
        'import { NewApi, Shop } from "./main.sdesign"\nservice Back { serves: Shop, NewApi }\nactor P\nP -> Back { for: NewApi.B }',
    });
  });

  it("leaves an API something, and lines whole", () => {
    expect(after("api A {\n  ¦GET /a\n  GET /b¦\n}", /Extract/)).toBe("offered: ");
    expect(after("api A { GET¦ /a; GET /b }", /Extract/)).toBe("offered: Move `A` to a new file".slice(0, 9));
  });
});
