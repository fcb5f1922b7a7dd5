/** Runs the rules over a design. */

import type { Facts } from "../analysis/facts.ts";
import type { Design } from "../model/design.ts";
import { AuthorText, type Sources } from "./author-text.ts";
import { findingSeverity, type Settings } from "./config.ts";
import type { Finding, Severity } from "./finding.ts";
import { withRemoval } from "./removals.ts";
import type { Report, Rule, RuleContext } from "./rule.ts";
import { rules } from "./rules/index.ts";
import { type Silence, suppress } from "./suppression.ts";

export interface LintInput {
  readonly design: Design;
  readonly facts: Facts;
  readonly sources: Sources;
  /** What parsing, linking and evaluating found in the design's files; see problems.ts and number-problems.ts. */
  readonly problems: readonly Finding[];
  /** What is configured for a file. */
  settings(uri: string): Settings;
  /** Asked between rules: whether the answer is no longer wanted. */
  cancelled?(): boolean;
  /** Times each rule with a clock of the caller's. */
  readonly stopwatch?: { now(): number; took(rule: string, milliseconds: number): void };
  /** Told when a rule fails, which then has no findings; without it the error is thrown. */
  failed?(rule: string, error: unknown): void;
  /** Told of what the author has silenced. */
  silenced?(silences: readonly Silence[]): void;
  /** The rules to run; all of them when left out. */
  readonly only?: ReadonlySet<string>;
}

/** The findings of a design in the order of its files, or undefined when cancelled. */
export function lint(input: LintInput): readonly Finding[] | undefined {
  const steps = lintSteps(input);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Like {@link lint}, pausing after each rule so that the caller can do something else in between. */
export function* lintSteps(input: LintInput): Generator<void, readonly Finding[] | undefined> {
  const { design, stopwatch } = input;
  const author = new AuthorText(input.sources);
  const settings = memoised(input.settings);
  const findings: Finding[] = [];
  for (const finding of input.problems) {
    const severity = settings(finding.place.origin.uri).severity(finding.rule, finding.severity);
    if (severity === "off") continue;
    findings.push(withRemoval(author, severity === finding.severity ? finding : { ...finding, severity }));
  }
  for (const rule of rules.values()) {
    if (input.only && !input.only.has(rule.id)) continue;
    if (design.files.every((uri) => settings(uri).severity(rule.id) === "off")) continue;
    if (input.cancelled?.()) return undefined;
    const from = stopwatch?.now() ?? 0;
    run(rule, input, author, settings, findings);
    stopwatch?.took(rule.id, stopwatch.now() - from);
    yield;
  }
  const { findings: left, silenced, reports } = suppress(findings, design.files, author, settings);
  input.silenced?.(silenced);
  // A partial run can't tell what a suppression is for.
  const all = input.only ? left : [...left, ...reports];
  return inOrder(all, design.files);
}

function run(
  rule: Rule,
  input: LintInput,
  author: AuthorText,
  settings: (uri: string) => Settings,
  into: Finding[],
): void {
  const { design, facts } = input;
  const own = settings(design.uri);
  const report = (report: Report): void => {
    const { severity: stated, related = [], fixes = [], ...rest } = report;
    const severity = findingSeverity(rule, settings(report.place.origin.uri), stated);
    if (severity !== "off") into.push({ rule: rule.id, severity, related, fixes, ...rest });
  };
  const context: RuleContext = {
    design,
    facts,
    options: own.options(rule.id),
    strict: own.preset === "strict",
    author,
    text: (origin) => author.chunk(origin),
    report,
  };
  if (!input.failed) {
    rule.check(context);
    return;
  }
  try {
    rule.check(context);
  } catch (error) {
    input.failed(rule.id, error);
  }
}

function memoised(settings: (uri: string) => Settings): (uri: string) => Settings {
  const known = new Map<string, Settings>();
  return (uri) => {
    let found = known.get(uri);
    if (!found) {
      found = settings(uri);
      known.set(uri, found);
    }
    return found;
  };
}

const LOUDNESS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

/** Findings by file, then by place, the severest first: the same order for the same design. */
export function inOrder(findings: readonly Finding[], files: readonly string[]): readonly Finding[] {
  const rank = new Map(files.map((uri, index) => [uri, index]));
  const fileOf = ({ place }: Finding): number => rank.get(place.origin.uri) ?? files.length;
  const start = ({ place }: Finding): number => place.origin.chunk.start + place.span.start;
  return findings.toSorted(
    (a, b) =>
      fileOf(a) - fileOf(b) ||
      start(a) - start(b) ||
      LOUDNESS[a.severity] - LOUDNESS[b.severity] ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}
