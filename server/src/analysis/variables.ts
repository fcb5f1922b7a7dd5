/**
 * The independent events behind the leaves of a formula. Instances that only ever count together are one event, k of
 * n; where a place may fail, each number of instances in it is an event of its own, and the place is one that all who
 * stand there share.
 */

import { atLeast, slopeOfOne } from "./binomial.ts";
import { AND, Circuit, FALSE, type Gate, OR, TRUE } from "./circuit.ts";
import type { Formula } from "./formula.ts";
import type { ComponentNode, Graph } from "./graph.ts";
import type { Leaves } from "./leaves.ts";
import { everyRegionDown, type Outage, type Remainder, remainsOf, total } from "./outage.ts";

export type Variable =
  /** All instances of a component: enough of them are up, the leaders included for `write`. */
  | { readonly type: "pool"; readonly node: number; readonly access: "write" | "read" }
  /** Enough instances are up for reading, given that they are not for writing. */
  | { readonly type: "spare"; readonly node: number }
  /** The first instance of a shard, its place aside. */
  | { readonly type: "leader"; readonly node: number; readonly shard: number }
  /** At least `up` instances in a slot, given that at least one less is; the leader aside. */
  | {
      readonly type: "instances";
      readonly node: number;
      readonly shard: number;
      readonly slot: number;
      readonly up: number;
    }
  | { readonly type: "place"; readonly place: number }
  | { readonly type: "connection"; readonly connection: number }
  | { readonly type: "step"; readonly availability: number };

/** What is known of a component's availability: of one instance, or of the whole. */
export interface NodeAvailability {
  readonly value: number;
  readonly ofWhole: boolean;
}

/** The circuit of some formulas together, over variables instead of leaves. */
export interface Expanded {
  readonly circuit: Circuit;
  readonly root: Gate;
  readonly variables: readonly Variable[];
  /**
   * Places that were taken out as always up, as their components have too many instances to be told apart: the exact
   * probability lies between that of the circuit and its product with their availability.
   */
  readonly ignored: ReadonlySet<number>;
}

/** Components with more events than this are not told apart by place. */
const MOST_EVENTS = 2000;

/** The conjunction of formulas, expanded. */
export function expand(graph: Graph, leaves: Leaves, formulas: readonly Formula[]): Expanded {
  return new Expansion(graph, leaves).expand(formulas);
}

class Expansion {
  readonly #graph: Graph;
  readonly #leaves: Leaves;
  readonly #circuit = new Circuit();
  readonly #variables: Variable[] = [];
  readonly #known = new Map<string, Gate>();
  readonly #ignored = new Set<number>();
  /** Nodes that are both written to and only read, in these formulas. */
  readonly #both = new Set<number>();

  constructor(graph: Graph, leaves: Leaves) {
    this.#graph = graph;
    this.#leaves = leaves;
  }

  expand(formulas: readonly Formula[]): Expanded {
    const written = new Set<number>();
    for (const { circuit } of formulas) for (const leaf of circuit.leaves.keys()) written.add(leaf);
    for (const leaf of written) {
      const meaning = this.#leaves.meaning(leaf);
      if (meaning.type !== "component" || meaning.access !== "read") continue;
      if (written.has(this.#leaves.component(meaning.node, "write"))) this.#both.add(meaning.node);
    }
    const roots = formulas.map((formula) => this.#copy(formula));
    return {
      circuit: this.#circuit,
      root: this.#circuit.and(roots),
      variables: this.#variables,
      ignored: this.#ignored,
    };
  }

  #copy({ circuit, root }: Formula): Gate {
    const copies = new Map<Gate, Gate>([
      [TRUE, TRUE],
      [FALSE, FALSE],
    ]);
    for (const [leaf, gate] of circuit.leaves) copies.set(gate, this.#leaf(leaf));
    const copy = (gate: Gate): Gate => {
      const known = copies.get(gate);
      if (known !== undefined) return known;
      const made = this.#circuit.promise(circuit.operators[gate] === OR ? OR : AND);
      copies.set(gate, made);
      return made;
    };
    for (let gate = 2; gate < circuit.size; gate++) {
      if (!circuit.isLeaf(gate)) this.#circuit.define(copy(gate), (circuit.inputs[gate] ?? []).map(copy));
    }
    return copy(root);
  }

  #leaf(leaf: number): Gate {
    const meaning = this.#leaves.meaning(leaf);
    switch (meaning.type) {
      case "connection":
        return this.#variable(`c${meaning.connection}`, meaning);
      case "step":
        return this.#variable(`t${leaf}`, meaning);
      case "component": {
        const node = this.#graph.nodes[meaning.node];
        return !node || node.actor ? TRUE : this.#component(node, meaning.access);
      }
    }
  }

  #variable(name: string, variable: Variable): Gate {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const gate = this.#circuit.leaf(this.#variables.length);
    this.#variables.push(variable);
    this.#known.set(name, gate);
    return gate;
  }

  #component(node: ComponentNode, access: "write" | "read"): Gate {
    if (node.redundant || node.personal) {
      const fallible = node.slots.some((slot) => this.#place(slot.region) !== TRUE);
      const regions = node.slots.map((slot) => (fallible ? this.#place(slot.region, true) : TRUE));
      const whole = this.#variable(`n${node.index}`, { type: "pool", node: node.index, access: "write" });
      return this.#circuit.and([whole, this.#circuit.or(regions)]);
    }
    const places = node.slots.flatMap((slot) => [slot.zone, slot.region]);
    const fallible = places.filter((place) => place !== undefined && this.#place(place) !== TRUE);
    if (fallible.length > 0) {
      const events = node.slots.reduce((sum, slot) => sum + Math.min(slot.count, node.needs), 0) * node.shards;
      if (events * node.needs <= MOST_EVENTS) return this.#spread(node, access);
      for (const place of fallible) if (place !== undefined) this.#ignored.add(place);
    }
    const written = node.leader ? access : "write";
    const pool: Variable = { type: "pool", node: node.index, access: written };
    if (!node.leader || !this.#both.has(node.index)) return this.#variable(`n${node.index}`, pool);
    const write = this.#variable(`n${node.index}`, { ...pool, access: "write" });
    if (access === "write") return write;
    return this.#circuit.or([write, this.#variable(`s${node.index}`, { type: "spare", node: node.index })]);
  }

  /** A place that never fails is true, unless it is to be told apart (`always`) from others that do. */
  #place(place: number | undefined, always = false): Gate {
    const known = place === undefined ? undefined : this.#graph.places[place];
    if (place === undefined || (known?.availability === undefined && !always)) return TRUE;
    return this.#variable(`p${place}`, { type: "place", place });
  }

  /** Enough instances, with the places that they stand in. Every shard is needed. */
  #spread(node: ComponentNode, access: "write" | "read"): Gate {
    const shards: Gate[] = [];
    for (let shard = 0; shard < node.shards; shard++) {
      if (!node.leader) {
        shards.push(this.#enough(node, shard, 0, node.needs));
        continue;
      }
      const [first] = node.slots;
      const leader = this.#circuit.and([
        this.#place(first?.zone),
        this.#place(first?.region),
        this.#variable(`l${node.index} ${shard}`, { type: "leader", node: node.index, shard }),
        this.#enough(node, shard, 0, node.needs - 1),
      ]);
      shards.push(access === "write" ? leader : this.#circuit.or([leader, this.#enough(node, shard, 0, node.needs)]));
    }
    return this.#circuit.and(shards);
  }

  /** At least `needs` instances in the slots from `slot` on; the leader stands aside. */
  #enough(node: ComponentNode, shard: number, slot: number, needs: number): Gate {
    const here = node.slots[slot];
    if (needs <= 0) return TRUE;
    if (!here) return FALSE;
    const name = `e${node.index} ${shard} ${slot} ${needs}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const count = here.count - (node.leader && slot === 0 ? 1 : 0);
    let enough = this.#enough(node, shard, slot + 1, needs - Math.min(count, needs));
    for (let up = Math.min(count, needs); up >= 1; up--) {
      const event = { type: "instances", node: node.index, shard, slot, up } as const;
      const one = this.#variable(`i${node.index} ${shard} ${slot} ${up}`, event);
      // Fewer here are enough with more elsewhere; a disjunction will do, as more here asks for less elsewhere.
      enough = this.#circuit.or([
        this.#circuit.and([one, enough]),
        this.#enough(node, shard, slot + 1, needs - up + 1),
      ]);
    }
    const inside = this.#circuit.and([this.#place(here.zone), this.#place(here.region), enough]);
    const gate = this.#circuit.or([inside, this.#enough(node, shard, slot + 1, needs)]);
    this.#known.set(name, gate);
    return gate;
  }
}

/** The probability of a variable, and how it rises with the availability of the one instance that counts most. */
export function chanceOf(
  graph: Graph,
  availability: ReadonlyMap<number, NodeAvailability>,
  variable: Variable,
  outage: Outage,
): { readonly chance: number; readonly slope: number } {
  switch (variable.type) {
    case "place": {
      const stated = graph.places[variable.place]?.availability ?? 1;
      return { chance: outage.places.has(variable.place) ? 0 : stated, slope: 1 };
    }
    case "connection": {
      const stated = graph.connections[variable.connection]?.availability ?? 1;
      return { chance: outage.connections.has(variable.connection) ? 0 : stated, slope: 1 };
    }
    case "step":
      return { chance: variable.availability, slope: 1 };
    default: {
      const node = graph.nodes[variable.node];
      const known = availability.get(variable.node);
      return !node || node.actor || !known ? { chance: 1, slope: 0 } : ofInstances(node, known, variable, outage);
    }
  }
}

type InstanceVariable = Extract<Variable, { node: number }>;
type Chance = { readonly chance: number; readonly slope: number };

const LOST: Chance = { chance: 0, slope: 0 };

function ofInstances(node: ComponentNode, known: NodeAvailability, variable: InstanceVariable, outage: Outage): Chance {
  const a = known.value;
  if (node.redundant || node.personal) {
    if (outage.components.has(node.index) || everyRegionDown(node, outage)) return LOST;
    // The published level is that of the whole; what is stated is that of an instance, where they are counted.
    const count = known.ofWhole || !node.counted ? 1 : node.replicas;
    const needs = Math.min(node.needs, count);
    return { chance: atLeast(needs, count, a), slope: slopeOfOne(needs, count, a) };
  }
  const { common, special } = remainsOf(node, outage);
  switch (variable.type) {
    case "pool":
      return pooled(node, a, variable.access, common, special);
    case "spare": {
      const write = pooled(node, a, "write", common, special);
      const read = pooled(node, a, "read", common, special);
      if (write.chance >= 1) return LOST;
      const rest = 1 - write.chance;
      const chance = Math.max(0, (read.chance - write.chance) / rest);
      return {
        chance,
        slope: ((read.slope - write.slope) * rest + (read.chance - write.chance) * write.slope) / rest ** 2,
      };
    }
    case "leader":
      return (special.get(variable.shard) ?? common).leader ? { chance: a, slope: 1 } : LOST;
    case "instances": {
      const left = special.get(variable.shard) ?? common;
      const count = (left.slots[variable.slot] ?? 0) - (node.leader && variable.slot === 0 && left.leader ? 1 : 0);
      const [less, more] = [atLeast(variable.up - 1, count, a), atLeast(variable.up, count, a)];
      if (less === 0) return LOST;
      const [lessSlope, moreSlope] = [slopeOfOne(variable.up - 1, count, a), slopeOfOne(variable.up, count, a)];
      return { chance: more / less, slope: (moreSlope * less - more * lessSlope) / less ** 2 };
    }
  }
}

/** Every shard has enough: its leader and enough others for writing, enough of any for reading. */
function pooled(
  node: ComponentNode,
  a: number,
  access: "write" | "read",
  common: Remainder,
  special: ReadonlyMap<number, Remainder>,
): Chance {
  const shard = (left: Remainder): Chance => {
    const count = total(left);
    if (!node.leader || access === "read") {
      return { chance: atLeast(node.needs, count, a), slope: slopeOfOne(node.needs, count, a) };
    }
    if (!left.leader) return LOST;
    const others = atLeast(node.needs - 1, count - 1, a);
    return { chance: a * others, slope: others };
  };
  const usual = shard(common);
  const rest = node.shards - special.size;
  let chance = usual.chance ** rest;
  let slope = rest > 0 ? usual.slope * usual.chance ** (rest - 1) : 0;
  for (const left of special.values()) {
    const own = shard(left);
    slope *= own.chance;
    chance *= own.chance;
  }
  return { chance, slope };
}
