import { CONFIDENCE_PERCENT, reportNumbers } from "../../number-problems.ts";
import { numberOption, type Rule } from "../../rule.ts";

export const assertionFailed: Rule = {
  id: "estimate/assertion-failed",
  severity: "error",
  fixable: false,
  graph: false,
  options: {
    percent: {
      type: "number",
      default: CONFIDENCE_PERCENT,
      minimum: 0,
      maximum: 100,
      doc: "How likely, in percent, an assertion about ranges has to be true.",
    },
  },
  documentation: {
    summary: "An assertion does not hold, or of ranges not with enough certainty.",
    rationale: `An assertion is what the design rests on: one leader holds five years of tickets. When an estimate changes and it no longer holds,
the decision that it justified has to be taken again. Of ranges it has to hold with a probability of 95 %.`,
    failing: `estimates {
  stored = 200 GB
  assert stored < 100 GB "one leader holds it"
}`,
    passing: `estimates {
  stored = 80 GB
  assert stored < 100 GB "one leader holds it"
}`,
    exception: `An assertion about ranges that may be wrong more often: set the option \`percent\`.`,
  },
  check(context) {
    reportNumbers(context, "estimate/assertion-failed", numberOption(context, assertionFailed, "percent"));
  },
};
