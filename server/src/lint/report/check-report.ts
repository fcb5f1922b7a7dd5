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

export interface ReportedFix {
  readonly title: string;
  /** May be applied without looking. */
  readonly safe: boolean;
  readonly edits: readonly { readonly file: string; readonly range: ReportRange; readonly text: string }[];
}

export interface ReportedFinding {
  /** The path, with forward slashes. */
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  /** One line. */
  readonly message: string;
  readonly range: ReportRange;
  readonly related: readonly { readonly file: string; readonly range: ReportRange; readonly message: string }[];
  /** The page of the rule: where it is published, else the file that comes with the tool; empty where there is none. */
  readonly url: string;
  /** Whether there is a way to resolve it besides suppressing it, one with placeholders included. */
  readonly fixable: boolean;
  /** The ways to resolve it that leave nothing to be filled in. */
  readonly fixes: readonly ReportedFix[];
  /** Tells it apart from others and stays the same when its line moves: a hash in hexadecimal digits. */
  readonly fingerprint: string;
}

/** A finding that its author has silenced. */
export interface SilencedFinding extends ReportedFinding {
  readonly reason: string;
}

/** A finding that is no more, because its fix was applied. */
export interface FixedFinding {
  readonly file: string;
  readonly rule: string;
  readonly title: string;
}

export interface CheckReport {
  /** The version of the tool. */
  readonly version: string;
  /** The web address of the project, where it has one. */
  readonly project?: string | undefined;
  /** Every file that was looked at, those without findings too. */
  readonly files: readonly string[];
  readonly findings: readonly ReportedFinding[];
  /** What is silenced in the files, with the reasons; absent where nobody asked. */
  readonly silenced?: readonly SilencedFinding[];
  /** What was fixed; absent where nothing was asked to be. */
  readonly fixed?: readonly FixedFinding[];
  /** Whether a finding of a severity makes the check fail. */
  fails(severity: Severity): boolean;
}

/** A rule's page, where others than the machine that made the report can open it; else empty. */
export function publishedPage({ url }: ReportedFinding): string {
  return /^https?:/.test(url) ? url : "";
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
