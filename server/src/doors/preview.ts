/** Serves previews: pictures on request, a word when they change, and the way between picture and text. */

import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Facts } from "../analysis/facts.ts";
import { layOut } from "../diagram/layout.ts";
import { drawSvg } from "../diagram/svg.ts";
import type { Design } from "../model/design.ts";
import type { Workspace } from "../model/workspace.ts";
import type { Range } from "../service/place.ts";
import { contentsOf, declarationOf, elementsAt, type PreviewDraft, previewDraft } from "../service/preview.ts";
import { fingerprintOf, losesSome, Recent } from "../service/preview-memory.ts";
import { marksOf } from "../service/preview-overlays.ts";
import { panelsOf } from "../service/preview-panels.ts";
import { whatIf } from "../service/preview-what-if.ts";
import {
  elementAtParams,
  elementAtRequest,
  type LinesResult,
  linesParams,
  linesRequest,
  type PanelsResult,
  type PdfResult,
  type Position,
  type PreviewParams,
  type PreviewProblem,
  type PreviewResult,
  panelsParams,
  panelsRequest,
  pdfParams,
  pdfRequest,
  previewChanged,
  previewClosed,
  previewClosedParams,
  previewParams,
  previewRequest,
  type RevealPlace,
  revealParams,
  revealRequest,
  type ThumbnailParams,
  type ThumbnailResult,
  thumbnailParams,
  thumbnailRequest,
  type WhatIfResult,
  whatIfParams,
  whatIfRequest,
} from "../service/protocol.ts";
import { LayoutSuperseded } from "./layout-queue.ts";
import type { DrawPdf } from "./pdf-client.ts";
import { type LayoutQueues, PreviewLayouts } from "./preview-layouts.ts";

/** What previews need from the server around them. */
export interface PreviewHost {
  readonly workspace: Workspace;
  facts(design: Design): Facts;
  /** The version of an open document, undefined for a file that is not open. */
  version(uri: string): number | undefined;
  positionAt(uri: string, offset: number): Position;
  offsetAt(uri: string, position: Position): number;
  /** Calls back after every change of the workspace, however small. */
  onDidChange(listener: () => void): void;
  readonly layouts: LayoutQueues;
  readonly pdf: DrawPdf;
  /** Resolves when what a file imports has been read as well, so that the first picture is whole. */
  settled?(uri: string): Promise<void>;
}

/** Changes within this many milliseconds are told once. */
const coalesce = 25;
/** What pictures held is remembered for as many as somebody may switch between. */
const keptContents = 64;
/** Larger pictures have no thumbnail: nobody would recognise one, and the layout takes seconds. */
const mostInThumbnail = 400;
const longestText = 2000;

const clip = (text: string, most = longestText): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** Registers the preview's requests and notifications. */
export function registerPreview(connection: Connection, host: PreviewHost): void {
  const previews = new Previews(connection, host);
  connection.onRequest(previewRequest, (params: unknown, token: CancellationToken) => {
    const read = previewParams(params);
    if (!read) throw invalid(previewRequest);
    return previews.preview(read, token);
  });
  connection.onRequest(thumbnailRequest, (params: unknown, token: CancellationToken) => {
    const read = thumbnailParams(params);
    if (!read) throw invalid(thumbnailRequest);
    return previews.thumbnail(read, token);
  });
  connection.onRequest(elementAtRequest, (params: unknown) => {
    const read = elementAtParams(params);
    if (!read) throw invalid(elementAtRequest);
    return { ids: elementsAt(host.workspace, read.uri, host.offsetAt(read.uri, read.position)) };
  });
  connection.onRequest(revealRequest, (params: unknown): { readonly place?: RevealPlace } => {
    const read = revealParams(params);
    if (!read) throw invalid(revealRequest);
    const found = declarationOf(host.workspace, read.uri, read.id);
    if (!found) return {};
    const { whole, name } = found;
    return { place: { uri: whole.uri, range: rangeIn(host, whole), selection: rangeIn(host, name) } };
  });
  connection.onRequest(linesRequest, (params: unknown): LinesResult => {
    const read = linesParams(params);
    if (!read) throw invalid(linesRequest);
    const lines = read.ids.flatMap((id) => {
      const found = declarationOf(host.workspace, read.uri, id);
      if (!found) return [];
      const { uri, range } = found.name;
      return [{ id, uri, line: host.positionAt(uri, range.start).line + 1 }];
    });
    return { lines };
  });
  connection.onRequest(pdfRequest, async (params: unknown): Promise<PdfResult> => {
    const read = pdfParams(params);
    if (!read) throw invalid(pdfRequest);
    try {
      return { pdf: await host.pdf(read.svg, read.title) };
    } catch (error) {
      return { refused: clip(error instanceof Error ? error.message : String(error)) };
    }
  });
  connection.onRequest(panelsRequest, (params: unknown): PanelsResult => {
    const read = panelsParams(params);
    if (!read) throw invalid(panelsRequest);
    return panelsOf(factsFor(host, read.uri));
  });
  connection.onRequest(whatIfRequest, (params: unknown): WhatIfResult => {
    const read = whatIfParams(params);
    if (!read) throw invalid(whatIfRequest);
    return whatIf(factsFor(host, read.uri), read.down);
  });
  connection.onNotification(previewClosed, (params: unknown) => {
    const read = previewClosedParams(params);
    if (read) previews.forget(read.uri);
  });
}

function factsFor(host: PreviewHost, uri: string): Facts {
  const design = host.workspace.design(uri);
  if (!design) throw new ResponseError(LSPErrorCodes.RequestFailed, "The file is not open in the editor.");
  return host.facts(design);
}

function invalid(method: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, `The parameters of ${method} are not what the protocol says.`);
}

function rangeIn(host: PreviewHost, { uri, range }: { readonly uri: string; readonly range: Range }) {
  return { start: host.positionAt(uri, range.start), end: host.positionAt(uri, range.end) };
}

const noThumbnail: ThumbnailResult = { fingerprint: "", svg: "" };

class Previews {
  readonly #connection: Connection;
  readonly #host: PreviewHost;
  readonly #layouts: PreviewLayouts;
  readonly #contents = new Recent<string, ReadonlySet<string>>(keptContents);
  /** The files that somebody looks at, and the design that they were last told of. */
  readonly #watched = new Map<string, Design | undefined>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, host: PreviewHost) {
    this.#connection = connection;
    this.#host = host;
    this.#layouts = new PreviewLayouts(host.layouts);
    host.onDidChange(() => this.#changed());
  }

  forget(uri: string): void {
    this.#watched.delete(uri);
  }

  async preview(params: PreviewParams, token: CancellationToken): Promise<PreviewResult> {
    await this.#host.settled?.(params.uri);
    if (token.isCancellationRequested) throw cancelled();
    const draft = previewDraft(this.#host.workspace, (design) => this.#host.facts(design), params);
    this.#watched.set(params.uri, draft?.design);
    if (!draft) throw new ResponseError(LSPErrorCodes.RequestFailed, "The file is not open in the editor.");
    const version = this.#host.version(params.uri);
    const result = this.#describe(draft, version);

    const mistake = draft.mistake && this.#mistake(draft.mistake, params.uri);
    const shown = params.known === undefined ? undefined : this.#contents.get(params.known);
    const contents = contentsOf(draft.sketch);
    if (mistake && shown && params.known !== undefined && params.force !== true && losesSome(shown, contents)) {
      return { ...result, fingerprint: params.known, problem: { ...mistake, kept: true } };
    }
    const drawn = await this.#draw(draft, `${params.viewer ?? ""} ${params.uri}`);
    if (token.isCancellationRequested) throw cancelled();
    if ("message" in drawn) {
      const kept = params.known !== undefined;
      return { ...result, fingerprint: params.known ?? "", problem: { message: drawn.message, kind: "layout", kept } };
    }
    const fingerprint = fingerprintOf(drawn.svg);
    this.#contents.set(fingerprint, contents);
    return {
      ...result,
      fingerprint,
      ...(fingerprint === params.known ? {} : { svg: drawn.svg }),
      ...(mistake ? { problem: { ...mistake, kept: false } } : {}),
    };
  }

  /** A small picture of a view. It has no say in what is looked at: one that fails is left out. */
  async thumbnail(params: ThumbnailParams, token: CancellationToken): Promise<ThumbnailResult> {
    const draft = previewDraft(this.#host.workspace, (design) => this.#host.facts(design), params);
    if (!draft || draft.sketch.view.id !== params.view || draft.sketch.empty) return noThumbnail;
    const { picture } = draft.sketch;
    if (picture.nodes.length > mostInThumbnail) return noThumbnail;
    try {
      const subject = `${params.uri} ${params.view}`;
      const drawing = await layOut(picture, (dot) => this.#layouts.later(dot, subject));
      if (token.isCancellationRequested) throw cancelled();
      const svg = drawSvg(drawing, { theme: "variables" });
      const fingerprint = fingerprintOf(svg);
      return fingerprint === params.known ? { fingerprint } : { fingerprint, svg };
    } catch (error) {
      if (error instanceof ResponseError || error instanceof LayoutSuperseded) throw cancelled();
      return noThumbnail;
    }
  }

  async #draw(
    { sketch }: PreviewDraft,
    subject: string,
  ): Promise<{ readonly svg: string } | { readonly message: string }> {
    try {
      const drawing = await layOut(sketch.picture, (dot) => this.#layouts.now(dot, subject));
      return { svg: drawSvg(drawing, { theme: "variables", interactive: true }) };
    } catch (error) {
      if (error instanceof LayoutSuperseded) throw cancelled();
      return { message: clip(error instanceof Error ? error.message : String(error)) };
    }
  }

  #describe({ design, views, sketch }: PreviewDraft, version: number | undefined): Omit<PreviewResult, "fingerprint"> {
    return {
      views: views.slice(0, 500).map((view) => ({ ...view, title: clip(view.title, 200) })),
      view: sketch.view.id,
      title: clip(sketch.picture.title, 400),
      files: design.files,
      steps: (sketch.steps ?? []).map((step) => ({ ...step, text: clip(step.text) })),
      marks: marksOf(this.#host.facts(design), sketch),
      foldable: sketch.foldable,
      folded: sketch.folded,
      shownAs: [...sketch.shownAs],
      ...(version === undefined ? {} : { version }),
      ...(sketch.notice === undefined ? {} : { notice: clip(sketch.notice) }),
      ...(sketch.empty === undefined ? {} : { empty: sketch.empty }),
      ...(sketch.overlay === undefined ? {} : { overlay: sketch.overlay }),
    };
  }

  #mistake({ location, message }: NonNullable<PreviewDraft["mistake"]>, uri: string): Omit<PreviewProblem, "kept"> {
    const { line } = this.#host.positionAt(location.uri, location.range.start);
    const file =
      location.uri === uri ? "" : `${decodeURIComponent(location.uri.slice(location.uri.lastIndexOf("/") + 1))}, `;
    return { kind: "text", message: clip(`${file}${file === "" ? "Line" : "line"} ${line + 1}: ${message}`) };
  }

  #changed(): void {
    if (this.#watched.size === 0 || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      for (const [uri, told] of this.#watched) {
        const design = this.#host.workspace.design(uri);
        if (design === told) continue;
        this.#watched.set(uri, design);
        this.#connection.sendNotification(previewChanged, { uri });
      }
    }, coalesce);
  }
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "A newer request has taken its place.");
}
