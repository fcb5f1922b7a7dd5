import type { EstimateElement } from "../../../model/design.ts";
import { remove } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const unused: Rule = {
  id: "estimate/unused",
  severity: "information",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "A figure is stated and nothing is computed from it.",
    rationale: `An assumption that nothing rests on is a distraction, or a calculation that was forgotten. Figures that are computed from others are
results: they are shown, and need not be used.`,
    failing: `estimates {
  users = 5M users
  followers = 200
  reads = users * 10 requests/user/day
}`,
    passing: `estimates {
  users = 5M users
  followers = 200
  reads = users * 10 requests/user/day * followers
}`,
    exception: `A figure that is stated for the reader only: put it into a \`note\`, or suppress the rule with that reason.`,
  },
  check({ design, author, report }) {
    const used = author.targets(design.files);
    for (const estimate of design.all("estimate")) {
      if (!estimate.value || used.has(estimate.key) || isResult(estimate)) continue;
      report({
        message: `Nothing is computed from ${named(estimate)}. Use it, or leave it out.`,
        place: placeOf(estimate),
        tags: ["unnecessary"],
        fixes: fix("Remove the estimate", remove(author, estimate.origin, estimate.node)),
      });
    }
  },
};

/** Whether an estimate is made of others, or of what the design says elsewhere. */
function isResult({ value }: EstimateElement): boolean {
  return [...(value?.resolutions.values() ?? [])].some(({ type }) => type === "element" || type === "property");
}
