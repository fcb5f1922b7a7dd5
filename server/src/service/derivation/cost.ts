/** What a component costs. */

import type { Facts } from "../../analysis/facts.ts";
import { money } from "../../estimate/amounts.ts";
import type { Key } from "../../model/design.ts";
import { type Derivation, section } from "./derivation.ts";

/** Per month, and for how many instances; empty where no cost is stated. */
export function componentCost(facts: Facts, key: Key): Derivation {
  const cost = facts.cost.component(key);
  if (!cost) return [];
  const { perMonth, currency, instances } = cost;
  const each = instances > 1 ? [`${instances} instances × ${money(perMonth / instances, currency)}`] : [];
  return [section("Cost", `${money(perMonth, currency)} a month`, each)];
}
