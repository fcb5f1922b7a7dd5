/**
 * What falls when something does: false leaves make gates false, and so on up to the root. Falling is the least
 * solution of "is false", so it is the complement of the greatest one of "is up", circles included.
 */

import { FALSE, type Gate, type Gates, OR, TRUE } from "./circuit.ts";

/** More than any gate has inputs: what falls at once does not fall again. */
const ALREADY = 0x3fffffff;

export class Collapse {
  readonly #circuit: Gates;
  readonly #root: Gate;
  /** Gates that gate g is an input of stand from #starts[g] to #starts[g + 1]. */
  readonly #starts: Int32Array;
  readonly #users: Int32Array;
  /** 1 where conjunctions alone carry a gate's fall up to the root. */
  readonly #needed: Uint8Array;
  /** Inputs that have fallen, in the round that `#round` says. */
  readonly #fallen: Int32Array;
  readonly #round: Int32Array;
  #rounds = 0;

  /** Prepares a circuit whose gates are all defined; linear in its size. */
  constructor(circuit: Gates, root: Gate) {
    this.#circuit = circuit;
    this.#root = root;
    const { inputs } = circuit;
    const size = circuit.size;
    const starts = new Int32Array(size + 1);
    for (let gate = 0; gate < size; gate++) {
      for (const input of inputs[gate] ?? []) starts[input + 1] = (starts[input + 1] ?? 0) + 1;
    }
    for (let gate = 0; gate < size; gate++) starts[gate + 1] = (starts[gate + 1] ?? 0) + (starts[gate] ?? 0);
    const users = new Int32Array(starts[size] ?? 0);
    const next = starts.slice(0, size);
    for (let gate = 0; gate < size; gate++) {
      for (const input of inputs[gate] ?? []) {
        const place = next[input] ?? 0;
        users[place] = gate;
        next[input] = place + 1;
      }
    }
    this.#starts = starts;
    this.#users = users;
    this.#fallen = new Int32Array(size);
    this.#round = new Int32Array(size);
    this.#needed = neededBy(circuit, root);
  }

  /** Whether conjunctions alone make the root fall with this gate. */
  needs(gate: Gate): boolean {
    return this.#needed[gate] === 1;
  }

  /** Whether the root is false once these gates are. Stops as soon as that is certain. */
  topples(gates: Iterable<Gate>): boolean {
    if (this.#root === FALSE) return true;
    return this.#fall(gates, true) === undefined;
  }

  /** Every gate that is false once these are, those that are constantly false aside. */
  falls(gates: Iterable<Gate>): ReadonlySet<Gate> {
    return new Set(this.#fall(gates, false));
  }

  /** Every gate that depends on one of these in any way, these included. */
  touched(gates: Iterable<Gate>): ReadonlySet<Gate> {
    const found = new Set(gates);
    const queue = [...found];
    for (let gate = queue.pop(); gate !== undefined; gate = queue.pop()) {
      const end = this.#starts[gate + 1] ?? 0;
      for (let place = this.#starts[gate] ?? 0; place < end; place++) {
        const user = this.#users[place] ?? 0;
        if (found.has(user)) continue;
        found.add(user);
        queue.push(user);
      }
    }
    return found;
  }

  /** The gates that fall, or undefined as soon as the root does, if that is all that matters. */
  #fall(gates: Iterable<Gate>, rootOnly: boolean): readonly Gate[] | undefined {
    const { operators, inputs } = this.#circuit;
    const round = ++this.#rounds;
    const queue: Gate[] = [];
    for (const gate of gates) {
      if (gate === TRUE || gate === FALSE || this.#round[gate] === round) continue;
      if (rootOnly && this.#needed[gate] === 1) return undefined;
      this.#round[gate] = round;
      this.#fallen[gate] = ALREADY;
      queue.push(gate);
    }
    for (let head = 0; head < queue.length; head++) {
      const gate = queue[head] ?? 0;
      const end = this.#starts[gate + 1] ?? 0;
      for (let place = this.#starts[gate] ?? 0; place < end; place++) {
        const user = this.#users[place] ?? 0;
        const before = this.#round[user] === round ? (this.#fallen[user] ?? 0) : 0;
        const enough = operators[user] === OR ? (inputs[user]?.length ?? 1) : 1;
        this.#round[user] = round;
        this.#fallen[user] = before + 1;
        if (before + 1 !== enough) continue;
        if (rootOnly && this.#needed[user] === 1) return undefined;
        queue.push(user);
      }
    }
    return queue;
  }
}

/** Marks the gates without which the root is false, as far as conjunctions show. */
function neededBy(circuit: Gates, root: Gate): Uint8Array {
  const needed = new Uint8Array(circuit.size);
  if (root === TRUE) return needed;
  needed[root] = 1;
  const queue = [root];
  for (let gate = queue.pop(); gate !== undefined; gate = queue.pop()) {
    if (circuit.operators[gate] === OR) continue;
    for (const input of circuit.inputs[gate] ?? []) {
      if (needed[input] === 1) continue;
      needed[input] = 1;
      queue.push(input);
    }
  }
  return needed;
}
