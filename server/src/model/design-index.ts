/** Puts the linked chunks of a design's files together: elements by key, by class, and by what they are nested in. */

import type { Design, Element, ElementClass, ElementOf, Key } from "./design.ts";
import type { LinkedChunk } from "./linker.ts";
import { type Splice, spliceBetween, spliced } from "./splice.ts";

/** A file's linked chunks, in order. */
export interface LinkedSource {
  readonly uri: string;
  readonly chunks: readonly LinkedChunk[];
}

/** A design, and what its next version can be made from. */
export interface Assembled {
  readonly design: Design;
  readonly files: readonly LinkedSource[];
  /** Taken over, and changed, by the next version: the latest design is the only valid one. */
  readonly byKey: Map<Key, Element>;
  readonly byClass: ReadonlyMap<ElementClass, readonly Element[]>;
  /** The keys that more than one element has: an edit of one of those changes which of them counts. */
  readonly repeated: ReadonlySet<Key>;
}

const NOTHING: readonly never[] = [];

/**
 * The design that some files make up, the root first. Of elements with the same key the first counts, but connections
 * written twice are two. With the design's last version, arrays in which nothing changed are kept.
 */
export function assemble(files: readonly LinkedSource[], previous?: Assembled): Assembled {
  return (previous && patched(files, previous)) ?? afresh(files, previous);
}

function afresh(files: readonly LinkedSource[], previous: Assembled | undefined): Assembled {
  const byKey = new Map<Key, Element>();
  const byClass = new Map<ElementClass, Element[]>();
  const repeated = new Set<Key>();
  for (const file of files) {
    for (const chunk of file.chunks) {
      for (const element of chunk.elements) {
        const first = !byKey.has(element.key);
        if (!first) repeated.add(element.key);
        const counted = first ? element : again(element, byKey);
        if (!counted) continue;
        byKey.set(counted.key, counted);
        const same = byClass.get(counted.class);
        if (same) same.push(counted);
        else byClass.set(counted.class, [counted]);
      }
    }
  }
  const kept = new Map<ElementClass, readonly Element[]>(byClass);
  for (const [of, elements] of byClass) {
    const before = previous?.byClass.get(of);
    if (before?.length === elements.length && elements.every((element, index) => element === before[index])) {
      kept.set(of, before);
    }
  }
  return { files, byKey, byClass: kept, repeated, design: designOf(files, byKey, kept) };
}

function designOf(
  files: readonly LinkedSource[],
  byKey: ReadonlyMap<Key, Element>,
  byClass: ReadonlyMap<ElementClass, readonly Element[]>,
): Design {
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

/**
 * The next version of a design in which the chunks of one file changed, made in the time that the change takes rather
 * than the design. Undefined where that can't be done: several files changed, or something that is declared twice.
 */
function patched(files: readonly LinkedSource[], previous: Assembled): Assembled | undefined {
  if (files.length !== previous.files.length) return undefined;
  let at = -1;
  for (const [index, file] of files.entries()) {
    const before = previous.files[index];
    if (file.uri !== before?.uri) return undefined;
    if (file.chunks === before.chunks) continue;
    if (at >= 0) return undefined;
    at = index;
  }
  const before = previous.files[at];
  const after = files[at];
  if (!before || !after) return undefined;

  const splice = spliceBetween(before.chunks, after.chunks);
  const removed = elementsIn(before.chunks, splice.start, splice.removed);
  const inserted = elementsIn(after.chunks, splice.start, splice.inserted);
  const { byKey, repeated } = previous;
  const freed = new Set<Key>();
  for (const { key } of removed) {
    if (repeated.has(key)) return undefined;
    freed.add(key);
  }
  const taken = new Set<Key>();
  for (const element of inserted) {
    if (taken.has(element.key) || (byKey.has(element.key) && !freed.has(element.key))) return undefined;
    taken.add(element.key);
  }

  const byClass = new Map(previous.byClass);
  for (const of of new Set([...removed, ...inserted].map((element) => element.class))) {
    const list = byClass.get(of) ?? NOTHING;
    const out = removed.filter((element) => element.class === of);
    const into = inserted.filter((element) => element.class === of);
    const start = placeOf(of, list, out, files, at, splice);
    byClass.set(of, spliced(list, { start, removed: out.length, inserted: into.length }, into));
  }
  for (const key of freed) byKey.delete(key);
  for (const element of inserted) byKey.set(element.key, element);
  return { files, byKey, byClass, repeated, design: designOf(files, byKey, byClass) };
}

function elementsIn(chunks: readonly LinkedChunk[], start: number, count: number): readonly Element[] {
  return chunks.slice(start, start + count).flatMap((chunk) => chunk.elements);
}

/** Where in the list of a class the elements of the spliced chunks stand, or belong. */
function placeOf(
  of: ElementClass,
  list: readonly Element[],
  removed: readonly Element[],
  files: readonly LinkedSource[],
  at: number,
  splice: Splice,
): number {
  const [first] = removed;
  if (first) return list.indexOf(first);
  let start = splice.start + splice.inserted;
  for (const file of files.slice(at)) {
    for (let index = start; index < file.chunks.length; index++) {
      for (const next of file.chunks[index]?.elements ?? []) {
        const place = next.class === of ? placeIn(list, next) : -1;
        if (place >= 0) return place;
      }
    }
    start = 0;
  }
  return list.length;
}

/** Where an element, or its copy, stands in a list; negative where it does not count. */
function placeIn(list: readonly Element[], element: Element): number {
  for (const one of [element, ...(copies.get(element)?.values() ?? [])]) {
    const place = list.indexOf(one);
    if (place >= 0) return place;
  }
  return -1;
}

/** Copies of connections that are written more than once, so that each version of a design has the same object. */
const copies = new WeakMap<Element, Map<Key, Element>>();

/** What nobody refers to by a name of its own: each of them counts. */
function isNameless({ class: of, name }: Element): boolean {
  return of === "connection" || of === "assertion" || of === "relation" || (of === "quality" && name === "");
}

/** A second element of a key: what has no name of its own is told apart by a number, the rest is dropped. */
function again(element: Element, byKey: ReadonlyMap<Key, Element>): Element | undefined {
  if (!isNameless(element)) return undefined;
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
