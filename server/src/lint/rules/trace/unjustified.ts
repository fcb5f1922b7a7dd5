import { incoming, links, outgoing } from "../../detect/connections.ts";
import { justified } from "../../detect/trace.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const unjustified: Rule = {
  id: "trace/unjustified",
  severity: "information",
  fixable: false,
  graph: true,
  absence: true,
  documentation: {
    summary: "No actor, flow or API comes to a component, by asynchronous or optional ways either.",
    rationale: `A box that nothing leads to costs money and attention for a purpose that the design does not name. Either a connection is
missing, or the box is.`,
    failing: `actor Buyer
service Shop { replicas: 2 }
service Pricing { replicas: 2 }
sql_database Orders { replicas: 2, failover: automatic }
Buyer -> Shop -> Orders
Pricing -> Orders`,
    passing: `actor Buyer
service Shop { replicas: 2 }
service Pricing { replicas: 2 }
sql_database Orders { replicas: 2, failover: automatic }
Buyer -> Shop -> Orders
Shop -> Pricing -> Orders`,
    exception: `What starts by itself (a \`scheduler\`, \`worker\`, \`batch_job\`, \`stream_processor\` or \`monitoring\`) and works on what is
reached needs no caller. Anything else says what it is there for with \`satisfies\`.`,
  },
  check({ design, report }) {
    if (design.all("actor").length === 0 || links(design).all.length === 0) return;
    for (const component of design.all("component")) {
      if (justified(design).has(component.key)) continue;
      // Without any connection it is disconnected, which another rule says.
      if (outgoing(design, component).length + incoming(design, component).length === 0) continue;
      report({
        message: `Nothing leads to ${named(component)}: no actor, flow or API comes to it, not even asynchronously. Connect what uses it, state which requirement it \`satisfies\`, or leave it out.`,
        place: placeOf(component),
      });
    }
  },
};
