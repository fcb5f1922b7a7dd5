/** Figures of a design in base units, as rules ask for them. */

import type { Facts } from "../../analysis/facts.ts";
import type { ComponentNode } from "../../analysis/graph.ts";
import type { ComponentElement, Element } from "../../model/design.ts";

/** A property's value in base units, or undefined where it is not stated or can't be computed. */
export function figure(facts: Facts, element: Element, property: string): number | undefined {
  return facts.evaluation.number(element, property);
}

/** Whether a figure is above a limit by more than a rounding error. */
export function exceeds(value: number, limit: number): boolean {
  return value > limit * (1 + 1e-9);
}

/** A component as the analysis sees it: its instances, what it survives, where it stands. */
export function nodeOf({ graph }: Facts, component: ComponentElement): ComponentNode | undefined {
  const node = graph.nodes[graph.byKey.get(component.key) ?? -1];
  return node?.actor === false ? node : undefined;
}
