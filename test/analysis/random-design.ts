/** Random small designs: as data for the brute force, as text for the tool. */

import fc from "fast-check";

export interface RandomComponent {
  readonly kind: string;
  readonly availability: number | undefined;
  readonly replicas: number | undefined;
  readonly needs: number | undefined;
  readonly failover: boolean;
  readonly managed: boolean;
  /** Nothing, counted zones, one named zone, or both named zones. */
  readonly zones: undefined | 2 | "Z1" | "Z1, Z2";
  readonly stores: undefined | "E1" | "E2";
  readonly serves: boolean;
}

export interface RandomConnection {
  /** Index of a component; -1 is the actor `A1`, -2 the actor `A2`. */
  readonly from: number;
  readonly to: number;
  /** The second target of an alternative. */
  readonly or: number | undefined;
  readonly style: "->" | "~>" | "<->";
  readonly optional: boolean;
  readonly fallback: number | undefined;
  readonly availability: number | undefined;
  readonly for: undefined | "R1" | "R2";
}

export interface RandomDesign {
  readonly mode: "drawing" | "api" | "flow";
  readonly components: readonly RandomComponent[];
  readonly connections: readonly RandomConnection[];
  /** Availability of the zones Z1 and Z2; both stand in the region `Land`. */
  readonly zones: readonly [number | undefined, number | undefined];
  readonly land: number | undefined;
  /** What the endpoints of R1 and R2 do. */
  readonly endpoints: readonly [string, string];
}

const KINDS = ["service", "sql_database", "queue", "cdn", "cache", "api_gateway"];
const AVAILABILITIES = [undefined, 0.5, 0.75, 0.9, 0.99];

const orNot = <T>(values: readonly T[]) => fc.constantFrom(undefined, undefined, ...values);

const component: fc.Arbitrary<RandomComponent> = fc.record({
  kind: fc.constantFrom(...KINDS),
  availability: fc.constantFrom(...AVAILABILITIES),
  replicas: fc.constantFrom(undefined, 1, 2, 3),
  needs: fc.constantFrom(undefined, undefined, 1, 2),
  failover: fc.boolean(),
  managed: fc.constantFrom(false, false, false, true),
  zones: orNot([2, "Z1", "Z1, Z2"] as const),
  stores: orNot(["E1", "E2"] as const),
  serves: fc.constantFrom(false, false, true),
});

const connection = (count: number): fc.Arbitrary<RandomConnection> => {
  const node = fc.integer({ min: 0, max: count - 1 });
  return fc.record({
    from: fc.integer({ min: -2, max: count - 1 }),
    to: node,
    or: fc.option(node, { nil: undefined, freq: 3 }),
    style: fc.constantFrom("->", "->", "->", "~>", "<->"),
    optional: fc.constantFrom(false, false, false, false, true),
    fallback: fc.option(node, { nil: undefined, freq: 4 }),
    availability: orNot([0.9, 0.8]),
    for: orNot(["R1", "R2"] as const),
  });
};

export const randomDesign: fc.Arbitrary<RandomDesign> = fc.integer({ min: 1, max: 6 }).chain((count) =>
  fc
    .record({
      mode: fc.constantFrom("drawing" as const, "api" as const, "flow" as const),
      components: fc.array(component, { minLength: count, maxLength: count }),
      connections: fc.array(connection(count), { minLength: 1, maxLength: 9 }),
      zones: fc.tuple(orNot([0.9]), orNot([0.8])),
      land: orNot([0.95]),
      endpoints: fc.tuple(
        fc.constantFrom("reads: E1", "writes: E1", "reads: E1, E2", "reads: E1 writes: E2", ""),
        fc.constantFrom("reads: E2", "writes: E2", ""),
      ),
    })
    .map(small),
);

/** At most 15 things that can fail: beyond, components stand alone and connections hold. */
function small(design: RandomDesign): RandomDesign {
  let left = 15 - design.zones.filter((zone) => zone !== undefined).length - (design.land === undefined ? 0 : 1);
  left -= design.components.length;
  const components = design.components.map((one) => {
    const extra = replicasOf(one) - 1;
    if (extra <= 0) return one;
    if (extra > left) return { ...one, replicas: undefined, needs: undefined, zones: undefined };
    left -= extra;
    return one;
  });
  const connections = design.connections.map((one) => {
    const events = one.or === undefined ? 1 : 2;
    if (one.availability === undefined) return one;
    if (events > left) return { ...one, availability: undefined };
    left -= events;
    return one;
  });
  return { ...design, components, connections: design.mode === "flow" ? once(connections) : connections };
}

/** A step uses the connection between the same two: there must be no doubt which that is. */
function once(connections: readonly RandomConnection[]): readonly RandomConnection[] {
  const seen = new Set<string>();
  return connections.filter(({ from, to, or }) => {
    const pairs = [to, or].flatMap((end) => (end === undefined ? [] : [`${from} ${end}`]));
    if (pairs.some((pair) => seen.has(pair)) || new Set(pairs).size < pairs.length) return false;
    for (const pair of pairs) seen.add(pair);
    return true;
  });
}

/** As the language says: as stated, or as many as there are places to spread over, or as are needed. */
export function replicasOf({ replicas, needs, zones }: RandomComponent): number {
  const places = zones === undefined || zones === "Z1" ? 1 : 2;
  return replicas ?? Math.max(places, needs ?? 1);
}

export const nameOf = (index: number): string => (index < 0 ? `A${-index}` : `C${index}`);

/** The text of a design. */
export function textOf(design: RandomDesign): string {
  const lines = ["actor A1", "actor A2"];
  const percent = (ratio: number) => `${Number((ratio * 100).toFixed(6))}%`;
  const body = (...properties: (string | false | undefined)[]) => {
    const stated = properties.filter((property) => property);
    return stated.length > 0 ? ` { ${stated.join("; ")} }` : "";
  };
  const [z1, z2] = design.zones;
  lines.push(
    `region Land {${design.land === undefined ? "" : ` availability: ${percent(design.land)}`}`,
    `  zone Z1${body(z1 !== undefined && `availability: ${percent(z1)}`)}`,
    `  zone Z2${body(z2 !== undefined && `availability: ${percent(z2)}`)}`,
    "}",
    "entity E1 { id uuid [pk] }",
    "entity E2 { id uuid [pk] }",
  );
  for (const [index, one] of design.components.entries()) {
    lines.push(
      `${one.kind} ${nameOf(index)}${body(
        one.availability !== undefined && `availability: ${percent(one.availability)}`,
        one.replicas !== undefined && `replicas: ${one.replicas}`,
        one.needs !== undefined && `needs: ${one.needs}`,
        one.failover && "failover: automatic",
        one.managed && "managed: true",
        one.zones !== undefined && `zones: ${one.zones}`,
        one.stores !== undefined && `stores: ${one.stores}`,
        design.mode === "api" && one.serves && "serves: Api",
      )}`,
    );
  }
  if (design.mode === "api") {
    lines.push(
      'functional R1 "One" { actor: A1 }',
      'functional R2 "Two"',
      `api Api {`,
      `  rpc one() { satisfies: R1; ${design.endpoints[0]} }`,
      `  rpc two() { satisfies: R2; ${design.endpoints[1]} }`,
      "}",
    );
  } else if (design.mode === "flow") lines.push('functional R1 "One"', 'functional R2 "Two"');
  const arrows = design.connections.map(
    (one) =>
      `${nameOf(one.from)} ${one.style} ${nameOf(one.to)}${one.or === undefined ? "" : ` | ${nameOf(one.or)}`}${body(
        one.optional && "optional: true",
        one.fallback !== undefined && `fallback: ${nameOf(one.fallback)}`,
        one.availability !== undefined && `availability: ${percent(one.availability)}`,
        one.for !== undefined && `for: ${one.for}`,
      )}`,
  );
  lines.push(...arrows);
  if (design.mode === "flow") {
    lines.push("flow F {", "  satisfies: R1", ...arrows.map((arrow) => `  ${arrow.replace(/ \{.*/, "")}`), "}");
  }
  return lines.join("\n");
}
