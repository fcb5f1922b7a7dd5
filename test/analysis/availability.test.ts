import { describe, expect, it } from "vitest";
import { downtime, ScopeModel } from "../../server/src/analysis/availability.ts";
import { factsOf } from "../../server/src/analysis/facts.ts";
import { designOf } from "../model/design-of.ts";

const oracleA = `actor User
load_balancer Balancer { availability: 99.99% }
auth_provider Auth { availability: 99.5% }
sql_database Data { availability: 99.9% }
service Web { replicas: 2, availability: 99% }
User -> Balancer -> Web
Web -> Auth, Data
`;

function availabilityOf(source: string, scope = "system"): number | undefined {
  const { failure } = factsOf(designOf(source));
  const found = failure.scopes.all.find(({ id }) => id === scope);
  return found && failure.availability(found.key)?.low;
}

describe("availability", () => {
  const P = (a: number, n: number, k = 1): number => {
    let sum = 0;
    for (let state = 0; state < 2 ** n; state++) {
      const up = [...Array(n).keys()].filter((i) => (state >> i) & 1).length;
      if (up >= k) sum += a ** up * (1 - a) ** (n - up);
    }
    return sum;
  };
  it.each<[string, string, number]>([
    ["a default of one instance", "actor U; service A; U -> A", 0.995],
    ["k of n", "actor U; service A { availability: 99%, replicas: 5, needs: 3 }; U -> A", 0.9999901494],
    ["a quorum", "actor U; coordinator A { availability: 99%, quorum: 2 of 3 }; U -> A", 0.999702],
    [
      "replication by quorum needs a majority",
      "actor U; wide_column_database A { availability: 99%, replicas: 3, replication: quorum }; U -> A",
      0.999702,
    ],
    ["a managed balancer", "actor U; load_balancer A { managed: true }; U -> A", 0.9999],
    [
      "a managed database, whose replicas are not counted again",
      "actor U; sql_database A { managed: true, replicas: 3 }; U -> A",
      0.9995,
    ],
    ["DNS, a CDN and object storage", "actor U; dns D; cdn C; blob_storage B; U -> D -> C -> B", 0.999 * 0.999],
    ["a client is everybody's own", "actor U; client App; service A; U -> App -> A", 0.995],
    ["unless it states otherwise", "actor U; client App { availability: 99% }; service A; U -> App -> A", 0.995 * 0.99],
    ["a leader that nothing replaces", "actor U; sql_database A { availability: 99%, replicas: 3 }; U -> A", 0.99],
    [
      "shards are all needed",
      "actor U; entity E { id uuid [pk] }; sql_database A { stores: E, availability: 99%, replicas: 2, failover: automatic, shard_by: E.id, shards: 3 }; U -> A",
      0.9999 ** 3,
    ],
    [
      "a connection",
      "actor U; service A { availability: 99% }; service B { availability: 99% }; U -> A; A -> B { availability: 90% }",
      0.99 * 0.99 * 0.9,
    ],
    [
      "a place that may fail",
      "actor U; zone Z { availability: 99%; service A { availability: 90%, replicas: 2 }; service B { availability: 90% } }; U -> A -> B",
      0.99 * 0.99 * 0.9,
    ],
    [
      "two places that may fail",
      "actor U; zone Y { availability: 90% }; zone Z { availability: 80% }; service A { availability: 90%, zones: Y, Z }; U -> A",
      1 - (1 - 0.81) * (1 - 0.72),
    ],
    [
      "a quorum over three places that may fail",
      "actor U; zone X { availability: 99% }; zone Y { availability: 99% }; zone Z { availability: 99% }; coordinator A { quorum: 2 of 3, zones: X, Y, Z, availability: 99% }; U -> A",
      3 * 0.9801 ** 2 * (1 - 0.9801) + 0.9801 ** 3,
    ],
    [
      "zones in regions",
      "actor U; region R { availability: 95%; zone A { availability: 90% }; zone B { availability: 90% } }; region S { availability: 95%; zone C { availability: 90% }; zone D { availability: 90% } }; service V { replicas: 4, zones: A, B, C, D, availability: 80% }; U -> V",
      1 - (1 - 0.95 * (1 - (1 - 0.72) ** 2)) ** 2,
    ],
    [
      "a hand-over that must succeed, what is behind it, and what is optional",
      "actor U; service A { availability: 99% }; queue Q { availability: 95% }; worker W { availability: 10% }; service O { availability: 10% }; U -> A; A ~> Q; Q ~> W; A -> O { optional: true }",
      0.99 * 0.95,
    ],
    [
      "what two requirements share, once",
      "actor U; functional F { actor: U }; functional G { actor: U }; api P { GET /a { satisfies: F } }; api Q { GET /b { satisfies: G } }; service A { serves: P, availability: 99% }; service B { serves: Q, availability: 99% }; sql_database D { availability: 90% }; U -> A -> D; U -> B -> D",
      0.99 * 0.99 * 0.9,
    ],
    [
      "two ways in, and what the gateway needs, without its routes to others",
      "actor U; functional F { actor: U }; api P { GET /a { satisfies: F } }; api Q { GET /b }; api_gateway G { availability: 90% }; api_gateway H { availability: 80% }; auth_provider I { availability: 98% }; service A { serves: P, availability: 97% }; service B { serves: Q, availability: 50% }; U -> G; U -> H; G, H -> I; G, H -> A; G -> B",
      0.98 * 0.98 * 0.97,
    ],
    [
      "a fallback",
      "actor U; service A { availability: 100% }; service B { availability: 90% }; cache C { availability: 80% }; U -> A; A -> B { fallback: C }",
      0.98,
    ],
  ])("%s", (_, source, expected) => {
    expect(availabilityOf(source), source).toBeCloseTo(expected, 12);
  });

  it("agrees with counting states", () => {
    expect(P(0.99, 5, 3)).toBeCloseTo(0.9999901494, 10);
  });

  it("is exact for reads and writes of one store together", () => {
    // Writing needs the leader, reading any of two: both are needed, so it is the leader that counts.
    const source = `entity E { id uuid [pk] }
functional Get "Get"
functional Put "Put"
api Api { rpc get() { satisfies: Get, reads: E }  rpc put() { satisfies: Put, writes: E } }
actor U
service S { serves: Api, availability: 100% }
sql_database D { stores: E, replicas: 2, availability: 90% }
U -> S -> D`;
    expect(availabilityOf(source, "Get")).toBeCloseTo(0.99, 12);
    expect(availabilityOf(source, "Put")).toBeCloseTo(0.9, 12);
    expect(availabilityOf(source)).toBeCloseTo(0.9, 12);
  });

  it("survives absurd counts", () => {
    const source =
      "actor U; zone Z { availability: 99% }; service A { replicas: 100000, needs: 50000, zones: Z, availability: 99% }; U -> A";
    const found = factsOf(designOf(source)).failure.availability("system");
    expect(found?.exact).toBe(false);
    expect(found?.low).toBeCloseTo(0.99, 9);
    expect(found?.high).toBeCloseTo(1, 9);
  });
});

describe("what would help most", () => {
  const facts = factsOf(designOf(oracleA));
  const found = facts.failure.availability("system");
  const nameOf = ({ subject }: { subject: { type: string; node?: number } }) =>
    facts.graph.nodes[subject.node ?? -1]?.id;

  it("ranks by Birnbaum importance", () => {
    expect(found?.importance.map(nameOf)).toEqual(["Auth", "Data", "Balancer"]);
    const [auth] = found?.importance ?? [];
    expect(auth?.birnbaum).toBeCloseTo(0.99380620894 / 0.995, 10);
    expect(auth?.gain).toBeCloseTo(0.99380620894 / 0.995 - 0.99380620894, 10);
  });

  it("ranks by what perfection would bring", () => {
    expect(found?.gains.map(nameOf)).toEqual(["Auth", "Data", "Balancer"]);
  });

  it("names what is assumed", () => {
    const { failure, graph } = factsOf(
      designOf("actor U; service A; cdn C { availability: 99% }; dns D; U -> D -> C -> A"),
    );
    const assumptions = failure.availability("system")?.assumptions ?? [];
    expect(assumptions.map(({ node, assumed }) => [graph.nodes[node]?.id, assumed.value, assumed.source])).toEqual([
      ["A", 0.995, "the published level of one virtual machine"],
      ["D", 1, "the published level of common managed DNS"],
    ]);
  });
});

describe("downtime", () => {
  it.each([
    [0.99, 7.2 * 3600],
    [0.999, 43.2 * 60],
    [0.9995, 21.6 * 60],
    [0.9999, 4.32 * 60],
    [0.99999, 25.92],
  ])("%f has a budget of %f seconds in 30 days", (availability, month) => {
    expect(downtime(availability).month).toBeCloseTo(month, 6);
    expect(downtime(availability).year).toBeCloseTo((month * 365) / 30, 5);
  });
});

describe("targets", () => {
  it.each<[string, string, readonly (readonly [string, readonly (boolean | undefined)[]])[]]>([
    ["the system's", "availability Up >= 99%", [["Up", [true]]]],
    ["out of reach", "availability Up >= 99.9%", [["Up", [false]]]],
    ["reached exactly", "availability Up >= 99.380620894%", [["Up", [true]]]],
    ["another way round", "availability Up <= 99%", [["Up", [false]]]],
    ["of a component", "availability Up >= 99.9% for Data", [["Up", [true]]]],
    ["by an estimate", "estimates { goal = 99.9% }\navailability Up >= goal", [["Up", [false]]]],
    ["without a number", "availability Up", []],
    ["of nothing that is known", "availability Up >= 99% for Nobody", [["Up", []]]],
  ])("%s", (_, target, expected) => {
    const { failure } = factsOf(designOf(oracleA + target));
    const verdicts = failure.verdicts.map(({ quality, results }) => [quality.id, results.map(({ met }) => met)]);
    expect(verdicts, target).toEqual(expected);
  });

  it("are compared with each endpoint of an API", () => {
    const { failure } = factsOf(
      designOf(`${oracleA}api Api { rpc one() rpc two() }
service Front { serves: Api }
User -> Front
availability Up >= 99% for Api`),
    );
    const [verdict] = failure.verdicts;
    expect(
      verdict?.results.map(({ availability, met }) => [availability.scope.id, availability.scope.kind, met]),
    ).toEqual([
      ["Api.one", "endpoint", true],
      ["Api.two", "endpoint", true],
    ]);
  });
});

describe("beyond the budget", () => {
  /** Every one of n services needs one of two of n stores, chosen so that all are entangled. */
  const entangled = (n: number) => {
    const lines = ["actor U", "service G { availability: 100% }", "U -> G"];
    for (let i = 0; i < n; i++) lines.push(`service D${i} { availability: ${90 + (i % 9)}% }`);
    for (let i = 0; i < n; i++) lines.push(`G -> D${i} | D${(i * 7 + 3) % n} | D${(i * 5 + 1) % n}`);
    return lines.join("\n");
  };

  it("gives bounds that hold the exact value", () => {
    const source = entangled(24);
    const { failure } = factsOf(designOf(source));
    const exact = failure.availability("system");
    expect(exact?.exact).toBe(true);
    const [system] = failure.scopes.all;
    const formulas = system?.parts.map((part) => failure.part(part).formula) ?? [];
    const availability = (node: number) => failure.instanceAvailability(node);
    const widths: number[] = [];
    for (const budget of [2, 50, 100, 200]) {
      const rough = new ScopeModel(failure.graph, failure.leaves, availability, formulas, budget);
      expect(rough.exact, `${budget}`).toBe(false);
      const { low, high } = rough.availability();
      expect(low, `${budget}`).toBeLessThan(exact?.low ?? 0);
      expect(high, `${budget}`).toBeGreaterThan(exact?.high ?? 1);
      expect(rough.improvements(3)).toEqual({ importance: [], gains: [] });
      widths.push(high - low);
    }
    // More nodes, closer bounds.
    expect(widths).toEqual([...widths].sort((left, right) => right - left));
  });
});
