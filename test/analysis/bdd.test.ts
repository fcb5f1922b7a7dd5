import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALWAYS, Decisions, NEVER, probability, sensitivities, TOO_LARGE } from "../../server/src/analysis/bdd.ts";

type Formula = number | { readonly and: boolean; readonly of: readonly Formula[] };

const formula: fc.Arbitrary<Formula> = fc.letrec<{ formula: Formula; gate: Formula }>((tie) => ({
  formula: fc.oneof({ maxDepth: 4 }, fc.nat(7), tie("gate")),
  gate: fc.record({ and: fc.boolean(), of: fc.array(tie("formula"), { minLength: 1, maxLength: 3 }) }),
})).formula;

const holds = (of: Formula, state: number): boolean =>
  typeof of === "number"
    ? ((state >> of) & 1) === 1
    : of.and
      ? of.of.every((input) => holds(input, state))
      : of.of.some((input) => holds(input, state));

const decide = (decisions: Decisions, of: Formula): number =>
  typeof of === "number"
    ? decisions.variable(of)
    : of.of
        .map((input) => decide(decisions, input))
        .reduce((left, right) => (of.and ? decisions.and(left, right) : decisions.or(left, right)));

describe("decision diagrams", () => {
  it("have the probability that all states together have, and its slopes", () => {
    const chances = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.99];
    const exact = (of: Formula, at: readonly number[]) => {
      let sum = 0;
      for (let state = 0; state < 256; state++) {
        if (!holds(of, state)) continue;
        sum += at.reduce((weight, chance, index) => weight * ((state >> index) & 1 ? chance : 1 - chance), 1);
      }
      return sum;
    };
    fc.assert(
      fc.property(formula, (of) => {
        const decisions = new Decisions(10_000);
        const diagram = decisions.extract(decide(decisions, of));
        expect(probability(diagram, chances)).toBeCloseTo(exact(of, chances), 12);
        const { chance, slopes } = sensitivities(diagram, chances);
        expect(chance).toBeCloseTo(exact(of, chances), 12);
        for (let index = 0; index < 8; index++) {
          const [up, down] = [1, 0].map((value) => exact(of, chances.with(index, value)));
          expect(slopes[index]).toBeCloseTo(up! - down!, 12);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("are the same node for the same function", () => {
    const decisions = new Decisions(1000);
    const [a, b, c] = [0, 1, 2].map((level) => decisions.variable(level)) as [number, number, number];
    expect(decisions.and(a, decisions.or(b, c))).toBe(decisions.or(decisions.and(c, a), decisions.and(a, b)));
    expect(decisions.or(a, decisions.and(a, b))).toBe(a);
    expect(decisions.and(a, NEVER)).toBe(NEVER);
    expect(decisions.or(a, ALWAYS)).toBe(ALWAYS);
  });

  it("give up beyond their budget, and stay usable", () => {
    const decisions = new Decisions(40);
    let all: number = NEVER;
    for (let index = 0; index < 10 && all !== TOO_LARGE; index++) {
      all = decisions.or(all, decisions.and(decisions.variable(index), decisions.variable(index + 10)));
    }
    expect(all).toBe(TOO_LARGE);
    expect(decisions.and(all, decisions.variable(0))).toBe(TOO_LARGE);
    expect(decisions.and(decisions.variable(0), NEVER)).toBe(NEVER);
  });

  it("grow beyond their first tables", () => {
    const decisions = new Decisions(100_000);
    let all: number = NEVER;
    for (let index = 0; index < 13; index++) {
      all = decisions.or(all, decisions.and(decisions.variable(index), decisions.variable(index + 13)));
    }
    expect(decisions.size).toBeGreaterThan(8000);
    const diagram = decisions.extract(all);
    expect(probability(diagram, new Array(26).fill(0.5))).toBeCloseTo(1 - 0.75 ** 13, 12);
  });
});
