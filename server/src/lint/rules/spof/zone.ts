import type { ComponentNode } from "../../../analysis/graph.ts";
import type { Scope } from "../../../analysis/scopes.ts";
import { coveringTargets, scopesInWords } from "../../detect/failure.ts";
import { type SharedFate, sharedFates } from "../../detect/fates.ts";
import { addProperties, setValues } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { count, named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

/** More zones than that few regions have. */
const MOST_ZONES = 3;

export const zone: Rule = {
  id: "spof/zone",
  severity: "warning",
  interview: "information",
  fixable: true,
  graph: true,
  documentation: {
    summary: "The loss of one zone takes a scope down, though its components are replicated.",
    rationale: `Replicas in one zone share its power, its network and its cooling. They survive the loss of a machine and go down together
with the zone. Spread over two zones or more, so that each zone can be spared, they do not.`,
    failing: `actor Buyer
requirements { availability Uptime >= 99.9% }
load_balancer Balancer { managed: true }
service Backend { replicas: 3, zones: 1 }
Buyer -> Balancer -> Backend`,
    passing: `actor Buyer
requirements { availability Uptime >= 99.9% }
load_balancer Balancer { managed: true }
service Backend { replicas: 3, zones: 3 }
Buyer -> Balancer -> Backend`,
    exception: `A component that states no zones needs none. Where a zone stands for a whole data centre with two of everything, state its
\`availability\`, and leave \`zones\` out.`,
  },
  check(context) {
    const { design, facts, report } = context;
    const culprits = new Map<ComponentNode, { fate: SharedFate; scopes: Set<Scope> }>();
    for (const fate of sharedFates(facts, "zone")) {
      for (const component of fate.components) {
        const known = culprits.get(component);
        if (!known) culprits.set(component, { fate, scopes: new Set(fate.scopes) });
        else for (const scope of fate.scopes) known.scopes.add(scope);
      }
    }
    for (const [node, { fate, scopes }] of culprits) {
      const all = [...scopes];
      const place = design.get(fate.point.key);
      const zones = new Set(node.slots.map((slot) => slot.zone)).size;
      const where = place ? named(place) : zones === 1 ? "one zone" : `${zones} zones`;
      const spread =
        zones === 1
          ? `${count(node.replicas, "instance")} all stand in ${where}, and`
          : `${count(node.replicas, "instance")} stand in ${where}, of which it needs ${node.needs}, and`;
      report({
        ...(coveringTargets(facts, all).length > 0 ? {} : { severity: "information" as const }),
        message: `The loss of one zone takes ${scopesInWords(design, all)} down: the ${spread} ${named(node.element)} does not survive it. Spread it over ${zones === 1 ? "two zones or more" : "more zones"}.`,
        place: placeOf(node.element),
        ...(place ? { related: [{ place: placeOf(place), message: `${quote(place.id)} is declared here` }] } : {}),
        fixes: fix(`Spread it over ${wanted(node)} zones`, edits(context, node)),
      });
    }
  },
};

/** As many zones as let any one of them be spared. */
function wanted(node: ComponentNode): number {
  const spare = node.replicas - node.needs;
  for (let zones = 2; zones <= Math.min(node.replicas, MOST_ZONES); zones++) {
    if (Math.ceil(node.replicas / zones) <= spare) return zones;
  }
  return Math.min(node.replicas, MOST_ZONES);
}

function edits({ author }: RuleContext, node: ComponentNode) {
  const stated = node.element.properties.get("zones");
  const zones = wanted(node);
  return stated
    ? setValues(stated, String(zones))
    : addProperties(author, node.element.origin, node.element.node, [`zones: ${zones}`]);
}
