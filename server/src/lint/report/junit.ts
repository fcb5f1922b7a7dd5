/**
 * The findings of a check as JUnit XML, which Jenkins, GitLab and others show as tests: a suite for each file, a case
 * for each finding. What makes the check fail is a failure, the rest is skipped, and a file without findings passes.
 */

import { type CheckReport, publishedPage, type ReportedFinding, summaryOf } from "./check-report.ts";

/** The document, without a line end behind it; valid by the schema of Jenkins. */
export function junit(report: CheckReport): string {
  const byFile = new Map<string, ReportedFinding[]>(report.files.map((file) => [file, []]));
  for (const finding of report.findings) {
    const own = byFile.get(finding.file);
    if (own) own.push(finding);
    else byFile.set(finding.file, [finding]);
  }
  const suites = [...byFile].map(([file, findings]) => suite(report, file, findings));
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="sdesign">', ...suites, "</testsuites>"].join(
    "\n",
  );
}

function suite(report: CheckReport, file: string, findings: readonly ReportedFinding[]): string {
  const failures = findings.filter(({ severity }) => report.fails(severity)).length;
  const counts = {
    tests: Math.max(1, findings.length),
    failures,
    errors: 0,
    skipped: findings.length - failures,
    time: 0,
  };
  const className = file.replace(/\.sdesign$/, "");
  const cases = findings.map((finding) => testCase(report, className, finding));
  const { error, warning, information } = summaryOf(findings);
  const passed = `    <testcase${attributes({ classname: className, name: "no findings", time: 0 })}/>`;
  const properties = Object.entries({ error, warning, information }).map(
    ([name, value]) => `      <property${attributes({ name, value })}/>`,
  );
  return [
    `  <testsuite${attributes({ name: file, ...counts })}>`,
    "    <properties>",
    ...properties,
    "    </properties>",
    ...(cases.length === 0 ? [passed] : cases),
    "  </testsuite>",
  ].join("\n");
}

function testCase(report: CheckReport, classname: string, finding: ReportedFinding): string {
  const { rule, severity, message, range, file, related } = finding;
  const at = position(range.start);
  const story = related.map((each) => `\n${each.file}:${position(each.range.start)}: ${each.message}`).join("");
  const text = `${file}:${at}: ${severity}: ${message}${story}\n${publishedPage(finding)}`.trimEnd();
  const outcome = report.fails(severity)
    ? `<failure${attributes({ type: rule, message })}>${escapeXml(text)}</failure>`
    : `<skipped>${escapeXml(text)}</skipped>`;
  const name = `${rule} at ${at}`;
  return [`    <testcase${attributes({ classname, name, time: 0 })}>`, `      ${outcome}`, "    </testcase>"].join(
    "\n",
  );
}

function position({ line, character }: { readonly line: number; readonly character: number }): string {
  return `${line + 1}:${character + 1}`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replaceAll("\n", "&#10;")}"`)
    .join("");
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
  ["\t", "&#9;"],
  ["\r", "&#13;"],
]);

/** Text for XML 1.0, which has no word for most control characters and for halves of a pair: they are replaced. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"'\t\r]/g, (character) => ENTITIES.get(character) ?? character);
}
