import { describe, expect, it } from "vitest";
import { type Facts, factsOf } from "../../server/src/analysis/facts.ts";
import { designOf, mainUri, workspaceOf } from "../model/design-of.ts";

const SOURCE = `system S
requirements { functional R
functional Q }
actor U
entity E { id uuid [pk] }
estimates {
  a = 99%
}
api P {
  GET /e as Get -> E { satisfies: R, reads: E }
}
service A { serves: P, replicas: 2 }
sql_database D { stores: E, replicas: 2, availability: 99% }
U -> A
A -> D
flow F {
  satisfies: R
  U -> A
  A -> D { availability: a }
}
`;

function told({ failure, scopes }: Facts): unknown {
  return scopes.all.map(({ key, id }) => [
    id,
    failure.availability(key)?.low,
    failure.singlePointsOf(key).map((point) => point.id),
  ]);
}

describe("failures after an edit that leaves the flow as it is", () => {
  it.each([
    ["of an estimate that a step uses", "a = 99%", "a = 50%"],
    ["of what its endpoint reads", "reads: E", "writes: E"],
    ["of what its endpoint satisfies", "satisfies: R, reads", "satisfies: Q, reads"],
    [
      "of its endpoint's method",
      "GET /e as Get -> E { satisfies: R, reads: E }",
      "POST /e as Get -> E { satisfies: R }",
    ],
    ["of a connection", "A -> D\n", "A -> D { availability: 90% }\n"],
  ])("%s equal those of a cold start", (_, before, after) => {
    const workspace = workspaceOf(SOURCE);
    const design = workspace.design(mainUri);
    if (!design) throw new Error("no design");
    const first = factsOf(design);
    told(first);
    const text = SOURCE.replace(before, after);
    workspace.edit(mainUri, text, [{ start: SOURCE.indexOf(before), removed: before.length, inserted: after }]);
    const next = workspace.design(mainUri);
    if (!next) throw new Error("no design");
    expect(told(factsOf(next, first)), text).toEqual(told(factsOf(designOf(text))));
  });
});
