/** The designs that a command works on, read from the disk with everything that they import. */

import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Config, EMPTY_CONFIG, type RuleSetting, type Settings, settingsFor, withRules } from "../lint/config.ts";
import { CONFIG_FILE, parseConfig } from "../lint/config-file.ts";
import type { Finding } from "../lint/finding.ts";
import type { ReportRange } from "../lint/report/check-report.ts";
import { Workspace } from "../model/workspace.ts";
import type { Range } from "../service/place.ts";
import { Service } from "../service/service.ts";
import { clean, type Io } from "./cli-io.ts";
import { diskPlatform } from "./connection-disk.ts";
import { resolveImport, Unreadable } from "./connection-files.ts";
import { designsBelow, pathOf, Refusal, readDesign, reasonOf, uriOf, withoutMark } from "./disk.ts";

/** What standard input is called. */
export const STDIN = "<stdin>";

export class Project {
  readonly service: Service;
  readonly #io: Io;
  readonly #documents = new Map<string, TextDocument>();
  readonly #names = new Map<string, string>();
  #unreadable = 0;

  constructor(io: Io) {
    this.#io = io;
    const workspace = new Workspace({
      resolve: (from, target) => resolveImport(from, target, diskPlatform.workspaceOf(from)),
    });
    this.service = new Service(workspace);
  }

  get workspace(): Workspace {
    return this.service.workspace;
  }

  /** How many designs were found in folders and could not be read. Each has been told of. */
  get unreadable(): number {
    return this.#unreadable;
  }

  /**
   * Reads files, folders (every design below them) and `-`; without any, the current folder.
   * @returns the URIs of the files named, in order. Imported ones are read as well.
   * @throws {Refusal} when one of those named cannot be read. One in a folder is told of and passed over.
   */
  async read(paths: readonly string[]): Promise<readonly string[]> {
    const uris: string[] = [];
    for (const given of paths.length === 0 ? ["."] : paths) {
      if (given === "-") {
        const uri = uriOf(path.join(this.#io.cwd, "stdin.sdesign"));
        this.#names.set(uri, STDIN);
        this.#set(uri, await this.#io.input(), uris);
        continue;
      }
      const full = path.resolve(this.#io.cwd, given);
      if (!isFolder(full, given)) this.#set(uriOf(full), read(full, this.#shown(full)), uris);
      else for (const file of await designsBelow(full)) this.#found(file, uris);
    }
    await this.#imports();
    return uris;
  }

  /** One that cannot be read is no reason to say nothing of the others. */
  #found(file: string, uris: string[]): void {
    try {
      this.#set(uriOf(file), read(file, this.#shown(file)), uris);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#unreadable++;
      this.#io.err(`sdesign: ${error.message}`);
    }
  }

  #set(uri: string, text: string, uris: string[]): void {
    if (!uris.includes(uri)) uris.push(uri);
    this.workspace.set(uri, text);
  }

  async #imports(): Promise<void> {
    for (let missing = this.workspace.missing(); missing.length > 0; missing = this.workspace.missing()) {
      for (const uri of missing) {
        try {
          this.workspace.set(uri, await diskPlatform.read(uri));
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error;
          this.workspace.fail(uri, error.message);
        }
      }
    }
  }

  /** A file as people are shown it: its path from the current folder. */
  name(uri: string): string {
    const own = this.#names.get(uri);
    if (own !== undefined) return own;
    const file = pathOf(uri);
    return file === undefined ? clean(uri) : this.#shown(file);
  }

  #shown(file: string): string {
    const relative = path.relative(this.#io.cwd, file);
    return clean((relative.startsWith("..") ? file : relative || file).split(path.sep).join("/"));
  }

  /** A file as programs are told it: its exact path from a folder, or from the root where it lies outside. */
  path(uri: string, folder: string): string {
    const own = this.#names.get(uri);
    const file = pathOf(uri);
    if (own !== undefined || file === undefined) return own ?? uri;
    const relative = path.relative(folder, file);
    const outside = relative === "" || path.isAbsolute(relative) || relative.split(path.sep, 1)[0] === "..";
    return (outside ? file : relative).split(path.sep).join("/");
  }

  /** Takes another text for a file. */
  replace(uri: string, text: string): void {
    this.#documents.delete(uri);
    this.workspace.set(uri, text);
  }

  range(uri: string, range: Range): ReportRange {
    const document = this.#document(uri);
    return { start: document.positionAt(range.start), end: document.positionAt(range.end) };
  }

  /** The number of the line that an offset is in. */
  line(uri: string, offset: number): number {
    return this.#document(uri).positionAt(offset).line;
  }

  /** The text of a line, without the white space around it. */
  textOfLine(uri: string, line: number): string {
    const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    return this.#document(uri).getText(range).trim();
  }

  #document(uri: string): TextDocument {
    let document = this.#documents.get(uri);
    if (!document) {
      document = TextDocument.create(uri, "sdesign", 0, this.workspace.text(uri) ?? "");
      this.#documents.set(uri, document);
    }
    return document;
  }

  // ---------------------------------------------------------------- configuration

  /**
   * Reads what is configured: the file given, or for each design the nearest `sdesign.config.json` above it; on top of
   * it the rules of the command line.
   * @returns mistakes in configurations.
   */
  configure(file: string | undefined, rules: readonly RuleSetting[]): readonly Finding[] {
    const mistakes: Finding[] = [];
    const known = new Map<string, { readonly folder: string; readonly config: Config }>();
    const load = (config: string): { readonly folder: string; readonly config: Config } => {
      let found = known.get(config);
      if (!found) {
        const uri = uriOf(config);
        const text = readText(config, this.#shown(config));
        const read = parseConfig(text, uri);
        this.#documents.set(uri, TextDocument.create(uri, "json", 0, text));
        mistakes.push(...read.findings);
        found = { folder: path.dirname(config), config: read.config };
        known.set(config, found);
      }
      return found;
    };
    const settings = new Map<string, Settings>();
    const given = file === undefined ? undefined : load(path.resolve(this.#io.cwd, file));
    const settingsOf = (uri: string): Settings => {
      let own = settings.get(uri);
      if (!own) {
        const design = pathOf(uri) ?? uri;
        const above = given ?? nearest(design, load);
        const relative = above ? path.relative(above.folder, design).split(path.sep).join("/") : design;
        own = settingsFor(withRules(above?.config ?? EMPTY_CONFIG, rules), relative);
        settings.set(uri, own);
      }
      return own;
    };
    for (const uri of this.workspace.uris()) settingsOf(uri);
    this.service.checks.configure(settingsOf);
    return mistakes;
  }
}

function nearest<T>(file: string, load: (config: string) => T): T | undefined {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const config = path.join(folder, CONFIG_FILE);
    if (existsSync(config)) return load(config);
    if (folder === path.dirname(folder)) return undefined;
  }
}

function isFolder(file: string, given: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch (error) {
    throw new Refusal(`\`${clean(given)}\` ${reasonOf(error)}.`);
  }
}

function read(file: string, shown: string): string {
  try {
    return readDesign(file);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(`\`${shown}\` ${error.message}.`) : error;
  }
}

function readText(file: string, shown: string): string {
  try {
    return withoutMark(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refusal(`\`${shown}\` ${reasonOf(error)}.`);
  }
}
