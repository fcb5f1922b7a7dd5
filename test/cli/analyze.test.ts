import { describe, expect, it } from "vitest";
import { sdesignOn } from "./run-cli.ts";

interface Analysis {
  readonly version: number;
  readonly scopes: readonly {
    id: string;
    kind: string;
    availability: number | null;
    latency: number | null;
    spof: readonly string[];
  }[];
  readonly targets: readonly { id: string; met: boolean | null; target: number; actual: number }[];
  readonly components: Record<
    string,
    Record<string, unknown> & { load: { average: number | null; peak: number | null } }
  >;
  readonly connections: Record<string, unknown>;
  readonly entities: Record<string, { size: number | null; growth: number | null; storage: number | null }>;
  readonly trace: {
    readonly requirements: Record<string, unknown>;
    readonly apis: unknown;
    readonly entities: unknown;
  };
}

const shop = `system Shop
actor Buyer
requirements {
  functional Buy "A person can buy" { actor: Buyer }
  functional Return { priority: wont }
  availability Uptime >= 99.95% for Buy
  latency Quick p99 <= 30 ms for Buy
  throughput Sale >= 100 req/s for Buy
  cost Budget <= $500/month
}
entity Order { id uuid [pk]  note string(42)  grows: 10/s, retention: 10 days }
api ShopApi { POST /order as Order_ -> Order { satisfies: Buy, writes: Order, load: 60 req/s, peak: 2x } }
load_balancer Balancer { managed: true, availability: 99.99% }
service Backend { serves: ShopApi, replicas: 2, capacity: 300 req/s, latency: 25 ms, availability: 99%, cost: $100/month }
sql_database Db { stores: Order, capacity: 1k req/s, latency: 15 ms, availability: 99.9%, cost: $150/month, storage: 1 TB }
Buyer -> Balancer -> Backend -> Db
`;

const analysed = async (source: string): Promise<Analysis> => {
  const ran = await sdesignOn(source, "analyze", "--format", "json");
  expect(ran.err).toBe("");
  expect(ran.code).toBe(0);
  expect(ran.out.startsWith('{\n  "version": 1,')).toBe(true);
  return ran.json<Analysis>();
};

describe("analyze --format json", () => {
  it("has the stable members of scopes", async () => {
    const { scopes } = await analysed(shop);
    expect(scopes.map(({ id, kind, latency, spof }) => ({ id, kind, latency, spof }))).toEqual([
      { id: "Shop", kind: "system", latency: 0.04, spof: ["Db"] },
      { id: "Buy", kind: "requirement", latency: 0.04, spof: ["Db"] },
    ]);
    expect(scopes[1]?.availability).toBeCloseTo(0.9999 * (1 - 0.01 ** 2) * 0.999, 12);
  });

  it("has those of components, in base units", async () => {
    const { components } = await analysed(shop);
    expect(Object.keys(components)).toEqual(["Balancer", "Backend", "Db"]);
    expect(components.Backend).toMatchObject({
      load: { average: 100, peak: 200 },
      capacity: 600,
      utilization: expect.closeTo(1 / 3, 9),
      storage: null,
      cost: 200,
      currency: "USD",
      instances: 2,
      utilizationAfter: { instance: expect.closeTo(2 / 3, 9), zone: null },
    });
    expect(components.Db).toMatchObject({ capacity: 1000, utilization: 0.2, storage: 10 * 100 * 864_000, cost: 150 });
    expect(components.Balancer).toMatchObject({ capacity: null, utilization: null, storage: null, cost: null });
  });

  it("has those of entities, and the matrix", async () => {
    const { entities, trace, connections } = await analysed(shop);
    expect(entities.Order).toMatchObject({ size: 100, growth: 1000, storage: 864_000_000 });
    expect(trace).toEqual({
      requirements: {
        Buy: {
          satisfied: true,
          endpoints: ["ShopApi.Order_"],
          flows: [],
          components: ["Backend"],
          entities: ["Order"],
        },
        Return: { satisfied: false, endpoints: [], flows: [], components: [], entities: [] },
      },
      apis: { ShopApi: { servedBy: ["Backend"] } },
      entities: { Order: { storedIn: ["Db"], endpoints: ["ShopApi.Order_"] } },
    });
    expect(connections["Backend -> Db"]).toMatchObject({ load: { average: 100, peak: 200 } });
  });

  it("judges the targets", async () => {
    const { targets } = await analysed(shop);
    expect(targets.map(({ id, met, target, actual }) => [id, met, target, Number(actual.toPrecision(6))])).toEqual([
      ["Uptime", false, 0.9995, 0.9988],
      // The balancer states no latency, but what the others take is too much already.
      ["Quick", false, 0.03, 0.04],
      ["Sale", true, 200, 600],
      ["Budget", true, 500, 350],
    ]);
  });

  it("does not take silence for nought", async () => {
    const { components, scopes } = await analysed("service A\nservice __proto__\nA -> __proto__");
    expect(Object.keys(components)).toEqual(["A", "__proto__"]);
    expect(components.A).toMatchObject({
      load: { average: null, peak: null },
      capacity: null,
      utilization: null,
      cost: null,
    });
    expect(scopes).toMatchObject([{ id: "system", kind: "system", latency: null, spof: ["A", "__proto__"] }]);
  });

  it("is the same twice", async () => {
    const [one, other] = await Promise.all([1, 2].map(() => sdesignOn(shop, "analyze", "--format=json")));
    expect(one?.out).toBe(other?.out);
  });
});

describe("analyze", () => {
  it("is tables", async () => {
    const { out } = await sdesignOn(shop, "analyze");
    expect(out).toContain("✖ missed  Uptime  availability  99.88 % of 99.95 %");
    expect(out).toContain("✖ missed  Quick   latency       ≥ 40 ms of 30 ms");
    expect(out).toContain("Buy (Balancer states none)");
    expect(out).toContain("✔ met     Budget  cost          $350 of $500 a month");
    expect(out).toMatch(/Backend +2 +100 req\/s +200 req\/s +600 req\/s +33\.3 % +66\.7 % +\$200/);
    expect(out).toMatch(/Order +100 B +8\.64M +2\.592 GB +864 MB +Db/);
    expect(out).not.toContain("\u001b");
    for (const line of out.split("\n")) expect(line).toBe(line.trimEnd());
  });

  it("says so where there is nothing", async () => {
    expect((await sdesignOn("system Empty", "analyze")).out).toContain(
      "There is nothing to analyse in this design yet.",
    );
  });

  it("says on standard error that it has not read everything", async () => {
    const ran = await sdesignOn("service A { replicas: }\nA -> B", "analyze", "--format=json");
    expect(ran.err).toContain("parts of design.sdesign have mistakes");
    expect(ran.json<Analysis>().components).toHaveProperty("A");
  });
});
