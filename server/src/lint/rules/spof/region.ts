import { coveringTargets, scopesInWords, strictestTarget } from "../../detect/failure.ts";
import { sharedFates } from "../../detect/fates.ts";
import { list, named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

/** Above this no single region keeps a promise. */
const DEMANDING = 0.9999;

export const region: Rule = {
  id: "spof/region",
  severity: "information",
  interview: "off",
  fixable: false,
  graph: true,
  documentation: {
    summary:
      "The loss of one region takes a scope down, though its components are replicated. A warning from a target of 99.99 % on.",
    rationale: `Regions fail as a whole once in some years, for hours: a bad change of the network, of DNS, of the provider's own control
plane. That alone is about an hour a year, as much as 99.99 % allows in all.`,
    failing: `actor Buyer
requirements { availability Uptime >= 99.99% }
region Frankfurt {
  load_balancer Balancer { managed: true }
  service Backend { replicas: 3, zones: 3 }
}
Buyer -> Balancer -> Backend`,
    passing: `actor Buyer
requirements { availability Uptime >= 99.99% }
load_balancer Balancer { managed: true, regions: 2 }
service Backend { replicas: 6, regions: 2 }
Buyer -> Balancer -> Backend`,
    exception: `A region that is stated only to show where the data is: leave it out of the drawing and state \`residency\` on the entities.`,
  },
  check({ design, facts, report }) {
    for (const { point, scopes, components } of sharedFates(facts, "region")) {
      const place = design.get(point.key);
      const [first] = components;
      if (!first) continue;
      const demanding = strictestTarget(facts, scopes) >= DEMANDING;
      const targets = coveringTargets(facts, scopes);
      report({
        severity: demanding ? "warning" : "information",
        message: `The loss of ${place ? `the region ${named(place)}` : "one region"} takes ${scopesInWords(design, scopes)} down, with ${list(components.map(({ element }) => named(element)))} in it.${demanding ? " A target of 99.99 % or more leaves no room for that." : ""} Put instances into one more region, or accept it.`,
        place: placeOf(place ?? first.element),
        related: targets.slice(0, 1).map((target) => ({
          place: placeOf(target),
          message: `${named(target)} says how often it may be down`,
        })),
      });
    }
  },
};
