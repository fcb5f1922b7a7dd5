import { isDesigned, qualitiesOf } from "../../detect/requirements.ts";
import { snippetFix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOfProperty } from "../../places.ts";
import { reportMissing } from "../../requirements-home.ts";
import type { Rule } from "../../rule.ts";

export const missingCost: Rule = {
  id: "nfr/missing-cost",
  severity: "information",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "Components state what they cost, and no budget says what they may.",
    rationale: `Every replica, every nine and every millisecond has a price. With a budget the tool says when the sum of \`cost\` × instances
passes it, and a reviewer can ask what the last nine is worth. In the preset \`strict\` a budget is always asked for.`,
    failing: `system Shop
actor Buyer
service Backend { replicas: 2, cost: $200/month }
Buyer -> Backend`,
    passing: `system Shop
requirements {
  cost Budget <= $1000/month
}
actor Buyer
service Backend { replicas: 2, cost: $200/month }
Buyer -> Backend`,
    exception: `Where money is no object, say so with a budget that will never be reached, or leave the costs out.`,
  },
  check(context) {
    const { design, facts, author, strict } = context;
    if (!isDesigned(design) || qualitiesOf(design, "cost").length > 0) return;
    const [dearest] = facts.cost.components;
    if (!dearest && !strict) return;
    const reason = dearest ? `${named(dearest.element)} states what it costs` : "Running the system costs money";
    const property = dearest?.element.properties.get("cost");
    reportMissing(
      context,
      `${reason}, and no budget says what the whole may cost, so nothing tells how much redundancy and speed are worth. State one, such as \`cost Budget <= 1000 USD/month\`.`,
      (home) => snippetFix(author, "Add a budget", home.add("cost ${1:Budget} <= ${2:1000 USD}/month")),
      property && [{ place: placeOfProperty(property), message: "A cost is stated here" }],
    );
  },
};
