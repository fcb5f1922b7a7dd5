import type { Facts } from "../../../analysis/facts.ts";
import { type Scope, SYSTEM } from "../../../analysis/scopes.ts";
import { gatesOf } from "../../../analysis/single-points.ts";
import { incoming } from "../../detect/connections.ts";
import { isThirdParty, scopesInWords } from "../../detect/failure.ts";
import { isHard } from "../../detect/hard.ts";
import { addToConnection } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

const DOWN = { write: true, read: true };

export const externalHard: Rule = {
  id: "spof/external-hard",
  severity: "information",
  fixable: true,
  graph: true,
  documentation: {
    summary: "A third party's system is on a path that can't do without it.",
    rationale: `You can neither repair it nor decide when it is maintained. Its availability is the most that anything behind it can have:
what if it is slow, or gone for a day? Call it asynchronously, remember its last answer, or have a second one.`,
    failing: `actor Buyer
load_balancer Balancer { replicas: 2 }
service Shop { replicas: 2 }
external Bank
Buyer -> Balancer -> Shop
Shop -> Bank { timeout: 5 s }`,
    passing: `actor Buyer
load_balancer Balancer { replicas: 2 }
service Shop { replicas: 2 }
external Bank
Buyer -> Balancer -> Shop
Shop -> Bank { timeout: 5 s, optional: true }`,
    exception: `A third party without which there is nothing to do at all: suppress the rule at its declaration, and state its
\`availability\`, so that it counts.`,
  },
  check(context) {
    const { design, facts, author, report } = context;
    for (const node of facts.graph.nodes) {
      if (node.actor || !isThirdParty(node.element)) continue;
      const scopes = facts.failure.scopes.all.filter((scope) => needs(facts, scope, node.index));
      if (scopes.length === 0) continue;
      const hard = incoming(design, node.element).filter(({ connection }) => isHard(design, connection));
      const edits = hard.flatMap(({ connection }) => addToConnection(author, connection, ["optional: true"]) ?? []);
      report({
        message: `Without ${named(node.element)}, a system that you can't repair, ${scopesInWords(design, scopes)} can't work. Call it asynchronously (\`~>\`), state a \`fallback\`, or make the connection \`optional\`.`,
        place: placeOf(node.element),
        related: hard.map(({ connection }) => ({
          place: placeOf(connection),
          message: `${named(connection)} waits for it`,
        })),
        fixes: fix(hard.length === 1 ? "Make the connection optional" : "Make the connections optional", edits),
      });
    }
  },
};

/** Whether a scope is down when a component is. */
function needs({ failure }: Facts, scope: Scope, node: number): boolean {
  return (
    (scope.key === SYSTEM || scope.kind === "requirement" || scope.kind === "flow") &&
    scope.parts.some((part) => {
      const { formula, collapse } = failure.part(part);
      return collapse.topples(gatesOf(formula.circuit, failure.leaves, node, DOWN));
    })
  );
}
