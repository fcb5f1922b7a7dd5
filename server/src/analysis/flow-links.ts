/**
 * A flow's steps as links: with the properties of the connections that they use, and with what the flow waits for.
 */

import { flag, targetKeys } from "../model/access.ts";
import type { Design, FlowElement, FlowStep } from "../model/design.ts";
import type { Link } from "./formula.ts";
import type { Graph, GraphConnection } from "./graph.ts";
import { ratio } from "./graph.ts";
import type { Leaves } from "./leaves.ts";
import type { Numbers } from "./numbers.ts";

export interface FlowLink extends Link {
  readonly step: FlowStep;
}

export interface FlowLinks {
  /** In the order of the steps; steps with unknown ends are left out. */
  readonly links: readonly FlowLink[];
  /** Nodes where the flow begins: they send before anything has been sent to them. */
  readonly starts: readonly number[];
}

/**
 * The connection that a step uses: the one between the same two, of the same style and meant for the flow if there are
 * several; or a `<->` the other way round, whose push it is. Undefined where the design has none.
 */
export function connectionOf(
  graph: Graph,
  flow: FlowElement,
  from: number,
  to: number,
  style: FlowStep["style"],
): { connection: GraphConnection; push: boolean } | undefined {
  const between = (source: number, target: number): GraphConnection[] =>
    (graph.outgoing[source] ?? []).flatMap((index) => {
      const connection = graph.connections[index];
      return connection && connection.to === target ? [connection] : [];
    });
  const fit = (connection: GraphConnection): number =>
    (connection.for === undefined ? 1 : connection.for.has(flow.key) ? 4 : 0) + (connection.style === style ? 2 : 0);
  const best = between(from, to).reduce<GraphConnection | undefined>(
    (found, next) => (found && fit(found) >= fit(next) ? found : next),
    undefined,
  );
  if (best) return { connection: best, push: false };
  const back = between(to, from).find((connection) => connection.style === "both");
  return back && { connection: back, push: true };
}

/** The links of a flow. */
export function flowLinks(
  design: Design,
  numbers: Numbers,
  graph: Graph,
  leaves: Leaves,
  flow: FlowElement,
): FlowLinks {
  const steps: FlowLink[] = [];
  const groups = new Map<string, number>();
  for (const step of flow.steps) {
    const from = graph.byKey.get(step.from.target ?? "");
    const to = graph.byKey.get(step.to.target ?? "");
    if (from === undefined || to === undefined) continue;
    const choice = step.alternatives === undefined ? undefined : `${step.number} ${step.alternatives}`;
    const group = groups.get(choice ?? "") ?? steps.length;
    if (choice !== undefined) groups.set(choice, group);
    steps.push(linkOfStep(design, numbers, graph, leaves, flow, step, from, to, group));
  }
  const { starts, awaited } = order(graph, steps);
  return { links: steps.map((link, index) => (awaited.has(index) ? { ...link, awaited: true } : link)), starts };
}

function linkOfStep(
  design: Design,
  numbers: Numbers,
  graph: Graph,
  leaves: Leaves,
  flow: FlowElement,
  step: FlowStep,
  from: number,
  to: number,
  group: number,
): FlowLink {
  const used = connectionOf(graph, flow, from, to, step.style);
  const own = { ...flow, properties: step.properties };
  const fallback = graph.byKey.get(targetKeys(design, own, "fallback")[0] ?? "") ?? used?.connection.fallback;
  const optional = flag(design, own, "optional") ?? used?.connection.optional ?? false;
  const stated = step.properties.has("availability") ? ratio(numbers.number(own, "availability")) : undefined;
  const leaf =
    stated !== undefined
      ? leaves.step(stated)
      : used?.connection.availability !== undefined
        ? leaves.connection(used.connection.index)
        : undefined;
  return {
    from,
    to,
    style: used?.connection.style === "both" && step.style === "sync" ? "both" : step.style,
    // The way back of `<->` is a push, and soft.
    optional: optional || used?.push === true,
    ...(fallback === undefined ? {} : { fallback }),
    group,
    ...(leaf === undefined ? {} : { leaf }),
    ...(used ? { connection: used.connection.index } : {}),
    step,
  };
}

/**
 * Follows the steps in order. In front is what the flow reaches by waiting; behind, what it has only handed something
 * over to. Where a step leads from behind back to a component in front that goes on with a later step, the flow waits
 * for it, and so for everything on the way there.
 */
function order(graph: Graph, steps: readonly FlowLink[]): { starts: readonly number[]; awaited: ReadonlySet<number> } {
  const front = new Set<number>();
  const behind = new Set<number>();
  const starts: number[] = [];
  const awaited = new Set<number>();
  const last = new Map<number, number>();
  for (const [index, step] of steps.entries()) last.set(step.from, index);
  for (const [index, step] of steps.entries()) {
    if (!front.has(step.from) && !behind.has(step.from)) {
      front.add(step.from);
      starts.push(step.from);
    }
    if (front.has(step.from) && !step.optional && step.style !== "async" && !isBuffer(graph, step.from)) {
      front.add(step.to);
    } else if (!front.has(step.from) && front.has(step.to) && (last.get(step.to) ?? -1) > index) {
      waitFor(steps, index, front, awaited);
    } else if (!front.has(step.to)) {
      behind.add(step.to);
    }
  }
  return { starts, awaited };
}

function isBuffer(graph: Graph, index: number): boolean {
  const node = graph.nodes[index];
  return node !== undefined && !node.actor && node.kind.buffer === true;
}

/** Marks the steps up to `end` on the way from what is in front to it. */
function waitFor(steps: readonly FlowLink[], end: number, front: ReadonlySet<number>, awaited: Set<number>): void {
  const needed = new Set<number>();
  for (let index = end; index >= 0; index--) {
    const step = steps[index];
    if (!step || (index !== end && !needed.has(step.to))) continue;
    if (!step.optional) awaited.add(index);
    if (!front.has(step.from)) needed.add(step.from);
  }
}
