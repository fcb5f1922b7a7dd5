/**
 * Values that may be uncertain. A range is lognormal where both ends are positive, normal otherwise. Products,
 * quotients and powers of lognormals, sums of normals, and whatever is in proportion to them have closed forms, in
 * which one source may occur several times; everything else is sampled.
 */

import { compareDecimals, Decimal, fromDouble } from "./decimal.ts";
import { cumulative, P95 } from "./normal.ts";
import { normals, percentile, SAMPLES, type Source, sorted } from "./samples.ts";

/** How strongly a source's standard normal z acts on a value. */
export interface Spread {
  readonly source: Source;
  readonly weight: number;
}

export type Distribution =
  /** value × exp(Σ weight · z) */
  | { readonly type: "lognormal"; readonly spreads: readonly Spread[] }
  /** value + Σ weight · z, weights in the value's unit */
  | { readonly type: "normal"; readonly spreads: readonly Spread[] }
  | { readonly type: "sampled"; readonly samples: Float64Array; readonly sources: readonly Source[] };

/** A value with its distribution, if it has one; `value` is then the median. */
export interface Uncertain {
  readonly value: Decimal;
  readonly distribution?: Distribution;
}

/** The percentiles and the mean of a distribution. */
export interface Summary {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly mean: number;
}

/** How much of a result's variance comes from one source, 0 to 1. */
export interface Contribution {
  readonly source: Source;
  readonly share: number;
}

/** The range within which a value lies with a probability of 90 %: its ends are the 5th and the 95th percentile. */
export function range(low: Decimal, high: Decimal, source: Source): Uncertain {
  if (low.eq(high)) return { value: low };
  if (low.gt(0) && high.gt(0)) {
    const weight = Math.log(high.div(low).toNumber()) / (2 * P95);
    const square = low.times(high);
    const value = square.isFinite() && !square.isZero() ? square.sqrt() : low.sqrt().times(high.sqrt());
    return { value, distribution: { type: "lognormal", spreads: [{ source, weight }] } };
  }
  const weight = high.minus(low).toNumber() / (2 * P95);
  return { value: low.plus(high).div(2), distribution: { type: "normal", spreads: [{ source, weight }] } };
}

/** left + sign · right */
export function sum(left: Uncertain, right: Uncertain, sign: 1 | -1): Uncertain {
  const [a, b] = [left.distribution, right.distribution];
  const value = sign === 1 ? left.value.plus(right.value) : left.value.minus(right.value);
  if (!a && !b) return { value };
  if (!b && right.value.isZero()) return left;
  if (a?.type !== "sampled" && b?.type !== "sampled" && a?.type !== "lognormal" && b?.type !== "lognormal") {
    return spread(value, "normal", added(a?.spreads ?? [], b?.spreads ?? [], sign));
  }
  if (a?.type === "lognormal" && b?.type === "lognormal" && added(a.spreads, b.spreads, -1).length === 0) {
    return spread(value, "lognormal", value.isZero() ? [] : a.spreads);
  }
  return sampled([left, right], (x, y) => x + sign * y);
}

export function product(left: Uncertain, right: Uncertain): Uncertain {
  const [a, b] = [left.distribution, right.distribution];
  if (!b) return scaled(left, right.value);
  if (!a) return scaled(right, left.value);
  if (a.type === "lognormal" && b.type === "lognormal") {
    return spread(left.value.times(right.value), "lognormal", added(a.spreads, b.spreads, 1));
  }
  return sampled([left, right], (x, y) => x * y);
}

/** The caller has made sure that the divisor is not exactly zero. */
export function quotient(left: Uncertain, right: Uncertain): Uncertain {
  const [a, b] = [left.distribution, right.distribution];
  // Not by the reciprocal, whose last digit would be rounded twice.
  if (!b && !a) return { value: left.value.div(right.value) };
  if (!b) return scaled(left, new Decimal(1).div(right.value));
  if (b.type === "lognormal" && (!a || a.type === "lognormal")) {
    return spread(left.value.div(right.value), "lognormal", added(a?.spreads ?? [], b.spreads, -1));
  }
  return sampled([left, right], (x, y) => x / y);
}

/** A power; not a number where a negative base has no real one. */
export function power(base: Uncertain, exponent: Uncertain): Uncertain {
  const a = base.distribution;
  if (exponent.distribution || (a && (a.type !== "lognormal" || base.value.lt(0)))) {
    return sampled([base, exponent], realPower);
  }
  const value = base.value.pow(exponent.value);
  const weight = exponent.value.toNumber();
  return spread(
    value,
    "lognormal",
    (a?.spreads ?? []).flatMap((one) => (weight === 0 ? [] : [{ source: one.source, weight: one.weight * weight }])),
  );
}

/** x^y from operations that are the same on every version of the engine, which `**` is not. */
function realPower(x: number, y: number): number {
  if (y === 0) return 1;
  if (x >= 0) return Math.exp(y * Math.log(x));
  if (!Number.isInteger(y)) return Number.NaN;
  return (y % 2 === 0 ? 1 : -1) * Math.exp(y * Math.log(-x));
}

/** The distribution of a function of one or two values, sample by sample. */
export function sampled(
  inputs: readonly [Uncertain, Uncertain?],
  apply: (first: number, second: number) => number,
): Uncertain {
  const [first, second = first] = inputs;
  const [x, y] = [samplesOf(first), samplesOf(second)];
  const samples = x.map((one, index) => apply(one, y[index] ?? Number.NaN));
  const constant = samples.every((one) => one === samples[0]);
  if (constant) return { value: fromDouble(samples[0] ?? Number.NaN) };
  const sources = new Map([first, second].flatMap(sourcesOf).map((source) => [source.id, source]));
  return {
    value: fromDouble(percentile(sorted(samples), 0.5)),
    distribution: { type: "sampled", samples, sources: [...sources.values()] },
  };
}

/** Percentiles and mean, or undefined for a value that is certain. */
export function summary(of: Uncertain): Summary | undefined {
  const { distribution } = of;
  if (!distribution) return undefined;
  const median = of.value.toNumber();
  if (distribution.type === "sampled") {
    const ordered = sorted(distribution.samples);
    const mean = ordered.reduce((total, sample) => total + sample / ordered.length, 0);
    return { p5: percentile(ordered, 0.05), p50: median, p95: percentile(ordered, 0.95), mean };
  }
  const deviation = deviationOf(distribution.spreads);
  if (distribution.type === "normal") {
    return { p5: median - P95 * deviation, p50: median, p95: median + P95 * deviation, mean: median };
  }
  const ends = [median * Math.exp(-P95 * deviation), median * Math.exp(P95 * deviation)] as const;
  return {
    p5: Math.min(...ends),
    p50: median,
    p95: Math.max(...ends),
    mean: median * Math.exp((deviation * deviation) / 2),
  };
}

export type Relation = ">=" | "<=" | ">" | "<" | "=";

/** The probability that `left` stands in this relation to `right`: 0 or 1 where both are certain. */
export function probability(left: Uncertain, relation: Relation, right: Uncertain): number {
  const [a, b] = [left.distribution, right.distribution];
  if (!a && !b) return holds(compareDecimals(left.value, right.value), relation) ? 1 : 0;
  if (a?.type !== "sampled" && b?.type !== "sampled") {
    const form = a?.type ?? b?.type;
    const sameForm = (a?.type ?? form) === (b?.type ?? form);
    if (sameForm && form === "normal") {
      const spreads = added(a?.spreads ?? [], b?.spreads ?? [], -1);
      return ofGap(left.value.minus(right.value).toNumber(), spreads, relation);
    }
    if (sameForm && left.value.gt(0) && right.value.gt(0)) {
      const spreads = added(a?.spreads ?? [], b?.spreads ?? [], -1);
      return ofGap(Math.log(left.value.div(right.value).toNumber()), spreads, relation);
    }
  }
  const [x, y] = [samplesOf(left), samplesOf(right)];
  let count = 0;
  for (let index = 0; index < SAMPLES; index++) {
    if (holds(Math.sign((x[index] ?? 0) - (y[index] ?? 0)), relation)) count++;
  }
  return count / SAMPLES;
}

/**
 * What makes a value uncertain, the greatest part first. Shares are of the variance (of the logarithm, for
 * lognormals); for sampled values of the squared rank correlations with the sources.
 */
export function contributions(of: Uncertain): readonly Contribution[] {
  const { distribution } = of;
  if (!distribution) return [];
  const parts =
    distribution.type === "sampled"
      ? sampledParts(distribution.samples, distribution.sources)
      : distribution.spreads.map(({ source, weight }) => ({ source, share: weight * weight }));
  const total = parts.reduce((all, part) => all + part.share, 0);
  return parts
    .map((part) => ({ source: part.source, share: total > 0 ? part.share / total : 0 }))
    .sort((x, y) => y.share - x.share);
}

/** The sources of a value's uncertainty. */
function sourcesOf(of: Uncertain): readonly Source[] {
  const { distribution } = of;
  if (!distribution) return [];
  return distribution.type === "sampled" ? distribution.sources : distribution.spreads.map(({ source }) => source);
}

/** Whether every value that it may take is a number. */
export function isDefined(of: Uncertain): boolean {
  if (!of.value.isFinite()) return false;
  return of.distribution?.type !== "sampled" || of.distribution.samples.every(Number.isFinite);
}

function samplesOf(of: Uncertain): Float64Array {
  const { distribution } = of;
  const median = of.value.toNumber();
  if (!distribution) return new Float64Array(SAMPLES).fill(median);
  if (distribution.type === "sampled") return distribution.samples;
  const result = new Float64Array(SAMPLES);
  for (const { source, weight } of distribution.spreads) {
    const z = normals(source);
    for (let index = 0; index < SAMPLES; index++) result[index] = (result[index] ?? 0) + weight * (z[index] ?? 0);
  }
  return distribution.type === "normal"
    ? result.map((offset) => median + offset)
    : result.map((exponent) => median * Math.exp(exponent));
}

function scaled(of: Uncertain, factor: Decimal): Uncertain {
  const { distribution } = of;
  const value = of.value.times(factor);
  if (!distribution || factor.isZero()) return { value };
  const times = factor.toNumber();
  switch (distribution.type) {
    case "lognormal":
      return { value, distribution };
    case "normal":
      return spread(
        value,
        "normal",
        distribution.spreads.map(({ source, weight }) => ({ source, weight: weight * times })),
      );
    case "sampled":
      return { value, distribution: { ...distribution, samples: distribution.samples.map((one) => one * times) } };
  }
}

function spread(value: Decimal, type: "lognormal" | "normal", spreads: readonly Spread[]): Uncertain {
  return spreads.length ? { value, distribution: { type, spreads } } : { value };
}

/** Weights by source, added up; what cancels out is gone. */
function added(left: readonly Spread[], right: readonly Spread[], sign: 1 | -1): readonly Spread[] {
  const result = new Map(left.map((one) => [one.source.id, one]));
  for (const { source, weight } of right) {
    const before = result.get(source.id)?.weight ?? 0;
    const total = before + sign * weight;
    if (Math.abs(total) <= 1e-12 * Math.abs(weight)) result.delete(source.id);
    else result.set(source.id, { source, weight: total });
  }
  return [...result.values()];
}

function deviationOf(spreads: readonly Spread[]): number {
  const largest = spreads.reduce((most, { weight }) => Math.max(most, Math.abs(weight)), 0);
  if (largest === 0) return 0;
  // In proportion to the largest, whose own square might not be a number any more.
  return largest * Math.sqrt(spreads.reduce((all, { weight }) => all + (weight / largest) * (weight / largest), 0));
}

/** Of a normal gap with this median, the probability that it stands in the relation to zero. */
function ofGap(median: number, spreads: readonly Spread[], relation: Relation): number {
  if (spreads.length === 0) return holds(Math.sign(median), relation) ? 1 : 0;
  if (relation === "=") return 0;
  const above = cumulative(median / deviationOf(spreads));
  return relation === ">" || relation === ">=" ? above : 1 - above;
}

function holds(order: number, relation: Relation): boolean {
  switch (relation) {
    case ">":
      return order > 0;
    case "<":
      return order < 0;
    case ">=":
      return order >= 0;
    case "<=":
      return order <= 0;
    case "=":
      return order === 0;
  }
}

function sampledParts(samples: Float64Array, sources: readonly Source[]): Contribution[] {
  const order = Uint32Array.from(samples, (_, index) => index).sort(
    (x, y) => (samples[x] ?? 0) - (samples[y] ?? 0) || x - y,
  );
  const ranks = new Float64Array(samples.length);
  for (const [rank, index] of order.entries()) ranks[index] = rank - (samples.length - 1) / 2;
  return sources.map((source) => {
    const z = normals(source);
    let together = 0;
    for (let index = 0; index < samples.length; index++) together += (ranks[index] ?? 0) * (z[index] ?? 0);
    return { source, share: together * together };
  });
}
