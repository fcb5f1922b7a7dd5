/** Finding one's way in a tree: children, traversal, and the nodes at an offset. */

import type { Chunk, Node, SourceFile, Span, Statement } from "./tree.ts";

/** The nodes directly below a node, in the order of the text. */
export function children(node: Node): readonly Node[] {
  const parts = PARTS[node.type] as (node: Node) => readonly (Node | undefined)[];
  return parts(node).filter((part) => part !== undefined);
}

/**
 * Visits a node and everything below it, parents first. What it returns `false` for is not entered.
 *
 * @param enter gets each node with its ancestors, the outermost first; the array is reused between calls.
 */
export function walk(node: Node, enter: (node: Node, ancestors: readonly Node[]) => unknown): void {
  const ancestors: Node[] = [];
  const visit = (current: Node): void => {
    if (enter(current, ancestors) === false) return;
    ancestors.push(current);
    for (const child of children(current)) visit(child);
    ancestors.pop();
  };
  visit(node);
}

/** Every statement of a file, nested ones included, parents first, with the chunk that holds it. */
export function* statements(file: SourceFile): Generator<{ readonly chunk: Chunk; readonly statement: Statement }> {
  for (const chunk of file.chunks) {
    if (chunk.statement === undefined) continue;
    const pending: Statement[] = [chunk.statement];
    for (let statement = pending.pop(); statement !== undefined; statement = pending.pop()) {
      yield { chunk, statement };
      const body = bodyOf(statement);
      for (let i = (body?.statements.length ?? 0) - 1; i >= 0; i--) {
        const nested = body?.statements[i];
        if (nested !== undefined) pending.push(nested);
      }
    }
  }
}

/** A statement's body, if its form can have one and it has. */
export function bodyOf(statement: Statement) {
  return "body" in statement ? statement.body : undefined;
}

/** The index of the first chunk that ends at the offset or behind it. */
export function chunkIndexAt(chunks: readonly Chunk[], offset: number): number {
  let low = 0;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const chunk = chunks[middle];
    if (chunk !== undefined && chunk.start + chunk.length < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where an absolute offset leads: the chunk, and the nodes from its statement to the innermost. */
export interface Place {
  readonly chunk: Chunk;
  /** From the outermost to the innermost. Empty in the white space and comments between statements. */
  readonly nodes: readonly Node[];
  /** The offset relative to the chunk, as the nodes' are. */
  readonly offset: number;
}

/**
 * The nodes around an absolute offset, for hovers, definitions and completion. A node is around the offset when it
 * begins before it or there and ends there or behind it; of two that touch there, a name, number or text goes before
 * others, then the one that begins there. In the white space of a body, the body is the innermost.
 */
export function nodeAt(file: SourceFile, offset: number): Place | undefined {
  const index = chunkIndexAt(file.chunks, offset);
  const chunk = file.chunks[index];
  if (chunk === undefined) return undefined;
  const place = placeIn(chunk, offset);
  const next = file.chunks[index + 1];
  if (next === undefined || next.start !== offset) return place;
  const behind = placeIn(next, offset);
  return behind.nodes.length > 0 && !endsInLeaf(place) ? behind : place;
}

function placeIn(chunk: Chunk, offset: number): Place {
  const at = offset - chunk.start;
  const nodes: Node[] = [];
  let level: readonly Node[] = chunk.statement === undefined ? [] : [chunk.statement];
  for (;;) {
    const around = level.filter((node) => isAround(node, at));
    const node = around.length > 1 ? (around.findLast((one) => leafAt(one, at)) ?? around.at(-1)) : around[0];
    if (node === undefined) return { chunk, nodes, offset: at };
    nodes.push(node);
    level = children(node);
  }
}

function isAround(span: Span, at: number): boolean {
  return span.start <= at && at <= span.end;
}

const LEAVES: ReadonlySet<Node["type"]> = new Set(["name", "text", "number", "unit"]);

/** Whether the innermost node at the offset is one that is typed letter by letter. */
function leafAt(node: Node, at: number): boolean {
  if (LEAVES.has(node.type)) return true;
  return children(node).some((child) => isAround(child, at) && leafAt(child, at));
}

function endsInLeaf(place: Place): boolean {
  const last = place.nodes.at(-1);
  return last !== undefined && LEAVES.has(last.type);
}

type Parts = { readonly [T in Node["type"]]: (node: Extract<Node, { type: T }>) => readonly (Node | undefined)[] };

const NONE = (): readonly Node[] => [];

/** What each type of node is made of, in the order of the text. */
const PARTS: Parts = {
  import: (n) => [...(n.names ?? []), n.path],
  kind: (n) => [n.name, n.base, n.title, n.body],
  declaration: (n) => [n.kind, n.name, n.title, n.body],
  quality: (n) => inOrder([n.quality, n.name, n.title, n.target, ...n.for, n.body]),
  estimate: (n) => [n.name, n.value, n.title],
  assert: (n) => [n.left, n.operator, n.right, n.why],
  "unit-declaration": (n) => [n.name],
  field: (n) => inOrder([n.name, n.fieldType, ...n.modifiers, n.references, n.description]),
  relation: (n) => [n.from, n.fromCardinality, n.toCardinality, n.to, n.title, n.body],
  endpoint: (n) => inOrder([n.verb, n.route, n.name, ...n.parameters, n.returns, n.title, n.body]),
  property: (n) => [n.name, ...n.values],
  connection: (n) => inOrder([...n.stages, ...n.arrows, n.label, n.body]),
  row: (n) => n.elements,
  stray: NONE,
  name: NONE,
  path: (n) => n.names,
  text: NONE,
  expression: (n) => n.terms,
  number: (n) => [n.unit],
  ratio: (n) => [n.left, n.right],
  group: (n) => [n.expression],
  call: (n) => [n.name, ...n.arguments],
  unit: NONE,
  operator: NONE,
  body: (n) => n.statements,
  target: (n) => [n.metric, n.operator, n.value],
  "field-type": (n) => [n.name, ...(n.arguments ?? [])],
  cardinality: NONE,
  parameter: (n) => [n.name, n.fieldType],
  alternatives: (n) => n.targets,
  stage: (n) => n.groups,
  arrow: NONE,
  "row-element": (n) => [n.role, n.value],
};

function inOrder(nodes: readonly (Node | undefined)[]): readonly Node[] {
  return nodes.filter((node) => node !== undefined).sort((a, b) => a.start - b.start || a.end - b.end);
}
