/** What is wrong with a number: found while it is computed, reported by the linter. */

import type { Key, Origin } from "../model/design.ts";
import type { Span } from "../syntax/tree.ts";
import type { Quantity } from "./quantity.ts";

export type ProblemRule =
  | "estimate/dimension-mismatch"
  | "estimate/ambiguous-unit"
  | "estimate/undefined"
  | "estimate/label-mismatch"
  | "estimate/assertion-failed"
  | "estimate/cycle"
  | "estimate/implausible"
  | "value/type"
  | "value/range";

/** A way out: replaces a span of the same chunk. */
export interface ProblemFix extends Span {
  readonly title: string;
  readonly text: string;
}

/** A finding about a span of an expression; offsets are relative to the chunk of its origin. */
export interface EstimateProblem extends Span {
  readonly rule: ProblemRule;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly origin: Origin;
  readonly fixes: readonly ProblemFix[];
}

/** One line of how a number came about, for hovers. Names in backquotes. */
export interface Step {
  readonly kind: "input" | "assumption" | "range" | "result" | "exact" | "convention" | "contribution";
  readonly text: string;
  /** The element that it comes from, to lead there. */
  readonly key?: Key;
}

/** A computed value: absent where something is missing or wrong. */
export interface Result {
  readonly quantity?: Quantity;
  readonly problems: readonly EstimateProblem[];
  readonly steps: readonly Step[];
}

/** Rules whose findings are warnings; the others are errors. */
const WARNINGS: ReadonlySet<ProblemRule> = new Set([
  "estimate/ambiguous-unit",
  "estimate/label-mismatch",
  "estimate/implausible",
]);

export function problem(
  rule: ProblemRule,
  origin: Origin,
  span: Span,
  message: string,
  fixes: readonly ProblemFix[] = [],
): EstimateProblem {
  const severity = WARNINGS.has(rule) ? "warning" : "error";
  return { rule, severity, origin, start: span.start, end: span.end, message, fixes };
}
