/** The properties: where each may stand, what its value is, what it means. */

import type { ReferenceTarget, ValueType } from "./values.ts";

/** What can carry properties. A component kind's owner is `component`; actors and places are owners of their own. */
export type PropertyOwner =
  | "system"
  | "actor"
  | "component"
  | "place"
  | "connection"
  | "functional"
  | "quality"
  | "entity"
  | "api"
  | "endpoint"
  | "flow"
  | "process"
  | "domain"
  | "decision"
  | "option"
  | "question"
  | "risk"
  | "view"
  | "relation";

export interface PropertyEntry {
  readonly name: string;
  readonly value: ValueType;
  readonly owners: readonly PropertyOwner[];
  /** One value, or a list. */
  readonly many: boolean;
  readonly doc: string;
  /** Component kinds or groups for which alone it has a use; others get `value/misplaced`. */
  readonly only?: readonly string[];
  /** What completion and quick fixes insert. */
  readonly example: string;
}

const one = (
  name: string,
  owners: readonly PropertyOwner[],
  value: ValueType,
  example: string,
  doc: string,
  only?: readonly string[],
): PropertyEntry => ({
  name,
  owners,
  value,
  many: false,
  doc,
  example,
  ...(only ? { only } : {}),
});

const many = (
  name: string,
  owners: readonly PropertyOwner[],
  value: ValueType,
  example: string,
  doc: string,
  only?: readonly string[],
): PropertyEntry => ({
  name,
  owners,
  value,
  many: true,
  doc,
  example,
  ...(only ? { only } : {}),
});

const to = (...targets: ReferenceTarget[]): ValueType => ({
  type: "reference",
  to: targets,
});
const word = (...words: string[]): ValueType => ({ type: "word", words });
const openWord = (...words: string[]): ValueType => ({
  type: "word",
  words,
  open: true,
});

const COUNT: ValueType = { type: "count" };
const NUMBER: ValueType = { type: "number" };
const RATE: ValueType = { type: "rate" };
const TIME: ValueType = { type: "time" };
const INFORMATION: ValueType = { type: "information" };
const RATIO: ValueType = { type: "ratio" };
const BOOLEAN: ValueType = { type: "boolean" };
const TEXT: ValueType = { type: "text" };
const MONEY: ValueType = { type: "money" };
const CONSISTENCY = word("strong", "causal", "read_your_writes", "eventual");

const COMPONENT: readonly PropertyOwner[] = ["component"];
const CONNECTION: readonly PropertyOwner[] = ["connection"];
const ENTITY: readonly PropertyOwner[] = ["entity"];
const API: readonly PropertyOwner[] = ["api", "endpoint"];
const EVERY: readonly PropertyOwner[] = [
  "system",
  "actor",
  "component",
  "place",
  "connection",
  "functional",
  "quality",
  "entity",
  "api",
  "endpoint",
  "flow",
  "process",
  "domain",
  "decision",
  "option",
  "question",
  "risk",
  "view",
  "relation",
];

const ENTRIES: readonly PropertyEntry[] = [
  // the system
  one(
    "convention",
    ["system"],
    word("exact", "envelope"),
    "envelope",
    "`envelope` counts a day as 100k s and a month as 2.5M s, as on the back of an envelope; `exact` has 86,400 s a day",
  ),

  // components
  one(
    "replicas",
    COMPONENT,
    COUNT,
    "2",
    "Instances that run at the least (never an autoscaler's maximum); with `shard_by`, of each shard where `shards` is stated",
  ),
  one("needs", COMPONENT, COUNT, "1", "Instances that must be up; 1 unless stated"),
  one("quorum", COMPONENT, { type: "quorum" }, "2 of 3", "`2 of 3` says `needs: 2, replicas: 3`"),
  many(
    "zones",
    COMPONENT,
    { type: "count-or-reference", to: ["place"] },
    "3",
    "Zones that the replicas are spread over, evenly; counted zones are numbered and shared by all that count",
  ),
  many(
    "regions",
    COMPONENT,
    { type: "count-or-reference", to: ["place"] },
    "2",
    "Regions that the replicas are spread over, evenly",
  ),
  one(
    "failover",
    COMPONENT,
    word("automatic", "manual", "none"),
    "automatic",
    "How another instance takes over when the leader of a stateful component is lost",
    ["data", "messaging", "coordinator", "component", "external", "scheduler", "id_generator", "stream_processor"],
  ),
  one(
    "availability",
    ["component", "connection", "place"],
    RATIO,
    "99.9%",
    "The share of time in which one instance is up",
  ),
  one("capacity", COMPONENT, RATE, "1k req/s", "Requests per second that one instance can carry"),
  one(
    "latency",
    ["component", "connection", "endpoint", "api"],
    TIME,
    "20 ms",
    "Its own share of an answer's time, at the percentile that the design budgets for",
  ),
  one("storage", COMPONENT, INFORMATION, "500 GB", "Disk space of one instance"),
  one("memory", COMPONENT, INFORMATION, "16 GB", "Memory of one instance"),
  one("users", ["actor"], COUNT, "1M users", "How many there are"),
  one("load", ["actor", "connection", "endpoint", "api"], RATE, "100 req/s", "Requests per second, on average"),
  one(
    "peak",
    ["actor", "connection", "endpoint", "api", "quality"],
    { type: "rate-or-factor" },
    "3x",
    "The load at the busiest time: a rate, or a factor of the average",
  ),
  many(
    "stores",
    COMPONENT,
    to("entity", "field"),
    "",
    "Entities, or fields of entities, that it keeps; a component without it is no store",
  ),
  many("serves", COMPONENT, to("api"), "", "The APIs that it answers"),
  many(
    "satisfies",
    ["component", "endpoint", "api", "flow", "process"],
    to("requirement", "quality"),
    "",
    "The requirements that it fulfils",
  ),
  one("shard_by", COMPONENT, to("field"), "", "The field by which the data is divided among shards"),
  one("shards", COMPONENT, COUNT, "4", "How many shards there are"),
  one(
    "replication",
    COMPONENT,
    word("sync", "async", "quorum"),
    "sync",
    "How copies are kept the same: `sync` before the answer, `async` after it, `quorum` by a majority",
  ),
  one("consistency", ["component", "connection"], CONSISTENCY, "strong", "What a read may see after a write"),
  one("hit_ratio", COMPONENT, RATIO, "90%", "The share of reads that it answers itself", [
    "cache",
    "cdn",
    "reverse_proxy",
    "api_gateway",
    "component",
    "service",
    "client",
  ]),
  one("ttl", COMPONENT, TIME, "5 min", "How long a copy is kept", [
    "cache",
    "cdn",
    "key_value_store",
    "dns",
    "component",
    "reverse_proxy",
    "api_gateway",
    "client",
  ]),
  one(
    "eviction",
    COMPONENT,
    openWord("lru", "lfu", "fifo", "ttl", "random"),
    "lru",
    "What a full cache forgets first",
    ["cache", "cdn", "key_value_store", "component", "client"],
  ),
  many(
    "encryption",
    ["component", "connection"],
    word("at_rest", "in_transit", "none"),
    "at_rest",
    "Where data is encrypted",
  ),
  one(
    "managed",
    COMPONENT,
    BOOLEAN,
    "true",
    "Run by a provider, who replaces what fails: it survives the loss of an instance and of a zone",
  ),
  one("stateless", COMPONENT, BOOLEAN, "true", "Keeps nothing between requests"),
  one("public", COMPONENT, BOOLEAN, "true", "Reachable from the internet"),
  one("dead_letter", COMPONENT, BOOLEAN, "true", "Messages that fail again and again are put aside", [
    "messaging",
    "component",
    "external",
  ]),
  one("checkpoint", COMPONENT, BOOLEAN, "true", "Saves its progress, so that a crash loses none", [
    "stream_processor",
    "batch_job",
    "worker",
    "component",
    "function",
    "service",
  ]),
  one("backup", COMPONENT, BOOLEAN, "true", "Copies are kept elsewhere", [
    "data",
    "messaging",
    "component",
    "coordinator",
    "external",
  ]),
  one("autoscaling", COMPONENT, BOOLEAN, "true", "Instances are added as the load grows"),
  many(
    "monitors",
    COMPONENT,
    openWord("latency", "errors", "throughput", "saturation", "heartbeat", "lag", "io", "row_count", "logs", "usage"),
    "latency, errors",
    "What is watched of it",
  ),
  one("alerts", COMPONENT, BOOLEAN, "true", "Somebody is told when what is watched degrades"),
  many(
    "duties",
    COMPONENT,
    word(
      "validation",
      "authentication",
      "authorization",
      "tls_termination",
      "encryption",
      "caching",
      "rate_limiting",
      "routing",
      "deduplication",
      "usage_collection",
    ),
    "authentication, rate_limiting",
    "What an API gateway does for those behind it",
    [
      "api_gateway",
      "load_balancer",
      "reverse_proxy",
      "firewall",
      "cdn",
      "component",
      "service",
      "rate_limiter",
      "cluster_proxy",
    ],
  ),
  one(
    "balancing",
    COMPONENT,
    word("round_robin", "least_connections", "consistent_hashing", "random"),
    "round_robin",
    "How requests are spread over instances",
  ),
  one("cost", COMPONENT, MONEY, "$100/month", "What one instance costs"),
  one("technology", COMPONENT, TEXT, '"PostgreSQL"', "What it is built with; shown on its card"),

  // connections
  many(
    "for",
    CONNECTION,
    to("requirement", "quality", "endpoint", "api", "flow"),
    "",
    "The requirements, endpoints or APIs that use it; without it, all",
  ),
  one(
    "protocol",
    ["connection", "api"],
    openWord(
      "http",
      "https",
      "rest",
      "grpc",
      "graphql",
      "websocket",
      "tcp",
      "tls",
      "mtls",
      "amqp",
      "amqps",
      "mqtt",
      "mqtts",
      "kafka",
      "udp",
      "webrtc",
      "sse",
      "sftp",
    ),
    "https",
    "How the two speak",
  ),
  one("calls", CONNECTION, NUMBER, "2", "Calls per incoming request; 1 unless stated"),
  one("on_miss", CONNECTION, to("component"), "", "Reads use it only when this cache misses; writes always"),
  one("optional", CONNECTION, BOOLEAN, "true", "The caller works without it"),
  one("fallback", CONNECTION, to("component"), "", "What is used instead when it is down"),
  one("timeout", ["connection", "endpoint", "api"], TIME, "1 s", "How long the caller waits"),
  one("retries", CONNECTION, COUNT, "2", "How often the caller tries again"),
  many(
    "auth",
    ["connection", "endpoint", "api"],
    {
      type: "word-or-reference",
      words: ["none", "required", "token", "mtls", "api_key"],
      to: ["actor"],
    },
    "required",
    "Who may use it: `none`, `required`, or actors",
  ),
  one("payload", CONNECTION, INFORMATION, "2 KB", "The size of one message"),

  // requirements
  many("actor", ["functional"], to("actor"), "", "Who does it; without it, all actors"),
  one(
    "priority",
    ["functional"],
    word("must", "should", "could", "wont"),
    "must",
    "`should` and lower are below the line",
  ),
  many("depends", ["functional"], to("requirement"), "", "What must be there before it"),
  one(
    "pattern",
    ["quality"],
    word("steady", "spiky", "seasonal", "read_heavy", "write_heavy"),
    "spiky",
    "How the load behaves over time",
  ),
  one("ratio", ["quality"], { type: "proportion" }, "100:1", "Reads to writes"),
  one(
    "prefers",
    ["quality"],
    word("consistency", "availability"),
    "consistency",
    "The choice under a network partition",
  ),
  one("verified_by", ["quality"], TEXT, '"load test"', "How it is known to hold"),
  one("rationale", ["quality", "functional"], TEXT, '"why"', "Why it is required"),

  // entities
  one("grows", ENTITY, RATE, "1k/day", "Records that are added per time"),
  one("rows", ENTITY, COUNT, "1M", "Records that are kept"),
  one("retention", ENTITY, TIME, "2 years", "How long a record is kept"),
  one("index_overhead", ENTITY, { type: "number" }, "30%", "Size of the indexes as a share of the data"),
  one("aggregate", ENTITY, BOOLEAN, "true", "The root of an aggregate: its parts change only through it"),
  many("access", ENTITY, word("read_heavy", "write_heavy", "recent"), "read_heavy", "How it is used"),
  one("residency", ENTITY, TEXT, "EU", "Where the data must stay"),
  one(
    "legal_basis",
    ENTITY,
    openWord("consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interests"),
    "contract",
    "Why personal data may be kept",
  ),

  // APIs
  many("reads", API, to("entity"), "", "Entities that it reads"),
  many("writes", API, to("entity"), "", "Entities that it changes"),
  one("request", API, INFORMATION, "1 KB", "The size of a request"),
  one("response", API, INFORMATION, "10 KB", "The size of an answer"),
  one("idempotent", API, BOOLEAN, "true", "Doing it twice is the same as doing it once"),
  one("paginated", API, BOOLEAN, "true", "A list comes in pages"),
  one("retryable", API, BOOLEAN, "true", "Clients may try again"),
  one("rate_limit", ["api", "endpoint", "component"], RATE, "100 req/min", "Requests above this rate are turned away"),
  one("cacheable", API, BOOLEAN, "true", "An answer may be kept and used again"),
  one("async", API, BOOLEAN, "true", "It answers before the work is done"),

  // domains, decisions, questions, risks, views
  one(
    "type",
    ["domain"],
    word("core", "supporting", "generic"),
    "core",
    "`core` earns the money, `supporting` helps it, `generic` is a solved problem",
  ),
  many("pros", ["option"], TEXT, '"…"', "What speaks for it"),
  many("cons", ["option"], TEXT, '"…"', "What speaks against it"),
  many("chosen", ["decision"], to("option"), "", "The option that was taken"),
  many("because", ["decision"], TEXT, '"…"', "The reason"),
  one(
    "status",
    ["decision"],
    openWord("proposed", "accepted", "superseded", "rejected"),
    "accepted",
    "Where the decision stands",
  ),
  many("answer", ["question"], TEXT, '"…"', "What was found out; without one the question is open"),
  many("asks", ["question"], TEXT, "Interviewer", "Who is asked"),
  many(
    "affects",
    ["risk", "decision", "question"],
    to("component", "requirement", "quality", "entity", "api", "endpoint", "flow", "domain", "actor", "place"),
    "",
    "What is concerned",
  ),
  many("mitigation", ["risk"], TEXT, '"…"', "What is done about it"),
  many(
    "include",
    ["view"],
    to("component", "actor", "domain", "entity", "api", "place", "flow", "process", "requirement", "quality"),
    "",
    "What is shown; without it, everything",
  ),
  many(
    "exclude",
    ["view"],
    to("component", "actor", "domain", "entity", "api", "place", "flow", "process", "requirement", "quality"),
    "",
    "What is left out",
  ),
  one("direction", ["view"], word("TB", "LR"), "LR", "Top to bottom, or left to right"),
  one("color", ["view"], word("kind", "load", "availability", "domain"), "kind", "What colours mean"),

  // anywhere
  one("owner", EVERY, TEXT, '"Team"', "Who is responsible"),
  many("link", EVERY, TEXT, '"https://…"', "Where to read more"),
  many("tags", EVERY, TEXT, "tag", "Words to find it by"),
  many("note", EVERY, TEXT, '"…"', "A remark"),
];

/** Each property by its name. */
export const properties: ReadonlyMap<string, PropertyEntry> = new Map(ENTRIES.map((entry) => [entry.name, entry]));

const byOwner = new Map<PropertyOwner, readonly PropertyEntry[]>(
  EVERY.map((owner) => [owner, ENTRIES.filter((entry) => entry.owners.includes(owner))]),
);

/** The properties that an owner may carry, in the table's order. */
export function propertiesOf(owner: PropertyOwner): readonly PropertyEntry[] {
  return byOwner.get(owner) ?? [];
}
