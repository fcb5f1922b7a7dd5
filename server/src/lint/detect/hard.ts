/** What a request can't do without, and cycles of it. */

import { flag, propertyOf } from "../../model/access.ts";
import type { ConnectionElement, Design } from "../../model/design.ts";
import { type Keys, type Link, links } from "./connections.ts";
import { perDesign, push } from "./per-design.ts";

/** Whether the caller waits for the answer and can't do without it. */
export function isHard(design: Design, connection: ConnectionElement): boolean {
  if (connection.style === "async" || flag(design, connection, "optional") === true) return false;
  return propertyOf(design, connection, "fallback") === undefined;
}

/** What can be reached from actors, or from what starts by itself, by calls that can't be done without. */
export const onHardPath: (design: Design) => Keys = perDesign((design) => {
  const graph = links(design);
  const starts = design.all("actor").map((actor) => actor.key);
  if (starts.length === 0) {
    for (const { key } of design.all("component")) if (!graph.to.has(key)) starts.push(key);
  }
  return graph.reach(starts, (number, reach) => {
    for (const { connection, to, target } of graph.leaving(number)) {
      // What is behind a queue or a stream can wait.
      const buffer = to.class === "component" && to.kind.base.buffer === true;
      if (!buffer && isHard(design, connection)) reach(target);
    }
  });
});

/** Cycles of hard synchronous calls between components: the links of each, in the order of the text. */
export const hardCycles: (design: Design) => readonly (readonly Link[])[] = perDesign((design) => {
  const graph = links(design);
  const part = stronglyConnected(graph.size, (number) => graph.leaving(number).filter(isHardCall));
  const cycles = new Map<number, Link[]>();
  for (const link of graph.all) {
    const of = part[link.source] ?? 0;
    if (of === part[link.target] && isHardCall(link)) push(cycles, of, link);
  }
  return [...cycles.values()];

  function isHardCall({ connection, from, to }: Link): boolean {
    return from.class === "component" && to.class === "component" && from !== to && isHard(design, connection);
  }
});

/** Which strongly connected part each node belongs to (Tarjan's algorithm, without recursion). */
function stronglyConnected(size: number, next: (number: number) => readonly Link[]): Int32Array {
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const part = new Int32Array(size).fill(-1);
  const open: number[] = [];
  let entered = 0;
  let parts = 0;
  for (let root = 0; root < size; root++) {
    if (index[root] !== -1) continue;
    const work: { readonly number: number; readonly links: readonly Link[]; at: number }[] = [];
    const enter = (number: number): void => {
      index[number] = low[number] = entered++;
      open.push(number);
      work.push({ number, links: next(number), at: 0 });
    };
    enter(root);
    for (let frame = work.at(-1); frame; frame = work.at(-1)) {
      const { number } = frame;
      const target = frame.links[frame.at++]?.target;
      if (target !== undefined) {
        if (index[target] === -1) enter(target);
        else if (part[target] === -1) lower(low, number, index[target]);
        continue;
      }
      work.pop();
      const outer = work.at(-1);
      if (outer) lower(low, outer.number, low[number]);
      if (low[number] !== index[number]) continue;
      for (let last = open.pop(); last !== undefined; last = last === number ? undefined : open.pop())
        part[last] = parts;
      parts++;
    }
  }
  return part;
}

function lower(low: Int32Array, number: number, value: number | undefined): void {
  low[number] = Math.min(low[number] ?? 0, value ?? 0);
}
