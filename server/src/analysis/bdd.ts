/**
 * Reduced ordered binary decision diagrams of monotone formulas. Bryant, "Graph-Based Algorithms for Boolean Function
 * Manipulation" (1986). Own code: the packages for it bring a solver, this needs conjunction, disjunction and counting.
 */

/** A function by its node: equal functions are the same node. */
export type Decision = number;

export const NEVER: Decision = 0;
export const ALWAYS: Decision = 1;
/** The result when the budget of nodes, or the depth that recursion can bear, is exceeded. */
export const TOO_LARGE: Decision = -1;

/** Deeper diagrams could exhaust the stack of a browser's worker. */
export const DEEPEST = 2000;

const CONSTANT_LEVEL = 0x7fffffff;

export class Decisions {
  readonly #budget: number;
  readonly #levels: number[] = [CONSTANT_LEVEL, CONSTANT_LEVEL];
  readonly #lows: Decision[] = [NEVER, ALWAYS];
  readonly #highs: Decision[] = [NEVER, ALWAYS];
  /** Open hashing: nodes by their contents, and results by operands. Sizes are powers of two. */
  #table = new Int32Array(1024);
  #results = new Float64Array(1024 * 2).fill(-1);

  constructor(budget: number) {
    this.#budget = budget;
  }

  get size(): number {
    return this.#levels.length;
  }

  /** The variable of a level; lower levels are decided first. */
  variable(level: number): Decision {
    return level >= DEEPEST ? TOO_LARGE : this.#node(level, NEVER, ALWAYS);
  }

  and(left: Decision, right: Decision): Decision {
    return this.#combine(left, right, NEVER, ALWAYS);
  }

  or(left: Decision, right: Decision): Decision {
    return this.#combine(left, right, ALWAYS, NEVER);
  }

  /** `dominant` decides alone (false for a conjunction), `neutral` leaves the other as it is. */
  #combine(left: Decision, right: Decision, dominant: Decision, neutral: Decision): Decision {
    if (left === TOO_LARGE || right === TOO_LARGE) return TOO_LARGE;
    if (left === right || right === neutral || left === dominant) return left;
    if (left === neutral || right === dominant) return right;
    const [small, large] = left < right ? [left, right] : [right, left];
    // Operands and operation as one exact double: nodes are fewer than 2^25.
    const operands = (small * 0x2000000 + large) * 2 + dominant;
    const slot = this.#resultSlot(small, large, dominant);
    if (this.#results[slot] === operands) return this.#results[slot + 1] ?? TOO_LARGE;
    const smallLevel = this.#levels[small] ?? CONSTANT_LEVEL;
    const largeLevel = this.#levels[large] ?? CONSTANT_LEVEL;
    const level = Math.min(smallLevel, largeLevel);
    const [low1, high1] = smallLevel === level ? this.#branches(small) : [small, small];
    const [low2, high2] = largeLevel === level ? this.#branches(large) : [large, large];
    const low = this.#combine(low1, low2, dominant, neutral);
    if (low === TOO_LARGE) return TOO_LARGE;
    const high = this.#combine(high1, high2, dominant, neutral);
    if (high === TOO_LARGE) return TOO_LARGE;
    const result = this.#node(level, low, high);
    if (result === TOO_LARGE) return TOO_LARGE;
    // The table may have grown in between.
    const place = this.#resultSlot(small, large, dominant);
    this.#results[place] = operands;
    this.#results[place + 1] = result;
    return result;
  }

  #branches(node: Decision): readonly [Decision, Decision] {
    return [this.#lows[node] ?? NEVER, this.#highs[node] ?? NEVER];
  }

  #resultSlot(small: Decision, large: Decision, operation: number): number {
    return (mixed(small, large, operation) & (this.#results.length / 2 - 1)) * 2;
  }

  #node(level: number, low: Decision, high: Decision): Decision {
    if (low === high) return low;
    const mask = this.#table.length - 1;
    let slot = mixed(level, low, high) & mask;
    for (let node = this.#table[slot] ?? 0; node !== 0; node = this.#table[slot] ?? 0) {
      if (this.#levels[node] === level && this.#lows[node] === low && this.#highs[node] === high) return node;
      slot = (slot + 1) & mask;
    }
    if (this.#levels.length >= this.#budget) return TOO_LARGE;
    const node = this.#levels.length;
    this.#levels.push(level);
    this.#lows.push(low);
    this.#highs.push(high);
    this.#table[slot] = node;
    if (node * 2 > mask) this.#grow();
    return node;
  }

  #grow(): void {
    this.#table = new Int32Array(this.#table.length * 2);
    this.#results = new Float64Array(this.#table.length * 2).fill(-1);
    const mask = this.#table.length - 1;
    for (let node = 2; node < this.#levels.length; node++) {
      let slot = mixed(this.#levels[node] ?? 0, this.#lows[node] ?? 0, this.#highs[node] ?? 0) & mask;
      while (this.#table[slot] !== 0) slot = (slot + 1) & mask;
      this.#table[slot] = node;
    }
  }

  /** The part below a root on its own, for evaluating it again and again. */
  extract(root: Decision): Diagram {
    const renumbered = new Map<Decision, number>([
      [NEVER, NEVER],
      [ALWAYS, ALWAYS],
    ]);
    const reached = new Set<Decision>();
    const queue = [root];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      if (node <= ALWAYS || reached.has(node)) continue;
      reached.add(node);
      queue.push(...this.#branches(node));
    }
    // A node is made after those below it, so its number is the higher one.
    const order = [...reached].sort((left, right) => left - right);
    for (const node of order) renumbered.set(node, renumbered.size);
    const size = renumbered.size;
    const diagram = { root: renumbered.get(root) ?? NEVER, ...arraysOf(size) };
    for (const [index, node] of order.entries()) {
      diagram.levels[index + 2] = this.#levels[node] ?? 0;
      diagram.lows[index + 2] = renumbered.get(this.#lows[node] ?? NEVER) ?? NEVER;
      diagram.highs[index + 2] = renumbered.get(this.#highs[node] ?? NEVER) ?? NEVER;
    }
    return diagram;
  }
}

function mixed(a: number, b: number, c: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ Math.imul(c, 0xc2b2ae3d);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x27d4eb2f) ^ (hash >>> 13);
}

function arraysOf(size: number) {
  return { levels: new Int32Array(size), lows: new Int32Array(size), highs: new Int32Array(size) };
}

/** A diagram to evaluate; nodes 0 and 1 are the constants, children come before their parents. */
export interface Diagram {
  readonly root: number;
  readonly levels: Int32Array;
  readonly lows: Int32Array;
  readonly highs: Int32Array;
}

/** The probability that the function holds, given that of each level's variable; linear in the diagram. */
export function probability(diagram: Diagram, chances: ArrayLike<number>): number {
  return probabilities(diagram, chances)[diagram.root] ?? 0;
}

function probabilities(diagram: Diagram, chances: ArrayLike<number>): Float64Array {
  const { levels, lows, highs } = diagram;
  const result = new Float64Array(levels.length);
  result[ALWAYS] = 1;
  for (let node = 2; node < levels.length; node++) {
    const chance = chances[levels[node] ?? 0] ?? 0;
    result[node] = chance * (result[highs[node] ?? 0] ?? 0) + (1 - chance) * (result[lows[node] ?? 0] ?? 0);
  }
  return result;
}

/**
 * The probability, and how it changes with each level's: the difference between the variable being true and false.
 * Birnbaum, "On the Importance of Different Components in a Multicomponent System" (1969).
 */
export function sensitivities(diagram: Diagram, chances: ArrayLike<number>): { chance: number; slopes: Float64Array } {
  const { levels, lows, highs, root } = diagram;
  const below = probabilities(diagram, chances);
  const weights = new Float64Array(levels.length);
  const slopes = new Float64Array(chances.length);
  weights[root] = 1;
  for (let node = levels.length - 1; node >= 2; node--) {
    const weight = weights[node] ?? 0;
    if (weight === 0) continue;
    const level = levels[node] ?? 0;
    const low = lows[node] ?? 0;
    const high = highs[node] ?? 0;
    const chance = chances[level] ?? 0;
    weights[high] = (weights[high] ?? 0) + weight * chance;
    weights[low] = (weights[low] ?? 0) + weight * (1 - chance);
    slopes[level] = (slopes[level] ?? 0) + weight * ((below[high] ?? 0) - (below[low] ?? 0));
  }
  return { chance: below[root] ?? 0, slopes };
}
