import { propertyOf, targetKeys } from "../../../model/access.ts";
import type { ComponentElement, Design, Key } from "../../../model/design.ts";
import { links } from "../../detect/connections.ts";
import { perDesign } from "../../detect/per-design.ts";
import { isBelowTheLine } from "../../detect/trace.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

/** Whether what a component says of itself is all below the line; undefined when it says nothing. */
function ownPurpose(design: Design, component: ComponentElement): boolean | undefined {
  const purposes = [...targetKeys(design, component, "satisfies"), ...targetKeys(design, component, "serves")];
  return purposes.length > 0 ? isBelowTheLine(design, purposes) : undefined;
}

/** What actors, and flows that must work, come to without passing anything that is only there for what is below. */
const needed: (design: Design) => ReadonlySet<Key> = perDesign((design) => {
  const seen = new Set<Key>(design.all("actor").map((actor) => actor.key));
  for (const flow of design.all("flow")) {
    if (isBelowTheLine(design, targetKeys(design, flow, "satisfies"))) continue;
    for (const { from, to } of flow.steps) for (const key of [from.target, to.target]) if (key) seen.add(key);
  }
  for (const component of design.all("component")) if (ownPurpose(design, component) === false) seen.add(component.key);
  for (const key of seen) {
    for (const { connection, to } of links(design).from.get(key) ?? []) {
      if (propertyOf(design, connection, "for") && isBelowTheLine(design, targetKeys(design, connection, "for")))
        continue;
      if (to.class === "component" && ownPurpose(design, to) === true) continue;
      seen.add(to.key);
    }
  }
  return seen;
});

export const belowTheLine: Rule = {
  id: "trace/below-the-line",
  severity: "warning",
  fixable: false,
  graph: true,
  documentation: {
    summary: "Only requirements below the line need a component.",
    rationale: `What is below the line (\`should\`, \`could\`, \`wont\`) shows that you thought of it, and is not part of this design. A
component that only such requirements need is: it takes time to draw, to explain and to run.`,
    failing: `actor Buyer
requirements {
  functional Buy "A person can buy a ticket" { actor: Buyer }
  functional Chat "A person can chat with others" { actor: Buyer, priority: could }
}
api Shop { POST /ticket/ { satisfies: Buy, auth: Buyer } }
service Backend { serves: Shop, replicas: 2 }
service Chats { satisfies: Chat, replicas: 2 }
Buyer -> Backend
Buyer -> Chats`,
    passing: `actor Buyer
requirements {
  functional Buy "A person can buy a ticket" { actor: Buyer }
  functional Chat "A person can chat with others" { actor: Buyer, priority: must }
}
api Shop { POST /ticket/ { satisfies: Buy, auth: Buyer } }
service Backend { serves: Shop, replicas: 2 }
service Chats { satisfies: Chat, replicas: 2 }
Buyer -> Backend
Buyer -> Chats`,
    exception: `A component that prepares for what comes later and is needed anyhow: let it \`satisfies\` what it is needed for now, too.`,
  },
  check({ design, report }) {
    if (!design.all("requirement").some((requirement) => isBelowTheLine(design, [requirement.key]))) return;
    const known = needed(design);
    const entrances: ComponentElement[] = [];
    for (const component of design.all("component")) {
      if (known.has(component.key)) continue;
      const arrivals = (links(design).to.get(component.key) ?? []).filter(
        ({ connection }) =>
          propertyOf(design, connection, "for") && isBelowTheLine(design, targetKeys(design, connection, "for")),
      );
      if (ownPurpose(design, component) || arrivals.length > 0) entrances.push(component);
    }
    for (const component of entrances) {
      const behind = links(design)
        .reach([component.key])
        .keys.filter((key) => key !== component.key && !known.has(key));
      report({
        message: `Only requirements below the line need ${named(component)}${behind.length > 0 ? ` and the ${behind.length} behind it` : ""}. Leave it out of this design, or raise what needs it to \`priority: must\`.`,
        place: placeOf(component),
      });
    }
  },
};
