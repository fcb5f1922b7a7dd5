/** The nodes of a graph: what components say about themselves, their replicas, and where these stand. */

import type { KindEntry } from "../language/kinds.ts";
import { propertyOf, targetKeys } from "../model/access.ts";
import type { ComponentElement, ConnectionElement, Design, Key } from "../model/design.ts";
import type { ComponentNode, GraphConnection, GraphNode } from "./graph.ts";
import { dependsOnNames, type Numbers } from "./numbers.ts";
import { type Place, Places, type Slot, spread } from "./placement.ts";
import { type Redundancy, redundancyOf } from "./redundancy.ts";

export interface Nodes {
  readonly all: readonly GraphNode[];
  /** A node's index by its key. */
  readonly byKey: ReadonlyMap<Key, number>;
  readonly places: readonly Place[];
  /** Connections between them, as the latest graph has them. */
  readonly connections: WeakMap<ConnectionElement, GraphConnection>;
}

/** The nodes of a design, actors first. */
export function nodesOf(design: Design, numbers: Numbers): Nodes {
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
  return {
    all: nodes,
    byKey,
    get places() {
      return placing.places;
    },
    connections: new WeakMap(),
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
      const redundancy = this.#redundancy(node.element, spots.length);
      return { redundancy, slots: spread(spots, redundancy.replicas) };
    });
  }

  #redundancy(element: ComponentElement, spots: number): Redundancy {
    const known = lasting.get(element);
    if (known?.spots === spots) return known.redundancy;
    const redundancy = redundancyOf(this.#design, this.#numbers, element, spots);
    if (isSelfContained(element)) lasting.set(element, { spots, redundancy });
    return redundancy;
  }
}

/** What components say of their redundancy if they alone say it: that lasts as long as they do. */
const lasting = new WeakMap<ComponentElement, { readonly spots: number; readonly redundancy: Redundancy }>();

function isSelfContained({ kind, properties }: ComponentElement): boolean {
  return kind.own.length === 0 && COUNTS.every((name) => !dependsOnNames(properties.get(name)));
}

const COUNTS = ["replicas", "needs", "shards", "quorum"] as const;

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
