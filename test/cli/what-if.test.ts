import { describe, expect, it } from "vitest";
import { sdesignOn } from "./run-cli.ts";

interface Outage {
  readonly version: number;
  readonly down: readonly string[];
  readonly scopes: readonly {
    id: string;
    up: boolean;
    availability: number;
    causes: readonly string[];
    path: readonly string[];
  }[];
  readonly components: Record<
    string,
    { state: string; instances: number; left: number; load: { peak: number | null }; utilization: number | null }
  >;
}

const shop = `system Shop
actor Reader
requirements {
  functional Read { actor: Reader }
  functional Write { actor: Reader }
}
entity Page { id uuid [pk]  text text(1 KB)  rows: 1M }
api Pages {
  GET /page as Show -> Page { satisfies: Read, reads: Page, load: 1k req/s }
  POST /page as Make -> Page { satisfies: Write, writes: Page, load: 100 req/s }
}
domain Core {
  load_balancer Balancer { replicas: 2 }
  service North { serves: Pages, replicas: 2, zones: 2, capacity: 1k req/s }
  service South { serves: Pages, replicas: 2, zones: 2, capacity: 1k req/s }
  cache Hot { replicas: 2, hit_ratio: 90%, capacity: 10k req/s }
  sql_database Db { stores: Page, replicas: 2, zones: 2, failover: automatic, capacity: 1k req/s }
}
Reader -> Balancer -> North | South
North, South -> Hot { optional: true, for: Show }
North, South -> Db { on_miss: Hot }
`;

const without = async (...down: readonly string[]): Promise<Outage> => {
  const ran = await sdesignOn(shop, "what-if", "--down", down.join(","), "--format", "json");
  expect(ran.err).toBe("");
  expect(ran.code).toBe(0);
  expect(ran.out.startsWith('{\n  "version": 1,\n  "down": [')).toBe(true);
  return ran.json<Outage>();
};

describe("what-if --format json", () => {
  it("names the scopes that fail, what they miss, and the way there", async () => {
    const { scopes, components } = await without("Core.Db");
    expect(scopes.map(({ id, up, causes }) => [id, up, causes])).toEqual([
      ["Shop", false, ["Core.Db"]],
      ["Read", false, ["Core.Db"]],
      ["Write", false, ["Core.Db"]],
    ]);
    expect(scopes[1]?.path.at(0)).toBe("Reader");
    expect(scopes[1]?.path.at(-1)).toBe("Core.Db");
    expect(components["Core.Db"]).toMatchObject({ state: "down", instances: 2, left: 0, load: { peak: null } });
    expect(components["Core.North"]).toMatchObject({ state: "failing", left: 2 });
  });

  it("gives the whole load to what is left of a choice", async () => {
    const { scopes, components } = await without("North");
    expect(scopes.every(({ up }) => up)).toBe(true);
    expect(components["Core.South"]).toMatchObject({
      state: "up",
      load: { peak: 1100 },
      utilization: 0.55,
      usual: { load: { peak: 550 }, utilization: 0.275 },
    });
  });

  it("lets nothing be answered by a cache that is down", async () => {
    expect((await without("Hot")).components["Core.Db"]).toMatchObject({
      load: { peak: 1100 },
      usual: { load: { peak: 200 } },
    });
  });

  it("shares the load among fewer instances", async () => {
    const { components } = await without("North#1");
    expect(components["Core.North"]).toMatchObject({ state: "up", instances: 2, left: 1, utilization: 0.55 });
    expect((await without("zone#1")).components["Core.North"]).toMatchObject({
      instances: 2,
      left: 1,
      utilization: 0.55,
    });
  });

  it("lets nothing through where the way in is down", async () => {
    expect((await without("Balancer")).components["Core.Db"]).toMatchObject({ state: "up", load: { peak: null } });
  });

  it("takes several, repeated or separated by commas", async () => {
    expect((await without("North", "South")).scopes.every(({ up }) => !up)).toBe(true);
    const ran = await sdesignOn(shop, "what-if", "--down", "North", "--down=South", "--format=json");
    expect(ran.json<Outage>().down).toEqual(["North", "South"]);
  });

  it("uses the fallback of what is down", async () => {
    const source = `actor A
api Api { GET / as Get { load: 100 req/s } }
service S { serves: Api }
service First { capacity: 1k req/s }
service Second { capacity: 1k req/s }
A -> S
S -> First { fallback: Second }`;
    const ran = await sdesignOn(source, "what-if", "--down", "First", "--format=json");
    expect(ran.json<Outage>().components.Second).toMatchObject({ state: "up", load: { peak: 100 } });
  });
});

describe("what-if", () => {
  it("says it in words and tables", async () => {
    const { out } = await sdesignOn(shop, "what-if", "--down", "Core.Db");
    expect(out).toContain("With Core.Db down, all 3 scopes fail.");
    expect(out).toMatch(/✖ fails {2}Read +requirement .* Core\.Db +Reader → Core\.Balancer → Core\.North → Core\.Db/);
    expect((await sdesignOn(shop, "what-if", "--down", "South")).out).toContain(
      "With South down, all 3 scopes still work.",
    );
  });

  it.each([
    ["Nrth", "Nothing is called `Nrth`. Did you mean `North`?"],
    ["Nrth#1", "Did you mean `North#1`?"],
    ["Db#3", "`Core.Db` has no instance #3: it has 2 instances, #1 to #2."],
    ["zone#9", "There are `zone#1`, `zone#2`."],
    ["Reader", "`Reader` is an actor"],
    ["Nowhere\u001b[31m", "Nothing is called `Nowhere[31m`. There are `Core.Balancer`"],
    ["", "Say what is down"],
    [",", "Say what is down"],
  ])("refuses %j", async (down, message) => {
    const ran = await sdesignOn(shop, "what-if", "--down", down);
    expect(ran.err).toContain(message);
    expect(ran.code).toBe(2);
    expect(ran.out).toBe("");
  });
});

it("what one consumer of a queue would take goes to the others", async () => {
  const queue = `actor U { load: 90 req/s }
service S
queue Q
worker A { capacity: 100 req/s }
worker B { capacity: 100 req/s }
U -> S ~> Q
Q ~> A, B`;
  const taken = async (...down: string[]) => {
    const ran = await sdesignOn(queue, "what-if", "--down", down.join(","), "--format", "json");
    const { A, B } = ran.json<Outage>().components;
    return [A?.load.peak, B?.load.peak];
  };
  expect(await taken("U -> S")).toEqual([null, null]);
  expect(await taken("A")).toEqual([null, 90]);
  expect(await taken("B")).toEqual([90, null]);
});
