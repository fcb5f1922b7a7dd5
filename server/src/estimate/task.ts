/** What there is to compute, and what each of it needs. */

import type { Design, Element, EntityElement, FieldElement, LinkedExpression } from "../model/design.ts";
import { fieldsBehind } from "./entity.ts";
import { type Owner, ownerOf, stated } from "./stated.ts";
import { measurements } from "./words.ts";

export type Task =
  | { readonly type: "expression"; readonly of: LinkedExpression; readonly owner: Owner }
  | { readonly type: "field"; readonly of: FieldElement }
  | { readonly type: "size"; readonly of: EntityElement };

/** The tasks whose results a task needs, whatever they turn out to be. */
export function needsOf(design: Design, task: Task): readonly Task[] {
  switch (task.type) {
    case "size":
      return task.of.fields.map((of) => ({ type: "field", of }));
    case "field": {
      const owner = ownerOf(task.of, "size");
      return [
        ...task.of.arguments.map((of): Task => ({ type: "expression", of, owner })),
        ...fieldsBehind(design, task.of).map((of): Task => ({ type: "field", of })),
      ];
    }
    case "expression":
      return task.of.resolutions.size ? needsOfWords(design, task.of) : [];
  }
}

function needsOfWords(design: Design, linked: LinkedExpression): readonly Task[] {
  const result: Task[] = [];
  const property = (element: Element, name: string): void => {
    const found = stated(design, element, name);
    if (found) result.push({ type: "expression", of: found.linked, owner: found.owner });
  };
  for (const resolution of linked.resolutions.values()) {
    if (resolution.type !== "element" && resolution.type !== "property") continue;
    const element = design.get(resolution.key);
    if (!element) continue;
    if (resolution.type === "property") property(element, resolution.property);
    else if (element.class === "estimate" && element.value) {
      result.push({ type: "expression", of: element.value, owner: ownerOf(element) });
    }
  }
  for (const { name, key } of measurements(linked)) {
    const element = design.get(key);
    if (element?.class !== "entity") continue;
    if (name === "size") result.push({ type: "size", of: element });
    else for (const part of ["rows", "grows", "retention"]) property(element, part);
  }
  return result;
}

/**
 * What the words of an expression mean, in terms that can be compared with those of another version: the same words
 * may lead elsewhere.
 */
export function meanings(design: Design, linked: LinkedExpression): readonly unknown[] {
  return [...linked.resolutions.values()].flatMap((one) => {
    if (one.type === "unit") return [one.type, one.unit];
    if (one.type === "label") return [one.type, one.label];
    const element = design.get(one.key);
    // Where a property is not stated, its kind may assume it.
    const kind = element?.class === "component" ? element.kind.base : element?.class;
    return [one.key, one.type === "property" ? one.property : "", kind];
  });
}
