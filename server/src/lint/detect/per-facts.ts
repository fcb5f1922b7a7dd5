/** What several rules ask of the facts of a design: found once for each version of them. */

import type { Facts } from "../../analysis/facts.ts";

/** Remembers what a function finds for as long as the facts live. */
export function perFacts<T>(find: (facts: Facts) => T): (facts: Facts) => T {
  const known = new WeakMap<Facts, { readonly found: T }>();
  return (facts) => {
    let entry = known.get(facts);
    if (!entry) {
      entry = { found: find(facts) };
      known.set(facts, entry);
    }
    return entry.found;
  };
}
