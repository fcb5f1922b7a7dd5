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

/** Counts and ratios, which no convention changes. */
const LASTING: ReadonlySet<string> = new Set(["replicas", "needs", "shards", "zones", "regions", "availability"]);

/** What literals come to, by the property that states them: it is the same in every version of a design. */
const literals = new WeakMap<Property, number | typeof NONE>();
const NONE = Symbol("no number");

/** The same numbers, with a short cut for what is not stated, and for plain counts and ratios. */
export function quick(numbers: Numbers): Numbers {
  return {
    number(element, name) {
      const property = element.properties.get(name);
      if (property === undefined) {
        const elsewhere =
          element.class === "component" && (element.kind.own.length > 0 || element.properties.has("quorum"));
        return elsewhere ? numbers.number(element, name) : undefined;
      }
      if (!LASTING.has(name) || property.values[0]?.resolutions.size !== 0) return numbers.number(element, name);
      const known = literals.get(property);
      if (known !== undefined) return known === NONE ? undefined : known;
      const value = numbers.number(element, name);
      literals.set(property, value ?? NONE);
      return value;
    },
  };
}
