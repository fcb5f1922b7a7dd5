/** Where the value of a property is stated: by the element itself, by its own kinds, or as part of a quorum. */

import type { Design, Element, LinkedExpression, Property, Value } from "../model/design.ts";

/** Who states an expression: names its ranges in findings, and seeds their samples. */
export interface Owner {
  readonly id: string;
  readonly name: string;
  readonly seed: string;
  /** The property or the side that it is of its element; empty for an estimate itself. */
  readonly part: string;
}

/** The value of a property, as an expression. */
export interface Stated {
  readonly linked: LinkedExpression;
  readonly owner: Owner;
  readonly property: Property;
}

/** The owner of what an element states; `part` tells its expressions apart. */
export function ownerOf(element: Element, part = ""): Owner {
  const suffix = part ? `.${part}` : "";
  const file = element.origin.uri.slice(element.origin.uri.lastIndexOf("/") + 1);
  return {
    id: `${element.key}${suffix}`,
    part,
    name: `${element.id || element.class}${suffix}`,
    // Independent of the folder, so that a design gives the same figures wherever it lies.
    seed: `${file}#${element.id}${suffix}`,
  };
}

/** The first value that an element states for a property, or that the nearest of its own kinds does. */
export function stated(design: Design, element: Element, name: string): Stated | undefined {
  const own = statedBy(element, name);
  if (own || element.class !== "component") return own;
  for (const key of element.kind.own) {
    const kind = design.get(key);
    const inherited = kind && statedBy(kind, name);
    if (inherited) return inherited;
  }
  return undefined;
}

function statedBy(element: Element, name: string): Stated | undefined {
  const property = element.properties.get(name);
  const [value] = property?.values ?? [];
  if (property && value) return { linked: value, owner: ownerOf(element, name), property };
  if (name !== "needs" && name !== "replicas") return undefined;
  const quorum = element.properties.get("quorum");
  const sides = quorum?.values[0] && quorumSides(quorum.values[0]);
  return quorum && sides ? { linked: sides[name], owner: ownerOf(element, name), property: quorum } : undefined;
}

/** The sides of `2 of 3`. */
export interface Quorum {
  readonly needs: LinkedExpression;
  readonly replicas: LinkedExpression;
}

const sidesOf = new WeakMap<Value, Quorum>();

/** `2 of 3` says `needs: 2, replicas: 3`; undefined for anything else. */
export function quorumSides(value: Value): Quorum | undefined {
  const known = sidesOf.get(value);
  if (known) return known;
  const [left, operator, right] = value.expression.terms;
  if (value.expression.terms.length !== 3 || !left || !right) return undefined;
  if (operator?.type !== "operator" || operator.sign !== "of") return undefined;
  const side = (term: typeof left): LinkedExpression => ({
    ...value,
    expression: { type: "expression", start: term.start, end: term.end, terms: [term] },
  });
  const result = { needs: side(left), replicas: side(right) };
  sidesOf.set(value, result);
  return result;
}
