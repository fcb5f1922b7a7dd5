/** Assertions: whether a comparison holds, with which probability, and what decides. */

import type { AssertionElement } from "../model/design.ts";
import type { Calculated } from "./calculate.ts";
import { percent } from "./digits.ts";
import { format } from "./display.ts";
import { type Contribution, contributions, quotient } from "./distribution.ts";
import { isValued, meet } from "./meeting.ts";
import { type EstimateProblem, problem, type Step } from "./problem.ts";
import { probability, type Quantity } from "./quantity.ts";
import type { Convention } from "./unit.ts";

/** The probability from which on an assertion about ranges holds. */
export const CONFIDENCE = 0.95;

/** A range's own ends are passed with 5 % and 95 %, give or take the last digits. */
const ROUNDING = 1e-9;

export interface Assertion {
  /** Whether it holds with at least {@link CONFIDENCE}; absent where a side has no value. */
  readonly holds?: boolean;
  /** 0 or 1 where both sides are certain. */
  readonly probability?: number;
  readonly left?: Quantity;
  readonly right?: Quantity;
  /** What is wrong with its sides; not that it fails, for which see {@link assertionFailure}. */
  readonly problems: readonly EstimateProblem[];
  readonly steps: readonly Step[];
}

/** Compares the two sides of an assertion. */
export function judge(
  element: AssertionElement,
  left: Calculated | undefined,
  right: Calculated | undefined,
  convention: Convention,
): Assertion {
  const steps = [...(left?.steps ?? []), ...(right?.steps ?? [])];
  const problems = [...(left?.problems ?? []), ...(right?.problems ?? [])];
  const { comparison, origin } = element;
  if (!left || !right || !comparison || !isValued(left.part) || !isValued(right.part)) return { problems, steps };
  const found = meet("compare", left.part, right.part, { origin, convention });
  if (found) problems.push(found);
  if (found && found.rule !== "estimate/label-mismatch") return { problems, steps };
  const sides = { left: left.part.quantity, right: right.part.quantity };
  const chance = probability(sides.left, comparison, sides.right);
  return { ...sides, holds: chance >= CONFIDENCE - ROUNDING, probability: chance, problems, steps };
}

/** What makes an assertion uncertain, the greatest part first; empty where both sides are certain. */
function assertionContributions({ left, right }: Assertion): readonly Contribution[] {
  if (!left || !right) return [];
  if (!right.distribution) return contributions(left);
  if (!left.distribution) return contributions(right);
  return contributions(right.value.isZero() ? left : quotient(left, right));
}

/**
 * The finding that an assertion fails, or undefined while it holds with the confidence that is asked for. It states
 * both sides, for ranges the probability, and which input contributes most.
 */
export function assertionFailure(
  element: AssertionElement,
  assertion: Assertion,
  convention: Convention,
  confidence = CONFIDENCE,
): EstimateProblem | undefined {
  const { left, right, probability: chance } = assertion;
  if (!left || !right || chance === undefined || chance >= confidence - ROUNDING) return undefined;
  const comparison = element.comparison ?? "=";
  const why = element.why === undefined ? "" : ` (“${element.why}”)`;
  const sides = `${format(left, convention)} is not ${WORDS[comparison]} ${format(right, convention)}`;
  const [most] = assertionContributions(assertion);
  const uncertain = left.distribution !== undefined || right.distribution !== undefined;
  const input = most ? ` \`${most.source.name}\` contributes most to the uncertainty (${percent(most.share)}).` : "";
  const message = uncertain
    ? `The assertion${why} holds with a probability of ${percent(chance)} only, less than the ${percent(confidence)} asked for: ${format(left, convention)} ${comparison} ${format(right, convention)}.${input} Narrow the range, or leave more room.`
    : `The assertion${why} fails: ${sides}. Change the design, or the limit.`;
  return problem("estimate/assertion-failed", element.origin, spanOf(element), message);
}

const WORDS: Readonly<Record<string, string>> = {
  "<": "below",
  "<=": "at most",
  ">": "above",
  ">=": "at least",
  "=": "equal to",
};

function spanOf(element: AssertionElement): { start: number; end: number } {
  const { left, right } = element;
  if (!left || !right) return element.node;
  return { start: left.expression.start, end: right.expression.end };
}
