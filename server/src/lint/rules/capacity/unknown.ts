import { rate } from "../../../estimate/amounts.ts";
import { flag } from "../../../model/access.ts";
import { isCompute } from "../../detect/components.ts";
import { loadedBy } from "../../detect/demands.ts";
import { addProperties } from "../../edits.ts";
import { snippetFix } from "../../fixes.ts";
import { count, named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import { numberOption, type Rule } from "../../rule.ts";

export const unknown: Rule = {
  id: "capacity/unknown",
  severity: "information",
  interview: "off",
  fixable: true,
  graph: true,
  options: {
    rate: {
      type: "number",
      default: 100,
      minimum: 0,
      doc: "Requests per second at peak that any single instance is trusted to carry.",
    },
  },
  documentation: {
    summary: "Load arrives at a component, and nothing says how much one of its instances can carry.",
    rationale: `Without a capacity nobody knows whether two replicas are enough or twenty. For many kinds there is a public figure, which is then
assumed; what a service of one's own carries depends on what it does. A service that calls a database usually manages 1,000 to
5,000 requests a second an instance; measure it, and state an order of magnitude until then.`,
    failing: `actor Buyer
api Shop { GET /item/ as List { load: 4k req/s } }
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop, replicas: 4 }
Buyer -> Balancer -> Backend`,
    passing: `actor Buyer
api Shop { GET /item/ as List { load: 4k req/s } }
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop, replicas: 8, capacity: 1k req/s }
Buyer -> Balancer -> Backend`,
    exception: `What grows with the load is \`autoscaling: true\`, or \`managed: true\` where a provider sees to it. Up to a hundred requests a second per instance
are not asked about (option \`rate\`).`,
  },
  check(context) {
    const { facts, design, author, report } = context;
    const trusted = numberOption(context, unknown, "rate");
    for (const node of facts.graph.nodes) {
      if (node.actor || !(isCompute(node.element) || node.kind.group === "data")) continue;
      const load = facts.load.component(node.key);
      // A batch job takes as long as it takes; what grows with its load is large enough.
      if (node.kind.name === "batch_job" || flag(design, node.element, "autoscaling") === true) continue;
      if (!load || load.capacity || flag(design, node.element, "managed") === true || node.redundant) continue;
      const instances = node.replicas * node.shards;
      if (load.rate.peak <= trusted * instances) continue;
      const each =
        instances > 1 ? `, ${rate(load.rate.peak / instances)} for each of ${count(instances, "instance")}` : "";
      const usual =
        node.kind.name === "service" ? " One that calls a database usually manages 1k to 5k requests/s." : "";
      report({
        message: `${named(node.element)} gets ${rate(load.rate.peak)} at peak${each}, and nothing says how much one instance can carry, so nobody knows whether that is enough.${usual} State its \`capacity\`.`,
        place: placeOf(node.element),
        related: loadedBy(facts, load.contributions),
        fixes: snippetFix(
          author,
          "State its capacity",
          addProperties(author, node.element.origin, node.element.node, ["capacity: ${1:1k req/s}"]),
        ),
      });
    }
  },
};
