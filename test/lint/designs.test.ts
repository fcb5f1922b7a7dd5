/** Whole designs: every fix does what it says, and no half of a design makes a rule stumble. */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AuthorText } from "../../server/src/lint/author-text.ts";
import type { Finding } from "../../server/src/lint/finding.ts";
import { rules } from "../../server/src/lint/rules/index.ts";
import { suppressionFix } from "../../server/src/lint/suppression.ts";
import { workspaceOf } from "../model/design-of.ts";
import { applied, lintOf, underlined } from "./lint-of.ts";

const folder = new URL("designs/", import.meta.url);
const designs = readdirSync(folder)
  .filter((name) => name.endsWith(".sdesign"))
  .map((name) => [name, readFileSync(new URL(name, folder), "utf8")] as const);
/** Everything that is off is switched on, so that each rule meets each design. */
const everything = Object.fromEntries(
  [...rules.values()].flatMap(({ id, severity }) => (severity === "off" ? [[id, "information"]] : [])),
) as Record<string, "information">;

function identity(source: string, finding: Finding): string {
  return `${finding.rule} '${underlined(source, finding)}'`;
}

function errors(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ rule }) => /^(syntax|link|value)\//.test(rule))
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe.each(designs)("%s", (name, source) => {
  const before = lintOf(source, { rules: everything });

  it("has no error", () => {
    expect(errors(before)).toEqual([]);
  });

  /** Read these lists as a reviewer: is each line worth saying, and is nothing said that is not so? */
  it("gets the findings that were reviewed", async () => {
    const lines = lintOf(source).map((finding) => `${finding.severity} ${identity(source, finding)}`);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`designs/${name.replace(".sdesign", ".findings.txt")}`);
  });

  it("is mended by each fix", () => {
    const count = (findings: readonly Finding[], of: string, text: string): number =>
      findings.filter((finding) => identity(text, finding) === of).length;
    for (const finding of before) {
      for (const fix of finding.fixes) {
        const fixed = applied(source, fix);
        const after = lintOf(fixed, { rules: everything });
        const what = `${identity(source, finding)}, “${fix.title}”`;
        expect(errors(after), `${what}:\n${fixed}`).toEqual([]);
        const id = identity(source, finding);
        expect(count(after, id, fixed), `${what}:\n${fixed}`).toBeLessThan(count(before, id, source));
      }
    }
  });

  it("is silent where a finding is suppressed", () => {
    const author = new AuthorText(workspaceOf(source));
    for (const finding of before) {
      const [fix] = suppressionFix(author, finding);
      const fixed = fix ? applied(source, fix) : source;
      const after = lintOf(fixed, { rules: everything }).map((each) => `${each.rule} ${each.message}`);
      expect(after, fixed).not.toContain(`${finding.rule} ${finding.message}`);
      expect(after.filter((each) => each.startsWith("suppression/"))).toEqual([]);
    }
  });

  it("makes no rule stumble while it is written", () => {
    for (let end = 1; end < source.length; end += 37) expect(() => lintOf(source.slice(0, end))).not.toThrow();
  });
});

it("makes no rule stumble with parts missing", () => {
  const [, source = ""] = designs[0] ?? [];
  const lines = source.split("\n");
  for (const index of lines.keys()) {
    const without = lines.toSpliced(index, 1).join("\n");
    expect(() => lintOf(without), without).not.toThrow();
  }
});
