import { reportNumbers } from "../../number-problems.ts";
import type { Rule } from "../../rule.ts";

export const implausible: Rule = {
  id: "estimate/implausible",
  severity: "warning",
  fixable: false,
  graph: false,
  documentation: {
    summary: "A figure can't be true: a share above 100 %, more daily than total users, a negative count.",
    rationale: `Such figures come from a slip: a factor for a share, two lines exchanged, a sign. Everything that is computed from them is as wrong.`,
    failing: `estimates { buyers = 140% of 5M users }`,
    passing: `estimates { buyers = 14% of 5M users }`,
    exception: `More than the whole that is meant is a factor: write \`1.4 * x\` instead of \`140% of x\`.`,
  },
  check(context) {
    reportNumbers(context, "estimate/implausible");
  },
};
