import { describe, expect, it } from "vitest";
import { factsOfSource, keyOf } from "./facts-of.ts";

describe("storage", () => {
  const entity =
    "entity Paste { content text(1000 B)\nshort bytes(7)\nexpires int\ncreated bytes(5)\npath bytes(255)\n";

  it.each([
    ["grows: 10M/month, retention: 36 months }", 1271, 457.56],
    ["rows: 1M }", 1271, 1.271],
    ["rows: 1M, index_overhead: 50% }", 1271, 1.9065],
    ["grows: 10M/month }", 1271, (1271 * 10e6 * 365 * 5) / 30 / 1e9],
  ])("of an entity that %s", (properties, size, gigabytes) => {
    const facts = factsOfSource(entity + properties);
    const found = facts.storage.entity(keyOf(facts, "Paste"));
    expect(found?.size).toBe(size);
    expect((found?.storage ?? 0) / 1e9).toBeCloseTo(gigabytes, 9);
    expect(found?.assumedRetention).toBe(properties === "grows: 10M/month }");
  });

  it.each([
    ["one copy", "sql_database D { stores: E }", 1.6, 1.6],
    ["three copies", "sql_database D { stores: E, replicas: 3, replication: sync, failover: automatic }", 4.8, 1.6],
    ["replicas that are shards", "sql_database D { stores: E, replicas: 4, shard_by: E.id }", 1.6, 0.4],
    [
      "shards of three copies",
      "sql_database D { stores: E, replicas: 3, shards: 2, shard_by: E.id, replication: async }",
      4.8,
      0.8,
    ],
    ["two entities", "sql_database D { stores: E, F }", 2.4, 2.4],
    ["one field", "cache D { stores: F.id }", 0.8, 0.8],
  ])("of a store with %s, in GB", (_, store, total, perInstance) => {
    const facts = factsOfSource(
      `entity E { id uuid [pk], rows: 100M }\nentity F { id uuid [pk]\nrows: 50M }\n${store}`,
    );
    const found = facts.storage.store(keyOf(facts, "D"));
    expect((found?.total ?? 0) / 1e9).toBeCloseTo(total, 9);
    expect((found?.perInstance ?? 0) / 1e9).toBeCloseTo(perInstance, 9);
  });

  it("leaves large fields to the blob storage that names them", () => {
    const facts = factsOfSource(
      "entity E { id uuid [pk]\nimage blob(1 MB)\nrows: 1M }\nsql_database D { stores: E }\nblob_storage B { stores: E.image }",
    );
    expect((facts.storage.store(keyOf(facts, "D"))?.total ?? 0) / 1e6).toBeCloseTo(16, 9);
    expect((facts.storage.store(keyOf(facts, "B"))?.total ?? 0) / 1e12).toBeCloseTo(1, 9);
  });

  it("of a cache is a fifth of a day's reads", () => {
    const facts = factsOfSource(
      "actor U\napi P { GET /l as Get { load: 4k req/s, response: 500 B } }\nservice S { serves: P }\ncache C { replicas: 2, memory: 16 GB }\nU -> S -> C",
    );
    const found = facts.storage.cache(keyOf(facts, "C"));
    expect((found?.workingSet ?? 0) / 1e9).toBeCloseTo(34.56, 9);
    expect(found?.room).toBe(32e9);
  });
});

describe("cost", () => {
  const source =
    "requirements { cost Budget <= $1000/month\ncost Core <= $500/month for D }\nactor U\napi P { GET /a as Get { load: 10 req/s } }\ndomain D { service S { serves: P, replicas: 3, cost: $200/month } }\nservice T { cost: $12/day }\nservice V { cost: €5/month }\nU -> S -> T -> V";

  it("is what all instances cost in a month, by currency", () => {
    const facts = factsOfSource(source);
    expect([...facts.cost.perMonth]).toEqual([
      ["USD", 960],
      ["EUR", 5],
    ]);
    expect(facts.cost.perRequest.get("USD")).toBeCloseTo(960 / (10 * 86_400 * 30), 12);
  });

  it("is compared with budgets", () => {
    const facts = factsOfSource(source);
    expect(facts.cost.targets.map((one) => [one.quality.id, one.perMonth, one.actual])).toEqual([
      ["Budget", 1000, 960],
      ["Core", 500, 600],
    ]);
  });
});

describe("traces", () => {
  it("lead from requirements to entities", () => {
    const facts = factsOfSource(
      "requirements { functional R\nfunctional Q }\nentity E { id uuid }\napi P { POST /e as New { satisfies: R, writes: E } }\nservice S { serves: P }\nsql_database D { stores: E.id }\nflow F { satisfies: R\nS -> D }\nS -> D",
    );
    const [r, q] = facts.trace.requirements;
    expect([r?.satisfied, q?.satisfied]).toEqual([true, false]);
    const ids = (elements: readonly { readonly id: string }[] = []): readonly string[] => elements.map(({ id }) => id);
    expect([ids(r?.endpoints), ids(r?.flows), ids(r?.components), ids(r?.entities)]).toEqual([
      ["P.New"],
      ["F"],
      ["S"],
      ["E"],
    ]);
    expect(ids(facts.trace.stores(keyOf(facts, "E")))).toEqual(["D"]);
  });
});
