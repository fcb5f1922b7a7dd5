/** A design's own kinds: `kind lambda: function`. */

import { type KindEntry, kinds } from "../language/kinds.ts";
import type { Name } from "../syntax/tree.ts";
import type { Key } from "./design.ts";
import type { Linker } from "./linker.ts";

/**
 * The own kind that a keyword names: the vocabulary's entry at the end of its chain of bases, and the chain, nearest
 * first. Undefined when there is no such kind; a chain that runs in a circle ends where it closes.
 */
export function ownKind(linker: Linker, keyword: Name): { base: KindEntry; own: readonly Key[] } | undefined {
  const own: Key[] = [];
  let name: Name = keyword;
  for (;;) {
    const found = linker.find([name], undefined, (symbol) => symbol.class === "kind");
    const symbol = found.type === "found" ? found.symbols.at(-1) : undefined;
    if (!symbol || own.includes(symbol.key)) break;
    own.push(symbol.key);
    const base = kinds.get(symbol.kind ?? "");
    if (base) return { base, own };
    name = { type: "name", text: symbol.kind ?? "", start: keyword.start, end: keyword.end };
  }
  const component = kinds.get("component");
  return own.length && component ? { base: component, own } : undefined;
}
