import { SYSTEM } from "../../../analysis/scopes.ts";
import { duration } from "../../amounts.ts";
import { named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const latencyBudget: Rule = {
  id: "nfr/latency-budget",
  severity: "error",
  fixable: false,
  graph: true,
  documentation: {
    summary: "The stated latencies on the hard path add up to more than the target.",
    rationale: `Each call waits for the next, so their times add up; calls that are made at the same time count by the slowest. The sum is a budget,
not a percentile: p99s of parts do not add up to the p99 of the whole, which is usually smaller. A sum above the target still says
that something has to be faster, asynchronous, or left out.`,
    failing: `actor Buyer
requirements {
  functional Buy "A person can buy a ticket" { actor: Buyer }
  latency FastPurchase p99 <= 200 ms for Buy
}
api Shop { POST /ticket/ as Order { satisfies: Buy } }
service Backend { serves: Shop, replicas: 2, latency: 80 ms }
sql_database Orders { managed: true, latency: 150 ms }
Buyer -> Backend -> Orders`,
    passing: `actor Buyer
requirements {
  functional Buy "A person can buy a ticket" { actor: Buyer }
  latency FastPurchase p99 <= 300 ms for Buy
}
api Shop { POST /ticket/ as Order { satisfies: Buy } }
service Backend { serves: Shop, replicas: 2, latency: 80 ms }
sql_database Orders { managed: true, latency: 150 ms }
Buyer -> Backend -> Orders`,
    exception: `Latencies that are stated for the worst case where the target is about the median: state both at the percentile that the design
budgets for.`,
  },
  check({ design, facts, report }) {
    for (const { quality, seconds, scopes } of facts.latency.targets) {
      const comparison = quality.target?.comparison;
      if (comparison !== "<=" && comparison !== "<") continue;
      for (const key of scopes) {
        const budget = facts.latency.scope(key);
        if (!budget || budget.seconds <= seconds * (1 + 1e-9)) continue;
        const scope = key === SYSTEM ? "The system" : quote(facts.scopes.byKey.get(key)?.id ?? "");
        const slowest = budget.steps.toSorted((a, b) => b.seconds - a.seconds)[0];
        const missing = budget.unknown.length > 0 ? `, without the ${budget.unknown.length} that state none` : "";
        report({
          message: `${scope} takes ${duration(facts, budget.seconds)} along its longest path${missing}, and ${named(quality)} allows ${duration(facts, seconds)}. This is a budget: percentiles do not add up. Make ${quote(slowest?.id ?? "a step")} faster, let steps run at the same time, or hand over what need not be waited for (\`~>\`).`,
          place: placeOf(quality),
          related: budget.steps.flatMap((step) => {
            const element = design.get(step.key);
            return element
              ? [{ place: placeOf(element), message: `${quote(step.id)} takes ${duration(facts, step.seconds)}` }]
              : [];
          }),
        });
      }
    }
  },
};
