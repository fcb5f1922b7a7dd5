/**
 * Sample vectors: one per named range, seeded by its name, so that a file always gives the same figures. Each is a
 * shuffled list of evenly spaced quantiles (Latin hypercube), which shows the range's own percentiles without noise.
 */

import { unsafeUniformIntDistribution } from "pure-rand/distribution/UnsafeUniformIntDistribution";
import { xoroshiro128plus } from "pure-rand/generator/XoroShiro";
import { quantile } from "./normal.ts";

/** How many samples stand for a distribution that has no closed form. */
export const SAMPLES = 10_000;

/** One range that an author wrote: what makes a result uncertain. */
export interface Source {
  /** Identifies it in the design: two ranges of one source move together. */
  readonly id: string;
  /** What people call it: the estimate or the property that states it. */
  readonly name: string;
  /** What its sample vector is drawn from. */
  readonly seed: string;
}

const drawn = new WeakMap<Source, Float64Array>();
let strata: Float64Array | undefined;

/** The standard normal samples of a source. */
export function normals(source: Source): Float64Array {
  const known = drawn.get(source);
  if (known) return known;
  strata ??= Float64Array.from({ length: SAMPLES }, (_, index) => quantile((index + 0.5) / SAMPLES));
  const result = Float64Array.from(strata);
  const generator = xoroshiro128plus(hash(source.seed));
  for (let index = SAMPLES - 1; index > 0; index--) {
    const other = unsafeUniformIntDistribution(0, index, generator);
    const moved = result[index] ?? 0;
    result[index] = result[other] ?? 0;
    result[other] = moved;
  }
  drawn.set(source, result);
  return result;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return state | 0;
}

/** The value below which a share of the sorted samples lies, between neighbours in proportion. */
export function percentile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (position - below);
}

const sortedOf = new WeakMap<Float64Array, Float64Array>();

/** The samples in ascending order. */
export function sorted(samples: Float64Array): Float64Array {
  let result = sortedOf.get(samples);
  if (!result) {
    result = Float64Array.from(samples).sort();
    sortedOf.set(samples, result);
  }
  return result;
}
