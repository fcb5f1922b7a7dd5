import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { designProblems } from "../../server/src/estimate/design-problems.ts";
import { exact } from "../../server/src/estimate/display.ts";
import { summary } from "../../server/src/estimate/distribution.ts";
import { type Evaluation, evaluate } from "../../server/src/estimate/evaluation.ts";
import type { Design } from "../../server/src/model/design.ts";
import { designOf, mainUri, workspaceOf } from "../model/design-of.ts";

const SOURCE = `
system X
kind small: service { capacity: 5 req/s }
unit ticket
estimates { a = 5 to 10; b = a + S.replicas; c = b * size(E) }
entity E { id uuid [pk]; name string(10); f -> F }
entity F { id bigint [pk]; grows: 5/day }
small S { replicas: 2 }
service T { replicas: n }
estimates { n = 3; d = rows(F) + c / 1 KB }
estimates { e = load(S) + a / day; assert a < 9.9 }
`;

/** Texts that stand in the source, and what they may become. */
const edits = [
  ["5 to 10", "6 to 10", "5 GB", "a", "nobody"],
  ["replicas: 2", "replicas: 3", "needs: 4", "replicas: d"],
  ["string(10)", "string(20)", "string", "blob(1 KB)"],
  ["bigint", "uuid", "-> E"],
  ["n = 3", "n = 4", "n = S.capacity", "m = 3"],
  ["system X", "system X { convention: envelope }"],
  ["size(E)", "size(F)", "5 B", "rows(E)"],
  ["capacity: 5 req/s", "capacity: 6 req/s", ""],
  ["a / day", "a  /  day", "5 GB", "e"],
  ["unit ticket", "unit day", ""],
  ["; assert a < 9.9", "\n\n; assert a < 9.9", "; assert a < 12"],
  ["5/day", "5 to 7/day", "5 tickets/day"],
] as const;

const provider = { load: () => 7 };

/** Everything that an evaluation says, written down. */
function told(design: Design, evaluation: Evaluation): readonly string[] {
  return [
    ...design.all("estimate").flatMap((element) => {
      const { quantity, steps } = evaluation.estimate(element.key);
      const value = quantity ? `${exact(quantity)} ${JSON.stringify(summary(quantity))}` : "nothing";
      return [`${element.id} = ${value}`, ...steps.map((step) => step.text)];
    }),
    ...design.all("assertion").map((element) => `${element.key}: ${evaluation.assertion(element.key).probability}`),
    ...design.all("entity").map((element) => `${element.id}: ${evaluation.entitySize(element.key)?.bytes}`),
    ...design.all("component").map((element) => `${element.id}: ${evaluation.number(element, "replicas")}`),
    ...designProblems(design, evaluation).map(
      (problem) => `${problem.rule} ${problem.origin.chunk.start + problem.start} ${problem.message}`,
    ),
  ];
}

describe("after any edits", () => {
  it("an evaluation says what a fresh one says", () => {
    const step = fc
      .nat(edits.length - 1)
      .chain((index) => fc.record({ index: fc.constant(index), to: fc.nat((edits[index]?.length ?? 1) - 1) }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const workspace = workspaceOf(SOURCE);
        const now = edits.map((): number => 0);
        let text = SOURCE;
        let evaluation = evaluate(workspace.design(mainUri)!, provider);
        told(evaluation.design, evaluation);
        for (const { index, to } of steps) {
          const from = edits[index]?.[now[index] ?? 0] ?? "";
          const inserted = edits[index]?.[to] ?? "";
          const start = text.indexOf(from);
          if (start < 0 || from === "") continue;
          now[index] = to;
          text = text.slice(0, start) + inserted + text.slice(start + from.length);
          workspace.edit(mainUri, text, [{ start, removed: from.length, inserted }]);
          evaluation = evaluate(workspace.design(mainUri)!, provider, evaluation);
          const cold = designOf(text);
          expect(told(evaluation.design, evaluation), text).toEqual(told(cold, evaluate(cold, provider)));
        }
      }),
      { numRuns: 100, seed: 20261122 },
    );
  });
});
