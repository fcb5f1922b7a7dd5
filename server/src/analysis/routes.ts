/**
 * Which connections a use of the system goes along. One answer for load, failure and latency: what a connection is
 * `for`, which stores an endpoint reads and writes, how actors come to the component that serves it.
 */

import { propertyOf, targetKeys } from "../model/access.ts";
import type { Design, Element, EndpointElement, Key } from "../model/design.ts";
import { once } from "../model/once.ts";
import type { Graph, GraphConnection, GraphNode } from "./graph.ts";

/** What a request is about. */
export interface Usage {
  /** The endpoint that is called; absent where a component alone satisfies a requirement. */
  readonly endpoint?: EndpointElement;
  /** Keys that a connection's `for` may name: the endpoint, its API, requirements, flows. Undefined: `for` is ignored. */
  readonly names?: ReadonlySet<Key>;
  /** Keys of the entities that it reads and writes; undefined where neither is stated. */
  readonly entities?: { readonly reads: ReadonlySet<Key>; readonly writes: ReadonlySet<Key> };
  /** Whether it changes nothing: it states `reads` alone, or is a GET or HEAD that states neither. */
  readonly readOnly: boolean;
}

/** A property of an endpoint: its own, or what its API states for all of its endpoints. */
export function endpointProperty(design: Design, endpoint: EndpointElement, name: string): Element | undefined {
  if (endpoint.properties.has(name)) return endpoint;
  const api = design.get(endpoint.parent);
  return api?.properties.has(name) ? api : undefined;
}

/** What an endpoint is about, on behalf of a requirement, or of all that it satisfies. */
export function usageOf(design: Design, endpoint: EndpointElement, requirement?: Key): Usage {
  const names = new Set<Key>([endpoint.key]);
  if (endpoint.parent !== undefined) names.add(endpoint.parent);
  const satisfied = requirement === undefined ? keysOf(design, endpoint, "satisfies") : [requirement];
  for (const key of satisfied) names.add(key);
  for (const flow of design.all("flow")) {
    if (targetKeys(design, flow, "satisfies").some((key) => names.has(key))) names.add(flow.key);
  }
  const reads = new Set(keysOf(design, endpoint, "reads"));
  const writes = new Set(keysOf(design, endpoint, "writes"));
  const stated = reads.size + writes.size > 0;
  return {
    endpoint,
    names,
    ...(stated ? { entities: { reads, writes } } : {}),
    readOnly: stated ? writes.size === 0 : endpoint.verb === "GET" || endpoint.verb === "HEAD",
  };
}

function keysOf(design: Design, endpoint: EndpointElement, name: string): readonly Key[] {
  const owner = endpointProperty(design, endpoint, name);
  return owner && propertyOf(design, owner, name) ? targetKeys(design, owner, name) : [];
}

/** Everything at once: a drawing without APIs and flows. */
export const EVERYTHING: Usage = { readOnly: false };

/** Whether a usage goes along a connection: by what it is `for`, and by the entities that its target stores. */
export function uses(graph: Graph, usage: Usage, connection: GraphConnection): boolean {
  if (connection.for && usage.names && !intersects(connection.for, usage.names)) return false;
  const target = graph.nodes[connection.to];
  if (!usage.entities || !target || target.actor || !target.stores) return true;
  return intersects(target.stores, usage.entities.reads) || intersects(target.stores, usage.entities.writes);
}

/** Whether a usage changes what a node holds, or only reads it. What is not stated counts as a write. */
export function access(graph: Graph, usage: Usage, node: number): "read" | "write" {
  const target = graph.nodes[node];
  if (!target || target.actor || target.kind.buffer) return "write";
  if (usage.entities && target.stores) {
    if (intersects(target.stores, usage.entities.writes)) return "write";
    return intersects(target.stores, usage.entities.reads) ? "read" : "write";
  }
  return usage.readOnly && target.kind.group === "data" ? "read" : "write";
}

function intersects(left: ReadonlySet<Key>, right: ReadonlySet<Key>): boolean {
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  for (const key of small) if (large.has(key)) return true;
  return false;
}

/** How actors come to the component that serves an endpoint. Node and connection indices. */
export interface WayIn {
  /** Components that serve it. */
  readonly servers: readonly number[];
  /** Where its users start: actors, or what nothing leads to in a drawing without actors. */
  readonly sources: readonly number[];
  /** Connections on some path from a source to a server. */
  readonly onward: ReadonlySet<number>;
  /** Nodes on some such path, sources and servers included. */
  readonly nodes: ReadonlySet<number>;
  /** Connections of nodes on the way in that only lead to components that serve other APIs: no dependencies. */
  readonly routes: ReadonlySet<number>;
}

/** What a way in is looked for: the servers that are meant, and who comes. */
export interface Destination {
  readonly servers: readonly number[];
  /** Actors that the requirement names; empty: all. */
  readonly actors: readonly number[];
}

/**
 * The way in to some components. Synchronous paths are preferred; asynchronous ones count for sources that have no
 * other. Actors that have no path don't come this way; where none has, every actor is tried, then what nothing leads to.
 */
export function wayIn(graph: Graph, usage: Usage, destination: Destination): WayIn {
  const { servers } = destination;
  const goal = new Set(servers);
  const leads = new Map<boolean, ReadonlySet<number>>();
  const leading = (sync: boolean): ReadonlySet<number> => {
    const known = leads.get(sync) ?? leadingTo(graph, usage, goal, sync);
    leads.set(sync, known);
    return known;
  };
  const every = everyActor(graph);
  const wanted = destination.actors.length > 0 ? destination.actors : every;
  const choices = [() => wanted, () => every, () => entries(graph)];
  for (const choose of choices) {
    const choice = choose();
    const sync = choice.filter((node) => leading(true).has(node));
    const other = choice.filter((node) => !leading(true).has(node) && leading(false).has(node));
    if (sync.length + other.length === 0) continue;
    const onward = new Set<number>();
    const nodes = new Set<number>();
    walk(graph, usage, goal, sync, leading(true), true, onward, nodes);
    walk(graph, usage, goal, other, leading(false), false, onward, nodes);
    return {
      servers,
      sources: [...sync, ...other],
      onward,
      nodes,
      routes: routesOf(graph, usage, goal, nodes, onward),
    };
  }
  return { servers, sources: [], onward: new Set(), nodes: goal, routes: new Set() };
}

/** Components that nothing leads to, and that lead somewhere: where a drawing without actors begins. */
export const entries: (graph: Graph) => readonly number[] = once((graph) =>
  graph.nodes.flatMap((node) =>
    !node.actor && graph.incoming[node.index]?.length === 0 && graph.outgoing[node.index]?.length !== 0
      ? [node.index]
      : [],
  ),
);

const actorsAmong = once((nodes: readonly GraphNode[]): readonly number[] =>
  nodes.flatMap((node) => (node.actor ? [node.index] : [])),
);

/** All actors, as node indices. */
export function everyActor(graph: Graph): readonly number[] {
  return actorsAmong(graph.nodes);
}

/** Every node from which the goal can be reached, without going on beyond a node of the goal. */
function leadingTo(graph: Graph, usage: Usage, goal: ReadonlySet<number>, sync: boolean): ReadonlySet<number> {
  const reached = new Set(goal);
  const queue = [...goal];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const index of graph.incoming[node] ?? []) {
      const connection = graph.connections[index];
      if (!connection || reached.has(connection.from) || (sync && connection.style === "async")) continue;
      if (!uses(graph, usage, connection)) continue;
      reached.add(connection.from);
      if (!graph.nodes[connection.from]?.actor) queue.push(connection.from);
    }
  }
  return reached;
}

function walk(
  graph: Graph,
  usage: Usage,
  goal: ReadonlySet<number>,
  sources: readonly number[],
  leading: ReadonlySet<number>,
  sync: boolean,
  onward: Set<number>,
  nodes: Set<number>,
): void {
  const seen = new Set(sources);
  const queue = [...sources];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    nodes.add(node);
    if (goal.has(node)) continue;
    for (const index of graph.outgoing[node] ?? []) {
      const connection = graph.connections[index];
      if (!connection || !leading.has(connection.to) || graph.nodes[connection.to]?.actor) continue;
      if ((sync && connection.style === "async") || !uses(graph, usage, connection)) continue;
      onward.add(index);
      if (!seen.has(connection.to)) {
        seen.add(connection.to);
        queue.push(connection.to);
      }
    }
  }
}

/** Connections of nodes on the way in that only lead to components serving other APIs. */
function routesOf(
  graph: Graph,
  usage: Usage,
  goal: ReadonlySet<number>,
  nodes: ReadonlySet<number>,
  onward: ReadonlySet<number>,
): ReadonlySet<number> {
  const routes = new Set<number>();
  let elsewhere: ReadonlySet<number> | undefined;
  for (const node of nodes) {
    if (goal.has(node) || graph.nodes[node]?.actor) continue;
    for (const index of graph.outgoing[node] ?? []) {
      const connection = graph.connections[index];
      if (!connection || onward.has(index) || !uses(graph, usage, connection)) continue;
      elsewhere ??= leadingElsewhere(graph, goal);
      if (elsewhere.has(connection.to)) routes.add(index);
    }
  }
  return routes;
}

/**
 * Nodes that serve another API, or pass requests on to nothing but such nodes. A store, a buffer or a third party is
 * used for what it is itself, whatever it calls; a circle that serves nothing leads nowhere.
 */
function leadingElsewhere(graph: Graph, goal: ReadonlySet<number>): ReadonlySet<number> {
  const elsewhere = new Set<number>();
  const queue: number[] = [];
  for (const servers of serversAmong(graph.nodes).values()) {
    for (const server of servers) if (!goal.has(server)) queue.push(server);
  }
  const open = new Map<number, number>();
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (elsewhere.has(index)) continue;
    elsewhere.add(index);
    for (const entering of graph.incoming[index] ?? []) {
      const from = graph.nodes[graph.connections[entering]?.from ?? -1];
      if (!from || from.actor || from.stores || goal.has(from.index)) continue;
      if (from.kind.family !== "edge" && from.kind.family !== "compute") continue;
      const left = (open.get(from.index) ?? callsOf(graph, from.index)) - 1;
      open.set(from.index, left);
      if (left === 0) queue.push(from.index);
    }
  }
  return elsewhere;
}

/** How many connections of a node lead to components. */
function callsOf(graph: Graph, node: number): number {
  const outgoing = graph.outgoing[node] ?? [];
  return outgoing.filter((index) => !graph.nodes[graph.connections[index]?.to ?? -1]?.actor).length;
}

/** The components that answer an endpoint. */
export function serversOf(graph: Graph, api: Key | undefined): readonly number[] {
  return api === undefined ? [] : (serversAmong(graph.nodes).get(api) ?? []);
}

const serversAmong = once((nodes: readonly GraphNode[]): ReadonlyMap<Key, readonly number[]> => {
  const servers = new Map<Key, number[]>();
  for (const node of nodes) {
    for (const api of node.actor ? [] : node.serves) {
      const known = servers.get(api);
      if (known) known.push(node.index);
      else servers.set(api, [node.index]);
    }
  }
  return servers;
});
