/** Names in scope that fit a place, the nearest first. */

import type { ElementClass } from "../model/design.ts";
import { resolve, visible } from "../model/names.ts";
import type { Symbol as NameSymbol } from "../model/symbols.ts";
import { type CompletionItem, kindOfClass, plainItem } from "./completion-item.ts";
import type { CompletionPlace } from "./completion-place.ts";

/** Says more of a symbol than its name: its title. */
export type Titles = (key: string) => string | undefined;

/**
 * The names of some classes that can be written at a place. Behind a qualifier, the members of what it leads to. Names
 * of the scope come first, then those of the file, then imported ones.
 *
 * @param skip names that stand there already
 */
export function nameItems(
  place: CompletionPlace,
  classes: ReadonlySet<ElementClass>,
  titles: Titles,
  skip: ReadonlySet<string> = new Set(),
): readonly CompletionItem[] {
  if (place.qualifier.length > 0) return memberItems(place, classes, titles);
  const ranked: { readonly item: CompletionItem; readonly rank: number }[] = [];
  const seen = new Set<string>();
  for (const symbol of visible(place.names)) {
    if (!classes.has(symbol.class) || seen.has(symbol.key) || symbol.name === "") continue;
    // An endpoint without a name of its own can't be written.
    if (!/^[\p{L}_]/u.test(symbol.name) || /\s/.test(symbol.name)) continue;
    seen.add(symbol.key);
    const written = writtenAs(place, symbol, classes);
    if (skip.has(written)) continue;
    ranked.push({ item: nameItem(place, symbol, written, titles), rank: rankOf(place, symbol) });
  }
  return ranked.sort((one, other) => one.rank - other.rank).map(({ item }) => item);
}

function memberItems(
  place: CompletionPlace,
  classes: ReadonlySet<ElementClass>,
  titles: Titles,
): readonly CompletionItem[] {
  const owner = resolve(place.names, place.scope, place.qualifier, () => true);
  if (owner.type !== "found") return [];
  const members = [...(owner.symbols.at(-1)?.members.values() ?? [])];
  // A member that only leads on to what fits is a step on the way.
  return members
    .filter(
      (member) => classes.has(member.class) || [...member.members.values()].some(({ class: of }) => classes.has(of)),
    )
    .map((member) => nameItem(place, member, member.name, titles));
}

function nameItem(place: CompletionPlace, symbol: NameSymbol, written: string, titles: Titles): CompletionItem {
  const title = titles(symbol.key);
  const what = symbol.kind ?? symbol.class;
  return plainItem(place, {
    label: written,
    kind: kindOfClass(symbol.class),
    detail: title ? `${title} · ${what}` : what,
  });
}

/** The shortest form of a symbol's name that leads to it from a place. */
function writtenAs(place: CompletionPlace, symbol: NameSymbol, classes: ReadonlySet<ElementClass>): string {
  const found = resolve(place.names, place.scope, [symbol.name], ({ class: of }) => classes.has(of));
  return found.type === "found" && found.symbols.at(-1)?.key === symbol.key ? symbol.name : symbol.id;
}

function rankOf(place: CompletionPlace, symbol: NameSymbol): number {
  for (let scope = place.scope, rank = 0; scope; scope = scope.parent, rank++) {
    if (scope.members.get(symbol.name) === symbol) return rank;
  }
  if (!symbol.key.startsWith(`${place.uri}#`)) return 1000;
  return symbol.parent ? 500 : 100;
}
