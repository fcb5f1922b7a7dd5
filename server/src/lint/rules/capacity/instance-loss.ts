import { rate, utilization } from "../../../estimate/amounts.ts";
import { loadedBy } from "../../detect/demands.ts";
import { quieter, relief, remedy, takes } from "../../detect/relief.ts";
import { strains, verdictOf } from "../../detect/strain.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const instanceLoss: Rule = {
  id: "capacity/instance-loss",
  severity: "warning",
  interview: "off",
  fixable: true,
  graph: true,
  documentation: {
    summary: "Once one instance is lost at peak, the others are overloaded.",
    rationale: `Two instances that are used to 60 % each are no redundancy: when one is lost, deployed or patched, the other gets 120 %, and is
lost next. Have one more than the peak needs (n + 1).`,
    failing: `actor Buyer
api Shop { GET /item/ as List { load: 600 req/s, peak: 2x } }
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop, replicas: 2, capacity: 1k req/s }
Buyer -> Balancer -> Backend`,
    passing: `actor Buyer
api Shop { GET /item/ as List { load: 600 req/s, peak: 2x } }
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop, replicas: 3, capacity: 1k req/s }
Buyer -> Balancer -> Backend`,
    exception: `Where a lost instance is replaced before it is missed, by a provider or by more instances at peak, say \`managed: true\` or
\`autoscaling: true\`. Where the rest may be slow for a while, as behind a queue, the average counts anyway.`,
  },
  check(context) {
    const { facts, report } = context;
    for (const strain of strains(facts)) {
      if (verdictOf(strain) !== "instance-loss") continue;
      const { component, node, when, arriving, afterInstanceLoss = 0, load } = strain;
      const left = node.replicas - 1;
      const rest = left === 1 ? "the other is" : `the other ${left} are`;
      report({
        severity: quieter(strain, "warning"),
        message: `${named(component)} carries its load${when === "at peak" ? " at peak" : ""} only with all of its instances: ${rate(arriving)} arrive, and ${takes(strain)}. When one is lost, ${rest} used to ${utilization(afterInstanceLoss)}, and lost next. ${remedy(strain)}`,
        place: placeOf(component),
        related: loadedBy(facts, load.contributions, when),
        fixes: relief(context, strain),
      });
    }
  },
};
