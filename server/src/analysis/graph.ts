/**
 * Actors, components, connections and places of a design as arrays that refer to each other by index: what load,
 * failure, latency and cost are computed on.
 */

import type { KindEntry } from "../language/kinds.ts";
import { end, flag, propertyOf, targetKeys } from "../model/access.ts";
import type { ActorElement, ComponentElement, ConnectionElement, Design, Key } from "../model/design.ts";
import type { Numbers } from "./numbers.ts";
import { type Place, Places, type Slot, spread } from "./placement.ts";
import { type Redundancy, redundancyOf } from "./redundancy.ts";

export type { Place, Slot } from "./placement.ts";

interface Node {
  readonly index: number;
  readonly key: Key;
  readonly id: string;
}

export interface ActorNode extends Node {
  readonly actor: true;
  readonly element: ActorElement;
}

export interface ComponentNode extends Node, Redundancy {
  readonly actor: false;
  readonly element: ComponentElement;
  readonly kind: KindEntry;
  /** Where the instances of one shard stand: slots in order, the counts sum up to `replicas`. Never empty. */
  readonly slots: readonly Slot[];
  /** Keys of the entities that it keeps (a field's entity, too); undefined when it is no store. */
  readonly stores?: ReadonlySet<Key>;
  /** Keys of the APIs that it answers. */
  readonly serves: ReadonlySet<Key>;
}

export type GraphNode = ActorNode | ComponentNode;

export interface GraphConnection {
  readonly index: number;
  readonly key: Key;
  readonly id: string;
  readonly element: ConnectionElement;
  /** Node indices. */
  readonly from: number;
  readonly to: number;
  readonly style: "sync" | "async" | "both";
  /**
   * Connections with the same number are members of one `B | C`; any of them will do. Each connection that is no
   * alternative has a number of its own.
   */
  readonly group: number;
  readonly optional: boolean;
  /** The node that is used instead. */
  readonly fallback?: number;
  /** The cache whose misses alone it carries, of reads. */
  readonly onMiss?: number;
  /** What it is for: keys of requirements, endpoints, APIs, flows; undefined: for all. */
  readonly for?: ReadonlySet<Key>;
  /** Stated; undefined never fails. */
  readonly availability?: number;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly connections: readonly GraphConnection[];
  /** Connections by the node that they leave, and by the one that they lead to, in the order of the text. */
  readonly outgoing: readonly (readonly number[])[];
  readonly incoming: readonly (readonly number[])[];
  /** Zones and regions: the declared ones and the counted ones that are in use. */
  readonly places: readonly Place[];
  /** A node's index by its key. */
  readonly byKey: ReadonlyMap<Key, number>;
  /** A connection's index by its key. */
  readonly connectionByKey: ReadonlyMap<Key, number>;
}

/**
 * Builds the graph of a design. Connections that lead nowhere (yet) are left out. Replicas and places are computed when
 * they are asked for: they may depend on loads, which are computed on the graph.
 */
export function graphOf(design: Design, numbers: Numbers): Graph {
  const nodes: GraphNode[] = [];
  const byKey = new Map<Key, number>();
  for (const element of design.all("actor")) {
    byKey.set(element.key, nodes.length);
    nodes.push({ index: nodes.length, key: element.key, id: element.id, actor: true, element });
  }
  const placing = new Placing(design, numbers, nodes);
  for (const element of design.all("component")) {
    byKey.set(element.key, nodes.length);
    nodes.push(new Component(design, placing, element, nodes.length));
  }
  const connections = connectionsOf(design, numbers, byKey);
  const outgoing: number[][] = nodes.map(() => []);
  const incoming: number[][] = nodes.map(() => []);
  for (const connection of connections) {
    outgoing[connection.from]?.push(connection.index);
    incoming[connection.to]?.push(connection.index);
  }
  return {
    nodes,
    connections,
    outgoing,
    incoming,
    get places() {
      return placing.places;
    },
    byKey,
    connectionByKey: new Map(connections.map((connection) => [connection.key, connection.index])),
  };
}

interface Placed {
  readonly redundancy: Redundancy;
  readonly slots: readonly Slot[];
}

const ALONE: Placed = {
  redundancy: {
    replicas: 1,
    counted: false,
    replicasStated: false,
    needs: 1,
    shards: 1,
    replicasAreShards: false,
    stateful: false,
    redundant: false,
    leader: false,
    personal: false,
  },
  slots: [{ count: 1 }],
};

/** Replicas and places of all components, computed together on first use, so that places are numbered in order. */
class Placing {
  readonly #design: Design;
  readonly #numbers: Numbers;
  readonly #nodes: readonly GraphNode[];
  #places: Places | undefined;
  #placed: readonly (Placed | undefined)[] = [];

  constructor(design: Design, numbers: Numbers, nodes: readonly GraphNode[]) {
    this.#design = design;
    this.#numbers = numbers;
    this.#nodes = nodes;
  }

  get places(): readonly Place[] {
    this.#compute();
    return this.#places?.all ?? [];
  }

  /** While they are being computed, a component counts as one instance: a count that depends on itself ends there. */
  of(index: number): Placed {
    this.#compute();
    return this.#placed[index] ?? ALONE;
  }

  #compute(): void {
    if (this.#places) return;
    const places = new Places(this.#design, this.#numbers);
    this.#places = places;
    this.#placed = this.#nodes.map((node) => {
      if (node.actor) return undefined;
      const spots = places.slotsOf(node.element);
      const redundancy = redundancyOf(this.#design, this.#numbers, node.element, spots.length);
      return { redundancy, slots: spread(spots, redundancy.replicas) };
    });
  }
}

class Component implements ComponentNode {
  readonly actor = false;
  readonly index: number;
  readonly key: Key;
  readonly id: string;
  readonly element: ComponentElement;
  readonly kind: KindEntry;
  readonly stores?: ReadonlySet<Key>;
  readonly serves: ReadonlySet<Key>;
  readonly #placing: Placing;

  constructor(design: Design, placing: Placing, element: ComponentElement, index: number) {
    this.index = index;
    this.key = element.key;
    this.id = element.id;
    this.element = element;
    this.kind = element.kind.base;
    this.serves = new Set(targetKeys(design, element, "serves"));
    if (propertyOf(design, element, "stores")) this.stores = storedEntities(design, element);
    this.#placing = placing;
  }

  get slots(): readonly Slot[] {
    return this.#placing.of(this.index).slots;
  }
  get replicas(): number {
    return this.#redundancy.replicas;
  }
  get counted(): boolean {
    return this.#redundancy.counted;
  }
  get replicasStated(): boolean {
    return this.#redundancy.replicasStated;
  }
  get needs(): number {
    return this.#redundancy.needs;
  }
  get shards(): number {
    return this.#redundancy.shards;
  }
  get replicasAreShards(): boolean {
    return this.#redundancy.replicasAreShards;
  }
  get stateful(): boolean {
    return this.#redundancy.stateful;
  }
  get redundant(): boolean {
    return this.#redundancy.redundant;
  }
  get leader(): boolean {
    return this.#redundancy.leader;
  }
  get personal(): boolean {
    return this.#redundancy.personal;
  }

  get #redundancy(): Redundancy {
    return this.#placing.of(this.index).redundancy;
  }
}

function storedEntities(design: Design, element: ComponentElement): ReadonlySet<Key> {
  const entities = new Set<Key>();
  for (const key of targetKeys(design, element, "stores")) {
    const target = design.get(key);
    if (target?.class === "entity") entities.add(key);
    else if (target?.class === "field" && target.parent !== undefined) entities.add(target.parent);
  }
  return entities;
}

function connectionsOf(design: Design, numbers: Numbers, byKey: ReadonlyMap<Key, number>): GraphConnection[] {
  const connections: GraphConnection[] = [];
  const groups = new Map<object, Map<string, number>>();
  for (const element of design.all("connection")) {
    const from = byKey.get(end(design, element.from)?.key ?? "");
    const to = byKey.get(end(design, element.to)?.key ?? "");
    if (from === undefined || to === undefined) continue;
    const index = connections.length;
    let group = index;
    if (element.alternatives !== undefined) {
      // The same choice written twice is two choices: the statement tells them apart.
      const choices = groups.get(element.node) ?? new Map<string, number>();
      groups.set(element.node, choices);
      group = choices.get(element.alternatives) ?? index;
      choices.set(element.alternatives, group);
    }
    connections.push({
      index,
      key: element.key,
      id: element.id,
      element,
      from,
      to,
      style: element.style,
      group,
      optional: false,
      ...(element.properties.size > 0 ? connectionFacts(design, numbers, element, byKey) : {}),
    });
  }
  return connections;
}

/** What the body of a connection (or of a flow's step) says that failure and load depend on. */
export function connectionFacts(
  design: Design,
  numbers: Numbers,
  element: ConnectionElement,
  byKey: ReadonlyMap<Key, number>,
): Pick<GraphConnection, "optional" | "fallback" | "onMiss" | "for" | "availability"> {
  const fallback = byKey.get(targetKeys(design, element, "fallback")[0] ?? "");
  const onMiss = byKey.get(targetKeys(design, element, "on_miss")[0] ?? "");
  const purpose = propertyOf(design, element, "for") ? new Set(targetKeys(design, element, "for")) : undefined;
  const availability = ratio(numbers.number(element, "availability"));
  return {
    optional: flag(design, element, "optional") === true,
    ...(fallback === undefined ? {} : { fallback }),
    ...(onMiss === undefined ? {} : { onMiss }),
    ...(purpose && purpose.size > 0 ? { for: purpose } : {}),
    ...(availability === undefined ? {} : { availability }),
  };
}

/** A stated ratio, if it is one. */
export function ratio(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 && value <= 1 ? value : undefined;
}
