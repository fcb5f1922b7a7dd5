/** The formula of a flow: exactly its steps. */

import type { FlowLinks } from "./flow-links.ts";
import { Builder, type Formula, type Link } from "./formula.ts";
import type { Graph } from "./graph.ts";
import type { Leaves } from "./leaves.ts";
import { access, type Usage } from "./routes.ts";

/** What each start of the flow needs: its own steps and, behind them, those of what it calls. */
export function flowOf(graph: Graph, leaves: Leaves, { links, starts }: FlowLinks, usage: Usage): Formula {
  const byNode = new Map<number, Link[]>();
  for (const link of links) {
    const known = byNode.get(link.from);
    if (known) known.push(link);
    else byNode.set(link.from, [link]);
  }
  const builder = new Builder(graph, leaves, {
    links: (node) => byNode.get(node) ?? [],
    access: (node) => access(graph, usage, node),
  });
  return builder.finish(builder.circuit.and(starts.map((start) => builder.up(start))), starts);
}
