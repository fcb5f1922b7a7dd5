import { describe, expect, it } from "vitest";
import { atLeast, exactly, slopeOfOne } from "../../server/src/analysis/binomial.ts";

describe("k of n", () => {
  it.each([
    [1, 2, 0.99, 0.9999],
    [2, 3, 0.99, 0.999702],
    [3, 5, 0.99, 0.9999901494],
    [0, 5, 0.5, 1],
    [6, 5, 0.99, 0],
    [1, 1, 0.995, 0.995],
    [5, 5, 0.9, 0.59049],
    [1, 3, 0, 0],
    [3, 3, 1, 1],
  ])("%i of %i at %f is %f", (needs, count, chance, expected) => {
    expect(atLeast(needs, count, chance)).toBeCloseTo(expected, 10);
  });

  it("sums up to one, also for many instances", () => {
    for (const count of [1, 10, 60, 61, 500, 5000]) {
      let sum = 0;
      for (let up = 0; up <= count; up++) sum += exactly(up, count, 0.97);
      expect(sum, `${count}`).toBeCloseTo(1, 9);
    }
  });

  it("agrees with itself where the formula changes", () => {
    const direct = (up: number, count: number, chance: number) => {
      let choose = 1;
      for (let index = 1; index <= up; index++) choose = (choose * (count - index + 1)) / index;
      return choose * chance ** up * (1 - chance) ** (count - up);
    };
    for (const up of [50, 70, 80, 90]) expect(exactly(up, 90, 0.9) / direct(up, 90, 0.9)).toBeCloseTo(1, 10);
  });

  it("rises with each instance as its slope says", () => {
    const h = 1e-6;
    for (const [needs, count] of [
      [1, 2],
      [2, 3],
      [3, 5],
      [7, 7],
    ] as const) {
      const all = (atLeast(needs, count, 0.9 + h) - atLeast(needs, count, 0.9 - h)) / (2 * h);
      expect(slopeOfOne(needs, count, 0.9) * count).toBeCloseTo(all, 5);
    }
  });
});
