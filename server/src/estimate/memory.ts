/** What has been computed for one version of a design, and what of the version before may be taken over. */

import type { LinkedExpression } from "../model/design.ts";
import type { Calculated } from "./calculate.ts";

interface Kept {
  readonly inputs: readonly unknown[];
  readonly result: unknown;
}

interface KeptExpression extends Kept {
  readonly of: LinkedExpression;
  readonly result: Calculated;
}

export class Memory {
  readonly #kept = new Map<unknown, Kept>();
  /** Expressions by who states them: an edit nearby makes new trees of the same words. */
  readonly #stated = new Map<string, KeptExpression>();
  #before: Memory | undefined;

  /** @param before the memory of the version before, which from now on forgets its own past */
  constructor(before?: Memory) {
    this.#before = before;
    if (before) before.#before = undefined;
  }

  has(of: unknown): boolean {
    return this.#kept.has(of);
  }

  result(of: unknown): unknown {
    return this.#kept.get(of)?.result;
  }

  keep(of: unknown, inputs: readonly unknown[], result: unknown): void {
    this.#kept.set(of, { inputs, result });
  }

  keepExpression(of: LinkedExpression, owner: string, inputs: readonly unknown[], result: Calculated): void {
    this.keep(of, inputs, result);
    this.#stated.set(owner, { of, inputs, result });
  }

  /** The result before, if it was made of the same things. */
  same(of: unknown, inputs: readonly unknown[]): Kept | undefined {
    const before = this.#before;
    if (!before) return undefined;
    const kept = before.#kept.get(of);
    return kept && sameItems(kept.inputs, inputs) ? kept : undefined;
  }

  /**
   * The result that an owner's expression had before, if it reads the same, was made of the same things, and nothing
   * was wrong with it (a problem would point to where it no longer is).
   */
  sameWords(of: LinkedExpression, owner: string, inputs: readonly unknown[]): Calculated | undefined {
    const before = this.#before;
    if (!before) return undefined;
    const kept = before.#stated.get(owner);
    if (!kept || kept.result.problems.length || !sameItems(kept.inputs, inputs)) return undefined;
    if (kept.result.part.billions || printOf(kept.of) !== printOf(of)) return undefined;
    const { start, end } = of.expression;
    return { ...kept.result, part: { ...kept.result.part, start, end } };
  }
}

function sameItems(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

const prints = new WeakMap<LinkedExpression, string>();

/** An expression's words, wherever it stands. */
function printOf(linked: LinkedExpression): string {
  let print = prints.get(linked);
  if (print === undefined) {
    const withoutPlace = (key: string, value: unknown) => (key === "start" || key === "end" ? undefined : value);
    print = JSON.stringify([linked.expression.terms, [...linked.labels]], withoutPlace);
    prints.set(linked, print);
  }
  return print;
}
