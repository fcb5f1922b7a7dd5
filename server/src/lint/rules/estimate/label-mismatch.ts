import { reportNumbers } from "../../number-problems.ts";
import type { Rule } from "../../rule.ts";

export const labelMismatch: Rule = {
  id: "estimate/label-mismatch",
  severity: "warning",
  fixable: false,
  graph: false,
  documentation: {
    summary: "Different things are counted together: requests are added to users.",
    rationale: `Both are numbers, and their sum is a number of nothing. A factor is missing: how many requests a user makes, how many tickets an
order has.`,
    failing: `estimates {
  users = 5M users
  all = users + 3M requests
}`,
    passing: `estimates {
  users = 5M users
  all = users * 2 requests/user + 3M requests
}`,
    exception: `Where one is the other (each session is a user), convert: \`sessions in users\`.`,
  },
  check(context) {
    reportNumbers(context, "estimate/label-mismatch");
  },
};
