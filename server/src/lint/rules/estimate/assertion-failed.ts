import type { Facts } from "../../../analysis/facts.ts";
import { assertionFailure } from "../../../estimate/assertion.ts";
import { format } from "../../../estimate/display.ts";
import type { AssertionElement } from "../../../model/design.ts";
import type { Related } from "../../finding.ts";
import { named } from "../../messages.ts";
import { CONFIDENCE_PERCENT } from "../../number-problems.ts";
import { placeOf } from "../../places.ts";
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
    const { facts, design, report } = context;
    const { evaluation } = facts;
    const confidence = numberOption(context, assertionFailed, "percent") / 100;
    for (const element of design.all("assertion")) {
      const failure = assertionFailure(element, evaluation.assertion(element.key), evaluation.convention, confidence);
      if (!failure) continue;
      const { message, origin, start, end } = failure;
      report({ message, place: { origin, span: { start, end } }, related: inputs(facts, element) });
    }
  },
};

/** The figures that an assertion compares, and what they come to. */
function inputs({ design, evaluation }: Facts, { left, right }: AssertionElement): readonly Related[] {
  const keys = [left, right].flatMap((side) =>
    [...(side?.resolutions.values() ?? [])].flatMap((resolution) => ("key" in resolution ? resolution.key : [])),
  );
  return [...new Set(keys)].flatMap((key) => {
    const element = design.get(key);
    const quantity = element?.class === "estimate" ? evaluation.estimate(key).quantity : undefined;
    return element && quantity
      ? [{ place: placeOf(element), message: `${named(element)} is ${format(quantity, evaluation.convention)}` }]
      : [];
  });
}
