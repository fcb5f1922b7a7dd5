/**
 * Latency budgets: what the stated latencies on the hard, synchronous path of a scope add up to. It is a budget, not a
 * percentile: percentiles of parts do not add up to one of the whole.
 */

import type { Evaluation } from "../estimate/evaluation.ts";
import { flag, targetKeys } from "../model/access.ts";
import type { Design, FlowElement, Key, QualityElement } from "../model/design.ts";
import { targetOf } from "./demand.ts";
import { connectionOf } from "./flow-links.ts";
import type { Graph, GraphConnection } from "./graph.ts";
import { endpointProperty, type Usage, uses, wayIn } from "./routes.ts";
import type { Part, Scope, Scopes } from "./scopes.ts";
import { SYSTEM } from "./scopes.ts";

/** One part of a budget: a component, or the connection to it, and the seconds that it takes. */
export interface BudgetStep {
  readonly key: Key;
  readonly id: string;
  readonly seconds: number;
}

export interface Budget {
  /** The sum of the steps. */
  readonly seconds: number;
  /** What states a latency on the path, in order. */
  readonly steps: readonly BudgetStep[];
  /** Components on the path that state none: the true sum is larger. */
  readonly unknown: readonly Key[];
}

export interface LatencyFacts {
  /** The budget of a scope; undefined where nothing on its path states a latency. */
  scope(key: Key): Budget | undefined;
  /** The budget of one part of a scope. */
  part(part: Part): Budget | undefined;
  /** The budget of what a target is about in a scope: of the endpoints that it names, else of the whole scope. */
  budget(quality: QualityElement, scope: Key): Budget | undefined;
  /** Targets in seconds, with the scopes that they are about. */
  readonly targets: readonly {
    readonly quality: QualityElement;
    readonly seconds: number;
    readonly scopes: readonly Key[];
  }[];
}

const NOTHING: Budget = { seconds: 0, steps: [], unknown: [] };

/** Budgets of a design's scopes, each computed when it is asked for. */
export function latencyOf(design: Design, graph: Graph, evaluation: Evaluation, scopes: Scopes): LatencyFacts {
  const finder = new PathFinder(design, graph, evaluation);
  const known = new Map<Key, Budget | undefined>();
  let targets: LatencyFacts["targets"] | undefined;
  return {
    part: (part) => {
      const budget = finder.part(part);
      return budget.steps.length > 0 ? budget : undefined;
    },
    budget: (quality, key) => {
      const scope = scopes.byKey.get(key);
      const named = new Set(quality.for.flatMap(({ target }) => target ?? []));
      const parts = (scope?.parts ?? []).filter((part) => named.size === 0 || named.has(key) || isNamed(part, named));
      const budget = longest(parts.map((part) => finder.part(part)));
      return budget.steps.length > 0 ? budget : undefined;
    },
    scope: (key) => {
      if (!known.has(key)) {
        const found = scopes.byKey.get(key);
        const budget = found && longest(found.parts.map((part) => finder.part(part)));
        known.set(key, budget && budget.steps.length > 0 ? budget : undefined);
      }
      return known.get(key);
    },
    get targets() {
      targets ??= design.all("quality").flatMap((quality) => {
        if (quality.quality.name !== "latency") return [];
        const seconds = targetOf(evaluation, quality);
        return seconds === undefined ? [] : [{ quality, seconds, scopes: coveredBy(quality, scopes) }];
      });
      return targets;
    },
  };
}

/** The scopes that a quality is about: those that it names, or satisfy what it names; all of them where it names none. */
function coveredBy(quality: QualityElement, scopes: Scopes): readonly Key[] {
  if (quality.for.length === 0) {
    const essential = scopes.all.filter((scope) => scope.essential && scope.key !== SYSTEM).map(({ key }) => key);
    // A bare drawing has no other scope than the system.
    return essential.length > 0 || !scopes.byKey.has(SYSTEM) ? essential : [SYSTEM];
  }
  const covered = new Set<Key>();
  for (const { target } of quality.for) {
    if (target === undefined) continue;
    if (scopes.byKey.has(target)) covered.add(target);
    const named = new Set([target]);
    const about = (scope: Scope): boolean => scope.parts.some((part) => isNamed(part, named));
    for (const scope of scopes.all) if (scope.key !== SYSTEM && about(scope)) covered.add(scope.key);
  }
  return [...covered];
}

/** Whether a part is a use of an endpoint, or of an API, that is named. */
function isNamed(part: Part, named: ReadonlySet<Key>): boolean {
  const endpoint = part.type === "use" ? part.usage.endpoint : undefined;
  return (
    endpoint !== undefined && (named.has(endpoint.key) || (endpoint.parent !== undefined && named.has(endpoint.parent)))
  );
}

function longest(budgets: readonly Budget[]): Budget {
  return budgets.reduce((most, budget) => (budget.seconds > most.seconds ? budget : most), budgets[0] ?? NOTHING);
}

function plus(...budgets: readonly Budget[]): Budget {
  return {
    seconds: budgets.reduce((sum, budget) => sum + budget.seconds, 0),
    steps: budgets.flatMap((budget) => budget.steps),
    unknown: budgets.flatMap((budget) => budget.unknown),
  };
}

/** A path from a node on: what the node takes, what leads on from it, and the rest. */
interface Path {
  readonly here: Budget;
  readonly along?: Budget | undefined;
  readonly next?: Path | undefined;
  /** Of all of it. */
  readonly seconds: number;
}

/** A node that is being visited: which of its connections is next, and the longest way on so far. */
interface Visit {
  readonly node: number;
  next: number;
  best: Omit<Path, "here"> | undefined;
}

class PathFinder {
  readonly #design: Design;
  readonly #graph: Graph;
  readonly #evaluation: Evaluation;
  readonly #parts = new Map<Part, Budget>();

  constructor(design: Design, graph: Graph, evaluation: Evaluation) {
    this.#design = design;
    this.#graph = graph;
    this.#evaluation = evaluation;
  }

  /** The budget of a part, computed once. */
  part(part: Part): Budget {
    let budget = this.#parts.get(part);
    if (!budget) {
      budget = this.#budget(part);
      this.#parts.set(part, budget);
    }
    return budget;
  }

  #budget(part: Part): Budget {
    switch (part.type) {
      case "flow":
        return this.#flow(part.flow);
      case "needs":
        return this.#longestFrom(part.nodes, () => true, undefined);
      case "use": {
        const { usage } = part;
        const way = wayIn(this.#graph, usage, part);
        const follows = (connection: GraphConnection): boolean =>
          uses(this.#graph, usage, connection) && !way.routes.has(connection.index);
        const starts = way.sources.filter((source) => way.nodes.has(source));
        return this.#longestFrom(starts.length > 0 ? starts : part.servers, follows, usage);
      }
    }
  }

  /** The longest path from any of some nodes on, the node itself included; a cycle is gone through once. */
  #longestFrom(
    starts: readonly number[],
    follows: (connection: GraphConnection) => boolean,
    usage: Usage | undefined,
  ): Budget {
    const known = new Map<number, Path>();
    let longest: Path | undefined;
    for (const start of starts) {
      const path = known.get(start) ?? this.#walk(start, follows, usage, known);
      if (!longest || path.seconds > longest.seconds) longest = path;
    }
    const parts: Budget[] = [];
    for (let path = longest; path; path = path.next) parts.push(path.here, ...(path.along ? [path.along] : []));
    return { ...plus(...parts), seconds: longest?.seconds ?? 0 };
  }

  /** Depth first, without recursion: calls may form a long chain. */
  #walk(
    start: number,
    follows: (connection: GraphConnection) => boolean,
    usage: Usage | undefined,
    known: Map<number, Path>,
  ): Path {
    const under = new Set<number>();
    const open: Visit[] = [];
    const enter = (node: number): void => {
      under.add(node);
      open.push({ node, next: 0, best: undefined });
    };
    enter(start);
    for (;;) {
      const visit = open.at(-1);
      if (!visit) return known.get(start) ?? { here: NOTHING, seconds: 0 };
      const { node } = visit;
      const connection = this.#graph.connections[this.#graph.outgoing[node]?.[visit.next] ?? -1];
      if (!connection) {
        const here = this.#node(node, usage);
        const { best } = visit;
        known.set(node, { here, seconds: here.seconds + (best?.seconds ?? 0), along: best?.along, next: best?.next });
        under.delete(node);
        open.pop();
        continue;
      }
      const isFollowed = isHard(connection) && follows(connection);
      const leadsBack = this.#graph.nodes[node]?.actor && usage && this.#graph.nodes[connection.to]?.actor;
      const next = isFollowed && !leadsBack ? known.get(connection.to) : undefined;
      if (isFollowed && !leadsBack && !next && !under.has(connection.to)) {
        enter(connection.to);
        continue;
      }
      visit.next++;
      if (!isFollowed || leadsBack) continue;
      const along = this.#connection(connection);
      const seconds = along.seconds + (next?.seconds ?? 0);
      if (!visit.best || seconds > visit.best.seconds) visit.best = { seconds, along, next };
    }
  }

  /** Synchronous steps run one after the other; parallel ones take as long as the longest; a hand-over only its own time. */
  #flow(flow: FlowElement): Budget {
    const byNumber = new Map<number, Budget[]>();
    let first: Budget = NOTHING;
    for (const [position, step] of flow.steps.entries()) {
      const from = this.#graph.byKey.get(step.from.target ?? "");
      const to = this.#graph.byKey.get(step.to.target ?? "");
      if (from === undefined || to === undefined) continue;
      if (position === 0) first = this.#node(from, undefined);
      const used = connectionOf(this.#graph, flow, from, to, step.style);
      const own = { ...flow, properties: step.properties };
      const stated = step.properties.has("latency") ? this.#evaluation.number(own, "latency") : undefined;
      const onWay: Budget =
        stated !== undefined
          ? {
              seconds: stated,
              steps: [{ key: used?.connection.key ?? flow.key, id: used?.connection.id ?? flow.id, seconds: stated }],
              unknown: [],
            }
          : used && !used.push
            ? this.#connection(used.connection)
            : NOTHING;
      const soft = flag(this.#design, own, "optional") ?? used?.connection.optional ?? false;
      const fallback = used?.connection.fallback !== undefined || targetKeys(this.#design, own, "fallback").length > 0;
      if (used?.push || soft || fallback) continue;
      const budget = step.style === "async" ? onWay : plus(onWay, this.#node(to, undefined));
      byNumber.set(step.number, [...(byNumber.get(step.number) ?? []), budget]);
    }
    return plus(first, ...[...byNumber.values()].map(longest));
  }

  #connection(connection: GraphConnection): Budget {
    const seconds = connection.element.properties.has("latency")
      ? this.#evaluation.number(connection.element, "latency")
      : undefined;
    return seconds === undefined
      ? NOTHING
      : { seconds, steps: [{ key: connection.key, id: connection.id, seconds }], unknown: [] };
  }

  #node(index: number, usage: Usage | undefined): Budget {
    const node = this.#graph.nodes[index];
    if (!node || node.actor) return NOTHING;
    const owner =
      usage?.endpoint?.parent !== undefined && node.serves.has(usage.endpoint.parent)
        ? endpointProperty(this.#design, usage.endpoint, "latency")
        : undefined;
    const seconds =
      (owner && this.#evaluation.number(owner, "latency")) ?? this.#evaluation.number(node.element, "latency");
    return seconds === undefined
      ? { seconds: 0, steps: [], unknown: [node.key] }
      : { seconds, steps: [{ key: node.key, id: node.id, seconds }], unknown: [] };
  }
}

/** Whether a caller waits for it, and can't do without. */
function isHard(connection: GraphConnection): boolean {
  return connection.style !== "async" && !connection.optional && connection.fallback === undefined;
}
