/** Names that fit a place, the nearest first: those in scope, then those that other files declare. */

import type { ElementClass } from "../model/design.ts";
import { resolve, visible } from "../model/names.ts";
import type { Symbol as NameSymbol } from "../model/symbols.ts";
import { type CompletionItem, kindOfClass, plainItem } from "./completion-item.ts";
import type { CompletionPlace } from "./completion-place.ts";

/** Says more of a symbol than its name: its title. */
export type Titles = (key: string) => string | undefined;

/**
 * The names of some classes that can be written at a place. Behind a qualifier, the members of what it leads to. Names
 * of the scope come first, then those of the file, then imported ones, then those that can be.
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
  return [...visibleItems(place, classes, titles, skip), ...importableItems(place, classes, skip)];
}

function visibleItems(
  place: CompletionPlace,
  classes: ReadonlySet<ElementClass>,
  titles: Titles,
  skip: ReadonlySet<string>,
): readonly CompletionItem[] {
  const ranked: { readonly item: CompletionItem; readonly rank: number }[] = [];
  const seen = new Set<string>();
  for (const symbol of visible(place.names)) {
    if (!classes.has(symbol.class) || seen.has(symbol.key) || !isWritable(symbol)) continue;
    seen.add(symbol.key);
    const written = writtenAs(place, symbol, classes);
    if (skip.has(written)) continue;
    ranked.push({ item: nameItem(place, symbol, written, titles), rank: rankOf(place, symbol) });
  }
  return ranked.sort((one, other) => one.rank - other.rank).map(({ item }) => item);
}

/** An endpoint without a name of its own can't be written. */
function isWritable({ name }: NameSymbol): boolean {
  return /^[\p{L}_]/u.test(name) && !/\s/.test(name);
}

/** More than these are too many to read, and tell an editor to ask again with the next letter. */
const MOST_IMPORTABLE = 500;

/** Names of other files, in full, with the import that each needs; those that begin as is typed come first. */
function importableItems(
  { elsewhere, ...place }: CompletionPlace,
  classes: ReadonlySet<ElementClass>,
  skip: ReadonlySet<string>,
): readonly CompletionItem[] {
  const alike: CompletionItem[] = [];
  const others: CompletionItem[] = [];
  const word = place.word.toLowerCase();
  for (const { neighbour, path } of elsewhere?.libraries() ?? []) {
    const titles: Titles = (key) => neighbour.titles.get(key);
    const add = (symbol: NameSymbol, top: NameSymbol): void => {
      if (classes.has(symbol.class) && isWritable(symbol) && isTyped(word, symbol.id) && !skip.has(symbol.id)) {
        const into = symbol.name.toLowerCase().startsWith(word) ? alike : others;
        if (into.length >= MOST_IMPORTABLE || elsewhere?.isTaken(place.names, top)) return;
        const named = { uri: neighbour.uri, name: top.name };
        into.push({ ...nameItem(place, symbol, symbol.id, titles), from: path, import: named });
      }
      if (!CLOSED.has(symbol.class)) for (const member of symbol.members.values()) add(member, top);
    };
    for (const top of neighbour.symbols) add(top, top);
  }
  return [...alike, ...others].slice(0, MOST_IMPORTABLE);
}

/** What is inside of these is written behind their names, once those are imported. */
const CLOSED: ReadonlySet<ElementClass> = new Set(["entity", "decision"]);

/** Whether the letters of a word stand in a name in their order: what editors filter by. */
export function isTyped(word: string, name: string): boolean {
  const lower = name.toLowerCase();
  let at = 0;
  for (const letter of word.toLowerCase()) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function memberItems(
  place: CompletionPlace,
  classes: ReadonlySet<ElementClass>,
  titles: Titles,
): readonly CompletionItem[] {
  const owner = resolve(place.names, place.scope, place.qualifier, () => true);
  if (owner.type !== "found") return importableMembers(place, classes);
  return fittingMembers(owner.symbols.at(-1), classes).map((member) => nameItem(place, member, member.name, titles));
}

/** The members of what is named before the dot, where another file declares it. */
function importableMembers(
  { elsewhere, ...place }: CompletionPlace,
  classes: ReadonlySet<ElementClass>,
): readonly CompletionItem[] {
  const [first, ...rest] = place.qualifier;
  for (const { neighbour, path } of elsewhere?.libraries() ?? []) {
    const top = neighbour.symbols.find(({ name }) => name === first);
    if (!top || elsewhere?.isTaken(place.names, top)) continue;
    const owner = rest.reduce<NameSymbol | undefined>((symbol, name) => symbol?.members.get(name), top);
    const named = { uri: neighbour.uri, name: top.name };
    const titles: Titles = (key) => neighbour.titles.get(key);
    return fittingMembers(owner, classes).map((member) => ({
      ...nameItem(place, member, member.name, titles),
      from: path,
      import: named,
    }));
  }
  return [];
}

function fittingMembers(owner: NameSymbol | undefined, classes: ReadonlySet<ElementClass>): readonly NameSymbol[] {
  // A member that only leads on to what fits is a step on the way.
  return [...(owner?.members.values() ?? [])].filter(
    (member) => classes.has(member.class) || [...member.members.values()].some(({ class: of }) => classes.has(of)),
  );
}

function nameItem(place: CompletionPlace, symbol: NameSymbol, written: string, titles: Titles): CompletionItem {
  const title = titles(symbol.key);
  const what = symbol.kind ?? symbol.class;
  return plainItem(place, {
    label: written,
    kind: kindOfClass(symbol.class),
    key: symbol.key,
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
