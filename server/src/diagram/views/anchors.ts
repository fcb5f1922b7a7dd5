import type { Design, Element, Key } from "../../model/design.ts";

/**
 * What pictures call the design's elements. Keys hold file names, which have no place in a picture that somebody may
 * publish; full names may occur twice in a design with mistakes. So each element gets its full name, and the second one
 * of a name gets a mark.
 */
interface Anchors {
  readonly byKey: ReadonlyMap<Key, string>;
  readonly byAnchor: ReadonlyMap<string, Key>;
}

const classes = [
  "system",
  "actor",
  "component",
  "place",
  "domain",
  "connection",
  "requirement",
  "quality",
  "entity",
  "field",
  "relation",
  "api",
  "endpoint",
  "flow",
  "process",
  "decision",
  "question",
  "risk",
  "estimate",
  "assertion",
  "view",
] as const;

const cache = new WeakMap<Design, Anchors>();

function anchorsOf(design: Design): Anchors {
  const known = cache.get(design);
  if (known) return known;
  const byKey = new Map<Key, string>();
  const byAnchor = new Map<string, Key>();
  for (const kind of classes) {
    for (const element of design.all(kind)) {
      if (byKey.has(element.key)) continue;
      let anchor = element.id;
      for (let count = 2; byAnchor.has(anchor); count++) anchor = `${element.id}~${count}`;
      byKey.set(element.key, anchor);
      byAnchor.set(anchor, element.key);
    }
  }
  const anchors = { byKey, byAnchor };
  cache.set(design, anchors);
  return anchors;
}

/** The name of an element in pictures (`data-id`): its full name, made unique in the design. */
export function anchorOf(design: Design, element: Element): string {
  return anchorsOf(design).byKey.get(element.key) ?? element.id;
}

/** The element that a picture's anchor stands for, or undefined where the design has changed or the anchor is made up. */
export function elementOf(design: Design, anchor: string): Element | undefined {
  return design.get(anchorsOf(design).byAnchor.get(anchor));
}
