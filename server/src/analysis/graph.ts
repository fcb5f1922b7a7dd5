/**
 * Actors, components, connections and places of a design as arrays that refer to each other by index: what load,
 * failure, latency and cost are computed on.
 */

import type { KindEntry } from "../language/kinds.ts";
import { end, flag, propertyOf, targetKeys } from "../model/access.ts";
import type { ActorElement, ComponentElement, ConnectionElement, Design, Key } from "../model/design.ts";
import { type Nodes, nodesOf } from "./graph-nodes.ts";
import { dependsOnNames, type Numbers } from "./numbers.ts";
import type { Place, Slot } from "./placement.ts";
import type { Redundancy } from "./redundancy.ts";

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
 *
 * @param nodes the same ones again, where nothing about them has changed: connections between them are then kept
 */
export function graphOf(design: Design, numbers: Numbers, nodes = nodesOf(design, numbers)): Graph {
  const { all, byKey } = nodes;
  const connections = connectionsOf(design, numbers, nodes);
  const outgoing: number[][] = all.map(() => []);
  const incoming: number[][] = all.map(() => []);
  for (const connection of connections) {
    outgoing[connection.from]?.push(connection.index);
    incoming[connection.to]?.push(connection.index);
  }
  let connectionByKey: ReadonlyMap<Key, number> | undefined;
  return {
    nodes: all,
    connections,
    outgoing,
    incoming,
    get places() {
      return nodes.places;
    },
    byKey,
    get connectionByKey() {
      connectionByKey ??= new Map(connections.map((connection) => [connection.key, connection.index]));
      return connectionByKey;
    },
  };
}

function connectionsOf(design: Design, numbers: Numbers, nodes: Nodes): GraphConnection[] {
  const connections: GraphConnection[] = [];
  const groups = new Map<object, Map<string, number>>();
  for (const element of design.all("connection")) {
    const known = nodes.connections.get(element) ?? connectionOf(design, numbers, nodes, element);
    if (!known) continue;
    const index = connections.length;
    let group = index;
    if (element.alternatives !== undefined) {
      // The same choice written twice is two choices: the statement tells them apart.
      const choices = groups.get(element.node) ?? new Map<string, number>();
      groups.set(element.node, choices);
      group = choices.get(element.alternatives) ?? index;
      choices.set(element.alternatives, group);
    }
    const connection = known.index === index && known.group === group ? known : { ...known, index, group };
    if (!dependsOnNames(element.properties.get("availability"))) nodes.connections.set(element, connection);
    connections.push(connection);
  }
  return connections;
}

function connectionOf(
  design: Design,
  numbers: Numbers,
  { byKey }: Nodes,
  element: ConnectionElement,
): GraphConnection | undefined {
  const from = byKey.get(end(design, element.from)?.key ?? "");
  const to = byKey.get(end(design, element.to)?.key ?? "");
  if (from === undefined || to === undefined) return undefined;
  return {
    index: -1,
    key: element.key,
    id: element.id,
    element,
    from,
    to,
    style: element.style,
    group: -1,
    optional: false,
    ...(element.properties.size > 0 ? connectionFacts(design, numbers, element, byKey) : {}),
  };
}

/** What the body of a connection (or of a flow's step) says that failure and load depend on. */
function connectionFacts(
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
