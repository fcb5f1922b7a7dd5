import { reportNumbers } from "../../number-problems.ts";
import type { Rule } from "../../rule.ts";

export const cycle: Rule = {
  id: "estimate/cycle",
  severity: "error",
  fixable: false,
  graph: false,
  documentation: {
    summary: "Estimates are defined by each other in a circle.",
    rationale: `None of them has a value until one of them is stated. Often a \`load(…)\` depends on an estimate that depends on that load.`,
    failing: `estimates { half = half / 2 }`,
    passing: `estimates {
  whole = 10
  half = whole / 2
}`,
    exception: `None: state one of the figures.`,
  },
  check(context) {
    reportNumbers(context, "estimate/cycle");
  },
};
