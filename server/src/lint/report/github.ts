/**
 * The findings of a check as workflow commands of GitHub Actions, which become annotations of the changed lines:
 * `::error file=shop.sdesign,line=3,col=1,endLine=3,endColumn=8,title=spof/component::message`.
 */

import type { Severity } from "../finding.ts";
import { type CheckReport, publishedPage, type ReportedFinding } from "./check-report.ts";

/** In the order in which they are written: a step shows ten annotations of each kind, a run fifty in all. */
const COMMANDS: ReadonlyMap<Severity, string> = new Map([
  ["error", "error"],
  ["warning", "warning"],
  ["information", "notice"],
]);

/** A command for each finding, the gravest first. Empty where there are none. Paths have to begin at the repository. */
export function githubCommands({ findings }: CheckReport): string {
  return [...COMMANDS]
    .flatMap(([severity, command]) =>
      findings.filter((finding) => finding.severity === severity).map((finding) => line(command, finding)),
    )
    .join("\n");
}

function line(command: string, finding: ReportedFinding): string {
  const { file, range, rule, message } = finding;
  const { start, end } = range;
  const properties: [string, string | number][] = [
    ["file", file],
    ["line", start.line + 1],
    ["endLine", end.line + 1],
  ];
  // Columns of a range over several lines are refused.
  if (start.line === end.line) properties.push(["col", start.character + 1], ["endColumn", end.character + 1]);
  properties.push(["title", rule]);
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${command} ${written.join(",")}::${escapeData(`${message} ${publishedPage(finding)}`.trimEnd())}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
