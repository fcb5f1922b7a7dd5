import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factsOf } from "../../server/src/analysis/facts.ts";
import { designOf } from "../model/design-of.ts";
import { bruteForce } from "./brute-force.ts";
import { randomDesign, textOf } from "./random-design.ts";

const RUNS = process.env.SDESIGN_LONG ? 10_000 : 300;

describe("failure, against every state of small designs", () => {
  it(
    `finds the same availability and the same single points of failure (${RUNS} designs)`,
    () => {
      fc.assert(
        fc.property(randomDesign, (random) => {
          const source = textOf(random);
          const expected = bruteForce(random);
          const { failure } = factsOf(designOf(source));
          const scopes = new Set(failure.scopes.all.map(({ id }) => id));
          expect([...scopes].sort(), source).toEqual([...expected.availability.keys()].sort());
          for (const scope of failure.scopes.all) {
            const found = failure.availability(scope.key);
            expect(found?.exact, source).toBe(true);
            expect(
              Math.abs((found?.low ?? -1) - (expected.availability.get(scope.id) ?? -2)),
              `${scope.id}: ${found?.low} for ${expected.availability.get(scope.id)}\n${source}`,
            ).toBeLessThan(1e-12);
          }
          const points = failure.singlePoints.flatMap(({ id, scopes: taken }) =>
            taken.map((scope) => `${scope.id}: ${id.replace("Land.", "")}`),
          );
          expect(points.sort(), source).toEqual(expected.singlePoints);
        }),
        { numRuns: RUNS, seed: 20_261_122 },
      );
    },
    RUNS * 60 + 5000,
  );
});
