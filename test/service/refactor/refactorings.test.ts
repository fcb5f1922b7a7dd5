import { describe, expect, it } from "vitest";
import { withEdits } from "../../../server/src/service/fix-all.ts";
import { marked } from "../cursor.ts";
import { dedent } from "./dedent.ts";

/** The design after the refactoring of some title, asked for at the cursor or between the two; or what is offered. */
function after(source: string, title: RegExp): string {
  const text = dedent(source);
  const first = text.indexOf("¦");
  const second = text.indexOf("¦", first + 1) - 1;
  const { service, uri, text: clean } = marked(text.replace(/¦([\s\S]*?)¦/, "¦$1"));
  const all = service.refactorings(uri, { start: first, end: second < 0 ? first : second });
  const chosen = all.find((one) => title.test(one.title));
  if (!chosen) return `offered: ${all.map((one) => one.title).join(", ")}`;
  const changed = withEdits(clean, chosen.change()?.edits ?? []);
  const problems = (of: string): readonly string[] => {
    const { service: other } = marked(`${of}¦`);
    return (other.workspace.linked(uri)?.chunks ?? []).flatMap((chunk) => [
      ...chunk.problems.map(({ message }) => message),
      ...chunk.chunk.problems.map(({ message }) => message),
    ]);
  };
  expect(problems(changed), changed).toEqual(problems(clean));
  return changed;
}

const rewritten: readonly (readonly [what: string, title: RegExp, source: string, expected: string])[] = [
  [
    "a queue before what is called",
    /asynchronous/,
    `
    service A
    worker B "Mailer"
    // who calls whom
    A ->¦ B
    flow F {
      A -> B "send"
    }
    `,
    `
    service A
    worker B "Mailer"
    queue BQueue "Work for Mailer" { managed: true, dead_letter: true }
    // who calls whom
    A ~> BQueue ~> B
    flow F {
      A ~> BQueue ~> B "send"
    }
    `,
  ],
  [
    "a queue in the middle of a chain, what both halves share said of both",
    /asynchronous/,
    `
    actor P
    service A
    worker B
    P -> A -> ¦B "send" { encryption: in_transit, timeout: 1 s }  // often
    `,
    `
    actor P
    service A
    worker B
    queue BQueue "Work for B" { managed: true, dead_letter: true }
    P -> A ~> BQueue { encryption: in_transit }
    BQueue ~> B "send" { encryption: in_transit, timeout: 1 s }  // often
    `,
  ],
  [
    "a cache before a database",
    /cache/,
    `
    service A
    sql_database Tickets "Tickets" { stores: Ticket }
    entity Ticket { id uuid [pk] }
    A -> ¦Tickets "read" { for: X }
    requirements { functional X "x" }
    `,
    `
    service A
    sql_database Tickets "Tickets" { stores: Ticket }
    cache TicketsCache "Cache of Tickets" { stores: Ticket, ttl: 1 min, hit_ratio: 80%, replicas: 2, zones: 2 }
    entity Ticket { id uuid [pk] }
    A -> TicketsCache { for: X, optional: true, timeout: 20 ms }
    A -> Tickets "read" { for: X, on_miss: TicketsCache }
    requirements { functional X "x" }
    `,
  ],
  [
    "a cache, documentation staying with its connection",
    /cache/,
    `
    domain D {
      service A
      sql_database B
      /// slow
      A -> B¦
    }
    `,
    `
    domain D {
      service A
      sql_database B
      cache BCache "Cache of B" { ttl: 1 min, hit_ratio: 80%, replicas: 2, zones: 2 }
      A -> BCache { optional: true, timeout: 20 ms }
      /// slow
      A -> B { on_miss: BCache }
    }
    `,
  ],
  [
    "a cache, which flows ask first unless they only write",
    /cache/,
    `
    actor P
    service A
    sql_database B
    P -> A
    A -> ¦B
    requirements { functional Buy "buy"; functional Look "look" }
    api Shop { POST /b { satisfies: Buy }; GET /l { satisfies: Look } }
    flow Looking {
      satisfies: Look
      P -> A -> B "look"
      // again
      A -> B "and again"
    }
    flow Buying { satisfies: Buy; P -> A -> B }
    flow Short { P -> A -> B }
    `,
    `
    actor P
    service A
    sql_database B
    cache BCache "Cache of B" { ttl: 1 min, hit_ratio: 80%, replicas: 2, zones: 2 }
    P -> A
    A -> BCache { optional: true, timeout: 20 ms }
    A -> B { on_miss: BCache }
    requirements { functional Buy "buy"; functional Look "look" }
    api Shop { POST /b { satisfies: Buy }; GET /l { satisfies: Look } }
    flow Looking {
      satisfies: Look
      P -> A
      A -> BCache "is it there?"
      A -> B "look"
      // again
      A -> BCache "is it there?"
      A -> B "and again"
    }
    flow Buying { satisfies: Buy; P -> A -> B }
    flow Short { P -> A; A -> BCache "is it there?"; A -> B }
    `,
  ],
  [
    "a balancer under a name that is free",
    /balancer/,
    `
    actor P
    service A
    service ABalancer
    P <-> ¦A { protocol: websocket }
    `,
    `
    actor P
    service A
    load_balancer ABalancer2 "Load balancer of A" { replicas: 2, zones: 2 }
    service ABalancer
    P <-> ABalancer2 { protocol: websocket }
    ABalancer2 <-> A { protocol: websocket }
    `,
  ],
  ["nothing before a queue", /./, "service A\nqueue Q\nA ->¦ Q", "offered: "],
  [
    "no queue behind a person",
    /asynchronous/,
    "actor A\nservice B\nA ->¦ B",
    "offered: Put a cache in front of `B`, Put a load balancer in front of `B`",
  ],
  ["nothing in a step", /./, "service A\nworker B\nflow F { A ->¦ B }", "offered: "],
  [
    "replicas of a service",
    /three replicas/,
    'service ¦A "x" { latency: 1 ms }',
    'service A "x" { latency: 1 ms, replicas: 3, zones: 3 }',
  ],
  [
    "a replica set",
    /replica set/,
    "sql_database ¦A { replicas: 1 }",
    "sql_database A { replicas: 3, zones: 3, failover: automatic, replication: async }",
  ],
  ["no replicas where there are some", /./, "service ¦A { replicas: 2 }", "offered: "],
  [
    "a flow along what is drawn",
    /flow/,
    `
    actor Buyer
    requirements { functional ¦Buy "A buyer can buy" { actor: Buyer } }
    api Shop { POST /order as Order { satisfies: Buy } }
    load_balancer Lb
    service Backend { serves: Shop }
    sql_database Orders
    queue Mails
    cache Views
    Buyer -> Lb -> Backend
    Backend -> Orders "store it"
    Backend ~> Mails "tell" { for: Order }
    Backend -> Views { for: Look }
    requirements { functional Look "look" }
    `,
    `
    actor Buyer
    requirements { functional Buy "A buyer can buy" { actor: Buyer } }
    api Shop { POST /order as Order { satisfies: Buy } }
    load_balancer Lb
    service Backend { serves: Shop }
    sql_database Orders
    queue Mails
    cache Views
    Buyer -> Lb -> Backend
    Backend -> Orders "store it"
    Backend ~> Mails "tell" { for: Order }
    Backend -> Views { for: Look }

    flow BuyFlow "A buyer can buy" {
      satisfies: Buy
      Buyer -> Lb -> Backend "POST /order"
      Backend -> Orders "store it"
      Backend ~> Mails "tell"
    }

    requirements { functional Look "look" }
    `,
  ],
  [
    "a domain around what is selected",
    /domain/,
    `
    actor P
    /// it
    service ¦A {
      replicas: 2
      /* as
         it is */
    }
    cache B¦  // held
    A -> B
    `,
    `
    actor P
    domain NewDomain {
      /// it
      service A {
        replicas: 2
        /* as
         it is */
      }
      cache B  // held
    }
    A -> B
    `,
  ],
  ["seconds", /2 s/, "service A { latency: 20¦00 ms }", "service A { latency: 2 s }"],
  [
    "a rate",
    /req\/s/,
    "service A { capacity: 10k¦ req/min }",
    "offered: Convert to `600k req/h`, Convert to `14.4M req/day`, Convert to `432M req/month`",
  ],
  ["an amount of data", /GB/, "service A { storage: 1500 M¦B }", "service A { storage: 1.5 GB }"],
  ["no unit of counts", /./, "service A { capacity: 10 ¦req }", "offered: "],
];

describe("refactorings", () => {
  it.each(rewritten)("%s", (_, title, source, expected) => {
    expect(after(source, title).trimEnd()).toBe(dedent(expected).trimEnd());
  });
});

const created: readonly (readonly [what: string, title: string, source: string, expected: string])[] = [
  [
    "a component beside the others",
    "Create the component `SeatCache`",
    "service A\nservice B {\n  replicas: 2\n}\nA -> Seat¦Cache",
    'service A\nservice B {\n  replicas: 2\n}\n\ncache SeatCache "Seat cache"\n\nA -> SeatCache',
  ],
  [
    "an actor",
    "Create the actor `Buyer`",
    "actor A\nservice B\nBuy¦er -> B",
    'actor A\nactor Buyer "Buyer"\nservice B\nBuyer -> B',
  ],
  [
    "an entity",
    "Create the entity `Seat`",
    "sql_database A { stores: Se¦at }",
    "entity Seat {\n  id uuid [pk]\n}\n\nsql_database A { stores: Seat }",
  ],
  [
    "an entity that a field holds",
    "Create the entity `Seat`",
    "entity A {\n  id uuid [pk]\n  seat Se¦at\n}",
    "entity A {\n  id uuid [pk]\n  seat Seat\n}\n\nentity Seat {\n  id uuid [pk]\n}",
  ],
  [
    "a requirement",
    "Create the requirement `BuyTicket`",
    'requirements {\n  functional A "a"\n}\nservice B { satisfies: Buy¦Ticket }',
    'requirements {\n  functional A "a"\n  functional BuyTicket "Buy ticket" { priority: must }\n}\nservice B { satisfies: BuyTicket }',
  ],
  [
    "an API",
    "Create the API `Shop`",
    "service B { serves: Sh¦op }",
    'api Shop "Shop" {\n  GET /shop\n}\n\nservice B { serves: Shop }',
  ],
  [
    "an estimate",
    "Create the estimate `peak`",
    "estimates {\n  a = pe¦ak * 2\n}",
    "estimates {\n  a = peak * 2\n  peak = 1\n}",
  ],
  [
    "a field behind the others",
    "Create the field `city` in `Seat`",
    "entity Seat {\n  id uuid [pk]\n  rows: 5\n}\nsql_database A { shard_by: Seat.ci¦ty }",
    "entity Seat {\n  id uuid [pk]\n  city string(80)\n  rows: 5\n}\nsql_database A { shard_by: Seat.city }",
  ],
  [
    "a field of what is stored",
    "Create the field `city` in `Seat`",
    "entity Seat { id uuid [pk] }\nentity Other { id uuid [pk] }\nsql_database A { stores: Seat, shard_by: ci¦ty }",
    "entity Seat { id uuid [pk]; city string(80) }\nentity Other { id uuid [pk] }\nsql_database A { stores: Seat, shard_by: city }",
  ],
  [
    "an entity with the field that a reference leads to",
    "Create the entity `Seat`",
    "entity A {\n  seat -> Se¦at.number\n}",
    "entity A {\n  seat -> Seat.number\n}\n\nentity Seat {\n  id uuid [pk]\n  number string(80)\n}",
  ],
  [
    "an endpoint",
    "Create the endpoint `Buy` in `Shop`",
    "api Shop {\n  GET /x\n}\nservice A\nservice B\nA -> B { for: Shop.B¦uy }",
    "api Shop {\n  GET /x\n  GET /buy as Buy\n}\nservice A\nservice B\nA -> B { for: Shop.Buy }",
  ],
  [
    "an endpoint that is named alone",
    "Create the endpoint `Buy` in `Shop`",
    "api Shop {\n  GET /x\n}\nlatency L p99 <= 5 ms for B¦uy",
    "api Shop {\n  GET /x\n  GET /buy as Buy\n}\nlatency L p99 <= 5 ms for Buy",
  ],
  [
    "an option",
    "Create the option `Sql` in `D`",
    'decision D {\n  option A "a"\n  chosen: S¦ql\n}',
    'decision D {\n  option A "a"\n  chosen: Sql\n  option Sql "Sql" { pros: "…"  cons: "…" }\n}',
  ],
  [
    "a kind of one's own",
    "Create the kind `lambda`",
    'service A\nlam¦bda B "b"',
    'service A\nkind lambda: service\n\nlambda B "b"',
  ],
  [
    "something that is counted",
    "Create the unit `parcel`",
    "estimates {\n  a = 5 parc¦els/s\n}",
    "estimates {\n  a = 5 parcels/s\n  unit parcel\n}",
  ],
  [
    "who acts in a process",
    "Create the actor `Host`",
    'process P {\n  Ho¦st => "Book"\n}',
    'actor Host "Host"\n\nprocess P {\n  Host => "Book"\n}',
  ],
  ["nothing of a property's name", "", "service A { replicsa¦: 2 }", ""],
  ["nothing of a word", "", "service A { failover: automagic¦ }", ""],
];

describe("what is missing", () => {
  it.each(created)("%s", (_, title, source, expected) => {
    const { service, uri, offset, text } = marked(source);
    const offered = service
      .quickFixes(uri, { start: offset, end: offset }, false)
      .filter((fix) => fix.title.startsWith("Create the"));
    if (title === "") return expect(offered.map((fix) => fix.title)).toEqual([]);
    const chosen = offered.find((fix) => fix.title === title);
    expect(chosen && withEdits(text, chosen.edits), offered.map((fix) => fix.title).join()).toBe(expected);
    service.workspace.set(uri, expected);
    const unknown = service.diagnostics(uri).filter(({ rule }) => /^(?:link|syntax)\//.test(rule));
    expect(unknown.map(({ message }) => message)).toEqual([]);
  });
});
