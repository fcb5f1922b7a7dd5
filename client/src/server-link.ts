import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ServerHooks } from "./client-options.ts";

/**
 * How to make a client for the server's process (node) or worker (browser). Called once, when first needed: the client
 * library is most of the extension's code, and is not loaded before.
 */
export type ConnectServer = (hooks: ServerHooks) => Promise<BaseLanguageClient>;

/**
 * The language server as the rest of the extension sees it: always there to be asked, whatever happens to its process.
 * Nobody else holds the language client, so nobody else has to know about starts, crashes and restarts.
 */
export interface ServerLink {
  /** Asks the server, and waits for its start where needed. Rejects when the server cannot be reached. */
  request<Result>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<Result>;
  /** Tells the server; lost when the server is down. */
  notify(method: string, params: unknown): void;
  /** Listens, over every restart, until disposed. */
  onNotification<Params>(method: string, handler: (params: Params) => void): vscode.Disposable;
  /** Fires whenever a server has become ready, after a crash as well: what is shown should then be asked for anew. */
  readonly onDidStart: vscode.Event<void>;
}

/** More crashes than `limit` within `window` milliseconds mean that starting again will not help. */
const crashes = { limit: 4, window: 3 * 60_000 } as const;

const showLog = "Show Log";
const startAgain = "Start Again";

export class LanguageServer implements ServerLink, vscode.Disposable {
  readonly #connect: ConnectServer;
  readonly #log: vscode.LogOutputChannel;
  readonly #rulePages: vscode.Uri;
  readonly #started = new vscode.EventEmitter<void>();
  readonly #handlers = new Map<string, Set<(params: unknown) => void>>();
  #crashTimes: number[] = [];
  #running = false;
  /** Why the server stays off until a person starts it again. */
  #off: string | undefined;
  #client: Promise<BaseLanguageClient> | undefined;

  readonly onDidStart = this.#started.event;

  constructor(connect: ConnectServer, log: vscode.LogOutputChannel, rulePages: vscode.Uri) {
    this.#connect = connect;
    this.#log = log;
    this.#rulePages = rulePages;
  }

  /** Starts the server unless it runs. Rejects with the reason when it cannot be started. */
  async start(): Promise<void> {
    await this.#ready();
  }

  /** Ends the server and starts a fresh one; the way out after too many crashes. */
  async restart(): Promise<void> {
    this.#crashTimes = [];
    this.#off = undefined;
    const client = await this.#client?.catch(() => undefined);
    if (client === undefined) {
      this.#client = undefined;
      await this.#ready();
      return;
    }
    if (client.isRunning()) await client.stop().catch((error: unknown) => this.#log.warn(String(error)));
    await client.start();
  }

  async request<Result>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<Result> {
    const client = await this.#ready();
    return token === undefined ? client.sendRequest(method, params) : client.sendRequest(method, params, token);
  }

  notify(method: string, params: unknown): void {
    this.#ready()
      .then((client) => client.sendNotification(method, params))
      .catch((error: unknown) => this.#log.debug(`${method} was not sent: ${String(error)}`));
  }

  onNotification<Params>(method: string, handler: (params: Params) => void): vscode.Disposable {
    let handlers = this.#handlers.get(method);
    if (handlers === undefined) {
      handlers = new Set();
      this.#handlers.set(method, handlers);
      this.#client?.then((client) => this.#listen(client, method)).catch(() => undefined);
    }
    const listener = handler as (params: unknown) => void;
    handlers.add(listener);
    return new vscode.Disposable(() => this.#handlers.get(method)?.delete(listener));
  }

  async dispose(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    this.#started.dispose();
    await client?.dispose();
  }

  async #ready(): Promise<BaseLanguageClient> {
    // Asking a stopped client to start would start it: after too many crashes only `restart` may.
    if (this.#off !== undefined) throw new Error(this.#off);
    this.#client ??= this.#create();
    const client = await this.#client;
    await client.start();
    return client;
  }

  async #create(): Promise<BaseLanguageClient> {
    const client = await this.#connect({
      log: this.#log,
      rulePages: this.#rulePages,
      mayRestart: () => this.#mayRestart(),
      onError: (error) => {
        this.#log.error(`The connection to the language server has an error: ${String(error)}`);
        if (!this.#running) this.#turnOff("The sdesign language server could not be started");
      },
      onStartFailed: (error) => {
        this.#log.error(error instanceof Error ? error : String(error));
        this.#turnOff("The sdesign language server could not be started");
      },
    });
    client.onDidChangeState(() => {
      if (!client.isRunning()) return;
      this.#running = true;
      this.#started.fire();
    });
    for (const method of this.#handlers.keys()) this.#listen(client, method);
    return client;
  }

  #listen(client: BaseLanguageClient, method: string): void {
    client.onNotification(method, (params: unknown) => {
      for (const handler of this.#handlers.get(method) ?? []) handler(params);
    });
  }

  /** A server that ends before it ever ran would do so again; one that ran gets a few more chances. */
  #mayRestart(): boolean {
    const ran = this.#running;
    this.#running = false;
    const now = Date.now();
    this.#crashTimes = [...this.#crashTimes.filter((time) => now - time < crashes.window), now];
    if (!ran) {
      this.#turnOff("The sdesign language server could not be started");
      return false;
    }
    if (this.#crashTimes.length > crashes.limit) {
      this.#turnOff(`The sdesign language server ended ${this.#crashTimes.length} times within three minutes`);
      return false;
    }
    vscode.window.setStatusBarMessage("$(debug-restart) sdesign: the language server ended and is started again", 8000);
    return true;
  }

  /** Says so once, however many requests fail because of it. */
  #turnOff(reason: string): void {
    if (this.#off !== undefined) return;
    this.#off = `${reason}.`;
    const consequence = "It stays off, and findings and diagrams do not follow the text.";
    vscode.window.showErrorMessage(`${reason}. ${consequence}`, startAgain, showLog).then((choice) => {
      if (choice === showLog) this.#log.show();
      if (choice === startAgain) this.restart().catch((error: unknown) => this.#log.error(String(error)));
    });
  }
}
