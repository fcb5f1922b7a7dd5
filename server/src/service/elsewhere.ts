/** Names that other files of the workspace declare and that a file may import, whether anybody has opened them or not. */

import type { FileNames } from "../model/names.ts";
import { type Symbol as NameSymbol, outlineOf } from "../model/symbols.ts";
import type { Workspace } from "../model/workspace.ts";
import type { SourceFile, Statement } from "../syntax/tree.ts";
import { bodyOf } from "../syntax/walk.ts";
import { Imports } from "./import-edit.ts";

/** A file of the workspace as far as others may import it. */
export interface Neighbour {
  readonly uri: string;
  /** What it declares at its top, with what is inside of that. */
  readonly symbols: readonly NameSymbol[];
  /** The titles of what it declares, by key. */
  readonly titles: ReadonlyMap<string, string>;
  /** The URIs that its imports lead to. */
  readonly imports: readonly string[];
  /** It has a `system`: it is a design of its own, no library. */
  readonly root: boolean;
}

/** A file of which nothing is known yet but that it is there. */
export function unread(uri: string): Neighbour {
  return { uri, symbols: [], titles: new Map(), imports: [], root: false };
}

/**
 * What others may import of a file.
 *
 * @param resolve where an import's path leads from the file; undefined where it leads nowhere
 */
export function neighbourOf(
  uri: string,
  { chunks }: SourceFile,
  resolve: (path: string) => string | undefined,
): Neighbour {
  const symbols = new Map<string, NameSymbol>();
  const titles = new Map<string, string>();
  const imports: string[] = [];
  let root = false;
  for (const chunk of chunks) {
    const { statement } = chunk;
    if (statement?.type === "import") {
      const target = statement.path && resolve(statement.path.value);
      if (target !== undefined) imports.push(target);
      continue;
    }
    for (const symbol of outlineOf(chunk, uri).symbols) {
      if (!symbols.has(symbol.name)) symbols.set(symbol.name, symbol);
    }
    if (!statement) continue;
    root ||= statement.type === "declaration" && statement.kind.text === "system";
    collectTitles(statement, `${uri}#`, titles);
  }
  return { uri, symbols: [...symbols.values()], titles, imports, root };
}

function collectTitles(statement: Statement, prefix: string, into: Map<string, string>): void {
  const name = "name" in statement ? statement.name?.text : undefined;
  const title = "title" in statement ? statement.title?.value : undefined;
  if (name && title && !into.has(prefix + name)) into.set(prefix + name, title);
  const isSystem = statement.type === "declaration" && statement.kind.text === "system";
  const inside = name && !isSystem ? `${prefix}${name}.` : prefix;
  for (const nested of bodyOf(statement)?.statements ?? []) collectTitles(nested, inside, into);
}

/** Files of the workspace do not change while their tree is the same. */
const known = new WeakMap<SourceFile, Neighbour>();

function knownNeighbour(workspace: Workspace, uri: string): Neighbour | undefined {
  const source = workspace.source(uri);
  if (!source) return undefined;
  let neighbour = known.get(source);
  if (neighbour?.uri !== uri) {
    neighbour = neighbourOf(uri, source, (path) => workspace.resolve(uri, path));
    known.set(source, neighbour);
  }
  return neighbour;
}

/** A file whose names may be imported, and how it is named in the import. */
export interface Library {
  readonly neighbour: Neighbour;
  readonly path: string;
}

/** What a file may import. */
export class Elsewhere {
  readonly #workspace: Workspace;
  readonly #uri: string;
  readonly #others: readonly Neighbour[];
  readonly #imports: Imports;
  #libraries: readonly Library[] | undefined;

  /** @param others files of the workspace that nobody has opened or imported */
  constructor(workspace: Workspace, uri: string, others: readonly Neighbour[]) {
    this.#workspace = workspace;
    this.#uri = uri;
    this.#others = others;
    this.#imports = new Imports(workspace, uri);
  }

  /**
   * The files with names to import, the nearest first. Not those that import this one, directly or through others: it
   * would go round in a circle. Nor those with a `system`, which are designs of their own, unless they are imported.
   */
  libraries(): readonly Library[] {
    this.#libraries ??= this.#find();
    return this.#libraries;
  }

  #find(): readonly Library[] {
    const files = new Map<string, Neighbour>();
    for (const other of this.#others) files.set(other.uri, other);
    for (const uri of this.#workspace.uris()) {
      const neighbour = knownNeighbour(this.#workspace, uri);
      if (neighbour) files.set(uri, neighbour);
    }
    const importers = new Map<string, string[]>();
    for (const { uri, imports } of files.values()) {
      for (const target of imports) {
        const known = importers.get(target);
        if (known) known.push(uri);
        else importers.set(target, [uri]);
      }
    }
    const circle = new Set([this.#uri]);
    for (const uri of circle) for (const importer of importers.get(uri) ?? []) circle.add(importer);
    const found: Library[] = [];
    for (const neighbour of files.values()) {
      const { uri, root, symbols } = neighbour;
      if (circle.has(uri) || symbols.length === 0 || (root && !this.#imports.has(uri))) continue;
      const path = this.#imports.isWhole(uri) ? undefined : this.#imports.path(uri);
      if (path !== undefined) found.push({ neighbour, path });
    }
    return found.sort((one, other) => distance(one.path) - distance(other.path) || (one.path < other.path ? -1 : 1));
  }

  /** Whether importing a name would change what is meant here by it, or is not needed. */
  isTaken(names: FileNames, symbol: NameSymbol): boolean {
    if (names.top.has(symbol.name)) return true;
    const rivals = (all: readonly NameSymbol[] | undefined, only?: ReadonlySet<string>): boolean =>
      all?.some((one) => (!only || only.has(topOf(one).name)) && RIVALS[one.class] === RIVALS[symbol.class]) === true;
    return (
      rivals(names.anywhere.get(symbol.name)) ||
      names.imports.some((entry) => rivals(entry.names.anywhere.get(symbol.name), entry.only))
    );
  }
}

/** Fields and options are looked up by what has them: their names get into nobody's way but each other's. */
const RIVALS: Partial<Record<NameSymbol["class"], string>> = { field: "member", option: "member" };

function topOf(symbol: NameSymbol): NameSymbol {
  let top = symbol;
  while (top.parent) top = top.parent;
  return top;
}

function distance(path: string): number {
  return path.split("/").length + path.split("../").length;
}
