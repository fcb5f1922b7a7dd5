/** What is configured for the files of a session: the nearest `sdesign.config.json`, else the editor's settings. */

import type { Connection } from "vscode-languageserver";
import { type Config, EMPTY_CONFIG, type Settings, settingsFor } from "../lint/config.ts";
import { CONFIG_FILE, configFrom, parseConfig } from "../lint/config-file.ts";
import { diagnosticsOf } from "../service/diagnostics.ts";
import type { Service } from "../service/service.ts";
import { lspDiagnostic } from "./connection-convert.ts";
import { type Files, lineFinder, type Platform } from "./connection-files.ts";
import { report } from "./connection-guard.ts";

interface Found {
  /** The URI of its folder, ending in a slash. */
  readonly folder: string;
  readonly config: Config;
}

export class Configuration {
  readonly #connection: Connection;
  readonly #service: Service;
  readonly #files: Files;
  readonly #platform: Platform;
  /** By the folder of the designs; undefined where there is none above. */
  readonly #byFolder = new Map<string, Found | undefined>();
  readonly #loading = new Map<string, Promise<void>>();
  #editor: Config = EMPTY_CONFIG;

  constructor(connection: Connection, service: Service, files: Files, platform: Platform) {
    this.#connection = connection;
    this.#service = service;
    this.#files = files;
    this.#platform = platform;
    files.onDidChange((uri) => this.#load(folderOf(uri)));
    this.#apply();
  }

  /** Settings of the editor's, in the form of a configuration file; anything else counts as none. */
  setEditor(value: unknown): void {
    this.#editor = configFrom(value);
    this.#apply();
  }

  /** A configuration was created, changed or deleted: everything is looked up anew. */
  forget(): void {
    const folders = [...this.#byFolder.keys()];
    this.#byFolder.clear();
    for (const folder of folders) this.#load(folder);
  }

  isSettled(uri: string): boolean {
    return !this.#loading.has(folderOf(uri));
  }

  /** Resolves when what is configured for a file is known. */
  async settled(uri: string): Promise<void> {
    await this.#loading.get(folderOf(uri));
  }

  #load(folder: string): void {
    if (this.#byFolder.has(folder) || this.#loading.has(folder)) return;
    const loading = this.#platform
      .config(folder)
      .then((file) => {
        this.#byFolder.set(folder, file && this.#read(file.folder, file.text));
        if (file) this.#apply();
      })
      .catch((error: unknown) => {
        this.#byFolder.set(folder, undefined);
        report(this.#connection, "read a configuration", error);
      })
      .finally(() => this.#loading.delete(folder));
    this.#loading.set(folder, loading);
  }

  #read(folder: string, text: string): Found {
    const uri = `${folder}${CONFIG_FILE}`;
    const { config, findings } = parseConfig(text, uri);
    const lines = lineFinder(uri, text);
    const diagnostics = diagnosticsOf(uri, findings).map((diagnostic) => lspDiagnostic(lines, uri, diagnostic));
    // Nobody pulls the diagnostics of a JSON file.
    void this.#connection.sendDiagnostics({ uri, diagnostics });
    return { folder, config };
  }

  #apply(): void {
    const known = new Map<string, Settings>();
    this.#service.checks.configure((uri) => {
      let settings = known.get(uri);
      if (!settings) {
        const found = this.#byFolder.get(folderOf(uri));
        const path = found && uri.startsWith(found.folder) ? uri.slice(found.folder.length) : uri;
        settings = settingsFor(found?.config ?? this.#editor, decodePath(path));
        known.set(uri, settings);
      }
      return settings;
    });
    this.#files.refresh();
  }
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
