import { rate, utilization } from "../../../estimate/amounts.ts";
import { loadedBy } from "../../detect/demands.ts";
import { type Risk, riskOf } from "../../detect/overload-risk.ts";
import { growingQueues } from "../../detect/queues.ts";
import { quieter, relief, remedy, takes } from "../../detect/relief.ts";
import { strains, verdictOf } from "../../detect/strain.ts";
import { named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const exceeded: Rule = {
  id: "capacity/exceeded",
  severity: "error",
  fixable: true,
  graph: true,
  documentation: {
    summary: "At peak more load arrives than all instances of a component can carry.",
    rationale: `Beyond its capacity a component does not slow down a little: requests queue, clients give up and try again, and the retries
keep it down after the peak is over. The load of every endpoint is followed to what serves it and onward, through caches,
queues and fan-out, and compared with \`capacity\` × \`replicas\`.

Where a load is a range (\`50 to 200 req/s\`), the finding says how likely the capacity is passed, and is a warning where that is
unlikely but not unthinkable (more than 5 %). Where the capacity is only assumed of the kind, it is a warning, too.`,
    failing: `actor Buyer
api Shop { GET /item/ as List { load: 4k req/s, peak: 3x } }
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop, replicas: 4, capacity: 2k req/s }
Buyer -> Balancer -> Backend`,
    passing: `actor Buyer
api Shop { GET /item/ as List { load: 4k req/s, peak: 3x } }
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop, replicas: 9, capacity: 2k req/s }
Buyer -> Balancer -> Backend`,
    exception: `\`replicas\` are the instances that run at the least. Where more are started as the load grows, say
\`autoscaling: true\`: then nothing is compared. Behind a queue the average load counts, unless a \`freshness\` requirement leaves
no time for a backlog. Where several messages are handed on at once, say so on the connection: \`calls: 0.01\`.`,
  },
  check(context) {
    const { facts, report } = context;
    // Of consumers that fall behind, the finding on their queue tells.
    const told = new Set(growingQueues(facts).flatMap(({ behind }) => behind.map(({ component }) => component)));
    for (const strain of strains(facts)) {
      const verdict = verdictOf(strain);
      if (verdict === "gateway-rate" || told.has(strain.component)) continue;
      const risk = riskOf(facts, strain);
      const certain = verdict === "exceeded";
      if (!certain && !risk?.serious) continue;
      const { component, when, arriving, load, capacity } = strain;
      const used = certain ? `, so that it is used to ${utilization(strain.utilization)}` : "";
      const worst = risk ? { ...strain, ...risk.worst } : strain;
      report({
        severity: quieter(strain, certain ? "error" : "warning"),
        message: `${named(component)} ${certain && !capacity.assumed ? "is" : "may be"} overloaded ${when}: ${rate(arriving)} arrive, and ${takes(strain)}${used}.${likely(risk)} ${remedy(worst)}`,
        place: placeOf(component),
        related: loadedBy(facts, load.contributions, when),
        fixes: relief(context, worst),
      });
    }
  },
};

/** How likely it is, where ranges make it uncertain. */
function likely(risk: Risk | undefined): string {
  if (!risk) return "";
  const input = risk.input === undefined ? "" : `; ${quote(risk.input)} decides most`;
  return ` As loads are ranges, it is too much with a probability of ${utilization(risk.probability)}${input}.`;
}
