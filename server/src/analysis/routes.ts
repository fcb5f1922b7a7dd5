/**
 * Which connections a use of the system goes along. One answer for load, failure and latency: what a connection is
 * `for`, which stores an endpoint reads and writes, how actors come to the component that serves it.
 */

import type { Design, Element, EndpointElement, Key } from "../model/design.ts";
import { propertyOf, targetKeys } from "../model/access.ts";
import type { Graph, GraphConnection } from "./graph.ts";

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
    return intersects(target.stores, usage.entities.writes) ? "write" : "read";
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
