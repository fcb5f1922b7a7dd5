/** How the load of one demand runs along the graph: which share each connection carries on. */

import type { Evaluation } from "../estimate/evaluation.ts";
import type { ConnectionElement, FlowElement, Key } from "../model/design.ts";
import type { Demand } from "./demand.ts";
import { connectionOf } from "./flow-links.ts";
import { type Graph, type GraphConnection, ratio } from "./graph.ts";
import type { FlowEdge } from "./propagation.ts";
import { access, EVERYTHING, type Usage, uses, wayIn } from "./routes.ts";

/** An edge that stands for a connection of the design; a flow's step without one has none. */
export interface CarryEdge extends FlowEdge {
  readonly connection?: number;
}

/** What load needs to know of the graph besides its shape: each figure is read once, when a load comes by. */
export class Carriers {
  readonly graph: Graph;
  readonly #evaluation: Evaluation;
  readonly #hitRatios: Float64Array;
  readonly #calls: Float64Array;
  /** How many members each choice has, by its number. */
  readonly #choices: Int32Array;
  readonly #alike: (readonly CarryEdge[] | undefined)[] = [];

  constructor(graph: Graph, evaluation: Evaluation) {
    this.graph = graph;
    this.#evaluation = evaluation;
    this.#hitRatios = new Float64Array(graph.nodes.length).fill(Number.NaN);
    this.#calls = new Float64Array(graph.connections.length).fill(Number.NaN);
    this.#choices = new Int32Array(graph.connections.length);
    for (const { group } of graph.connections) if (group >= 0) this.#choices[group] = (this.#choices[group] ?? 0) + 1;
  }

  /** The share of reads that a node answers itself. */
  hitRatio(index: number): number {
    const known = this.#hitRatios[index] ?? 0;
    if (!Number.isNaN(known)) return known;
    const node = this.graph.nodes[index];
    const stated = !node || node.actor ? 0 : (ratio(this.#evaluation.number(node.element, "hit_ratio")) ?? 0);
    this.#hitRatios[index] = stated;
    return stated;
  }

  /** Calls per incoming request of a connection; -1 for one that states its load: nothing else flows along it. */
  calls({ index, element }: GraphConnection): number {
    const known = this.#calls[index] ?? 1;
    if (!Number.isNaN(known)) return known;
    const stated = element.properties.has("load") ? -1 : this.#statedCalls(element);
    this.#calls[index] = stated;
    return stated;
  }

  #statedCalls(element: ConnectionElement): number {
    const calls = element.properties.has("calls") ? this.#evaluation.number(element, "calls") : 1;
    return calls !== undefined && calls >= 0 && Number.isFinite(calls) ? calls : 1;
  }

  /**
   * The edges of a node that are the same for every usage: where no connection says what it is for, nothing is answered
   * on the way, and none leads to a store. Undefined where they are not.
   */
  alike(node: number): readonly CarryEdge[] | undefined {
    const known = this.#alike[node];
    if (known) return known === DIFFERENT ? undefined : known;
    const { graph } = this;
    const isPlain = (graph.outgoing[node] ?? []).every((index) => {
      const connection = graph.connections[index];
      const target = graph.nodes[connection?.to ?? -1];
      if (!connection || connection.for || connection.onMiss !== undefined) return false;
      return target !== undefined && (target.actor || target.stores === undefined);
    });
    const edges = isPlain && this.hitRatio(node) === 0 ? edgesOf(this, EVERYTHING, new Map())(node) : DIFFERENT;
    this.#alike[node] = edges;
    return edges === DIFFERENT ? undefined : edges;
  }

  /** How many members the choice has that a connection belongs to. */
  choices({ group }: GraphConnection): number {
    return group < 0 ? 1 : (this.#choices[group] ?? 1);
  }
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

const DIFFERENT: readonly CarryEdge[] = [];

/** Edges of every node that a usage goes along; `shares` divides what leaves a node among its ways. */
function edgesOf(
  carriers: Carriers,
  usage: Usage,
  shares: ReadonlyMap<number, number>,
): (node: number) => readonly CarryEdge[] {
  return (node) => {
    const edges: CarryEdge[] = [];
    const takers = isShared(carriers.graph, node) ? new Set<number>() : undefined;
    for (const index of carriers.graph.outgoing[node] ?? []) {
      const connection = carriers.graph.connections[index];
      if (!connection || carriers.calls(connection) < 0) continue;
      if (carriers.graph.nodes[connection.to]?.actor || !uses(carriers.graph, usage, connection)) continue;
      takers?.add(connection.group);
      const factor = carried(carriers, usage, connection) * (shares.get(node) ?? 1);
      if (factor > 0) edges.push({ from: node, to: connection.to, factor, connection: index });
    }
    return takers && takers.size > 1 ? edges.map((edge) => ({ ...edge, factor: edge.factor / takers.size })) : edges;
  };
}

/** Whether each message goes to one of those that take from a node: a queue's consumers share, a stream's get all. */
function isShared(graph: Graph, index: number): boolean {
  const node = graph.nodes[index];
  return node !== undefined && !node.actor && node.kind.name === "queue";
}

/**
 * The load on a connection per unit of load at its start: calls, a share of the choice it belongs to, the misses of the
 * component that it leaves, and of the cache that it is `on_miss` of. A cache answers reads only.
 */
function carried(carriers: Carriers, usage: Usage, connection: GraphConnection): number {
  const { graph } = carriers;
  const calls = Math.max(0, carriers.calls(connection));
  const choice = 1 / carriers.choices(connection);
  const writes = usage.entities ? usage.entities.writes.size > 0 : isWrite(usage);
  const misses = writes ? 1 : 1 - carriers.hitRatio(connection.from);
  const onMiss =
    connection.onMiss === undefined ||
    (usage !== EVERYTHING && access(graph, usage, connection.to) === "write" && writes)
      ? 1
      : 1 - carriers.hitRatio(connection.onMiss);
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
  const own = edgesOf(carriers, usage, new Map());
  const all = (node: number) => carriers.alike(node) ?? own(node);
  const isRoute = (edge: CarryEdge): boolean => edge.connection !== undefined && way.routes.has(edge.connection);
  const isOnward = (edge: CarryEdge): boolean => edge.connection !== undefined && way.onward.has(edge.connection);
  return {
    entering,
    outgoing: (node) => {
      let edges = way.routes.size > 0 ? all(node).filter((edge) => !isRoute(edge)) : all(node);
      if (way.nodes.has(node) && !serving.has(node)) {
        const onward = edges.filter(isOnward);
        const ways = new Set(onward.map(({ connection }) => graph.connections[connection ?? -1]?.group));
        const further = graph.nodes[node]?.actor ? [] : edges.filter((edge) => !isOnward(edge));
        edges = [...onward.map((edge) => ({ ...edge, factor: edge.factor / ways.size })), ...further];
      }
      return edges;
    },
  };
}

/** How many consumers a flow gives a queue: members of one choice are one. */
function takersOf({ steps }: FlowElement, queue: Key | undefined): number {
  const taking = steps.filter(({ from }) => from.target === queue);
  return new Set(taking.map(({ alternatives, to }) => alternatives ?? to.target)).size;
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
    const takers = isShared(graph, from) ? takersOf(flow, step.from.target) : 1;
    const factor = used
      ? (carried(carriers, usage, used.connection) * carriers.choices(used.connection)) / choice / takers
      : 1 / choice / takers;
    const amount = (reached.get(from) ?? share) * factor;
    if (used && carriers.calls(used.connection) < 0) continue;
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
