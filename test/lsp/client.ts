/** A language client in a test: the server is a process, spoken to in JSON-RPC over its standard input and output. */

import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  createMessageConnection,
  type Message,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { type Sent, violations } from "./conformance.ts";

export interface Diagnostic {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly severity: number;
  readonly code: string;
  readonly message: string;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What the client says it can do: nothing but what a test asks for. */
export interface ClientOptions {
  readonly capabilities?: Record<string, unknown>;
  readonly server?: readonly string[];
  readonly initializationOptions?: unknown;
  /** What the user has set for the linter, `sdesign.lint`. */
  readonly settings?: unknown;
}

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Messages that are compared with the protocol; later ones are like those before. */
const MOST_REMEMBERED = 2000;

const SERVER = fileURLToPath(new URL("../../server/src/doors/node.ts", import.meta.url));

export class Client {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  readonly published = new Map<string, { readonly version?: number; readonly diagnostics: readonly Diagnostic[] }>();
  readonly log: string[] = [];
  readonly #sent: Sent[] = [];
  #judged: { readonly amount: number; readonly found: readonly string[] } | undefined;
  readonly #waiting: { readonly uri: string; readonly done: () => boolean; readonly resolve: () => void }[] = [];
  readonly #refreshes: (() => void)[] = [];
  readonly #versions = new Map<string, number>();
  readonly #died: Promise<never>;
  /** What the server says that it can do. */
  capabilities: Record<string, unknown> = {};
  settings: unknown;
  exitCode: number | null | undefined;

  private constructor(child: ChildProcess) {
    if (!child.stdin || !child.stdout) throw new Error("no streams");
    this.process = child;
    this.#died = new Promise((_, reject) => {
      child.on("exit", (code) => {
        this.exitCode = code;
        reject(new Error(`the server ended with ${code}`));
      });
    });
    this.#died.catch(() => {});
    child.stdin.on("error", () => {});
    const reader = new StreamMessageReader(child.stdout);
    const listen = reader.listen.bind(reader);
    reader.listen = (callback) =>
      listen((message) => {
        this.#inspect(message);
        callback(message);
      });
    this.connection = createMessageConnection(reader, new StreamMessageWriter(child.stdin));
    this.connection.onNotification("textDocument/publishDiagnostics", (params: Published) => {
      const { uri, version, diagnostics } = params;
      this.published.set(uri, { ...(version === undefined ? {} : { version }), diagnostics });
      for (const waiter of [...this.#waiting]) {
        if (waiter.uri !== uri || !waiter.done()) continue;
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        waiter.resolve();
      }
    });
    this.connection.onNotification("window/logMessage", (params: { readonly message: string }) => {
      this.log.push(params.message);
    });
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.onRequest("workspace/diagnostic/refresh", () => {
      for (const resolve of this.#refreshes.splice(0)) resolve();
      return null;
    });
    this.connection.onRequest("workspace/configuration", () => [this.settings ?? null]);
    this.connection.onUnhandledNotification(() => {});
    this.connection.listen();
  }

  /** Starts a server and greets it. */
  static async start(options: ClientOptions = {}): Promise<Client> {
    const [command = process.execPath, ...args] = options.server ?? [process.execPath, SERVER, "--stdio"];
    const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
    const client = new Client(child);
    client.settings = options.settings;
    const greeting = await client.request<{ capabilities: Record<string, unknown> }>("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      capabilities: options.capabilities ?? {},
      initializationOptions: options.initializationOptions,
    });
    client.capabilities = greeting.capabilities;
    await client.connection.sendNotification("initialized", {});
    return client;
  }

  /** Remembers what the server says of itself. */
  #inspect(message: Message): void {
    const { method, params } = message as { readonly method?: string; readonly params?: unknown };
    if (method !== undefined && !method.startsWith("$/")) this.#remember({ method, part: "params", value: params });
  }

  #remember(sent: Sent): void {
    if (this.#sent.length < MOST_REMEMBERED) this.#sent.push(sent);
  }

  /** Messages of the server's that are not what the protocol says. */
  get misshapen(): readonly string[] {
    const judged = this.#judged;
    if (judged?.amount !== this.#sent.length) {
      this.#judged = { amount: this.#sent.length, found: violations(this.#sent) };
    }
    return this.#judged?.found ?? [];
  }

  async open(uri: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "sdesign", version: 1, text },
    });
  }

  /** Replaces a range, or everything. @returns the new version. */
  async change(
    uri: string,
    text: string,
    range?: { readonly start: Position; readonly end: Position },
  ): Promise<number> {
    const version = (this.#versions.get(uri) ?? 1) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [range ? { range, text } : { text }],
    });
    return version;
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  async request<Result>(method: string, params: unknown): Promise<Result> {
    const result: unknown = await Promise.race([this.connection.sendRequest(method, params), this.#died]);
    this.#remember({ method, part: "result", value: result });
    return result as Result;
  }

  at(uri: string, line: number, character: number): { textDocument: { uri: string }; position: Position } {
    return { textDocument: { uri }, position: { line, character } };
  }

  /** Resolves when the server asks for its diagnostics to be pulled anew. */
  refreshed(): Promise<void> {
    return new Promise((resolve) => this.#refreshes.push(resolve));
  }

  /** Resolves with a file's diagnostics once they are of a version (or newer) and fit a wish. */
  async diagnostics(
    uri: string,
    version = 1,
    fits: (diagnostics: readonly Diagnostic[]) => boolean = () => true,
  ): Promise<readonly Diagnostic[]> {
    const done = (): boolean => {
      const latest = this.published.get(uri);
      return latest !== undefined && (latest.version ?? 0) >= version && fits(latest.diagnostics);
    };
    if (!done()) await new Promise<void>((resolve) => this.#waiting.push({ uri, done, resolve }));
    return this.published.get(uri)?.diagnostics ?? [];
  }

  /** Says goodbye. @returns the server's exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    const ended = new Promise<number | null>((resolve) => this.process.once("exit", resolve));
    await this.connection.sendNotification("exit");
    const code = await ended;
    this.connection.dispose();
    // Whatever a test is about, no message may break the protocol. A measurement has no time for that.
    if (process.env.VITEST && this.misshapen.length > 0) throw new Error(this.misshapen.join("\n"));
    return code;
  }
}
