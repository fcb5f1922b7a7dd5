/** Takes a reduced formula apart: into blocks that share nothing, and factors whose gates share blocks. */

import { ALWAYS, DEEPEST, type Decision, Decisions, type Diagram, TOO_LARGE } from "./bdd.ts";
import { AND, TRUE } from "./circuit.ts";
import type { Net } from "./net.ts";

/** A block that depends on variables that nothing else depends on. */
export type Block =
  | { readonly type: "variable"; readonly variable: number }
  | { readonly type: "and" | "or"; readonly blocks: readonly number[] };

/** One independent factor of the formula. */
export type Factor =
  | { readonly type: "block"; readonly block: number }
  | DiagramFactor
  /**
   * As much of it as a diagram can hold (`part`), and the rest as gates in order, of which the last one is the rest. An
   * input below zero is the block ~input.
   */
  | { readonly type: "bounds"; readonly part: DiagramFactor; readonly gates: readonly BoundedGate[] };

export type DiagramFactor = { readonly type: "diagram"; readonly diagram: Diagram; readonly blocks: readonly number[] };

export interface BoundedGate {
  readonly and: boolean;
  readonly inputs: readonly number[];
}

/** A gate of the formula once its independent inputs are merged: blocks are ~b, gates their own number. */
type Mixed = { readonly and: boolean; readonly inputs: readonly number[] };

/** Makes the factors of a net; all diagrams together have at most `budget` nodes. */
export class Factoring {
  readonly blocks: Block[] = [];
  spent = 0;
  readonly #net: Net;
  readonly #budget: number;
  readonly #mixed = new Map<number, Mixed>();
  readonly #block = new Map<number, number>();

  constructor(net: Net, budget: number) {
    this.#net = net;
    this.#budget = budget;
  }

  factors(root: number): readonly Factor[] {
    if (root === TRUE) return [];
    const conjuncts = this.#conjuncts(root);
    this.#merge(conjuncts);
    return this.#groups(conjuncts).map((group) => this.#factor(group));
  }

  /** The inputs of the conjunctions at the top. */
  #conjuncts(root: number): readonly number[] {
    const found = new Set<number>();
    const seen = new Set([root]);
    const queue = [root];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      if (this.#net.operators[node] !== AND) {
        found.add(node);
        continue;
      }
      for (const input of this.#net.inputs[node] ?? []) {
        if (seen.has(input)) continue;
        seen.add(input);
        queue.push(input);
      }
    }
    return [...found].sort((left, right) => left - right);
  }

  /** Merges inputs that nothing else uses into blocks, from below. */
  #merge(conjuncts: readonly number[]): void {
    const { inputs, operators, variables } = this.#net;
    const uses = new Map<number, number>();
    const queue = [...conjuncts];
    const order: number[] = [];
    for (const node of conjuncts) uses.set(node, 1);
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      order.push(node);
      for (const input of inputs[node] ?? []) {
        const before = uses.get(input) ?? 0;
        uses.set(input, before + 1);
        if (before === 0) queue.push(input);
      }
    }
    order.sort((left, right) => left - right);
    for (const node of order) {
      const variable = variables[node] ?? -1;
      if (variable >= 0) {
        this.#block.set(node, this.#add({ type: "variable", variable }));
        continue;
      }
      const and = operators[node] === AND;
      const own: number[] = [];
      const shared: number[] = [];
      for (const input of inputs[node] ?? []) {
        const block = this.#block.get(input);
        if (block !== undefined && uses.get(input) === 1) own.push(block);
        else shared.push(block === undefined ? input : ~block);
      }
      const merged = own.length > 1 ? this.#add({ type: and ? "and" : "or", blocks: own }) : own[0];
      if (shared.length === 0 && merged !== undefined) this.#block.set(node, merged);
      else this.#mixed.set(node, { and, inputs: merged === undefined ? shared : [~merged, ...shared] });
    }
  }

  #add(block: Block): number {
    this.blocks.push(block);
    return this.blocks.length - 1;
  }

  /** Conjuncts that share something stand together. References are as in {@link Mixed}. */
  #groups(conjuncts: readonly number[]): readonly (readonly number[])[] {
    const parents = new Map<number, number>();
    const find = (item: number): number => {
      let top = item;
      for (let next = parents.get(top); next !== undefined; next = parents.get(top)) top = next;
      for (let at = item; at !== top; ) {
        const next = parents.get(at) ?? top;
        parents.set(at, top);
        at = next;
      }
      return top;
    };
    const references = conjuncts.map((node) => this.#reference(node));
    const seen = new Set<number>(references);
    const queue = [...seen];
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
      for (const input of item < 0 ? [] : (this.#mixed.get(item)?.inputs ?? [])) {
        const [left, right] = [find(item), find(input)];
        if (left !== right) parents.set(left, right);
        if (!seen.has(input)) {
          seen.add(input);
          queue.push(input);
        }
      }
    }
    const groups = new Map<number, number[]>();
    for (const reference of references) {
      const group = groups.get(find(reference));
      if (group) group.push(reference);
      else groups.set(find(reference), [reference]);
    }
    return [...groups.values()];
  }

  #reference(node: number): number {
    const block = this.#block.get(node);
    return block === undefined ? node : ~block;
  }

  #factor(group: readonly number[]): Factor {
    const [only] = group;
    if (group.length === 1 && only !== undefined && only < 0) return { type: "block", block: ~only };
    const levels = this.#levels(group);
    const decisions = new Decisions(Math.max(2, this.#budget - this.spent));
    const known = new Map<number, Decision>();
    let whole: Decision = ALWAYS;
    let held = 0;
    for (; held < group.length; held++) {
      const next = this.#decide(decisions, levels, known, group[held] ?? 0);
      const both = decisions.and(whole, next);
      if (both === TOO_LARGE) break;
      whole = both;
    }
    this.spent += decisions.size;
    const part: DiagramFactor = { type: "diagram", diagram: decisions.extract(whole), blocks: [...levels.keys()] };
    return held === group.length ? part : { type: "bounds", part, gates: this.#gates(group.slice(held)) };
  }

  /** The diagram of a block or a gate, and of all gates below it. */
  #decide(
    decisions: Decisions,
    levels: ReadonlyMap<number, number>,
    known: Map<number, Decision>,
    reference: number,
  ): Decision {
    const of = (input: number): Decision =>
      input < 0 ? decisions.variable(levels.get(~input) ?? DEEPEST) : (known.get(input) ?? TOO_LARGE);
    for (const gate of this.#gatesBelow([reference], known)) {
      const mixed = this.#mixed.get(gate);
      if (!mixed) continue;
      const [first = ALWAYS, ...rest] = mixed.inputs.map(of);
      const made = rest.reduce(
        (left, right) => (mixed.and ? decisions.and(left, right) : decisions.or(left, right)),
        first,
      );
      if (made === TOO_LARGE) return TOO_LARGE;
      known.set(gate, made);
    }
    return of(reference);
  }

  /** The gates of a group, inputs first; those that are known, and what only they need, are left out. */
  #gatesBelow(group: readonly number[], known?: ReadonlyMap<number, Decision>): readonly number[] {
    const found = new Set(group.filter((item) => item >= 0 && !known?.has(item)));
    const queue = [...found];
    for (let gate = queue.pop(); gate !== undefined; gate = queue.pop()) {
      for (const input of this.#mixed.get(gate)?.inputs ?? []) {
        if (input < 0 || found.has(input) || known?.has(input)) continue;
        found.add(input);
        queue.push(input);
      }
    }
    return [...found].sort((left, right) => left - right);
  }

  /** Each block of a group, in depth-first order: what stands together in the formula is decided together. */
  #levels(group: readonly number[]): ReadonlyMap<number, number> {
    const levels = new Map<number, number>();
    const seen = new Set<number>();
    const stack = [...group].reverse();
    for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
      if (item < 0) {
        if (!levels.has(~item)) levels.set(~item, levels.size);
        continue;
      }
      if (seen.has(item)) continue;
      seen.add(item);
      for (const input of [...(this.#mixed.get(item)?.inputs ?? [])].reverse()) stack.push(input);
    }
    return levels;
  }

  /** The gates of a conjunction and the conjunction itself, for bounds. */
  #gates(group: readonly number[]): readonly BoundedGate[] {
    const order = this.#gatesBelow(group);
    const place = new Map(order.map((gate, index) => [gate, index]));
    const refer = (reference: number): number => (reference < 0 ? reference : (place.get(reference) ?? 0));
    const gates = order.map((gate): BoundedGate => {
      const mixed = this.#mixed.get(gate);
      return { and: mixed?.and ?? true, inputs: (mixed?.inputs ?? []).map(refer) };
    });
    return [...gates, { and: true, inputs: group.map(refer) }];
  }
}
