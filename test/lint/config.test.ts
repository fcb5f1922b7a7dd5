import { describe, expect, it } from "vitest";
import { EMPTY_CONFIG, fits, settingsFor, withRules } from "../../server/src/lint/config.ts";
import { configFrom, parseConfig } from "../../server/src/lint/config-file.ts";
import { globMatcher } from "../../server/src/lint/glob.ts";

const settings = (text: string, path = "a.sdesign") => settingsFor(parseConfig(text, "c").config, path);

describe("severities", () => {
  it("are those of the preset", () => {
    expect(settings(`{}`).severity("nfr/missing-scale")).toBe("warning");
    expect(settings(`{}`).severity("suppression/unused")).toBe("information");
    expect(settings(`{ "preset": "strict" }`).severity("suppression/unused")).toBe("warning");
  });

  it("of the more exact pattern win", () => {
    const both = settings(`{ "rules": { "nfr/missing-scale": "error", "nfr/*": "off", "*": "information" } }`);
    expect(both.severity("nfr/missing-scale")).toBe("error");
    expect(both.severity("nfr/missing-latency")).toBe("off");
    expect(both.severity("suppression/unused")).toBe("information");
  });

  it("of overrides win over the others, the last one first", () => {
    const text = `{
      // comments are fine
      "rules": { "nfr/missing-scale": "error" },
      "overrides": [
        { "files": "old/**", "rules": { "nfr/*": "information" } },
        { "files": ["old/very/*.sdesign"], "preset": "strict", "rules": { "nfr/*": "off" } },
      ]
    }`;
    expect(settings(text).severity("nfr/missing-scale")).toBe("error");
    expect(settings(text, "old/a.sdesign").severity("nfr/missing-scale")).toBe("information");
    expect(settings(text, "old/very/a.sdesign").severity("nfr/missing-scale")).toBe("off");
    expect(settings(text, "old/very/a.sdesign").preset).toBe("strict");
  });

  it("of the command line win over all", () => {
    const config = withRules(
      parseConfig(`{ "overrides": [{ "files": ["*"], "rules": { "nfr/*": "off" } }] }`, "c").config,
      [{ pattern: "nfr/*", severity: "error", options: new Map() }],
    );
    expect(settingsFor(config, "a.sdesign").severity("nfr/missing-scale")).toBe("error");
  });

  it("of the tool's own findings can be set, too", () => {
    expect(settings(`{ "rules": { "value/misplaced": "off" } }`).severity("value/misplaced", "warning")).toBe("off");
    expect(settings(`{}`).severity("value/misplaced", "warning")).toBe("warning");
  });

  it("come from an editor's settings in the same form", () => {
    const config = configFrom({ rules: { "nfr/*": "off" } });
    expect(settingsFor(config, "a").severity("nfr/missing-scale")).toBe("off");
    expect(configFrom(undefined)).toEqual(EMPTY_CONFIG);
    expect(configFrom("nonsense")).toEqual(EMPTY_CONFIG);
  });
});

describe("mistakes are findings in the file", () => {
  const cases: readonly (readonly [text: string, expected: string, fixed?: string | undefined])[] = [
    [`{ "preset": "strickt" }`, "config/preset at '\"strickt\"'", `{ "preset": "strict" }`],
    [`{ "rulez": {} }`, "config/key at '\"rulez\"'", `{ "rules": {} }`],
    [
      `{ "rules": { "nfr/missing-scal": "off" } }`,
      "config/rule at '\"nfr/missing-scal\"'",
      `{ "rules": { "nfr/missing-scale": "off" } }`,
    ],
    [`{ "rules": { "nft/*": "off" } }`, "config/rule at '\"nft/*\"'", `{ "rules": { "nfr/*": "off" } }`],
    [`{ "rules": { "nfr/*": "warn" } }`, "config/severity at '\"warn\"'", `{ "rules": { "nfr/*": "warning" } }`],
    [`{ "rules": { "nfr/*": 2 } }`, "config/type at '2'"],
    [`{ "rules": { "nfr/*": { "severity": "off", "nothing": 1 } } }`, "config/option at '\"nothing\"'"],
    [`{ "rules": [] }`, "config/type at '['"],
    [`{ "overrides": [{ "rules": {} }] }`, "config/type at '{'"],
    [`[]`, "config/type at '['"],
    [`{ "preset": "strict", }}`, "config/syntax at '}'"],
    [`{ "__proto__": 1 }`, "config/key at '\"__proto__\"'"],
    [``, "config/syntax at ''"],
  ];
  it.each(cases.map(([text, expected, fixed]) => [text, expected, fixed] as const))("%s", (text, expected, fixed) => {
    const { findings } = parseConfig(text, "file:///c.json");
    const [finding] = findings;
    const { start = 0, end = 0 } = finding?.place.span ?? {};
    expect(findings).toHaveLength(1);
    expect(`${finding?.rule} at '${text.slice(start, end)}'`).toBe(expected);
    expect(finding?.place.origin.uri).toBe("file:///c.json");
    if (fixed === undefined) return;
    const edit = finding?.fixes[0]?.edits[0];
    expect(edit && text.slice(0, edit.start) + edit.text + text.slice(edit.end)).toBe(fixed);
  });

  it("and do not hide what is right", () => {
    const text = `{ "rules": { "nonsense": "off", "nfr/missing-scale": "off" } }`;
    expect(settings(text).severity("nfr/missing-scale")).toBe("off");
  });
});

describe("files", () => {
  it.each([
    ["*.sdesign", "a.sdesign", true],
    ["*.sdesign", "deep/er/a.sdesign", true],
    ["./*.sdesign", "deep/a.sdesign", false],
    ["old/**", "old/a/b.sdesign", true],
    ["old/**", "older/a.sdesign", false],
    ["**/old/*.sdesign", "old/a.sdesign", true],
    ["**/old/*.sdesign", "x/old/a.sdesign", true],
    ["{a,b}/*.sdesign", "b/x.sdesign", true],
    ["a?c.sdesign", "abc.sdesign", true],
    ["a.c", "abc", false],
    ["a{b", "a{b", true],
    ["[(+", "[(+", true],
    ["**", "a/b.sdesign", true],
    ["**/**/x", "x", true],
    ["**/b/**", "a/b/c/d", true],
    ["**/b", "ab", false],
    ["a/**/b", "a/b", true],
    ["a/**/b", "a/x/y/b", true],
    ["a/**/b", "ab", false],
    ["a/*", "a/b/c", false],
    ["{a,b{c,d}}", "bd", true],
    ["{a,b{c,d}}", "b", false],
    ["{,x}a", "a", true],
    ["{a,b}}", "b}", true],
    ["a,b", "a,b", true],
    ["?", "🎫", true],
    ["", "a", false],
  ])("%s fits %s: %s", (pattern, path, expected) => {
    expect(globMatcher(pattern)(path)).toBe(expected);
  });

  it("are matched soon, whoever wrote the pattern", () => {
    const began = performance.now();
    for (const part of ["*a", "**/", "{a,aa}", "{*,**}", "?*"]) {
      const matches = globMatcher(`${part.repeat(50)}!`);
      expect(matches("a".repeat(500))).toBe(false);
      expect(matches("a/".repeat(250))).toBe(false);
    }
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

it.each([
  ["*", "spof/component", true],
  ["spof/*", "spof/component", true],
  ["spof/*", "spofs/component", false],
  ["spof/component", "spof/connection", false],
])("the pattern %s and %s: %s", (pattern, id, expected) => {
  expect(fits(pattern, id)).toBe(expected);
});
