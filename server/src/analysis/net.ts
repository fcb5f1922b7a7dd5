/**
 * A circuit made smaller without changing what it says: what is needed in any case is set aside, what can't fall is
 * left out, circles are unrolled, equal gates are one.
 */

import { circles } from "./circles.ts";
import { AND, type Circuit, FALSE, type Gate, OR, TRUE } from "./circuit.ts";
import { Collapse } from "./collapse.ts";

/** Gates without circles: inputs have lower numbers. Node 0 is true, node 1 is false. */
export class Net {
  readonly operators: number[] = [0, 0];
  readonly inputs: (readonly number[])[] = [[], []];
  /** The variable of an input node, -1 for others. */
  readonly variables: number[] = [-1, -1];
  readonly #known = new Map<string, number>();
  readonly #inputs = new Map<number, number>();

  get size(): number {
    return this.operators.length;
  }

  variable(variable: number): number {
    const known = this.#inputs.get(variable);
    if (known !== undefined) return known;
    const node = this.#add(1, [], variable);
    this.#inputs.set(variable, node);
    return node;
  }

  /** The node of a conjunction or a disjunction; the same one for the same inputs. */
  gate(operator: number, inputs: Iterable<number>): number {
    const [neutral, dominant] = operator === AND ? [TRUE, FALSE] : [FALSE, TRUE];
    const distinct = new Set(inputs);
    distinct.delete(neutral);
    if (distinct.has(dominant)) return dominant;
    if (distinct.size === 0) return neutral;
    const sorted = [...distinct].sort((left, right) => left - right);
    if (sorted.length === 1) return sorted[0] ?? neutral;
    const name = `${operator} ${sorted.join(" ")}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const node = this.#add(operator, sorted, -1);
    this.#known.set(name, node);
    return node;
  }

  /** A node and all that it is made of, inputs first; constants aside. */
  below(root: number): readonly number[] {
    const found = new Set([root]);
    const queue = [root];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      for (const input of this.inputs[node] ?? []) {
        if (found.has(input)) continue;
        found.add(input);
        queue.push(input);
      }
    }
    return [...found].filter((node) => node > FALSE).sort((left, right) => left - right);
  }

  #add(operator: number, inputs: readonly number[], variable: number): number {
    this.operators.push(operator);
    this.inputs.push(inputs);
    this.variables.push(variable);
    return this.operators.length - 1;
  }
}

export interface Reduced {
  readonly net: Net;
  readonly root: number;
  /** Variables that the formula needs in any case: it is their conjunction with the net. */
  readonly needed: readonly number[];
  /** Circles were too large to be unrolled: the net is an upper bound of the formula, and this the lower one. */
  readonly lower?: number;
}

/** More variables than this are not tried one by one. */
const MOST_TRIED = 3000;
/** A circle may be unrolled into this many gates. */
const LARGEST_UNROLLED = 20_000;

/** Reduces a circuit whose leaves are variables. */
export function reduce(circuit: Circuit, root: Gate): Reduced {
  const net = new Net();
  if (root === TRUE || root === FALSE) return { net, root, needed: [] };
  const collapse = new Collapse(circuit, root);
  const needed: number[] = [];
  const free: Gate[] = [];
  const tried = circuit.leaves.size <= MOST_TRIED;
  for (const [variable, gate] of circuit.leaves) {
    if (collapse.needs(gate) || (tried && collapse.topples([gate]))) needed.push(variable);
    else free.push(gate);
  }
  const live = collapse.touched(free);
  if (!live.has(root)) return { net, root: TRUE, needed };
  const reduced = new Reducer(circuit, live, net).reduce(root);
  const lower = reduced.lower === undefined ? {} : { lower: separate(net, reduced.lower, []) };
  // Variables that the upper bound needs, the lower one needs, too: it is the stronger formula.
  return { net, root: separate(net, reduced.root, needed), ...lower, needed };
}

/** A formula settles in a few rounds; what is left then stays as it is. */
const MOST_ROUNDS = 8;

/**
 * A node without which the root is false is a factor of it: f = g ∧ f[g := true]. Taking all of them out leaves a
 * conjunction whose members share less. Variables among them are added to `needed`. Returns the new root.
 */
function separate(net: Net, root: number, needed: number[]): number {
  let current = root;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const collapse = new Collapse(net, current);
    const below = net.below(current);
    const tried = below.length <= MOST_TRIED;
    const factors = new Set(
      below.filter(
        (node) =>
          node !== current &&
          net.operators[node] !== AND &&
          (collapse.needs(node) || (tried && collapse.topples([node]))),
      ),
    );
    const made = new Map<number, number>([
      [TRUE, TRUE],
      [FALSE, FALSE],
    ]);
    const inner = (node: number): number => (factors.has(node) ? TRUE : (made.get(node) ?? node));
    const rebuilt: number[] = [];
    for (const node of below) {
      const variable = (net.variables[node] ?? -1) >= 0;
      const same = variable ? node : net.gate(net.operators[node] ?? AND, (net.inputs[node] ?? []).map(inner));
      made.set(node, same);
      if (node !== current && !factors.has(node)) continue;
      if (variable) needed.push(net.variables[node] ?? 0);
      else rebuilt.push(same);
    }
    const next = net.gate(AND, rebuilt);
    if (next === current) break;
    current = next;
  }
  return current;
}

class Reducer {
  readonly #circuit: Circuit;
  readonly #live: ReadonlySet<Gate>;
  readonly #net: Net;
  readonly #upper = new Map<Gate, number>();
  readonly #lower = new Map<Gate, number>();
  #exact = true;

  constructor(circuit: Circuit, live: ReadonlySet<Gate>, net: Net) {
    this.#circuit = circuit;
    this.#live = live;
    this.#net = net;
  }

  reduce(root: Gate): { net: Net; root: number; lower?: number } {
    for (const circle of circles(this.#below(root), (gate) => this.#inputs(gate))) {
      const [gate] = circle;
      if (gate === undefined) continue;
      if (circle.length > 1 || this.#inputs(gate).includes(gate)) this.#unroll(circle);
      else this.#translate(gate);
    }
    const upper = this.#upper.get(root) ?? TRUE;
    return { net: this.#net, root: upper, ...(this.#exact ? {} : { lower: this.#lower.get(root) ?? TRUE }) };
  }

  #inputs(gate: Gate): readonly Gate[] {
    return this.#circuit.inputs[gate] ?? [];
  }

  #below(root: Gate): readonly Gate[] {
    const found = new Set([root]);
    const queue = [root];
    for (let gate = queue.pop(); gate !== undefined; gate = queue.pop()) {
      for (const input of this.#inputs(gate)) {
        if (found.has(input) || !this.#live.has(input)) continue;
        found.add(input);
        queue.push(input);
      }
    }
    return [...found];
  }

  #translate(gate: Gate): void {
    const variable = this.#circuit.leafOf[gate] ?? -1;
    if (variable >= 0) {
      this.#set(gate, this.#net.variable(variable));
      return;
    }
    const operator = this.#circuit.operators[gate] ?? AND;
    const inputs = this.#inputs(gate);
    this.#set(
      gate,
      this.#net.gate(
        operator,
        inputs.map((input) => this.#above(input)),
      ),
      this.#exact
        ? undefined
        : this.#net.gate(
            operator,
            inputs.map((input) => this.#beneath(input)),
          ),
    );
  }

  #set(gate: Gate, upper: number, lower?: number): void {
    this.#upper.set(gate, upper);
    if (lower !== undefined && lower !== upper) this.#lower.set(gate, lower);
  }

  /** The node of a gate; what can't fall is true, the constant false stays. */
  #above(gate: Gate): number {
    return gate === FALSE ? FALSE : (this.#upper.get(gate) ?? TRUE);
  }

  #beneath(gate: Gate): number {
    return this.#lower.get(gate) ?? this.#above(gate);
  }

  /**
   * Members of a circle hold together: first as if every choice in it held, then with what that makes of the choices,
   * until nothing changes. Conjunctions that form circles by themselves are one conjunction.
   */
  #unroll(circle: readonly Gate[]): void {
    const members = new Set(circle);
    const { operators } = this.#circuit;
    const inner = (gate: Gate) => this.#inputs(gate).filter((input) => members.has(input));
    const conjunctions = circles(
      circle.filter((gate) => operators[gate] !== OR),
      (gate) => inner(gate).filter((input) => operators[input] !== OR),
    );
    const choices = circle.filter((gate) => operators[gate] === OR);
    let state = new Map<Gate, number>(choices.map((gate) => [gate, TRUE]));
    const all = this.#net.gate(
      AND,
      circle.flatMap((gate) =>
        this.#inputs(gate).flatMap((input) => (members.has(input) ? [] : [this.#beneath(input)])),
      ),
    );
    const outer = this.#net.size;
    for (let round = 0; ; round++) {
      for (const group of conjunctions) {
        const own = new Set(group);
        const inputs = group.flatMap((gate) => this.#inputs(gate).filter((input) => !own.has(input)));
        const node = this.#net.gate(
          AND,
          inputs.map((input) => state.get(input) ?? this.#above(input)),
        );
        for (const gate of group) this.#upper.set(gate, node);
      }
      const next = new Map<Gate, number>(
        choices.map((gate) => [
          gate,
          this.#net.gate(
            OR,
            this.#inputs(gate).map((i) => state.get(i) ?? this.#above(i)),
          ),
        ]),
      );
      const settled = choices.every((gate) => next.get(gate) === state.get(gate));
      state = next;
      for (const gate of choices) this.#upper.set(gate, next.get(gate) ?? TRUE);
      // A fall takes at most as many rounds as there are choices to go through.
      if (settled || round > choices.length) return;
      if (this.#net.size - outer > LARGEST_UNROLLED) break;
    }
    this.#exact = false;
    for (const gate of circle) this.#lower.set(gate, all);
  }
}
