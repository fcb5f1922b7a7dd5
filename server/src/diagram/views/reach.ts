import type { Design, Key } from "../../model/design.ts";

interface Reach {
  readonly next: ReadonlyMap<Key, readonly Key[]>;
  readonly from: Map<Key, ReadonlySet<Key>>;
}

const known = new WeakMap<Design, Reach>();

/** Every component that connections lead to from one, directly or over others; itself only on a cycle. */
export function reachableFrom(design: Design, from: Key): ReadonlySet<Key> {
  let reach = known.get(design);
  if (!reach) {
    reach = { next: nextOf(design), from: new Map() };
    known.set(design, reach);
  }
  const cached = reach.from.get(from);
  if (cached) return cached;
  const seen = new Set<Key>();
  const queue = [from];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const target of reach.next.get(key) ?? []) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  reach.from.set(from, seen);
  return seen;
}

function nextOf(design: Design): ReadonlyMap<Key, readonly Key[]> {
  const next = new Map<Key, Key[]>();
  for (const { from, to } of design.all("connection")) {
    if (from.target === undefined || to.target === undefined) continue;
    const list = next.get(from.target);
    if (list) list.push(to.target);
    else next.set(from.target, [to.target]);
  }
  return next;
}
