/** How the load of one demand runs along the graph: which share each connection carries on. */

import type { Evaluation } from "../estimate/evaluation.ts";
import type { FlowElement } from "../model/design.ts";
import type { Demand } from "./demand.ts";
import { connectionOf } from "./flow-links.ts";
import { type Graph, type GraphConnection, ratio } from "./graph.ts";
import type { FlowEdge } from "./propagation.ts";
import { access, EVERYTHING, type Usage, uses, wayIn } from "./routes.ts";

/** An edge that stands for a connection of the design; a flow's step without one has none. */
export interface CarryEdge extends FlowEdge {
  readonly connection?: number;
}

/** What load needs to know of the graph besides its shape, read once. */
export interface Carriers {
  readonly graph: Graph;
  /** Share of reads that a node answers itself. */
  readonly hitRatio: readonly number[];
  /** Calls per incoming request of each connection. */
  readonly calls: readonly number[];
  /** How many members the choice has that a connection belongs to. */
  readonly choices: readonly number[];
  /** Connections that state what they carry: nothing else flows along them. */
  readonly stated: ReadonlySet<number>;
}

export function carriersOf(graph: Graph, evaluation: Evaluation): Carriers {
  const sizes = new Map<number, number>();
  for (const { group } of graph.connections) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const statedLoad = graph.connections.filter(({ element }) => element.properties.has("load"));
  return {
    graph,
    hitRatio: graph.nodes.map((node) => (node.actor ? 0 : (ratio(evaluation.number(node.element, "hit_ratio")) ?? 0))),
    calls: graph.connections.map(({ element }) => {
      const calls = element.properties.has("calls") ? evaluation.number(element, "calls") : 1;
      return calls !== undefined && calls >= 0 && Number.isFinite(calls) ? calls : 1;
    }),
    choices: graph.connections.map(({ group }) => sizes.get(group) ?? 1),
    stated: new Set(statedLoad.map(({ index }) => index)),
  };
}

/** Where a demand enters, per unit of its rate, and the edges that carry it on. */
export interface Course {
  readonly entering: ReadonlyMap<number, number>;
  outgoing(node: number): readonly CarryEdge[];
  /** Edges that carry a stated share without regard to what arrives (a flow's steps). */
  readonly fixed?: readonly CarryEdge[];
}

/** The course of a demand through the graph. */
export function courseOf(carriers: Carriers, demand: Demand): readonly Course[] {
  switch (demand.type) {
    case "endpoint":
      return demand.flows.length > 0
        ? demand.flows.map((flow) => flowCourse(carriers, flow, demand.usage, 1 / demand.flows.length))
        : [requestCourse(carriers, demand)];
    case "actor": {
      const outgoing = carriers.graph.outgoing[demand.node] ?? [];
      const groups = new Set(outgoing.map((index) => carriers.graph.connections[index]?.group));
      // Several ways in are alternatives for an actor: they share its load evenly.
      const share = 1 / Math.max(1, groups.size);
      const edges = edgesOf(carriers, EVERYTHING, new Map([[demand.node, share]]));
      return [{ entering: new Map([[demand.node, 1]]), outgoing: edges }];
    }
    case "connection": {
      const to = carriers.graph.connections[demand.connection]?.to;
      return to === undefined
        ? []
        : [{ entering: new Map([[to, 1]]), outgoing: edgesOf(carriers, EVERYTHING, new Map()) }];
    }
  }
}

/** Edges of every node that a usage goes along; `shares` divides what leaves a node among its ways. */
function edgesOf(
  carriers: Carriers,
  usage: Usage,
  shares: ReadonlyMap<number, number>,
  only?: (connection: GraphConnection) => boolean,
): (node: number) => readonly CarryEdge[] {
  const known = new Map<number, readonly CarryEdge[]>();
  return (node) => {
    let edges = known.get(node);
    if (!edges) {
      edges = (carriers.graph.outgoing[node] ?? []).flatMap((index) => {
        const connection = carriers.graph.connections[index];
        if (!connection || carriers.stated.has(index)) return [];
        if (carriers.graph.nodes[connection.to]?.actor || !uses(carriers.graph, usage, connection)) return [];
        if (only && !only(connection)) return [];
        const factor = carried(carriers, usage, connection) * (shares.get(node) ?? 1);
        return factor > 0 ? [{ from: node, to: connection.to, factor, connection: index }] : [];
      });
      known.set(node, edges);
    }
    return edges;
  };
}

/**
 * The load on a connection per unit of load at its start: calls, a share of the choice it belongs to, the misses of the
 * component that it leaves, and of the cache that it is `on_miss` of. A cache answers reads only.
 */
function carried(carriers: Carriers, usage: Usage, connection: GraphConnection): number {
  const { graph, hitRatio } = carriers;
  const calls = carriers.calls[connection.index] ?? 1;
  const choice = 1 / (carriers.choices[connection.index] ?? 1);
  const writes = usage.entities ? usage.entities.writes.size > 0 : isWrite(usage);
  const misses = writes ? 1 : 1 - (hitRatio[connection.from] ?? 0);
  const onMiss =
    connection.onMiss === undefined ||
    (usage !== EVERYTHING && access(graph, usage, connection.to) === "write" && writes)
      ? 1
      : 1 - (hitRatio[connection.onMiss] ?? 0);
  return calls * choice * misses * onMiss;
}

const WRITING_VERBS: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);

function isWrite(usage: Usage): boolean {
  return usage.endpoint !== undefined && WRITING_VERBS.has(usage.endpoint.verb);
}

/**
 * A request of an endpoint: from its actors along every way to what serves it, shared evenly wherever there are several,
 * and from there to all that serving it uses. Without a way in it enters where it is served.
 */
function requestCourse(carriers: Carriers, demand: Extract<Demand, { readonly type: "endpoint" }>): Course {
  const { graph } = carriers;
  const { usage, servers } = demand;
  const way = wayIn(graph, usage, demand);
  const serving = new Set(servers);
  const sources = way.sources.filter((source) => way.nodes.has(source));
  const entries = sources.length > 0 ? sources : servers;
  const entering = new Map(entries.map((node) => [node, 1 / entries.length]));
  const all = edgesOf(carriers, usage, new Map());
  const isRoute = (edge: CarryEdge): boolean => edge.connection !== undefined && way.routes.has(edge.connection);
  const isOnward = (edge: CarryEdge): boolean => edge.connection !== undefined && way.onward.has(edge.connection);
  const known = new Map<number, readonly CarryEdge[]>();
  return {
    entering,
    outgoing: (node) => {
      const made = known.get(node);
      if (made) return made;
      let edges = all(node).filter((edge) => !isRoute(edge));
      if (way.nodes.has(node) && !serving.has(node)) {
        const onward = edges.filter(isOnward);
        const ways = new Set(onward.map(({ connection }) => graph.connections[connection ?? -1]?.group));
        const further = graph.nodes[node]?.actor ? [] : edges.filter((edge) => !isOnward(edge));
        edges = [...onward.map((edge) => ({ ...edge, factor: edge.factor / ways.size })), ...further];
      }
      known.set(node, edges);
      return edges;
    },
  };
}

/**
 * A flow as the route of requests: each step carries what reached its start last, times its calls, less what is answered
 * on the way. What a flow hands over to a buffer goes on behind it as the design says, unless the flow itself tells.
 */
function flowCourse(carriers: Carriers, flow: FlowElement, usage: Usage, share: number): Course {
  const { graph } = carriers;
  const reached = new Map<number, number>();
  const edges: CarryEdge[] = [];
  const leaving = new Set(flow.steps.map((step) => graph.byKey.get(step.from.target ?? "") ?? -1));
  const entering = new Map<number, number>();
  for (const step of flow.steps) {
    const from = graph.byKey.get(step.from.target ?? "");
    const to = graph.byKey.get(step.to.target ?? "");
    if (from === undefined || to === undefined) continue;
    const used = connectionOf(graph, flow, from, to, step.style);
    // The way back of `<->` is a push: it carries nothing unless it says so.
    if (used?.push) continue;
    const choice =
      step.alternatives === undefined
        ? 1
        : flow.steps.filter((other) => other.number === step.number && other.alternatives === step.alternatives).length;
    if (!reached.has(from)) {
      reached.set(from, share);
      entering.set(from, share);
    }
    const factor = used
      ? (carried(carriers, usage, used.connection) * (carriers.choices[used.connection.index] ?? 1)) / choice
      : 1 / choice;
    const amount = (reached.get(from) ?? share) * factor;
    if (used && carriers.stated.has(used.connection.index)) continue;
    edges.push({ from, to, factor: amount, ...(used ? { connection: used.connection.index } : {}) });
    reached.set(to, amount);
  }
  const behind = edgesOf(carriers, usage, new Map());
  return {
    entering,
    fixed: edges,
    outgoing: (node) => {
      const element = graph.nodes[node];
      if (leaving.has(node)) return [];
      return element && !element.actor && (element.kind.buffer || !reached.has(node)) ? behind(node) : [];
    },
  };
}
