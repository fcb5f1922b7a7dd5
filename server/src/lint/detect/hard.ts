/** What a request can't do without, and cycles of it. */

import { flag, propertyOf } from "../../model/access.ts";
import type { ConnectionElement, Design, Key } from "../../model/design.ts";
import { type Link, links } from "./connections.ts";
import { perDesign, push } from "./per-design.ts";

/** Whether the caller waits for the answer and can't do without it. */
export function isHard(design: Design, connection: ConnectionElement): boolean {
  if (connection.style === "async" || flag(design, connection, "optional") === true) return false;
  return propertyOf(design, connection, "fallback") === undefined;
}

/** What can be reached from actors, or from what starts by itself, by calls that can't be done without. */
export const onHardPath: (design: Design) => ReadonlySet<Key> = perDesign((design) => {
  const { from, to } = links(design);
  const starts = design.all("actor").map((actor) => actor.key);
  if (starts.length === 0) {
    for (const component of design.all("component")) if (!to.has(component.key)) starts.push(component.key);
  }
  const seen = new Set(starts);
  for (const key of seen) {
    for (const { connection, to: target } of from.get(key) ?? []) {
      // What is behind a queue or a stream can wait.
      const buffer = target.class === "component" && target.kind.base.buffer === true;
      if (!buffer && isHard(design, connection)) seen.add(target.key);
    }
  }
  return seen;
});

/** Cycles of hard synchronous calls between components: the links of each, in the order of the text. */
export const hardCycles: (design: Design) => readonly (readonly Link[])[] = perDesign((design) => {
  const hard = links(design).all.filter(
    ({ connection, from, to }) =>
      from.class === "component" && to.class === "component" && from !== to && isHard(design, connection),
  );
  const next = new Map<Key, Link[]>();
  for (const link of hard) push(next, link.from.key, link);
  const group = stronglyConnected([...new Set(hard.flatMap(({ from, to }) => [from.key, to.key]))], (key) =>
    (next.get(key) ?? []).map(({ to }) => to.key),
  );
  const cycles = new Map<number, Link[]>();
  for (const link of hard) {
    const of = group.get(link.from.key);
    if (of === undefined || of !== group.get(link.to.key)) continue;
    push(cycles, of, link);
  }
  return [...cycles.values()];
});

/** Which strongly connected part each node belongs to (Tarjan's algorithm, without recursion). */
function stronglyConnected(nodes: readonly Key[], next: (key: Key) => readonly Key[]): ReadonlyMap<Key, number> {
  const index = new Map<Key, number>();
  const low = new Map<Key, number>();
  const part = new Map<Key, number>();
  const open: Key[] = [];
  let parts = 0;
  for (const root of nodes) {
    if (index.has(root)) continue;
    const work: { key: Key; targets: readonly Key[]; at: number }[] = [];
    const enter = (key: Key): void => {
      index.set(key, index.size);
      low.set(key, index.size - 1);
      open.push(key);
      work.push({ key, targets: next(key), at: 0 });
    };
    enter(root);
    for (let frame = work.at(-1); frame; frame = work.at(-1)) {
      const target = frame.targets[frame.at++];
      if (target !== undefined) {
        if (!index.has(target)) enter(target);
        else if (!part.has(target)) lower(low, frame.key, index.get(target));
        continue;
      }
      work.pop();
      const outer = work.at(-1);
      if (outer) lower(low, outer.key, low.get(frame.key));
      if (low.get(frame.key) !== index.get(frame.key)) continue;
      for (let key = open.pop(); key !== undefined; key = key === frame.key ? undefined : open.pop())
        part.set(key, parts);
      parts++;
    }
  }
  return part;
}

function lower(low: Map<Key, number>, key: Key, value: number | undefined): void {
  low.set(key, Math.min(low.get(key) ?? Number.POSITIVE_INFINITY, value ?? Number.POSITIVE_INFINITY));
}
