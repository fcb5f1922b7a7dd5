/** Whether an edit left alone all that loads, storage, budgets and costs are computed from: typing in an estimate does. */

import type { Evaluation } from "../estimate/evaluation.ts";
import { measurements } from "../estimate/words.ts";
import type { Design, Element, ElementClass, LinkedExpression } from "../model/design.ts";

/** What entities need room for is computed from. */
export const ENTITY_CLASSES: readonly ElementClass[] = ["system", "entity", "field"];
/** What stores need besides, their nodes apart. */
export const STORE_CLASSES: readonly ElementClass[] = ["component", "kind"];

/** Everything that has figures but estimates themselves. */
export const FIGURE_CLASSES: readonly ElementClass[] = [
  "system",
  "actor",
  "component",
  "connection",
  "place",
  "kind",
  "domain",
  "requirement",
  "quality",
  "api",
  "endpoint",
  "entity",
  "field",
  "flow",
];

/** Whether all elements of some classes are the same ones, and all that they read of estimates is what it was. */
export function sameInputs(
  classes: readonly ElementClass[],
  [design, now]: readonly [Design, Evaluation],
  [before, then]: readonly [Design, Evaluation],
): boolean {
  return classes.every((of) => {
    const elements = design.all(of);
    if (elements !== before.all(of)) return false;
    return namedExpressions(elements).every((linked) => {
      // What a load is read for may be what it is computed from.
      if (measurements(linked).some(({ name }) => name === "load")) return false;
      const [left, right] = [then.value(linked).quantity, now.value(linked).quantity];
      if (left === right) return true;
      return left !== undefined && right !== undefined && !left.distribution && !right.distribution
        ? left.value.equals(right.value) && left.dimensions.size === right.dimensions.size
        : false;
    });
  });
}

/** By array of elements, which is the same one as long as nothing in it changes. */
const found = new WeakMap<readonly Element[], readonly LinkedExpression[]>();

/** The expressions of elements that name something: an estimate, another element's property. */
function namedExpressions(elements: readonly Element[]): readonly LinkedExpression[] {
  const known = found.get(elements);
  if (known) return known;
  const named = elements.flatMap((element) =>
    [...expressionsOf(element)].filter((linked) => linked.resolutions.size > 0 && !isReference(linked)),
  );
  found.set(elements, named);
  return named;
}

function isReference(linked: LinkedExpression): boolean {
  return "reference" in linked && linked.reference !== undefined;
}

function* expressionsOf(element: Element): Generator<LinkedExpression> {
  for (const property of element.properties.values()) yield* property.values;
  if (element.class === "quality" && element.target?.value) yield element.target.value;
  if (element.class === "field") yield* element.arguments;
  if (element.class !== "flow") return;
  for (const step of element.steps) for (const property of step.properties.values()) yield* property.values;
}
