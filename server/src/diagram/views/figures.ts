/** The numbers and verdicts that pictures show, each from the one place that computes it. */

import { atLeast } from "../../analysis/binomial.ts";
import type { Facts } from "../../analysis/facts.ts";
import type { ComponentNode } from "../../analysis/graph.ts";
import type { Rate } from "../../analysis/load.ts";
import type { ComponentElement, ConnectionElement, Element, Key } from "../../model/design.ts";
import type { Bar, Level } from "../picture.ts";

/** The component's node in the graph, with its instances counted. */
export function nodeOf(facts: Facts, component: ComponentElement): ComponentNode | undefined {
  const index = facts.graph.byKey.get(component.key);
  const node = index === undefined ? undefined : facts.graph.nodes[index];
  return node && !node.actor ? node : undefined;
}

/** The peak load of a component against its capacity, where both are known. An assumed capacity is marked by `≈`. */
export function loadBar(facts: Facts, component: ComponentElement): Bar | undefined {
  const load = facts.load.component(component.key);
  if (load?.total === undefined || load.utilization === undefined || load.rate.peak <= 0) return undefined;
  const about = load.capacity?.assumed === true ? "≈" : "";
  return {
    value: load.utilization,
    limit: 1,
    text: `${short(load.rate.peak)} of ${about}${short(load.total)} req/s`,
    level: levelOf(load.utilization),
  };
}

const singlePoints = new WeakMap<Facts, ReadonlyMap<Key, true | "quiet">>();

/**
 * Whether the loss of an element (for a component: of one instance) takes a scope down: `true` where that scope has an
 * availability target, as in the finding that is a warning then. Components whose loss only hurts scopes that nobody
 * demands anything of are `quiet` ones: a bare sketch tells of them without alarm. Other elements are not told of then.
 */
export function singlePoint(facts: Facts, element: Element): true | "quiet" | undefined {
  let known = singlePoints.get(facts);
  if (!known) {
    const { failure } = facts;
    const found = new Map<Key, true | "quiet">();
    for (const { type, key, scopes, sharedFate } of failure.singlePoints) {
      if (key === undefined) continue;
      const concerned = type === "zone" || type === "region" ? sharedFate : scopes;
      if (concerned.some((scope) => failure.covering(scope.key).length > 0)) found.set(key, true);
      else if (type === "component" && !found.has(key)) found.set(key, "quiet");
    }
    known = found;
    singlePoints.set(facts, known);
  }
  return known.get(element.key);
}

/** The load of a connection in requests per second, average and peak. */
export function connectionLoad(facts: Facts, connection: ConnectionElement): Rate | undefined {
  return facts.load.connection(connection.key)?.rate;
}

/** Green up to 70 %, amber up to 100 %, red above. */
function levelOf(utilisation: number): Level {
  return utilisation > 1 ? "over" : utilisation > 0.7 ? "warn" : "ok";
}

const steps = [
  { limit: 1e12, suffix: "T" },
  { limit: 1e9, suffix: "B" },
  { limit: 1e6, suffix: "M" },
  { limit: 1e3, suffix: "k" },
] as const;

/** A figure as it stands on a card: three digits at most, `6.2k`, `167`, `0.4`. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return "?";
  const step = steps.find(({ limit }) => Math.abs(value) >= limit * 0.9995);
  const scaled = step ? value / step.limit : value;
  const size = Math.abs(scaled);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 1 : size === 0 ? 0 : 2;
  const text = scaled.toFixed(digits);
  return `${text.includes(".") ? text.replace(/\.?0+$/, "") : text}${step?.suffix ?? ""}`;
}

/** An availability with as many digits as tell it from 100 %: `99.95 %`. */
export function percentText(ratio: number): string {
  const digits = Math.min(6, Math.max(2, Math.ceil(-Math.log10(Math.max(1e-9, 1 - ratio))) - 2));
  return `${Number((ratio * 100).toFixed(digits))} %`;
}

/** The availability of a whole component: enough of its instances, of every shard. Its own, not what it depends on. */
export function ownAvailability(
  facts: Facts,
  node: ComponentNode,
): { readonly value: number; readonly assumed: boolean } {
  const { value, assumed, ofWhole } = facts.failure.instanceAvailability(node.index);
  const shard = ofWhole ? value : atLeast(node.needs, node.replicas, value);
  return { value: ofWhole ? value : shard ** node.shards, assumed };
}

/** A time as it stands on a card: `40 ms`, `1.5 s`. */
export function timeText(seconds: number): string {
  const units = [
    [1, "s"],
    [1e-3, "ms"],
    [1e-6, "µs"],
    [1e-9, "ns"],
  ] as const;
  const [size, unit] = units.find(([limit]) => seconds >= limit * 0.9995) ?? [1e-9, "ns"];
  return `${short(seconds / size)} ${unit}`;
}
