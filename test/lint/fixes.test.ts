/** Fixes keep to the author's text, however it is laid out. What they resolve is tested beside their rules. */

import { describe, expect, it } from "vitest";
import type { Finding, Fix } from "../../server/src/lint/finding.ts";
import type { Rule } from "../../server/src/lint/rule.ts";
import { rules } from "../../server/src/lint/rules/index.ts";
import { applied, brief, type LintOptions, lintOf } from "./lint-of.ts";

const fixable = [...rules.values()].filter((rule) => rule.fixable);

function lintFor(rule: Rule, source: string): readonly Finding[] {
  const settings: LintOptions = rule.severity === "off" ? { rules: { [rule.id]: "warning" } } : {};
  return lintOf(source, settings);
}

const mistakes = (source: string, findings: readonly Finding[]): readonly string[] =>
  brief(
    source,
    findings.filter(({ rule }) => /^(syntax|link|value)\//.test(rule)),
  );

/** The same design as others would write it. */
const layouts: readonly (readonly [name: string, lay: (source: string) => string])[] = [
  ["as in the documentation", (source) => source],
  ["with the line ends of Windows", (source) => source.replaceAll("\n", "\r\n")],
  ["indented by tabs", (source) => source.replace(/^( {2})+/gm, (spaces) => "\t".repeat(spaces.length / 2))],
  ["indented by four", (source) => source.replace(/^( {2})+/gm, (spaces) => spaces + spaces)],
  [
    "with a comment behind every line",
    (source) =>
      source
        .split("\n")
        .map((line, index) => (/\S/.test(line) && !line.includes("//") ? `${line} // line ${index}` : line))
        .join("\n"),
  ],
  ["with a comment at the end and no line end", (source) => `${source.trimEnd()}\n// the end`],
  ["after a comment of emoji", (source) => `/* 🎫🎫 */\n${source}`],
];

describe.each(layouts)("fixes of a design %s", (name, lay) => {
  it.each(fixable.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
    const source = lay(rule.documentation.failing);
    const before = lintFor(rule, source);
    const own = before.filter((finding) => finding.rule === id);
    expect(brief(source, own), source).not.toEqual([]);
    const fixes = own.flatMap((finding) => finding.fixes);
    expect(fixes.length, source).toBeGreaterThan(0);
    for (const fix of fixes) {
      const fixed = applied(source, fix);
      const shown = `${fix.title}:\n${fixed}`;
      const after = lintFor(rule, fixed);
      expect(mistakes(fixed, after), shown).toEqual(mistakes(source, before));
      expect(after.filter((finding) => finding.rule === id).length, shown).toBeLessThan(own.length);
      if (name.includes("Windows")) expect(fixed.replaceAll("\r\n", ""), shown).not.toContain("\n");
      if (source.includes("\t")) expect(fixed, shown).not.toMatch(/^ {2}/m);
      if (!id.startsWith("suppression/")) expect(comments(fixed), shown).toEqual(comments(source));
      expect(untidy(fixed), shown).toEqual(untidy(source));
      expect(kept(source, fixed, fix), shown).toBe(true);
    }
  });
});

describe("what one fix does, no other rule takes back", () => {
  const cases: readonly (readonly [rule: string, title: RegExp, source: string])[] = [
    ["spof/no-balancer", /balancer/, "actor U\nservice S { replicas: 2 }\nU -> S\nflow F {\n  U -> S\n}"],
    [
      "data/replication-too-low",
      /copies/,
      "durability K >= 99.99% for E\nentity E { id int [pk] }\nsql_database D { stores: E, backup: true, replicas: 1 }\nservice S\nS -> D { timeout: 1 s }",
    ],
    [
      "capacity/exceeded",
      /^Run/,
      "actor U { load: 9k req/s }\nsql_database D { capacity: 2k req/s }\nservice S { replicas: 9, capacity: 9k req/s }\nU -> S -> D { timeout: 1 s }",
    ],
    ["spof/no-failover", /majority of 5/, "coordinator Z { replicas: 4 }\nservice S\nS -> Z { timeout: 1 s }"],
    ["nfr/missing-security", /security/, "system S\nactor U\napi A { GET /x }\nservice B { serves: A }\nU -> B"],
  ];

  it.each(cases)("%s", (rule, title, source) => {
    const before = lintOf(source);
    const fix = before.find((finding) => finding.rule === rule)?.fixes.find((each) => title.test(each.title));
    if (!fix) throw new Error(`no such fix of ${brief(source, before).join(", ")}`);
    const fixed = applied(source, fix);
    const known = new Set(before.map((finding) => finding.rule));
    const added = lintOf(fixed).filter((finding) => !known.has(finding.rule));
    expect(brief(fixed, added), fixed).toEqual([]);
    expect(
      brief(fixed, lintOf(fixed)).filter((found) => found.startsWith(rule)),
      fixed,
    ).toEqual([]);
  });
});

const comments = (source: string): readonly string[] => source.match(/\/\/ (line \d+|the end)|\/\*.*\*\//g) ?? [];

/** Lines with space at their end, and heaps of blank ones. */
const untidy = (source: string): readonly string[] => source.match(/[ \t]+(?=\r?$)|(?:\r?\n){4,}/gm) ?? [];

/** Whether what is left of the source after its replaced parts stands in the result, in order. */
function kept(source: string, fixed: string, fix: Fix): boolean {
  const edits = fix.edits
    .map(({ origin, start, end }) => ({ start: origin.chunk.start + start, end: origin.chunk.start + end }))
    .sort((one, other) => one.start - other.start);
  let from = 0;
  let at = 0;
  for (const { start, end } of [...edits, { start: source.length, end: source.length }]) {
    const part = source.slice(from, start);
    const found = fixed.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
    from = end;
  }
  return true;
}
