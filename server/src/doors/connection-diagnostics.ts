/**
 * When diagnostics are computed and how they travel: pulled by clients that can, pushed to all others, never both.
 * Cheap ones at once; dear ones when the author pauses, for as long as the last ones took.
 */

import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { diagnosticsOf } from "../service/diagnostics.ts";
import type { Service } from "../service/service.ts";
import { lspDiagnostic } from "./connection-convert.ts";
import type { Files } from "./connection-files.ts";
import { canonical } from "./connection-files.ts";
import { report } from "./connection-guard.ts";

/** Up to this many milliseconds nobody notices, so nothing is put off. */
const CHEAP = 30;
/** Nobody waits longer than this for a check to begin. */
const LONGEST_PAUSE = 500;
/** Findings do not wait longer for files that are slow to read. */
const LONGEST_READ = 2000;
/** Checking lets other messages through after this many milliseconds. */
const SLICE = 12;
/** Editors choke on more; the rest is counted in one last message. */
const MOST = 1000;

export class DiagnosticsDoor {
  readonly #connection: Connection;
  readonly #service: Service;
  readonly #files: Files;
  readonly #settled: (uri: string) => Promise<unknown> | undefined;
  /** Milliseconds that the last check of each file took. */
  readonly #cost = new Map<string, number>();
  /** What was last sent for each file, and the identity that it was sent under. */
  readonly #sent = new Map<string, { readonly id: string; readonly text: string }>();
  #number = 0;

  readonly #timers = new Map<string, NodeJS.Timeout | number>();

  /**
   * @param settled resolves when what is imported and configured for a file has been read, undefined when it has: what
   * is found before may have to be taken back
   */
  constructor(
    connection: Connection,
    service: Service,
    files: Files,
    settled: (uri: string) => Promise<unknown> | undefined,
  ) {
    this.#connection = connection;
    this.#settled = settled;
    this.#service = service;
    this.#files = files;
  }

  // ---------------------------------------------------------------- pull

  /** Answers a client that pulls. */
  async pull(
    spelled: string,
    previous: string | undefined,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    const uri = canonical(spelled);
    await pause(this.#delay(uri));
    if (token.isCancellationRequested) throw cancelled();
    const items = await this.#check(uri, () => token.isCancellationRequested);
    if (!items) throw cancelled();
    const text = JSON.stringify(items);
    const sent = this.#sent.get(uri);
    if (sent && sent.text === text && sent.id === previous) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: sent.id };
    }
    const id = String(++this.#number);
    this.#sent.set(uri, { id, text });
    return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
  }

  // ---------------------------------------------------------------- push

  /** Sends the diagnostics of all open files anew, that of `first` before the others. */
  push(first?: string): void {
    const open = this.#files.open();
    for (const uri of first && open.includes(first) ? [first, ...open.filter((other) => other !== first)] : open) {
      const known = this.#timers.get(uri);
      if (known !== undefined) clearTimeout(known);
      this.#timers.set(
        uri,
        setTimeout(() => this.#send(uri), this.#delay(uri)),
      );
    }
  }

  /** Takes back what was sent for a file that is closed. */
  forget(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    this.#sent.delete(uri);
    this.#cost.delete(uri);
  }

  /** Empties the list of a closed file in clients that are pushed to. */
  clear(uri: string, spelled: string): void {
    this.forget(uri);
    void this.#connection.sendDiagnostics({ uri: spelled, diagnostics: [] });
  }

  async #send(uri: string): Promise<void> {
    this.#timers.delete(uri);
    const version = this.#files.version(uri);
    try {
      const outdated = (): boolean => this.#files.version(uri) !== version || this.#timers.has(uri);
      const diagnostics = await this.#check(uri, outdated);
      if (!diagnostics || version === undefined) return;
      const text = `${version} ${JSON.stringify(diagnostics)}`;
      if (this.#sent.get(uri)?.text === text) return;
      this.#sent.set(uri, { id: "", text });
      await this.#connection.sendDiagnostics({ uri: this.#files.spelling(uri), version, diagnostics });
    } catch (error) {
      report(this.#connection, "check a design", error);
    }
  }

  // ---------------------------------------------------------------- both

  #delay(uri: string): number {
    const cost = this.#cost.get(uri) ?? 0;
    return cost <= CHEAP ? 0 : Math.min(cost, LONGEST_PAUSE);
  }

  /** Checks a file in slices; undefined when the answer is no longer wanted. */
  async #check(uri: string, unwanted: () => boolean): Promise<Diagnostic[] | undefined> {
    const reading = this.#settled(uri);
    if (reading) await Promise.race([reading, pause(LONGEST_READ)]);
    if (!this.#service.workspace.has(uri)) return [];
    if (unwanted()) return undefined;
    let began = performance.now();
    let cost = 0;
    const version = this.#files.version(uri);
    const steps = this.#service.checks.steps(uri);
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      const spent = performance.now() - began;
      if (spent < SLICE) continue;
      cost += spent;
      await pause(0);
      if (unwanted() || this.#files.version(uri) !== version) return undefined;
      began = performance.now();
    }
    const found = diagnosticsOf(uri, step.value);
    const shown = found.length > MOST ? found.slice(0, MOST) : found;
    const items = shown.map((diagnostic) => lspDiagnostic(this.#files, uri, diagnostic));
    const last = items.at(-1);
    if (last && found.length > MOST) {
      items.push({
        range: last.range,
        severity: last.severity ?? 3,
        source: "sdesign",
        message: `${found.length - MOST} more findings are not shown. Solve some of those above, or run \`sdesign check\`.`,
      });
    }
    this.#cost.set(uri, cost + performance.now() - began);
    return items;
  }
}

function cancelled(): ResponseError<{ retriggerRequest: boolean }> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, "The text has changed meanwhile.", {
    retriggerRequest: true,
  });
}

/** Lets other messages through; at 0 for one turn only. */
function pause(milliseconds: number): Promise<void> {
  return milliseconds <= 0 && typeof setImmediate === "function"
    ? new Promise((resolve) => setImmediate(resolve))
    : new Promise((resolve) => setTimeout(resolve, milliseconds));
}
