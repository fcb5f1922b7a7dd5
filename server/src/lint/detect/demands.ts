/** Where load comes from, for findings to tell. */

import type { Facts } from "../../analysis/facts.ts";
import type { Contribution } from "../../analysis/load.ts";
import { rate } from "../../estimate/amounts.ts";
import type { Element } from "../../model/design.ts";
import type { Related } from "../finding.ts";
import { named } from "../messages.ts";
import { placeOf } from "../places.ts";

/** How many of the demands that load something are told of. */
const MOST_TOLD = 3;

/** The element that states a demand: an endpoint, an actor, a connection. */
export function sourceOf({ graph }: Facts, demand: Contribution["demand"]): Element | undefined {
  switch (demand.type) {
    case "endpoint":
      return demand.endpoint;
    case "actor":
      return graph.nodes[demand.node]?.element;
    case "connection":
      return graph.connections[demand.connection]?.element;
  }
}

/** What loads something, the largest first. */
export function loadedBy(
  facts: Facts,
  contributions: readonly Contribution[],
  when: "at peak" | "on average" = "at peak",
): readonly Related[] {
  return contributions.slice(0, MOST_TOLD).flatMap((contribution) => {
    const source = sourceOf(facts, contribution.demand);
    const amount = when === "at peak" ? contribution.rate.peak : contribution.rate.average;
    return source && amount > 0
      ? [{ place: placeOf(source), message: `${named(source)} brings ${rate(amount)} ${when}` }]
      : [];
  });
}
