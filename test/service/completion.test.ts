import { describe, expect, it } from "vitest";
import { marked, offers } from "./cursor.ts";

const base = `
actor Buyer "A person who buys"
entity Ticket { id uuid [pk]
  status enum(a, b) }
entity Event { id uuid [pk] }
service Backend "Ticket service" { replicas: 2 }
sql_database Tickets { stores: Ticket }
api TicketApi { POST /buy as Buy -> Ticket { } }
requirements { functional BuyTicket "Buy" { actor: Buyer } }
estimates { users = 1M users
  peak = 10 req/s }
domain Sales { service Cart { service Inner } }
Backend -> Tickets
`;

/** Behind the base: what is offered, or how the offers begin. `…` stands for more. */
const table: readonly (readonly [source: string, offered: string])[] = [
  // values of properties
  ["sql_database X { failover: ¦ }", "automatic manual none"],
  ["service X { managed: ¦ }", "true false"],
  ["service X { stores: ¦ }", "Event Ticket Ticket.id Event.id status"],
  ["service X { stores: Ticket, ¦ }", "Event Ticket.id Event.id status replicas …"],
  ["service X { stores: Ticket.¦ }", "id status"],
  ["service X { serves: ¦ }", "TicketApi"],
  ["service X { satisfies: B¦ }", "BuyTicket"],
  ["service X { capacity: ¦ }", "1k req/s users peak size …"],
  ["service X { capacity: 5 ¦ }", "req/s req/min requests/day users …"],
  ["service X { latency: 5 m¦ }", "ms s min hours …"],
  ["service X { replicas: ¦\n capacity: 5 req/s }", "2 users peak …"],
  ["service X { encryption: at_rest, ¦ }", "in_transit none replicas …"],
  ["service X { quorum: ¦ }", "2 of 3"],
  ["service X { technology: ¦ }", '"…"'],
  // properties
  ["service X { ¦ }", "replicas needs quorum …"],
  ["service X {\n  replicas: 2\n  ¦\n}", "needs quorum zones …"],
  ["service X { replicas: 2, ¦ }", "needs quorum zones …"],
  ["service X {\n  ¦\n", "replicas needs quorum …"],
  ["Backend -> Tickets { ¦ }", "availability latency load …"],
  ["api A { GET /x { ¦ } }", "latency load peak satisfies …"],
  ['decision D { option A "x" { ¦ } }', "pros cons owner link tags note"],
  // connections
  ["Backend ¦", "-> ~> <->"],
  ["Backend -> ¦", "Tickets Cart Inner Buyer"],
  ["Backend -> T¦", "Tickets Cart Inner Buyer"],
  ["Backend -> ¦\nqueue X", "Tickets X Cart Inner Buyer"],
  ["Backend -> Tickets ¦", "-> ~> <->"],
  ["Buyer, ¦", "Backend Tickets Cart Inner"],
  ["Backend -> Tickets | ¦", "Cart Inner Buyer"],
  ["Backend -> Tickets { for: ¦ }", "TicketApi BuyTicket Buy"],
  ["Backend -> Sales.¦", "Cart"],
  ["Backend -> Sales.Cart.¦", "Inner"],
  ["flow F { Backend -> ¦ }", "Tickets Cart Inner Buyer"],
  ["flow F { satisfies: ¦ }", "BuyTicket"],
  ["flow F { ¦ }", "satisfies Buyer Backend Tickets Cart Inner owner link tags note step …"],
  ["entity E { ¦ }", "id field grows rows …"],
  ["api A { ¦ }", "GET POST PUT PATCH DELETE HEAD OPTIONS rpc publish subscribe …"],
  ["decision D { ¦ }", "option chosen because status …"],
  ["system S\n¦", "import actor kind requirements …"],
  ["service X { serves: ¦ }\napi Other { GET /x }\nservice Y { serves: Other }", "TicketApi Other"],
  [
    'service X { satisfies: ¦ }\nrequirements { functional A "a"; functional B "b" }\nflow F { satisfies: A }',
    "BuyTicket B A",
  ],
  // qualities
  ["requirements { ¦ }", "functional availability latency …"],
  ["requirements {\n  latency Fast ¦\n}", "p50 p75 p90 p95 p99 p999 avg max <= …"],
  ["requirements {\n  latency Fast p99 ¦\n}", "<= >= > < ="],
  ["requirements {\n  latency Fast p99 <= ¦\n}", "500 ms users …"],
  ["requirements {\n  latency Fast p99 <= 5 ¦\n}", "ms s min …"],
  ["latency Fast p99 <= 5 ms for ¦", "Ticket Event Backend Tickets TicketApi BuyTicket Buy Cart Inner"],
  ["consistency C = ¦", "strong causal read_your_writes eventual"],
  // expressions
  ["estimates { x = ¦ }", "users peak size …"],
  ["estimates { x = users * ¦ }", "users peak size …"],
  ["estimates { x = users ¦ }", "in to of"],
  ["estimates { x = users in ¦ }", "req/s req/min …"],
  ["estimates { x = size(¦) }", "Ticket Event"],
  ["estimates { x = Backend.¦ }", "replicas needs availability …"],
  ["estimates { assert ¦ }", "users peak size …"],
  ["estimates { ¦ }", "assert unit estimate …"],
  // entities
  ["entity E { name ¦ }", "char bool …"],
  ["entity E { id uuid [¦] }", "pk unique index pii sensitive encrypted immutable"],
  ["entity E { id uuid [pk, ¦] }", "unique index pii sensitive encrypted immutable"],
  ["entity E { id uuid -> ¦ }", "Ticket Event E"],
  ["entity E { id uuid -> Ticket.¦ }", "id status"],
  ["entity E { b blob(5 ¦) }", "B KB MB …"],
  ["relation ¦", "Ticket Event"],
  ["relation Ticket ¦", "1--* 1--1 *--* …"],
  ["relation Ticket 1--* ¦", "Ticket Event"],
  // APIs
  ["api A { GET /x ¦ }", "-> as"],
  ["api A { GET /x -> ¦ }", "Ticket Event char …"],
  ["api A { GET /x { auth: ¦ } }", "none required token mtls api_key Buyer"],
  // the rest
  ["", "import system actor kind …"],
  ["se¦", "import system actor kind …"],
  ["kind lambda: ¦", "client dns cdn …"],
  ["process P { Buyer => ¦ }", "Ticket Event Backend …"],
  ["process P { ¦ }", "Buyer Ticket Event Backend …"],
  ["service X { quorum: 2 ¦ }", "of replicas …"],
  ["service X { availability: 99.9% ¦ }", "replicas needs …"],
  ["availability Up >= 99.9% ¦", "for"],
  ["estimates { x = 2% ¦ }", "of to"],
  ["estimates { assert users ¦ }", "< <= > >= in to of"],
  ["estimates { assert users < 5 users ¦ }", "in to of"],
  ["sql_database X { shard_by: ¦\n stores: Event }", "Event.id Ticket.id status"],
  ["view V { color: ¦ }", "kind load availability domain"],
  ["decision D { option A chosen: ¦ }", "A"],
  ["risk R { affects: ¦ }", "Buyer Ticket Event …"],
  ["// sdesign-ignore nfr/missing-l¦", "nfr/missing-availability nfr/missing-latency …"],
  // names to invent, comments and texts
  ["service ¦", ""],
  ["// Backend ¦", ""],
  ["/* Backend ¦ */", ""],
  ['service X "¦"', ""],
  ['service X { note: "a ¦ b" }', ""],
];

describe("completion", () => {
  for (const [source, expected] of table) {
    it(`${JSON.stringify(source)} → ${expected || "nothing"}`, () => {
      const labels = offers(base + (source === "" ? "¦" : source)).join(" ");
      if (expected.endsWith(" …")) expect(labels.slice(0, expected.length - 2)).toBe(expected.slice(0, -2));
      else expect(labels).toBe(expected);
    });
  }

  it("says of every offer what it is", () => {
    for (const [source] of table) {
      const { service, uri, offset } = marked(base + (source === "" ? "¦" : source));
      const silent = service
        .completion(uri, offset)
        .filter(({ documentation, key, kind }) => !documentation && key === undefined && kind !== "value");
      expect(
        silent.map(({ label }) => label),
        source,
      ).toEqual([]);
    }
  });

  it("offers files and names of imports", () => {
    const others = { "lib.sdesign": "service Edge\nservice Auth" };
    expect(offers('import "¦"', others)).toEqual(["./lib.sdesign"]);
    expect(offers('import { ¦ } from "./lib.sdesign"', others)).toEqual(["Edge", "Auth"]);
    expect(offers('import { Edge, ¦ } from "./lib.sdesign"', others)).toEqual(["Auth"]);
    expect(offers('import "./lib.sdesign"\nservice A\nA -> ¦', others)).toEqual(["Edge", "Auth"]);
  });

  it("writes a name in full where the simple one means another", () => {
    const source = "domain A { service X }\ndomain B { service X }\nservice Y\nY -> ¦";
    expect(offers(source)).toEqual(["A.X", "B.X"]);
  });

  it("replaces the word that is typed", () => {
    const { service, uri, offset, text } = marked("service Backend\nservice Other\nOther -> Ba¦");
    const item = service.completion(uri, offset).find(({ label }) => label === "Backend");
    expect(text.slice(item?.range.start, item?.range.end)).toBe("Ba");
  });

  it("gives snippets and their plain form", () => {
    const { service, uri, offset } = marked("service X { ¦ }");
    const item = service.completion(uri, offset).find(({ label }) => label === "managed");
    expect(item).toMatchObject({ insert: "managed: true", plain: "managed: true", snippet: true });
    const kind = service.completion(uri, offset).find(({ label }) => label === "queue");
    expect(kind).toMatchObject({ insert: 'queue ${1:Name} "${2:Title}" { $0 }', plain: 'queue Name "Title" {  }' });
  });

  it("never throws, wherever the cursor is", () => {
    const text = `${base}\nflow F { Buyer -> Backend "x" { timeout: 5 ms } }\nprocess P { Buyer => "a" => Backend }`;
    for (let offset = 0; offset <= text.length; offset++) {
      for (const source of [`${text.slice(0, offset)}¦${text.slice(offset)}`, `${text.slice(0, offset)}¦`]) {
        expect(() => offers(source)).not.toThrow();
      }
    }
  });
});
