import { describe, expect, it } from "vitest";
import { parentsOf, type Row, rowsOf } from "../../client/src/guide/rows.ts";
import { Checks } from "../../server/src/service/checks.ts";
import { guideOf } from "../../server/src/service/guide.ts";
import { type GuideResult, guideResult } from "../../server/src/service/protocol/guide.ts";
import { mainUri, workspaceOf } from "../model/design-of.ts";

const start = { line: 0, character: 0 };
const range = { start, end: start };

/** The guide of a source as it arrives in the editor, every place at the file's beginning. */
function guide(source: string): GuideResult {
  const workspace = workspaceOf(source);
  const checks = new Checks(workspace);
  const design = workspace.design(mainUri)!;
  const found = guideOf({
    facts: checks.facts(design),
    findings: checks.of(mainUri),
    sources: workspace,
    uri: mainUri,
  });
  const text = JSON.stringify({ ...found, files: [mainUri] }, (key, value) => (key === "range" ? range : value));
  const read = guideResult(JSON.parse(text));
  if (!read) throw new Error("The guide is not what the protocol says.");
  return read;
}

const all = (rows: readonly Row[]): Row[] => rows.flatMap((row) => [row, ...all(row.children)]);
const find = (rows: readonly Row[], id: string) => all(rows).find((row) => row.id === id);

const source = `system Shop
actor Buyer
service Backend
question Hold "How long is a seat held?"
Buyer -> Backend`;

describe("the rows of the guide", () => {
  const rows = rowsOf(guide(source));

  it("are the steps, the one at hand open", () => {
    expect(rows.map(({ label }) => label)).toEqual([
      "1 Requirements",
      "2 Interface",
      "3 Estimates",
      "4 Data model",
      "5 High-level design",
      "6 Detailed design",
      "7 Bottlenecks",
    ]);
    expect(rows.map(({ expanded }) => expanded)).toEqual([true, false, false, false, false, false, false]);
    expect(rows[0]).toMatchObject({ description: "3 of 11 · 1 to look at", icon: { name: "arrow-circle-right" } });
    expect(rows[0]?.spoken).toBe("Step 1, Requirements, at hand: 3 of 11 · 1 to look at");
  });

  it.each([
    ["requirements:actors", { icon: { name: "pass-filled" }, act: "go", spoken: "Users, done: Buyer. Goes there." }],
    [
      "requirements:latency",
      {
        icon: { name: "circle-large-outline" },
        act: "insert",
        skeleton: { id: "requirements:latency", title: "State latency" },
        spoken: "Latency, open: no target: which p99 for reads? State latency.",
      },
    ],
    ["question:Hold", { icon: { name: "question" }, act: "go", label: "How long is a seat held?" }],
    ["bottlenecks:single-points", { act: "go", description: "1" }],
    ["bottlenecks:single-points 0", { label: "Backend", act: "go" }],
    ["question HotUsers", { act: "note", note: { id: "HotUsers", title: "Note It as an Open Question" } }],
    ["question Budget", { act: "insert", skeleton: { id: "Budget", title: "State a budget" } }],
    ["questions requirements", { expanded: true, icon: { name: "comment-discussion" } }],
    ["questions details", { expanded: false }],
  ])("%s", (id, expected) => {
    expect(find(rows, id)).toMatchObject(expected);
  });

  it("begin with what cannot be read", () => {
    const [first] = rowsOf(guide("service A {\nA -> Nobody"));
    expect(first).toMatchObject({ id: "mistakes", label: "2 mistakes in the text", act: "go" });
    expect(first?.children.map(({ description }) => description)).toEqual([
      expect.stringContaining("never closed"),
      expect.stringContaining("Nobody"),
    ]);
  });

  it.each(["", source, "service A {\nA -> Nobody"])("have names, words and parents of their own in %j", (text) => {
    const shown = rowsOf(guide(text));
    const ids = all(shown).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(all(shown).filter(({ label, spoken }) => label === "" || spoken === "")).toEqual([]);
    const parents = parentsOf(shown);
    for (const row of all(shown)) for (const child of row.children) expect(parents.get(child.id)).toBe(row);
    for (const { act, place, skeleton, note } of all(shown)) {
      if (act === "go") expect(place).toBeDefined();
      if (act === "insert") expect(skeleton).toBeDefined();
      if (act === "note") expect(note).toBeDefined();
    }
  });
});
