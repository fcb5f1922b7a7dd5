/** What waits in a queue or a stream: behind it, the average counts rather than the peak. */

import { once } from "../model/once.ts";
import type { Facts } from "./facts.ts";

/**
 * Nodes that get nothing but what comes out of a buffer, directly or through others: it can wait there. Where requests
 * enter besides, it cannot.
 */
export const buffered: (facts: Facts) => ReadonlySet<number> = once(({ graph, load }) => {
  const found = new Set<number>();
  const incoming = new Map<number, number[]>();
  for (const { key, from, to } of graph.connections) {
    if ((load.connection(key)?.rate.peak ?? 0) > 0) incoming.set(to, [...(incoming.get(to) ?? []), from]);
  }
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [node, sources] of incoming) {
      if (found.has(node)) continue;
      const waits = sources.every((source) => {
        const from = graph.nodes[source];
        return from?.actor === false && (from.kind.buffer === true || found.has(source));
      });
      if (waits && !entersBesides(node)) found.add(node);
    }
  }
  return found;

  /** Whether more arrives than its connections carry: it is where requests enter. */
  function entersBesides(index: number): boolean {
    const node = graph.nodes[index];
    const arriving = node ? (load.component(node.key)?.rate.average ?? 0) : 0;
    let carried = 0;
    for (const incoming of graph.incoming[index] ?? []) {
      const key = graph.connections[incoming]?.key;
      carried += (key !== undefined && load.connection(key)?.rate.average) || 0;
    }
    return arriving > carried * (1 + 1e-9);
  }
});
