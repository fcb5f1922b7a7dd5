/** Votes: components that work as long as a majority of their instances is up. */

import type { ComponentNode } from "../../analysis/graph.ts";
import { propertyOf, word } from "../../model/access.ts";
import type { Design } from "../../model/design.ts";

/** Whether instances of a component vote: it states a `quorum`, replicates by one, or coordinates others. */
export function votes(design: Design, { element, redundant, needs, replicas }: ComponentNode): boolean {
  if (redundant) return false;
  if (propertyOf(design, element, "quorum") || word(design, element, "replication") === "quorum") return true;
  // A coordinator that says how many it needs; of one that does not, `spof/no-failover` speaks.
  return element.kind.base.name === "coordinator" && replicas > 1 && needs * 2 > replicas;
}

/** Whether a majority of two votes: the loss of either stops it. */
export function isQuorumTooSmall(design: Design, node: ComponentNode): boolean {
  return node.replicas === 2 && votes(design, node);
}
