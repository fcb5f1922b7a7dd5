import { rate, utilization } from "../../../estimate/amounts.ts";
import { loadedBy } from "../../detect/demands.ts";
import { exceeds } from "../../detect/figures.ts";
import { riskOf } from "../../detect/overload-risk.ts";
import { quieter, relief, remedy, takes } from "../../detect/relief.ts";
import { HEADROOM, strains, verdictOf } from "../../detect/strain.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import { numberOption, type Rule } from "../../rule.ts";

export const headroom: Rule = {
  id: "capacity/headroom",
  severity: "warning",
  interview: "off",
  fixable: true,
  graph: true,
  options: {
    utilization: {
      type: "number",
      default: HEADROOM,
      minimum: 0,
      maximum: 1,
      doc: "The utilisation at peak above which there is too little room.",
    },
  },
  documentation: {
    summary: "At peak a component is used to more than 70 % of its capacity (option).",
    rationale: `Waiting times grow with the reciprocal of what is free: at 70 % a request waits about twice as long as it is worked on, at 90 %
nine times. And estimates are off, deployments take instances away, and growth comes. Leave room before the queue does.

It is silent where \`capacity/exceeded\`, \`capacity/instance-loss\` or \`capacity/zone-loss\` has more to say.`,
    failing: `actor Buyer
api Shop { GET /item/ as List { load: 4k req/s, peak: 2x } }
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop, replicas: 10, capacity: 1k req/s }
Buyer -> Balancer -> Backend`,
    passing: `actor Buyer
api Shop { GET /item/ as List { load: 4k req/s, peak: 2x } }
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop, replicas: 12, capacity: 1k req/s }
Buyer -> Balancer -> Backend`,
    exception: `A load that is known exactly and never exceeded, such as one that is limited at the door, may go higher: raise the option
\`utilization\`, or state a \`capacity\` that already contains the reserve.`,
  },
  check(context) {
    const { facts, report } = context;
    const room = numberOption(context, headroom, "utilization");
    for (const strain of strains(facts)) {
      if (!exceeds(strain.utilization, room) || verdictOf(strain) || riskOf(facts, strain)?.serious) continue;
      const { component, when, arriving, load } = strain;
      report({
        severity: quieter(strain, "warning"),
        message: `${named(component)} is used to ${utilization(strain.utilization)} ${when}: ${rate(arriving)} arrive, and ${takes(strain)}. Above ${utilization(room)} requests begin to queue, and little that was not foreseen is borne. ${remedy(strain, room)}`,
        place: placeOf(component),
        related: loadedBy(facts, load.contributions, when),
        fixes: relief(context, strain, room),
      });
    }
  },
};
