import type { Rule } from "../../rule.ts";

/** Found while suppressions are applied; see suppression.ts. */
export const unused: Rule = {
  id: "suppression/unused",
  severity: "information",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "A suppression silences nothing.",
    rationale: `What it was written for is gone, or its rule is misspelt. Left in place, it would hide a finding to come.`,
    failing: `// sdesign-ignore trace/undecided: decided after the benchmark in March
decision Storage "Which database?" {
  option Sql "PostgreSQL"
  chosen: Sql
  because: "transactions"
}`,
    passing: `decision Storage "Which database?" {
  option Sql "PostgreSQL"
  chosen: Sql
  because: "transactions"
}`,
    exception: `A suppression of a rule that is switched off in \`sdesign.config.json\` is not reported.`,
  },
  check() {},
};
