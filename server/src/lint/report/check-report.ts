/** What a check found, at positions instead of offsets: what every output format is written from. */

import type { Severity } from "../finding.ts";

/** 0-based, in UTF-16 code units, as in the LSP. */
export interface ReportPosition {
  readonly line: number;
  readonly character: number;
}

export interface ReportRange {
  readonly start: ReportPosition;
  readonly end: ReportPosition;
}

export interface ReportedFinding {
  /** The path as people are shown it. */
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: ReportRange;
  readonly related: readonly { readonly file: string; readonly range: ReportRange; readonly message: string }[];
  readonly url: string;
  readonly fixable: boolean;
  /** The text of the line that it begins in: what tells it apart from others when lines move. */
  readonly line: string;
}

export interface CheckReport {
  /** Every file that was looked at, those without findings too. */
  readonly files: readonly string[];
  readonly findings: readonly ReportedFinding[];
}

export type Summary = Readonly<Record<Severity, number>>;

/** How many findings there are of each severity. */
export function summaryOf(findings: readonly { readonly severity: Severity }[]): Summary {
  const summary = { error: 0, warning: 0, information: 0 };
  for (const { severity } of findings) summary[severity]++;
  return summary;
}

/** `1 error`, `2 errors`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
