import { money, share } from "../../../estimate/amounts.ts";
import { exceeds } from "../../detect/figures.ts";
import { count, named } from "../../messages.ts";
import { placeOf, placeOfProperty } from "../../places.ts";
import type { Rule } from "../../rule.ts";

/** How many of the dearest components are told of. */
const MOST_TOLD = 4;

export const costExceeded: Rule = {
  id: "nfr/cost-exceeded",
  severity: "error",
  fixable: false,
  graph: false,
  documentation: {
    summary: "The components cost more than the budget allows.",
    rationale: `The sum of \`cost\` × instances, of what the budget is \`for\` or of everything, is compared with the budget, per month. What states
no cost is not counted, so the true sum is rather larger.`,
    failing: `requirements {
  cost Budget <= $1000/month
}
actor Buyer
service Backend { replicas: 6, cost: $200/month }
Buyer -> Backend`,
    passing: `requirements {
  cost Budget <= $1000/month
}
actor Buyer
service Backend { replicas: 4, cost: $200/month }
Buyer -> Backend`,
    exception: `\`cost\` is that of one instance. Where a figure is of all of them together (a reserved cluster, a managed service that is
billed as a whole), divide it: \`cost: $1200/month / 6\`.`,
  },
  check({ facts, design, report }) {
    for (const { quality, perMonth: budget, currency, actual, components } of facts.cost.targets) {
      const comparison = quality.target?.comparison;
      if (comparison !== "<=" && comparison !== "<" && comparison !== "=") continue;
      if (!(exceeds(actual, budget) || (comparison === "<" && !exceeds(budget, actual)))) continue;
      const [dearest] = components;
      if (!dearest) continue;
      const others = design.all("component").length - facts.cost.components.length;
      const more = others > 0 ? `, and ${count(others, "component states", "components state")} no cost` : "";
      report({
        message: `The design costs ${money(actual, currency)}/month, more than the ${money(budget, currency)}/month that ${named(quality)} allows${more}. ${named(dearest.element)} takes the largest part, ${money(dearest.perMonth, currency)}/month (${share(dearest.perMonth / actual)}). Use fewer or smaller instances, or ask for a larger budget.`,
        place: placeOf(quality),
        related: components.slice(0, MOST_TOLD).map(({ element, perMonth: each, instances }) => {
          const property = element.properties.get("cost");
          return {
            place: property ? placeOfProperty(property) : placeOf(element),
            message: `${count(instances, "instance")} of ${named(element)}: ${money(each, currency)}/month`,
          };
        }),
      });
    }
  },
};
