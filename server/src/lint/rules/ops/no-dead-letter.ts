import { propertyOf } from "../../../model/access.ts";
import { incoming, outgoing } from "../../detect/connections.ts";
import { addProperties } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const noDeadLetter: Rule = {
  id: "ops/no-dead-letter",
  severity: "information",
  interview: "off",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A queue has consumers, and nowhere to put a message that fails again and again.",
    rationale: `One message that its consumer can't digest comes back for ever, costs a try each time, and in an ordered queue holds up all
behind it. Put aside after some tries, it can be looked at and sent again.`,
    failing: `service Shop { replicas: 2 }
queue Mails { managed: true }
worker Mailer { replicas: 2 }
Shop ~> Mails ~> Mailer`,
    passing: `service Shop { replicas: 2 }
queue Mails { managed: true, dead_letter: true }
worker Mailer { replicas: 2 }
Shop ~> Mails ~> Mailer`,
    exception: `Messages that may be lost: \`dead_letter: false\` says that they are dropped on purpose.`,
  },
  check({ design, author, report }) {
    for (const component of design.all("component")) {
      if (component.kind.base.name !== "queue" || propertyOf(design, component, "dead_letter")) continue;
      const pushed = outgoing(design, component);
      const pulled = incoming(design, component).filter(
        ({ from }) => from.class === "component" && from.kind.base.name === "worker",
      );
      const [consumer] = [...pushed.map(({ to }) => to), ...pulled.map(({ from }) => from)];
      if (!consumer) continue;
      const edits = addProperties(author, component.origin, component.node, ["dead_letter: true"]);
      report({
        message: `A message in ${named(component)} that ${named(consumer)} can't handle comes back for ever. State \`dead_letter: true\`, or \`dead_letter: false\` if it may be dropped.`,
        place: placeOf(component),
        fixes: fix("Add `dead_letter: true`", edits),
      });
    }
  },
};
