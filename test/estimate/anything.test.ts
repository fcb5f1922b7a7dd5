import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateDerivation } from "../../server/src/estimate/derivation.ts";
import { designProblems } from "../../server/src/estimate/design-problems.ts";
import { baseUnit, exact, format } from "../../server/src/estimate/display.ts";
import { summary } from "../../server/src/estimate/distribution.ts";
import { numbersOf } from "./numbers-of.ts";

const operands = [
  "0",
  "5",
  "1e12",
  "1e299",
  "3.7k users",
  "5 KB",
  "2 GB/month",
  "10 req/s",
  "-3 ms",
  "99.9%",
  "20x",
  "$5/month",
  "€3",
  "500B",
  "1 to 5 GB",
  "-2 to 7",
  "100:1",
  '"text"',
  "a",
  "b",
  "nobody",
  "S.replicas",
  "S.capacity",
  "S.nothing",
  "day",
  "ticket",
  "size(E)",
  "rows(E)",
  "load(S)",
  "size(nobody)",
  "(",
  ")",
  ",",
];
const operators = ["+", "-", "*", "/", "^", "to", "of", "in GB", "in 1/s", "in req/s", "<", "|"];
const functions = ["sum(", "min(", "max(", "ceil(", "floor(", "round(", "log2(", "sqrt(", "collision(", "unknown("];

const text = fc
  .array(
    fc.tuple(
      fc.option(fc.constantFrom(...functions), { nil: "", freq: 4 }),
      fc.constantFrom(...operands),
      fc.option(fc.constantFrom(")", ", 3)"), { nil: "", freq: 3 }),
      fc.constantFrom(...operators),
    ),
    { minLength: 1, maxLength: 7 },
  )
  .map((parts) => parts.flat().join(" "));

describe("any expression", () => {
  it("gives a value or none, never an exception, and its problems lie inside of it", () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom("exact", "envelope"), (a, b, convention) => {
        const source = `system X { convention: ${convention} }
unit ticket
service S { replicas: ${b} }
entity E { id uuid [pk]; name string(${a}); grows: ${b} }
estimates {
  a = ${a}
  b = ${b}
  assert ${a} > ${b}
}
availability Up >= ${a}
`;
        const numbers = numbersOf(source, { load: () => 7 });
        const { design, evaluation } = numbers;
        for (const problem of designProblems(design, evaluation)) {
          expect(problem.start).toBeGreaterThanOrEqual(0);
          expect(problem.end).toBeGreaterThanOrEqual(problem.start);
          expect(problem.end).toBeLessThanOrEqual(problem.origin.chunk.length);
          expect(problem.message).not.toMatch(/undefined|NaN|\[object|Infinity/);
        }
        for (const estimate of design.all("estimate")) {
          const { quantity } = evaluation.estimate(estimate.key);
          if (!quantity) continue;
          for (const shown of [format(quantity), exact(quantity), baseUnit(quantity)]) {
            expect(shown).not.toMatch(/undefined|NaN|Infinity/);
          }
          const ends = summary(quantity);
          if (ends) expect(ends.p5).toBeLessThanOrEqual(ends.p95);
          expect(estimateDerivation(evaluation, estimate.key).length).toBeGreaterThan(0);
        }
        const again = numbersOf(source, { load: () => 7 });
        expect(again.problems()).toEqual(numbers.problems());
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });
});
