/** Every rule holds what its documentation says: the examples are the tests. */

import { describe, expect, it } from "vitest";
import type { Rule } from "../../server/src/lint/rule.ts";
import { ruleGroups, rules } from "../../server/src/lint/rules/index.ts";
import { applied, brief, type LintOptions, lintOf } from "./lint-of.ts";

/** The recommended preset, with a rule that is off in it switched on. */
function settingsOf(rule: Rule): LintOptions {
  return rule.severity === "off" ? { rules: { [rule.id]: "warning" } } : {};
}

function findings(rule: Rule, source: string) {
  return lintOf(source, settingsOf(rule)).filter((finding) => finding.rule === rule.id);
}

function errors(source: string): readonly string[] {
  return brief(
    source,
    lintOf(source).filter(({ rule }) => /^(syntax|link|value)\//.test(rule)),
  );
}

describe.each(ruleGroups.map((group) => [group.name, group] as const))("%s", (name, group) => {
  it.each(group.rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
    const { failing, passing } = rule.documentation;
    expect(id.startsWith(`${name}/`)).toBe(true);
    expect(errors(failing), failing).toEqual([]);
    expect(errors(passing), passing).toEqual([]);
    const found = findings(rule, failing);
    expect(brief(failing, found), failing).toHaveLength(1);
    expect(brief(passing, findings(rule, passing)), passing).toEqual([]);
    const [finding] = found;
    expect(finding?.fixes.length ? "fixable" : "not fixable", failing).toBe(rule.fixable ? "fixable" : "not fixable");
    for (const fix of finding?.fixes ?? []) {
      const fixed = applied(failing, fix);
      expect(errors(fixed), `${fix.title}:\n${fixed}`).toEqual([]);
      expect(brief(fixed, findings(rule, fixed)), `${fix.title}:\n${fixed}`).toEqual([]);
    }
  });
});

it("no two rules share an id", () => {
  expect(rules.size).toBe(ruleGroups.flatMap((group) => group.rules).length);
});

it.each([...rules.values()].map((rule) => [rule.id, rule] as const))("%s speaks in whole sentences", (_, rule) => {
  for (const finding of findings(rule, rule.documentation.failing)) {
    expect(finding.message).toMatch(/^[`"A-Z0-9“].*[.?!]$/s);
    expect(finding.message).not.toMatch(/undefined|NaN|\[object/);
  }
});
