/** What the components cost, per month and per request. */

import { currencyOf } from "../estimate/dimension.ts";
import type { Evaluation } from "../estimate/evaluation.ts";
import { ownerOf } from "../estimate/stated.ts";
import type { ComponentElement, Design, Key, QualityElement } from "../model/design.ts";
import { targetOf } from "./demand.ts";
import type { ComponentNode, Graph } from "./graph.ts";
import type { LoadFacts } from "./load.ts";

export interface ComponentCost {
  readonly element: ComponentElement;
  /** Of all instances, per month. */
  readonly perMonth: number;
  /** `USD`, `EUR`, … */
  readonly currency: string;
  readonly instances: number;
}

export interface CostTarget {
  readonly quality: QualityElement;
  /** The budget, per month. */
  readonly perMonth: number;
  readonly currency: string;
  /** What the components that it is about cost, in its currency. */
  readonly actual: number;
  readonly components: readonly ComponentCost[];
}

export interface CostFacts {
  component(key: Key): ComponentCost | undefined;
  /** Components that state a cost, the dearest first. */
  readonly components: readonly ComponentCost[];
  /** Sum per month of each currency; they are not converted. */
  readonly perMonth: ReadonlyMap<string, number>;
  /** Cost of one request that enters the system, by currency; empty where no load is known. */
  readonly perRequest: ReadonlyMap<string, number>;
  readonly targets: readonly CostTarget[];
}

/** Adds up `cost` × instances. A cost without a time is one per month. */
export function costOf(design: Design, graph: Graph, evaluation: Evaluation, load: () => LoadFacts): CostFacts {
  const month = evaluation.convention === "envelope" ? 2_500_000 : 2_592_000;
  const components = graph.nodes
    .flatMap((node) => (node.actor ? [] : (componentCost(evaluation, node, month) ?? [])))
    .sort((some, other) => other.perMonth - some.perMonth);
  const byKey = new Map(components.map((cost) => [cost.element.key, cost]));
  const perMonth = sums(components);
  let perRequest: ReadonlyMap<string, number> | undefined;
  return {
    component: (key) => byKey.get(key),
    components,
    perMonth,
    get perRequest() {
      perRequest ??= share(perMonth, entering(load()) * month);
      return perRequest;
    },
    targets: design.all("quality").flatMap((quality) => target(design, evaluation, quality, components, month) ?? []),
  };
}

function componentCost(evaluation: Evaluation, node: ComponentNode, month: number): ComponentCost | undefined {
  const quantity = evaluation.property(node.element, "cost");
  if (!quantity) return undefined;
  const instances = node.replicas * node.shards;
  const each = quantity.value.toNumber() * (quantity.dimensions.has("time") ? month : 1);
  return {
    element: node.element,
    perMonth: each * instances,
    currency: currencyOf(quantity.dimensions) ?? "",
    instances,
  };
}

function sums(components: readonly ComponentCost[]): ReadonlyMap<string, number> {
  const result = new Map<string, number>();
  for (const { currency, perMonth } of components) result.set(currency, (result.get(currency) ?? 0) + perMonth);
  return result;
}

function share(perMonth: ReadonlyMap<string, number>, requests: number): ReadonlyMap<string, number> {
  return requests > 0 ? new Map([...perMonth].map(([currency, sum]) => [currency, sum / requests])) : new Map();
}

/** Requests per second that enter the system from outside, on average. */
function entering(load: LoadFacts): number {
  return load.demands.reduce((sum, demand) => sum + (demand.type === "connection" ? 0 : demand.rate.average), 0);
}

function target(
  design: Design,
  evaluation: Evaluation,
  quality: QualityElement,
  components: readonly ComponentCost[],
  month: number,
): CostTarget | undefined {
  if (quality.quality.name !== "cost" || !quality.target?.value) return undefined;
  const { quantity } = evaluation.value(quality.target.value, ownerOf(quality, "target"));
  const value = targetOf(evaluation, quality);
  const currency = quantity && currencyOf(quantity.dimensions);
  if (!quantity || value === undefined || currency === undefined) return undefined;
  const named = new Set(quality.for.flatMap(({ target: key }) => key ?? []));
  const inside = (element: ComponentElement): boolean => {
    if (named.size === 0 || named.has(element.key)) return true;
    for (let parent = design.get(element.parent); parent; parent = design.get(parent.parent)) {
      if (named.has(parent.key)) return true;
    }
    return false;
  };
  const concerned = components.filter((cost) => cost.currency === currency && inside(cost.element));
  return {
    quality,
    perMonth: value * (quantity.dimensions.has("time") ? month : 1),
    currency,
    actual: concerned.reduce((sum, cost) => sum + cost.perMonth, 0),
    components: concerned,
  };
}
