/** The facts of small designs, for tests. */

import { type Facts, factsOf } from "../../server/src/analysis/facts.ts";
import type { Element, Key } from "../../server/src/model/design.ts";
import { designOf } from "../model/design-of.ts";

/** The facts of a source. */
export function factsOfSource(source: string): Facts {
  return factsOf(designOf(source));
}

/** The key of the element with a full name. */
export function keyOf(facts: Facts, id: string): Key {
  const classes: readonly Element["class"][] = ["component", "connection", "endpoint", "entity", "requirement", "flow"];
  for (const of of classes) {
    for (const element of facts.design.all(of)) if (element.id === id) return element.key;
  }
  throw new Error(`nothing is called ${id}`);
}
