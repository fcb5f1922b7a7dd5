/** Computes one expression: walks its tree, and says where and why there is no value. */

import type { CallTerm, Expression, NumberTerm, Path, Span, Unit } from "../syntax/tree.ts";
import { Decimal, decimal } from "./decimal.ts";
import { combined } from "./dimension.ts";
import { format, unitFor } from "./display.ts";
import { range } from "./distribution.ts";
import { applyFunction } from "./functions.ts";
import { group, literalOf, type Tree } from "./group.ts";
import { isValued, meantBytes, meet, type Part, type Place, type Valued } from "./meeting.ts";
import { type EstimateProblem, type ProblemFix, type ProblemRule, problem, type Result, type Step } from "./problem.ts";
import type { Outcome, Quantity } from "./quantity.ts";
import * as quantities from "./quantity.ts";
import { type Labels, scaleOf } from "./unit.ts";
import { described, inWords, type Meeting } from "./wording.ts";

/** What a word, or a measurement such as `size(Ticket)`, means. */
export interface Meaning {
  readonly quantity?: Quantity;
  readonly steps?: readonly Step[];
  /** Why it has no value, or a doubtful one, where nobody else reports it. */
  readonly problem?: { readonly rule: ProblemRule; readonly message: string; readonly fixes?: readonly ProblemFix[] };
}

/** What surrounds an expression. */
export interface Setting extends Place {
  readonly labels: Labels;
  /** Who states the expression: names its ranges, and seeds their samples. */
  readonly owner: { readonly id: string; readonly name: string; readonly seed: string };
  word(path: Path): Meaning;
  /** `size`, `rows` or `load` of an element. */
  measure(name: string, path: Path): Meaning;
}

/** An expression's result, and what of it matters beside others. */
export type Calculated = Result & { readonly part: Part };

/** Computes an expression. Never throws: what cannot be computed has no quantity. */
export function calculate(expression: Expression, setting: Setting): Calculated {
  const root = group(expression);
  const calculation = new Calculation(setting, root);
  const part = calculation.evaluate(root);
  const { problems, steps } = calculation;
  return { ...(part.quantity ? { quantity: part.quantity } : {}), problems, steps, part };
}

interface Work {
  readonly tree: Tree;
  readonly combine: boolean;
}

type Value = Pick<Part, "quantity" | "billions" | "bare">;

/** The computation of one expression; functions use it to compute their arguments. */
export class Calculation {
  readonly setting: Setting;
  readonly problems: EstimateProblem[] = [];
  readonly steps: Step[] = [];
  readonly #root: Tree;
  #ranges = 0;

  constructor(setting: Setting, root: Tree) {
    this.setting = setting;
    this.#root = root;
  }

  /** Walks a tree in postorder, with stacks of its own: chains of operators may be long. */
  evaluate(root: Tree): Part {
    const work: Work[] = [{ tree: root, combine: false }];
    const values: Part[] = [];
    for (let next = work.pop(); next; next = work.pop()) {
      const { tree, combine } = next;
      if (tree.type === "binary" && !combine) {
        work.push({ tree, combine: true }, { tree: tree.right, combine: false }, { tree: tree.left, combine: false });
      } else if ((tree.type === "negative" || tree.type === "in") && !combine) {
        work.push({ tree, combine: true }, { tree: tree.operand, combine: false });
      } else {
        values.push({ ...this.#value(tree, values), start: tree.start, end: tree.end });
      }
    }
    return values.pop() ?? root;
  }

  #value(tree: Tree, values: Part[]): Value {
    switch (tree.type) {
      case "missing":
        return {};
      case "leaf":
        return this.#leaf(tree.term);
      case "group":
        return this.evaluate(group(tree.expression));
      case "call":
        return this.#call(tree.call);
      case "negative": {
        const { quantity, bare = false }: Value = values.pop() ?? {};
        return quantity ? { quantity: quantities.negate(quantity), bare } : {};
      }
      case "in": {
        const operand = values.pop();
        return operand && isValued(operand) ? this.#convert(operand, tree.unit) : {};
      }
      case "binary": {
        const right = values.pop();
        const left = values.pop();
        return left && right && isValued(left) && isValued(right) ? this.#binary(tree, left, right) : {};
      }
    }
  }

  #leaf(term: (Tree & { type: "leaf" })["term"]): Value {
    switch (term.type) {
      case "number": {
        const quantity = this.#number(term);
        if (!quantity) return {};
        const bare = !term.unit && !term.percent && term.currency === undefined;
        return { quantity, bare, ...(bare && term.scaleLetter === "B" ? { billions: term } : {}) };
      }
      case "ratio": {
        const [left, right] = [this.#number(term.left), this.#number(term.right)];
        return left && right ? this.settle(quantities.divide(left, right), term.right) : {};
      }
      case "unit":
        return { quantity: this.#one(term) };
      case "path":
        return this.adopt(this.setting.word(term), term);
      case "text":
        this.report("value/type", term, "A text is no quantity: write a number, an estimate or a property.");
        return {};
    }
  }

  #number(term: NumberTerm): Quantity | undefined {
    const digits = decimal(term.digits)?.times(new Decimal(10).pow(term.scale));
    if (!digits?.isFinite()) {
      this.report("estimate/undefined", term, "This number is too large to compute with.");
      return undefined;
    }
    const unit = term.unit ? this.#one(term.unit) : quantities.plain(new Decimal(1));
    const money = term.currency === undefined ? undefined : scaleOf([{ name: term.currency, power: 1 }], "exact");
    return {
      value: digits.times(term.percent ? "0.01" : 1).times(unit.value),
      dimensions: money ? combined(money.dimensions, unit.dimensions) : unit.dimensions,
      labels: unit.labels,
      preference: term.percent && !term.unit ? { percent: true } : unit.preference,
    };
  }

  /** One of a unit. */
  #one(unit: Unit): Quantity {
    const { size, dimensions, labels, preference } = scaleOf(
      unit.factors,
      this.setting.convention,
      this.setting.labels,
    );
    return { value: size, dimensions, labels, preference };
  }

  #binary(tree: Tree & { type: "binary" }, left: Valued, right: Valued): Value {
    const [a, b] = [left.quantity, right.quantity];
    const billions = left.billions ?? right.billions;
    const kept = billions ? { billions } : {};
    switch (tree.sign) {
      case "+":
      case "-":
        return { ...kept, ...this.added(tree.sign === "+" ? "add" : "subtract", left, right) };
      case "*":
        return { ...kept, ...this.settle(quantities.multiply(a, b), right) };
      case "of":
        this.#checkShare(tree.left, a);
        return { ...kept, ...this.settle(quantities.multiply(a, b), right) };
      case "/":
        return {
          ...(left.billions ? { billions: left.billions } : {}),
          ...this.settle(quantities.divide(a, b), right),
        };
      case "^":
        return this.settle(quantities.power(a, b), right);
      case "to":
        return this.#range(tree, left, right);
    }
  }

  /** A sum or a difference, once both are of one dimension. */
  added(meeting: Meeting, left: Valued, right: Valued): { readonly quantity?: Quantity } {
    const found = meet(meeting, left, right, this.setting);
    if (found) this.problems.push(found);
    if (found && found.rule !== "estimate/label-mismatch") return {};
    return this.settle(quantities.add(left.quantity, right.quantity, meeting === "subtract" ? -1 : 1), right);
  }

  #range(tree: Tree & { type: "binary" }, left: Valued, right: Valued): Value {
    const low = { ...left, quantity: this.#withUnitOf(tree.left, left.quantity, tree.right) };
    const high = { ...right, quantity: this.#withUnitOf(tree.right, right.quantity, tree.left) };
    if (low.quantity.distribution || high.quantity.distribution) {
      this.report(
        "estimate/undefined",
        tree,
        "The ends of a range must be single values: one of these is a range itself.",
      );
      return {};
    }
    const { quantity: kind } = this.added("compare", low, high);
    if (!kind) return {};
    const { convention, owner } = this.setting;
    const ends = [low.quantity, high.quantity].sort((x, y) => x.value.comparedTo(y.value));
    const [from = low.quantity, to = high.quantity] = ends;
    const [fromText, toText] = [format(from, convention), format(to, convention)];
    if (from !== low.quantity) {
      const message = `This range runs backwards, from ${toText} down to ${fromText}: it is read the other way round. Write the smaller end first.`;
      this.report("estimate/implausible", tree, message);
    }
    const ordinal = this.#ranges++;
    const source = {
      id: `${owner.id}#${ordinal}`,
      seed: `${owner.seed}#${ordinal}`,
      name: tree === this.#root ? owner.name : `${fromText} to ${toText}`,
    };
    const shape = from.value.gt(0) ? "lognormal" : "normal";
    this.steps.push({ kind: "range", text: `${fromText} to ${toText} is a 90 % range (${shape})` });
    return { quantity: { ...kind, ...range(from.value, to.value, source) } };
  }

  /** `5 to 10 KB` puts the unit on both ends. */
  #withUnitOf(tree: Tree, own: Quantity, other: Tree): Quantity {
    const [mine, theirs] = [literalOf(tree), literalOf(other)];
    if (!mine || !theirs || mine.unit || mine.percent || mine.currency !== undefined) return own;
    if (!theirs.unit && !theirs.percent && theirs.currency === undefined) return own;
    const unit = this.#number({ ...theirs, digits: "1", scale: 0 });
    return unit ? { ...unit, value: own.value.times(unit.value) } : own;
  }

  #checkShare(tree: Tree, quantity: Quantity): void {
    if (!literalOf(tree)?.percent || quantity.value.lte(1)) return;
    this.report(
      "estimate/implausible",
      tree,
      `A share of ${format(quantity)} is more than the whole. To multiply, write \`*\`.`,
    );
  }

  #convert(operand: Valued, unit: Unit): Value {
    const { convention, labels, origin } = this.setting;
    const { quantity } = operand;
    const outcome = quantities.convert(quantity, unit.factors, convention, labels);
    const one = this.#one(unit);
    if ("failure" in outcome) {
      const bytes = meantBytes(operand, one.dimensions, origin);
      if (bytes) {
        this.problems.push(bytes);
        return {};
      }
      const fitting = unitFor(quantity);
      const message = `Cannot show ${described(quantity, convention)} in a unit of ${inWords(one)}.${fitting ? ` A unit that fits is \`${fitting}\`.` : ""}`;
      const fixes = fitting
        ? [{ title: `Show it in \`${fitting}\``, text: fitting, start: unit.start, end: unit.end }]
        : [];
      this.report("estimate/dimension-mismatch", unit, message, fixes);
      return {};
    }
    if (outcome.labelsDiffer) {
      const message = `\`in\` does not turn ${inWords(quantity)} into ${inWords(one)}: different things are counted. Multiply by how many there are of one per other.`;
      this.report("estimate/label-mismatch", unit, message);
    }
    return { quantity: outcome.quantity };
  }

  #call(call: CallTerm): Value {
    return applyFunction(this, call);
  }

  /** Takes over a word's or a measurement's value, its steps and its problem. */
  adopt(meaning: Meaning, span: Span): { readonly quantity?: Quantity } {
    for (const step of meaning.steps ?? []) {
      if (!this.steps.some((known) => known.text === step.text)) this.steps.push(step);
    }
    if (meaning.problem) this.report(meaning.problem.rule, span, meaning.problem.message, meaning.problem.fixes);
    return meaning.quantity ? { quantity: meaning.quantity } : {};
  }

  /** The quantity of an outcome, or a problem that says why there is none. */
  settle(outcome: Outcome, span: Span): { readonly quantity?: Quantity } {
    if ("quantity" in outcome) return { quantity: outcome.quantity };
    const [rule, message] = FAILURES[outcome.failure];
    this.report(rule, span, message);
    return {};
  }

  report(rule: ProblemRule, span: Span, message: string, fixes: readonly ProblemFix[] = []): void {
    this.problems.push(problem(rule, this.setting.origin, span, message, fixes));
  }
}

const FAILURES: Readonly<Record<quantities.Failure, readonly [ProblemRule, string]>> = {
  dimensions: [
    "estimate/dimension-mismatch",
    "This operation does not give whole dimensions: a root of bytes or seconds is no quantity.",
  ],
  exponent: ["estimate/dimension-mismatch", "An exponent must be a plain number, without a unit."],
  "division by zero": [
    "estimate/undefined",
    "This divides by zero, which has no value. State a divisor other than zero.",
  ],
  "no real number": ["estimate/undefined", "This has no value: the root or power of a negative number is not real."],
  "too large": ["estimate/undefined", "This is too large to compute with, or divides by something that may be zero."],
};
