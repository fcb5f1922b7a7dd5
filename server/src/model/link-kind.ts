/** A design's own kinds: `kind lambda: function`. */

import { type KindEntry, kinds } from "../language/kinds.ts";
import type { Name } from "../syntax/tree.ts";
import type { Key } from "./design.ts";
import type { Linker } from "./linker.ts";
import type { Symbol } from "./symbols.ts";

/**
 * The own kind that a keyword names: the vocabulary's entry at the end of its chain of bases, and the chain, nearest
 * first. Undefined when there is no such kind; a chain that runs in a circle ends where it closes.
 */
export function ownKind(linker: Linker, keyword: Name): { base: KindEntry; own: readonly Key[] } | undefined {
  const own = new Set<Key>();
  const isKind = (symbol: Symbol): boolean => symbol.class === "kind";
  // The keyword is a use of the first kind alone; those that it builds on are looked up in passing.
  let found = linker.find([keyword], undefined, isKind);
  for (;;) {
    const symbol = found.type === "found" ? found.symbols.at(-1) : undefined;
    if (!symbol || own.has(symbol.key)) break;
    own.add(symbol.key);
    const base = kinds.get(symbol.kind ?? "");
    if (base) return { base, own: [...own] };
    found = linker.lookUp([symbol.kind ?? ""], undefined, isKind);
  }
  const component = kinds.get("component");
  return own.size && component ? { base: component, own: [...own] } : undefined;
}
