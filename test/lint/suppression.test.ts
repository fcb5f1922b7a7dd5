import { describe, expect, it } from "vitest";
import { AuthorText } from "../../server/src/lint/author-text.ts";
import { suppressionFix } from "../../server/src/lint/suppression.ts";
import { workspaceOf } from "../model/design-of.ts";
import { applied, brief, lintOf } from "./lint-of.ts";

const OPEN = `actor Buyer\nservice Backend\nBuyer -> Backend`;

function rulesOf(source: string): readonly string[] {
  return brief(source, lintOf(source)).filter((line) => /^(nfr\/missing-(availability|scale)|suppression)/.test(line));
}

describe("suppressions", () => {
  const cases: readonly (readonly [name: string, source: string, expected: readonly string[]])[] = [
    ["none", `system S\n${OPEN}`, ["nfr/missing-availability at 'S'", "nfr/missing-scale at 'S'"]],
    [
      "the next statement",
      `// sdesign-ignore nfr/missing-availability: a toy\nsystem S\n${OPEN}`,
      ["nfr/missing-scale at 'S'"],
    ],
    ["two rules", `// sdesign-ignore nfr/missing-availability, nfr/missing-scale: a toy\nsystem S\n${OPEN}`, []],
    ["a wildcard", `// sdesign-ignore nfr/*: a toy\nsystem S\n${OPEN}`, []],
    ["the whole file", `system S\n${OPEN}\n// sdesign-ignore-file nfr/*: a toy\n`, []],
    ["a documented statement", `// sdesign-ignore nfr/*: a toy\n/// doc\nsystem S\n${OPEN}`, []],
    [
      "without a reason",
      `// sdesign-ignore nfr/*\nsystem S\n${OPEN}`,
      ["suppression/no-reason at '// sdesign-ignore nfr/*'"],
    ],
    [
      "too far away",
      `// sdesign-ignore nfr/*: a toy\nactor Other\nsystem S\n${OPEN}`,
      [
        "suppression/unused at '// sdesign-ignore nfr/*: a toy'",
        "nfr/missing-availability at 'S'",
        "nfr/missing-scale at 'S'",
      ],
    ],
    [
      "one of two is unused",
      `// sdesign-ignore nfr/*, data/no-key: a toy\nsystem S\n${OPEN}`,
      ["suppression/unused at 'data/no-key'"],
    ],
    [
      "nothing behind it",
      `system S\nrequirements { availability A >= 99%; throughput T >= 1 req/s }\n${OPEN}\n// sdesign-ignore nfr/*: x`,
      ["suppression/unused at '// sdesign-ignore nfr/*: x'"],
    ],
    [
      "another comment",
      `// sdesign-ignored or not\nsystem S\n${OPEN}`,
      ["nfr/missing-availability at 'S'", "nfr/missing-scale at 'S'"],
    ],
  ];
  it.each(cases)("%s", (_, source, expected) => {
    expect(rulesOf(source), source).toEqual(expected);
  });

  it("of what is switched off are not missed", () => {
    const source = "// sdesign-ignore spof/*: a toy\nactor A";
    const off = lintOf(source, { rules: { "spof/*": "off" } });
    expect(brief(source, lintOf(source)).join()).toContain("suppression/unused");
    expect(brief(source, off).join()).not.toContain("suppression/unused");
  });

  it("inside a body", () => {
    const source = `domain D {\n  // sdesign-ignore value/misplaced: a plan\n  service A { hit_ratio: 5 }\n  service B { ttl: 5 s }\n}`;
    const values = brief(source, lintOf(source)).filter((line) => line.includes("misplaced"));
    expect(values.every((line) => !line.includes("hit_ratio"))).toBe(true);
  });

  it("unused ones are removed by their fix", () => {
    const cases = [
      [`// sdesign-ignore data/no-key: old\nactor A`, `actor A`],
      [`/// doc\n// sdesign-ignore data/no-key: old\nactor A`, `/// doc\nactor A`],
      [`service X { // sdesign-ignore data/no-key: old\n}`, `service X { \n}`],
    ] as const;
    for (const [source, expected] of cases) {
      const [finding] = lintOf(source).filter(({ rule }) => rule === "suppression/unused");
      expect(finding?.tags).toEqual(["unnecessary"]);
      const [fix] = finding?.fixes ?? [];
      expect(fix?.safe).toBe(true);
      expect(fix && applied(source, fix)).toBe(expected);
    }
  });

  it("names what may have been meant", () => {
    const [finding] = lintOf(`// sdesign-ignore nfr/missing-availabilty: x\nactor A`);
    expect(finding?.message).toContain("Did you mean `nfr/missing-availability`?");
  });
});

describe("suppressing a finding", () => {
  const cases: readonly (readonly [source: string, expected: string])[] = [
    [`system S\n${OPEN}`, `// sdesign-ignore nfr/missing-availability: why this is fine\nsystem S\n${OPEN}`],
    [
      `actor Z\n/// doc\nsystem S\n${OPEN}`,
      `actor Z\n// sdesign-ignore nfr/missing-availability: why this is fine\n/// doc\nsystem S\n${OPEN}`,
    ],
  ];
  it.each(cases)("%s", (source, expected) => {
    const [finding] = lintOf(source).filter(({ rule }) => rule === "nfr/missing-availability");
    const [fix] = finding ? suppressionFix(new AuthorText(workspaceOf(source)), finding) : [];
    const fixed = fix ? applied(source, fix) : "no fix";
    expect(fixed).toBe(expected);
    expect(rulesOf(fixed)).not.toContain("nfr/missing-availability at 'S'");
  });

  it("goes above the innermost statement that begins a line", () => {
    const source = `domain D {\n    service A { replicas: 2, failover: sometimes }\n}`;
    const [finding] = lintOf(source).filter(({ rule }) => rule.startsWith("value/"));
    const [fix] = finding ? suppressionFix(new AuthorText(workspaceOf(source)), finding) : [];
    expect(fix && applied(source, fix)).toBe(
      `domain D {\n    // sdesign-ignore ${finding?.rule}: why this is fine\n    service A { replicas: 2, failover: sometimes }\n}`,
    );
  });
});
