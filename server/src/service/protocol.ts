/**
 * What the editor and the language server say to each other beyond the LSP, and what the extension and the preview's
 * page say to each other. Both sides of both borders check what they receive with the shapes below.
 */

import {
  boolean,
  finite,
  list,
  messages,
  natural,
  object,
  oneOf,
  optional,
  pair,
  type Shape,
  text,
  word,
} from "./protocol/shape.ts";

type ShapeValue<Of> = Of extends Shape<infer Value> ? NonNullable<Value> : never;

// ---------------------------------------------------------------- the parts

const view = object({ id: word, title: word, group: oneOf("system", "flow", "process", "own") });
const step = object({ number: natural, text: word, anchors: list(word) });
const empty = object({ title: word, text: word, example: word });
const overlay = oneOf("kind", "load", "availability", "latency", "domain");
/** What colours can mean: figures of the server, or what the picture says already. */
const colours = oneOf("kind", "load", "availability", "latency", "domain", "spof");
export type PreviewColours = ShapeValue<typeof colours>;
const ids = list(word);
/** A figure in an overlay: as text, and how strongly it is coloured, 0 for not at all. */
const figure = object({ text: word, heat: oneOf("0", "1", "2", "3", "4", "5") });
/** What overlays say of a node. */
const mark = object({
  id: word,
  load: optional(figure),
  availability: optional(figure),
  latency: optional(figure),
  domain: optional(figure),
});
export type PreviewFigure = ShapeValue<typeof figure>;
export type PreviewMark = ShapeValue<typeof mark>;
export type PreviewOverlay = ShapeValue<typeof overlay>;

const position = object({ line: natural, character: natural });
const range = object({ start: position, end: position });

export type PreviewView = ShapeValue<typeof view>;
export type PreviewStep = ShapeValue<typeof step>;
export type PreviewEmpty = ShapeValue<typeof empty>;
export type Position = ShapeValue<typeof position>;
export type Range = ShapeValue<typeof range>;

/** What is wrong with what is shown, in words for people. */
const problem = object({
  message: word,
  /** `text`: the design cannot be read whole; `layout`: it could not be drawn; `server`: nobody answers. */
  kind: oneOf("text", "layout", "server"),
  /** Whether the picture on the screen is an older one. */
  kept: boolean,
});
export type PreviewProblem = ShapeValue<typeof problem>;

// ---------------------------------------------------------------- editor and server

/** Request: the picture of a view. Parameters {@link previewParams}, result {@link previewResult}. */
export const previewRequest = "sdesign/preview";
export const previewParams = object({
  uri: word,
  /** A view that the design does not have yields the architecture. */
  view: optional(word),
  fold: optional(ids),
  unfold: optional(ids),
  /** The picture is shown in something higher than wide. */
  tall: optional(boolean),
  /** Who asks: a later picture for the same viewer makes an earlier one unnecessary. */
  viewer: optional(word),
  /** The fingerprint of the picture on the screen: an equal one is not sent again. */
  known: optional(word),
  /** Draw what can be read even where something on the screen would be lost by a mistake in the text. */
  force: optional(boolean),
});
export type PreviewParams = ShapeValue<typeof previewParams>;

/** A picture and what belongs to it, as the server sends it and the page shows it. */
const shown = {
  views: list(view),
  view: word,
  title: word,
  /** Changes whenever the picture does. */
  fingerprint: word,
  /** Left out when the picture is the known one, or none could be made. */
  svg: optional(text),
  notice: optional(word),
  problem: optional(problem),
  empty: optional(empty),
  steps: list(step),
  overlay: optional(overlay),
  marks: list(mark),
  foldable: ids,
  folded: ids,
  /** Elements that are drawn as a part of another one: its id, and the drawn one's. */
  shownAs: list(pair(word, word)),
};

export const previewResult = object({
  /** The version of the document that the picture shows. */
  version: optional(natural),
  ...shown,
  /** The files of the design, the root first. */
  files: list(word),
});
export type PreviewResult = ShapeValue<typeof previewResult>;

/** Request: the picture of a view as an image of its own, for a thumbnail. It waits behind every picture that is looked at. */
export const thumbnailRequest = "sdesign/thumbnail";
export const thumbnailParams = object({
  uri: word,
  view: word,
  fold: optional(ids),
  unfold: optional(ids),
  tall: optional(boolean),
  /** The fingerprint of the one on the screen: an equal one is not sent again. */
  known: optional(word),
});
export type ThumbnailParams = ShapeValue<typeof thumbnailParams>;
/** Without `svg` the known one still holds; an empty one means that there is none: nothing to draw, or too much. */
export const thumbnailResult = object({ fingerprint: word, svg: optional(text) });
export type ThumbnailResult = ShapeValue<typeof thumbnailResult>;

/** Notification of the server: the picture of a file that was asked for may have changed. */
export const previewChanged = "sdesign/previewChanged";
export const previewChangedParams = object({ uri: word });

/** Notification of the client: nobody looks at the previews of a file any longer. */
export const previewClosed = "sdesign/previewClosed";
export const previewClosedParams = object({ uri: word });

/** Request: the elements at a position, the innermost first, as their ids in pictures. */
export const elementAtRequest = "sdesign/elementAt";
export const elementAtParams = object({ uri: word, position });

export const elementAtResult = object({ ids });

/** Request: where an element of a picture is declared. */
export const revealRequest = "sdesign/reveal";
export const revealParams = object({ uri: word, id: word });

/** Left out: the design has no such element any longer. */
export const revealResult = object({
  place: optional(
    object({
      uri: word,
      /** The whole declaration. */
      range,
      /** Its name. */
      selection: range,
    }),
  ),
});
export type RevealPlace = NonNullable<ShapeValue<typeof revealResult>["place"]>;

/** Request: the lines at which some elements of pictures are declared, for links into the text. */
export const linesRequest = "sdesign/lines";
export const linesParams = object({ uri: word, ids });
/** Elements that the design does not have are left out; lines count from 1. */
export const linesResult = object({ lines: list(object({ id: word, uri: word, line: natural })) });
export type LinesResult = ShapeValue<typeof linesResult>;

/** Request: a picture that brings its style, as PDF. */
export const pdfRequest = "sdesign/pdf";
export const pdfParams = object({ svg: text, title: word });
/** In base 64; or why there is none, in words for people. */
export const pdfResult = object({ pdf: optional(text), refused: optional(word) });
export type PdfResult = ShapeValue<typeof pdfResult>;

/** Request: what happens while some elements are down. */
export const whatIfRequest = "sdesign/whatIf";
export const whatIfParams = object({
  uri: word,
  /** Elements of the picture, `ID#1` for one instance of a component, and ids of places. */
  down: ids,
});
const whatIf = object({
  /** What can be taken down besides what is drawn: counted zones and regions. */
  places: list(object({ id: word, title: word })),
  scopes: list(
    object({
      id: word,
      title: word,
      up: boolean,
      /** In words for people: `99.95 %`, `was 99.95 %`. */
      availability: word,
      reason: optional(word),
    }),
  ),
  parts: list(
    object({
      id: word,
      /** `down` itself, `failing` with what it needs, `strained` beyond its capacity, or `carrying` more than usual. */
      state: oneOf("down", "failing", "strained", "carrying"),
      text: word,
    }),
  ),
});
export const whatIfResult = whatIf;
export type WhatIfResult = ShapeValue<typeof whatIf>;

/** Request: the numbers and verdicts of a file's design, for reading beside the picture. */
export const panelsRequest = "sdesign/panels";
export const panelsParams = object({ uri: word });
const verdict = oneOf("holds", "fails", "unknown", "none");
const panels = object({
  estimates: list(
    object({
      id: word,
      name: word,
      value: word,
      /** Where it is uncertain: its 90 % range, and the median as a part of the way from 0 to its upper end. */
      range: optional(object({ text: word, low: finite, median: finite })),
    }),
  ),
  assertions: list(object({ id: word, text: word, verdict, detail: optional(word) })),
  requirements: list(object({ id: word, name: word, kind: word, verdict, detail: optional(word) })),
});
export const panelsResult = panels;
export type PanelsResult = ShapeValue<typeof panels>;
export type Verdict = ShapeValue<typeof verdict>;

// ---------------------------------------------------------------- extension and page

const findings = object({ error: natural, warning: natural, information: natural });
const finding = object({
  severity: oneOf("error", "warning", "information"),
  message: word,
  rule: word,
  uri: word,
  position,
});
export type PageFinding = ShapeValue<typeof finding>;
export type FindingCounts = ShapeValue<typeof findings>;

/** To the page. */
export const pageMessage = messages({
  /** What is shown from now on. Without `svg` the picture on the screen stays. */
  show: {
    uri: word,
    /** The file's name, for people. */
    name: word,
    ...shown,
  },
  /** Something is being made; the page says so when it takes long. */
  busy: {},
  problem: { problem },
  /** The elements at the editor's cursor, the innermost first. */
  highlight: { ids },
  findings: { findings, list: list(finding) },
  panels: { panels },
  locked: { locked: boolean },
  /** Let the reader pick a view. */
  pickView: {},
  /** See {@link thumbnailResult}. */
  thumbnail: { view: word, fingerprint: word, svg: optional(text) },
  /** What the editor's hover says of an element, as Markdown. */
  hover: { id: word, markdown: word },
  /** The answer to a `whatIf` of the page; left out when there is none. */
  whatIf: { down: ids, result: optional(whatIf) },
});
export type PageMessage = ShapeValue<typeof pageMessage>;

/** What the page remembers over a reload of the window. */
export const pageState = object({
  uri: word,
  view: optional(word),
  locked: optional(boolean),
  fold: optional(ids),
  unfold: optional(ids),
  tall: optional(boolean),
  /** What colours mean; left out until the reader has chosen. */
  colours: optional(colours),
  /** The page of the side panel that is open. */
  side: optional(oneOf("outline", "numbers", "requirements", "findings")),
});
export type PageState = ShapeValue<typeof pageState>;

/** From the page. */
export const extensionMessage = messages({
  /** The page listens. */
  ready: {},
  view: { view: word },
  /** Asks for the thumbnail of a view. */
  thumbnail: { view: word, known: optional(word) },
  /** The stage has become higher than wide, or wider than high. */
  pane: { tall: boolean },
  fold: { fold: ids, unfold: ids },
  /** Go to an element's declaration; `beside` in a column of its own. */
  reveal: { id: word, beside: boolean, keepFocus: boolean },
  lock: { locked: boolean },
  hover: { id: word },
  panels: {},
  /** Go to a finding. */
  goTo: { uri: word, position },
  whatIf: { down: ids },
  /** Draw what can be read, whatever is lost. */
  force: {},
  retry: {},
  /**
   * Asks where to, and writes. PNG is in base 64; of PDF comes the SVG to draw. In an SVG that leads to the text, links
   * are `sdesign:ID`, encoded: what they become depends on where it goes.
   */
  save: { format: oneOf("svg", "png", "pdf"), content: text, leads: boolean },
  copied: { what: word },
  example: {},
});
export type ExtensionMessage = ShapeValue<typeof extensionMessage>;
