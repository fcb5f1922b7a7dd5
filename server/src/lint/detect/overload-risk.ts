/** Loads that are ranges: how likely they pass what a component can carry. */

import type { Facts } from "../../analysis/facts.ts";
import { uncertaintyOf } from "../../analysis/uncertainty.ts";
import { summary } from "../../estimate/distribution.ts";
import type { Strain } from "./strain.ts";

/** An assertion holds when its probability is at least 95 %; a capacity is no different. */
const ACCEPTED = 0.05;

export interface Risk {
  /** The probability that more arrives than is carried. */
  readonly probability: number;
  /** Whether it is more than an assertion would be let pass with. */
  readonly serious: boolean;
  /** The range on which it depends most. */
  readonly input?: string;
  /** The figures of the strain that is passed in one case of twenty only. */
  readonly worst: Pick<Strain, "arriving" | "utilization" | "fixed">;
}

/** The risk that a peak passes what is carried; undefined where no range is behind it. */
export function riskOf({ design, evaluation }: Facts, strain: Strain): Risk | undefined {
  if (strain.when !== "at peak") return undefined;
  const found = uncertaintyOf(design, evaluation, strain.load);
  const ends = found && summary(found.peak);
  if (!found || !ends || !(ends.p50 > 0)) return undefined;
  const scale = ends.p95 / ends.p50;
  return {
    probability: found.overload,
    serious: found.overload > ACCEPTED,
    ...(found.most ? { input: found.most.name } : {}),
    worst: {
      arriving: strain.arriving * scale,
      utilization: strain.utilization * scale,
      fixed: strain.fixed * scale,
    },
  };
}
