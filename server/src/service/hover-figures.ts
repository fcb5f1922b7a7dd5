/** What hovers say of figures: those of elements, of properties, of each part of an expression, and of arrows. */

import type { Facts } from "../analysis/facts.ts";
import { connectionOf } from "../diagram/views/flow.ts";
import { group, type Tree } from "../estimate/group.ts";
import type { ConnectionElement, Design, Element, LinkedExpression, Origin, Property } from "../model/design.ts";
import type { LinkedChunk } from "../model/linker.ts";
import type { LinkedFile, Workspace } from "../model/workspace.ts";
import type { Expression, Node, Span } from "../syntax/tree.ts";
import { nodeAt } from "../syntax/walk.ts";
import { derivationMarkdown, inline } from "./derivation/derivation.ts";
import { derivationOf } from "./derivation/of-element.ts";
import { propertyDerivation, type Source, valueLine } from "./derivation/quantity.ts";
import { code } from "./markdown.ts";
import { linkedChunkAt } from "./under.ts";

/** Something at the cursor that is no name, and what it comes to. */
export interface SpotFigures {
  /** Relative to the chunk. */
  readonly span: Span;
  readonly markdown: string;
  /** The connections whose arrow it is. */
  readonly connections: readonly ConnectionElement[];
}

export class HoverFigures {
  readonly #workspace: Workspace;
  readonly #facts: (design: Design) => Facts;

  constructor(workspace: Workspace, facts: (design: Design) => Facts) {
    this.#workspace = workspace;
    this.#facts = facts;
  }

  /** What derivations are drawn from. */
  source(design: Design): Source {
    return { facts: this.#facts(design), text: (origin, span) => this.#text(origin, span) };
  }

  /** The figures of an element as Markdown; empty where nothing is computed of it. */
  of(design: Design, element: Element): string {
    return derivationMarkdown(derivationOf(this.source(design), element));
  }

  /** The figures of what is at an absolute offset, where that is no name. */
  at(file: LinkedFile, design: Design, offset: number): SpotFigures | undefined {
    const { chunk, at = 0 } = linkedChunkAt(file, offset) ?? {};
    const nodes = nodeAt(file.source, offset)?.nodes ?? [];
    const node = nodes.at(-1);
    if (!chunk || !node) return undefined;
    if (node.type === "arrow") return this.#arrow(chunk, design, node);
    const outer = nodes.find((one) => one.type === "expression");
    if (outer) return this.#part(chunk, design, nodes, outer);
    const compared = nodes.find((one) => one.type === "assert" || one.type === "quality");
    // On its keyword, and on its comparison: its sides tell of themselves.
    const isKeyword = node.type === "assert" && at <= node.start + "assert".length;
    if (compared && (isKeyword || node.type === "operator")) {
      const element = chunk.elements.find((one) => one.node === compared);
      const markdown = element ? this.of(design, element) : "";
      const span = isKeyword ? { start: node.start, end: node.start + "assert".length } : node;
      return markdown === "" ? undefined : { span, markdown, connections: [] };
    }
    const property = nodes.findLast((one) => one.type === "property");
    return property && node === property.name ? this.#property(chunk, design, property) : undefined;
  }

  #arrow(chunk: LinkedChunk, design: Design, arrow: Node): SpotFigures | undefined {
    const connections = chunk.elements.flatMap((element): readonly ConnectionElement[] => {
      if (element.class === "connection") return element.arrow === arrow ? [element] : [];
      if (element.class !== "flow") return [];
      return element.steps.flatMap((step) => (step.arrow === arrow ? (connectionOf(design, step) ?? []) : []));
    });
    return connections.length > 0 ? { span: arrow, markdown: "", connections } : undefined;
  }

  #property(chunk: LinkedChunk, design: Design, node: Node & { readonly name: Span }): SpotFigures | undefined {
    for (const element of chunk.elements) {
      for (const property of element.properties.values()) {
        if (property.node !== node) continue;
        const markdown = derivationMarkdown(propertyDerivation(this.source(design), element, property.name));
        return markdown === "" ? undefined : { span: node.name, markdown, connections: [] };
      }
    }
    return undefined;
  }

  #part(chunk: LinkedChunk, design: Design, nodes: readonly Node[], outer: Expression): SpotFigures | undefined {
    const linked = linkedExpression(chunk, outer);
    const at = nodes.findLastIndex((node) => node.type === "expression");
    const expression = nodes[at];
    const below = nodes[at + 1];
    if (!linked || expression?.type !== "expression" || !below) return undefined;
    const part = partAround(group(expression), below);
    const terms = expression.terms.filter((term) => part && part.start <= term.start && term.end <= part.end);
    if (terms.length === 0) return undefined;
    const span = { start: terms[0]?.start ?? 0, end: terms.at(-1)?.end ?? 0 };
    const value = valueLine(this.#facts(design), linked, terms);
    if (value === undefined) return undefined;
    const written = this.#text(linked.origin, span).replace(/\s+/g, " ").trim();
    return { span, markdown: `${code(written)} ${inline(value)}`, connections: [] };
  }

  #text(origin: Origin, { start, end }: Span): string {
    const { uri, chunk } = origin;
    return this.#workspace.text(uri)?.slice(chunk.start + start, chunk.start + end) ?? "";
  }
}

/** The smallest part of an expression that a term or an operator makes a value of. */
function partAround(tree: Tree, node: Span): Span | undefined {
  const inside = (span: Span): boolean => span.start <= node.start && node.end <= span.end;
  let part: Tree | undefined;
  let next: Tree | undefined = tree;
  while (next && inside(next)) {
    part = next;
    // The ends of a range share their unit: neither is worth anything alone.
    if (next.type === "binary" && next.sign === "to") break;
    const parts: readonly Tree[] =
      next.type === "binary"
        ? [next.left, next.right]
        : next.type === "negative" || next.type === "in"
          ? [next.operand]
          : [];
    next = parts.find(inside);
  }
  return part;
}

/** The expression of an element of a chunk that a tree belongs to. */
function linkedExpression(chunk: LinkedChunk, expression: Expression): LinkedExpression | undefined {
  for (const element of chunk.elements) {
    for (const linked of expressionsOf(element)) if (linked.expression === expression) return linked;
  }
  return undefined;
}

function* expressionsOf(element: Element): Generator<LinkedExpression> {
  yield* valuesOf(element.properties.values());
  switch (element.class) {
    case "estimate":
      if (element.value) yield element.value;
      return;
    case "assertion":
      if (element.left) yield element.left;
      if (element.right) yield element.right;
      return;
    case "quality":
      if (element.target?.value) yield element.target.value;
      return;
    case "field":
      yield* element.arguments;
      return;
    case "flow":
      for (const step of element.steps) yield* valuesOf(step.properties.values());
      return;
  }
}

function* valuesOf(properties: Iterable<Property>): Generator<LinkedExpression> {
  for (const property of properties) yield* property.values;
}
