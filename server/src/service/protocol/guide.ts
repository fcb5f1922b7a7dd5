/** What the editor and the language server say to each other about the guide. */

import { boolean, list, natural, object, oneOf, optional, type Shape, word } from "./shape.ts";

type ShapeValue<Of> = Of extends Shape<infer Value> ? NonNullable<Value> : never;

const position = object({ line: natural, character: natural });
const range = object({ start: position, end: position });
const place = object({ uri: word, range });

const part = object({ title: word, detail: word, place });
const item = object({
  /** The same for the same thing from one version of a design to the next. */
  id: word,
  /** `done`: the design says it. `open`: not yet. `questionable`: it does, and a reviewer would ask. */
  state: oneOf("done", "open", "questionable"),
  title: word,
  /** What the design says about it, in a few words. */
  detail: word,
  /** Why it is asked for. */
  why: word,
  place: optional(place),
  /** What can be inserted, in words for a button. */
  skeleton: optional(word),
  parts: list(part),
});
const question = object({
  id: word,
  ask: word,
  why: word,
  /** What can be inserted besides the question itself. */
  skeleton: optional(word),
});
const step = object({
  id: word,
  title: word,
  purpose: word,
  done: natural,
  open: natural,
  questionable: natural,
  items: list(item),
  questions: list(question),
});

export type GuideItemShown = ShapeValue<typeof item>;
export type GuidePartShown = ShapeValue<typeof part>;
export type GuidePlace = ShapeValue<typeof place>;
export type GuideQuestionShown = ShapeValue<typeof question>;
export type GuideStepShown = ShapeValue<typeof step>;

/** Request: the guide of the design that a file belongs to. From then on its changes are told. */
export const guideRequest = "sdesign/guide";
export const guideParams = object({ uri: word });
export const guideResult = object({
  title: word,
  /** The id of the first step that has something open. */
  current: word,
  steps: list(step),
  /** What of the text cannot be read, or is not what it should be. */
  mistakes: list(part),
  /** The files of the design, the root first. */
  files: list(word),
});
export type GuideResult = ShapeValue<typeof guideResult>;

/** Notification of the server: the guide of a file that was asked for may have changed. Told once until it is asked again. */
export const guideChanged = "sdesign/guideChanged";
export const guideChangedParams = object({ uri: word });

/** Notification of the client: nobody looks at the guide of a file any longer. */
export const guideClosed = "sdesign/guideClosed";
export const guideClosedParams = object({ uri: word });

/** Request: the text that begins what an item or a question asks for, and where it goes. */
export const guideSkeletonRequest = "sdesign/guideSkeleton";
export const guideSkeletonParams = object({
  uri: word,
  /** Of an item or a question. */
  id: word,
  /** Write a question down instead of answering it. */
  note: optional(boolean),
});
/** Without edits there is nothing to insert (any longer), or no place for it. */
export const guideSkeletonResult = object({
  edits: list(
    object({
      uri: word,
      /** The version of the document that the range is meant for; left out for one that is not open. */
      version: optional(natural),
      range,
      /** The first edit's text is a snippet in the LSP's syntax. */
      text: word,
    }),
  ),
});
export type GuideEdit = ShapeValue<typeof guideSkeletonResult>["edits"][number];
