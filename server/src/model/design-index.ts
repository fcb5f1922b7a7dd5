/** Puts the linked chunks of a design's files together: elements by key, by class, and by what they are nested in. */

import type { Design, Element, ElementClass, ElementOf, Key } from "./design.ts";
import type { LinkedChunk } from "./linker.ts";

/** A file's linked chunks, in order. */
export interface LinkedSource {
  readonly uri: string;
  readonly chunks: readonly LinkedChunk[];
}

const NOTHING: readonly never[] = [];

/**
 * The design that some files make up, the root first. Of elements with the same key the first counts, but connections
 * written twice are two. With the design's last version, arrays whose elements are all the same objects are kept.
 */
export function assemble(files: readonly LinkedSource[], previous?: Design): Design {
  const byKey = new Map<Key, Element>();
  const byClass = new Map<ElementClass, Element[]>();
  for (const file of files) {
    for (const chunk of file.chunks) {
      for (const element of chunk.elements) {
        const counted = byKey.has(element.key) ? again(element, byKey) : element;
        if (!counted) continue;
        byKey.set(counted.key, counted);
        const same = byClass.get(counted.class);
        if (same) same.push(counted);
        else byClass.set(counted.class, [counted]);
      }
    }
  }
  if (previous) {
    for (const [of, elements] of byClass) {
      const before = previous.all(of);
      if (before.length === elements.length && elements.every((element, index) => element === before[index])) {
        byClass.set(of, before as Element[]);
      }
    }
  }
  let nested: Map<Key, Element[]> | undefined;
  return {
    uri: files[0]?.uri ?? "",
    files: files.map((file) => file.uri),
    get: (key) => (key === undefined ? undefined : byKey.get(key)),
    all: <C extends ElementClass>(of: C) => (byClass.get(of) ?? NOTHING) as readonly ElementOf<C>[],
    children: (key) => {
      nested ??= childrenOf(byKey.values());
      return nested.get(key) ?? NOTHING;
    },
  };
}

/** Copies of connections that are written more than once, so that each version of a design has the same object. */
const copies = new WeakMap<Element, Map<Key, Element>>();

/** A second element of a key: connections, assertions and relations are told apart by a number, others are dropped. */
function again(element: Element, byKey: ReadonlyMap<Key, Element>): Element | undefined {
  if (element.class !== "connection" && element.class !== "assertion" && element.class !== "relation") return undefined;
  let number = 2;
  while (byKey.has(`${element.key} #${number}`)) number++;
  const key = `${element.key} #${number}`;
  const made = copies.get(element)?.get(key);
  if (made) return made;
  const copy = { ...element, key, id: `${element.id} #${number}` };
  const known = copies.get(element);
  if (known) known.set(key, copy);
  else copies.set(element, new Map([[key, copy]]));
  return copy;
}

function childrenOf(elements: Iterable<Element>): Map<Key, Element[]> {
  const nested = new Map<Key, Element[]>();
  for (const element of elements) {
    if (element.parent === undefined) continue;
    const siblings = nested.get(element.parent);
    if (siblings) siblings.push(element);
    else nested.set(element.parent, [element]);
  }
  return nested;
}
