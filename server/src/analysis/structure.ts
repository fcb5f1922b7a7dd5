/**
 * A reduced formula prepared for being evaluated again and again: independent blocks are multiplied, what they share
 * is decided by a diagram each, and where a diagram would grow too large, bounds take its place.
 */

import { probability, sensitivities } from "./bdd.ts";
import { FALSE } from "./circuit.ts";
import { type Block, type BoundedGate, type Factor, Factoring } from "./factors.ts";
import type { Reduced } from "./net.ts";

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export class Structure {
  readonly #needed: readonly number[];
  readonly #blocks: readonly Block[];
  readonly #factors: readonly Factor[];
  /** The lower bound of a formula whose circles were too large. */
  readonly #lower: Structure | undefined;
  readonly #never: boolean;
  /** Nodes of all diagrams. */
  readonly size: number;

  /** Builds it; the diagrams together have at most `budget` nodes. */
  constructor(reduced: Reduced, budget: number) {
    this.#needed = reduced.needed;
    this.#never = reduced.root === FALSE;
    const factoring = new Factoring(reduced.net, budget);
    this.#factors = this.#never ? [] : factoring.factors(reduced.root);
    this.#blocks = factoring.blocks;
    this.size = factoring.spent;
    this.#lower =
      reduced.lower === undefined
        ? undefined
        : new Structure({ net: reduced.net, root: reduced.lower, needed: reduced.needed }, budget);
  }

  /** Whether {@link evaluate} gives the exact probability. */
  get exact(): boolean {
    return this.#lower === undefined && this.#factors.every((factor) => factor.type !== "bounds");
  }

  /** The probability that the formula holds, given that of each variable; bounds are equal where it is exact. */
  evaluate(chances: ArrayLike<number>): Bounds {
    let base = this.#never ? 0 : 1;
    for (const variable of this.#needed) base *= chances[variable] ?? 1;
    const values = this.#values(chances);
    let low = base;
    let high = base;
    for (const factor of this.#factors) {
      const bounds = boundsOf(factor, values);
      low *= bounds.low;
      high *= bounds.high;
    }
    if (this.#lower) low = this.#lower.evaluate(chances).low;
    return { low: Math.min(low, high), high };
  }

  /**
   * How much the probability rises with each variable's: Birnbaum importance. Undefined where only bounds are known.
   */
  slopes(chances: ArrayLike<number>): Float64Array | undefined {
    if (!this.exact || this.#never) return undefined;
    const values = this.#values(chances);
    const factors = this.#factors.map((factor) => slopesOf(factor, values));
    const ofBlocks = new Float64Array(values.length);
    const slopes = new Float64Array(chances.length);
    const chanceOf = (variable: number) => chances[variable] ?? 1;
    const others = productsOfOthers([...factors.map(({ chance }) => chance), ...this.#needed.map(chanceOf)]);
    for (const [index, { blocks }] of factors.entries()) {
      for (const [block, slope] of blocks) {
        ofBlocks[block] = (ofBlocks[block] ?? 0) + slope * (others[index] ?? 0);
      }
    }
    for (const [index, variable] of this.#needed.entries()) slopes[variable] = others[factors.length + index] ?? 0;
    for (let block = values.length - 1; block >= 0; block--) {
      const slope = ofBlocks[block] ?? 0;
      const made = this.#blocks[block];
      if (slope === 0 || !made) continue;
      if (made.type === "variable") {
        slopes[made.variable] = (slopes[made.variable] ?? 0) + slope;
        continue;
      }
      const up = (input: number) => values[input] ?? 0;
      const rest = productsOfOthers(made.blocks.map((input) => (made.type === "and" ? up(input) : 1 - up(input))));
      for (const [index, input] of made.blocks.entries()) {
        ofBlocks[input] = (ofBlocks[input] ?? 0) + slope * (rest[index] ?? 0);
      }
    }
    return slopes;
  }

  #values(chances: ArrayLike<number>): Float64Array {
    const values = new Float64Array(this.#blocks.length);
    for (const [index, block] of this.#blocks.entries()) {
      if (block.type === "variable") values[index] = chances[block.variable] ?? 1;
      else if (block.type === "and") values[index] = block.blocks.reduce((all, input) => all * (values[input] ?? 0), 1);
      else values[index] = 1 - block.blocks.reduce((none, input) => none * (1 - (values[input] ?? 0)), 1);
    }
    return values;
  }
}

/** For each number the product of all others; no division, as one of them may be 0. */
function productsOfOthers(numbers: readonly number[]): readonly number[] {
  const result: number[] = new Array<number>(numbers.length).fill(1);
  let before = 1;
  for (const [index, number] of numbers.entries()) {
    result[index] = before;
    before *= number;
  }
  let behind = 1;
  for (let index = numbers.length - 1; index >= 0; index--) {
    result[index] = (result[index] ?? 1) * behind;
    behind *= numbers[index] ?? 1;
  }
  return result;
}

function levelsOf(blocks: readonly number[], values: Float64Array): Float64Array {
  const levels = new Float64Array(blocks.length);
  for (let level = 0; level < levels.length; level++) levels[level] = values[blocks[level] ?? 0] ?? 0;
  return levels;
}

function boundsOf(factor: Factor, values: Float64Array): Bounds {
  if (factor.type === "bounds") {
    // The whole is at most its part, and at least what it would be if the rest were independent of it.
    const part = boundsOf(factor.part, values);
    const rest = interval(factor.gates, values);
    return { low: part.low * rest.low, high: Math.min(part.high, rest.high) };
  }
  const chance =
    factor.type === "block"
      ? (values[factor.block] ?? 0)
      : probability(factor.diagram, levelsOf(factor.blocks, values));
  return { low: chance, high: chance };
}

function slopesOf(
  factor: Factor,
  values: Float64Array,
): { chance: number; blocks: readonly (readonly [block: number, slope: number])[] } {
  if (factor.type === "block") return { chance: values[factor.block] ?? 0, blocks: [[factor.block, 1]] };
  if (factor.type === "bounds") return { chance: 0, blocks: [] };
  const { chance, slopes } = sensitivities(factor.diagram, levelsOf(factor.blocks, values));
  return { chance, blocks: factor.blocks.map((block, level) => [block, slopes[level] ?? 0] as const) };
}

/**
 * Bounds that hold whatever the gates share: events that only improve with each variable are positively correlated
 * (Harris 1960; Esary, Proschan, Walkup 1967), so a conjunction is at least the product and at most the least of its
 * inputs, a disjunction at least the greatest and at most as if they were independent.
 */
function interval(gates: readonly BoundedGate[], values: Float64Array): Bounds {
  const low = new Float64Array(gates.length);
  const high = new Float64Array(gates.length);
  for (const [index, { and, inputs }] of gates.entries()) {
    let least = 1;
    let product = 1;
    let greatest = 0;
    let none = 1;
    for (const input of inputs) {
      const [from, to] = input < 0 ? [values[~input] ?? 0, values[~input] ?? 0] : [low[input] ?? 0, high[input] ?? 1];
      least = Math.min(least, to);
      product *= from;
      greatest = Math.max(greatest, from);
      none *= 1 - to;
    }
    low[index] = and ? product : greatest;
    high[index] = and ? least : 1 - none;
  }
  return { low: low.at(-1) ?? 0, high: high.at(-1) ?? 1 };
}
