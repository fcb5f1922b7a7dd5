/** How a scope comes to depend on something: the shortest way along the arrows of its formula. */

import type { Formula, Link } from "./formula.ts";

/** Node indices in order, and the arrows between them. */
export interface Route {
  readonly nodes: readonly number[];
  readonly links: readonly Link[];
}

/**
 * A shortest way from where a formula begins to a node or along an arrow that `wanted` says yes to; undefined when none
 * leads there. A fallback is reached along the arrow that it stands in for.
 */
export function routeTo(
  formula: Formula,
  wanted: (node: number, link: Link | undefined) => boolean,
): Route | undefined {
  const via = new Map<number, { readonly from: number; readonly link: Link } | undefined>();
  const queue = [...formula.sources];
  for (const source of queue) {
    via.set(source, undefined);
    if (wanted(source, undefined)) return { nodes: [source], links: [] };
  }
  for (let head = 0; head < queue.length; head++) {
    const from = queue[head] ?? 0;
    for (const link of formula.links.get(from) ?? []) {
      for (const to of link.fallback === undefined ? [link.to] : [link.to, link.fallback]) {
        if (via.has(to)) {
          if (wanted(-1, link)) return back(via, from, { to, link });
          continue;
        }
        via.set(to, { from, link });
        if (wanted(to, link)) return back(via, to);
        queue.push(to);
      }
    }
  }
  return undefined;
}

function back(
  via: ReadonlyMap<number, { readonly from: number; readonly link: Link } | undefined>,
  end: number,
  last?: { readonly to: number; readonly link: Link },
): Route {
  const nodes = last ? [last.to] : [];
  const links = last ? [last.link] : [];
  let node = end;
  nodes.unshift(node);
  for (let step = via.get(node); step; step = via.get(node)) {
    links.unshift(step.link);
    node = step.from;
    nodes.unshift(node);
  }
  return { nodes, links };
}
