/**
 * When diagnostics are computed and how they travel: pulled by clients that can, pushed to all others, never both.
 *
 * A small design is checked at once, all of it. Of a large one, what parsing and linking find is told at once, beside
 * what rules found before; the rules then run in slices that let other messages through, start anew with each edit,
 * wait for a pause when they are dear, and what they find follows.
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
import type { Finding } from "../lint/finding.ts";
import { diagnosticsOf } from "../service/diagnostics.ts";
import type { Service } from "../service/service.ts";
import { lspDiagnostic } from "./connection-convert.ts";
import type { Files } from "./connection-files.ts";
import { canonical } from "./connection-files.ts";
import { report } from "./connection-guard.ts";

/** A check that took fewer milliseconds than this is worth waiting for: nobody notices. */
const CHEAP = 8;
/** Rules that took longer than this wait for a pause in typing as long as half of their time. */
const DEAR = 80;
/** But never longer than this. */
const LONGEST_PAUSE = 500;
/** Findings do not wait longer for files that are slow to read. */
const LONGEST_READ = 2000;
/** What an edit changes in other files can wait for a pause of this long. */
const CALM = 250;
/** Checking lets other messages through after this many milliseconds. */
const SLICE = 12;
/** A text that changes more often than this while it is checked is asked for again by its editor. */
const MOST_TRIES = 20;
/** Editors choke on more; the rest is counted in one last message. */
const MOST = 1000;

export class DiagnosticsDoor {
  readonly #connection: Connection;
  readonly #service: Service;
  readonly #files: Files;
  readonly #options: DiagnosticsOptions;
  /** Milliseconds that the last full check of each file took. */
  readonly #cost = new Map<string, number>();
  /** What was last sent for each file, and the identity that it was sent under. */
  readonly #sent = new Map<string, { readonly id: string; readonly text: string }>();
  #number = 0;
  /** Counts the changes of any text or setting: a check that began before one is outdated. */
  #era = 0;
  #later: ReturnType<typeof setTimeout> | undefined;
  #calm: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, service: Service, files: Files, options: DiagnosticsOptions) {
    this.#connection = connection;
    this.#service = service;
    this.#files = files;
    this.#options = options;
    files.onDidChange(() => this.#outdate());
    files.onDidRefresh(() => this.#outdate());
    files.onDidClose((uri) => this.forget(uri));
  }

  #outdate(): void {
    this.#era++;
    clearTimeout(this.#later);
    this.#later = undefined;
  }

  // ---------------------------------------------------------------- pull

  /** Answers a client that pulls. */
  async pull(
    spelled: string,
    previous: string | undefined,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    const uri = canonical(spelled);
    let items: Diagnostic[] | undefined;
    // What changes meanwhile makes the answer begin anew; only the client can call it off.
    for (let tries = 0; !items && tries < MOST_TRIES && !token.isCancellationRequested; tries++) {
      items = await this.#check(uri, () => token.isCancellationRequested);
    }
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

  /**
   * Tells a client that pulls that a file has changed. It asks again for the file that is being edited, and sooner or
   * later for some of the others, but not for one that is in front while another is changed.
   */
  didChange(uri: string): void {
    const { workspace } = this.#service;
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => {
      const together = (other: string): boolean =>
        other !== uri && (workspace.reach(other).includes(uri) || workspace.reach(uri).includes(other));
      if (!this.#files.open().some(together)) return;
      this.#options.tell().catch((error: unknown) => report(this.#connection, "check a design", error));
    }, CALM);
  }

  // ---------------------------------------------------------------- push

  /** Sends the diagnostics of all open files anew, those of `first` before the others. */
  push(first?: string): void {
    const open = this.#files.open();
    const era = this.#era;
    const send = async (): Promise<void> => {
      for (const uri of first && open.includes(first) ? [first, ...open.filter((other) => other !== first)] : open) {
        await this.#send(uri, () => this.#era !== era);
      }
    };
    // Several changes that arrive together are answered once.
    setTimeout(() => {
      if (this.#era === era) send().catch((error: unknown) => report(this.#connection, "check a design", error));
    }, 0);
  }

  /** Forgets a file that is closed. */
  forget(uri: string): void {
    this.#sent.delete(uri);
    this.#cost.delete(uri);
  }

  /** Takes back what was sent for a file. */
  clear(spelled: string): void {
    void this.#connection.sendDiagnostics({ uri: spelled, diagnostics: [] });
  }

  async #send(uri: string, outdated: () => boolean): Promise<void> {
    const version = this.#files.version(uri);
    const diagnostics = outdated() ? undefined : await this.#check(uri, outdated);
    if (!diagnostics || version === undefined) return;
    const text = JSON.stringify(diagnostics);
    const sent = this.#sent.get(uri);
    if (sent?.text === text && sent.id === String(version)) return;
    this.#sent.set(uri, { id: String(version), text });
    await this.#connection.sendDiagnostics({ uri: this.#files.spelling(uri), version, diagnostics });
  }

  // ---------------------------------------------------------------- both

  /** What there is to say of a file now; undefined when the answer is no longer wanted. */
  async #check(uri: string, unwanted: () => boolean): Promise<Diagnostic[] | undefined> {
    const reading = this.#options.settled(uri);
    if (reading) await Promise.race([reading, pause(LONGEST_READ)]);
    if (!this.#service.workspace.has(uri)) return [];
    if (unwanted()) return undefined;
    const { checks } = this.#service;
    if (this.#options.followsUp && !checks.isDone(uri) && this.#expected(uri) > CHEAP) {
      this.#followUp(uri);
      return this.#items(uri, checks.atOnce(uri));
    }
    const findings = await this.#complete(uri, unwanted);
    return findings && this.#items(uri, findings);
  }

  /** How many milliseconds a full check will take: as many as the last one, or a guess by the length of the text. */
  #expected(uri: string): number {
    return this.#cost.get(uri) ?? (this.#service.workspace.text(uri)?.length ?? 0) / 5000;
  }

  /** Runs the rules when the author pauses, and tells what they found if that is news. */
  #followUp(uri: string): void {
    if (this.#later !== undefined) return;
    const cost = this.#expected(uri);
    const era = this.#era;
    const outdated = (): boolean => this.#era !== era;
    const run = async (): Promise<void> => {
      const findings = await this.#complete(uri, outdated);
      if (!findings) return;
      this.#later = undefined;
      if (this.#files.open().some((open) => this.#isNews(open))) await this.#options.tell();
    };
    this.#later = setTimeout(
      () => run().catch((error: unknown) => report(this.#connection, "check a design", error)),
      cost > DEAR ? Math.min(cost / 2, LONGEST_PAUSE) : 0,
    );
  }

  /** Whether a file that the client was told of has other diagnostics by now. */
  #isNews(uri: string): boolean {
    const sent = this.#sent.get(uri);
    if (!sent || !this.#service.checks.isDone(uri)) return sent !== undefined;
    return sent.text !== JSON.stringify(this.#items(uri, this.#service.findings(uri)));
  }

  /** All findings, computed in slices; undefined when they are no longer wanted. */
  async #complete(uri: string, unwanted: () => boolean): Promise<readonly Finding[] | undefined> {
    if (this.#service.checks.isDone(uri)) return this.#service.findings(uri);
    let began = performance.now();
    let cost = 0;
    const era = this.#era;
    const steps = this.#service.checks.steps(uri);
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      const spent = performance.now() - began;
      if (spent < SLICE) continue;
      cost += spent;
      await pause(0);
      if (unwanted() || this.#era !== era) return undefined;
      began = performance.now();
    }
    this.#cost.set(uri, cost + performance.now() - began);
    return step.value;
  }

  #items(uri: string, findings: readonly Finding[]): Diagnostic[] {
    const found = diagnosticsOf(uri, findings);
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
    return items;
  }
}

/** What diagnostics need of the session around them. */
export interface DiagnosticsOptions {
  /**
   * Resolves when what is imported and configured for a file has been read, undefined when it has: what is found
   * before may have to be taken back.
   */
  settled(uri: string): Promise<unknown> | undefined;
  /** Whether the client can be told that there is more to say. Else every answer has to be complete. */
  readonly followsUp: boolean;
  /** Tells the client that there is more to say. */
  tell(): Promise<void>;
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
