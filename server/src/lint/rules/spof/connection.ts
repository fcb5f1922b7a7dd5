import { pathTo, scopesInWords } from "../../detect/failure.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const connection: Rule = {
  id: "spof/connection",
  severity: "information",
  fixable: false,
  graph: true,
  documentation: {
    summary: "A connection that may fail takes a requirement, a flow or the system down alone.",
    rationale: `A connection that states an availability (a leased line, a link to another company, a tunnel between regions) is a part that
fails like any other. Where it is the only way, its availability is the most that can be had behind it.`,
    failing: `actor Clerk
service Desk { replicas: 2 }
service Archive { replicas: 2 }
load_balancer Balancer { replicas: 2 }
Clerk -> Balancer -> Desk
Desk -> Archive { availability: 99.5%, timeout: 1 s }`,
    passing: `actor Clerk
service Desk { replicas: 2 }
service Archive { replicas: 2 }
load_balancer Balancer { replicas: 2 }
Clerk -> Balancer -> Desk
Desk -> Archive { availability: 99.5%, timeout: 1 s, optional: true }`,
    exception: `A figure for two lines of which one is enough is the figure of both together: such a connection is never lost as a whole, so
leave the availability out.`,
  },
  check({ design, facts, report }) {
    for (const point of facts.failure.singlePoints) {
      if (point.type !== "connection") continue;
      const element = facts.graph.connections[point.index]?.element;
      if (!element) continue;
      report({
        message: `The connection ${named(element)} takes ${scopesInWords(design, point.scopes)} down alone. Add a second way (\`A -> B | C\`), a \`fallback\`, or make it \`optional\`.`,
        place: placeOf(element),
        related: pathTo(facts, point).related,
      });
    }
  },
};
