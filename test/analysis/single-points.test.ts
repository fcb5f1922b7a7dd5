import { describe, expect, it } from "vitest";
import { factsOf } from "../../server/src/analysis/facts.ts";
import { designOf } from "../model/design-of.ts";

/** `scope: element`, by scope and element in the order of the text. */
function pointsOf(source: string): readonly string[] {
  const { failure } = factsOf(designOf(source));
  return failure.scopes.all.flatMap((scope) => failure.singlePointsOf(scope.key).map(({ id }) => `${scope.id}: ${id}`));
}

const API = `
entity E1 { id uuid [pk] }
entity E2 { id uuid [pk] }
functional Get "Get"
functional Put "Put"
api Api { rpc get() { satisfies: Get, reads: E1 }  rpc put() { satisfies: Put, writes: E1 } }
`;

describe("single points of failure of a bare drawing", () => {
  it.each<[string, string, readonly string[]]>([
    ["a chain", "actor U; service A; service B; U -> A -> B", ["A", "B"]],
    ["replicas", "actor U; service A { replicas: 2 }; service B; U -> A -> B", ["B"]],
    ["all replicas needed", "actor U; service A { replicas: 2, needs: 2 }; U -> A", ["A"]],
    ["optional", "actor U; service A; service B; U -> A; A -> B { optional: true }", ["A"]],
    ["fallback", "actor U; service A; cache B; service C; U -> A; A -> B { fallback: C }", ["A"]],
    [
      "what both fallbacks need",
      "actor U; service A { replicas: 2 }; service B; service C; service D; U -> A; A -> B { fallback: C }; B, C -> D",
      ["D"],
    ],
    ["alternatives", "actor U; service A { replicas: 2 }; service B; service C; U -> A -> B | C", []],
    [
      "alternatives with a shared need",
      "actor U; service A { replicas: 2 }; service B; service C; service D; U -> A -> B | C; B, C -> D",
      ["D"],
    ],
    ["needs both", "actor U; service A { replicas: 2 }; service B; service C; U -> A -> B, C", ["B", "C"]],
    [
      "| binds tighter than ,",
      "actor U; service A { replicas: 2 }; service B; service C; service D; U -> A -> B | C, D",
      ["D"],
    ],
    [
      "handing over to a queue is hard, what is behind is soft",
      "actor U; service A { replicas: 2 }; queue Q; worker W; U -> A; A ~> Q; Q ~> W",
      ["Q"],
    ],
    [
      "a synchronous arrow out of a queue is soft, too",
      "actor U; service A { replicas: 2 }; queue Q; worker W; U -> A -> Q -> W",
      ["Q"],
    ],
    ["handing over to a service is soft", "actor U; service A { replicas: 2 }; service B; U -> A; A ~> B", []],
    ["an optional hand-over", "actor U; service A { replicas: 2 }; queue Q; U -> A; A ~> Q { optional: true }", []],
    ["both ways", "actor U; service A { replicas: 2 }; service B; U <-> A; A <-> B", ["B"]],
    [
      "a push to a person is soft",
      "actor U; service A { replicas: 2 }; notification_service N; U -> A; A ~> N; N -> U",
      [],
    ],
    [
      "a circle",
      "actor U; service A { replicas: 2 }; service B; service C { replicas: 2 }; U -> A -> B -> C -> A",
      ["B"],
    ],
    ["two actors need both their connections", "actor U; actor V; service A; service B; U -> A; V -> B", ["A", "B"]],
    ["without actors: what nothing leads to", "service A { replicas: 2 }; service B; A -> B", ["B"]],
    ["redundant by nature", "actor U; dns D; cdn C; blob_storage S; U -> D -> C -> S", []],
    ["unless it says otherwise", "actor U; dns D { managed: false }; cdn C { replicas: 1 }; U -> D -> C", ["D", "C"]],
    ["managed", "actor U; sql_database D { managed: true }; U -> D", []],
    ["a client is everybody's own", "actor U; client App; service A; U -> App -> A", ["A"]],
    ["stateful without failover", "actor U; sql_database D { replicas: 3 }; U -> D", ["D"]],
    ["stateful with failover", "actor U; sql_database D { replicas: 3, failover: automatic }; U -> D", []],
    ["stateful with manual failover", "actor U; sql_database D { replicas: 3, failover: manual }; U -> D", ["D"]],
    ["stateful with a quorum", "actor U; coordinator D { quorum: 2 of 3 }; U -> D", []],
    [
      "replication by quorum, with a minimum of its own",
      "actor U; wide_column_database D { replicas: 12, needs: 2, replication: quorum }; U -> D",
      [],
    ],
    ["a majority of two", "actor U; coordinator D { quorum: 2 of 2 }; U -> D", ["D"]],
    ["a cache is not stateful", "actor U; cache D { replicas: 2 }; U -> D", []],
    [
      "shards, each replicated",
      "actor U; entity E { id uuid [pk] }; sql_database D { stores: E, shard_by: E.id, shards: 4, replicas: 2, failover: automatic }; U -> D",
      [],
    ],
    [
      "replicas that are shards",
      "actor U; entity E { id uuid [pk] }; sql_database D { stores: E, shard_by: E.id, replicas: 4 }; U -> D",
      ["D"],
    ],
    ["an own kind", "kind box: service { replicas: 2 }; actor U; box A; U -> A", []],
    [
      "a connection with a stated availability",
      "actor U; service A { replicas: 2 }; cdn C; U -> A; A -> C { availability: 99.9% }",
      ["A -> C"],
    ],
    [
      "one zone for all",
      "actor U; zone Z { service A { replicas: 2 }; service B { replicas: 2 } }; U -> A -> B",
      ["Z"],
    ],
    [
      "zones in a region",
      "actor U; region R { zone Z1; zone Z2 }; service A { replicas: 2, zones: Z1, Z2 }; U -> A",
      ["R"],
    ],
    [
      "counted zones are shared",
      "actor U; service A { replicas: 2, zones: 2, needs: 2 }; service B { replicas: 2, zones: 2 }; U -> A -> B",
      ["A", "zone#1", "zone#2"],
    ],
    [
      "managed survives its zone, not its region",
      "actor U; region R { zone Z { sql_database D { managed: true } } }; U -> D",
      ["R"],
    ],
    ["spread over zones says replicas", "actor U; service A { zones: 2 }; U -> A", []],
  ])("%s", (_, source, expected) => {
    expect(pointsOf(source), source).toEqual(expected.map((id) => `system: ${id}`));
  });
});

describe("single points of failure of requirements", () => {
  it.each<[string, string, readonly string[]]>([
    [
      "the way in and the server",
      `actor U; load_balancer L; service S { serves: Api }; U -> L -> S`,
      ["system: L", "system: S", "Get: L", "Get: S", "Put: L", "Put: S"],
    ],
    [
      "two ways for an actor are alternatives",
      `actor U; load_balancer L; load_balancer M; service S { serves: Api, replicas: 2 }; U -> L -> S; U -> M -> S`,
      [],
    ],
    [
      "two connections of a component are both needed",
      `actor U; load_balancer L { replicas: 2 }; service S { serves: Api }; service T { serves: Api }; U -> L; L -> S; L -> T`,
      ["system: S", "system: T", "Get: S", "Get: T", "Put: S", "Put: T"],
    ],
    [
      "each actor needs a way",
      `actor U; actor V; load_balancer L; load_balancer M; service S { serves: Api, replicas: 2 }; U -> L -> S; V -> M -> S`,
      ["system: L", "system: M", "Get: L", "Get: M", "Put: L", "Put: M"],
    ],
    [
      "a gateway's further connections are hard",
      `actor U; api_gateway G { replicas: 2 }; auth_provider A; service S { serves: Api, replicas: 2 }; U -> G -> S; G -> A`,
      ["system: A", "Get: A", "Put: A"],
    ],
    [
      "but routes to other APIs are none",
      `api Other { rpc x() }; actor U; api_gateway G { replicas: 2 }; load_balancer L; service O { serves: Other }; service S { serves: Api, replicas: 2 }; U -> G -> S; G -> L -> O`,
      [],
    ],
    [
      "a server's call of another API is hard",
      `api Other { rpc x() }; actor U; service O { serves: Other }; service S { serves: Api, replicas: 2 }; U -> S -> O`,
      ["system: O", "Get: O", "Put: O"],
    ],
    [
      "stores of other entities don't matter",
      `actor U; service S { serves: Api, replicas: 2 }; sql_database D { stores: E1 }; sql_database F { stores: E2 }; U -> S -> D, F`,
      ["system: D", "Get: D", "Put: D"],
    ],
    [
      "replicas keep reads alive, not writes",
      `actor U; service S { serves: Api, replicas: 2 }; sql_database D { stores: E1, replicas: 2 }; U -> S -> D`,
      ["system: D", "Put: D"],
    ],
    [
      "a connection counts for what it is for",
      `actor U; service S { serves: Api, replicas: 2 }; service X; service Y; service Z; U -> S; S -> X { for: Get }; S -> Y { for: Api.put }; S -> Z { for: Api }`,
      ["system: X", "system: Y", "system: Z", "Get: X", "Get: Z", "Put: Y", "Put: Z"],
    ],
    [
      "below the line is no part of the system",
      `functional Later "Later" { priority: could }; api B { rpc later() { satisfies: Later } }; service T { serves: B }; actor U; service S { serves: Api, replicas: 2 }; U -> S; U -> T`,
      ["Later: T"],
    ],
    [
      "a component that satisfies a requirement itself",
      `functional Show "Show"; actor U; component C { satisfies: Show }; service S { serves: Api, replicas: 2 }; U -> S; U -> C`,
      ["system: C", "Show: C"],
    ],
  ])("%s", (_, source, expected) => {
    expect(pointsOf(API + source), source).toEqual(expected);
  });
});

describe("single points of failure of flows", () => {
  const F = (
    drawing: string,
    steps: string,
  ) => `functional R "R"; actor U; service A; service B; service C { replicas: 2 }; queue Q; worker W; sql_database D
${drawing}
flow F { satisfies: R
${steps} }`;
  it.each<[string, string, readonly string[]]>([
    ["exactly its steps", F("U -> A -> B -> D", "U -> A -> B"), ["A", "B"]],
    ["a step is as optional as its connection", F("U -> A; A -> B { optional: true }", "U -> A -> B"), ["A"]],
    ["a step's own word counts", F("U -> A -> B", "U -> A\nA -> B { optional: true }"), ["A"]],
    ["alternatives", F("U -> C; C -> A | B", "U -> C -> A | B"), []],
    ["what only one alternative does", F("U -> C; C -> A | B; A -> D", "U -> C -> A | B\nA -> D"), []],
    ["hard until the hand-over", F("U -> A; A ~> Q; Q ~> W; W -> D", "U -> A\nA ~> Q\nQ ~> W\nW -> D"), ["A", "Q"]],
    [
      "unless the flow waits",
      F("U -> A; A ~> Q; Q ~> W; W -> D; A -> B", "U -> A\nA ~> Q\nQ ~> W\nW -> D\nW -> A\nA -> B"),
      ["A", "B", "Q", "W", "D"],
    ],
    [
      "an answer after which nothing follows is not waited for",
      F("U -> A; A ~> Q; Q ~> W; W -> U", "U -> A\nA ~> Q\nQ ~> W\nW -> U"),
      ["A", "Q"],
    ],
    ["a push is soft", F("A <-> B; U -> B", "U -> B\nB -> A"), ["B"]],
  ])("%s", (_, source, expected) => {
    const of = pointsOf(source).filter((point) => point.startsWith("F: "));
    expect(of, source).toEqual(expected.map((id) => `F: ${id}`));
  });
});

describe("what a single point of failure tells", () => {
  const source = `actor U; load_balancer L { replicas: 2 }; service S { serves: Api }; sql_database D { stores: E1, replicas: 1 }; U -> L -> S -> D${API}
availability Up >= 99.9% for Put`;
  const { failure, graph } = factsOf(designOf(source));

  it("says whether replicas are stated", () => {
    expect(failure.singlePoints.map(({ id, statesNoReplicas }) => [id, statesNoReplicas])).toEqual([
      ["S", true],
      ["D", false],
    ]);
  });

  it("knows the way there", () => {
    const [, point] = failure.singlePoints;
    const route = point && failure.route("system", point);
    expect(route?.nodes.map((node) => graph.nodes[node]?.id)).toEqual(["U", "L", "S", "D"]);
    expect(route?.links.map(({ connection }) => graph.connections[connection ?? -1]?.id)).toEqual([
      "U -> L",
      "L -> S",
      "S -> D",
    ]);
  });

  it("knows the targets that cover a scope", () => {
    const covering = failure.scopes.all.map(({ id, key }) => [id, failure.covering(key).map((quality) => quality.id)]);
    expect(covering).toEqual([
      ["system", []],
      ["Get", []],
      ["Put", ["Up"]],
    ]);
  });
});

describe("shared fates", () => {
  const fates = (source: string) =>
    factsOf(designOf(source)).failure.singlePoints.flatMap(({ id, sharedFate }) => (sharedFate.length > 0 ? [id] : []));

  it.each<[string, string, readonly string[]]>([
    ["replicas in one zone", "actor U; zone Z { service A { replicas: 2 } }; U -> A", ["Z"]],
    ["a single instance in a zone is a point of its own", "actor U; zone Z { service A }; U -> A", []],
    ["replicas in two zones", "actor U; zone Y; zone Z; service A { replicas: 2, zones: Y, Z }; U -> A", []],
    [
      "leaders in one zone",
      "actor U; zone Y; zone Z; service A { replicas: 4, zones: Y, Z, needs: 3 }; U -> A",
      ["Y", "Z"],
    ],
    [
      "alternatives in one zone",
      "actor U; zone Z { service A; service B }; service G { replicas: 2 }; U -> G -> A | B",
      ["Z"],
    ],
  ])("%s", (_, source, expected) => {
    expect(fates(source), source).toEqual(expected);
  });
});
