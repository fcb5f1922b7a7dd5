/** Remembering what is found out about something for as long as it lives. */

/**
 * A function that finds an answer once for each object. Only for answers that depend on the object alone: a design, the
 * array of its elements of a class, one element.
 */
export function once<K extends object, T>(find: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly found: T }>();
  return (of) => {
    let entry = known.get(of);
    if (!entry) {
      entry = { found: find(of) };
      known.set(of, entry);
    }
    return entry.found;
  };
}
