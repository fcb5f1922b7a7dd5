import type { Facts } from "../../../analysis/facts.ts";
import type { ComponentNode, GraphNode } from "../../../analysis/graph.ts";
import type { Budget } from "../../../analysis/latency.ts";
import { type Part, SYSTEM } from "../../../analysis/scopes.ts";
import { time } from "../../../estimate/amounts.ts";
import type { Design, Element } from "../../../model/design.ts";
import { once } from "../../../model/once.ts";
import { isAwaited } from "../../detect/apis.ts";
import { exceeds, figure } from "../../detect/figures.ts";
import { named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const gatewayTimeout: Rule = {
  id: "capacity/gateway-timeout",
  severity: "error",
  fixable: false,
  graph: true,
  documentation: {
    summary: "An answer behind an API gateway takes longer than the gateway waits for it.",
    rationale: `Managed API gateways give up after 30 seconds, whatever the service behind them does: the caller gets an error, and the work goes
on for nobody. What takes longer is accepted at once, worked on behind a queue, and asked for or pushed when it is done.`,
    failing: `actor Analyst
api Reports { POST /report as Make { latency: 45 s } }
api_gateway Gateway { managed: true }
service Maker { serves: Reports, replicas: 2 }
Analyst -> Gateway -> Maker`,
    passing: `actor Analyst
api Reports { POST /report as Make { latency: 45 s, async: true } }
api_gateway Gateway { managed: true }
service Maker { serves: Reports, replicas: 2 }
Analyst -> Gateway -> Maker`,
    exception: `A gateway that is configured to wait longer states it on its connections: \`Gateway -> Maker { timeout: 2 min }\`. An endpoint that
answers before the work is done is \`async: true\`.`,
  },
  check({ facts, design, report }) {
    if (!hasGateways(facts.graph.nodes)) return;
    const told = new Set<Element>();
    for (const part of partsOf(facts)) {
      const element = part.type === "flow" ? part.flow : part.type === "use" ? part.usage.endpoint : undefined;
      if (!element || told.has(element) || !waitsFor(design, part)) continue;
      const budget = facts.latency.part(part);
      for (const gateway of budget ? gatewaysOn(facts, budget) : []) {
        const seconds = budget ? behind(budget, gateway) : 0;
        const limit = patience(facts, gateway);
        if (limit === undefined || !exceeds(seconds, limit.seconds)) continue;
        told.add(element);
        const slowest = budget?.steps.toSorted((some, other) => other.seconds - some.seconds)[0];
        const slow = design.get(slowest?.key);
        report({
          message: `The answer of ${named(element)} takes ${time(seconds)}, and ${named(gateway.element)} waits for ${time(limit.seconds)}${limit.source}: the caller gets an error while the work goes on. Answer at once and work behind a queue (\`async: true\`), or make it faster.`,
          place: placeOf(element),
          related: [
            {
              place: placeOf(gateway.element),
              message: `${named(gateway.element)} gives up after ${time(limit.seconds)}`,
            },
            ...(slow && slowest
              ? [{ place: placeOf(slow), message: `${quote(slowest.id)} takes ${time(slowest.seconds)}` }]
              : []),
          ],
        });
      }
    }
  },
};

/** Whether anything gives up waiting after the time that its kind does. */
const hasGateways: (nodes: readonly GraphNode[]) => boolean = once((nodes) =>
  nodes.some((node) => !node.actor && node.kind.timeout !== undefined),
);

/** The parts of all scopes; those of the system where there are no others. */
function partsOf({ scopes }: Facts): readonly Part[] {
  const own = scopes.all.filter(({ key }) => key !== SYSTEM).flatMap(({ parts }) => parts);
  return [...own, ...(scopes.byKey.get(SYSTEM)?.parts ?? [])];
}

function waitsFor(design: Design, part: Part): boolean {
  return part.type !== "use" || !part.usage.endpoint || isAwaited(design, part.usage.endpoint);
}

function gatewaysOn({ graph }: Facts, { steps, unknown }: Budget): readonly ComponentNode[] {
  const keys = [...unknown, ...steps.map(({ key }) => key)];
  return [...new Set(keys)].flatMap((key) => {
    const node = graph.nodes[graph.byKey.get(key) ?? -1];
    return node && !node.actor && node.kind.timeout ? [node] : [];
  });
}

/** What comes behind a gateway; where it states no latency it can't be told what comes before, which is little. */
function behind({ steps, seconds }: Budget, gateway: ComponentNode): number {
  const at = steps.findIndex(({ key }) => key === gateway.key);
  return at < 0 ? seconds : steps.slice(at + 1).reduce((sum, step) => sum + step.seconds, 0);
}

/** How long a gateway waits: as its connections state, else as its kind does. */
function patience(facts: Facts, gateway: ComponentNode): { seconds: number; source: string } | undefined {
  const stated = (facts.graph.outgoing[gateway.index] ?? []).flatMap((index) => {
    const connection = facts.graph.connections[index];
    return connection ? (figure(facts, connection.element, "timeout") ?? []) : [];
  });
  const { timeout } = gateway.kind;
  if (!timeout) return undefined;
  const usual = Number(timeout.value);
  const longest = Math.max(0, ...stated);
  // A shorter timeout of one connection may not be that of the call in question.
  return longest > usual ? { seconds: longest, source: "" } : { seconds: usual, source: ` (${timeout.source})` };
}
