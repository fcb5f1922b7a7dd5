/** What the load of a component means for its capacity. */

import type { Evaluation } from "../estimate/evaluation.ts";
import type { Design } from "../model/design.ts";
import { once } from "../model/once.ts";
import { type Assumed, capacityOf, copiesOf } from "./assumptions.ts";
import { NO_RATE, plus, type Rate, times } from "./demand.ts";
import type { ComponentNode, Graph } from "./graph.ts";
import type { ComponentLoad, Sums } from "./load.ts";

/** The load of a component; undefined where nothing arrives and no capacity is known. */
export function componentLoad(
  design: Design,
  graph: Graph,
  evaluation: Evaluation,
  node: ComponentNode,
  { nodes, writes: written, bytes }: Sums,
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
