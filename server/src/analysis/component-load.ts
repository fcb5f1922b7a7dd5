/** What the load of a component means for its capacity. */

import type { Evaluation } from "../estimate/evaluation.ts";
import type { Design } from "../model/design.ts";
import { once } from "../model/once.ts";
import type { Arrivals, Contribution } from "./arrivals.ts";
import { type Assumed, capacityOf, copiesOf } from "./assumptions.ts";
import { NO_RATE, plus, type Rate, times } from "./demand.ts";
import type { ComponentNode, Graph } from "./graph.ts";

/** What arrives at a component, and how much of it that takes. */
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

/** The load of a component; undefined where nothing arrives and no capacity is known. */
export function componentLoad(
  design: Design,
  graph: Graph,
  evaluation: Evaluation,
  node: ComponentNode,
  { nodes, writes: written, bytes }: Readonly<Record<"nodes" | "writes" | "bytes", Arrivals>>,
): ComponentLoad | undefined {
  const { index } = node;
  const isLoaded = nodes.any(index);
  const capacity = capacityOf(design, evaluation, node);
  if (!isLoaded && !capacity) return undefined;
  const rate = isLoaded ? nodes.rate(index) : NO_RATE;
  const writes = written.any(index) ? written.rate(index) : NO_RATE;
  const load: Mutable<ComponentLoad> = {
    rate,
    writes,
    get contributions() {
      return nodes.contributions(index);
    },
  };
  if (capacity) {
    load.capacity = capacity;
    load.total = capacity.ofWhole ? capacity.value : capacity.value * node.replicas * node.shards;
  }
  if (!isLoaded) return load;
  if (capacity) Object.assign(load, utilizationOf(design, evaluation, node, capacity, rate, writes));
  const bandwidth = (graph.incoming[index] ?? []).filter((incoming) => bytes.any(incoming));
  if (bandwidth.length > 0) load.bandwidth = bandwidth.map((incoming) => bytes.rate(incoming)).reduce(plus, NO_RATE);
  const latency = evaluation.number(node.element, "latency");
  if (latency !== undefined) load.concurrency = times(rate, latency);
  return load;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };
type Capacity = Assumed & { readonly ofWhole: boolean };

/** Instances in the zone that has most of them; 0 where none stands in any. */
const mostInOneZone: (node: ComponentNode) => number = once(({ slots }) => {
  const zones = new Map<number, number>();
  for (const { zone, count } of slots) if (zone !== undefined) zones.set(zone, (zones.get(zone) ?? 0) + count);
  return Math.max(0, ...zones.values());
});

/**
 * Utilisation at peak. Each of n replicas carries 1/n, except that writes load every replica that keeps a copy (of
 * their shard) where `replication` is stated. Where the kind's defaults differ for reads and writes, each takes its own.
 */
function utilizationOf(
  design: Design,
  evaluation: Evaluation,
  node: ComponentNode,
  forReads: Capacity,
  rate: Rate,
  writes: Rate,
): Pick<ComponentLoad, "utilization" | "fixed" | "afterInstanceLoss" | "afterZoneLoss"> {
  const forWrites = forReads.assumed ? capacityOf(design, evaluation, node, "writes") : forReads;
  if (!forWrites) return {};
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
  const most = mostInOneZone(node);
  const losable = !forReads.ofWhole && node.replicas > 1;
  return {
    utilization: busy(node.replicas),
    fixed: forReads.ofWhole ? busy(1) : everywhere ? write / (forWrites.value * node.shards) : 0,
    ...(losable ? { afterInstanceLoss: busy(node.replicas - 1) } : {}),
    ...(losable && most > 0 && most < node.replicas ? { afterZoneLoss: busy(node.replicas - most) } : {}),
  };
}
