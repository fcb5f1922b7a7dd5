/** The load of every component and connection, now and after a loss, and what it means for capacity. */

import type { Evaluation } from "../estimate/evaluation.ts";
import type { Design, Key } from "../model/design.ts";
import { type Assumed, capacityOf, copiesOf } from "./assumptions.ts";
import { type CarryEdge, type Course, carriersOf, courseOf } from "./carry.ts";
import { type Demand, type Demands, demandsOf, NO_RATE, plus, type Rate, times } from "./demand.ts";
import type { ComponentNode, Graph } from "./graph.ts";
import { spread } from "./propagation.ts";
import { access, endpointProperty } from "./routes.ts";

export type { Rate } from "./demand.ts";

/** What one demand contributes to a component or a connection. */
export interface Contribution {
  readonly demand: Demand;
  readonly rate: Rate;
}

export interface ComponentLoad {
  /** Requests per second that arrive. */
  readonly rate: Rate;
  /** The part of it that changes data. */
  readonly writes: Rate;
  /** Where it comes from, the largest first. */
  readonly contributions: readonly Contribution[];
  /** Capacity of one instance (or of the whole), with its source; undefined where none is known. */
  readonly capacity?: Assumed & { readonly ofWhole: boolean };
  /** Requests per second that all instances can carry together. */
  readonly total?: number;
  /** Peak load as a share of the capacity of the busiest instance; above 1 it is overloaded. */
  readonly utilization?: number;
  /** The part of it that more replicas would not lessen: writes that each of them carries. */
  readonly fixed?: number;
  /** The same once one instance is lost; undefined where there is only one, or none can be lost. */
  readonly afterInstanceLoss?: number;
  /** The same once the zone with the most instances is lost. */
  readonly afterZoneLoss?: number;
  /** Bytes per second over its incoming connections, where payloads are known. */
  readonly bandwidth?: Rate;
  /** Requests that are in the component at a time: load × its latency (Little's law); average and peak. */
  readonly concurrency?: Rate;
}

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

interface Sums {
  readonly rates: Rate[];
  readonly writes: Rate[];
  readonly connections: Rate[];
  readonly bytes: (Rate | undefined)[];
  readonly byNode: Contribution[][];
  readonly byConnection: Contribution[][];
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
  const carriers = carriersOf(graph, evaluation);
  const sums: Sums = {
    rates: graph.nodes.map(() => NO_RATE),
    writes: graph.nodes.map(() => NO_RATE),
    connections: graph.connections.map(() => NO_RATE),
    bytes: graph.connections.map(() => undefined),
    byNode: graph.nodes.map(() => []),
    byConnection: graph.connections.map(() => []),
    unstable: new Map(),
  };
  for (const stated of demands.all) {
    const demand = stated.rate.peak === 0 ? undefined : left(stated);
    if (!demand) continue;
    for (const course of courseOf(carriers, demand)) run(design, graph, evaluation, sums, demand, course);
    if (demand.type === "connection")
      onConnection(graph, evaluation, design, sums, demand.connection, demand, demand.rate);
  }
  return factsOf(design, graph, evaluation, demands, sums);
}

/** Adds one demand along its course. */
function run(design: Design, graph: Graph, evaluation: Evaluation, sums: Sums, demand: Demand, course: Course): void {
  const entering = new Map(course.entering);
  // What a flow's steps bring to a node goes on from there only where the flow does not say how.
  const arrived = new Map<number, number>();
  for (const edge of course.fixed ?? []) {
    arrived.set(edge.to, (arrived.get(edge.to) ?? 0) + edge.factor);
    if (course.outgoing(edge.to).length > 0) entering.set(edge.to, (entering.get(edge.to) ?? 0) + edge.factor);
    carry(design, graph, evaluation, sums, demand, edge, edge.factor);
  }
  const { nodes, unstable } = spread(entering, course.outgoing);
  for (const part of unstable) sums.unstable.set([...part].sort((a, b) => a - b).join(" "), part);
  for (const [node, share] of nodes) {
    for (const edge of course.outgoing(node) as readonly CarryEdge[]) {
      carry(design, graph, evaluation, sums, demand, edge, share * edge.factor);
    }
  }
  for (const node of new Set([...nodes.keys(), ...arrived.keys()])) {
    const element = graph.nodes[node];
    const share = Math.max(nodes.get(node) ?? 0, arrived.get(node) ?? 0);
    if (!element || element.actor || share === 0) continue;
    const rate = times(demand.rate, share);
    sums.rates[node] = plus(sums.rates[node] ?? NO_RATE, rate);
    if (demand.type === "endpoint" && access(graph, demand.usage, node) === "write") {
      sums.writes[node] = plus(sums.writes[node] ?? NO_RATE, rate);
    }
    sums.byNode[node]?.push({ demand, rate });
  }
}

function carry(
  design: Design,
  graph: Graph,
  evaluation: Evaluation,
  sums: Sums,
  demand: Demand,
  edge: CarryEdge,
  share: number,
): void {
  if (edge.connection === undefined || share === 0) return;
  onConnection(graph, evaluation, design, sums, edge.connection, demand, times(demand.rate, share));
}

function onConnection(
  graph: Graph,
  evaluation: Evaluation,
  design: Design,
  sums: Sums,
  index: number,
  demand: Demand,
  rate: Rate,
): void {
  sums.connections[index] = plus(sums.connections[index] ?? NO_RATE, rate);
  sums.byConnection[index]?.push({ demand, rate });
  const payload = payloadOf(design, graph, evaluation, index, demand);
  if (payload !== undefined) sums.bytes[index] = plus(sums.bytes[index] ?? NO_RATE, times(rate, payload));
}

/** Bytes of one message: as the connection states, else request and answer of the endpoint on its way in. */
function payloadOf(
  design: Design,
  graph: Graph,
  evaluation: Evaluation,
  index: number,
  demand: Demand,
): number | undefined {
  const connection = graph.connections[index];
  if (!connection) return undefined;
  if (connection.element.properties.has("payload")) return evaluation.number(connection.element, "payload");
  if (demand.type !== "endpoint") return undefined;
  const target = graph.nodes[connection.to];
  if (!target || target.actor || (!demand.servers.includes(connection.to) && target.kind.group !== "edge"))
    return undefined;
  const size = (name: string): number | undefined => {
    const owner = endpointProperty(design, demand.endpoint, name);
    return owner && evaluation.number(owner, name);
  };
  const [request, response] = [size("request"), size("response")];
  return request === undefined && response === undefined ? undefined : (request ?? 0) + (response ?? 0);
}

function factsOf(design: Design, graph: Graph, evaluation: Evaluation, demands: Demands, sums: Sums): LoadFacts {
  const known = new Map<Key, ComponentLoad | undefined>();
  return {
    demands: demands.all,
    endpoint: (key) => demands.endpoints.get(key),
    component: (key) => {
      if (known.has(key)) return known.get(key);
      const node = graph.nodes[graph.byKey.get(key) ?? -1];
      const load = node && !node.actor ? componentLoad(design, graph, evaluation, node, sums) : undefined;
      known.set(key, load);
      return load;
    },
    connection: (key) => {
      const index = graph.connectionByKey.get(key) ?? -1;
      const rate = sums.connections[index];
      const contributions = sums.byConnection[index] ?? [];
      if (!rate || contributions.length === 0) return undefined;
      const bandwidth = sums.bytes[index];
      return { rate, contributions: largestFirst(contributions), ...(bandwidth ? { bandwidth } : {}) };
    },
    unstable: [...sums.unstable.values()].map((part) => part.flatMap((node) => graph.nodes[node]?.key ?? [])),
    largest: sums.rates.reduce((most, rate) => Math.max(most, rate.average), 0),
  };
}

function largestFirst(contributions: readonly Contribution[]): readonly Contribution[] {
  return [...contributions].sort((some, other) => other.rate.peak - some.rate.peak);
}

function componentLoad(
  design: Design,
  graph: Graph,
  evaluation: Evaluation,
  node: ComponentNode,
  sums: Sums,
): ComponentLoad | undefined {
  const rate = sums.rates[node.index] ?? NO_RATE;
  const contributions = sums.byNode[node.index] ?? [];
  const capacity = capacityOf(design, evaluation, node);
  const writes = sums.writes[node.index] ?? NO_RATE;
  const latency = evaluation.number(node.element, "latency");
  const incoming = (graph.incoming[node.index] ?? []).flatMap((index) => sums.bytes[index] ?? []);
  if (contributions.length === 0 && !capacity) return undefined;
  const busy = capacity && utilizationOf(design, evaluation, node, rate, writes);
  const instances = node.replicas * node.shards;
  return {
    rate,
    writes,
    contributions: largestFirst(contributions),
    ...(capacity ? { capacity, total: capacity.ofWhole ? capacity.value : capacity.value * instances } : {}),
    ...(busy && contributions.length > 0 ? busy : {}),
    ...(incoming.length > 0 ? { bandwidth: incoming.reduce(plus, NO_RATE) } : {}),
    ...(latency !== undefined && contributions.length > 0 ? { concurrency: times(rate, latency) } : {}),
  };
}

/**
 * Utilisation at peak. Each of n replicas carries 1/n, except that writes load every replica that keeps a copy (of
 * their shard) where `replication` is stated. Where the kind's defaults differ for reads and writes, each takes its own.
 */
function utilizationOf(
  design: Design,
  evaluation: Evaluation,
  node: ComponentNode,
  rate: Rate,
  writes: Rate,
): Pick<ComponentLoad, "utilization" | "fixed" | "afterInstanceLoss" | "afterZoneLoss"> {
  const forReads = capacityOf(design, evaluation, node, "reads");
  const forWrites = capacityOf(design, evaluation, node, "writes");
  if (!forReads || !forWrites) return {};
  const replicated = node.element.properties.has("replication") && node.kind.group === "data";
  const write = Math.min(writes.peak, rate.peak);
  const read = rate.peak - write;
  const everywhere = replicated && copiesOf(node, node.replicas + 1) > node.replicas;
  const busy = (replicas: number): number => {
    if (forReads.ofWhole) return read / forReads.value + write / forWrites.value;
    const instances = replicas * node.shards;
    const copies = replicated ? copiesOf(node, replicas) : 1;
    return read / (forReads.value * instances) + (write * copies) / (forWrites.value * instances);
  };
  const zones = new Map<number, number>();
  for (const slot of node.slots)
    if (slot.zone !== undefined) zones.set(slot.zone, (zones.get(slot.zone) ?? 0) + slot.count);
  const most = Math.max(0, ...zones.values());
  const losable = !forReads.ofWhole && node.replicas > 1;
  return {
    utilization: busy(node.replicas),
    fixed: forReads.ofWhole ? busy(1) : everywhere ? write / (forWrites.value * node.shards) : 0,
    ...(losable ? { afterInstanceLoss: busy(node.replicas - 1) } : {}),
    ...(losable && most > 0 && most < node.replicas ? { afterZoneLoss: busy(node.replicas - most) } : {}),
  };
}
