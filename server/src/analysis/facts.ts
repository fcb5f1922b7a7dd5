/**
 * What a design implies, computed once per version of it, on demand, and shared by findings, hovers, diagrams, exports
 * and the command line: a number that is shown twice comes from here twice.
 */

import type { Design } from "../model/design.ts";
import type { Graph } from "./graph.ts";
import type { Numbers } from "./numbers.ts";

export interface Facts {
  readonly design: Design;
  /** Every quantity: `number(element, property)` in base units. */
  readonly evaluation: Numbers;
  /** Actors, components, connections and places, indexed. */
  readonly graph: Graph;
}
