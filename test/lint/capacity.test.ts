/** What load rules say at their limits, of assumptions, behind queues and of ranges; and that their fixes are enough. */

import { describe, expect, it } from "vitest";
import { applied, lintOf } from "./lint-of.ts";

const LOAD_RULES = new Set([
  "capacity/exceeded",
  "capacity/headroom",
  "capacity/instance-loss",
  "capacity/zone-loss",
  "capacity/gateway-rate",
  "capacity/queue-growth",
  "capacity/unknown",
]);

/** Findings of the rules about load, as `error capacity/exceeded`. */
function said(source: string): readonly string[] {
  return lintOf(source)
    .filter(({ rule }) => LOAD_RULES.has(rule))
    .map(({ rule, severity }) => `${severity} ${rule}`);
}

const served = (load: string, component: string): string => `actor User
entity E { id uuid [pk] }
api P { POST /e as Put { writes: E, ${load} } }
load_balancer Door { managed: true }
${component}
User -> Door -> S`;

const CASES: readonly (readonly [title: string, source: string, ...expected: string[]])[] = [
  ["exactly 70 % leaves room", served("load: 2800 req/s", "service S { serves: P, replicas: 4, capacity: 1k req/s }")],
  [
    "a little more does not",
    served("load: 2801 req/s", "service S { serves: P, replicas: 4, capacity: 1k req/s }"),
    "warning capacity/headroom",
  ],
  [
    "exactly the capacity is not exceeded, but an instance may not be lost",
    served("load: 3k req/s", "service S { serves: P, replicas: 3, capacity: 1k req/s }"),
    "warning capacity/instance-loss",
  ],
  [
    "more than the capacity is one finding, not three",
    served("load: 3001 req/s", "service S { serves: P, replicas: 3, zones: 3, capacity: 1k req/s }"),
    "error capacity/exceeded",
  ],
  [
    "the rest may be used up entirely once an instance is lost",
    served("load: 1k req/s", "service S { serves: P, replicas: 2, capacity: 1k req/s }"),
  ],
  [
    "a zone with half of the instances",
    served("load: 2.2k req/s", "service S { serves: P, replicas: 4, zones: 2, capacity: 1k req/s }"),
    "warning capacity/zone-loss",
  ],
  [
    "one instance that can't be lost is a single point of failure, no more",
    served("load: 600 req/s", "service S { serves: P, capacity: 1k req/s }"),
  ],
  [
    "so is one of which all instances are needed",
    served("load: 1.3k req/s", "service S { serves: P, replicas: 2, needs: 2, capacity: 1k req/s }"),
  ],
  [
    "a provider replaces what is lost",
    served("load: 1.3k req/s", "service S { serves: P, replicas: 2, managed: true, capacity: 1k req/s }"),
  ],
  [
    "more instances for the peak",
    served("load: 600 req/s, peak: 5x", "service S { serves: P, replicas: 2, autoscaling: true, capacity: 1k req/s }"),
  ],
  [
    "or for the average",
    served("load: 2.1k req/s", "service S { serves: P, replicas: 2, autoscaling: true, capacity: 1k req/s }"),
  ],
  [
    "a capacity that is assumed is no error",
    `${served("load: 20k req/s", "service S { serves: P, replicas: 50, capacity: 1k req/s }")}\nS -> D\nsql_database D { stores: E }`,
    "warning capacity/exceeded",
  ],
  [
    "of a provider's, or of a part of it, it is a question",
    `${served("load: 20k req/s", "service S { serves: P, replicas: 50, capacity: 1k req/s }")}\nS -> D\nblob_storage D { stores: E }`,
    "information capacity/exceeded",
  ],
  [
    "headroom on an assumption",
    `${served("load: 4k req/s", "service S { serves: P, replicas: 50, capacity: 1k req/s }")}\nS -> D\nsql_database D { stores: E }`,
    "information capacity/headroom",
  ],
  [
    "an own kind states it",
    `kind lambda: function { capacity: 100 req/s }\n${served("load: 2k req/s", "lambda S { serves: P, replicas: 10 }")}`,
    "error capacity/exceeded",
  ],
  [
    "what replicates carries every write on every replica",
    `${served("load: 2k req/s", "service S { serves: P, replicas: 50, capacity: 1k req/s }")}\nS -> D
sql_database D { stores: E, replicas: 3, replication: sync, failover: automatic, capacity: 1k req/s }`,
    "error capacity/exceeded",
  ],
  [
    "a gateway that states no capacity",
    `${served("load: 8k req/s, peak: 2x", "service S { serves: P, replicas: 50, capacity: 1k req/s }").replace("load_balancer Door { managed: true }", "api_gateway Door { managed: true }")}`,
    "error capacity/gateway-rate",
  ],
  [
    "a gateway that states one",
    `${served("load: 8k req/s, peak: 2x", "service S { serves: P, replicas: 50, capacity: 1k req/s }").replace("load_balancer Door { managed: true }", "api_gateway Door { capacity: 40k req/s, managed: true }")}`,
  ],
  [
    "a load of less than nothing is none",
    served("load: 0 req/s", "service S { serves: P, replicas: 2, capacity: 0 req/s }"),
  ],
];

describe("load", () => {
  it.each(CASES)("%s", (_, source, ...expected) => {
    expect(said(source), source).toEqual(expected);
  });
});

const queued = (worker: string, more = ""): string => `actor User { load: 100 req/s, peak: 10x }
service S { replicas: 10, capacity: 1k req/s }
queue Q { managed: true }
${worker}
User -> S
S ~> Q
Q ~> W
${more}`;

const QUEUED: readonly (readonly [title: string, source: string, ...expected: string[]])[] = [
  ["a backlog may build up at peak", queued("worker W { replicas: 2, capacity: 100 req/s }")],
  ["but not on average", queued("worker W { capacity: 90 req/s }"), "error capacity/queue-growth"],
  [
    "what is taken exactly as fast as it comes never catches up",
    queued("worker W { capacity: 100 req/s }"),
    "warning capacity/headroom",
  ],
  [
    "consumers of a queue share its messages",
    queued("worker W { capacity: 90 req/s }", "worker V { capacity: 90 req/s }\nQ ~> V"),
  ],
  [
    "consumers of a stream do not",
    queued("worker W { capacity: 90 req/s }", "worker V { capacity: 900 req/s }\nQ ~> V").replace(
      "queue Q",
      "stream Q",
    ),
    "error capacity/queue-growth",
  ],
  ["several at a time", queued("worker W { capacity: 90 req/s }").replace("Q ~> W", "Q ~> W { calls: 0.1 }")],
  ["nor is one that grows", queued("worker W { capacity: 50 req/s, autoscaling: true }")],
  ["a consumer without a capacity is not judged", queued("worker W"), "information capacity/unknown"],
  [
    "what has to arrive in time must carry the peak",
    queued("worker W { replicas: 2, capacity: 100 req/s }", "freshness Now <= 5 s"),
    "error capacity/exceeded",
  ],
  [
    "unless something else has to",
    queued(
      "worker W { replicas: 2, capacity: 100 req/s }",
      "entity E { id uuid [pk] }\napi A { GET /e as Get -> E { reads: E } }\nservice T { serves: A }\nfreshness Now <= 5 s for Get",
    ),
  ],
];

describe("behind a queue", () => {
  it.each(QUEUED)("%s", (_, source, ...expected) => {
    expect(said(source), source).toEqual(expected);
  });
});

describe("ranges", () => {
  const ranged = (range: string) =>
    lintOf(served(`load: ${range}`, "service S { serves: P, replicas: 2, capacity: 1k req/s }")).filter(
      ({ rule }) => rule === "capacity/exceeded",
    );

  it("are told with the probability and what decides", () => {
    const [finding] = ranged("1k to 9k req/s");
    expect(finding?.severity).toBe("error");
    expect(finding?.message).toContain("with a probability of 72.8 %");
    expect(finding?.message).toContain("`P.Put.load` decides most");
  });

  it("warn of what is unlikely, but not unthinkable", () => {
    const [finding] = ranged("500 to 2.5k req/s");
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toMatch(/may be overloaded at peak.* with a probability of 1\d/);
    expect(ranged("500 to 1.9k req/s")).toEqual([]);
  });
});

describe("fixes", () => {
  const overloaded = [...CASES, ...QUEUED].filter(([, source]) =>
    lintOf(source).some(({ rule, fixes }) => /^capacity\/(exceeded|headroom|.*-loss)$/.test(rule) && fixes.length > 0),
  );

  it.each(overloaded)("are enough: %s", (_, source) => {
    let text = source;
    for (let round = 0; round < 5; round++) {
      const finding = lintOf(text).find(({ rule, fixes }) => LOAD_RULES.has(rule) && fixes.length > 0);
      if (!finding?.fixes[0]) break;
      text = applied(text, finding.fixes[0]);
    }
    expect(
      said(text).filter((finding) => !finding.endsWith("queue-growth")),
      text,
    ).toEqual([]);
    expect(
      lintOf(text).filter(({ rule }) => /^(syntax|link|value)/.test(rule)),
      text,
    ).toEqual([]);
  });

  it("set a quorum to the majority of what is needed", () => {
    const source = `${served("load: 2k req/s", "service S { serves: P, replicas: 50, capacity: 1k req/s }")}\nS -> D\nkey_value_store D { stores: E, quorum: 2 of 3, capacity: 500 req/s }`;
    const fix = lintOf(source).find(({ rule }) => rule === "capacity/exceeded")?.fixes[0];
    expect(fix && applied(source, fix)).toContain("quorum: 4 of 6");
  });
});

describe("storage", () => {
  const stored = (entity: string, store: string) =>
    lintOf(`entity E { id uuid [pk]; data bytes(984); ${entity} }\nsql_database D { stores: E, ${store} }`)
      .filter(({ rule }) => rule === "capacity/storage-exceeded")
      .map(({ severity, message }) => `${severity}: ${message}`);

  it("may be used up", () => {
    expect(stored("rows: 1M", "storage: 1 GB")).toEqual([]);
    expect(stored("rows: 1001k", "storage: 1 GB")).toHaveLength(1);
  });

  it("is counted for five years where no retention is stated, as an assumption", () => {
    expect(stored("grows: 1k/day", "storage: 1 GB")[0]).toMatch(
      /^warning: .*full after 2\.74 years.*5 years are assumed/,
    );
    expect(stored("grows: 1k/day, retention: 10 years", "storage: 1 GB")[0]).toMatch(
      /^error: .*full after 2\.74 years/,
    );
  });

  it("stops growing where retention ends", () => {
    const found = lintOf(`entity Short { id uuid [pk]; data bytes(984); grows: 1k/day, retention: 10 days }
entity Long { id uuid [pk]; data bytes(984); grows: 1k/day, retention: 100 days }
sql_database D { stores: Short, Long, storage: 60 MB }`).find(({ rule }) => rule === "capacity/storage-exceeded");
    expect(found?.message).toContain("full after 50 days");
  });

  it("is divided among shards, and kept by every replica", () => {
    expect(stored("rows: 4M", "storage: 1 GB, shards: 4, shard_by: E.id, replicas: 3, failover: automatic")).toEqual(
      [],
    );
    expect(
      stored("rows: 4M", "storage: 1 GB, shards: 3, shard_by: E.id, replicas: 3, failover: automatic")[0],
    ).toContain("kept 3 times");
  });
});

describe("hot partitions", () => {
  const sharded = (capacity: string, pattern: string) =>
    lintOf(`actor User
requirements { functional Buy "A person can buy" { actor: User }
  throughput Rush >= 9k req/s for Buy { pattern: ${pattern} } }
entity Ticket { id uuid [pk]; event_id uuid }
api Shop { POST /event/{event_id}/ticket as Order { satisfies: Buy, writes: Ticket } }
service S { serves: Shop, replicas: 30, capacity: 1k req/s }
sql_database D { stores: Ticket, shard_by: Ticket.event_id, shards: 4, ${capacity} }
User -> S -> D`).some(({ rule }) => rule === "capacity/hot-partition");

  it("are those that can't carry the spike alone", () => {
    expect(sharded("capacity: 8k req/s", "spiky")).toBe(true);
    expect(sharded("capacity: 9k req/s", "spiky")).toBe(false);
    expect(sharded("capacity: 8k req/s", "seasonal")).toBe(false);
  });
});
