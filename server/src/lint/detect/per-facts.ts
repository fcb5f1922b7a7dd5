/** What several rules ask of the facts of a design: found once for each version of them. */

import type { Facts } from "../../analysis/facts.ts";
import { once } from "../../model/once.ts";

/** Remembers what a function finds for as long as the facts live. */
export function perFacts<T>(find: (facts: Facts) => T): (facts: Facts) => T {
  return once(find);
}
