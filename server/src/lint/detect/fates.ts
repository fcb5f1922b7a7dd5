/** Places whose loss takes replicated components down: what stands in one zone or region only. */

import type { Facts } from "../../analysis/facts.ts";
import type { SinglePoint } from "../../analysis/failure.ts";
import type { ComponentNode } from "../../analysis/graph.ts";
import { lossOfInstance, lossOfPlace, type Outage, survives } from "../../analysis/outage.ts";
import type { Scope } from "../../analysis/scopes.ts";
import { gatesOf } from "../../analysis/single-points.ts";

/** A place that takes scopes down, and the replicated components by which it does. */
export interface SharedFate {
  readonly point: SinglePoint;
  readonly scopes: readonly Scope[];
  readonly components: readonly ComponentNode[];
}

/** The shared fates of zones or of regions. */
export function sharedFates({ failure, graph }: Facts, type: "zone" | "region"): readonly SharedFate[] {
  /** Whether what a loss does to one component is enough to take a scope down: others that are hit may have a stand-in. */
  const topples = (node: ComponentNode, outage: Outage, scopes: readonly Scope[]): boolean => {
    const { write, read } = survives(node, outage);
    return scopes.some(({ parts }) =>
      parts.some((part) => {
        const { formula, collapse } = failure.part(part);
        return collapse.topples(gatesOf(formula.circuit, failure.leaves, node.index, { write: !write, read: !read }));
      }),
    );
  };
  return failure.singlePoints.flatMap((point) => {
    if (point.type !== type || point.sharedFate.length === 0) return [];
    const outage = lossOfPlace(graph, point.index);
    const components = graph.nodes.filter((node): node is ComponentNode => {
      if (node.actor || !node.slots.some(({ zone, region }) => zone === point.index || region === point.index))
        return false;
      return !survives(node, outage).write && survives(node, lossOfInstance(node.index)).read;
    });
    if (components.length === 0) return [];
    const alone = components.filter((node) => topples(node, outage, point.sharedFate));
    return [{ point, scopes: point.sharedFate, components: alone.length > 0 ? alone : components }];
  });
}
