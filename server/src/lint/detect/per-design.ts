/** Indexes that several rules look things up in: made once per version of a design. */

import type { Design } from "../../model/design.ts";

/** Remembers what a function finds out about a design for as long as the design lives. */
export function perDesign<T>(find: (design: Design) => T): (design: Design) => T {
  const known = new WeakMap<Design, { readonly found: T }>();
  return (design) => {
    let entry = known.get(design);
    if (!entry) {
      entry = { found: find(design) };
      known.set(design, entry);
    }
    return entry.found;
  };
}

/** Adds to a list in a map of lists. */
export function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
