/** The findings of a check as JSON for scripts; the shape is stable, new members may be added. */

import { type CheckReport, summaryOf } from "./check-report.ts";

/** `{ version, files, findings, fixed?, summary }`, indented, without a line end behind it. */
export function checkJson(report: CheckReport): string {
  const findings = report.findings.map(({ file, rule, severity, message, range, related, url, fixable }) => ({
    file,
    rule,
    severity,
    message,
    range,
    related,
    url,
    fixable,
  }));
  const { files, fixed } = report;
  return JSON.stringify(
    { version: 1, files, findings, ...(fixed ? { fixed } : {}), summary: summaryOf(report.findings) },
    undefined,
    2,
  );
}
