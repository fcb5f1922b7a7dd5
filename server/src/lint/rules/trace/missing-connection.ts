import type { Design, FlowStep, Key } from "../../../model/design.ts";
import { links } from "../../detect/connections.ts";
import { addAfter, addBelow } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { quote } from "../../messages.ts";
import { placeOfStep } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

/** Whether anything is drawn between two elements that goes from the one to the other. */
function isConnected(design: Design, from: Key, to: Key): boolean {
  const { from: leaving, to: arriving } = links(design);
  if (leaving.get(from)?.some((link) => link.to.key === to)) return true;
  return arriving.get(from)?.some((link) => link.connection.style === "both" && link.from.key === to) === true;
}

const ARROWS = { sync: "->", async: "~>", both: "<->" } as const;

export const missingConnection: Rule = {
  id: "trace/missing-connection",
  severity: "error",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A step of a flow goes along a connection that the design does not have.",
    rationale: `A flow tells how a request travels over the connections that are drawn. Where a step has none, the drawing and the story
contradict each other, and what the analysis says of the flow rests on a path that does not exist.`,
    failing: `actor Buyer
service Shop { replicas: 2 }
sql_database Orders { replicas: 2, failover: automatic }
Buyer -> Shop
flow Purchase {
  Buyer -> Shop "buy"
  Shop -> Orders "store the order"
}`,
    passing: `actor Buyer
service Shop { replicas: 2 }
sql_database Orders { replicas: 2, failover: automatic }
Buyer -> Shop
Shop -> Orders { timeout: 200 ms }
flow Purchase {
  Buyer -> Shop "buy"
  Shop -> Orders "store the order"
}`,
    exception: `The answer to a call needs no step of its own. A push back to the caller goes along a connection drawn as \`<->\`.`,
  },
  check(context) {
    const { design, report } = context;
    for (const flow of design.all("flow")) {
      const said = new Set<string>();
      for (const step of flow.steps) {
        const from = design.get(step.from.target);
        const to = design.get(step.to.target);
        if (!from || !to || from.key === to.key) continue;
        const key = `${from.key} -> ${to.key}`;
        if (said.has(key) || isConnected(design, from.key, to.key)) continue;
        said.add(key);
        const arrow = `${from.id} ${ARROWS[step.style]} ${to.id}`;
        report({
          message: `No connection leads from ${quote(from.id)} to ${quote(to.id)}, so this step of ${quote(flow.id)} can't happen. Add ${quote(arrow)}, or correct the step.`,
          place: placeOfStep(step),
          fixes: fix(`Add the connection ${quote(arrow)}`, addition(context, step, arrow)),
        });
      }
    }
  },
};

/** Behind the last top-level connection of the file, else before what holds the flow. */
function addition({ author }: RuleContext, step: FlowStep, arrow: string) {
  const statements = author.statements(step.origin.uri);
  const last = statements.findLast(({ statement }) => statement.type === "connection");
  if (last) return addBelow(author, last.origin, last.statement, arrow);
  const holder = step.origin.chunk.statement;
  return holder && addAfter(author, step.origin, holder, [arrow]);
}
