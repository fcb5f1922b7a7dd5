import { flag, propertyOf } from "../../../model/access.ts";
import type { ConnectionElement, Design, Origin } from "../../../model/design.ts";
import { lineStart } from "../../author-text.ts";
import { isManaged, isRouting } from "../../detect/components.ts";
import { incoming, isSynchronous, type Link } from "../../detect/connections.ts";
import { perElements } from "../../detect/per-design.ts";
import { insert } from "../../edits.ts";
import type { Fix } from "../../finding.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

/** Kinds whose platform hands requests to instances by itself. */
const ROUTED_BY_PLATFORM: ReadonlySet<string> = new Set(["function", "client"]);

export const noBalancer: Rule = {
  id: "spof/no-balancer",
  severity: "warning",
  fixable: true,
  graph: true,
  documentation: {
    summary: "Clients reach a component of several instances directly, and nothing says which instance.",
    rationale: `A client knows one address. Without something that routes (a balancer, a gateway, DNS) it stays with one instance: the others
are idle, and when that one is lost it is not sent elsewhere.`,
    failing: `actor Buyer
service Backend { replicas: 3 }
Buyer -> Backend`,
    passing: `actor Buyer
load_balancer Balancer { replicas: 2 }
service Backend { replicas: 3 }
Buyer -> Balancer -> Backend`,
    exception: `Instances that their platform routes to, or clients that choose by themselves: state how, \`balancing: round_robin\`, or
\`managed: true\`.`,
  },
  check(context) {
    const { design, facts, report } = context;
    for (const node of facts.graph.nodes) {
      if (node.actor || node.replicas < 2) continue;
      const { element } = node;
      const { base } = element.kind;
      const stateless = base.stateless === true || flag(design, element, "stateless") === true;
      if (!stateless || isRouting(design, element) || isManaged(design, element)) continue;
      if (ROUTED_BY_PLATFORM.has(base.name)) continue;
      const link = incoming(design, element).find(
        ({ connection, from }) =>
          isSynchronous(connection) && (from.class === "actor" || from.kind.base.name === "client"),
      );
      if (!link || propertyOf(design, link.connection, "balancing")) continue;
      report({
        message: `${named(link.from)} reaches ${named(element)} directly, and nothing says which of its ${node.replicas} instances: the others are idle, and the loss of one is not noticed. Put a load balancer in between, or state \`balancing\`.`,
        place: placeOf(link.connection),
        related: [{ place: placeOf(element), message: `${named(element)} has ${node.replicas} instances` }],
        fixes: fixes(context, link),
      });
    }
  },
};

function fixes({ design, author }: RuleContext, { connection }: Link): readonly Fix[] {
  const { node, origin, arrow } = connection;
  const stage = node.stages[node.arrows.indexOf(arrow)];
  if (!stage) return [];
  const name = freeName(design, "LoadBalancer");
  const text = author.chunk(origin);
  const start = lineStart(text, node.start);
  const before = text.slice(start, node.start);
  const ownLine = before.trim() === "";
  const declaration = `load_balancer ${name} { replicas: 2 }`;
  const apart = ownLine ? author.newline(origin.uri) + before : "; ";
  return fix("Put a load balancer in between", [
    ...insert(origin, node.start, `${declaration}${apart}`),
    ...insert(origin, stage.end, ` -> ${name}`),
    ...stepsAlong(design, connection).flatMap((step) => insert(step.origin, step.end, ` -> ${name}`)),
  ]);
}

/** Where the steps of flows that go along a connection leave what it comes from. */
function stepsAlong(design: Design, { from, to }: ConnectionElement): readonly { origin: Origin; end: number }[] {
  return design.all("flow").flatMap(({ steps }) =>
    steps.flatMap((step) => {
      if (step.from.target !== from.target || step.to.target !== to.target || step.style === "async") return [];
      const stage = step.node.stages[step.node.arrows.indexOf(step.arrow)];
      return stage ? [{ origin: step.origin, end: stage.end }] : [];
    }),
  );
}

const names: (design: Design) => ReadonlySet<string> = perElements(
  ["component", "actor", "entity"],
  (design) =>
    new Set([...design.all("component"), ...design.all("actor"), ...design.all("entity")].map(({ name }) => name)),
);

/** A name that nothing has yet: `LoadBalancer`, `LoadBalancer2`. */
function freeName(design: Design, wanted: string): string {
  let name = wanted;
  for (let number = 2; names(design).has(name); number++) name = `${wanted}${number}`;
  return name;
}
