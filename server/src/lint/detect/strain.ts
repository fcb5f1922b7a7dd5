/** How close components are to what they can carry, when it counts: at peak, or on average where something evens it out. */

import { buffered } from "../../analysis/buffered.ts";
import { endpointsOf } from "../../analysis/demand.ts";
import type { Facts } from "../../analysis/facts.ts";
import type { ComponentNode } from "../../analysis/graph.ts";
import type { ComponentLoad } from "../../analysis/load.ts";
import { flag } from "../../model/access.ts";
import type { ComponentElement } from "../../model/design.ts";
import { entitiesOf } from "./apis.ts";
import { exceeds } from "./figures.ts";
import { perFacts } from "./per-facts.ts";
import { hasTarget, isWhole, qualitiesOf } from "./requirements.ts";

/** The utilisation above which there is no room for what was not foreseen. */
export const HEADROOM = 0.7;

export interface Strain {
  readonly component: ComponentElement;
  readonly node: ComponentNode;
  readonly load: ComponentLoad;
  /** Capacity of one instance, or of the whole. */
  readonly capacity: NonNullable<ComponentLoad["capacity"]>;
  /** Of all instances together. */
  readonly total: number;
  /** What the figures are of. */
  readonly when: "at peak" | "on average";
  /** Requests per second that arrive then. */
  readonly arriving: number;
  readonly utilization: number;
  /** The part of the utilisation that more replicas would not lessen. */
  readonly fixed: number;
  /** Once one instance is lost; undefined where none is missed. */
  readonly afterInstanceLoss?: number;
  /** Once the zone with the most instances is lost. */
  readonly afterZoneLoss?: number;
  /** All that it gets was queued before. */
  readonly buffered: boolean;
}

/** What is worst about a strain, of what does not depend on how much room is wanted. */
export type Verdict = "exceeded" | "gateway-rate" | "instance-loss" | "zone-loss";

/** The strain of every component whose load and capacity are known, but for those that grow with their load. */
export const strains: (facts: Facts) => readonly Strain[] = perFacts((facts) => {
  const { design, graph, load: loads } = facts;
  const queued = buffered(facts);
  const prompt = pressed(facts);
  return graph.nodes.flatMap((node): Strain[] => {
    const load = node.actor ? undefined : loads.component(node.key);
    if (node.actor || !load?.capacity || load.total === undefined || load.utilization === undefined) return [];
    const { rate, utilization, fixed = 0, afterInstanceLoss, afterZoneLoss } = load;
    if (!(rate.peak > 0)) return [];
    if (flag(design, node.element, "autoscaling") === true) return [];
    const behindBuffer = queued.has(node.index);
    // A batch job works through what was collected in its own time.
    const patient = behindBuffer || node.kind.name === "batch_job";
    const averaged = patient && !prompt.has(node.index);
    const scale = (averaged ? rate.average / rate.peak : 1) * shareOf(facts, node);
    const lost = node.redundant ? {} : { afterInstanceLoss, afterZoneLoss };
    return [
      {
        component: node.element,
        node,
        load,
        capacity: load.capacity,
        total: load.total,
        when: averaged ? "on average" : "at peak",
        arriving: rate.peak * scale,
        utilization: utilization * scale,
        fixed: fixed * scale,
        ...(lost.afterInstanceLoss !== undefined && sparesInstance(node)
          ? { afterInstanceLoss: lost.afterInstanceLoss * scale }
          : {}),
        ...(lost.afterZoneLoss !== undefined && sparesZone(node) ? { afterZoneLoss: lost.afterZoneLoss * scale } : {}),
        buffered: behindBuffer,
      },
    ];
  });
});

/** The worst that can be said of a strain, or undefined where it carries its load even after a loss. */
export function verdictOf({ utilization, component, capacity, ...strain }: Strain): Verdict | undefined {
  if (exceeds(utilization, 1)) {
    return capacity.ofWhole && component.kind.base.name === "api_gateway" ? "gateway-rate" : "exceeded";
  }
  if (exceeds(strain.afterInstanceLoss ?? 0, 1)) return "instance-loss";
  return exceeds(strain.afterZoneLoss ?? 0, 1) ? "zone-loss" : undefined;
}

/** What would be left with another number of replicas: utilisation when the strain is taken. */
function utilizationWith({ node, utilization, fixed }: Strain, replicas: number): number {
  return ((utilization - fixed) * node.replicas) / replicas + fixed;
}

/**
 * The fewest replicas with which there is room, and the load is carried even when an instance or a zone is lost.
 * Undefined where no number is enough: the capacity is that of the whole, or every replica carries every write.
 */
export function neededReplicas(strain: Strain, room = HEADROOM): number | undefined {
  const { node, fixed, utilization, capacity } = strain;
  if (capacity.ofWhole || fixed >= room || !Number.isFinite(utilization)) return undefined;
  const zones = zonesOf(node).size;
  const losses = !node.redundant && strain.afterInstanceLoss !== undefined;
  const carried = (replicas: number): boolean => replicas > 0 && !exceeds(utilizationWith(strain, replicas), 1);
  const enough = (replicas: number): boolean =>
    !exceeds(utilizationWith(strain, replicas), room) &&
    (!losses || carried(replicas - 1)) &&
    (!losses || zones < 2 || carried(replicas - Math.ceil(replicas / zones)));
  const start = Math.max(node.replicas, Math.floor(((utilization - fixed) * node.replicas) / (room - fixed)));
  // Losing a zone takes at most half: twice as many are always enough, and one to round.
  for (let replicas = start; replicas <= start * 4 + 4; replicas++) if (enough(replicas)) return replicas;
  return undefined;
}

/** Shards with which there is room, where writes keep more replicas from helping. */
export function neededShards({ node, utilization }: Strain, room = HEADROOM): number {
  return Math.ceil((node.shards * utilization) / room - 1e-9);
}

/** How many instances stand in each zone. */
export function zonesOf(node: ComponentNode): ReadonlyMap<number, number> {
  const zones = new Map<number, number>();
  for (const { zone, count } of node.slots) if (zone !== undefined) zones.set(zone, (zones.get(zone) ?? 0) + count);
  return zones;
}

/**
 * How what a component has to take compares with its even share of a queue: those that take from the same one share by
 * what they can take.
 */
function shareOf({ graph, load }: Facts, node: ComponentNode): number {
  const [only, ...others] = graph.incoming[node.index] ?? [];
  const source = graph.nodes[graph.connections[only ?? -1]?.from ?? -1];
  if (!source || source.actor || others.length > 0 || source.kind.name !== "queue") return 1;
  const own = load.component(node.key)?.total ?? 0;
  let [arriving, capacity] = [0, 0];
  for (const index of graph.outgoing[source.index] ?? []) {
    const connection = graph.connections[index];
    const taker = graph.nodes[connection?.to ?? -1];
    const gets = connection && (load.connection(connection.key)?.rate.average ?? 0);
    if (!gets || !taker || taker.actor) continue;
    arriving += gets;
    capacity += load.component(taker.key)?.total ?? own;
  }
  const gets = load.connection(graph.connections[only ?? -1]?.key ?? "")?.rate.average ?? 0;
  return gets > 0 && capacity > 0 ? (arriving / gets) * (own / capacity) : 1;
}

/** Whether it works without one of its instances; what does not is a single point of failure already. */
function sparesInstance(node: ComponentNode): boolean {
  return !node.leader && !node.replicasAreShards && node.replicas - 1 >= node.needs;
}

function sparesZone(node: ComponentNode): boolean {
  return sparesInstance(node) && node.replicas - Math.max(0, ...zonesOf(node).values()) >= node.needs;
}

/** Nodes that data passes which has to arrive in time: no backlog may build up there, not even at peak. */
const pressed: (facts: Facts) => ReadonlySet<number> = perFacts(({ design, graph }) => {
  const targets = qualitiesOf(design, "freshness").filter(hasTarget);
  if (targets.some(isWhole)) return new Set(graph.nodes.keys());
  const endpoints = design.all("endpoint");
  const entities = new Set(
    targets.flatMap((target) =>
      endpointsOf(design, target, endpoints).flatMap((endpoint) =>
        entitiesOf(design, endpoint, "reads").map(({ key }) => key),
      ),
    ),
  );
  const found = new Set(
    graph.nodes.flatMap((node) =>
      !node.actor && [...(node.stores ?? [])].some((key) => entities.has(key)) ? [node.index] : [],
    ),
  );
  for (const node of found) {
    for (const index of graph.incoming[node] ?? []) {
      const from = graph.connections[index]?.from;
      if (from !== undefined) found.add(from);
    }
  }
  return found;
});
