import { reportNumbers } from "../../number-problems.ts";
import type { Rule } from "../../rule.ts";

export const undefinedValue: Rule = {
  id: "estimate/undefined",
  severity: "error",
  fixable: false,
  graph: false,
  documentation: {
    summary: "An expression has no value: it divides by zero, or takes the root of a negative number.",
    rationale: `What is computed from it has no value either. Usually something is not stated yet, or two amounts that should differ cancel out.`,
    failing: `estimates { share = 5 / (2 - 2) }`,
    passing: `estimates { share = 5 / (2 - 1) }`,
    exception: `None: write the divisor so that it can't be zero, such as \`max(1, x)\`.`,
  },
  check(context) {
    reportNumbers(context, "estimate/undefined");
  },
};
