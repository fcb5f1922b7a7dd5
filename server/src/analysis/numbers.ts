/** How the analysis reads figures: in base units (bytes, seconds, counts, 1/s, ratios), whatever they were written in. */

import type { Element, Property } from "../model/design.ts";

/** The part of an evaluation that the analysis needs. */
export interface Numbers {
  /**
   * A property's first value in base units; undefined when it is not stated (a component's own kinds included), can't
   * be computed, or is of the wrong dimension. A range counts as its median, and `quorum: 2 of 3` as `needs: 2,
   * replicas: 3`.
   */
  number(element: Element, property: string): number | undefined;
}

/** A stated count as a whole number of at least 1, at most `limit`; undefined when it is none. */
export function countOf(numbers: Numbers, element: Element, property: string, limit = MOST): number | undefined {
  return whole(numbers.number(element, property), limit);
}

/** More instances, zones or shards than any design has: what is beyond counts as this many. */
const MOST = 100_000;

function whole(value: number | undefined, limit: number): number | undefined {
  if (value === undefined || !Number.isFinite(value) || value <= 0) return undefined;
  return Math.min(limit, Math.max(1, Math.floor(value + 1e-9)));
}

/** Whether a figure may change though its statement does not: it names an estimate, or the like. */
export function dependsOnNames(property: Property | undefined): boolean {
  return property?.values.some((value) => value.resolutions.size > 0 && value.reference === undefined) === true;
}
