/** Reports of findings whose names and words were chosen to break them. */

import { describe, expect, it } from "vitest";
import type { Severity } from "../../../server/src/lint/finding.ts";
import type { CheckReport, ReportedFinding } from "../../../server/src/lint/report/check-report.ts";
import { githubCommands } from "../../../server/src/lint/report/github.ts";
import { junit } from "../../../server/src/lint/report/junit.ts";
import { sarif } from "../../../server/src/lint/report/sarif.ts";
import { junitMistakes, sarifMistakes } from "./judges.ts";

const WORDS = [
  "plain",
  '"quoted" & <b>bold</b> \' ]]> <!-- -- --> <![CDATA[',
  "100% %0A::error::x",
  "line\nbreak\r\n::error file=x::injected",
  "a:b,c=d;e::f",
  "\u0000\u0001\u001b[31m\u007f\ufffe\uffff",
  "half \ud83c a pair \udfab",
  "🎫 مرحبا \u202eabc",
  "[link](https://example.com) {0} ${x}",
  "&amp; &#x0; &undefined;",
];
const FILES = [
  "shop.sdesign",
  "a b/ü %41#?&.sdesign",
  "C:/shop.sdesign",
  "/plans/out side.sdesign",
  "::error::.sdesign",
];

function finding(file: string, message: string, severity: Severity): ReportedFinding {
  const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } };
  return {
    file,
    rule: "spof/component",
    severity,
    message,
    range,
    related: [{ file, range, message }],
    url: "https://example.com/rule.md",
    fixable: true,
    fixes: [{ title: message, safe: true, edits: [{ file, range, text: message }] }],
    fingerprint: "00ff",
  };
}

function report(findings: readonly ReportedFinding[], files: readonly string[] = FILES): CheckReport {
  return { version: "1.2.3", files, findings, fails: (severity) => severity === "error" };
}

const severities: readonly Severity[] = ["error", "warning", "information"];
const attack = report(
  WORDS.flatMap((word, index) => FILES.map((file) => finding(file, word, severities[index % 3] ?? "error"))),
  [...FILES, ...WORDS.map((word) => `${word}.sdesign`)],
);

describe("sarif", () => {
  const log = (of: CheckReport) => JSON.parse(sarif(of)).runs[0];

  it.each([
    ["attacks", attack],
    ["no findings", report([])],
    ["no files", report([], [])],
    ["a rule of the tool", report([{ ...finding("a.sdesign", "x", "error"), rule: "syntax/separator" }])],
    ["a rule that is off", report([{ ...finding("a.sdesign", "x", "warning"), rule: "style/name-case" }])],
  ])("is valid: %s", (_, of) => {
    expect(sarifMistakes(sarif(of))).toEqual([]);
  });

  it("lists what is suppressed where it is asked for, as suppressed", () => {
    const silent = (reason: string) => ({ ...finding("a.sdesign", "x", "warning"), reason });
    const asked = { ...report([finding("a.sdesign", "y", "error")]), silenced: [silent("because"), silent("")] };
    expect(sarifMistakes(sarif(asked))).toEqual([]);
    expect(log(asked).results.map((each: { suppressions: unknown }) => each.suppressions)).toEqual([
      [],
      [{ kind: "inSource", justification: "because" }],
      [{ kind: "inSource" }],
    ]);
  });

  it("is judged by a schema that says no", () => {
    expect(sarifMistakes(sarif(attack).replace('"level": "error"', '"level": "severe"'))).not.toEqual([]);
  });

  it("says where, why and how to resolve it", () => {
    const run = log(report([finding("a b/ü.sdesign", "Bad.", "information")], []));
    expect(run.columnKind).toBe("utf16CodeUnits");
    expect(run.tool.driver).toMatchObject({ name: "sdesign", version: "1.2.3" });
    const [rule] = run.tool.driver.rules;
    expect(rule).toMatchObject({ id: "spof/component", defaultConfiguration: { level: "warning" } });
    expect(rule.helpUri).toBe("https://example.com/rule.md");
    expect(rule.help.markdown).toContain("```sdesign\n");
    const [result] = run.results;
    expect(result).toMatchObject({ ruleId: "spof/component", ruleIndex: 0, level: "note", message: { text: "Bad." } });
    const region = { startLine: 3, startColumn: 5, endLine: 3, endColumn: 10 };
    const artifactLocation = { uri: "a%20b/%C3%BC.sdesign", uriBaseId: "%SRCROOT%", index: 0 };
    expect(result.locations).toEqual([{ physicalLocation: { artifactLocation, region } }]);
    expect(result.relatedLocations[0]).toMatchObject({ id: 1, message: { text: "Bad." } });
    expect(result.partialFingerprints).toEqual({ "sdesign/v1": "00ff" });
    expect(result.fixes[0].artifactChanges[0].replacements).toEqual([
      { deletedRegion: region, insertedContent: { text: "Bad." } },
    ]);
  });

  it.each([
    ["shop.sdesign", "shop.sdesign"],
    ["a b/c#d?.sdesign", "a%20b/c%23d%3F.sdesign"],
    ["a:b.sdesign", "a%3Ab.sdesign"],
    ["/plans/a b.sdesign", "file:///plans/a%20b.sdesign"],
    ["C:/a b.sdesign", "file:///C:/a%20b.sdesign"],
    ["<stdin>", "%3Cstdin%3E"],
  ])("addresses %s as %s", (file, uri) => {
    const { location } = log(report([], [file])).artifacts[0];
    expect(location.uri).toBe(uri);
    expect(location.uriBaseId).toBe(uri.startsWith("file:") ? undefined : "%SRCROOT%");
  });

  it("lets nobody's title become a link", () => {
    for (const { message } of log(attack).results) expect(message.text).not.toContain("](");
  });
});

describe("github", () => {
  /** Reads a line as the runner of GitHub Actions does. */
  function command(line: string) {
    const [, name, given = "", data = ""] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? [];
    const unescape = (text: string) =>
      text
        .replaceAll("%0D", "\r")
        .replaceAll("%0A", "\n")
        .replaceAll("%3A", ":")
        .replaceAll("%2C", ",")
        .replaceAll("%25", "%");
    const properties = given.split(",").map((property): [string, string] => {
      const at = property.indexOf("=");
      return [property.slice(0, at), unescape(property.slice(at + 1))];
    });
    return { name, properties: Object.fromEntries(properties), data: unescape(data) };
  }

  it("keeps every word inside its command", () => {
    const lines = githubCommands(attack).split("\n");
    expect(lines).toHaveLength(attack.findings.length);
    const told = lines.map(command).map(({ name, properties, data }) => `${name} ${properties.file} ${data}`);
    const names = { error: "error", warning: "warning", information: "notice" };
    const meant = attack.findings.map(
      ({ severity, file, message, url }) => `${names[severity]} ${file} ${message} ${url}`,
    );
    expect(told.sort()).toEqual(meant.sort());
  });

  it("writes one line for a finding, errors first", () => {
    const findings = [finding("a,b.sdesign", "Fix it.", "information"), finding("c.sdesign", "100 %", "error")];
    expect(githubCommands(report(findings))).toBe(
      [
        "::error file=c.sdesign,line=3,endLine=3,col=5,endColumn=10,title=spof/component::100 %25 https://example.com/rule.md",
        "::notice file=a%2Cb.sdesign,line=3,endLine=3,col=5,endColumn=10,title=spof/component::Fix it. https://example.com/rule.md",
      ].join("\n"),
    );
  });

  it("gives no columns to a range over several lines", () => {
    const long = { start: { line: 0, character: 3 }, end: { line: 4, character: 1 } };
    const text = githubCommands(report([{ ...finding("a", "x", "warning"), range: long }]));
    expect(text).toContain("::warning file=a,line=1,endLine=5,title=");
  });

  it("says nothing about nothing", () => {
    expect(githubCommands(report([]))).toBe("");
  });
});

describe("junit", () => {
  it.each([
    ["attacks", attack],
    ["no findings", report([])],
    ["no files", report([], [])],
  ])("is valid: %s", async (_, of) => {
    expect(await junitMistakes(junit(of))).toEqual([]);
  });

  it("is judged by a schema that says no", async () => {
    expect(await junitMistakes(junit(attack).replace("<testcase ", "<test "))).not.toEqual([]);
  });

  it("shows what fails, what does not, and what is fine", () => {
    const findings = [finding("a.sdesign", "Bad.", "error"), finding("a.sdesign", "So so.", "warning")];
    expect(junit(report(findings, ["a.sdesign", "b.sdesign"]))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="sdesign">
  <testsuite name="a.sdesign" tests="2" failures="1" errors="0" skipped="1" time="0">
    <properties>
      <property name="error" value="1"/>
      <property name="warning" value="1"/>
      <property name="information" value="0"/>
    </properties>
    <testcase classname="a" name="spof/component at 3:5" time="0">
      <failure type="spof/component" message="Bad.">a.sdesign:3:5: error: Bad.
a.sdesign:3:5: Bad.
https://example.com/rule.md</failure>
    </testcase>
    <testcase classname="a" name="spof/component at 3:5" time="0">
      <skipped>a.sdesign:3:5: warning: So so.
a.sdesign:3:5: So so.
https://example.com/rule.md</skipped>
    </testcase>
  </testsuite>
  <testsuite name="b.sdesign" tests="1" failures="0" errors="0" skipped="0" time="0">
    <properties>
      <property name="error" value="0"/>
      <property name="warning" value="0"/>
      <property name="information" value="0"/>
    </properties>
    <testcase classname="b" name="no findings" time="0"/>
  </testsuite>
</testsuites>`);
  });
});
