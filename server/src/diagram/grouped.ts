/** Things by a key, in their order; those without a key are left out. */
export function grouped<T, K>(things: Iterable<T>, keyOf: (thing: T) => K | undefined): Map<K, T[]> {
  const out = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key === undefined) continue;
    const group = out.get(key);
    if (group === undefined) out.set(key, [thing]);
    else group.push(thing);
  }
  return out;
}
