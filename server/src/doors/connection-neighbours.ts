/** What the designs of a workspace declare that nobody has opened or imported: read in the background, file by file. */

import type { Workspace } from "../model/workspace.ts";
import { type Neighbour, neighbourOf, unread } from "../service/elsewhere.ts";
import { parse } from "../syntax/parse.ts";
import type { Platform } from "./connection-files.ts";

/** Reading goes on for so long, in milliseconds, before whatever else waits gets its turn. */
const SLICE = 10;
/** Nobody waits longer than this, in milliseconds: an editor may never say which files there are. */
const LONGEST_WAIT = 3000;
/** Larger files, in characters, are no libraries. */
const LARGEST = 8 * 1024 * 1024;

interface Folder {
  /** By URI, in the order of the paths. */
  readonly files: Map<string, Neighbour>;
  /** Files that are to be read, again or for the first time. */
  readonly waiting: Set<string>;
  /** Resolves when nothing is waiting. */
  reading: Promise<void> | undefined;
}

export class Neighbours {
  readonly #platform: Platform;
  readonly #workspace: Workspace;
  readonly #folders = new Map<string, Folder>();

  constructor(platform: Platform, workspace: Workspace) {
    this.#platform = platform;
    this.#workspace = workspace;
  }

  /** The designs around a file, as far as is known by now; what is not read yet declares nothing. */
  of(uri: string): readonly Neighbour[] {
    return [...this.#folderOf(uri).files.values()];
  }

  /**
   * The designs that nobody has opened or imported and that import, directly or through others, what is known: they are
   * concerned by a change of it.
   */
  importers(uri: string): readonly string[] {
    const found = new Set<string>();
    const files = this.of(uri).filter((one) => !this.#workspace.has(one.uri));
    const leads = (target: string): boolean => this.#workspace.has(target) || found.has(target);
    for (let before = -1; before < found.size; ) {
      before = found.size;
      for (const { uri: one, imports } of files) if (!found.has(one) && imports.some(leads)) found.add(one);
    }
    return [...found];
  }

  /** Whether all around a file has been read. */
  isSettled(uri: string): boolean {
    return this.#folderOf(uri).reading === undefined;
  }

  /** Resolves when all around a file has been read, or when that takes too long for somebody who waits. */
  async settled(uri: string): Promise<void> {
    const { reading } = this.#folderOf(uri);
    if (!reading) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LONGEST_WAIT);
    });
    await Promise.race([reading, late]);
    clearTimeout(timer);
  }

  /** A file was created, changed or deleted outside of the editor, or closed in it. */
  didChange(uri: string): void {
    for (const [at, folder] of this.#folders) {
      if (at === "" || !uri.startsWith(at)) continue;
      folder.waiting.add(uri);
      folder.reading ??= this.#read(folder);
    }
  }

  /** A folder, its URI ending in a slash, was deleted outside of the editor. */
  didDeleteFolder(gone: string): void {
    for (const { files } of this.#folders.values()) {
      for (const uri of files.keys()) if (uri.startsWith(gone)) this.didChange(uri);
    }
  }

  /** Workspaces have other bounds. */
  forget(): void {
    for (const { waiting } of this.#folders.values()) waiting.clear();
    this.#folders.clear();
  }

  #folderOf(uri: string): Folder {
    const at = this.#platform.workspaceOf(uri);
    let folder = this.#folders.get(at);
    if (!folder) {
      folder = { files: new Map(), waiting: new Set(), reading: undefined };
      this.#folders.set(at, folder);
      folder.reading = this.#find(folder, at, uri);
    }
    return folder;
  }

  async #find(folder: Folder, at: string, uri: string): Promise<void> {
    try {
      for (const one of await this.#platform.designs(uri)) {
        folder.files.set(one, unread(one));
        folder.waiting.add(one);
      }
    } catch {
      // Asked again when the next file is.
      if (this.#folders.get(at) === folder) this.#folders.delete(at);
    }
    await this.#read(folder);
  }

  async #read(folder: Folder): Promise<void> {
    let begun = performance.now();
    for (const uri of folder.waiting) {
      // What changes meanwhile is read once more.
      folder.waiting.delete(uri);
      await this.#readOne(folder.files, uri);
      if (performance.now() - begun < SLICE) continue;
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      begun = performance.now();
    }
    folder.reading = undefined;
  }

  async #readOne(files: Folder["files"], uri: string): Promise<void> {
    // What is open or imported is known better.
    if (this.#workspace.has(uri)) return void files.set(uri, files.get(uri) ?? unread(uri));
    try {
      const text = await this.#platform.read(uri);
      if (text.length > LARGEST) return;
      files.set(
        uri,
        neighbourOf(uri, parse(text), (path) => this.#workspace.resolve(uri, path)),
      );
    } catch {
      files.delete(uri);
    }
  }
}
