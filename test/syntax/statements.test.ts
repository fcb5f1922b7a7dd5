import { describe, expect, it } from "vitest";
import { parse } from "../../server/src/syntax/parse.ts";
import { outline } from "./outline.ts";

/** Each source is parsed without a problem, and understood as the outline says (see outline.ts). */
function understands(table: readonly (readonly [source: string, understood: string])[]): void {
  it.each(table)("%s", (source, understood) => {
    const file = parse(source);
    expect(file.chunks.flatMap((chunk) => chunk.problems)).toEqual([]);
    expect(outline(file)).toBe(understood);
  });
}

/** The same inside of a block. */
function understandsIn(block: string, table: readonly (readonly [source: string, understood: string])[]): void {
  it.each(table)(`${block} { %s }`, (source, understood) => {
    const file = parse(`${block} {\n${source}\n}`);
    expect(file.chunks.flatMap((chunk) => chunk.problems)).toEqual([]);
    const [kind = "", name] = block.split(" ");
    expect(outline(file)).toBe(`${kind} ${name ?? "∅"} { ${understood} }`);
  });
}

describe("the general form", () => {
  understands([
    ["service Backend", "service Backend"],
    ['service Backend "Ticket service"', 'service Backend "Ticket service"'],
    ['service Backend "T" {}', 'service Backend "T" {}'],
    ["service Backend { replicas: 2 }", "service Backend { replicas: 2 }"],
    ['service Backend\n"T"\n{\nreplicas: 2\n}', 'service Backend "T" { replicas: 2 }'],
    ["service A; service B", "service A\nservice B"],
    ["service A service B", "service A\nservice B"],
    ["service A { } service B", "service A {}\nservice B"],
    ['system S "x" { convention: envelope }', 'system S "x" { convention: envelope }'],
    [
      "domain Sales { type: core service A { cache B } A -> B }",
      "domain Sales { type: core; service A { cache B }; A -> B }",
    ],
    ["region Eu { zone A zone B }", "region Eu { zone A; zone B }"],
    ["запуск Бэкенд", "запуск Бэкенд"],
    ["service हिन्दी_1", "service हिन्दी_1"],
    ["service _x1", "service _x1"],
    ["service __proto__ { constructor: toString }", "service __proto__ { constructor: toString }"],
    ["kind lambda: function", "kind lambda : function"],
    ['kind lambda: function "AWS" { capacity: 1k req/s }', 'kind lambda : function "AWS" { capacity: 1e3·req/s }'],
    ["lambda Thumb { replicas: 2 }", "lambda Thumb { replicas: 2 }"],
    ['import "./a.sdesign"', 'import "./a.sdesign"'],
    ['import { Edge, Auth } from "./a.sdesign"', 'import {Edge,Auth} "./a.sdesign"'],
    ['import {\nEdge,\nAuth\n} from "./a.sdesign"', 'import {Edge,Auth} "./a.sdesign"'],
    ["", ""],
    ["  // nothing\n", ""],
  ]);
});

describe("properties", () => {
  understandsIn("service S", [
    ["replicas: 2", "replicas: 2"],
    ["replicas: 2, zones: 3; ttl: 30 s", "replicas: 2; zones: 3; ttl: 30·s"],
    ["replicas: 2 zones: 3 ttl: 30 s", "replicas: 2; zones: 3; ttl: 30·s"],
    ["a: 1, b: 2,", "a: 1; b: 2"],
    ["a: 1;; b: 2;", "a: 1; b: 2"],
    ["monitors: latency, errors, throughput; alerts: true", "monitors: latency, errors, throughput; alerts: true"],
    ["monitors: latency,\n errors,\n throughput\n alerts: true", "monitors: latency, errors, throughput; alerts: true"],
    ["stores: Ticket, Event.poster", "stores: Ticket, Event.poster"],
    ["stores: A, B\n C -> D", "stores: A, B; C -> D"],
    ["stores: A, B C -> D", "stores: A, B; C -> D"],
    ["stores: A,\n B -> C", "stores: A; B -> C"],
    ["stores: A, service B", "stores: A; service B"],
    ['stores: A, service B "x" { }', 'stores: A; service B "x" {}'],
    ["include: A, B  exclude: C", "include: A, B; exclude: C"],
    ['pros: "a", "b"  cons: "c"', 'pros: "a", "b"; cons: "c"'],
    ["quorum: 2 of 3", "quorum: 2 of 3"],
    ["cost: $200/month", "cost: $200·/month"],
    ["peak: 20x", "peak: 20·x"],
    ["ratio: 100:1", "ratio: 100:1"],
    ["load: (a + b) * 2", "load: (a + b) * 2"],
    ["load: size(Ticket), 5", "load: size(Ticket), 5"],
    ["for: Buy, optional: true, to: A, in: B, of: C", "for: Buy; optional: true; to: A; in: B; of: C"],
    ["timeout: 2 s for: A", "timeout: 2·s; for: A"],
    ["availability:\n 99.9%", "availability: 99.9%"],
    ["reads: A, GET: B", "reads: A; GET: B"],
    ["fallback: A | B", "fallback: A | B"],
    ["replicas: -3", "replicas: - 3"],
  ]);
});

describe("numbers and units", () => {
  understandsIn("estimates", [
    ["a = 10k", "estimate a = 10e3"],
    ["a = 1.5M", "estimate a = 1.5e6"],
    ["a = 2K + 3B + 4G + 5T", "estimate a = 2e3 + 3e9 + 4e9 + 5e12"],
    ["a = 1e12 + 1.5e-3 + 2E+6", "estimate a = 1e12 + 1.5e-3 + 2E+6"],
    ["a = 1_000_000", "estimate a = 1000000"],
    ["a = 99.9%", "estimate a = 99.9%"],
    ["a = 99.9 %", "estimate a = 99.9%"],
    ["a = 5MB", "estimate a = 5·MB"],
    ["a = 500 B + 500B", "estimate a = 500·B + 500e9"],
    ["a = 2 KB/request", "estimate a = 2·KB/request"],
    ["a = 5 requests/user/day", "estimate a = 5·requests/user/day"],
    ["a = 3 MB*users/s", "estimate a = 3·MB*users/s"],
    ["a = 5MB/s", "estimate a = 5·MB/s"],
    ["a = 10%/month", "estimate a = 10%·/month"],
    ["a = 75k/day", "estimate a = 75e3·/day"],
    ["a = 75k / day", "estimate a = 75e3 / day"],
    ["a = 100/n", "estimate a = 100 / n"],
    ["a = 2*n", "estimate a = 2 * n"],
    ["a = 5 GB/size(Ticket)", "estimate a = 5·GB / size(Ticket)"],
    ["a = 5 GB*3", "estimate a = 5·GB * 3"],
    ["a = €5.50/user + £3 + $1.5M", "estimate a = €5.50·/user + £3 + $1.5e6"],
    ["a = 200 EUR/month", "estimate a = 200·EUR/month"],
    ["a = 20 x", "estimate a = 20·x"],
    ["a = 100k tickets/day", "estimate a = 100e3·tickets/day"],
    ["a = 5 parcels", "estimate a = 5·parcels"],
    ["a = 5 parcels in GB", "estimate a = 5·parcels in GB"],
    ["a = 5 parcels to 6 parcels", "estimate a = 5·parcels to 6·parcels"],
    ['a = 5 parcels "title"', 'estimate a = 5·parcels "title"'],
    ["a = 5 parcels\nb = 3", "estimate a = 5·parcels; estimate b = 3"],
    ["a = 5\nparcels = 3", "estimate a = 5; estimate parcels = 3"],
    ["a = 5 day = 3", "estimate a = 5; estimate day = 3"],
    ["a = 5 parcels = 3", "estimate a = 5; estimate parcels = 3"],
    ["a = 100 ms + 3 µs", "estimate a = 100·ms + 3·µs"],
  ]);
});

describe("expressions", () => {
  understandsIn("estimates", [
    ["a = b + c * d / e ^ f - g", "estimate a = b + c * d / e ^ f - g"],
    ["a = -b - -3", "estimate a = - b - - 3"],
    ["a = b--c", "estimate a = b - - c"],
    ["a = (b + c) * ((d))", "estimate a = (b + c) * ((d))"],
    ["a = 50k to 100k tickets/day", "estimate a = 50e3 to 100e3·tickets/day"],
    ["a = 2% of users", "estimate a = 2% of users"],
    ["a = b in GB", "estimate a = b in GB"],
    ["a = b in 1/s", "estimate a = b in /s"],
    ["a = b in req/s in GB", "estimate a = b in req/s in GB"],
    ["a = b * 1 requests/user/month in req/s", "estimate a = b * 1·requests/user/month in req/s"],
    ["a = min(b, max(c, 2), sum(d))", "estimate a = min(b, max(c, 2), sum(d))"],
    ["a = collision(1e12, 122)", "estimate a = collision(1e12, 122)"],
    ["a = Backend.replicas * size(Sales.Ticket)", "estimate a = Backend.replicas * size(Sales.Ticket)"],
    ["a = b\n + c\n * d", "estimate a = b + c * d"],
    ["a = b +\n c", "estimate a = b + c"],
    ["a = (b\n+\nc)", "estimate a = (b + c)"],
    ["a = 1, b = 2; c = 3 d = 4", "estimate a = 1; estimate b = 2; estimate c = 3; estimate d = 4"],
    ['a = 1 "title"', 'estimate a = 1 "title"'],
    ["to = 1 of = to in = of * to", "estimate to = 1; estimate of = to; estimate in = of * to"],
    ["a = to to in of of in GB", "estimate a = to to in of of in GB"],
    ["a = b\nto = 3", "estimate a = b; estimate to = 3"],
    ["a = b\nin = 3", "estimate a = b; estimate in = 3"],
    ["min = 5 min", "estimate min = 5·min"],
    ["a = peak / day", "estimate a = peak / day"],
    ['assert storage < 100 GB "why"', 'assert storage < 100·GB "why"'],
    ["assert a + b >= c * 2", "assert a + b >= c * 2"],
    ["assert 5 MB = storage", "assert 5·MB = storage"],
    ["assert a = b", "assert a = b"],
    ["assert a > b c = 3", "assert a > b; estimate c = 3"],
    ["assert (a + b) <= 1 x", "assert (a + b) <= 1·x"],
    ["unit parcel", "unit parcel"],
    ["unit parcel unit letter; unit card", "unit parcel; unit letter; unit card"],
    ["assert = 5", "estimate assert = 5"],
    ["unit = 5", "estimate unit = 5"],
    ["latency = 5 ms", "estimate latency = 5·ms"],
  ]);
});

describe("requirements", () => {
  understandsIn("requirements", [
    [
      'functional Buy "A person can buy" { actor: Buyer, priority: must }',
      'functional Buy "A person can buy" { actor: Buyer; priority: must }',
    ],
    ["availability Uptime >= 99.9%", "quality availability Uptime <>= 99.9%>"],
    ["availability U >= 99.9% { peak: 2x }", "quality availability U <>= 99.9%> { peak: 2·x }"],
    ["scalability S >= 5M { peak: 2x }", "quality scalability S <>= 5e6> { peak: 2·x }"],
    ["latency Fast p99 <= 500 ms for Buy", "quality latency Fast <p99 <= 500·ms> for Buy"],
    ["latency Fast avg < 500 ms", "quality latency Fast <avg < 500·ms>"],
    ["latency p99 p99 <= 5 ms", "quality latency p99 <p99 <= 5·ms>"],
    ['consistency C "No seat" = strong for Ticket', 'quality consistency C "No seat" <= strong> for Ticket'],
    ['security P "PCI DSS" for Buy, Sell', 'quality security P "PCI DSS" for Buy, Sell'],
    [
      "throughput T >= 10k req/min for Buy.X { peak: 20x }",
      "quality throughput T <>= 10e3·req/min> for Buy.X { peak: 20·x }",
    ],
    ["scalability G >= 5 parcels for Buy", "quality scalability G <>= 5·parcels> for Buy"],
    ["usability Nice", "quality usability Nice"],
    ['privacy P "GDPR"\n for Person', 'quality privacy P "GDPR" for Person'],
    ["latency for for for", "quality latency for for for"],
    ["availability A >= 99%; latency B < 5 s", "quality availability A <>= 99%>; quality latency B << 5·s>"],
    ["availability A >= x\nlatency B < y", "quality availability A <>= x>; quality latency B << y>"],
  ]);
  understands([["availability Uptime >= 99.9%", "quality availability Uptime <>= 99.9%>"]]);
});

describe("entities", () => {
  understandsIn("entity E", [
    ["id uuid", "field id uuid"],
    ["id uuid [pk]", "field id uuid [pk]"],
    ["email string(80) [unique, pii]", "field email string(80) [unique,pii]"],
    ["a uuid?", "field a uuid?"],
    ["a Event[]", "field a Event[]"],
    ["a int[20]", "field a int[20]"],
    ["a string(20)[]?", "field a string(20)[]?"],
    ["a uuid[pk]", "field a uuid [pk]"],
    ["a enum(available, reserved, sold) [index]", "field a enum(available, reserved, sold) [index]"],
    ["a blob(200 KB)", "field a blob(200·KB)"],
    ["a uuid -> Event", "field a uuid -> Event"],
    ["a uuid? -> Person", "field a uuid? -> Person"],
    ['a uuid [index] -> Event.id "which"', 'field a uuid [index] -> Event.id "which"'],
    ['a uuid -> Event.id [index] "which"', 'field a uuid [index] -> Event.id "which"'],
    ["a -> Event", "field a ∅ -> Event"],
    ["a -> Event [pk]", "field a ∅ [pk] -> Event"],
    ['name string(5) "what it is called"', 'field name string(5) "what it is called"'],
    ["a int b int", "field a int; field b int"],
    ["grows: 75k/day\n rows: 100M, retention: 2 years", "grows: 75e3·/day; rows: 100e6; retention: 2·years"],
    ["/// the key\nid uuid", "///the key field id uuid"],
  ]);
  understands([
    ["entity service { event text }", "entity service { field event text }"],
    ['relation Event 1--* Ticket "has"', 'relation Event 1 -- 0..* Ticket "has"'],
    ["relation A 0..1--1..* B", "relation A 0..1 -- 1..* B"],
    ["relation A *--* B", "relation A 0..* -- 0..* B"],
    ["relation A 4 -- 0..* Sales.B { note: x }", "relation A 4 -- 0..* Sales.B { note: x }"],
  ]);
});

describe("endpoints", () => {
  understandsIn("api A", [
    ["GET /events", "GET /events ()"],
    ["GET /", "GET / ()"],
    [
      "POST /event/{event_id}/ticket/{ticket_id} as Buy -> Ticket { auth: Buyer }",
      "POST /event/{event_id}/ticket/{ticket_id} as Buy (path event_id, path ticket_id) -> Ticket { auth: Buyer }",
    ],
    ["GET /search/?location&dates -> Event[]", "GET /search/?location&dates (query location, query dates) -> Event[]"],
    ["GET /x?q={q}&page=1", "GET /x?q={q}&page=1 (query q, query page)"],
    ['GET /x "title" { note: n }', 'GET /x () "title" { note: n }'],
    ['GET /x"title"', 'GET /x () "title"'],
    ["GET /x{ note: n }", "GET /x () { note: n }"],
    ["GET /x; PUT /y; PATCH /z", "GET /x (); PUT /y (); PATCH /z ()"],
    ["GET /files/*", "GET /files/* ()"],
    ["GET /a//b", "GET /a//b ()"],
    ["rpc name()", "rpc name ()"],
    [
      "rpc name(a, b: string(20), c: Event[]) -> Event",
      "rpc name (argument a, argument b: string(20), argument c: Event[]) -> Event",
    ],
    ["rpc name(a, ...)", "rpc name (argument a, …)"],
    ["publish Sold(seat) { note: n }", "publish Sold (argument seat) { note: n }"],
    ["subscribe Seats", "subscribe Seats ()"],
    ["GET: 3, rpc: 4", "GET: 3; rpc: 4"],
  ]);
});

describe("connections", () => {
  understands([
    ["A -> B", "A -> B"],
    ["A ~> B", "A ~> B"],
    ["A <-> B", "A <-> B"],
    ["A, B -> C", "A,B -> C"],
    ["A -> B, C -> D", "A -> B,C -> D"],
    ["A -> B | C, D", "A -> B|C,D"],
    ["Sales.A -> Sales.B.C", "Sales.A -> Sales.B.C"],
    ['A -> B ~> C "label" { timeout: 2 s }', 'A -> B ~> C "label" { timeout: 2·s }'],
    ["A\n  -> B\n  -> C", "A -> B -> C"],
    ["A -> B\nC -> D", "A -> B\nC -> D"],
    ["A -> B,\n C\nD -> E", "A -> B,C\nD -> E"],
    ["A -> B; C -> D", "A -> B\nC -> D"],
    ["A -> B { for: X }\nC -> D", "A -> B { for: X }\nC -> D"],
    ["A -> B service C", "A -> B\nservice C"],
    ["/// why\nA -> B", "///why A -> B"],
  ]);
});

describe("the other blocks", () => {
  understands([
    [
      'flow P "Buy" {\nsatisfies: B\nA -> B "one"\nB ~> C "two"\n}',
      'flow P "Buy" { satisfies: B; A -> B "one"; B ~> C "two" }',
    ],
    [
      'process P { Host => "Create" => Service => "Created" => "Confirm?" }',
      'process P { Host => "Create" => Service => "Created" => "Confirm?" }',
    ],
    ['process P {\n"A" => B\n  => "C"\nD => "E"\n}', 'process P { "A" => B => "C"; D => "E" }'],
    [
      'process P { policy "When" => actor Host => event "x" }',
      'process P { policy "When" => actor Host => event "x" }',
    ],
    ["process P { event => actor => policy }", "process P { event => actor => policy }"],
    ['process P { command "Alone" }', 'process P { command "Alone" }'],
    [
      'decision S "Which?" { option A "a" { pros: "x" } chosen: A because: "y" }',
      'decision S "Which?" { option A "a" { pros: "x" }; chosen: A; because: "y" }',
    ],
    ['question Q "Why?" { asks: A }', 'question Q "Why?" { asks: A }'],
    ['risk R "Late" { affects: A.b, C  mitigation: "m" }', 'risk R "Late" { affects: A.b, C; mitigation: "m" }'],
    ["view V { include: A, B  exclude: C  direction: LR }", "view V { include: A, B; exclude: C; direction: LR }"],
  ]);
});

describe("bodies of unknown kinds are parsed for what they look like", () => {
  understandsIn("gizmo G", [
    ["id uuid [pk]", "field id uuid [pk]"],
    ["id uuid", "field id uuid"],
    ["name string(20)", "field name string(20)"],
    ["a Event?", "field a Event?"],
    ["GET /x -> Event", "GET /x () -> Event"],
    ["a: 1", "a: 1"],
    ["A -> B", "A -> B"],
    ['A => "b"', 'A => "b"'],
    ["a = 5", "estimate a = 5"],
    ["service A", "service A"],
    ['thing A "title"', 'thing A "title"'],
  ]);
});

describe("text, comments and line ends", () => {
  understands([
    ["\uFEFFservice A", "service A"],
    ["service A\r\nservice B\rservice C", "service A\nservice B\nservice C"],
    ['service A "a \\"b\\" \\\\ \\n \\t \\u{1F3AB}"', `service A ${JSON.stringify('a "b" \\ \n \t \u{1F3AB}')}`],
    ['service A // comment { " /*\nservice B', "service A\nservice B"],
    ["service /* x */ A /* y\n z */ service B", "service A\nservice B"],
    ["/// One.\n/// Two.\nservice A", "///One.⏎Two. service A"],
    ["/// One.\n// plain\n/* block */\nservice A", "///One. service A"],
    ["/// A title.\n\n/// One.\nservice A", "///One. service A"],
    ["service A /// not of B\nservice B", "service A\nservice B"],
    ["//// no documentation\nservice A", "service A"],
    ["requirements {\n/// in a body\nservice B }", "requirements ∅ { ///in a body service B }"],
  ]);
});
