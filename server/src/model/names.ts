/** Name resolution: what a name written somewhere in a file leads to. */

import { countedThings } from "../language/units.ts";
import type { ElementClass } from "./design.ts";
import type { Outline, Symbol } from "./symbols.ts";

/** The names of one file, and of what it imports. */
export interface FileNames {
  readonly uri: string;
  /** Top-level names; the first declaration wins. */
  readonly top: ReadonlyMap<string, Symbol>;
  /** The file's `system`, the first where there are several. */
  readonly system: Symbol | undefined;
  /** Every symbol of the file itself by its simple name. */
  readonly anywhere: ReadonlyMap<string, readonly Symbol[]>;
  /** The imported files' names; `only` for the named form. */
  readonly imports: readonly FileImport[];
  /** Lower-case spellings, singular and plural, of what the file's entities, actors and units count. */
  readonly labels: ReadonlyMap<string, string>;
}

export interface FileImport {
  readonly names: FileNames;
  readonly only?: ReadonlySet<string>;
}

export type Resolved =
  | { readonly type: "found"; readonly symbols: readonly Symbol[] }
  | { readonly type: "ambiguous"; readonly candidates: readonly Symbol[] }
  /** The name leads to something, which is of none of the accepted classes. */
  | { readonly type: "unfit"; readonly symbol: Symbol }
  /** The names before `at` were found, that one was not. */
  | { readonly type: "unknown"; readonly at: number };

const COUNTED_CLASSES: ReadonlySet<ElementClass> = new Set(["entity", "actor", "unit"]);

/** Gathers a file's names from the outlines of its chunks. */
export function namesOf(uri: string, outlines: readonly Outline[], imports: readonly FileImport[]): FileNames {
  const top = new Map<string, Symbol>();
  const anywhere = new Map<string, Symbol[]>();
  const labels = new Map<string, string>();
  const add = (symbol: Symbol): void => {
    const same = anywhere.get(symbol.name);
    if (same) same.push(symbol);
    else anywhere.set(symbol.name, [symbol]);
    if (COUNTED_CLASSES.has(symbol.class)) {
      for (const spelling of spellings(symbol.name)) {
        if (!labels.has(spelling)) labels.set(spelling, symbol.name.toLowerCase());
      }
    }
    for (const member of symbol.members.values()) add(member);
  };
  let system: Symbol | undefined;
  for (const outline of outlines) {
    for (const symbol of outline.symbols) {
      if (symbol.class === "system") system ??= symbol;
      if (!top.has(symbol.name)) top.set(symbol.name, symbol);
      add(symbol);
    }
  }
  return { uri, top, system, anywhere, imports, labels };
}

/** A name's lower-case singular and plural spellings: `city`, `cities`. */
export function spellings(name: string): readonly string[] {
  const singular = name.toLowerCase();
  if (/[^aeiou]y$/.test(singular)) return [singular, `${singular.slice(0, -1)}ies`];
  if (/(s|x|z|ch|sh)$/.test(singular)) return [singular, `${singular}es`];
  if (singular === "person") return [singular, "persons", "people"];
  return [singular, `${singular}s`];
}

/** The label of a counted thing, `tickets` → `ticket`, or undefined when nothing of that name is counted. */
export function labelOf(names: FileNames, word: string): string | undefined {
  const lower = word.toLowerCase();
  const builtIn = countedThings.get(lower);
  if (builtIn !== undefined) return builtIn;
  const own = names.labels.get(lower);
  if (own !== undefined) return own;
  for (const entry of names.imports) {
    const imported = entry.names.labels.get(lower);
    if (imported !== undefined) return imported;
  }
  return undefined;
}

/**
 * Resolves a dotted name from the innermost scope outward, then as a unique name anywhere in the file and its imports.
 * On success there is a symbol for each name of the path. Symbols of other than the accepted classes are passed over
 * as long as a fitting one can be found.
 */
export function resolve(
  names: FileNames,
  scope: Symbol | undefined,
  path: readonly string[],
  accepts: (symbol: Symbol) => boolean,
): Resolved {
  let unfit: Symbol | undefined;
  let unknownAt = 0;
  const [first = ""] = path;

  const tryFrom = (start: Symbol | undefined): Resolved | undefined => {
    if (!start) return undefined;
    const found: Symbol[] = [start];
    let last = start;
    for (let index = 1; index < path.length; index++) {
      const member = last.members.get(path[index] ?? "");
      if (!member) {
        unknownAt = Math.max(unknownAt, index);
        return undefined;
      }
      found.push(member);
      last = member;
    }
    if (accepts(last)) return { type: "found", symbols: found };
    unfit ??= last;
    return undefined;
  };

  for (let inner = scope; inner; inner = inner.parent) {
    const found = tryFrom(inner.members.get(first)) ?? (inner.name === first ? tryFrom(inner) : undefined);
    if (found) return found;
  }
  const own = tryFrom(names.top.get(first));
  if (own) return own;
  const imported = new Map<string, Resolved & { type: "found" }>();
  for (const entry of names.imports) {
    if (entry.only && !entry.only.has(first)) continue;
    const found = tryFrom(entry.names.top.get(first));
    if (found?.type === "found") imported.set(found.symbols.at(-1)?.key ?? "", found);
  }
  if (imported.size === 1) for (const found of imported.values()) return found;
  if (imported.size > 1) {
    return { type: "ambiguous", candidates: [...imported.values()].flatMap((found) => found.symbols.slice(-1)) };
  }

  const elsewhere = new Map<string, Symbol[]>();
  const search = (from: FileNames, only?: ReadonlySet<string>): void => {
    for (const symbol of from.anywhere.get(first) ?? []) {
      if (only && !only.has(rootOf(symbol).name)) continue;
      const found = tryFrom(symbol);
      if (found?.type === "found") elsewhere.set(found.symbols.at(-1)?.key ?? "", [...found.symbols]);
    }
  };
  search(names);
  for (const entry of names.imports) search(entry.names, entry.only);
  const matches = [...elsewhere.values()];
  const [only] = matches;
  if (only && matches.length === 1) return { type: "found", symbols: only };
  if (matches.length > 1) return { type: "ambiguous", candidates: matches.flatMap((symbols) => symbols.slice(-1)) };
  return unfit ? { type: "unfit", symbol: unfit } : { type: "unknown", at: unknownAt };
}

function rootOf(symbol: Symbol): Symbol {
  let root = symbol;
  while (root.parent) root = root.parent;
  return root;
}

/** Every symbol that can be named in a file, its own first; for suggestions and completion. */
export function* visible(names: FileNames): Iterable<Symbol> {
  for (const symbols of names.anywhere.values()) yield* symbols;
  for (const entry of names.imports) {
    for (const symbols of entry.names.anywhere.values()) {
      for (const symbol of symbols) if (!entry.only || entry.only.has(rootOf(symbol).name)) yield symbol;
    }
  }
}

const byClass = new WeakMap<FileNames, Map<string, ReadonlySet<string>>>();

/** The names of one class that can be used in a file, gathered once: a file may hold thousands of names that are unknown. */
export function visibleNames(names: FileNames, elementClass: string): ReadonlySet<string> {
  const gathered = byClass.get(names) ?? new Map<string, ReadonlySet<string>>();
  byClass.set(names, gathered);
  let found = gathered.get(elementClass);
  if (!found) {
    const all = new Set<string>();
    for (const symbol of visible(names)) if (symbol.class === elementClass) all.add(symbol.name);
    gathered.set(elementClass, all);
    found = all;
  }
  return found;
}
