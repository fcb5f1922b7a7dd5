/** What is wrong with the numbers of a design, as evaluating them found it, as findings. */

import type { Facts } from "../analysis/facts.ts";
import { designProblems } from "../estimate/design-problems.ts";
import type { EstimateProblem } from "../estimate/problem.ts";
import type { Finding, Fix } from "./finding.ts";
import { fix } from "./fixes.ts";
import type { Report, RuleContext } from "./rule.ts";

/** The probability that an assertion about ranges must reach, in percent. */
export const CONFIDENCE_PERCENT = 95;

const known = new WeakMap<Facts, Map<number, readonly EstimateProblem[]>>();

function problemsOf(facts: Facts, percent: number): readonly EstimateProblem[] {
  const byPercent = known.get(facts) ?? new Map<number, readonly EstimateProblem[]>();
  known.set(facts, byPercent);
  let problems = byPercent.get(percent);
  if (!problems) {
    problems = designProblems(facts.design, facts.evaluation, percent / 100);
    byPercent.set(percent, problems);
  }
  return problems;
}

/** Reports the problems of one rule. */
export function reportNumbers(context: RuleContext, rule: string, percent = CONFIDENCE_PERCENT): void {
  for (const problem of problemsOf(context.facts, percent)) {
    if (problem.rule === rule) context.report(reportOf(problem));
  }
}

/** Values of the wrong type or out of range, which no rule of the table reports. */
export function valueFindings(facts: Facts): readonly Finding[] {
  return problemsOf(facts, CONFIDENCE_PERCENT).flatMap((problem) =>
    problem.rule.startsWith("value/")
      ? [{ fixes: [], ...reportOf(problem), rule: problem.rule, severity: problem.severity, related: [] }]
      : [],
  );
}

function reportOf({ origin, start, end, message, fixes }: EstimateProblem): Report {
  const offered: Fix[] = fixes.flatMap(({ title, text, ...span }) =>
    fix(title, [{ origin, start: span.start, end: span.end, text }]),
  );
  return { message, place: { origin, span: { start, end } }, fixes: offered };
}
