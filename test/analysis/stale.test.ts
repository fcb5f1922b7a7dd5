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

describe("a range without a closed form", () => {
  const source = `estimates { room = 5 req/s\nspare = 1 }
requirements { throughput T >= (5 to 9 req/s) + (1 to 40 req/s) + room }
api P { GET /e as Get }
service S { serves: P, capacity: (5 to 9 req/s) + (1 to 40 req/s) + room }`;

  const figures = (facts: Facts): unknown => {
    const { design, evaluation } = facts;
    const [[quality], [service]] = [design.all("quality"), design.all("component")];
    if (!quality || !service) throw new Error("no quality, no service");
    return [
      evaluation.target(quality)?.value,
      evaluation.number(service, "capacity"),
      facts.load.component(service.key)?.rate,
    ];
  };

  it("comes to the same whoever asks for it first", () => {
    const [one, other] = [factsOf(designOf(source)), factsOf(designOf(source))];
    other.load.component("file:///main.sdesign#S");
    expect(figures(other)).toEqual(figures(one));
  });

  it("comes to the same in the next version", () => {
    const workspace = workspaceOf(source);
    const facts = (before?: Facts): Facts => {
      const design = workspace.design(mainUri);
      if (!design) throw new Error("no design");
      return factsOf(design, before);
    };
    const first = facts();
    const then = figures(first);
    const text = source.replace("spare = 1", "spare = 2");
    workspace.edit(mainUri, text, [{ start: source.indexOf("spare = 1"), removed: 9, inserted: "spare = 2" }]);
    const next = facts(first);
    next.load.component("file:///main.sdesign#S");
    expect(figures(next)).toEqual(then);
  });
});

it("loads follow an estimate that a cache's hits are", () => {
  const source = `estimates { hits = 80% }
entity E { id uuid [pk] }
api P { GET /e as Get -> E { reads: E, load: 100 req/s } }
service A { serves: P }
cache C { stores: E, hit_ratio: hits }
sql_database D { stores: E }
A -> C
A -> D { on_miss: C }`;
  const rateAt = (facts: Facts) => facts.load.component("file:///main.sdesign#D")?.rate.average;
  const workspace = workspaceOf(source);
  const design = workspace.design(mainUri);
  if (!design) throw new Error("no design");
  const first = factsOf(design);
  expect(rateAt(first)).toBeCloseTo(20, 9);
  const text = source.replace("80%", "40%");
  workspace.edit(mainUri, text, [{ start: source.indexOf("80%"), removed: 3, inserted: "40%" }]);
  const next = workspace.design(mainUri);
  if (!next) throw new Error("no design");
  expect(rateAt(factsOf(next, first))).toBeCloseTo(60, 9);
});
