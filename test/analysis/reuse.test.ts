import { describe, expect, it } from "vitest";
import { type Facts, factsOf } from "../../server/src/analysis/facts.ts";
import { mainUri, workspaceOf } from "../model/design-of.ts";

const source = `system Shop
actor U
estimates { goal = 99%
copies = 2
spare = 1 }
requirements {
  functional Get "Get"
  availability Up >= goal
}
entity E { id uuid [pk] }
api Api { rpc get() { satisfies: Get, reads: E } }
service S "Server" { serves: Api, replicas: copies }
sql_database D { stores: E, replicas: 2 }
U -> S -> D
flow F { U -> S "asks" }
`;

/** The facts of each version, each made with those of the version before. */
function versions(...edits: readonly (readonly [from: string, to: string])[]): readonly Facts[] {
  const workspace = workspaceOf(source);
  let text = source;
  const facts: Facts[] = [];
  const next = () => {
    const design = workspace.design(mainUri);
    if (!design) throw new Error("no design");
    const made = factsOf(design, facts.at(-1));
    facts.push(made);
    made.failure.verdicts.length;
    made.failure.singlePoints.length;
    for (const { key } of made.scopes.all) made.failure.availability(key);
  };
  next();
  for (const [from, to] of edits) {
    const start = text.indexOf(from);
    if (start < 0) throw new Error(`no ${from} in ${text}`);
    text = text.replace(from, () => to);
    workspace.edit(mainUri, text, [{ start, removed: from.length, inserted: to }]);
    next();
  }
  return facts;
}

/** Everything that a reader of the facts may see, without the objects that make it up. */
const shown = ({ failure, graph, scopes }: Facts) => ({
  scopes: scopes.all.map(({ id, kind, essential }) => [id, kind, essential]),
  points: failure.singlePoints.map((point) => [
    point.type,
    point.id,
    point.scopes.map(({ id }) => id),
    failure.route(point.scopes[0]!.key, point)?.nodes.map((node) => graph.nodes[node]?.id),
  ]),
  availability: scopes.all.map(({ key }) => {
    const { low, high, importance, assumptions } = failure.availability(key)!;
    return [low, high, importance.map(({ birnbaum, gain }) => [birnbaum, gain]), assumptions.map(({ key: of }) => of)];
  }),
  verdicts: failure.verdicts.map(({ target, results }) => [target, results.map(({ met }) => met)]),
});

describe("facts of the next version", () => {
  const edits: readonly (readonly [string, string, string])[] = [
    ["a title", '"Server"', '"Web server"'],
    ["an estimate that nothing uses", "spare = 1", "spare = 2"],
    ["an added estimate", "estimates { ", "estimates { other = 1\n"],
    ["an estimate that a target uses", "goal = 99%", "goal = 99.9%"],
    ["an estimate that replicas use", "copies = 2", "copies = 3"],
    ["replicas", "E, replicas: 2", "E, replicas: 1"],
    ["an availability", "stores: E,", "stores: E, availability: 90%,"],
    ["a connection", "U -> S -> D", "U -> S\nS -> D { optional: true }"],
    ["a step", 'U -> S "asks"', 'U -> S -> D "asks"'],
    ["a requirement's title", '"Get"', '"Get it"'],
    ["a requirement's priority", 'functional Get "Get"', 'functional Get "Get" { priority: could }'],
    ["what an endpoint does", "reads: E", "writes: E"],
    ["an added component", "U -> S -> D", "service X\nU -> S -> D, X"],
    ["a removed component", "sql_database D { stores: E, replicas: 2 }", ""],
    ["a new order", "service S", "service New\nservice S"],
  ];

  it.each(edits)("after an edit of %s are those of a cold start", (_, from, to) => {
    const [, warm] = versions([from, to]);
    const cold = factsOf(workspaceOf(source.replace(from, () => to)).design(mainUri)!);
    expect(shown(warm!)).toEqual(shown(cold));
  });

  it("stay right through a series of edits, there and back", () => {
    const there = edits.slice(0, 6).map(([, from, to]) => [from, to] as const);
    const back = [...there].reverse().map(([from, to]) => [to, from] as const);
    const all = versions(...there, ...back);
    expect(shown(all.at(-1)!)).toEqual(shown(all[0]!));
  });

  it("share the failures when an estimate changes that they don't depend on", () => {
    const [before, after] = versions(["spare = 1", "spare = 2"]);
    expect(after?.failure).toBe(before?.failure);
    expect(after?.graph).toBe(before?.graph);
  });

  it("share loads, storage, budgets, costs and traces as well", () => {
    const parts = ["load", "storage", "latency", "cost", "trace"] as const;
    const read = (facts: Facts | undefined) => parts.map((part) => facts?.[part]);
    const workspace = workspaceOf(source);
    const before = factsOf(workspace.design(mainUri)!);
    read(before);
    const edit = (from: string, to: string): Facts => {
      const text = workspace.text(mainUri)!;
      const start = text.indexOf(from);
      workspace.edit(mainUri, text.replace(from, to), [{ start, removed: from.length, inserted: to }]);
      return factsOf(workspace.design(mainUri)!, before);
    };
    const same = edit("spare = 1", "spare = 2");
    expect(read(same).map((part, index) => part === read(before)[index])).toEqual(parts.map(() => true));
    const other = edit("copies = 2", "copies = 3");
    expect(read(other).map((part, index) => part === read(before)[index])).toEqual(parts.map(() => false));
  });

  it("share the graph when only a requirement changes", () => {
    const [before, after] = versions(['"Get"', '"Get it"']);
    expect(after?.graph).toBe(before?.graph);
    expect(after?.failure).not.toBe(before?.failure);
  });

  it("share formulas when only a title changes", () => {
    const [before, after] = versions(['"Server"', '"Web server"']);
    const [old, now] = [before!, after!].map(({ failure, scopes }) =>
      failure.part(scopes.byKey.get("system")!.parts[0]!),
    );
    expect(now).toBe(old);
  });
});
