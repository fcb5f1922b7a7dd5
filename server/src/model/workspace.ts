/**
 * The files that are known, parsed and linked. A change re-parses the chunks that it touches and re-links those whose
 * names may now mean something else; everything is computed when it is asked for.
 */

import { edit, parse } from "../syntax/parse.ts";
import type { Chunk, ImportStatement, SourceFile, TextChange } from "../syntax/tree.ts";
import type { Design, Element, Problem } from "./design.ts";
import { type Assembled, assemble } from "./design-index.ts";
import { linkChunk } from "./link.ts";
import type { LinkedChunk, Use } from "./linker.ts";
import { type FileImport, type FileNames, namesOf, spellings } from "./names.ts";
import { nearest } from "./spelling.ts";
import { spliceBetween, spliced } from "./splice.ts";
import { type Outline, outlineOf, type Symbol } from "./symbols.ts";

/** Why an import can't be followed, for people: `is outside of the workspace`. */
export interface Refusal {
  readonly refused: string;
}

export interface WorkspaceHost {
  /** The URI that an import's path leads to from a file, or why it must not be followed. */
  resolve(from: string, path: string): string | Refusal;
}

/** One file, linked. */
export interface LinkedFile {
  readonly uri: string;
  readonly source: SourceFile;
  readonly names: FileNames;
  readonly chunks: readonly LinkedChunk[];
  /** URIs of the files that it imports and that are known, in order. */
  readonly imports: readonly string[];
  /** What is wrong with its imports. */
  readonly importProblems: readonly Problem[];
}

interface ImportEntry {
  readonly statement: ImportStatement;
  readonly chunk: Chunk;
  readonly target: string | Refusal | undefined;
}

interface FileState {
  readonly uri: string;
  text: string;
  source: SourceFile;
  /** The outline of each of the source's chunks. */
  outlines: readonly Outline[];
  imports: readonly ImportEntry[];
  /** What it declares, of itself. */
  own: FileNames;
  /** The outlines that `own` was made of. */
  named: readonly Outline[];
  /** A signature for each simple name, to see which names an edit changed. */
  signatures: ReadonlyMap<string, string>;
  stale: boolean;
  linked?: LinkedFile;
}

export class Workspace {
  readonly #host: WorkspaceHost;
  readonly #files = new Map<string, FileState>();
  readonly #failures = new Map<string, string>();
  /** What files declared that are gone since the last linking: one that is there again may declare something else. */
  readonly #gone = new Map<string, FileState["signatures"]>();
  readonly #designs = new Map<
    string,
    { readonly chunks: readonly (readonly LinkedChunk[])[]; readonly assembled: Assembled }
  >();
  #dirty = true;
  #roots = new Map<string, readonly string[]>();

  constructor(host: WorkspaceHost) {
    this.#host = host;
  }

  /** Makes a file known, or replaces all of its text. */
  set(uri: string, text: string): void {
    this.#failures.delete(uri);
    this.#store(uri, text, parse(text));
  }

  /** Applies changes to a known file; `text` is what it says afterwards. */
  edit(uri: string, text: string, changes: readonly TextChange[]): void {
    const file = this.#files.get(uri);
    if (!file) return this.set(uri, text);
    this.#store(uri, text, edit(file.source, text, changes));
  }

  /** Forgets a file, which no longer exists. */
  remove(uri: string): void {
    this.#drop(uri);
    this.#failures.delete(uri);
    this.#designs.delete(uri);
    this.#dirty = true;
  }

  /** Says why an imported file can't be had: `does not exist`, `is not a text file`. */
  fail(uri: string, reason: string): void {
    this.#failures.set(uri, reason);
    this.#drop(uri);
    this.#dirty = true;
  }

  #drop(uri: string): void {
    const file = this.#files.get(uri);
    if (file && !this.#gone.has(uri)) this.#gone.set(uri, file.signatures);
    this.#files.delete(uri);
  }

  has(uri: string): boolean {
    return this.#files.has(uri);
  }

  uris(): readonly string[] {
    return [...this.#files.keys()];
  }

  text(uri: string): string | undefined {
    return this.#files.get(uri)?.text;
  }

  source(uri: string): SourceFile | undefined {
    return this.#files.get(uri)?.source;
  }

  /** Files that are imported and that nobody has provided yet, nor failed to. */
  missing(): readonly string[] {
    const missing = new Set<string>();
    for (const file of this.#files.values()) {
      for (const entry of file.imports) {
        if (typeof entry.target !== "string") continue;
        if (!this.#files.has(entry.target) && !this.#failures.has(entry.target)) missing.add(entry.target);
      }
    }
    return [...missing];
  }

  /** The URI that an import statement of a file leads to, for links; undefined when it is refused. */
  importTarget(uri: string, statement: ImportStatement): string | undefined {
    const target = this.#files.get(uri)?.imports.find((entry) => entry.statement === statement)?.target;
    return typeof target === "string" ? target : undefined;
  }

  /** The URI that a path would lead to in an import of a file; undefined when it must not be followed. */
  resolve(from: string, path: string): string | undefined {
    const target = this.#host.resolve(from, path);
    return typeof target === "string" ? target : undefined;
  }

  /** A file, linked, or undefined when it is not known. */
  linked(uri: string): LinkedFile | undefined {
    this.#link();
    return this.#files.get(uri)?.linked;
  }

  /** The design that a file is shown and checked in: the first of {@link designs}. */
  design(uri: string): Design | undefined {
    return this.designs(uri)[0];
  }

  /**
   * The designs that a file belongs to: those of the roots (files with a `system`) that reach it, itself first; when
   * none does, what it makes up alone with its imports.
   */
  designs(uri: string): readonly Design[] {
    if (!this.#files.has(uri)) return [];
    this.#link();
    const roots = this.#roots.get(uri) ?? [uri];
    return roots.flatMap((root) => this.#designOf(root) ?? []);
  }

  /** Every known file, from the one given along its imports, itself first. */
  reach(uri: string): readonly string[] {
    this.#link();
    const reached = new Set<string>([uri]);
    for (const from of reached) {
      for (const target of this.#files.get(from)?.linked?.imports ?? []) reached.add(target);
    }
    return [...reached].filter((reachedUri) => this.#files.has(reachedUri));
  }

  #store(uri: string, text: string, source: SourceFile): void {
    const before = this.#files.get(uri);
    const outlines = outlinesOf(uri, source, before);
    const file: FileState = before ?? {
      uri,
      text,
      source,
      outlines,
      imports: [],
      own: namesOf(uri, [], []),
      named: [],
      signatures: this.#gone.get(uri) ?? new Map(),
      stale: true,
    };
    file.text = text;
    file.source = source;
    file.outlines = outlines;
    file.imports = this.#importsOf(uri, source, file.imports);
    file.stale = true;
    this.#files.set(uri, file);
    this.#dirty = true;
  }

  #importsOf(uri: string, source: SourceFile, before: readonly ImportEntry[]): readonly ImportEntry[] {
    const entries = source.chunks.flatMap((chunk): ImportEntry[] => {
      const { statement } = chunk;
      if (statement?.type !== "import") return [];
      const known = before.find((entry) => entry.statement === statement);
      if (known) return [known];
      const path = statement.path?.value;
      return [{ statement, chunk, target: path?.trim() ? this.#host.resolve(uri, path) : undefined }];
    });
    const same = entries.length === before.length && entries.every((entry, index) => entry === before[index]);
    return same ? before : entries;
  }

  /** Brings every file's names, and then its links, up to date. */
  #link(): void {
    if (!this.#dirty) return;
    this.#dirty = false;
    const changes = new Map<string, ReadonlySet<string>>();
    for (const file of this.#files.values()) {
      if (!file.stale) continue;
      const { outlines } = file;
      if (outlines === file.named) continue;
      file.named = outlines;
      file.own = namesOf(file.uri, outlines, []);
      const signatures = signaturesOf(file.own);
      changes.set(file.uri, changedNames(file.signatures, signatures));
      file.signatures = signatures;
    }
    this.#gone.clear();
    for (const file of this.#files.values()) this.#linkFile(file, changes);
    this.#findRoots();
  }

  #linkFile(file: FileState, changes: ReadonlyMap<string, ReadonlySet<string>>): void {
    const before = file.linked;
    const imports: FileImport[] = [];
    const uris: string[] = [];
    const importProblems: Problem[] = [];
    for (const entry of file.imports) {
      const target = this.#importedFile(file.uri, entry, importProblems);
      if (!target) continue;
      const only = entry.statement.names ? new Set(entry.statement.names.map((name) => name.text)) : undefined;
      imports.push({ names: target.own, ...(only ? { only } : {}) });
      if (!uris.includes(target.uri)) uris.push(target.uri);
    }
    const sameImports =
      before !== undefined &&
      before.names.imports.length === imports.length &&
      imports.every((entry, index) => sameImport(entry, before.names.imports[index]));
    const changed = new Set(changes.get(file.uri));
    for (const uri of uris) for (const name of changes.get(uri) ?? []) changed.add(name);
    const names = before && sameImports && before.names.top === file.own.top ? before.names : { ...file.own, imports };
    const sameNames = before !== undefined && changed.size === 0 && sameImportSet(before, imports);
    if (!file.stale && sameNames && names === before.names) {
      file.linked = { ...before, importProblems };
      return;
    }
    const link = (chunk: Chunk, index: number): LinkedChunk => {
      const symbols = file.outlines[index]?.symbols ?? [];
      return withDuplicates(linkChunk(chunk, file.uri, names, symbols), symbols, names, file.uri);
    };
    const kept = before !== undefined && sameImportSet(before, imports) ? before : undefined;
    const { chunks: parsed } = file.source;
    const splice = spliceBetween(kept?.source.chunks ?? [], parsed);
    const made = parsed
      .slice(splice.start, splice.start + splice.inserted)
      .map((chunk, index) => link(chunk, splice.start + index));
    const chunks = spliced(kept?.chunks ?? [], splice, made);
    if (changed.size > 0) {
      for (const [index, linked] of chunks.entries()) {
        const isNew = index >= splice.start && index < splice.start + splice.inserted;
        if (!isNew && concerned(linked, changed)) chunks[index] = link(linked.chunk, index);
      }
    }
    file.stale = false;
    file.linked = { uri: file.uri, source: file.source, names, chunks, imports: uris, importProblems };
  }

  #importedFile(uri: string, entry: ImportEntry, problems: Problem[]): FileState | undefined {
    const { statement, chunk, target } = entry;
    const span = statement.path ?? statement;
    const problem = (message: string): undefined => {
      problems.push({
        origin: { uri, chunk },
        start: span.start,
        end: span.end,
        rule: "link/import",
        severity: "error",
        message,
      });
      return undefined;
    };
    if (target === undefined) {
      // The parser has said it where the path is missing altogether.
      return statement.path && problem("This path is empty: name a file, as in `./other.sdesign`.");
    }
    const path = `\`${statement.path?.value ?? ""}\``;
    if (typeof target !== "string") return problem(`${path} ${target.refused}.`);
    if (target === uri) return problem(`${path} is this very file: remove the import.`);
    const failure = this.#failures.get(target);
    const unended = failure === "does not exist" && !/\.sdesign$/.test(statement.path?.value ?? "");
    if (unended) return problem(`${path} ${failure}. Its name has to be whole, as in \`./other.sdesign\`.`);
    if (failure !== undefined) return problem(`${path} ${failure}.`);
    const file = this.#files.get(target);
    for (const name of file ? (statement.names ?? []) : []) {
      if (!file || file.own.top.has(name.text) || name.text === "") continue;
      const meant = nearest(name.text, file.own.top.keys());
      problems.push({
        origin: { uri, chunk },
        start: name.start,
        end: name.end,
        rule: "link/unknown",
        severity: "error",
        message: `${path} declares no \`${name.text}\`.${meant === undefined ? "" : ` Did you mean \`${meant}\`?`}`,
        ...(meant === undefined
          ? {}
          : { fixes: [{ title: `Change to \`${meant}\``, start: name.start, end: name.end, text: meant }] }),
      });
    }
    return file;
  }

  #findRoots(): void {
    const roots = new Map<string, string[]>();
    for (const file of this.#files.values()) {
      if (!file.linked?.chunks.some((chunk) => chunk.elements.some((element) => element.class === "system"))) continue;
      for (const uri of this.reach(file.uri)) {
        const known = roots.get(uri) ?? [];
        if (uri === file.uri) known.unshift(file.uri);
        else known.push(file.uri);
        roots.set(uri, known);
      }
    }
    this.#roots = roots;
  }

  #designOf(root: string): Design | undefined {
    const sources = this.reach(root).flatMap((uri) => this.#files.get(uri)?.linked ?? []);
    const chunks = sources.map((source) => source.chunks);
    const known = this.#designs.get(root);
    if (
      known &&
      known.chunks.length === chunks.length &&
      chunks.every((of, index) => sameChunks(of, known.chunks[index]))
    ) {
      return known.assembled.design;
    }
    const assembled = assemble(sources, known?.assembled);
    this.#designs.set(root, { chunks, assembled });
    return assembled.design;
  }
}

function sameChunks(some: readonly LinkedChunk[], others: readonly LinkedChunk[] | undefined): boolean {
  return some === others || (some.length === others?.length && some.every((chunk, index) => chunk === others[index]));
}

/**
 * The outlines of a file's chunks; those of chunks that stayed, and of re-parsed ones that declare what their
 * predecessors did, are the same objects as before. The same list, where all are.
 */
function outlinesOf(uri: string, source: SourceFile, before: FileState | undefined): readonly Outline[] {
  if (!before) return source.chunks.map((chunk) => outlineOf(chunk, uri));
  const splice = spliceBetween(before.source.chunks, source.chunks);
  const lost = before.outlines.slice(splice.start, splice.start + splice.removed);
  const made = source.chunks.slice(splice.start, splice.start + splice.inserted).map((chunk) => {
    const outline = outlineOf(chunk, uri);
    const same = lost.findIndex((one) => one.signature === outline.signature);
    return lost.splice(same, same < 0 ? 0 : 1)[0] ?? outline;
  });
  const unchanged =
    splice.removed === splice.inserted &&
    made.every((outline, index) => outline === before.outlines[splice.start + index]);
  return unchanged ? before.outlines : spliced(before.outlines, splice, made);
}

/** Stands for the file's system among names, whatever it is called. */
const THE_SYSTEM = "system of the file";

/** What each simple name stands for, in one string: equal exactly when nothing that refers to it need be linked anew. */
function signaturesOf(names: FileNames): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const [name, symbols] of names.anywhere) {
    result.set(name, symbols.map((symbol) => `${symbol.class} ${symbol.kind ?? ""} ${symbol.id}`).join("|"));
  }
  if (names.system) result.set(THE_SYSTEM, names.system.id);
  return result;
}

function changedNames(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): ReadonlySet<string> {
  const changed = new Set<string>();
  const note = (name: string): void => {
    changed.add(name);
    for (const spelling of spellings(name)) changed.add(spelling);
  };
  for (const [name, signature] of after) if (before.get(name) !== signature) note(name);
  for (const name of before.keys()) if (!after.has(name)) note(name);
  return changed;
}

/** Whether a chunk has to be linked anew: it looked one of the names up, or could not find one at all. */
function concerned(linked: LinkedChunk, changed: ReadonlySet<string>): boolean {
  if (changed.size === 0) return false;
  if (linked.problems.length > 0) return true;
  const [some, others] = linked.lookups.size < changed.size ? [linked.lookups, changed] : [changed, linked.lookups];
  for (const name of some) if (others.has(name)) return true;
  return false;
}

function sameImport(entry: FileImport, other: FileImport | undefined): boolean {
  return other !== undefined && entry.names === other.names && sameNameSet(entry.only, other.only);
}

/** Whether the same files are imported in the same way; their names may have changed. */
function sameImportSet(before: LinkedFile, imports: readonly FileImport[]): boolean {
  return (
    before.names.imports.length === imports.length &&
    imports.every((entry, index) => {
      const other = before.names.imports[index];
      return entry.names.uri === other?.names.uri && sameNameSet(entry.only, other.only);
    })
  );
}

function sameNameSet(some: ReadonlySet<string> | undefined, others: ReadonlySet<string> | undefined): boolean {
  if (!some || !others) return some === others;
  return some.size === others.size && [...some].every((name) => others.has(name));
}

/** Adds a problem for each top-level name that another statement of the file declares before, and for a second system. */
function withDuplicates(linked: LinkedChunk, symbols: readonly Symbol[], names: FileNames, uri: string): LinkedChunk {
  const lookups = new Set(linked.lookups);
  const problems = [...linked.problems];
  const report = (symbol: Symbol, message: string): void => {
    const declaration = linked.declarations.find((use: Use) => use.target === symbol.key);
    if (!declaration) return;
    const { start, end } = declaration.name;
    problems.push({
      origin: { uri, chunk: linked.chunk },
      start,
      end,
      rule: "link/duplicate",
      severity: "error",
      message,
    });
  };
  for (const symbol of symbols) {
    lookups.add(symbol.name);
    if (symbol.class === "system") lookups.add(THE_SYSTEM);
    const first = names.top.get(symbol.name);
    if (first && first !== symbol && !symbols.includes(first)) {
      report(symbol, `\`${symbol.name}\` is declared twice in this file. Rename one of them.`);
    } else if (symbol.class === "system" && names.system && names.system !== symbol) {
      const advice = "Remove one of them, or give it a file of its own.";
      report(symbol, `A file holds one system, and \`${names.system.name}\` is it. ${advice}`);
    }
  }
  return { ...linked, problems, lookups };
}

/** Where an element's name stands, or its statement where it has none. */
export function nameSpan(element: Element): { readonly start: number; readonly end: number } {
  const { node } = element;
  if ("name" in node && node.name && node.name.text) return node.name;
  if ("kind" in node && typeof node.kind === "object") return node.kind;
  return node;
}
