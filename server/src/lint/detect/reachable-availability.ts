/** What of an availability is stated and what is assumed. */

import { ScopeModel } from "../../analysis/availability.ts";
import type { Facts } from "../../analysis/facts.ts";
import type { Scope } from "../../analysis/scopes.ts";

/** As many nodes of decision diagrams as a finding is worth; beyond, the upper bound counts. */
const NODES = 20_000;

/**
 * What a scope's availability would be if everything whose availability is only assumed never failed: what is stated
 * allows no more than that.
 */
export function ceilingOf({ failure, graph }: Facts, scope: Scope): number {
  const formulas = scope.parts.map((part) => failure.part(part).formula);
  const perfect = (node: number) => {
    const known = failure.instanceAvailability(node);
    return known.assumed ? { ...known, value: 1 } : known;
  };
  return new ScopeModel(graph, failure.leaves, perfect, formulas, NODES).availability().high;
}
