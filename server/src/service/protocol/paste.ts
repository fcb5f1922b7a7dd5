/** What the editor and the language server say to each other about text that is pasted. */

import { natural, object, optional, type Shape, text, word } from "./shape.ts";

type ShapeValue<Of> = Of extends Shape<infer Value> ? NonNullable<Value> : never;

const position = object({ line: natural, character: natural });

/** Request: what a text in another notation would be as sdesign where it is pasted. */
export const pasteRequest = "sdesign/paste";
export const pasteParams = object({
  uri: word,
  /** What the paste replaces. */
  range: object({ start: position, end: position }),
  text,
});
export type PasteParams = ShapeValue<typeof pasteParams>;

export const pasteResult = object({
  /** Left out where the text is in no other notation, or declarations cannot stand there. */
  offer: optional(
    object({
      /** What the text is, in words for people: `Mermaid flowchart`. */
      name: word,
      /** What to insert instead of it. */
      text,
    }),
  ),
});
export type PasteResult = ShapeValue<typeof pasteResult>;
export type PasteOffer = NonNullable<ShapeValue<typeof pasteResult>["offer"]>;

const FOREIGN = /\b(?:digraph|graph|flowchart|flowchart-elk|erDiagram)\b|\bcreate\b[^;(]{0,80}\btable\b/i;

/** Whether it is worth asking about a text: cheap, and never false for one that can be converted. */
export function looksForeign(text: string): boolean {
  return FOREIGN.test(text);
}
