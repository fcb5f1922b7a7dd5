import type { Rule } from "../../rule.ts";

/** Found while suppressions are applied; see suppression.ts. */
export const noReason: Rule = {
  id: "suppression/no-reason",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A suppression does not say why.",
    rationale: `A finding that is silenced without a reason can't be judged again: nobody knows whether the reason still holds.
The reason stands behind a colon.`,
    failing: `// sdesign-ignore trace/undecided
decision Storage "Which database?" { option Sql "PostgreSQL" }`,
    passing: `// sdesign-ignore trace/undecided: decided after the benchmark in March
decision Storage "Which database?" { option Sql "PostgreSQL" }`,
    exception: `There is none: if the reason is obvious, it is short.`,
  },
  check() {},
};
