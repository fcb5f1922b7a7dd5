/** The files of a session: open ones follow the editor, imported ones are read, positions become offsets and back. */

import type {
  Range as LspRange,
  Position,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI, Utils } from "vscode-uri";
import { type Refusal, Workspace } from "../model/workspace.ts";
import type { Range } from "../service/place.ts";
import type { TextChange } from "../syntax/tree.ts";
import { Lines } from "./connection-lines.ts";
import { Neighbours } from "./connection-neighbours.ts";

/** What a session needs of the machine, or the browser, that it runs on. */
export interface Platform {
  /** The URI of the folder that the imports of a file never leave; ends in a slash. */
  workspaceOf(uri: string): string;
  /** A file's text; rejects with an `Unreadable` when it can't be had. */
  read(uri: string): Promise<string>;
  /** The designs in the workspace of a file that can be imported, by their URIs. */
  designs(uri: string): Promise<readonly string[]>;
  /** The configuration nearest to the files of a folder: its own folder (with a slash) and text; undefined for none. */
  config(folder: string): Promise<{ readonly folder: string; readonly text: string } | undefined>;
  /** Where the pages of the rules are, ending in a slash; undefined where that is not known. */
  readonly rulePages?: string | undefined;
  /** Calls back when workspaces have other bounds, on platforms where that happens. Only for clients that tell. */
  onDidChangeFolders?(listener: () => void): void;
}

/** Why a file can't be read, in words that follow its name: `does not exist`. */
export class Unreadable extends Error {}

/** The one spelling of a URI that everything inside uses; clients spell theirs as they like. */
export function canonical(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}

/** Where an import leads: relative to its file, and never out of the file's workspace. */
export function resolveImport(from: string, path: string, workspace: string): string | Refusal {
  if (/^[a-z][a-z0-9+.-]+:/i.test(path) || path.startsWith("/") || path.startsWith("\\")) {
    return { refused: "is not a path relative to this file: write it as in `./other.sdesign`" };
  }
  if (path.includes("\0")) return { refused: "is not a path" };
  if (/(?:^|[\\/])\.{0,2}$/.test(path)) return { refused: "is a folder: name a file, as in `./other.sdesign`" };
  const base = URI.parse(from);
  // An unsaved file stands in no folder.
  if (base.scheme === "untitled") return { refused: "cannot be found from a file that has not been saved" };
  const target = Utils.resolvePath(Utils.dirname(base), path.replaceAll("\\", "/")).toString();
  if (!target.startsWith(workspace)) return { refused: "is outside of the workspace" };
  return target;
}

/** Turns offsets into positions. */
export interface LineFinder {
  /** Where the pages of the rules are, ending in a slash. */
  readonly rulePages?: string | undefined;
  /** The client's spelling of a URI. */
  spelling(uri: string): string;
  /** Offsets as positions; the beginning of the file in unknown files. */
  lspRange(uri: string, range: Range): LspRange;
}

/** Positions in one text that is no design. */
export function lineFinder(uri: string, text: string): LineFinder {
  const document = TextDocument.create(uri, "", 0, text);
  return {
    spelling: (other) => other,
    lspRange: (_, { start, end }) => ({ start: document.positionAt(start), end: document.positionAt(end) }),
  };
}

/** A platform that looks for the bounds of a folder once in a turn: a disk is asked for them, and often. */
function withBounds(platform: Platform): Platform {
  const known = new Map<string, string>();
  return {
    ...platform,
    workspaceOf(uri) {
      const folder = uri.slice(0, uri.lastIndexOf("/") + 1);
      let bounds = known.get(folder);
      if (bounds === undefined) {
        if (known.size === 0) queueMicrotask(() => known.clear());
        bounds = platform.workspaceOf(uri);
        known.set(folder, bounds);
      }
      return bounds;
    },
  };
}

/** What edits of a workspace need to be told to the client. */
export interface EditSpace extends LineFinder {
  /** Whether the client takes edits that name the versions of the texts that they are for. */
  readonly versionedEdits: boolean;
  /** The version of an open file's text. */
  version(uri: string): number | undefined;
}

export class Files implements EditSpace {
  readonly workspace: Workspace;
  versionedEdits = false;
  rulePages: string | undefined;
  readonly #platform: Platform;
  readonly #open = new Map<string, TextDocument>();
  /** Texts of files that are not open, as documents, for their positions. */
  readonly #closed = new Map<string, TextDocument>();
  /** How the client spells the URIs that it has used. */
  readonly #spellings = new Map<string, string>();
  readonly #loading = new Set<string>();
  /** Files that have changed while they were being read: what was read may be outdated. */
  readonly #outdated = new Set<string>();
  /** The designs that nobody has opened or imported. */
  readonly neighbours: Neighbours;
  readonly #settled: (() => void)[] = [];
  readonly #changed: ((uri: string) => void)[] = [];
  readonly #closes: ((uri: string, spelled: string) => void)[] = [];
  /** Told when something outside of the editor's text has changed: an imported file, or what is configured. */
  readonly #refreshed: (() => void)[] = [];

  constructor(platform: Platform) {
    const bounded = withBounds(platform);
    this.#platform = bounded;
    this.workspace = new Workspace({
      resolve: (from, path) => resolveImport(from, path, bounded.workspaceOf(from)),
    });
    this.neighbours = new Neighbours(bounded, this.workspace);
  }

  /** Calls back with the URI of each file whose text has changed, in the editor or outside. */
  onDidChange(listener: (uri: string) => void): void {
    this.#changed.push(listener);
  }

  /** Calls back with the URI of each file that the editor closes, and with how the editor spells it. */
  onDidClose(listener: (uri: string, spelled: string) => void): void {
    this.#closes.push(listener);
  }

  /** Calls back when answers may be different although no open text has changed. */
  onDidRefresh(listener: () => void): void {
    this.#refreshed.push(listener);
  }

  /** The open files, in the order in which they were opened. */
  open(): readonly string[] {
    return [...this.#open.keys()];
  }

  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  version(uri: string): number | undefined {
    return this.#open.get(uri)?.version;
  }

  /** The client's spelling of a URI. */
  spelling(uri: string): string {
    return this.#spellings.get(uri) ?? uri;
  }

  didOpen(item: TextDocumentItem): void {
    if (typeof item.text !== "string") throw new TypeError("A file was opened without its text.");
    const uri = canonical(item.uri);
    if (uri !== item.uri) this.#spellings.set(uri, item.uri);
    this.#open.set(uri, TextDocument.create(uri, item.languageId, item.version, item.text));
    this.#closed.delete(uri);
    this.workspace.set(uri, item.text);
    this.neighbours.of(uri);
    this.#tell(uri);
  }

  /** Applies the editor's changes in their order. What cannot be applied piece by piece is read as a whole. */
  didChange(spelled: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const uri = canonical(spelled);
    const document = this.#open.get(uri);
    if (!document) return;
    if (changes.some(({ text }) => typeof text !== "string")) throw new TypeError("A change has no text.");
    const edits: TextChange[] = [];
    let whole = false;
    for (const change of changes) {
      if ("range" in change) {
        const one = document.offsetAt(change.range.start);
        const other = document.offsetAt(change.range.end);
        edits.push({ start: Math.min(one, other), removed: Math.abs(other - one), inserted: change.text });
      } else whole = true;
      TextDocument.update(document, [change], version);
    }
    const text = document.getText();
    if (whole) this.workspace.set(uri, text);
    else this.workspace.edit(uri, text, edits);
    this.#tell(uri);
  }

  /** The editor's text no longer counts: what is on the disk does, for those who import it. */
  didClose(spelled: string): void {
    const uri = canonical(spelled);
    this.#open.delete(uri);
    this.#spellings.delete(uri);
    this.workspace.remove(uri);
    this.neighbours.didChange(uri);
    for (const listener of this.#closes) listener(uri, spelled);
    this.#tell(uri);
    this.refresh();
  }

  /** A file was created, changed or deleted outside of the editor. */
  didChangeOutside(spelled: string): void {
    const uri = canonical(spelled);
    if (this.#open.has(uri)) return;
    this.#closed.delete(uri);
    if (this.#loading.has(uri)) this.#outdated.add(uri);
    this.workspace.remove(uri);
    this.neighbours.didChange(uri);
    this.#tell(uri);
    this.refresh();
  }

  /** A folder was deleted outside of the editor, or a file that is no design: what lay in it is gone. */
  didDeleteFolder(spelled: string): void {
    const folder = `${canonical(spelled).replace(/\/$/, "")}/`;
    for (const uri of this.workspace.uris()) if (uri.startsWith(folder)) this.didChangeOutside(uri);
    this.neighbours.didDeleteFolder(folder);
  }

  /** Workspaces have other bounds: imports may lead somewhere else. */
  didChangeFolders(): void {
    const { workspace } = this;
    this.neighbours.forget();
    for (const uri of workspace.uris()) workspace.set(uri, workspace.text(uri) ?? "");
    for (const uri of this.open()) this.#tell(uri);
    this.refresh();
  }

  /** Reads what is imported and not known yet; what it imports in turn follows. */
  load(): void {
    for (const uri of this.workspace.missing()) {
      if (this.#loading.has(uri)) continue;
      this.#loading.add(uri);
      const wanted = (): boolean => !this.#open.has(uri) && !this.#outdated.has(uri);
      this.#platform
        .read(uri)
        .then(
          (text) => {
            if (wanted()) this.workspace.set(uri, text);
          },
          (error: unknown) => {
            const reason = error instanceof Unreadable ? error.message : "cannot be read";
            if (wanted()) this.workspace.fail(uri, reason);
          },
        )
        .finally(() => {
          this.#loading.delete(uri);
          this.#outdated.delete(uri);
          this.#closed.delete(uri);
          this.#tell(uri);
          if (this.#loading.size > 0) return;
          for (const resolve of this.#settled.splice(0)) resolve();
          this.refresh();
        });
    }
  }

  isSettled(): boolean {
    return this.#loading.size === 0;
  }

  /** The texts of all designs that are known or stand in the workspaces of some files; unreadable ones are left out. */
  async everyDesign(uris: readonly string[]): Promise<readonly { readonly uri: string; readonly text: string }[]> {
    const lists = await Promise.all(uris.map((uri) => this.#platform.designs(uri).catch(() => [])));
    const all = [...new Set([...this.workspace.uris(), ...lists.flat()])];
    const texts = await Promise.all(
      all.map((uri) => this.workspace.text(uri) ?? this.#platform.read(uri).catch(() => undefined)),
    );
    return all.flatMap((uri, index) => {
      const text = texts[index];
      return text === undefined ? [] : [{ uri, text }];
    });
  }

  /** A file's text as it stands outside of the editor; undefined where it cannot be read. */
  read(uri: string): Promise<string | undefined> {
    return this.#platform.read(uri).catch(() => undefined);
  }

  /** Where an import's path leads from a file, or why it must not be followed. */
  resolve(from: string, path: string): string | Refusal {
    return resolveImport(from, path, this.#platform.workspaceOf(from));
  }

  /** Resolves when all that is imported has been read: what is found before may have to be taken back. */
  async settled(): Promise<void> {
    if (this.#loading.size > 0) await new Promise<void>((resolve) => this.#settled.push(resolve));
  }

  #tell(uri: string): void {
    this.load();
    for (const listener of this.#changed) listener(uri);
  }

  /** Says that answers may be different although no text has changed. */
  refresh(): void {
    for (const listener of this.#refreshed) listener();
  }

  // ---------------------------------------------------------------- positions

  /** A position as an offset; one that is out of range, as the nearest in it. 0 in unknown files. */
  offset(uri: string, position: Position): number {
    return this.#document(uri)?.offsetAt(position) ?? 0;
  }

  range(uri: string, range: LspRange): Range {
    return { start: this.offset(uri, range.start), end: this.offset(uri, range.end) };
  }

  /** Offsets as positions; the beginning of the file in unknown files. */
  lspRange(uri: string, range: Range): LspRange {
    const document = this.#document(uri);
    if (!document) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return { start: document.positionAt(range.start), end: document.positionAt(range.end) };
  }

  /** All positions of a file, for answers that need thousands of them; the beginning of the file in unknown files. */
  inBulk(uri: string): Lines {
    return new Lines(this.#document(uri)?.getText() ?? "");
  }

  #document(uri: string): TextDocument | undefined {
    const open = this.#open.get(uri);
    if (open) return open;
    const text = this.workspace.text(uri);
    if (text === undefined) return undefined;
    let document = this.#closed.get(uri);
    if (!document) {
      document = TextDocument.create(uri, "sdesign", 0, text);
      this.#closed.set(uri, document);
    }
    return document;
  }
}
