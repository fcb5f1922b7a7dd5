import { rate, utilization } from "../../../estimate/amounts.ts";
import { loadedBy } from "../../detect/demands.ts";
import { strains, verdictOf } from "../../detect/strain.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const gatewayRate: Rule = {
  id: "capacity/gateway-rate",
  severity: "error",
  fixable: false,
  graph: true,
  documentation: {
    summary:
      "An API gateway that states no capacity gets more than the 10,000 requests a second that it takes by default.",
    rationale: `Managed API gateways turn away what is above a limit of the account, 10,000 requests a second in all, however many instances
there are. It can be raised on request, and costs by the request: for much traffic a load balancer is cheaper and has no such
limit.`,
    failing: `actor Buyer
api Shop { GET /item/ as List { load: 4k req/s, peak: 3x } }
api_gateway Gateway { managed: true }
service Backend { serves: Shop, replicas: 20, capacity: 1k req/s }
Buyer -> Gateway -> Backend`,
    passing: `actor Buyer
api Shop { GET /item/ as List { load: 4k req/s, peak: 3x } }
load_balancer Balancer { managed: true }
service Backend { serves: Shop, replicas: 20, capacity: 1k req/s }
Buyer -> Balancer -> Backend`,
    exception: `A limit that has been raised, or a gateway of one's own, states it: \`capacity: 30k req/s\` of one instance.`,
  },
  check({ facts, report }) {
    for (const strain of strains(facts)) {
      if (verdictOf(strain) !== "gateway-rate") continue;
      const { component, arriving, capacity, when, load } = strain;
      report({
        message: `${named(component)} gets ${rate(arriving)} ${when}, ${utilization(strain.utilization)} of the ${rate(capacity.value)} that an API gateway takes in all unless more is agreed (${capacity.source}); what is above is turned away. State its \`capacity\` if it takes more, answer part of it in front (a \`cdn\`), or use a \`load_balancer\`.`,
        place: placeOf(component),
        related: loadedBy(facts, load.contributions, when),
      });
    }
  },
};
