/** Whether an edit left alone all that loads, storage, budgets and costs are computed from: typing in an estimate does. */

import { sameExponents } from "../estimate/dimension.ts";
import type { Evaluation } from "../estimate/evaluation.ts";
import { type Owner, ownerOf, quorumSides } from "../estimate/stated.ts";
import { measurements } from "../estimate/words.ts";
import type { Design, Element, ElementClass, LinkedExpression } from "../model/design.ts";

/** What entities need room for is computed from. */
export const ENTITY_CLASSES: readonly ElementClass[] = ["system", "entity", "field"];
/** What stores need besides, their nodes apart. */
export const STORE_CLASSES: readonly ElementClass[] = ["component", "kind"];

/** Where load comes from and goes, nodes apart. */
export const LOAD_CLASSES: readonly ElementClass[] = [
  "system",
  "actor",
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

/** Everything that has figures but estimates themselves. */
export const FIGURE_CLASSES: readonly ElementClass[] = [...LOAD_CLASSES, "component"];

/** Whether all elements of some classes are the same ones, and all that they read of estimates is what it was. */
export function sameInputs(
  classes: readonly ElementClass[],
  [design, now]: readonly [Design, Evaluation],
  [before, then]: readonly [Design, Evaluation],
): boolean {
  return classes.every((of) => {
    const elements = design.all(of);
    if (elements !== before.all(of)) return false;
    return namedExpressions(elements).every(([linked, owner]) => {
      // What a load is read for may be what it is computed from.
      if (measurements(linked).some(({ name }) => name === "load")) return false;
      const [left, right] = [then.value(linked, owner).quantity, now.value(linked, owner).quantity];
      if (left === right) return true;
      return left !== undefined && right !== undefined && !left.distribution && !right.distribution
        ? left.value.equals(right.value) && sameExponents(left.dimensions, right.dimensions)
        : false;
    });
  });
}

type Named = readonly [linked: LinkedExpression, owner: Owner];

/** By array of elements, which is the same one as long as nothing in it changes. */
const found = new WeakMap<readonly Element[], readonly Named[]>();

/** The expressions of elements that name something: an estimate, another element's property. */
function namedExpressions(elements: readonly Element[]): readonly Named[] {
  const known = found.get(elements);
  if (known) return known;
  const named = elements.flatMap((element) =>
    [...expressionsOf(element)].filter(([linked]) => linked.resolutions.size > 0 && !isReference(linked)),
  );
  found.set(elements, named);
  return named;
}

function isReference(linked: LinkedExpression): boolean {
  return "reference" in linked && linked.reference !== undefined;
}

function* expressionsOf(element: Element): Generator<Named> {
  yield* statedBy(element);
  if (element.class === "quality" && element.target?.value) yield [element.target.value, ownerOf(element, "target")];
  if (element.class === "field") for (const size of element.arguments) yield [size, ownerOf(element, "size")];
  if (element.class !== "flow") return;
  for (const step of element.steps) yield* statedBy({ ...element, properties: step.properties });
}

function* statedBy(element: Element): Generator<Named> {
  for (const property of element.properties.values()) {
    const owner = ownerOf(element, property.name);
    for (const value of property.values) {
      const sides = property.name === "quorum" ? quorumSides(value) : undefined;
      if (!sides) yield [value, owner];
      else
        yield* [
          [sides.needs, ownerOf(element, "needs")],
          [sides.replicas, ownerOf(element, "replicas")],
        ] as const;
    }
  }
}
