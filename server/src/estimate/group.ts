/**
 * Precedence: from the flat terms of an expression to a tree. `^` is right-associative and binds tightest, then the
 * unary minus, then `to`, then `of * /`, then `+ -`, then `in`. No recursion, so that no length overflows the stack;
 * only parentheses and arguments nest, as deep as the parser lets them.
 */

import type { CallTerm, Expression, GroupTerm, NumberTerm, Operand, Operator, Span, Unit } from "../syntax/tree.ts";

export type BinarySign = "+" | "-" | "*" | "/" | "^" | "to" | "of";

export type Leaf = Span & { readonly type: "leaf"; readonly term: Exclude<Operand, GroupTerm | CallTerm> };

export type Tree =
  | Leaf
  | (Span & { readonly type: "call"; readonly call: CallTerm })
  | (Span & { readonly type: "group"; readonly expression: Expression })
  | (Span & { readonly type: "negative"; readonly operand: Tree })
  | (Span & {
      readonly type: "binary";
      readonly sign: BinarySign;
      readonly operator: Operator;
      readonly left: Tree;
      readonly right: Tree;
    })
  | (Span & { readonly type: "in"; readonly operand: Tree; readonly unit: Unit })
  /** An operand that is not there (yet), or an operator that has no place here: no value, no further finding. */
  | (Span & { readonly type: "missing" });

const PRECEDENCE: Readonly<Record<BinarySign, number>> = { "+": 1, "-": 1, "*": 2, "/": 2, of: 2, to: 3, "^": 5 };
const SIGN_PRECEDENCE = 4;

function isBinary(sign: string): sign is BinarySign {
  return Object.hasOwn(PRECEDENCE, sign);
}

type Pending = { readonly operator: Operator; readonly sign: BinarySign | "negative" | "positive" };

/** Groups an expression by precedence. Whatever is malformed becomes `missing`. */
export function group(expression: Expression): Tree {
  const operands: Tree[] = [];
  const pending: Pending[] = [];
  let awaitsOperand = true;
  let malformed = false;

  const missingAt = (offset: number): Tree => ({ type: "missing", start: offset, end: offset });

  const reduce = (): void => {
    const top = pending.pop();
    const right = operands.pop();
    if (!top || !right) return;
    if (top.sign === "positive") {
      operands.push(right);
    } else if (top.sign === "negative") {
      operands.push({ type: "negative", operand: right, start: top.operator.start, end: right.end });
    } else {
      const left = operands.pop() ?? missingAt(top.operator.start);
      const { sign, operator } = top;
      operands.push({ type: "binary", sign, operator, left, right, start: left.start, end: right.end });
    }
  };
  const reduceDownTo = (precedence: number): void => {
    for (let top = pending.at(-1); top; top = pending.at(-1)) {
      const own = top.sign === "negative" || top.sign === "positive" ? SIGN_PRECEDENCE : PRECEDENCE[top.sign];
      if (own < precedence || (top.sign === "^" && precedence === PRECEDENCE["^"])) return;
      reduce();
    }
  };

  for (let index = 0; index < expression.terms.length; index++) {
    const term = expression.terms[index];
    if (!term) continue;
    if (term.type !== "operator") {
      // Two operands side by side: the parser has reported it.
      if (!awaitsOperand) malformed = true;
      else operands.push(operand(term));
      awaitsOperand = false;
      continue;
    }
    const { sign } = term;
    if (awaitsOperand && (sign === "-" || sign === "+")) {
      pending.push({ operator: term, sign: sign === "-" ? "negative" : "positive" });
      continue;
    }
    if (awaitsOperand) operands.push(missingAt(term.start));
    awaitsOperand = true;
    if (sign === "in") {
      reduceDownTo(0);
      const unit = expression.terms[index + 1];
      const value = operands.pop() ?? missingAt(term.start);
      if (unit?.type === "unit") {
        operands.push({ type: "in", operand: value, unit, start: value.start, end: unit.end });
        index++;
      } else {
        operands.push(value);
      }
      awaitsOperand = false;
    } else if (isBinary(sign)) {
      reduceDownTo(PRECEDENCE[sign]);
      pending.push({ operator: term, sign });
    } else {
      malformed = true;
    }
  }
  if (awaitsOperand) operands.push(missingAt(expression.end));
  reduceDownTo(0);
  const result = operands.pop();
  return !result || malformed ? { type: "missing", start: expression.start, end: expression.end } : result;
}

function operand(term: Operand): Tree {
  const { start, end } = term;
  if (term.type === "group") return { type: "group", expression: term.expression, start, end };
  if (term.type === "call") return { type: "call", call: term, start, end };
  return { type: "leaf", term, start, end };
}

/** The number that a tree is, its sign aside; undefined for anything else. */
export function literalOf(tree: Tree): NumberTerm | undefined {
  let inner = tree;
  while (inner.type === "negative") inner = inner.operand;
  return inner.type === "leaf" && inner.term.type === "number" ? inner.term : undefined;
}
