import { propertyOf } from "../../../model/access.ts";
import { alertsCentrally } from "../../detect/watching.ts";
import { addProperties } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const noAlert: Rule = {
  id: "ops/no-alert",
  severity: "information",
  interview: "off",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A component is watched, and nobody is told when something is wrong with it.",
    rationale: `A dashboard helps whoever looks at it. At three in the morning nobody does: an alert does the looking.`,
    failing: `service Shop { replicas: 2, monitors: latency, errors }`,
    passing: `service Shop { replicas: 2, monitors: latency, errors; alerts: true }`,
    exception: `What may wait until somebody looks: \`alerts: false\`. A \`monitoring\` component with \`alerts: true\` raises them for all.`,
  },
  check({ design, author, report }) {
    if (alertsCentrally(design)) return;
    for (const component of design.all("component")) {
      if (component.kind.base.name === "monitoring") continue;
      if (!propertyOf(design, component, "monitors") || propertyOf(design, component, "alerts")) continue;
      const edits = addProperties(author, component.origin, component.node, ["alerts: true"]);
      report({
        message: `${named(component)} is watched, and nobody is told when it degrades. State \`alerts: true\`, or \`alerts: false\` if it may wait until somebody looks.`,
        place: placeOf(component),
        fixes: fix("Add `alerts: true`", edits),
      });
    }
  },
};
