import type { EstimateElement } from "../../../model/design.ts";
import type { Term } from "../../../syntax/tree.ts";
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
    const inputs = design.all("estimate").filter((estimate) => estimate.value && !isResult(estimate));
    const unused = author.unused(
      design.files,
      inputs.map(({ key }) => key),
    );
    for (const estimate of inputs) {
      if (!unused.has(estimate.key)) continue;
      report({
        message: `Nothing is computed from ${named(estimate)}. Use it, or leave it out.`,
        place: placeOf(estimate),
        tags: ["unnecessary"],
        fixes: fix("Remove the estimate", remove(author, estimate.origin, estimate.node)),
      });
    }
  },
};

/** Whether an estimate is calculated, from others or at once: only a bare figure (`4k req/s`, `5 to 10 KB`) is not. */
function isResult({ value }: EstimateElement): boolean {
  const terms = value?.expression.terms ?? [];
  return terms.some(({ type }, index) => {
    if (type === "operator") return !isHarmless(terms[index]);
    return type !== "number" && type !== "unit" && type !== "ratio";
  });
}

/** A range and a conversion leave a figure one figure. */
function isHarmless(term: Term | undefined): boolean {
  return term?.type === "operator" && (term.sign === "to" || term.sign === "in");
}
