/** What ranges in the inputs mean for loads: how likely a limit is passed, and which input decides it. */

import { contributions } from "../estimate/distribution.ts";
import type { Evaluation } from "../estimate/evaluation.ts";
import { amount, probability, type Quantity, weighted } from "../estimate/quantity.ts";
import type { Design, EndpointElement } from "../model/design.ts";
import { once } from "../model/once.ts";
import type { Demand } from "./demand.ts";
import type { ComponentLoad } from "./load.ts";
import { endpointProperty } from "./routes.ts";

export interface Uncertainty {
  /** The peak load of a component in requests per second, as a range. */
  readonly peak: Quantity;
  /** The probability that its busiest instance is overloaded. */
  readonly overload: number;
  /** The name of the input that contributes most to the uncertainty, and its share of it. */
  readonly most?: { readonly name: string; readonly share: number };
}

/**
 * How uncertain the peak load of a component is. Undefined where its inputs are no ranges, or its capacity is not known.
 * Loads are linear in their sources, so ranges carry over with their correlations.
 */
export function uncertaintyOf(design: Design, evaluation: Evaluation, load: ComponentLoad): Uncertainty | undefined {
  const { utilization, rate } = load;
  if (utilization === undefined || utilization === 0 || rate.peak === 0 || !statesRanges(evaluation)) return undefined;
  let ranged = false;
  const parts = load.contributions.map(({ demand, rate: part }) => {
    const source = rangeBehind(design, evaluation, demand);
    const median = source?.value.toNumber() ?? 0;
    if (!source || median <= 0) return { quantity: amount(part.peak, "1/s"), factor: 1 };
    ranged = true;
    return { quantity: source, factor: part.peak / median };
  });
  const peak = ranged ? weighted(parts) : undefined;
  if (!peak) return undefined;
  const [most] = contributions(peak);
  return {
    peak,
    overload: probability(peak, ">", amount(rate.peak / utilization, "1/s")),
    ...(most ? { most: { name: most.source.name, share: most.share } } : {}),
  };
}

/** Whether any endpoint's load is a range: mostly none is, and then no component's is. */
const statesRanges: (evaluation: Evaluation) => boolean = once((evaluation) =>
  evaluation.design
    .all("endpoint")
    .some((endpoint) =>
      ["peak", "load"].some((name) => rangeOf(evaluation.design, evaluation, endpoint, name) !== undefined),
    ),
);

function rangeOf(
  design: Design,
  evaluation: Evaluation,
  endpoint: EndpointElement,
  name: string,
): Quantity | undefined {
  const owner = endpointProperty(design, endpoint, name);
  const quantity = owner && evaluation.property(owner, name);
  return quantity?.distribution ? quantity : undefined;
}

/** The range that a demand's peak is, or is a multiple of. */
function rangeBehind(design: Design, evaluation: Evaluation, demand: Demand): Quantity | undefined {
  if (demand.type === "connection") return undefined;
  if (demand.type === "actor") return undefined;
  const peak = rangeOf(design, evaluation, demand.endpoint, "peak");
  if (peak?.dimensions.has("time") && close(peak.value.toNumber(), demand.rate.peak)) return peak;
  const load = rangeOf(design, evaluation, demand.endpoint, "load");
  return load && close(load.value.toNumber(), demand.rate.average) ? load : undefined;
}

/** Whether a demand is what a range says, and not a larger target. */
function close(some: number, other: number): boolean {
  return Math.abs(some - other) <= 1e-9 * Math.max(some, other);
}
