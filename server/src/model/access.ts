/** Reading properties of a design's elements, own kinds included. */

import type { ConnectionEnd, Design, Element, ElementClass, ElementOf, Key, Property, Reference } from "./design.ts";

/** A property of an element: its own, or for a component what its own kinds state, nearest first. */
export function propertyOf(design: Design, element: Element, name: string): Property | undefined {
  const own = element.properties.get(name);
  if (own || element.class !== "component" || element.kind.own.length === 0) return own;
  for (const key of element.kind.own) {
    const inherited = design.get(key)?.properties.get(name);
    if (inherited) return inherited;
  }
  return undefined;
}

/** The words of a property, `monitors: latency, errors`; empty when it is not stated. */
export function words(design: Design, element: Element, name: string): readonly string[] {
  return (
    propertyOf(design, element, name)?.values.flatMap((value) =>
      value.word !== undefined ? [value.word] : value.text !== undefined ? [value.text] : [],
    ) ?? []
  );
}

/** The first word of a property, or undefined. */
export function word(design: Design, element: Element, name: string): string | undefined {
  for (const value of propertyOf(design, element, name)?.values ?? []) {
    const said = value.word ?? value.text;
    if (said !== undefined) return said;
  }
  return undefined;
}

/** A boolean property: true or false as stated, undefined when it is not stated or is no boolean. */
export function flag(design: Design, element: Element, name: string): boolean | undefined {
  const stated = word(design, element, name);
  return stated === "true" ? true : stated === "false" ? false : undefined;
}

/** The elements that a property's references lead to, of one class. Unresolved ones are left out. */
export function targets<C extends ElementClass>(
  design: Design,
  element: Element,
  name: string,
  of: C,
): readonly ElementOf<C>[] {
  return (propertyOf(design, element, name)?.values ?? []).flatMap((value) => {
    const target = design.get(value.reference?.target);
    return target?.class === of ? [target as ElementOf<C>] : [];
  });
}

/** The keys that a property's references lead to, of any class. */
export function targetKeys(design: Design, element: Element, name: string): readonly Key[] {
  return (propertyOf(design, element, name)?.values ?? []).flatMap((value) => value.reference?.target ?? []);
}

/** What stands at an end of a connection, or undefined when the name leads to nothing that can be connected. */
export function end(design: Design, reference: Reference): ConnectionEnd | undefined {
  const element = design.get(reference.target);
  return element?.class === "actor" || element?.class === "component" ? element : undefined;
}

/** The nearest enclosing element of a class, or undefined. */
export function enclosing<C extends ElementClass>(design: Design, element: Element, of: C): ElementOf<C> | undefined {
  for (let parent = design.get(element.parent); parent; parent = design.get(parent.parent)) {
    if (parent.class === of) return parent as ElementOf<C>;
  }
  return undefined;
}

/** The classes of what an author gives a name. */
export const namedClasses = [
  "system",
  "actor",
  "component",
  "place",
  "domain",
  "kind",
  "requirement",
  "quality",
  "estimate",
  "unit",
  "field",
  "entity",
  "api",
  "endpoint",
  "flow",
  "process",
  "decision",
  "option",
  "question",
  "risk",
  "view",
] as const satisfies readonly ElementClass[];
