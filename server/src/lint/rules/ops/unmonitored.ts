import { isCompute, isManaged, isPersistent } from "../../detect/components.ts";
import { links } from "../../detect/connections.ts";
import { onHardPath } from "../../detect/hard.ts";
import { isWatched } from "../../detect/watching.ts";
import { addProperties } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named, namedList } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const unmonitored: Rule = {
  id: "ops/unmonitored",
  severity: "warning",
  interview: "information",
  fixable: true,
  graph: false,
  documentation: {
    summary:
      "Nobody watches a component that requests can't do without. Reported once where nothing is watched at all.",
    rationale: `What is not watched fails unnoticed until a user calls. Latency, errors, throughput and saturation tell of most troubles
before they are felt; a heartbeat tells that something that is seldom busy still runs.`,
    failing: `actor Buyer
service Shop { replicas: 2, monitors: latency, errors; alerts: true }
sql_database Orders { replicas: 2, failover: automatic }
Buyer -> Shop -> Orders`,
    passing: `actor Buyer
service Shop { replicas: 2, monitors: latency, errors; alerts: true }
sql_database Orders { replicas: 2, failover: automatic, monitors: latency, saturation; alerts: true }
Buyer -> Shop -> Orders`,
    exception: `What a provider runs and watches is \`managed: true\`. A \`monitoring\` component watches what it is connected with, and
everything if it is connected with nothing.`,
  },
  check({ design, author, report }) {
    if (links(design).all.length === 0) return;
    const unwatched = design
      .all("component")
      .filter(
        (component) =>
          (isCompute(component) || isPersistent(component)) &&
          !isWatched(design, component) &&
          !isManaged(design, component) &&
          onHardPath(design).has(component.key),
      );
    const nothing = unwatched.length > 1 && !design.all("component").some((component) => isWatched(design, component));
    if (nothing) {
      const [first] = unwatched;
      if (!first) return;
      const edits = unwatched.flatMap((component) => addition(author, component) ?? []);
      report({
        message: `Nothing in this design is watched, so ${namedList(unwatched)} fail unnoticed. State what each \`monitors\`, such as \`latency, errors, throughput, saturation\`, or draw the \`monitoring\`.`,
        place: placeOf(first),
        related: unwatched.slice(1).map((component) => ({
          place: placeOf(component),
          message: `${named(component)} is not watched either`,
        })),
        fixes: fix("Watch all of them", edits),
      });
      return;
    }
    for (const component of unwatched) {
      report({
        message: `Requests can't do without ${named(component)}, and nobody watches it, so it fails unnoticed. State what it \`monitors\`, such as \`latency, errors, throughput, saturation\`.`,
        place: placeOf(component),
        fixes: fix("Watch it", addition(author, component)),
      });
    }
  },
};

function addition(author: Parameters<typeof addProperties>[0], component: Parameters<typeof placeOf>[0]) {
  if (component.class !== "component") return undefined;
  const stated = component.properties.has("alerts") ? [] : ["alerts: true"];
  return addProperties(author, component.origin, component.node, [
    ...stated,
    "monitors: latency, errors, throughput, saturation",
  ]);
}
