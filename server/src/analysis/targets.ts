/** What comes of the targets of a design: how available, how fast, how dear it is, how much it carries. */

import type { Key, QualityElement } from "../model/design.ts";
import type { Comparison } from "../syntax/tree.ts";
import { buffered } from "./buffered.ts";
import { endpointsOf } from "./demand.ts";
import type { Facts } from "./facts.ts";
import type { Scope } from "./scopes.ts";

export type Measure =
  /** A ratio. */
  | "availability"
  /** Seconds of a budget. */
  | "latency"
  /** Money per month, in the verdict's currency. */
  | "cost"
  /** Requests per second that could be carried before the busiest component is full. */
  | "throughput";

/** A target and what the design reaches, where both are known. */
export interface Verdict {
  readonly quality: QualityElement;
  readonly measure: Measure;
  readonly comparison: Comparison;
  /** In base units; cost per month; for a throughput the peak load, where that is more. */
  readonly target: number;
  /** The same, of the scope that fares worst. */
  readonly actual: number;
  /** Undefined where what is known does not tell. */
  readonly met: boolean | undefined;
  /** The scope that fares worst. */
  readonly scope?: Scope;
  /** What on the way states no figure: the truth is no less than `actual`. */
  readonly silent: readonly Key[];
  readonly currency?: string;
  /** The component that is full first. */
  readonly bottleneck?: Key;
}

const known = new WeakMap<Facts, ReadonlyMap<Key, Verdict>>();

/** The verdicts of a design's qualities by their keys, in the order of the text. Computed once. */
export function targetVerdicts(facts: Facts): ReadonlyMap<Key, Verdict> {
  let verdicts = known.get(facts);
  if (!verdicts) {
    const found = new Map<Key, Verdict>();
    for (const verdict of [...availabilities(facts), ...latencies(facts), ...costs(facts), ...throughputs(facts)]) {
      found.set(verdict.quality.key, verdict);
    }
    verdicts = new Map(
      facts.design.all("quality").flatMap(({ key }) => {
        const verdict = found.get(key);
        return verdict ? [[key, verdict] as const] : [];
      }),
    );
    known.set(facts, verdicts);
  }
  return verdicts;
}

/** The strictest availability target that covers a scope, as a ratio with the quality that states it. */
export function strictestTarget(
  { failure }: Facts,
  scope: Key,
): { readonly quality: QualityElement; readonly target: number } | undefined {
  const covering = new Set(failure.covering(scope).map(({ key }) => key));
  let strictest: { quality: QualityElement; target: number } | undefined;
  for (const { quality, target } of failure.verdicts) {
    if (covering.has(quality.key) && target > (strictest?.target ?? -1)) strictest = { quality, target };
  }
  return strictest;
}

function availabilities({ failure }: Facts): readonly Verdict[] {
  return failure.verdicts.flatMap(({ quality, target, comparison, results }): Verdict[] => {
    const [worst] = [...results].sort((left, right) => left.availability.low - right.availability.low);
    if (!worst) return [];
    const unmet = results.some(({ met }) => met === false);
    const met = unmet ? false : results.some((result) => result.met === undefined) ? undefined : true;
    const { low, scope } = worst.availability;
    return [{ quality, measure: "availability", comparison, target, actual: low, met, scope, silent: [] }];
  });
}

function latencies({ latency, scopes }: Facts): readonly Verdict[] {
  return latency.targets.flatMap(({ quality, seconds, scopes: covered }): Verdict[] => {
    const budgets = covered.flatMap((key) => {
      const budget = latency.budget(quality, key);
      const scope = scopes.byKey.get(key);
      return budget && scope ? [{ budget, scope }] : [];
    });
    const [worst] = budgets.sort((left, right) => right.budget.seconds - left.budget.seconds);
    if (!worst) return [];
    const comparison = quality.target?.comparison ?? "<=";
    const passed = passes(worst.budget.seconds, comparison, seconds);
    const silent = [...new Set(budgets.flatMap(({ budget }) => budget.unknown))];
    return [
      {
        quality,
        measure: "latency",
        comparison,
        target: seconds,
        actual: worst.budget.seconds,
        met: passed && silent.length > 0 ? undefined : passed,
        scope: worst.scope,
        silent,
      },
    ];
  });
}

function costs({ cost }: Facts): readonly Verdict[] {
  return cost.targets.flatMap(({ quality, perMonth, actual, currency, components }): Verdict[] => {
    if (components.length === 0) return [];
    const comparison = quality.target?.comparison ?? "<=";
    const met = passes(actual, comparison, perMonth);
    return [{ quality, measure: "cost", comparison, target: perMonth, actual, met, silent: [], currency }];
  });
}

/**
 * What the components on the way of some endpoints could carry at the present mix: their peak load, divided by the
 * utilisation of the busiest of them. It is compared with that peak, which is no less than the target.
 */
function throughputs(facts: Facts): readonly Verdict[] {
  const { design, evaluation, load, graph } = facts;
  const endpoints = design.all("endpoint");
  const waiting = buffered(facts);
  return design.all("quality").flatMap((quality): Verdict[] => {
    if (quality.quality.name !== "throughput") return [];
    const stated = evaluation.target(quality)?.value.toNumber();
    const comparison = quality.target?.comparison;
    if (stated === undefined || !(stated > 0) || !comparison) return [];
    const concerned = new Set(endpointsOf(design, quality, endpoints).map(({ key }) => key));
    let peak = 0;
    for (const key of concerned) peak += load.endpoint(key)?.peak ?? 0;
    let busiest: { key: Key; utilization: number } | undefined;
    for (const node of graph.nodes) {
      const carried = node.actor ? undefined : load.component(node.key);
      if (!carried || carried.utilization === undefined || !(carried.rate.peak > 0)) continue;
      // What waits in a queue has to be worked off on average.
      const scale = waiting.has(node.index) ? carried.rate.average / carried.rate.peak : 1;
      const utilization = carried.utilization * scale;
      if (utilization <= (busiest?.utilization ?? 0)) continue;
      const reached = carried.contributions.some(
        ({ demand, rate }) => demand.type === "endpoint" && rate.peak > 0 && concerned.has(demand.endpoint.key),
      );
      if (reached) busiest = { key: node.key, utilization };
    }
    if (!busiest || peak === 0) return [];
    const target = Math.max(stated, peak);
    const actual = peak / busiest.utilization;
    const met = passes(actual, comparison, target);
    return [{ quality, measure: "throughput", comparison, target, actual, met, silent: [], bottleneck: busiest.key }];
  });
}

/** Whether a figure passes a target; what differs by a rounding error is equal. */
function passes(value: number, comparison: Comparison, target: number): boolean {
  const slack = Math.abs(target) * 1e-9;
  switch (comparison) {
    case "<=":
      return value <= target + slack;
    case "<":
      return value < target - slack;
    case ">=":
      return value >= target - slack;
    case ">":
      return value > target + slack;
    case "=":
      return Math.abs(value - target) <= slack;
  }
}
