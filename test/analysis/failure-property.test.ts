import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ScopeModel } from "../../server/src/analysis/availability.ts";
import { factsOf } from "../../server/src/analysis/facts.ts";
import { designOf } from "../model/design-of.ts";
import { bruteForce, bruteForceWithout, fallen } from "./brute-force.ts";
import { nameOf, randomDesign, replicasOf, textOf } from "./random-design.ts";

const RUNS = process.env.SDESIGN_LONG ? 10_000 : 300;
const SETTINGS = { numRuns: RUNS, seed: 20_261_122 };
const PATIENCE = RUNS * 60 + 5000;

function expectClose(found: number | undefined, expected: number | undefined, what: string): void {
  expect(Math.abs((found ?? -1) - (expected ?? -2)), `${found} for ${expected}: ${what}`).toBeLessThan(1e-12);
}

describe("failure, against every state of small designs", () => {
  it(
    `finds the same availability and the same single points of failure (${RUNS} designs)`,
    () => {
      fc.assert(
        fc.property(randomDesign, (random) => {
          const source = textOf(random);
          const expected = bruteForce(random);
          const { failure } = factsOf(designOf(source));
          const scopes = failure.scopes.all;
          expect(scopes.map(({ id }) => id).sort(), source).toEqual([...expected.availability.keys()].sort());
          for (const { key, id } of scopes) {
            const found = failure.availability(key);
            expect(found?.exact, source).toBe(true);
            expectClose(found?.low, expected.availability.get(id), `${id}\n${source}`);
          }
          const points = failure.singlePoints.flatMap((point) =>
            point.scopes.map(({ id }) => `${id}: ${point.id.replace("Land.", "")}`),
          );
          expect(points.sort(), source).toEqual(expected.singlePoints);
        }),
        SETTINGS,
      );
    },
    PATIENCE,
  );

  it(
    "says what is left while something is down, and gives bounds that hold",
    () => {
      fc.assert(
        fc.property(randomDesign, fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }), (random, picks) => {
          const source = textOf(random);
          const choices = [
            ...random.components.flatMap((one, index) => [
              nameOf(index),
              ...Array.from({ length: replicasOf(one) }, (_, instance) => `${nameOf(index)}#${instance + 1}`),
            ]),
            "Z1",
            "Z2",
            "Land",
          ];
          const names = picks.map((pick) => choices[pick % choices.length]!);
          const expected = bruteForceWithout(random, fallen(random, names));
          const { failure } = factsOf(designOf(source));
          for (const { scope, up, availability } of failure.whatIf(names).scopes) {
            const chance = expected.get(scope.id)!;
            const about = `${scope.id} without ${names.join(", ")}\n${source}`;
            expect(up, about).toBe(chance > 0);
            expectClose(availability.low, chance, about);
            expectClose(availability.high, chance, about);
            const formulas = scope.parts.map((part) => failure.part(part).formula);
            const known = (node: number) => failure.instanceAvailability(node);
            const rough = new ScopeModel(failure.graph, failure.leaves, known, formulas, 3);
            const bounds = rough.availability(failure.whatIf(names).outage);
            expect(bounds.low, about).toBeLessThanOrEqual(chance + 1e-12);
            expect(bounds.high, about).toBeGreaterThanOrEqual(chance - 1e-12);
          }
        }),
        SETTINGS,
      );
    },
    PATIENCE,
  );
});
