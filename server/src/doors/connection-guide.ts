/** Serves the guide: on request, with a word when it may have changed, as long as somebody looks at it. */

import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Design } from "../model/design.ts";
import { type GuideInput, type GuidePart, guideOf, guideSkeleton } from "../service/guide.ts";
import type { Location } from "../service/place.ts";
import {
  type GuideEdit,
  type GuidePartShown,
  type GuidePlace,
  type GuideResult,
  guideChanged,
  guideClosed,
  guideClosedParams,
  guideParams,
  guideRequest,
  guideSkeletonParams,
  guideSkeletonRequest,
} from "../service/protocol/guide.ts";
import type { Session } from "./connection.ts";
import { canonical } from "./connection-files.ts";

/** Changes within this many milliseconds are told once: nobody reads a list while typing. */
const COALESCE = 150;
/** A design whose files are longer than this takes a while to check: its guide waits for the diagnostics to do so. */
const LONG = 40_000;
/** But no longer than this many milliseconds. */
const LONGEST_WAIT = 3000;
/** What takes long lets other messages through after this many milliseconds. */
const SLICE = 12;
const LONGEST_TEXT = 4000;

/** A file that somebody looks at, as the client spells it. */
interface Watched {
  readonly spelled: string;
  /** The design that it was last told of. */
  design: Design | undefined;
  told: boolean;
}

export function guideDoor(session: Session): void {
  const { connection, files } = session;
  const guides = new Guides(session);
  connection.onRequest(guideRequest, (params: unknown, token: CancellationToken) => {
    const read = guideParams(params);
    if (!read) throw invalid(guideRequest);
    return guides.guide(read.uri, token);
  });
  connection.onRequest(guideSkeletonRequest, async (params: unknown, token: CancellationToken) => {
    const read = guideSkeletonParams(params);
    if (!read) throw invalid(guideSkeletonRequest);
    return { edits: await guides.skeleton(read.uri, read.id, read.note === true, token) };
  });
  connection.onNotification(guideClosed, (params: unknown) => {
    const read = guideClosedParams(params);
    if (read) guides.forget(canonical(read.uri));
  });
  files.onDidChange(() => guides.changed());
  files.onDidRefresh(() => guides.changed(true));
}

function invalid(method: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, `The parameters of ${method} are not what the protocol says.`);
}

class Guides {
  readonly #session: Session;
  readonly #watched = new Map<string, Watched>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Something outside of the texts has changed, such as what is configured. */
  #all = false;

  constructor(session: Session) {
    this.#session = session;
  }

  forget(uri: string): void {
    this.#watched.delete(uri);
    if (this.#watched.size === 0) this.#rest();
  }

  async guide(spelled: string, token: CancellationToken): Promise<GuideResult> {
    const uri = canonical(spelled);
    const watched: Watched = { spelled, design: undefined, told: false };
    this.#watched.set(uri, watched);
    const input = await this.#input(uri, token);
    watched.design = input.facts.design;
    const guide = guideOf(input);
    return {
      title: clip(guide.title),
      current: guide.current,
      files: input.facts.design.files.map((file) => this.#session.files.spelling(file)),
      mistakes: this.#parts(guide.mistakes),
      steps: guide.steps.map((step) => ({
        ...step,
        items: step.items.map(({ place, parts, ...item }) => ({
          ...item,
          title: clip(item.title),
          detail: clip(item.detail),
          ...(place ? { place: this.#place(place) } : {}),
          parts: this.#parts(parts),
        })),
      })),
    };
  }

  async skeleton(spelled: string, id: string, note: boolean, token: CancellationToken): Promise<GuideEdit[]> {
    const { files } = this.#session;
    const edits = guideSkeleton(await this.#input(canonical(spelled), token), id, note) ?? [];
    return edits.map(({ uri, range, text }) => {
      const version = files.version(uri);
      return {
        uri: files.spelling(uri),
        range: files.lspRange(uri, range),
        text,
        ...(version === undefined ? {} : { version }),
      };
    });
  }

  /** Tells of changes, once they have paused for a moment. */
  changed(all = false): void {
    this.#all ||= all;
    if (this.#watched.size === 0 || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      const everything = this.#all;
      this.#rest();
      for (const [uri, watched] of this.#watched) {
        const design = this.#session.service.workspace.design(uri);
        if (watched.told || (design === watched.design && !everything)) continue;
        watched.told = true;
        void this.#session.connection.sendNotification(guideChanged, { uri: watched.spelled });
      }
    }, COALESCE);
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#all = false;
  }

  /** A design with all that is found in it. What it imports is read first; what takes long leaves room for others. */
  async #input(uri: string, token: CancellationToken): Promise<GuideInput> {
    const { service, files } = this.#session;
    await files.settled();
    const began = performance.now();
    const { workspace, checks } = service;
    const length =
      workspace.design(uri)?.files.reduce((sum, file) => sum + (workspace.text(file)?.length ?? 0), 0) ?? 0;
    while (length > LONG && !checks.isDone(uri) && performance.now() - began < LONGEST_WAIT) {
      await pause(30);
      if (token.isCancellationRequested) throw cancelled();
    }
    const design = workspace.design(uri);
    if (!design) throw new ResponseError(LSPErrorCodes.RequestFailed, "The file is not open in the editor.");
    let sliced = performance.now();
    const steps = checks.steps(uri);
    for (let step = steps.next(); ; step = steps.next()) {
      // A file may be part of several designs: the guide is that of the first.
      if (step.done) {
        const own = new Set(design.files);
        const findings = step.value.filter(({ place }) => own.has(place.origin.uri));
        return { facts: checks.facts(design), findings, sources: workspace, uri };
      }
      if (performance.now() - sliced < SLICE) continue;
      await pause(0);
      if (token.isCancellationRequested || workspace.design(uri) !== design) throw cancelled();
      sliced = performance.now();
    }
  }

  #parts(parts: readonly GuidePart[]): GuidePartShown[] {
    return parts.map(({ title, detail, place }) => ({
      title: clip(title),
      detail: clip(detail),
      place: this.#place(place),
    }));
  }

  #place({ uri, range }: Location): GuidePlace {
    const { files } = this.#session;
    return { uri: files.spelling(uri), range: files.lspRange(uri, range) };
  }
}

function clip(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
}

/** The client asks again when it is told of the change. */
function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, "The text has changed meanwhile.");
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
