/** The load of every component and connection, now and after a loss, and what it means for capacity. */

import type { Evaluation } from "../estimate/evaluation.ts";
import type { Design, Key } from "../model/design.ts";
import { Arrivals, type Contribution } from "./arrivals.ts";
import { Carriers, type Course, courseOf } from "./carry.ts";
import { type ComponentLoad, componentLoad } from "./component-load.ts";
import { type Demand, type Demands, demandsOf, type Rate } from "./demand.ts";
import type { Graph } from "./graph.ts";
import { Payloads } from "./payloads.ts";
import { spread } from "./propagation.ts";
import { access } from "./routes.ts";

export type { Contribution } from "./arrivals.ts";
export type { ComponentLoad } from "./component-load.ts";
export type { Rate } from "./demand.ts";

export interface ConnectionLoad {
  readonly rate: Rate;
  /** Bytes per second, where the payload is known. */
  readonly bandwidth?: Rate;
  readonly contributions: readonly Contribution[];
}

export interface LoadFacts {
  /** Every source of load. */
  readonly demands: readonly Demand[];
  /** The rate of an endpoint, where it has one. */
  endpoint(key: Key): Rate | undefined;
  /** The load of a component that any demand reaches. */
  component(key: Key): ComponentLoad | undefined;
  connection(key: Key): ConnectionLoad | undefined;
  /** Cycles that multiply their own load, as node keys. */
  readonly unstable: readonly (readonly Key[])[];
  /** The largest load of any component on average. */
  readonly largest: number;
}

/** What arrives at nodes and is carried by connections. */
interface Sums {
  readonly nodes: Arrivals;
  /** The part of it that changes data. */
  readonly writes: Arrivals;
  readonly connections: Arrivals;
  /** Bytes per second, where payloads are known. */
  readonly bytes: Arrivals;
  readonly payloads: Payloads;
  readonly unstable: Map<string, readonly number[]>;
}

/** Propagates every demand through the graph; in an outage, what `left` leaves of it. */
export function loadOf(
  design: Design,
  graph: Graph,
  evaluation: Evaluation,
  left: (demand: Demand) => Demand | undefined = (demand) => demand,
): LoadFacts {
  const demands = demandsOf(design, graph, evaluation);
  const carriers = new Carriers(graph, evaluation);
  const sums: Sums = {
    nodes: new Arrivals(graph.nodes.length),
    writes: new Arrivals(graph.nodes.length),
    connections: new Arrivals(graph.connections.length),
    bytes: new Arrivals(graph.connections.length),
    payloads: new Payloads(design, graph, evaluation),
    unstable: new Map(),
  };
  for (const stated of demands.all) {
    const demand = stated.rate.peak === 0 ? undefined : left(stated);
    if (!demand) continue;
    for (const course of courseOf(carriers, demand)) run(graph, sums, demand, course);
    if (demand.type === "connection") carry(sums, demand, demand.connection, 1);
  }
  return factsOf(design, graph, evaluation, demands, sums);
}

/** The same loads on a graph on which they run the same way; what components make of them may differ. */
export function sameLoadOn(design: Design, graph: Graph, evaluation: Evaluation, before: LoadFacts): LoadFacts {
  const known = origins.get(before);
  return known ? factsOf(design, graph, evaluation, known.demands, known.sums) : loadOf(design, graph, evaluation);
}

const origins = new WeakMap<LoadFacts, { readonly demands: Demands; readonly sums: Sums }>();

/** Adds one demand along its course. */
function run(graph: Graph, sums: Sums, demand: Demand, course: Course): void {
  const entering = new Map(course.entering);
  // What a flow's steps bring to a node goes on from there only where the flow does not say how.
  const arrived = new Map<number, number>();
  for (const edge of course.fixed ?? []) {
    arrived.set(edge.to, (arrived.get(edge.to) ?? 0) + edge.factor);
    if (course.outgoing(edge.to).length > 0) entering.set(edge.to, (entering.get(edge.to) ?? 0) + edge.factor);
    carry(sums, demand, edge.connection, edge.factor);
  }
  const { reached, loads, edges, unstable } = spread(entering, course.outgoing, graph.nodes.length);
  for (const part of unstable) sums.unstable.set([...part].sort((a, b) => a - b).join(" "), part);
  for (const [index, node] of reached.entries()) {
    const share = loads[index] ?? 0;
    for (const edge of edges[index] ?? []) carry(sums, demand, edge.connection, share * edge.factor);
    arrive(graph, sums, demand, node, Math.max(share, arrived.get(node) ?? 0));
    arrived.delete(node);
  }
  for (const [node, share] of arrived) arrive(graph, sums, demand, node, share);
}

function arrive(graph: Graph, sums: Sums, demand: Demand, node: number, share: number): void {
  if (share === 0 || graph.nodes[node]?.actor !== false) return;
  sums.nodes.add(node, demand, share);
  if (demand.type === "endpoint" && access(graph, demand.usage, node) === "write") sums.writes.add(node, demand, share);
}

function carry(sums: Sums, demand: Demand, connection: number | undefined, share: number): void {
  if (connection === undefined || share === 0) return;
  sums.connections.add(connection, demand, share);
  const payload = sums.payloads.of(connection, demand);
  if (payload !== undefined) sums.bytes.add(connection, demand, share, payload);
}

function factsOf(design: Design, graph: Graph, evaluation: Evaluation, demands: Demands, sums: Sums): LoadFacts {
  const components = new Map<Key, ComponentLoad | undefined>();
  const connections = new Map<Key, ConnectionLoad | undefined>();
  const connectionOf = (key: Key): ConnectionLoad | undefined => {
    const index = graph.connectionByKey.get(key) ?? -1;
    if (!sums.connections.any(index)) return undefined;
    return {
      rate: sums.connections.rate(index),
      get contributions() {
        return sums.connections.contributions(index);
      },
      ...(sums.bytes.any(index) ? { bandwidth: sums.bytes.rate(index) } : {}),
    };
  };
  const facts: LoadFacts = {
    demands: demands.all,
    endpoint: (key) => demands.endpoints.get(key),
    component: (key) => {
      if (components.has(key)) return components.get(key);
      const node = graph.nodes[graph.byKey.get(key) ?? -1];
      const load = node && !node.actor ? componentLoad(design, graph, evaluation, node, sums) : undefined;
      components.set(key, load);
      return load;
    },
    connection: (key) => {
      if (connections.has(key)) return connections.get(key);
      const load = connectionOf(key);
      connections.set(key, load);
      return load;
    },
    unstable: [...sums.unstable.values()].map((part) => part.flatMap((node) => graph.nodes[node]?.key ?? [])),
    largest: sums.nodes.largest(),
  };
  origins.set(facts, { demands, sums });
  return facts;
}
