import { describe, expect, it } from "vitest";
import { factsOfSource, keyOf } from "./facts-of.ts";

const API = `
actor User
api P {
  GET /a as Read -> E { reads: E, load: 100 req/s, peak: 3x }
  POST /a as Write -> E { writes: E, load: 10 req/s, peak: 50 req/s }
}
entity E { id uuid [pk] }
`;

/** Sources, and of each component `average/peak` in requests per second. */
const CASES: readonly (readonly [title: string, source: string, expected: Readonly<Record<string, string>>])[] = [
  [
    "an endpoint's load enters what serves its API, and all between it and its actors",
    `${API}load_balancer L\nservice S { serves: P }\nUser -> L -> S`,
    { L: "110/350", S: "110/350" },
  ],
  [
    "calls multiply",
    `${API}service S { serves: P }\nservice T\nservice V\nUser -> S\nS -> T { calls: 3 }\nT -> V { calls: 0.5 }`,
    { S: "110/350", T: "330/1050", V: "165/525" },
  ],
  [
    "a hit ratio keeps reads from what is behind it, not writes",
    `${API}cdn C { hit_ratio: 90% }\nservice S { serves: P }\nUser -> C -> S`,
    { C: "110/350", S: "20/80" },
  ],
  [
    "on a miss: reads that the cache does not answer, and every write",
    `${API}service S { serves: P }\ncache C { hit_ratio: 80% }\nsql_database D { stores: E }\nUser -> S\nS -> C\nS -> D { on_miss: C }`,
    { C: "110/350", D: "30/110" },
  ],
  [
    "a connection is for what it names",
    `${API}service S { serves: P }\nservice T\nservice V\nUser -> S\nS -> T { for: Read }\nS -> V { for: Write }`,
    { T: "100/300", V: "10/50" },
  ],
  [
    "stores of other entities are left alone",
    `${API}entity F { id uuid }\nservice S { serves: P }\nsql_database D { stores: E }\nsql_database X { stores: F }\nqueue Q\nUser -> S\nS -> D\nS -> X\nS ~> Q`,
    { D: "110/350", Q: "110/350", X: "-" },
  ],
  [
    "alternatives share evenly",
    `${API}service S { serves: P }\nservice T\nservice V\nUser -> S\nS -> T | V`,
    { T: "55/175", V: "55/175" },
  ],
  [
    "alternatives that are asked on a miss",
    `${API}service S { serves: P }\ncache C { stores: E, hit_ratio: 80% }\nsql_database D { stores: E }\nsql_database X { stores: E }\nUser -> S\nS -> C\nS -> D | X { on_miss: C }`,
    { C: "110/350", D: "15/55", X: "15/55" },
  ],
  [
    "a cache behind another",
    `${API}cdn N { hit_ratio: 50% }\nservice S { serves: P }\ncache C { stores: E, hit_ratio: 80% }\nsql_database D { stores: E }\nUser -> N -> S\nS -> C\nS -> D { on_miss: C }`,
    { N: "110/350", S: "60/200", C: "60/200", D: "20/80" },
  ],
  [
    "a cache that reads through",
    `${API}service S { serves: P }\ncache C { stores: E, hit_ratio: 80% }\nsql_database D { stores: E }\nUser -> S -> C -> D`,
    { C: "110/350", D: "30/110" },
  ],
  [
    "each message of a queue goes to one of its consumers",
    "actor U { load: 100 req/s }\nservice S\nqueue Q\nworker A\nworker B\nworker C\nU -> S ~> Q\nQ ~> A { calls: 3 }\nQ ~> B | C",
    { Q: "100/100", A: "150/150", B: "25/25", C: "25/25" },
  ],
  [
    "each event of a stream or a topic goes to all",
    "actor U { load: 100 req/s }\nservice S\nstream Q\npubsub T\nworker A\nworker B\nU -> S ~> Q, T\nQ ~> A, B\nT ~> A",
    { Q: "100/100", T: "100/100", A: "200/200", B: "100/100" },
  ],
  [
    "a flow's consumers share its queue",
    `requirements { functional R }\nactor User\napi P { POST /a as New { satisfies: R, load: 100 req/s } }
service S { serves: P }\nqueue Q\nworker A\nworker B\nworker C\nUser -> S\nS ~> Q\nQ ~> A, B, C\nflow F { satisfies: R\nUser -> S ~> Q\nQ ~> A, B }`,
    { Q: "100/100", A: "50/50", B: "50/50", C: "-" },
  ],
  [
    "a consumer shares only what is for it",
    `${API}service S { serves: P }\nqueue Q\nworker A\nworker B\nUser -> S ~> Q\nQ ~> A\nQ ~> B { for: Write }`,
    { Q: "110/350", A: "105/325", B: "5/25" },
  ],
  [
    "ways in share evenly",
    `${API}load_balancer L\nload_balancer M\nservice S { serves: P }\nUser -> L\nUser -> M\nL -> S\nM -> S`,
    { L: "55/175", M: "55/175", S: "110/350" },
  ],
  [
    "a gateway's provider gets what passes the gateway, other routes get nothing",
    `${API}api_gateway G\nauth_provider A\napi Q2 { GET /b as Other { load: 7 req/s } }\nservice S { serves: P }\nservice T { serves: Q2 }\nUser -> G\nG -> S\nG -> T\nG -> A`,
    { G: "117/357", S: "110/350", T: "7/7", A: "117/357" },
  ],
  [
    "a flow is the route",
    `requirements { functional R }\nactor User\napi P { GET /a as Read { satisfies: R, load: 100 req/s } }
service S { serves: P }\nservice T\nservice V\nUser -> S\nS -> T\nS -> V\nflow F { satisfies: R\nUser -> S\nS -> T\nS -> T }`,
    { S: "100/100", T: "200/200", V: "-" },
  ],
  [
    "what a flow hands to a queue goes on behind it",
    `requirements { functional R }\nactor User\napi P { GET /a as Read { satisfies: R, load: 100 req/s } }
service S { serves: P }\nqueue Q\nworker W\nUser -> S\nS ~> Q\nQ ~> W { calls: 2 }\nflow F { satisfies: R\nUser -> S ~> Q }`,
    { Q: "100/100", W: "200/200" },
  ],
  [
    "a throughput target counts where it is larger, divided by the endpoints' loads",
    `${API}service S { serves: P }\nUser -> S\nthroughput T >= 1100 req/s for P { peak: 2x }`,
    { S: "1100/3200" },
  ],
  [
    "a throughput target alone",
    "requirements { functional R\nthroughput T >= 60 req/min for R }\nactor U\napi P { GET /a as A { satisfies: R } }\nservice S { serves: P }\nU -> S",
    { S: "1/1" },
  ],
  [
    "an actor's load, where no endpoint has any",
    "actor U { load: 90 req/s, peak: 2x }\nservice A\nservice B\nservice C\nU -> A\nU -> B\nA -> C",
    { A: "45/90", B: "45/90", C: "45/90" },
  ],
  [
    "a connection's own load replaces what would arrive",
    `${API}service S { serves: P }\nservice T\nservice V\nUser -> S\nS -> T { load: 5 req/s, peak: 6 req/s }\nT -> V`,
    { T: "5/6", V: "5/6" },
  ],
  [
    "cycles are solved",
    "actor U { load: 100 req/s }\nservice A\nservice B\nU -> A\nA -> B { calls: 0.5 }\nB -> A",
    { A: "200/200", B: "100/100" },
  ],
  [
    "a push back carries nothing",
    "actor U { load: 100 req/s }\nservice A\nservice B\nU <-> A\nA <-> B",
    { A: "100/100", B: "100/100" },
  ],
];

function shown(value: number): string {
  return String(Number(value.toPrecision(12)));
}

describe("load", () => {
  for (const [title, source, expected] of CASES) {
    it(title, () => {
      const facts = factsOfSource(source);
      const found = Object.fromEntries(
        Object.keys(expected).map((id) => {
          const load = facts.load.component(keyOf(facts, id));
          const any = load && load.contributions.length > 0;
          return [id, any ? `${shown(load.rate.average)}/${shown(load.rate.peak)}` : "-"];
        }),
      );
      expect(found, source).toEqual(expected);
    });
  }

  it("reports a cycle that multiplies its own load, and leaves finite figures behind", () => {
    const facts = factsOfSource("actor U { load: 1 req/s }\nservice A\nservice B\nU -> A\nA -> B { calls: 2 }\nB -> A");
    expect(facts.load.unstable.map((part) => part.map((key) => facts.design.get(key)?.id))).toEqual([["A", "B"]]);
    expect(facts.load.component(keyOf(facts, "A"))?.rate.average).toBe(1);
  });

  it("gives load() to estimates", () => {
    const facts = factsOfSource(
      `${API}service S { serves: P }\nUser -> S\nestimates { daily = load(S) * 1 day\none = load(Read) }`,
    );
    const [daily, one] = facts.design.all("estimate").map((element) => facts.evaluation.estimate(element.key).quantity);
    expect(daily?.value.toNumber()).toBe(110 * 86_400);
    expect(one?.value.toNumber()).toBe(100);
  });
});

/** Utilisation at peak, after the loss of an instance, and of a zone. */
const UTILIZATION: readonly (readonly [title: string, source: string, ...expected: (number | undefined)[]])[] = [
  ["of one instance", "service S { capacity: 100 req/s }", 0.5, undefined, undefined],
  ["of several", "service S { capacity: 100 req/s, replicas: 2, zones: 2 }", 0.25, 0.5, 0.5],
  ["spread unevenly", "service S { capacity: 100 req/s, replicas: 5, zones: 3 }", 0.1, 0.125, 50 / 300],
  ["assumed by its kind", "cache S { replicas: 2 }", 50 / 200_000, 50 / 100_000, undefined],
  ["not known", "service S { replicas: 2 }", undefined, undefined, undefined],
  [
    "writes load every replica where replication is stated",
    "sql_database S { capacity: 100 req/s, replicas: 3, replication: sync, failover: automatic }",
    0.5,
    0.5,
    undefined,
  ],
  [
    "nodes of a wide-column database keep three copies of each record between them",
    "wide_column_database S { capacity: 100 req/s, replicas: 6, replication: quorum }",
    0.25,
    0.3,
    undefined,
  ],
  [
    "writes load one shard each",
    "sql_database S { capacity: 100 req/s, replicas: 3, shards: 2, shard_by: E.id, replication: sync }",
    0.25,
    0.25,
    undefined,
  ],
];

describe("utilization", () => {
  for (const [title, source, ...expected] of UTILIZATION) {
    it(title, () => {
      const facts = factsOfSource(
        `actor U\nentity E { id uuid }\napi P { POST /e as New { writes: E, load: 20 req/s, peak: 50 req/s } }\nservice W { serves: P }\n${source}\nU -> W -> S`,
      );
      const load = facts.load.component(keyOf(facts, "S"));
      expect([load?.utilization, load?.afterInstanceLoss, load?.afterZoneLoss], source).toEqual(expected);
    });
  }
});

describe("bandwidth and concurrency", () => {
  it("follow from payloads and latency", () => {
    const facts = factsOfSource(
      "actor U { load: 100 req/s }\nservice S { latency: 50 ms }\nservice T\nU -> S { payload: 2 KB }\nS -> T",
    );
    expect(facts.load.connection(keyOf(facts, "U -> S"))?.bandwidth?.average).toBe(200_000);
    expect(facts.load.component(keyOf(facts, "S"))?.bandwidth?.average).toBe(200_000);
    expect(facts.load.component(keyOf(facts, "S"))?.concurrency?.average).toBe(5);
    expect(facts.load.component(keyOf(facts, "T"))?.bandwidth).toBeUndefined();
  });
});
