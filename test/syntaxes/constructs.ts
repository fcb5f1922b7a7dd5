/** Small sources for every construct of the language, and for what people have half typed. */

export const constructs: readonly (readonly [what: string, source: string])[] = [
  [
    "imports",
    'import "./platform.sdesign"\nimport { Edge, Auth } from "./platform.sdesign"\nimport {\n  Edge, // ours\n  service\n} from "./platform.sdesign"\nservice A',
  ],
  [
    "components, with and without title and body",
    'service A\nservice B "Title"\nsql_database C { replicas: 2 }\nload_balancer D "Title" { managed: true, zones: 2; alerts: true }\nlambda E "Of an own kind" { capacity: 1k req/s }',
  ],
  ["an own kind", 'kind lambda: function "AWS Lambda" { capacity: 1k req/s }\nkind edge_cache : cdn'],
  [
    "keywords that are names",
    "service service { event: service }\nqueue queue\nactor -> queue\nassert -> unit\nentity event {\n  entity text\n  service uuid\n}",
  ],
  [
    "names of any script",
    'service Größe "Straße"\nservice 日本語 { replicas: 2 }\nGröße -> 日本語\nestimates {\n  größe = 2 * größe_2\n}',
  ],
  [
    "connections",
    'A -> B\nA ~> B "later"\nA <-> B\nA, C -> B | D, E\nA -> B -> C "last" { timeout: 200 ms, optional: true, on_miss: Cache }\nSales.Backend -> Sales.Store',
  ],
  [
    "requirements",
    'requirements {\n  functional Buy "A person can buy" { actor: Buyer, priority: must, depends: Find }\n  availability Uptime >= 99.9%\n  latency Fast "Feels fast" p99 <= 500 ms for Buy, Find { verified_by: "load test" }\n  consistency Seats = strong for Ticket { prefers: consistency }\n  throughput Peak >= 10k req/min { pattern: spiky, ratio: 100:1 }\n  cost Budget <= $4_000/month\n  latency p99 <= 5 ms\n}',
  ],
  [
    "estimates",
    'estimates {\n  unit parcel\n  users = 100M users\n  buyers = 2% of users "who buy"\n  rate = buyers * 1 requests/user/month in req/s // a remark\n  sold = 50k to 100k tickets/day\n  kept = sold * size(Ticket) * 5 years in GB\n  own = 200 parcels\n  price = $0.5 / parcel\n  clash = collision(1e9, 64) + max(1, 2) ^ 2 - (kept / 3)\n  per = rate in 1/s\n  assert kept < 100 GB "fits"\n  assert (kept + 1 GB) * 2 < 1 TB\n}\nassert rate < 10 req/s',
  ],
  [
    "numbers",
    "service A {\n  a: 1, 1.5, 1_000, 1e12, 10k, 1.5M, 500B, 500 B, 5MB, 99.9%, 20x, 2 of 3, 100:1\n  b: 1 k, 3dogs, 7 dogs\n}",
  ],
  [
    "entities",
    'entity Ticket "A seat" {\n  id uuid [pk]\n  event_id uuid -> Event [index] "which"\n  owner -> Person.id\n  seats int[20]\n  tags string(8)[]? [unique, pii]\n  status enum(available, sold) [index]\n  place Address\n  photo blob(300 KB)?\n  grows: 75k/day, retention: 5 years, access: read_heavy\n}\nentity One { id uuid [pk]  name string(80)  rows: 5 }\nrelation Event 1--* Ticket "has"\nrelation Sales.Person 0..1--1..* Ticket',
  ],
  [
    "APIs",
    'api Tickets "Public" {\n  protocol: rest\n  GET /event/{id}/ticket?seat&from as Find -> Ticket[] "Finds" { reads: Ticket, paginated: true, auth: none }\n  POST /event -> Event { satisfies: Create, peak: 3x }\n  DELETE /a as A; PUT /b\n  rpc get(id, count: int, of: Ticket) -> Ticket[20] { load: 5 req/s }\n  publish Sold(ticket: Ticket)\n  subscribe Seats(\n    event: uuid,\n    ...\n  ) -> bool\n}',
  ],
  [
    "flows and processes",
    'flow Purchase "Buy" {\n  satisfies: Buy\n  Buyer -> Web -> Backend "POST"\n  Backend ~> Mails "receipt"\n}\nprocess Booking {\n  Host => "Create" => Dinners => "Created" => "Confirm"\n  Guest => command Book => policy "Hold it" => hotspot\n}',
  ],
  [
    "domains, decisions, questions, risks, views",
    'domain Sales "Sales" {\n  type: core\n  service Backend\n}\ndecision Store "Which?" {\n  option Sql "PostgreSQL" { pros: "joins", "known"  cons: "resharding" }\n  chosen: Sql\n  because: "It fits"\n}\nquestion Users "Who?" { answer: "All", asks: Somebody }\nrisk Loss "Data is lost" { affects: Store, mitigation: "backups" }\nview Writes { include: A, B exclude: C; direction: LR; color: load }',
  ],
  [
    "lists over several lines",
    'api_gateway G {\n  duties: validation, authentication, // and\n    caching,\n    rate_limiting\n  monitors: latency,\n    errors\n}\nservice A { serves: One,\n  Two }\nservice B { tags: x,\n}\nservice C {\n  stores: Ticket,\nservice D "still typing" { managed: true }',
  ],
  [
    "words only where a property knows them",
    "service A { tags: must, latency; note: strong; replication: async, failover: manual; encryption: at_rest, LR }",
  ],
  [
    "comments",
    '// a line // "no string" /* no block */\n/// about A\n//// no documentation\n/* one\n   two */ service A // behind\n/* here */ service B { /* inside */ replicas: /* between */ 2 }\nservice C // "\nservice D',
  ],
  [
    "suppressions",
    "// sdesign-ignore spof/component: rebuilt in minutes\n// sdesign-ignore-file style/*: imported\n//sdesign-ignore-start spof/*, ops/*",
  ],
  ["strings", 'service A "a \\" b \\\\ \\n \\u{1F600} \\x \\" // no comment"\nservice B ""'],
  [
    "an unclosed string ends at its line",
    'service A "never closed {\nservice B "closed" { note: "open\n  replicas: 2 }\nimport "./a.sdesign\nservice C\nservice D "ends in a backslash \\\nservice E',
  ],
  [
    "a missing brace ends at the next declaration",
    'entity E {\n  id uuid [pk]\nservice A "Title" { replicas: 2 }\nestimates {\n  a = 5 GB\nservice B { zones: 3 }\nprocess P {\n  A => "b"\nqueue Q "next" { managed: true }',
  ],
  [
    "a statement half typed",
    "service\nservice A {\n  replicas:\n  zones: 3\n}\nA ->\nB -> C\nrpc f(\nservice D { zones: 2 }\nlatency Fast p99 <=\nentity E {\n  id\n  name string(\n  other int\n}",
  ],
];
