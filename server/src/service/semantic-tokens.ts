/** The colours that only meaning can give: what a name stands for, which word is a keyword and which is a name. */

import { properties } from "../language/properties.ts";
import { isUnitName } from "../language/units.ts";
import type { Design, ElementClass } from "../model/design.ts";
import type { LinkedChunk } from "../model/linker.ts";
import { isBlock } from "../model/symbols.ts";
import type { LinkedFile } from "../model/workspace.ts";
import type { Node, Span } from "../syntax/tree.ts";
import { walk } from "../syntax/walk.ts";
import { type Range, rangeOf } from "./place.ts";

/** Types of the protocol's own legend, so that every theme has a colour for them. */
export const tokenTypes = [
  "namespace",
  "type",
  "class",
  "enum",
  "interface",
  "struct",
  "event",
  "variable",
  "property",
  "enumMember",
  "function",
  "method",
  "keyword",
  "parameter",
  "modifier",
] as const;
export type TokenType = (typeof tokenTypes)[number];

export const tokenModifiers = ["declaration"] as const;

export interface SemanticToken {
  readonly range: Range;
  readonly type: TokenType;
  /** Whether the name is declared here. */
  readonly declaration: boolean;
}

const OF_CLASS: Partial<Record<ElementClass, TokenType>> = {
  system: "namespace",
  domain: "namespace",
  place: "namespace",
  actor: "interface",
  component: "class",
  kind: "type",
  entity: "struct",
  field: "property",
  api: "interface",
  endpoint: "method",
  requirement: "event",
  quality: "event",
  estimate: "variable",
  unit: "type",
  flow: "function",
  process: "function",
  decision: "enum",
  option: "enumMember",
  question: "enum",
  risk: "enum",
  view: "enum",
};

interface Piece extends Span {
  readonly type: TokenType;
  readonly declaration: boolean;
}

const known = new WeakMap<LinkedChunk, readonly Piece[]>();

/** The tokens of a file that touch a range, in the order of the text; of all of it without one. They do not overlap. */
export function semanticTokens(file: LinkedFile, design: Design | undefined, within?: Range): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  for (const linked of file.chunks) {
    const { chunk } = linked;
    if (within && (chunk.start + chunk.length < within.start || chunk.start > within.end)) continue;
    let pieces = known.get(linked);
    if (!pieces) {
      pieces = piecesOf(linked, design);
      known.set(linked, pieces);
    }
    for (const { type, declaration, ...span } of pieces)
      tokens.push({ range: rangeOf(chunk, span), type, declaration });
  }
  return tokens;
}

function piecesOf(linked: LinkedChunk, design: Design | undefined): readonly Piece[] {
  const pieces = new Map<number, Piece>();
  const add = (span: Span | undefined, type: TokenType | undefined, declaration = false): void => {
    if (!span || !type || span.end <= span.start || pieces.has(span.start)) return;
    pieces.set(span.start, { start: span.start, end: span.end, type, declaration });
  };
  for (const [uses, declares] of [
    [linked.declarations, true],
    [linked.uses, false],
  ] as const) {
    for (const { name, target } of uses) {
      const element = design?.get(target);
      add(name, element && OF_CLASS[element.class], declares);
    }
  }
  if (linked.chunk.statement) walk(linked.chunk.statement, (node, ancestors) => words(node, ancestors, add));
  const sorted = [...pieces.values()].sort((one, other) => one.start - other.start);
  return sorted.filter((piece, index) => index === 0 || piece.start >= (sorted[index - 1]?.end ?? 0));
}

/** The words of a node that are the vocabulary's, whatever they would be elsewhere. */
function words(
  node: Node,
  ancestors: readonly Node[],
  add: (span: Span | undefined, type: TokenType | undefined, declaration?: boolean) => void,
): void {
  switch (node.type) {
    case "declaration":
      add(node.kind, "keyword");
      if (!isBlock(node) && node.name) add(node.name, "class", true);
      return;
    case "kind":
      return add(node.base, "type");
    case "quality":
      return add(node.quality, "keyword");
    case "endpoint":
      return add(node.verb, "keyword");
    case "target":
      return add(node.metric, "enumMember");
    case "field":
      for (const modifier of node.modifiers) add(modifier, "modifier");
      return;
    case "field-type":
      return add(node.name, "type");
    case "parameter":
      return add(node.name, "parameter");
    case "property":
      return add(node.name, "property");
    case "call":
      return add(node.name, "function");
    case "row-element":
      return add(node.role, "keyword");
    case "unit":
      // The grammar file knows the units of the vocabulary; what a design counts, it cannot.
      for (const { name, end } of node.factors) {
        if (!isUnitName(name)) add({ start: end - name.length, end }, "type");
      }
      return;
    case "path": {
      const property = ancestors.findLast((ancestor) => ancestor.type === "property");
      const entry = property?.type === "property" ? properties.get(property.name.text) : undefined;
      const [only] = node.names;
      if (!entry || !only || node.names.length > 1 || !("words" in entry.value)) return;
      return add(only, "enumMember");
    }
    default:
      return;
  }
}
