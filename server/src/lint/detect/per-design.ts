/** Indexes that several rules look things up in: made once per version of a design, or of the elements that matter. */

import type { Design, Element, ElementClass } from "../../model/design.ts";
import { once } from "../../model/once.ts";

/** Remembers what a function finds out about a design for as long as the design lives. */
export function perDesign<T>(find: (design: Design) => T): (design: Design) => T {
  return once(find);
}

/**
 * Remembers what a function finds out about the elements of some classes for as long as these are the same ones: edits
 * of others leave it alone. It sees those classes only, as if there were no others, so it can't depend on more.
 */
export function perElements<T>(
  classes: readonly [ElementClass, ...ElementClass[]],
  find: (design: Design) => T,
): (design: Design) => T {
  const [first, ...others] = classes;
  const known = new Known<T>();
  return (design) => {
    let entry = known.under(design.all(first));
    for (const of of others) entry = entry.under(design.all(of));
    entry.found ??= { answer: find(narrowed(design, new Set(classes))) };
    return entry.found.answer;
  };
}

/** What was found of the elements of some classes: by those of the first, then by those of the second, and so on. */
class Known<T> {
  found: { readonly answer: T } | undefined;
  readonly #next = new WeakMap<readonly Element[], Known<T>>();

  under(elements: readonly Element[]): Known<T> {
    let next = this.#next.get(elements);
    if (!next) {
      next = new Known();
      this.#next.set(elements, next);
    }
    return next;
  }
}

/** A design as it would be with some classes of elements only. */
function narrowed(design: Design, classes: ReadonlySet<ElementClass>): Design {
  const seen = (element: Element | undefined) => (element && classes.has(element.class) ? element : undefined);
  return {
    uri: design.uri,
    files: design.files,
    get: (key) => seen(design.get(key)),
    all: (of) => {
      if (!classes.has(of)) throw new Error(`What is found among ${[...classes].join(", ")} cannot depend on ${of}.`);
      return design.all(of);
    },
    children: (key) => design.children(key).filter((child) => classes.has(child.class)),
  };
}

/** Adds to a list in a map of lists. */
export function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
