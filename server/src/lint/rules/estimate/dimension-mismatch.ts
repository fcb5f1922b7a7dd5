import { reportNumbers } from "../../number-problems.ts";
import type { Rule } from "../../rule.ts";

export const dimensionMismatch: Rule = {
  id: "estimate/dimension-mismatch",
  severity: "error",
  fixable: true,
  graph: false,
  documentation: {
    summary: "An expression adds, compares or converts what is not of one dimension.",
    rationale: `Bytes and seconds can't be added, and a rate is no amount: somewhere a factor is missing. Most errors of a back-of-the-envelope
calculation are of this kind, and the units show them.`,
    failing: `estimates {
  growth = 5 GB/month
  stored = growth in GB
}`,
    passing: `estimates {
  growth = 5 GB/month
  stored = growth * 12 months in GB
}`,
    exception: `None: an amount of another dimension is another amount. To drop what is counted (“users”), convert with \`in\`.`,
  },
  check(context) {
    reportNumbers(context, "estimate/dimension-mismatch");
  },
};
