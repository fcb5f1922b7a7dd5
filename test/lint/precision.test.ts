/** What a reviewer would raise, and what not: small variations of the rules' examples. */

import { expect, it } from "vitest";
import { brief, lintOf } from "./lint-of.ts";

/** A rule, a source, and the texts that it underlines there. */
type Case = readonly [rule: string, source: string, ...underlined: string[]];

const PII = `entity Person { id uuid [pk]; email string(80) [pii]; retention: 1 year }`;

const cases: readonly Case[] = [
  // where findings about missing requirements go
  ["nfr/missing-availability", `system S\nservice A`, "S"],
  ["nfr/missing-availability", `system S\nrequirements { scalability Users >= 1M users }\nservice A`, "requirements"],
  ["nfr/missing-availability", `actor B\nservice A\nB -> A`, "B"],
  ["nfr/missing-availability", `system S`],
  ["nfr/missing-availability", `service A\nservice B\nA -> B`],
  ["nfr/missing-availability", `system S\nservice A\nrequirements { availability Uptime "highly available" }`],
  ["nfr/missing-latency", `system S\napi A { POST /x/ { async: true } }\nservice B { serves: A }`],
  ["nfr/missing-latency", `system S\napi A { publish Done() }\nservice B { serves: A }`],
  ["nfr/missing-latency", `system S\nactor U\nservice B\nU -> B\nflow F { U -> B }`, "S"],
  ["nfr/missing-consistency", `system S\ncache C { ttl: 1 s }\nservice B`],
  ["nfr/missing-consistency", `system S\nsql_database D { consistency: eventual }`],
  [
    "nfr/missing-consistency",
    `system S\nsql_database D\nrequirements { availability U >= 99% { prefers: availability } }`,
  ],
  ["nfr/missing-durability", `system S\nblob_storage D`, "S"],
  ["nfr/missing-durability", `system S\ncache D { ttl: 1 s }`],
  ["nfr/missing-scale", `system S\nactor U { users: 20 }\nservice B`],
  ["nfr/missing-scale", `system S\nestimates { users = 100M }\nservice B`],
  ["nfr/missing-scale", `system S\nestimates { storage = 5 GB }\nservice B`, "S"],
  ["nfr/missing-scale", `system S\nentity E { id uuid [pk]; grows: 1k/day; retention: 1 day }\nservice B`],
  ["nfr/missing-security", `system S\napi A { GET /x/{id} }\nservice B { serves: A }`],
  ["nfr/missing-security", `system S\napi A { GET /x/{id} }\nservice B { serves: A, public: true }`, "S"],

  // redundancy
  ["spof/no-balancer", `actor U\nfunction F { replicas: 5 }\nU -> F`],
  ["spof/no-balancer", `actor U\nservice F { replicas: 5, balancing: random }\nU -> F`],
  ["spof/no-balancer", `client App\nservice F { replicas: 5 }\nApp -> F`, "App -> F"],
  ["spof/no-balancer", `actor U\nservice F { replicas: 5 }\nU ~> F`],
  ["spof/no-failover", `wide_column_database D { replicas: 3, replication: quorum }`],
  ["spof/no-failover", `sql_database D { replicas: 3, failover: manual }`, "D"],
  ["spof/no-failover", `sql_database D { replicas: 3, managed: true }`],
  ["spof/no-failover", `cache D { replicas: 3, ttl: 1 s }`],
  ["spof/no-failover", `coordinator D { replicas: 3 }`, "D"],
  ["spof/no-failover", `sql_database D { quorum: 2 of 3 }`],
  ["spof/quorum-even", `coordinator D { replicas: 4 }`],
  ["spof/quorum-even", `coordinator D { quorum: 2 of 3 }`],
  ["spof/quorum-too-small", `coordinator D { replicas: 2, quorum: 2 of 2 }`, "D"],
  ["spof/external-hard", `actor U\nservice A\nexternal B\nU -> A ~> B`],
  ["spof/external-hard", `actor U\nservice A\nexternal B\nexternal C\nU -> A -> B | C`],
  ["spof/external-hard", `actor U\nservice A\nexternal B\nservice C\nU -> A\nA -> B { fallback: C }`],
  ["spof/connection", `actor U\nservice A\nservice B\nU -> A\nA -> B`],

  // data
  ["data/no-key", `entity E`],
  ["data/no-key", `entity E { rows: 5 }`],
  ["data/unstored", `entity E { id uuid [pk] }\nservice A`],
  ["data/unstored", `entity E { id uuid [pk] }\nsql_database D\nstream S { stores: E }`],
  [
    "data/unstored",
    `entity E { id uuid [pk]; poster blob(1 MB) }\nsql_database D\nblob_storage B { stores: E.poster }`,
  ],
  ["data/unstored", `entity E { id uuid [pk] }\nentity F { id uuid [pk] }\nsql_database D`, "E"],
  ["data/unsized-field", `entity E { id uuid [pk]; body text }`],
  ["data/unsized-field", `entity E { id uuid [pk]; body text; rows: 5 }`, "body"],
  ["data/unsized-field", `entity E { id uuid [pk]; tags string(20)[]; rows: 5 }`, "tags"],
  ["data/unsized-field", `entity E { id uuid [pk]; tags string(20)[5]; rows: 5 }`],
  ["data/sharding-without-key", `sql_database D { shards: 1 }`],
  ["data/replication-too-low", `requirements { durability K >= 99.9% }\nsql_database D`],
  [
    "data/replication-too-low",
    `requirements { durability K >= 99.9% }\nentity E { id uuid [pk] }\nsql_database D { stores: E, managed: true }\nsearch_index S { stores: E }`,
  ],
  ["data/no-backup", `entity E { id uuid [pk] }\nsql_database D { stores: E, backup: false }`],
  ["data/no-backup", `entity E { id uuid [pk]; retention: 1 day }\nkey_value_store D { stores: E }`],
  ["data/no-backup", `entity E { id uuid [pk] }\nkey_value_store D { stores: E, ttl: 1 hour }`],
  ["data/no-backup", `sql_database D`],
  ["data/no-retention", `entity E { id uuid [pk]; rows: 5 }`],
  ["data/blob-in-database", `entity E { id uuid [pk]; icon blob(20 KB) }\nsql_database D { stores: E }`],
  [
    "data/blob-in-database",
    `entity E { id uuid [pk]; icon blob(1 MB) }\nfile_storage F { stores: E }\nsql_database D { stores: E }`,
  ],
  ["data/cache-without-expiry", `entity S { id uuid [pk] }\ncache C { stores: S }`],
  ["data/cache-without-expiry", `service A\ncache C\nA ~> C "changed"`],
  ["data/cache-without-expiry", `service A\ncache C\nA -> C "invalidate"`],
  ["data/cache-without-expiry", `service A\ncache C { eviction: lru }\nA -> C "look up"`, "C"],
  ["data/cardinality-conflict", `entity A { id uuid [pk]; b_ids B[] }\nentity B { id uuid [pk] }\nrelation A *--* B`],
  [
    "data/cardinality-conflict",
    `entity A { id uuid [pk]; b_ids B[] }\nentity B { id uuid [pk] }\nrelation A *--1 B`,
    "A *--1 B",
  ],
  [
    "data/cardinality-conflict",
    `entity A { id uuid [pk] }\nentity B { id uuid [pk]; a_id -> A }\nrelation A 0..1--* B`,
    "A 0..1--* B",
  ],
  [
    "data/cardinality-conflict",
    `entity A { id uuid [pk] }\nentity B { id uuid [pk]; first -> A; second -> A }\nrelation A 0..1--* B`,
  ],
  [
    "data/cardinality-conflict",
    `entity A { id uuid [pk] }\nentity B { id uuid [pk] }\nrelation A 1--* B\nrelation B *--1 A`,
  ],
  [
    "data/cardinality-conflict",
    `entity A { id uuid [pk] }\nentity B { id uuid [pk] }\nrelation A 1--* B\nrelation B 1--1 A`,
    "B 1--1 A",
  ],
  [
    "data/cardinality-conflict",
    `entity A { id uuid [pk] }\nentity B { id uuid [pk] }\nrelation A 1--* B "has"\nrelation B 1--1 A "is"`,
  ],
  ["data/id-collision", `entity E { id uuid [pk]; rows: 1T }`],
  ["data/id-collision", `entity E { id string(7) [pk]; rows: 6B }`],
  ["data/id-collision", `entity E { id string(7) [pk] "random letters and digits"; rows: 6B }`, "id"],
  [
    "data/transactions-in-nosql",
    `requirements { consistency C = strong }\nentity A { id uuid [pk] }\napi P { POST /a/ { writes: A } }\nkey_value_store K { stores: A }`,
  ],

  // interfaces
  ["api/duplicate-route", `api A { GET /x/{a} as One; GET /x/{a} as Two; POST /x/{a} as Three }`, "Two"],
  ["api/duplicate-route", `api A { GET /x/ as One }\napi B { GET /x/ as Two }`],
  ["api/duplicate-route", `api A { GET /x/ as One }\napi B { GET /x/ as Two }\nservice S { serves: A, B }`, "Two"],
  ["api/unbounded-list", `entity E { id uuid [pk] }\napi A { GET /e/?limit as L -> E[] }`],
  ["api/unbounded-list", `entity E { id uuid [pk] }\napi A { GET /e/?from&to as L -> E[] }`],
  ["api/unbounded-list", `entity E { id uuid [pk] }\napi A { GET /e/ as L -> E[10] }`],
  ["api/unbounded-list", `entity E { id uuid [pk] }\napi A { paginated: true; GET /e/ as L -> E[] }`],
  ["api/unbounded-list", `entity E { id uuid [pk] }\napi A { rpc list(filter) -> E[] }`, "list"],
  ["api/unsafe-retry", `api A { PUT /x/ { retryable: true } }`],
  ["api/unsafe-retry", `entity E { id uuid [pk] }\napi A { POST /search { retryable: true, reads: E } }`],
  [
    "api/unsafe-retry",
    `api A { POST /x/ as X }\nservice S { serves: A }\nservice C\nC -> S { retries: 3 }`,
    "retries: 3",
  ],
  [
    "api/unsafe-retry",
    `api A { POST /x/ as X; GET /y as Y }\nservice S { serves: A }\nservice C\nC -> S { retries: 3, for: Y }`,
  ],
  ["api/unsafe-retry", `api A { POST /x/ as X }\nservice S { serves: A }\nservice C\nC -> S { retries: 0 }`],
  ["api/unserved", `api A { GET /x }\nsql_database D`],
  ["api/unserved", `api A\nservice S`],
  ["api/get-mutates", `entity ViewCount { id uuid [pk] }\napi A { GET /x { writes: ViewCount } }`],
  ["api/path-parameter", `api A { GET /x/{anything} }`],
  ["api/path-parameter", `entity E { id uuid [pk] }\napi A { GET /e/{id}/sub/{id} }`, "id"],
  ["api/path-parameter", `entity Person { id uuid [pk] }\napi A { GET /person/{personId} }`],
  ["api/path-parameter", `actor Seller\nentity E { id uuid [pk] }\napi A { GET /seller/{seller_id} }`],
  ["api/push-mismatch", `requirements { functional N "A person is notified" }\nservice A\nactor P\nA <-> P`],
  ["api/push-mismatch", `requirements { functional N "A person is notified" }\nworker Mailer`],
  ["api/push-mismatch", `requirements { functional N "A person can push a button" { priority: wont } }\nservice A`],

  // security
  ["security/no-auth", `actor U\napi A { POST /login }\nservice S { serves: A }\nU -> S`],
  ["security/no-auth", `actor U\napi A { POST /x { auth: none } }\nservice S { serves: A }\nU -> S`],
  [
    "security/no-auth",
    `actor U\napi A { POST /x as X }\nservice S { serves: A }\napi_gateway G { duties: authentication }\nU -> G -> S`,
  ],
  ["security/no-auth", `actor U\napi A { POST /x as X }\nservice S { serves: A }\nauth_provider I\nU -> S -> I`],
  ["security/no-auth", `api A { POST /x as X }\nservice S { serves: A }`],
  ["security/no-auth", `actor U\napi A { POST /x as X; POST /y as Y }\nservice S { serves: A }\nU -> S`, "A"],
  ["security/plaintext-connection", `${PII}\nservice A\nsql_database D { stores: Person }\nA -> D { protocol: mtls }`],
  [
    "security/plaintext-connection",
    `${PII}\nservice A\nsql_database D { stores: Person, encryption: in_transit }\nA -> D`,
  ],
  [
    "security/plaintext-connection",
    `${PII}\nservice A\nservice B\nsql_database D { stores: Person }\nB -> A -> D { encryption: in_transit }`,
  ],
  [
    "security/plaintext-connection",
    `${PII}\nservice A\nservice B\nsql_database D { stores: Person }\nB -> D\nA -> D`,
    "B -> D",
  ],
  [
    "security/plaintext-connection",
    `entity P { id uuid [pk]; card string(16) [sensitive, encrypted] }\nservice A\nsql_database D { stores: P }\nA -> D`,
  ],
  ["security/plaintext-store", `${PII}\ncache D { stores: Person, ttl: 1 s }`],
  ["security/plaintext-store", `${PII}\nsql_database D { stores: Person, encryption: in_transit }`, "D"],
  ["security/exposed-store", `actor Analyst\ndata_warehouse W\nAnalyst -> W`],
  ["security/exposed-store", `actor U\nblob_storage B\nU -> B`],
  ["security/exposed-store", `client App\nkey_value_store K\nApp -> K`, "App -> K"],
  ["security/no-rate-limit", `actor U\napi A { GET /x }\nservice S { serves: A }\nrate_limiter R\nU -> R -> S`],
  ["security/no-rate-limit", `actor U\napi A { GET /x { rate_limit: 5 req/s } }\nservice S { serves: A }\nU -> S`],
  ["security/personal-data", `entity P { id uuid [pk]; email string(80) [pii]; residency: EU }`],

  // traces
  ["trace/unserved-requirement", `requirements { functional A "A person can a" }`],
  [
    "trace/unserved-requirement",
    `requirements { functional A "A person can a"; functional B "A person can b" }\nservice S`,
    "A",
  ],
  ["trace/unserved-requirement", `requirements { functional A "A person can a" { priority: could } }\nservice S`],
  ["trace/unjustified", `actor U\nservice A\nscheduler J\nU -> A\nJ -> A`],
  ["trace/unjustified", `actor U\nservice A\nqueue Q\nworker W\nU -> A ~> Q\nW -> Q`],
  ["trace/unjustified", `service A\nservice B\nA -> B`],
  ["trace/disconnected", `service A`],
  ["trace/disconnected", `service A\nservice B\nmonitoring M\nA -> B`],
  ["trace/disconnected", `service A { component Part }\nservice B\nA -> B`],
  ["trace/missing-connection", `service A\nservice B\nA <-> B\nflow F { A -> B\nB -> A "push" }`],
  ["trace/missing-connection", `service A\nservice B\nflow F { A -> B\nA -> B "again" }`, "A -> B"],
  ["trace/undecided", `decision D "?" { status: superseded }`],
  ["trace/open-question", `question Q "?" { answer: "yes" }`],

  // operation
  ["ops/unmonitored", `actor U\nservice A\nsql_database D\nU -> A -> D`, "A"],
  ["ops/unmonitored", `actor U\nservice A\nsql_database D\nmonitoring M\nU -> A -> D`],
  [
    "ops/unmonitored",
    `actor U\nservice A { monitors: errors; alerts: true }\nservice B\nU -> A\nA -> B { optional: true }`,
  ],
  ["ops/no-timeout", `service A\nservice B\nservice C\nA -> B\nB -> C`, "A -> B"],
  ["ops/no-timeout", `service A\nservice B\nservice C\nA -> B { timeout: 1 s }\nB -> C`, "B -> C"],
  ["ops/no-timeout", `load_balancer A\nservice B\nA -> B`],
  ["ops/no-timeout", `api P { timeout: 1 s; GET /x }\nservice A\nservice B { serves: P }\nA -> B`],
  ["spof/quorum-too-small", "coordinator D { quorum: 1 of 2 }", "D"],
  ["data/no-retention", "entity E { id int [pk]; grows: 0/day; rows: 5M }"],
  ["data/no-retention", "estimates { n = 5/day }\nentity E { id int [pk]; grows: n }", "grows: n"],
  ["api/unbounded-list", "entity E { id int [pk]; rows: 200 }\napi A { GET /e -> E[] }"],
  ["api/unbounded-list", "entity E { id int [pk]; rows: 2000 }\napi A { GET /e -> E[] }", "GET /e"],
  ["api/unbounded-list", "entity E { id int [pk]; rows: 200; grows: 5/day }\napi A { GET /e -> E[] }", "GET /e"],
  ["api/push-mismatch", `requirements { functional N "A person sets notification preferences" }\nservice A`],
  ["api/push-mismatch", `requirements { functional N "A developer can push a commit" }\nservice A`],
  [
    "data/cardinality-conflict",
    "entity A { id int [pk] }\nentity B { id int [pk]; a -> A [unique] }\nrelation A 1--* B",
    "A 1--* B",
  ],
  ["data/cardinality-conflict", "entity A { id int [pk] }\nentity B { a -> A [pk] }\nrelation A 1--* B", "A 1--* B"],
  ["data/cardinality-conflict", "entity A { id int [pk] }\nentity B { a -> A [unique] }\nrelation A 1--1 B"],
  ["data/cardinality-conflict", "entity A { id int [pk] }\nentity B { a -> A [pk]; n int [pk] }\nrelation A 1--* B"],
  // a target without a name is one
  ["nfr/missing-availability", "system S\nlatency p99 <= 1 s\navailability >= 99.9%\nservice A"],
  ["nfr/latency-without-percentile", "system S\nlatency <= 1 s\nlatency <= 2 s\nservice A", "latency", "latency"],
  ["ops/no-alert", "service A { monitors: latency }\nmonitoring M\nnotification_service N\nA ~> M ~> N"],
  ["ops/no-alert", "actor Engineer\nservice A { monitors: latency }\nmonitoring M\nA ~> M ~> Engineer"],
  ["ops/no-alert", "service A { monitors: latency }\nmonitoring M\nservice N\nA ~> M ~> N", "A"],
  [
    "ops/timeout-order",
    `service A\nservice B\nservice C\nA -> B { timeout: 2 s }\nB -> C { timeout: 1 s, retries: 2 }`,
    "timeout: 2 s",
  ],
  ["ops/timeout-order", `service A\nservice B\nservice C\nA -> B { timeout: 1 s }\nB ~> C { timeout: 5 s }`],
  ["ops/synchronous-cycle", `service A\nservice B\nA -> B\nB -> A { optional: true }`],
  ["ops/synchronous-cycle", `service A\nservice B\nA <-> B`],
  ["ops/synchronous-cycle", `service A\nservice B\nservice C\nA -> B -> C -> A`, "C -> A"],
  ["ops/no-dead-letter", `queue Q\nservice A\nA ~> Q`],
  ["ops/no-dead-letter", `queue Q\nworker W\nW -> Q`, "Q"],
  ["ops/no-checkpoint", `stream_processor P { stateless: true }`],

  // numbers
  ["estimate/unused", `estimates { storage = 5 GB * 10 }`],
  ["estimate/unused", `estimates { rate = 5 to 10 req/s }\nthroughput T >= rate`],
  ["estimate/unused", `estimates { rate = 5 req/s }\napi A { GET /x { load: rate } }`],
];

it.each(
  cases.map(([rule, source, ...expected]) => [rule, source, expected] as const),
)("%s in\n%s", (rule, source, expected) => {
  const found = lintOf(source).filter((finding) => finding.rule === rule);
  expect(brief(source, found), source).toEqual(expected.map((text) => `${rule} at '${text}'`));
});

it.each([
  ["Guests and hosts review each other", 0],
  ["A guest sees dinners nearby", 0],
  ["Guesting", 1],
  ["The system should find dinners", 1],
])("a requirement worded %s", (title, times) => {
  const source = `actor Guest\nactor Host\nfunctional R "${title}"`;
  const found = lintOf(source, { rules: { "style/requirement-wording": "warning" } });
  expect(found.filter(({ rule }) => rule === "style/requirement-wording")).toHaveLength(times);
});
