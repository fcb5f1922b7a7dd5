/** What completion offers, and how offers are made. */

import { plainText } from "../lint/snippet.ts";
import type { ElementClass, Key } from "../model/design.ts";
import type { CompletionPlace } from "./completion-place.ts";
import type { Range } from "./place.ts";
import { signDoc } from "./vocabulary.ts";

export type CompletionKind =
  | "keyword"
  | "kind"
  | "property"
  | "word"
  | "unit"
  | "function"
  | "type"
  | "sign"
  | "file"
  | "folder"
  | "rule"
  | "snippet"
  | "value"
  | "actor"
  | "component"
  | "place"
  | "domain"
  | "entity"
  | "field"
  | "api"
  | "endpoint"
  | "requirement"
  | "quality"
  | "estimate"
  | "element";

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What it inserts: a snippet in the LSP's syntax where `snippet` says so. */
  readonly insert: string;
  readonly snippet: boolean;
  /** What it inserts where snippets are not understood. */
  readonly plain: string;
  /** What it replaces. */
  readonly range: Range;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is matched with the word typed, where that is not the label. */
  readonly filter?: string;
  /** The element that it names, of which more can be said. */
  readonly key?: Key;
  /** The name is declared in another file: how that is named in an import. */
  readonly from?: string;
  /** What has to be imported along with it. */
  readonly import?: NamedImport;
  /** Completion is worth asking again right after it. */
  readonly again?: boolean;
}

/** A name that a file declares at its top. */
export interface NamedImport {
  readonly uri: string;
  readonly name: string;
}

/** An offer before it is known where it goes. */
export type Offer = Omit<CompletionItem, "range" | "insert" | "snippet" | "plain"> & { readonly insert?: string };

/** Offers text as it is. */
export function plainItem(place: CompletionPlace, offer: Offer): CompletionItem {
  const insert = offer.insert ?? offer.label;
  const said = offer.kind === "sign" || offer.kind === "keyword" ? documented(signDoc(offer.label)) : {};
  return { ...said, ...offer, insert, plain: insert, snippet: false, range: place.range };
}

/** Offers a snippet in the LSP's syntax. */
export function snippetItem(place: CompletionPlace, offer: Offer & { readonly insert: string }): CompletionItem {
  return { ...offer, plain: plainText(offer.insert), snippet: true, range: place.range };
}

/** An offer's documentation, where there is any. */
export function documented(markdown: string | undefined): Pick<CompletionItem, "documentation"> {
  return markdown ? { documentation: markdown } : {};
}

const KINDS: Partial<Record<ElementClass, CompletionKind>> = {
  actor: "actor",
  component: "component",
  place: "place",
  domain: "domain",
  entity: "entity",
  field: "field",
  api: "api",
  endpoint: "endpoint",
  requirement: "requirement",
  quality: "quality",
  estimate: "estimate",
  kind: "kind",
};

/** The kind of offer that an element's name is. */
export function kindOfClass(of: ElementClass): CompletionKind {
  return KINDS[of] ?? "element";
}
