/** Queues and streams whose consumers do not keep up. */

import type { Facts } from "../../analysis/facts.ts";
import type { ComponentNode } from "../../analysis/graph.ts";
import { flag } from "../../model/access.ts";
import type { ComponentElement } from "../../model/design.ts";
import { exceeds } from "./figures.ts";
import { perFacts } from "./per-facts.ts";

/** A component that takes from a buffer. */
export interface Consumer {
  readonly component: ComponentElement;
  /** Requests per second that it gets on average, and that all of its instances can carry. */
  readonly arriving: number;
  readonly total: number;
}

export interface GrowingQueue {
  readonly buffer: ComponentElement;
  /** Messages per second that come to the consumers on average; of a stream, to the first of them. */
  readonly inflow: number;
  /** What the consumers take together; of a stream, what the first of them takes. */
  readonly taken: number;
  /** The consumers that do not keep up, the one that is furthest behind first. */
  readonly behind: readonly Consumer[];
}

/**
 * Buffers into which more comes on average than their consumers can take. Of a queue each message goes to one of them,
 * so that their capacities add up; of a stream or a topic everybody gets all. Nothing is said where a capacity is not
 * stated, or grows with the load.
 */
export const growingQueues: (facts: Facts) => readonly GrowingQueue[] = perFacts((facts) =>
  facts.graph.nodes.flatMap((node) => (node.actor || !node.kind.buffer ? [] : (growing(facts, node) ?? []))),
);

function growing(facts: Facts, node: ComponentNode): GrowingQueue | undefined {
  const inflow = facts.load.component(node.key)?.rate.average ?? 0;
  const found = consumers(facts, node);
  if (!(inflow > 0) || found.length === 0) return undefined;
  if (node.kind.name === "queue") {
    const known = found.flatMap(({ consumer }) => consumer ?? []);
    const taken = known.reduce((sum, { total }) => sum + total, 0);
    const out = found.reduce((sum, { arriving }) => sum + arriving, 0);
    if (known.length < found.length || !exceeds(out, taken)) return undefined;
    return { buffer: node.element, inflow: out, taken, behind: known };
  }
  const behind = found.flatMap(({ consumer }) =>
    consumer && exceeds(consumer.arriving, consumer.total) ? [consumer] : [],
  );
  const [worst] = behind.sort((some, other) => other.arriving - other.total - (some.arriving - some.total));
  return worst && { buffer: node.element, inflow: worst.arriving, taken: worst.total, behind };
}

interface Outlet {
  /** Requests per second that come along the connection on average. */
  readonly arriving: number;
  /** Undefined where its capacity is not stated, or grows. */
  readonly consumer?: Consumer;
}

function consumers({ design, graph, load }: Facts, node: ComponentNode): readonly Outlet[] {
  return (graph.outgoing[node.index] ?? []).flatMap((index): Outlet[] => {
    const connection = graph.connections[index];
    const to = graph.nodes[connection?.to ?? -1];
    const arriving = connection ? (load.connection(connection.key)?.rate.average ?? 0) : 0;
    if (!to || to.actor || !(arriving > 0)) return [];
    const loaded = load.component(to.key);
    const fixed = flag(design, to.element, "autoscaling") !== true;
    if (loaded?.total === undefined || loaded.capacity?.assumed !== false || !fixed) return [{ arriving }];
    return [{ arriving, consumer: { component: to.element, arriving, total: loaded.total } }];
  });
}
