import { describe, expect, it } from "vitest";
import { factsOf } from "../../server/src/analysis/facts.ts";
import { EMPTY_CONFIG, settingsFor } from "../../server/src/lint/config.ts";
import { rules } from "../../server/src/lint/rules/index.ts";
import { type LintInput, lint, lintSteps } from "../../server/src/lint/run.ts";
import { mainUri, workspaceOf } from "../model/design-of.ts";
import { brief, lintOf } from "./lint-of.ts";

const SOURCE = `actor Buyer
service Backend
entity Order { sum decimal }
decision Storage "Which?" { option Sql }
Buyer -> Backend`;

function inputOf(source: string): LintInput {
  const workspace = workspaceOf(source);
  const design = workspace.design(mainUri);
  if (!design) throw new Error("no design");
  const settings = settingsFor(EMPTY_CONFIG, "main.sdesign");
  return { design, facts: factsOf(design), sources: workspace, problems: [], settings: () => settings };
}

describe("a run", () => {
  it("reports in the order of the text, the same each time", () => {
    const [first, second] = [lintOf(SOURCE), lintOf(SOURCE)].map((findings) => brief(SOURCE, findings));
    expect(first).toEqual(second);
    const starts = lintOf(SOURCE).map(({ place }) => place.origin.chunk.start + place.span.start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(starts.length).toBeGreaterThan(3);
  });

  it("can be cancelled between rules", () => {
    let asked = 0;
    expect(lint({ ...inputOf(SOURCE), cancelled: () => ++asked > 5 })).toBeUndefined();
    expect(asked).toBe(6);
  });

  it("pauses after each rule", () => {
    const steps = lintSteps(inputOf(SOURCE));
    let pauses = 0;
    while (!steps.next().done) pauses++;
    const on = [...rules.values()].filter(({ severity }) => severity !== "off");
    expect(pauses).toBe(on.length);
  });

  it("times each rule with the clock that it is given", () => {
    let now = 0;
    const times = new Map<string, number>();
    const stopwatch = { now: () => now++, took: (rule: string, time: number) => times.set(rule, time) };
    lint({ ...inputOf(SOURCE), stopwatch });
    expect([...times.values()].every((time) => time === 1)).toBe(true);
    expect(times.has("spof/component")).toBe(true);
  });

  it("goes on when a rule fails, and tells", () => {
    const failed: string[] = [];
    const input = inputOf(SOURCE);
    const design = {
      ...input.design,
      all: ((of: "decision") => {
        if (of === "decision") throw new Error("broken");
        return input.design.all(of);
      }) as typeof input.design.all,
    };
    const findings = lint({ ...input, design, failed: (rule) => failed.push(rule) });
    expect(failed).toContain("trace/undecided");
    expect(findings?.some(({ rule }) => rule === "data/no-key")).toBe(true);
    expect(() => lint({ ...input, design })).toThrow("broken");
  });

  it("runs only the rules that it is asked for, and says nothing of suppressions then", () => {
    const source = `// sdesign-ignore data/no-key: none\n${SOURCE}`;
    const findings = lint({ ...inputOf(source), only: new Set(["trace/undecided"]) });
    expect(findings?.map(({ rule }) => rule)).toEqual(["trace/undecided"]);
  });
});

describe("severities", () => {
  const severityOf = (rule: string, options: Parameters<typeof lintOf>[1]) =>
    lintOf(SOURCE, options).find((finding) => finding.rule === rule)?.severity;

  it.each([
    ["spof/component", {}, "information"],
    ["spof/component", { preset: "strict" }, "warning"],
    ["spof/component", { rules: { "spof/*": "error" } }, "error"],
    ["spof/component", { rules: { "spof/component": "off" } }, undefined],
    ["trace/undecided", { preset: "strict" }, "warning"],
    ["data/no-key", {}, "warning"],
    ["data/no-key", { rules: { "*": "information" } }, "information"],
  ] as const)("%s with %j: %s", (rule, options, expected) => {
    expect(severityOf(rule, options)).toBe(expected);
  });

  it("a rule's options change what it finds", () => {
    const source = `requirements { functional A "A person can a"; functional B "A person can b" }`;
    const found = (most: number) =>
      lintOf(source, { options: { "trace/too-many-musts": { most } } }).filter(
        ({ rule }) => rule === "trace/too-many-musts",
      );
    expect(found(1)).toHaveLength(1);
    expect(found(2)).toHaveLength(0);
  });

  it("values that are out of range are findings", () => {
    const source = `service A { replicas: -3 }`;
    expect(brief(source, lintOf(source)).some((line) => line.startsWith("value/range"))).toBe(true);
  });
});
