import { describe, expect, it } from "vitest";
import { outline, sketchOf } from "./outline.ts";

const cases: readonly (readonly [string, string, string])[] = [
  [
    "people, components, connections",
    `actor Buyer
     load_balancer LoadBalancer "Load balancer" { replicas: 2, zones: 2 }
     service Backend "Ticket service" { replicas: 6, zones: 3 }
     sql_database Tickets "PostgreSQL"
     queue Mails "Receipts" { managed: true }
     external Provider "Mail provider"
     Buyer -> LoadBalancer -> Backend
     Backend -> Tickets "reserve, then buy"
     Backend ~> Mails "receipt"
     Mails ~> Provider { optional: true }`,
    `pill Buyer "Buyer" [actor]
card LoadBalancer "Load balancer" [×2 · 2 zones, stack]
card Backend "Ticket service" [service, ×6 · 3 zones, stack]
card Tickets "PostgreSQL" [SQL database]
card Mails "Receipts" [queue, managed]
card Provider "Mail provider" [external system, external]
Buyer -> LoadBalancer
LoadBalancer -> Backend
Backend -> Tickets "reserve, then buy"
Backend ~> Mails "receipt"
Mails ~> Provider`,
  ],
  [
    "long titles are descriptions, short ones are names",
    `actor Buyer "A person who buys tickets and attends events"
     actor Shop "A shop"
     service Backend "Keeps track of every single seat at every single event"`,
    `pill Buyer "Buyer" [actor]
pill Shop "A shop" [actor]
card Backend "Backend" [service]`,
  ],
  [
    "kind, technology, own kinds, quorums, shards",
    `kind lambda: function "AWS Lambda"
     lambda Resize "Resizes images"
     sql_database Store { technology: "PostgreSQL 16", replicas: 2, shards: 4 }
     coordinator Locks { quorum: 2 of 3 }
     service Web { replicas: 3, autoscaling: true }`,
    `card Resize "Resizes images" [AWS Lambda]
card Store "Store" [SQL database · PostgreSQL 16, 4 shards · ×2, stack]
card Locks "Locks" [coordinator, ×3, stack]
card Web "Web" [service, ×3+, stack]`,
  ],
  [
    "domains, regions and zones, components inside of components",
    `domain Booking { type: core
       service Backend { worker Sweeper }
     }
     region Eu { zone A { service North }  zone B }
     service South { zones: B }
     service Both { zones: A, B }
     North -> South`,
    `card Both "Both" [service, ×2 · A, B, stack]
domain Booking "Booking" [core]
  component Booking.Backend "Backend" [service]
    card Booking.Backend.Sweeper "Sweeper" [worker]
region Eu "Eu" [region]
  zone Eu.A "A" [zone]
    card Eu.A.North "North" [service]
  zone Eu.B "B" [zone]
    card South "South" [service]
Eu.A.North -> South`,
  ],
  [
    "parallel connections are one line",
    `service A service B
     A -> B "read"
     A -> B "write"
     A -> B "write"
     A ~> B "tell"
     B -> A`,
    `card A "A" [service]
card B "B" [service]
A -> B "read / write"
A ~> B "tell"
B -> A`,
  ],
  [
    "alternatives, fallbacks and optional calls are soft",
    `service A service B service C service D cache E
     A -> B | C
     A -> D { fallback: C }
     A -> E { optional: true }
     B <-> C`,
    `card A "A" [service]
card B "B" [service]
card C "C" [service]
card D "D" [service]
card E "E" [cache]
A ..> B
A ..> C
A ..> D
A ..> E
B <-> C`,
  ],
];

describe("the architecture", () => {
  it.each(cases)("%s", (_, source, expected) => {
    expect(outline(sketchOf(source, "architecture").picture), source).toBe(expected);
  });

  it("shows loads against capacities, and who carries them", () => {
    const source = `actor Buyer
      api Shop { POST /buy { load: 500 req/s, peak: 1k req/s, auth: Buyer } }
      service Backend { serves: Shop, replicas: 2, capacity: 600 req/s }
      sql_database Store { capacity: 900 req/s }
      Buyer -> Backend -> Store`;
    const { nodes, edges } = sketchOf(source, "architecture").picture;
    const bars = nodes.map((node) =>
      node.shape === "card" ? [node.title, node.bar?.text, node.bar?.level] : node.title,
    );
    expect(bars).toEqual(["Buyer", ["Backend", "1k of 1.2k req/s", "warn"], ["Store", "1k of 900 req/s", "over"]]);
    expect(edges.map(({ facts, share }) => [facts, share])).toEqual([
      ["500/s · peak 1k/s", 1],
      ["500/s · peak 1k/s", 1],
    ]);
  });

  it("marks single points of failure, in red where availability is asked for", () => {
    const bare = `actor User  service Backend  sql_database Store { replicas: 1 }  User -> Backend -> Store`;
    const marked = (source: string): readonly string[] =>
      sketchOf(source, "architecture").picture.nodes.flatMap((node) =>
        node.shape === "card" && node.spof ? [`${node.title} ${node.facts ?? ""} ${node.spof}`] : [],
      );
    expect(marked(bare)).toEqual(["Backend  quiet", "Store ×1 quiet"]);
    expect(marked(`${bare}\nfunctional Use { actor: User }\navailability Uptime >= 99.9%`)).toEqual([
      "Backend ×1 true",
      "Store ×1 true",
    ]);
  });

  it("tells which connection a merged line stands for", () => {
    const { shownAs } = sketchOf("service A service B\nA -> B\nA -> B", "architecture");
    expect([...shownAs]).toEqual([["A -> B #2", "A -> B"]]);
  });
});

describe("folding", () => {
  const source = `domain Sales { service Web  service Shop  Web -> Shop }
    service Store
    Sales.Shop -> Store`;

  it("makes a card of a box", () => {
    const sketch = sketchOf(source, "architecture", { fold: ["Sales"] });
    expect(outline(sketch.picture)).toBe(
      `card Sales "Sales" [domain, 2 elements, stack, folds 2]
card Store "Store" [service]
Sales -> Store`,
    );
    expect(sketch.folded).toEqual(["Sales"]);
    expect(sketch.shownAs.get("Sales.Web")).toBe("Sales");
  });

  it("folds what is too large for one picture, and says so", () => {
    const many = Array.from(
      { length: 40 },
      (_, d) => `domain D${d} {\n${Array.from({ length: 10 }, (_, c) => `service S${c}`).join("\n")}\n}`,
    ).join("\n");
    const sketch = sketchOf(many, "architecture");
    expect(sketch.picture.nodes).toHaveLength(40);
    expect(sketch.notice).toContain("400 elements are too many for one picture");
    expect(sketchOf(many, "architecture", { unfold: ["D3"] }).picture.nodes).toHaveLength(49);
  });

  it("leaves the least connected out where nothing folds", () => {
    const many = Array.from({ length: 1500 }, (_, c) => `service S${c}`).join("\n");
    const sketch = sketchOf(`${many}\nS1499 -> S1498`, "architecture");
    expect(sketch.picture.nodes).toHaveLength(1200);
    expect(sketch.picture.nodes.map(({ id }) => id)).toContain("S1499");
    expect(sketch.notice).toContain("Only the 1200 most connected of 1500");
  });

  it("draws many that nothing folds, and says what to do about it", () => {
    const many = (count: number) => Array.from({ length: count }, (_, c) => `service S${c}`).join("\n");
    const sketch = sketchOf(many(330), "architecture");
    expect(sketch.picture.nodes).toHaveLength(330);
    expect(sketch.notice).toContain("330 elements are many for one picture. Group them into domains");
    expect(sketchOf(many(300), "architecture").notice).toBeUndefined();
  });

  it("folds what is nested too deeply", () => {
    const deep = `${Array.from({ length: 30 }, (_, d) => `domain D${d} {`).join(" ")} service S ${"}".repeat(30)}`;
    const { clusters, nodes } = sketchOf(deep, "architecture").picture;
    expect([clusters.length, nodes.length]).toEqual([6, 1]);
  });
});
