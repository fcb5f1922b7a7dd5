/** Availability targets: which scopes they cover, and whether those meet them. */

import type { Evaluation } from "../estimate/evaluation.ts";
import type { Design, Key, QualityElement } from "../model/design.ts";
import type { Comparison } from "../syntax/tree.ts";
import type { ScopeAvailability } from "./availability.ts";
import { targetOf } from "./demand.ts";
import { ratio } from "./graph.ts";
import { type Scopes, SYSTEM } from "./scopes.ts";

/** An availability target and what comes of it. */
export interface AvailabilityVerdict {
  readonly quality: QualityElement;
  /** As a ratio. */
  readonly target: number;
  readonly comparison: Comparison;
  /** Each scope that it is about; `met` is undefined where the bounds don't tell. */
  readonly results: readonly { readonly availability: ScopeAvailability; readonly met: boolean | undefined }[];
}

/** Compares every availability target that is a ratio with the scopes that it is about. */
export function verdictsOf(
  design: Design,
  evaluation: Evaluation,
  scopes: Scopes,
  availabilityOf: (scope: Key) => ScopeAvailability | undefined,
): readonly AvailabilityVerdict[] {
  return design.all("quality").flatMap((quality): AvailabilityVerdict[] => {
    const { target } = quality;
    if (quality.quality.name !== "availability" || !target?.value || !target.comparison) return [];
    const wanted = ratio(targetOf(evaluation, quality));
    if (wanted === undefined) return [];
    const comparison = target.comparison;
    const results = (scopes.covered.get(quality.key) ?? []).flatMap((key) => {
      const availability = availabilityOf(key);
      return availability ? [{ availability, met: isMet(availability, comparison, wanted) }] : [];
    });
    return [{ quality, target: wanted, comparison, results }];
  });
}

/** By scope: the targets that name it, and those of the whole system where the system needs it. */
export function coveringOf(design: Design, scopes: Scopes): ReadonlyMap<Key, readonly QualityElement[]> {
  const covering = new Map<Key, QualityElement[]>();
  const add = (scope: Key, quality: QualityElement): void => {
    const known = covering.get(scope);
    if (known) known.push(quality);
    else covering.set(scope, [quality]);
  };
  for (const quality of design.all("quality")) {
    for (const key of scopes.covered.get(quality.key) ?? []) {
      add(key, quality);
      if (key !== SYSTEM) continue;
      for (const scope of scopes.all) if (scope.essential && scope.key !== SYSTEM) add(scope.key, quality);
    }
  }
  return covering;
}

/** Whether an availability passes a target; undefined where its bounds lie on both sides. */
function isMet({ low, high }: ScopeAvailability, comparison: Comparison, target: number): boolean | undefined {
  // What differs by less than a rounding error is equal: 0.999 * 0.999 against 0.998001.
  const reaches = (value: number) => value >= target - 1e-12;
  const exceeds = (value: number) => value > target + 1e-12;
  const passes = (value: number): boolean => {
    switch (comparison) {
      case ">=":
      case "=":
        return reaches(value);
      case ">":
        return exceeds(value);
      case "<=":
        return !exceeds(value);
      case "<":
        return !reaches(value);
    }
  };
  return passes(low) === passes(high) ? passes(low) : undefined;
}
