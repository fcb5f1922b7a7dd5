/** The documentation of a word of the vocabulary, where it is used as one. */

import { kinds } from "../language/kinds.ts";
import { properties } from "../language/properties.ts";
import { qualities } from "../language/qualities.ts";
import { countedThings } from "../language/units.ts";
import type { Name, Node, Span, Unit } from "../syntax/tree.ts";
import type { Place } from "../syntax/walk.ts";
import { code, escapeMarkdown } from "./markdown.ts";
import {
  fieldTypeDoc,
  functionDoc,
  keywordDoc,
  metricDoc,
  modifierDoc,
  propertyDoc,
  qualityDoc,
  unitDoc,
  valueWordDoc,
} from "./vocabulary.ts";

export interface WordDoc {
  readonly span: Span;
  readonly markdown: string;
}

/** The word of the vocabulary at a place; undefined where there is none. */
export function wordAt(place: Place | undefined): WordDoc | undefined {
  const node = place?.nodes.at(-1);
  if (!place || !node) return undefined;
  const parents = place.nodes.slice(0, -1);
  if (node.type === "name") return nameDoc(node, parents);
  if (node.type === "unit") return unitAt(node, place.offset);
  return keywordAt(node, place.offset);
}

function said(span: Span, heading: string, doc: string | undefined): WordDoc | undefined {
  return doc === undefined ? undefined : { span, markdown: `**${escapeMarkdown(heading)}**\n\n${doc}` };
}

function nameDoc(name: Name, parents: readonly Node[]): WordDoc | undefined {
  const parent = parents.at(-1);
  const { text } = name;
  switch (parent?.type) {
    case "declaration":
      return parent.kind === name ? said(name, kinds.get(text)?.label ?? text, keywordDoc(text)) : undefined;
    case "kind":
      return parent.base === name ? said(name, kinds.get(text)?.label ?? text, keywordDoc(text)) : undefined;
    case "endpoint":
      return parent.verb === name ? said(name, text, keywordDoc(text)) : undefined;
    case "quality": {
      const quality = parent.quality === name ? qualities.get(text) : undefined;
      return quality && said(name, text, qualityDoc(quality));
    }
    case "target":
      return said(name, text, metricDoc(text));
    case "field":
      return parent.modifiers.includes(name) ? said(name, text, modifierDoc(text)) : undefined;
    case "property": {
      const entry = properties.get(text);
      return entry && said(name, text, propertyDoc(entry));
    }
    case "call":
      return said(name, text, functionDoc(text));
    case "path":
      return pathDoc(name, parents);
    default:
      return undefined;
  }
}

/** A word that leads to no element: a field's type, or one of a property's words. */
function pathDoc(name: Name, parents: readonly Node[]): WordDoc | undefined {
  const around = parents.at(-2);
  if (around?.type === "field-type") return said(name, name.text, fieldTypeDoc(name.text));
  const property = parents.findLast((node) => node.type === "property");
  const quality = parents.findLast((node) => node.type === "quality");
  if (!property && quality?.type === "quality")
    return said(name, name.text, valueWordDoc(quality.quality.text, name.text));
  const entry = property?.type === "property" ? properties.get(property.name.text) : undefined;
  const meant = entry && valueWordDoc(entry.name, name.text);
  return (
    entry &&
    said(name, name.text, [meant, `A value of ${code(entry.name)}: ${entry.doc}.`].filter(Boolean).join("\n\n"))
  );
}

function unitAt(unit: Unit, at: number): WordDoc | undefined {
  const factor = unit.factors.find(({ start, end }) => start <= at && at <= end);
  if (!factor) return undefined;
  const counted = countedThings.get(factor.name.toLowerCase());
  return said(factor, factor.name, unitDoc(factor.name) ?? (counted && `A counted thing: ${code(counted)}.`));
}

/** Keywords that the tree does not keep as names: the cursor is at the beginning of such a statement. */
function keywordAt(node: Node, at: number): WordDoc | undefined {
  const keyword = KEYWORDS.get(node.type);
  if (keyword === undefined || at > node.start + keyword.length) return undefined;
  return said({ start: node.start, end: node.start + keyword.length }, keyword, keywordDoc(keyword));
}

const KEYWORDS: ReadonlyMap<Node["type"], string> = new Map([
  ["import", "import"],
  ["kind", "kind"],
  ["assert", "assert"],
  ["relation", "relation"],
  ["unit-declaration", "unit"],
]);
