import { describe, expect, it } from "vitest";
import { designOf, mainUri, workspaceOf } from "./design-of.ts";

describe("a design's connections", () => {
  it.each([
    ["A -> B", ["A -> B sync"]],
    ["A ~> B", ["A ~> B async"]],
    ["A <-> B", ["A <-> B both"]],
    ["A, C -> B", ["A -> B sync", "C -> B sync"]],
    ["A -> B, C", ["A -> B sync", "A -> C sync"]],
    ["A -> B, C -> D", ["A -> B sync", "A -> C sync", "B -> D sync", "C -> D sync"]],
    ["A -> B | C", ["A -> B sync (A -> B | C)", "A -> C sync (A -> B | C)"]],
    ["A -> B | C, D", ["A -> B sync (A -> B | C)", "A -> C sync (A -> B | C)", "A -> D sync"]],
    ["A -> B\nA -> B", ["A -> B sync", "A -> B #2 sync"]],
  ])("%s", (source, expected) => {
    const design = designOf(`actor A\nservice B\nservice C\nservice D\n${source}`);
    expect(
      design
        .all("connection")
        .map((one) => `${one.id} ${one.style}${one.alternatives === undefined ? "" : ` (${one.alternatives})`}`),
    ).toEqual(expected);
  });

  it("carry label and body on the last arrow of a chain", () => {
    const design = designOf('actor A\nservice B\nservice C\nA -> B -> C "asks" { timeout: 1 s }');
    expect(design.all("connection").map((one) => [one.id, one.label, one.properties.has("timeout")])).toEqual([
      ["A -> B", undefined, false],
      ["B -> C", "asks", true],
    ]);
  });
});

describe("a design's qualities", () => {
  it("count without a name, too", () => {
    const design = designOf("latency p99 <= 1 s\navailability >= 99%\nlatency p50 <= 1 ms\nservice latency");
    expect(design.all("quality").map(({ id, key }) => [id, design.get(key)?.class])).toEqual([
      ["latency", "quality"],
      ["availability", "quality"],
      ["latency #2", "quality"],
    ]);
    expect(design.all("component")).toHaveLength(1);
  });
});

describe("a design's flows", () => {
  it("number the arrows, parallel ones alike", () => {
    const design = designOf("actor A\nservice B\nservice C\nservice D\nflow F {\nA -> B -> C, D\nB ~> C\n}");
    const [flow] = design.all("flow");
    expect(flow?.steps.map((step) => `${step.number} ${step.style}`)).toEqual([
      "1 sync",
      "2 sync",
      "2 sync",
      "3 async",
    ]);
  });

  it("are no connections", () => {
    expect(designOf("actor A\nservice B\nflow F { A -> B }").all("connection")).toEqual([]);
  });
});

describe("nesting", () => {
  it("gives full names and parents", () => {
    const design = designOf("region eu { zone a { service S } }\ndomain D { domain E { queue Q } }");
    expect(design.all("component").map((one) => [one.id, design.get(one.parent)?.id])).toEqual([
      ["eu.a.S", "eu.a"],
      ["D.E.Q", "D.E"],
    ]);
  });

  it("does not count blocks", () => {
    const design = designOf("requirements { functional F\nlatency L p99 <= 1 s for F }\nestimates { a = 1 }");
    expect(
      [...design.all("requirement"), ...design.all("quality"), ...design.all("estimate")].map((e) => e.id),
    ).toEqual(["F", "L", "a"]);
  });
});

describe("a workspace", () => {
  it("checks a library in the design of the root that reaches it", () => {
    const workspace = workspaceOf('system S\nimport "./lib.sdesign"\nservice A', { "lib.sdesign": "service B" });
    expect(workspace.design("file:///lib.sdesign")?.uri).toBe(mainUri);
    expect(workspace.design(mainUri)?.files).toEqual([mainUri, "file:///lib.sdesign"]);
    expect(
      workspace
        .design(mainUri)
        ?.all("component")
        .map((one) => one.id),
    ).toEqual(["A", "B"]);
  });

  it("keeps what an edit does not concern", () => {
    const source = "actor A\nservice B\nservice C\nA -> B\nA ~> B\nB -> C";
    const workspace = workspaceOf(source);
    const before = workspace.design(mainUri);
    const at = source.indexOf("B -> C");
    workspace.edit(mainUri, source.replace("B -> C", "A -> C"), [{ start: at, removed: 1, inserted: "A" }]);
    const after = workspace.design(mainUri);
    expect(after).not.toBe(before);
    expect(after?.all("component")).toBe(before?.all("component"));
    expect(after?.all("connection")[0]).toBe(before?.all("connection")[0]);
    expect(after?.all("connection")[2]?.id).toBe("A -> C");
  });

  it("links again what a new name concerns, in other files too", () => {
    const workspace = workspaceOf('import "./lib.sdesign"\nservice A\nA -> B', { "lib.sdesign": "service X" });
    expect(workspace.linked(mainUri)?.chunks.flatMap((chunk) => chunk.problems).length).toBe(1);
    workspace.set("file:///lib.sdesign", "service X\nservice B");
    expect(workspace.linked(mainUri)?.chunks.flatMap((chunk) => chunk.problems)).toEqual([]);
    workspace.set("file:///lib.sdesign", "service X");
    expect(workspace.linked(mainUri)?.chunks.flatMap((chunk) => chunk.problems).length).toBe(1);
  });
});
