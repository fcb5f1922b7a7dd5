/** What is down, and what is left of each component then. */

import type { ComponentNode, Graph, GraphNode } from "./graph.ts";

/** Indices of nodes, places and connections that are down, and numbers (from 1) of single instances by node. */
export interface Outage {
  readonly components: ReadonlySet<number>;
  readonly instances: ReadonlyMap<number, ReadonlySet<number>>;
  readonly places: ReadonlySet<number>;
  readonly connections: ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

export const NOTHING_DOWN: Outage = { components: NONE, instances: new Map(), places: NONE, connections: NONE };

/** What is up of one shard: how many of its instances in each slot, and whether its first one, which may lead. */
export interface Remainder {
  readonly slots: readonly number[];
  readonly leader: boolean;
}

/** What is left of a component: the same of every shard, but of those that lost instances of their own. */
export interface Remains {
  readonly common: Remainder;
  readonly special: ReadonlyMap<number, Remainder>;
}

/** What is left of a component that counts its instances. */
export function remainsOf(node: ComponentNode, outage: Outage): Remains {
  const gone = outage.components.has(node.index);
  const slots = node.slots.map((slot) =>
    gone || isDown(slot.zone, outage) || isDown(slot.region, outage) ? 0 : slot.count,
  );
  const common: Remainder = { slots, leader: (slots[0] ?? 0) > 0 };
  const special = new Map<number, { slots: number[]; leader: boolean }>();
  for (const number of outage.instances.get(node.index) ?? []) {
    const shard = Math.floor((number - 1) / node.replicas);
    const instance = (number - 1) % node.replicas;
    if (number < 1 || shard >= node.shards) continue;
    const own = special.get(shard) ?? { slots: [...slots], leader: common.leader };
    const slot = instance % node.slots.length;
    own.slots[slot] = Math.max(0, (own.slots[slot] ?? 0) - 1);
    if (instance === 0) own.leader = false;
    special.set(shard, own);
  }
  return { common, special };
}

function isDown(place: number | undefined, outage: Outage): boolean {
  return place !== undefined && outage.places.has(place);
}

/** Whether what is left of a component is enough for those who write to it, and for those who only read. */
export function survives(node: GraphNode, outage: Outage): { readonly write: boolean; readonly read: boolean } {
  if (node.actor) return BOTH;
  if (node.redundant || node.personal) {
    const up = !outage.components.has(node.index) && !everyRegionDown(node, outage);
    return up ? BOTH : NEITHER;
  }
  const { common, special } = remainsOf(node, outage);
  // Where every shard lost instances of its own, no shard is a common one.
  const shards = special.size < node.shards ? [common, ...special.values()] : [...special.values()];
  const read = shards.every((shard) => total(shard) >= node.needs);
  return { read, write: read && (!node.leader || shards.every((shard) => shard.leader)) };
}

const BOTH = { write: true, read: true } as const;
const NEITHER = { write: false, read: false } as const;

export function total(remainder: Remainder): number {
  return remainder.slots.reduce((sum, count) => sum + count, 0);
}

/** A redundant component doesn't survive the loss of every region that it is in. */
export function everyRegionDown(node: ComponentNode, outage: Outage): boolean {
  return node.slots.every((slot) => isDown(slot.region, outage));
}

/** Instances that are up of all shards together; of a redundant component all or none. What the survivors carry. */
export function instancesLeft(node: ComponentNode, outage: Outage): number {
  if (node.redundant || node.personal) return survives(node, outage).read ? node.replicas * node.shards : 0;
  const { common, special } = remainsOf(node, outage);
  let left = total(common) * (node.shards - special.size);
  for (const shard of special.values()) left += total(shard);
  return left;
}

/** The loss of one instance of a component: the one that hurts most, which is the first. */
export function lossOfInstance(node: number): Outage {
  return { ...NOTHING_DOWN, instances: new Map([[node, new Set([1])]]) };
}

/** The loss of a zone or a region, with the zones in it. */
export function lossOfPlace(graph: Graph, place: number): Outage {
  const places = new Set([place]);
  for (const other of graph.places) if (other.region === place) places.add(other.index);
  return { ...NOTHING_DOWN, places };
}

/**
 * What people name as down: a component, one of its instances (`Tickets#2`), a zone or a region (`zone#1`, `Eu`), a
 * connection (`Backend -> Tickets`), by full id, by key, or by simple names that only one of them has. What is none of these is returned as unknown.
 */
export function outageOf(graph: Graph, names: Iterable<string>): { outage: Outage; unknown: readonly string[] } {
  const components = new Set<number>();
  const instances = new Map<number, Set<number>>();
  const places = new Set<number>();
  const connections = new Set<number>();
  const unknown: string[] = [];
  const find = finder(graph);
  for (const name of names) {
    const [, owner = "", number] = /^(.*)#(\d+)$/s.exec(name) ?? [];
    const named = find(name) ?? (number === undefined ? undefined : find(owner));
    const isInstance = find(name) === undefined;
    if (named?.type === "component" && !isInstance) components.add(named.index);
    else if (named?.type === "component" && has(graph, named.index, Number(number))) {
      instances.set(named.index, (instances.get(named.index) ?? new Set()).add(Number(number)));
    } else if (named?.type === "place" && !isInstance) {
      for (const lost of lossOfPlace(graph, named.index).places) places.add(lost);
    } else if (named?.type === "connection" && !isInstance) connections.add(named.index);
    else unknown.push(name);
  }
  return { outage: { components, instances, places, connections }, unknown };
}

interface Named {
  readonly type: "component" | "place" | "connection";
  readonly index: number;
}

/** Looks names up: full ids and keys first, then simple names that are not ambiguous. */
function finder(graph: Graph): (name: string) => Named | undefined {
  const full = new Map<string, Named>();
  const simple = new Map<string, Named | undefined>();
  const add = (type: Named["type"], { index, id, key }: { index: number; id: string; key?: string }): void => {
    const named = { type, index };
    if (!full.has(id)) full.set(id, named);
    if (key !== undefined) full.set(key, named);
    const name = id
      .split(ARROW)
      .map((part) => part.slice(part.lastIndexOf(".") + 1))
      .join("");
    simple.set(name, simple.has(name) ? undefined : named);
  };
  for (const node of graph.nodes) if (!node.actor) add("component", node);
  for (const place of graph.places) add("place", place);
  for (const connection of graph.connections) add("connection", connection);
  return (given) => {
    const name = given.replace(SPACED_ARROW, " $1 ");
    return full.get(given) ?? full.get(name) ?? simple.get(name);
  };
}

/** The sign between the ends of a connection's id, which splitting keeps. */
const ARROW = /( (?:<->|->|~>) )/;
const SPACED_ARROW = /\s*(<->|->|~>)\s*/g;

function has(graph: Graph, index: number, number: number): boolean {
  const node = graph.nodes[index];
  return node !== undefined && !node.actor && number >= 1 && number <= node.replicas * node.shards;
}
