import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applied, format } from "../../../server/src/syntax/format/format.ts";
import { parse } from "../../../server/src/syntax/parse.ts";

function formatted(text: string): string {
  return applied(text, format(parse(text), text));
}

/** A source without the indentation of the test around it, and without its first and last line end. */
function source(text: string): string {
  const lines = text.replace(/^\n/, "").replace(/\n *$/, "\n").split("\n");
  const indentation = /^ */.exec(lines[0] ?? "")?.[0].length ?? 0;
  return lines.map((line) => line.slice(indentation)).join("\n");
}

const words: readonly (readonly [string, string, string])[] = [
  ["one space between words", 'service   Backend    "B"{replicas:2}', 'service Backend "B" { replicas: 2 }'],
  ["properties on a line", "cache A { ttl:30 s,replicas :2 }", "cache A { ttl: 30 s, replicas: 2 }"],
  ["properties without separators", "cache A { ttl: 30 s replicas: 2 }", "cache A { ttl: 30 s, replicas: 2 }"],
  ["the author's semicolon", "cache A { monitors: a,b;alerts: true }", "cache A { monitors: a, b; alerts: true }"],
  ["a semicolon behind a list", "view V { include: A,B  color: kind }", "view V { include: A, B; color: kind }"],
  ["no separator at the end", "cache A { ttl: 30 s; }", "cache A { ttl: 30 s }"],
  ["an empty body", "domain A {   }", "domain A {}"],
  ["operators", "estimates { a=b*(c+1)/2 }", "estimates { a = b * (c + 1) / 2 }"],
  ["negative numbers", "estimates { a=-1 * - 2 }", "estimates { a = -1 * -2 }"],
  ["powers", "estimates { a = 62 ^ 7 }", "estimates { a = 62^7 }"],
  ["calls", "estimates { a = collision ( 1e9 ,64 ) }", "estimates { a = collision(1e9, 64) }"],
  ["units as they are", "estimates { a = 5 MB/s + 5MB to 10k  req/s }", "estimates { a = 5 MB/s + 5MB to 10k req/s }"],
  ["currencies", "service A { cost: $200/month }", "service A { cost: $200/month }"],
  ["percentages", "estimates { a = 2  %  of b }", "estimates { a = 2% of b }"],
  ["ratios", "throughput T >= 1 req/s { ratio: 100 : 1 }", "throughput T >= 1 req/s { ratio: 100:1 }"],
  ["two estimates on a line", "estimates { a = 1,b = 2;c = 3 }", "estimates { a = 1, b = 2; c = 3 }"],
  ["targets", "latency L p99<=500 ms for A,B", "latency L p99 <= 500 ms for A, B"],
  ["connections", 'A,B->C|D  "x"{for:E}', 'A, B -> C | D "x" { for: E }'],
  ["relations", "relation A 0..1 -- * B", "relation A 0..1--* B"],
  ["own kinds", "kind lambda :function{capacity: 1k req/s}", "kind lambda: function { capacity: 1k req/s }"],
  ["imports", 'import {A ,B} from  "./x.sdesign"', 'import { A, B } from "./x.sdesign"'],
  [
    "fields on one line",
    "entity E { id uuid[pk]; b string ( 80 ) ?[pii,unique]->F . id }",
    "entity E { id uuid [pk]; b string(80)? [pii, unique] -> F.id }",
  ],
  [
    "endpoints",
    "api A { rpc  f( a,b : int )->T [ ] {load: 1 req/s} }",
    "api A { rpc f(a, b: int) -> T[] { load: 1 req/s } }",
  ],
  ["paths", "api A { GET  /a/{b}/?c&d  as X->T[] }", "api A { GET /a/{b}/?c&d as X -> T[] }"],
  ["rows", 'process P { A=>"b"=>policy  "c" }', 'process P { A => "b" => policy "c" }'],
  ["strings as they are", 'actor A  "a   b\\t\\""', 'actor A "a   b\\t\\""'],
  ["comments inside a line", "actor A /* x */   {users:/* y */1M}", "actor A /* x */ { users: /* y */ 1M }"],
];

describe("words", () => {
  it.each(words)("%s", (_, text, expected) => {
    expect(formatted(`${text}\n`)).toBe(`${expected}\n`);
  });
});

const lines: readonly (readonly [string, string, string])[] = [
  [
    "a body on several lines stays so",
    `
    domain A "x"
    {
    type:core
        service B
      { replicas: 2
      }
    }`,
    `
    domain A "x" {
      type: core
      service B {
        replicas: 2
      }
    }
    `,
  ],
  [
    "statements that are no properties get lines of their own",
    `
    domain A { type: core; service B; service C
    }
    actor X; actor Y
    `,
    `
    domain A {
      type: core
      service B
      service C
    }
    actor X
    actor Y
    `,
  ],
  [
    "properties that share a line go on sharing it",
    `
    service A {
      replicas: 2,zones: 2
      latency: 1 ms,
      monitors: a,
         b
      alerts: true
    }
    `,
    `
    service A {
      replicas: 2, zones: 2
      latency: 1 ms
      monitors: a,
        b
      alerts: true
    }
    `,
  ],
  [
    "what does not fit on a line is divided",
    `
    service GuestProfiles "Guest profiles" { replicas: 2, zones: 2, capacity: 500 req/s, latency: 20 ms, stateless: true, alerts: true }
    api_gateway Gateway {
      duties: validation, authentication, authorization, tls_termination, encryption, caching, rate_limiting, routing, deduplication
    }
    `,
    `
    service GuestProfiles "Guest profiles" {
      replicas: 2, zones: 2, capacity: 500 req/s, latency: 20 ms, stateless: true, alerts: true
    }
    api_gateway Gateway {
      duties: validation, authentication, authorization, tls_termination, encryption, caching, rate_limiting, routing,
        deduplication
    }
    `,
  ],
  [
    "at most one blank line, none at the ends of bodies and of the file",
    `


    actor A



    domain B {

      service C


      service D

    }


    `,
    `
    actor A

    domain B {
      service C

      service D
    }
    `,
  ],
  [
    "a chain breaks before its arrow",
    `
    A
    -> B
          -> C   "x"
    process P {
      A => "b"
        => C
    }
    `,
    `
    A
      -> B
      -> C "x"
    process P {
      A => "b"
        => C
    }
    `,
  ],
  [
    "comments keep their places",
    `
    // above
      /// of A
    actor A    // behind
    /* before */ actor B
    domain C {   // behind the brace
            // first
      type: core // behind a property
      // between
      service D

      // last
    }   // behind
       // at the end
    `,
    `
    // above
    /// of A
    actor A  // behind
    /* before */ actor B
    domain C {  // behind the brace
      // first
      type: core  // behind a property
      // between
      service D

      // last
    }  // behind
    // at the end
    `,
  ],
  [
    "block comments keep their lines",
    `
    domain A {
    /* one
       two */
    service B
    }
    `,
    `
    domain A {
      /* one
       two */
      service B
    }
    `,
  ],
  [
    "chunks with mistakes stay as they are, with what is before them",
    `
    actor   A


      service    B   {  replicas 2   }
    actor   C
    `,
    `
    actor A


      service    B   {  replicas 2   }
    actor C
    `,
  ],
];

const columns: readonly (readonly [string, string, string])[] = [
  [
    "components",
    `
    cdn Edge "CDN" { managed: true }
    load_balancer Balancer "Load balancer" { replicas: 2 }
    queue Q { managed: true }
    service X
    `,
    `
    cdn           Edge     "CDN"           { managed: true }
    load_balancer Balancer "Load balancer" { replicas: 2 }
    queue         Q        { managed: true }
    service       X
    `,
  ],
  [
    "fields",
    `
    entity E {
      id uuid [pk]
      event_id uuid -> Event
      seat timestamp? [unique] -> Seat "where"
      kind enum(a, b)
      price decimal [index]
    }
    `,
    `
    entity E {
      id       uuid       [pk]
      event_id uuid       -> Event
      seat     timestamp? [unique] -> Seat "where"
      kind     enum(a, b)
      price    decimal [index]
    }
    `,
  ],
  [
    "estimates and comments behind them",
    `
    estimates {
      users = 100M users // many
      n = 3
      active_users = 2% of users // few

      a = 1
    }
    `,
    `
    estimates {
      users        = 100M users   // many
      n            = 3
      active_users = 2% of users  // few

      a = 1
    }
    `,
  ],
  [
    "requirements of both sorts",
    `
    requirements {
      functional A "x" { priority: must }
      functional Longer "xyz" { priority: must }
      latency Fast p99 <= 1 s for A
      availability Up "always" >= 99.9%
      durability Keep "for ever" = strong
    }
    `,
    `
    requirements {
      functional A      "x"   { priority: must }
      functional Longer "xyz" { priority: must }
      latency      Fast p99 <= 1 s for A
      availability Up   "always"   >= 99.9%
      durability   Keep "for ever" = strong
    }
    `,
  ],
  [
    "relations and connections",
    `
    relation A 0..1--* Seat "holds"
    relation Event 1--* B "sells"
    A -> B "x" { timeout: 1 s }
    Backend -> C { timeout: 1 s }
    A -> Long -> Longer -> Chain "y"
    Backend ~> Mails "receipt" { timeout: 1 s }
    `,
    `
    relation A     0..1--* Seat "holds"
    relation Event 1--*    B    "sells"
    A -> B           "x"       { timeout: 1 s }
    Backend -> C     { timeout: 1 s }
    A -> Long -> Longer -> Chain "y"
    Backend ~> Mails "receipt" { timeout: 1 s }
    `,
  ],
  [
    "not across blank lines, documentation and bodies of several lines",
    `
    cache A "x"

    cache Longer "y"
    /// documented
    cache EvenLonger "z"
    cache B "x" {
      ttl: 1 s
    }
    cache TheLongest "y"
    `,
    `
    cache A "x"

    cache Longer "y"
    /// documented
    cache EvenLonger "z"
    cache B "x" {
      ttl: 1 s
    }
    cache TheLongest "y"
    `,
  ],
  [
    "a line that would become too long stands where it is",
    `
    question A "How many of them are there?" { answer: "A few" }
    question B "And?" { answer: "An answer that fills the line up to its very end, so that nothing can be moved" }
    question C "How?" { answer: "Well" }
    `,
    `
    question A "How many of them are there?" { answer: "A few" }
    question B "And?" { answer: "An answer that fills the line up to its very end, so that nothing can be moved" }
    question C "How?"                        { answer: "Well" }
    `,
  ],
];

describe.each([
  ["lines", lines],
  ["columns", columns],
] as const)("%s", (_, table) => {
  it.each(table)("%s", (_, text, expected) => {
    const wanted = source(expected);
    expect(formatted(source(text))).toBe(wanted);
    expect(format(parse(wanted), wanted)).toEqual([]);
  });
});

describe("what the documentation shows", () => {
  it("is formatted", () => {
    const page = readFileSync(new URL("../../../docs/formatting.md", import.meta.url), "utf8");
    const shown = /```sdesign\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
    expect(formatted(shown)).toBe(shown);
    expect(shown).not.toBe("");
  });
});

describe("the text around", () => {
  it.each([
    ["line ends of Windows", "actor  A\r\n\r\n\r\nactor B\r\n", "actor A\r\n\r\nactor B\r\n"],
    ["line ends of old", "actor  A\ractor B", "actor A\ractor B\r"],
    ["a byte-order mark", "\uFEFF  actor  A", "\uFEFFactor A\n"],
    ["a missing line end", "actor A", "actor A\n"],
    ["nothing", "", ""],
    ["nothing but space", " \n\n", " \n\n"],
    ["a comment alone", "\n\n  // x", "// x\n"],
  ])("%s", (_, text, expected) => {
    expect(formatted(text)).toBe(expected);
  });

  it("changes what differs alone", () => {
    const text = "actor A\nactor   B\ndomain C {\n    type: core\n}\n";
    expect(format(parse(text), text)).toEqual([
      { start: 14, end: 16, text: "" },
      { start: 31, end: 33, text: "" },
    ]);
  });

  it("changes a range alone", () => {
    const text = "actor  A\nactor  B\nactor  C\n";
    expect(applied(text, format(parse(text), text, { start: 10, end: 16 }))).toBe("actor  A\nactor B\nactor  C\n");
  });
});
