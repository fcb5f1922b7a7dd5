/** How far apart two tokens of a statement stand on one line: not at all, or by one space. */

import * as t from "../tokens.ts";
import type { Expression, Node, Statement } from "../tree.ts";
import { children } from "../walk.ts";
import type { Item, Items } from "./items.ts";

export interface Anatomy {
  /** For each gap, the innermost node that holds the tokens on both of its sides. */
  readonly owners: (Node | undefined)[];
  /** Absolute offsets of the signs of negative numbers. */
  readonly signs: Set<number>;
}

/** Notes which node each gap of a statement lies in. */
export function dissect(items: Items, statement: Statement, base: number, into: Anatomy): void {
  const visit = (node: Node): void => {
    const from = items.indexAt(base + node.start);
    const to = items.indexAt(base + node.end);
    for (let gap = from + 1; gap < to; gap++) into.owners[gap] = node;
    if (node.type === "expression") noteSigns(node, base, into.signs);
    for (const child of children(node)) visit(child);
  };
  visit(statement);
}

function noteSigns(expression: Expression, base: number, signs: Set<number>): void {
  let operandBefore = false;
  for (const term of expression.terms) {
    const operator = term.type === "operator";
    if (operator && !operandBefore && (term.sign === "-" || term.sign === "+")) signs.add(base + term.start);
    operandBefore = !operator;
  }
}

const CLOSING: ReadonlySet<unknown> = new Set([
  t.Comma,
  t.Semicolon,
  t.RightParen,
  t.RightBracket,
  t.Colon,
  t.Dot,
  t.Question,
  t.Percent,
]);
const OPENING: ReadonlySet<unknown> = new Set([t.LeftParen, t.LeftBracket, t.Dot]);
/** Signs that stand close to both sides: `1--*`, `62^7`. */
const CLINGING: ReadonlySet<unknown> = new Set([t.Dashes, t.Caret]);
/** Nodes whose parts stand close together. */
const TIGHT: ReadonlySet<Node["type"]> = new Set(["unit", "path", "cardinality", "ratio"]);
const CALLS: ReadonlySet<Node["type"] | undefined> = new Set(["call", "field-type", "endpoint"]);

/** The spaces between two tokens that stand on one line, 0 or 1. */
export function spacesBetween(before: Item, after: Item, owner: Node | undefined, signs: ReadonlySet<number>): 0 | 1 {
  const left = before.token;
  const right = after.token;
  if (!left || !right) return 1;
  const type = owner?.type;
  if (type !== undefined && TIGHT.has(type)) return 0;
  // A number and its unit are one word or two: `$200/month`, `500 ms`.
  if (type === "number" && right.tokenType !== t.Percent) return right.glued ? 0 : 1;
  if (CLOSING.has(right.tokenType) || OPENING.has(left.tokenType)) return 0;
  if (right.tokenType === t.LeftParen) return CALLS.has(type) ? 0 : 1;
  if (right.tokenType === t.LeftBracket) return type === "field-type" ? 0 : 1;
  if (CLINGING.has(left.tokenType) || CLINGING.has(right.tokenType)) return 0;
  if (left.tokenType === t.LeftBrace && right.tokenType === t.RightBrace) return 0;
  return signs.has(left.startOffset) ? 0 : 1;
}
