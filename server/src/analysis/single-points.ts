/** Which losses, each alone, take a formula down: instances, connections, zones, regions. */

import type { Key } from "../model/design.ts";
import type { Circuit, Gate } from "./circuit.ts";
import type { Collapse } from "./collapse.ts";
import type { Formula } from "./formula.ts";
import type { Graph } from "./graph.ts";
import type { Leaves } from "./leaves.ts";
import { lossOfInstance, lossOfPlace, type Outage, survives } from "./outage.ts";
import type { Part, Scope } from "./scopes.ts";

/** Indices of what takes a formula down alone. */
export interface Losses {
  /** Nodes of which the loss of one instance does. */
  readonly components: ReadonlySet<number>;
  /** Connections with a stated availability. */
  readonly connections: ReadonlySet<number>;
  readonly places: ReadonlySet<number>;
  /** Those places that do so by components none of which does alone: replicas or alternatives that share a place. */
  readonly shared: ReadonlySet<number>;
}

/** What losses do to the components of a graph, worked out once. */
export class Effects {
  readonly #graph: Graph;
  readonly #instances = new Map<number, Effect>();
  #places: ReadonlyMap<number, readonly (readonly [node: number, effect: Effect])[]> | undefined;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** What the loss of one of its instances does to a node. */
  ofInstance(node: number): Effect {
    const known = this.#instances.get(node);
    if (known) return known;
    const effect = effectOn(this.#graph, node, lossOfInstance(node));
    this.#instances.set(node, effect);
    return effect;
  }

  /** Every place by its index, with the components that its loss brings down. */
  get ofPlaces(): ReadonlyMap<number, readonly (readonly [node: number, effect: Effect])[]> {
    this.#places ??= effectsOfPlaces(this.#graph);
    return this.#places;
  }
}

/** Whether a loss brings a component down for those who write, and for those who only read. */
export interface Effect {
  readonly write: boolean;
  readonly read: boolean;
}

function effectOn(graph: Graph, index: number, outage: Outage): Effect {
  const node = graph.nodes[index];
  const left = node ? survives(node, outage) : { write: true, read: true };
  return { write: !left.write, read: !left.read };
}

function effectsOfPlaces(graph: Graph): ReadonlyMap<number, readonly (readonly [number, Effect])[]> {
  const standing = new Map<number, Set<number>>();
  for (const node of graph.nodes) {
    if (node.actor) continue;
    for (const slot of node.slots) {
      for (const place of [slot.zone, slot.region]) {
        if (place === undefined) continue;
        const nodes = standing.get(place);
        if (nodes) nodes.add(node.index);
        else standing.set(place, new Set([node.index]));
      }
    }
  }
  const effects = new Map<number, readonly (readonly [number, Effect])[]>();
  for (const place of graph.places) {
    const outage = lossOfPlace(graph, place.index);
    const nodes = new Set([...outage.places].flatMap((lost) => [...(standing.get(lost) ?? [])]));
    const hit = [...nodes].flatMap((node) => {
      const effect = effectOn(graph, node, outage);
      return effect.write || effect.read ? [[node, effect] as const] : [];
    });
    effects.set(place.index, hit);
  }
  return effects;
}

/** The gates of a circuit that are false when a component is down for writers, for readers, or both. */
export function gatesOf(circuit: Circuit, leaves: Leaves, node: number, effect: Effect): readonly Gate[] {
  const gates: Gate[] = [];
  const write = effect.write ? circuit.leaves.get(leaves.component(node, "write")) : undefined;
  const read = effect.read ? circuit.leaves.get(leaves.component(node, "read")) : undefined;
  if (write !== undefined) gates.push(write);
  if (read !== undefined) gates.push(read);
  return gates;
}

/** Tries every loss that the formula mentions. */
export function lossesOf(graph: Graph, leaves: Leaves, effects: Effects, formula: Formula, collapse: Collapse): Losses {
  const components = new Set<number>();
  const connections = new Set<number>();
  for (const [leaf, gate] of formula.circuit.leaves) {
    const meaning = leaves.meaning(leaf);
    if (meaning.type === "connection") {
      if (collapse.topples([gate])) connections.add(meaning.connection);
    } else if (meaning.type === "component") {
      if (effects.ofInstance(meaning.node)[meaning.access] && collapse.topples([gate])) components.add(meaning.node);
    }
  }
  const places = new Set<number>();
  const shared = new Set<number>();
  for (const { index } of graph.places) {
    const hit = effects.ofPlaces.get(index) ?? [];
    if (!collapse.topples(hit.flatMap(([node, effect]) => gatesOf(formula.circuit, leaves, node, effect)))) continue;
    places.add(index);
    const redundant = hit.filter(([node]) => !components.has(node));
    if (collapse.topples(redundant.flatMap(([node, effect]) => gatesOf(formula.circuit, leaves, node, effect)))) {
      shared.add(index);
    }
  }
  return { components, connections, places, shared };
}

/** Something whose loss alone takes scopes down. */
export interface SinglePoint {
  /** `component`: the loss of one of its instances. */
  readonly type: "component" | "connection" | "zone" | "region";
  /** Index of the node, the connection or the place. */
  readonly index: number;
  readonly id: string;
  /** Absent for counted zones and regions. */
  readonly key?: Key;
  /** The scopes that it takes down, the system first. */
  readonly scopes: readonly Scope[];
  /** Of a component: it states neither replicas nor places to spread over. */
  readonly statesNoReplicas: boolean;
  /** Of a place: scopes that it takes down by components none of which does alone, replicated ones for instance. */
  readonly sharedFate: readonly Scope[];
}

/** Every loss that takes a scope down, with all scopes that it does: components first, each in the order of the text. */
export function singlePointsOf(
  graph: Graph,
  scopes: readonly Scope[],
  losses: (part: Part) => Losses,
): readonly SinglePoint[] {
  const found = { components: new Lost(), connections: new Lost(), places: new Lost(), shared: new Lost() };
  for (const scope of scopes) {
    for (const part of scope.parts) {
      const lost = losses(part);
      found.components.add(lost.components, scope);
      found.connections.add(lost.connections, scope);
      found.places.add(lost.places, scope);
      found.shared.add(lost.shared, scope);
    }
  }
  const plain = { statesNoReplicas: false, sharedFate: [] };
  return [
    ...found.components.inOrder().flatMap(([index, taken]): SinglePoint[] => {
      const node = graph.nodes[index];
      if (!node || node.actor) return [];
      const { id, key, replicasStated } = node;
      return [{ ...plain, type: "component", index, id, key, scopes: taken, statesNoReplicas: !replicasStated }];
    }),
    ...found.connections.inOrder().flatMap(([index, taken]): SinglePoint[] => {
      const connection = graph.connections[index];
      if (!connection) return [];
      return [{ ...plain, type: "connection", index, id: connection.id, key: connection.key, scopes: taken }];
    }),
    ...found.places.inOrder().flatMap(([index, taken]): SinglePoint[] => {
      const place = graph.places[index];
      if (!place) return [];
      const key = place.key === undefined ? {} : { key: place.key };
      const sharedFate = found.shared.of(index);
      return [{ ...plain, type: place.kind, index, id: place.id, ...key, scopes: taken, sharedFate }];
    }),
  ];
}

/** The scopes that each loss takes down. */
class Lost {
  readonly #scopes = new Map<number, Set<Scope>>();

  add(lost: Iterable<number>, scope: Scope): void {
    for (const index of lost) {
      const scopes = this.#scopes.get(index);
      if (scopes) scopes.add(scope);
      else this.#scopes.set(index, new Set([scope]));
    }
  }

  of(index: number): readonly Scope[] {
    return [...(this.#scopes.get(index) ?? [])];
  }

  inOrder(): readonly (readonly [index: number, scopes: readonly Scope[]])[] {
    return [...this.#scopes.keys()].sort((left, right) => left - right).map((index) => [index, this.of(index)]);
  }
}
