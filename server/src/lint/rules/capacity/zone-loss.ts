import { rate, utilization } from "../../../estimate/amounts.ts";
import { loadedBy } from "../../detect/demands.ts";
import { quieter, relief, remedy, takes } from "../../detect/relief.ts";
import { strains, verdictOf, zonesOf } from "../../detect/strain.ts";
import { count, named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const zoneLoss: Rule = {
  id: "capacity/zone-loss",
  severity: "warning",
  interview: "off",
  fixable: true,
  graph: true,
  documentation: {
    summary: "Once a zone is lost at peak, the instances in the others are overloaded.",
    rationale: `Instances are spread over zones so that one zone may be lost. That helps only if the others can carry all of the load: with two
zones each must be able to carry everything, with three each half.`,
    failing: `actor Buyer
api Shop { GET /item/ as List { load: 2k req/s, peak: 2x } }
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop, replicas: 6, zones: 2, capacity: 1k req/s }
Buyer -> Balancer -> Backend`,
    passing: `actor Buyer
api Shop { GET /item/ as List { load: 2k req/s, peak: 2x } }
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop, replicas: 8, zones: 2, capacity: 1k req/s }
Buyer -> Balancer -> Backend`,
    exception: `Where instances are started in the other zones at once, say \`autoscaling: true\`. Where zones are stated but their loss need not
be survived at peak, suppress the rule with that reason.`,
  },
  check(context) {
    const { facts, report } = context;
    for (const strain of strains(facts)) {
      if (verdictOf(strain) !== "zone-loss") continue;
      const { component, node, when, arriving, afterZoneLoss = 0, load } = strain;
      const most = Math.max(0, ...zonesOf(node).values());
      report({
        severity: quieter(strain, "warning"),
        message: `${named(component)} does not carry its load${when === "at peak" ? " at peak" : ""} once a zone with ${most} of its ${count(node.replicas, "replica")} is lost: ${rate(arriving)} arrive, ${takes(strain)}, and the rest would be used to ${utilization(afterZoneLoss)}. ${remedy(strain)}`,
        place: placeOf(component),
        related: loadedBy(facts, load.contributions, when),
        fixes: relief(context, strain),
      });
    }
  },
};
