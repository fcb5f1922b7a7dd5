import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "../../server/src/estimate/decimal.ts";
import {
  contributions,
  power,
  probability,
  product,
  quotient,
  range,
  sampled,
  sum,
  summary,
  type Uncertain,
} from "../../server/src/estimate/distribution.ts";
import { cumulative, quantile } from "../../server/src/estimate/normal.ts";

const between = (low: number, high: number, name: string): Uncertain =>
  range(new Decimal(low), new Decimal(high), { id: name, name, seed: name });
const certain = (value: number): Uncertain => ({ value: new Decimal(value) });
const resampled = (of: Uncertain) => sampled([of], (value) => value);

describe("the normal distribution", () => {
  it.each([
    [0.5, 0],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.001, -3.090232306167813],
    [1e-10, -6.361340902404056],
    [1e-20, -9.26234008979841],
  ])("has its %d quantile at %d", (p, z) => {
    expect(quantile(p)).toBeCloseTo(z, 12);
    expect(cumulative(z)).toBeCloseTo(p, 12);
  });
});

describe("ranges", () => {
  it.each([
    [5, 10],
    [0.1, 10],
    [-5, 5],
    [0, 7],
    [-9, -3],
  ])("%d to %d is the range of the 5th to the 95th percentile", (low, high) => {
    const ends = summary(between(low, high, "a"));
    expect(ends?.p5).toBeCloseTo(low, 9);
    expect(ends?.p95).toBeCloseTo(high, 9);
    const drawn = summary(resampled(between(low, high, "a")));
    expect((drawn?.p5 ?? 0) - low).toBeCloseTo(0, 1);
    expect((drawn?.mean ?? 0) / (ends?.mean || 1)).toBeCloseTo(ends?.mean ? 1 : 0, 1);
  });

  it("are no ranges where both ends are the same", () => {
    expect(between(5, 5, "a")).toEqual({ value: new Decimal(5) });
  });

  it("move together with themselves", () => {
    const a = between(5, 10, "a");
    const n = between(-5, 10, "n");
    expect(sum(a, a, -1)).toEqual({ value: new Decimal(0) });
    expect(sum(n, n, -1)).toEqual({ value: new Decimal(0) });
    expect(quotient(a, a)).toEqual({ value: new Decimal(1) });
    expect(sum(resampled(a), a, -1).value.toNumber()).toBe(0);
    expect(summary(sum(a, a, 1))?.p95).toBeCloseTo(20, 9);
    expect(summary(product(a, a))?.p95).toBeCloseTo(100, 6);
    expect(summary(power(a, certain(2)))?.p95).toBeCloseTo(100, 6);
    expect(summary(power(a, certain(0.5)))?.p5).toBeCloseTo(Math.sqrt(5), 9);
    expect(summary(product(a, certain(-2)))).toMatchObject({ p5: expect.closeTo(-20, 9), p95: expect.closeTo(-10, 9) });
  });

  it("add up in closed form where they are normal", () => {
    const ends = summary(sum(between(-3, 3, "a"), between(-4, 4, "b"), 1));
    expect(ends?.p95).toBeCloseTo(5, 9);
  });

  it("agree with samples where there is a closed form", () => {
    const positive = fc.tuple(
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      fc.double({ min: 1.1, max: 5, noNaN: true }),
    );
    fc.assert(
      fc.property(positive, positive, fc.constantFrom(product, quotient), ([a, f], [b, g], operation) => {
        const [x, y] = [between(a, a * f, "x"), between(b, b * g, "y")];
        const closed = summary(operation(x, y));
        const drawn = summary(operation(resampled(x), y));
        for (const part of ["p5", "p50", "p95", "mean"] as const) {
          expect((drawn?.[part] ?? 0) / (closed?.[part] ?? 1)).toBeCloseTo(1, 1);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("always give the same figures", () => {
    const draw = () => summary(sum(between(5, 10, "a"), between(1, 20, "b"), 1));
    expect(draw()).toEqual(draw());
    // Written down: another engine, another day, the same figures.
    expect(draw()).toEqual({
      p5: 7.347434683121859,
      p50: 11.931567486809,
      p95: 27.45117671249648,
      mean: 13.998217692127467,
    });
  });
});

describe("comparisons", () => {
  it.each([
    [certain(5), "<", certain(6), 1],
    [certain(6), "<", certain(6), 0],
    [certain(6), "<=", certain(6), 1],
    [certain(6), "=", certain(6), 1],
    [between(5, 10, "a"), "<", certain(10), 0.95],
    [between(5, 10, "a"), ">=", certain(5), 0.95],
    [between(5, 10, "a"), "<", certain(Math.sqrt(50)), 0.5],
    [between(-5, 10, "a"), "<", certain(10), 0.95],
    [between(5, 10, "a"), ">", certain(-1), 1],
    [between(5, 10, "a"), "<", between(5, 10, "b"), 0.5],
    [between(5, 10, "a"), "<=", between(5, 10, "a"), 1],
    [between(5, 10, "a"), "<", between(5, 10, "a"), 0],
    [between(5, 10, "a"), "=", certain(7), 0],
  ] as const)("%# holds with the probability that it has", (left, relation, right, chance) => {
    expect(probability(left, relation, right)).toBeCloseTo(chance, 6);
    expect(probability(resampled(left), relation, resampled(right))).toBeCloseTo(chance, 2);
  });
});

describe("contributions", () => {
  it("are shares of the variance, the greatest first", () => {
    const [wide, narrow] = [between(1, 100, "wide"), between(9, 11, "narrow")];
    for (const of of [product(narrow, wide), sum(narrow, wide, 1)]) {
      const parts = contributions(of);
      expect(parts.map((part) => part.source.name)).toEqual(["wide", "narrow"]);
      expect(parts[0]?.share).toBeGreaterThan(0.95);
      expect(parts.reduce((all, part) => all + part.share, 0)).toBeCloseTo(1, 9);
    }
    expect(contributions(certain(5))).toEqual([]);
  });
});
