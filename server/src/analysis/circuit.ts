/**
 * Monotone formulas as gates. Gates may depend on each other in circles: the greatest solution counts, in which all
 * members of a circle hold unless something else keeps one from it.
 */

/** A gate by its number. */
export type Gate = number;

export const TRUE: Gate = 0;
export const FALSE: Gate = 1;

const CONSTANT = 0;
const LEAF = 1;
export const AND = 2;
export const OR = 3;

/** Gates by number: what each is (AND, OR, or something without inputs), and what it is made of. */
export interface Gates {
  readonly size: number;
  readonly operators: readonly number[];
  readonly inputs: readonly (readonly Gate[])[];
}

export class Circuit implements Gates {
  readonly operators: number[] = [CONSTANT, CONSTANT];
  readonly inputs: (readonly Gate[])[] = [[], []];
  /** The leaf that a gate stands for, -1 for other gates. */
  readonly leafOf: number[] = [-1, -1];
  readonly #leaves = new Map<number, Gate>();

  get size(): number {
    return this.operators.length;
  }

  /** The leaves that occur, each with its gate. */
  get leaves(): ReadonlyMap<number, Gate> {
    return this.#leaves;
  }

  /** The gate of a leaf: one for each. */
  leaf(leaf: number): Gate {
    const known = this.#leaves.get(leaf);
    if (known !== undefined) return known;
    const gate = this.#add(LEAF, [], leaf);
    this.#leaves.set(leaf, gate);
    return gate;
  }

  and(inputs: readonly Gate[]): Gate {
    const needed = withoutConstant(inputs, TRUE);
    if (needed.includes(FALSE)) return FALSE;
    if (needed.length === 0) return TRUE;
    return needed.length === 1 ? (needed[0] ?? TRUE) : this.#add(AND, needed);
  }

  or(inputs: readonly Gate[]): Gate {
    const choices = [...new Set(withoutConstant(inputs, FALSE))];
    if (choices.includes(TRUE)) return TRUE;
    if (choices.length === 0) return FALSE;
    return choices.length === 1 ? (choices[0] ?? FALSE) : this.#add(OR, choices);
  }

  /** A conjunction (or a disjunction) whose inputs are not known yet; {@link define} states them. */
  promise(operator: typeof AND | typeof OR = AND): Gate {
    return this.#add(operator, []);
  }

  define(gate: Gate, inputs: readonly Gate[]): void {
    this.inputs[gate] = withoutConstant(inputs, this.operators[gate] === OR ? FALSE : TRUE);
  }

  #add(operator: number, inputs: readonly Gate[], leaf = -1): Gate {
    this.operators.push(operator);
    this.inputs.push(inputs);
    this.leafOf.push(leaf);
    return this.operators.length - 1;
  }

  isLeaf(gate: Gate): boolean {
    return this.operators[gate] === LEAF;
  }
}

function withoutConstant(inputs: readonly Gate[], constant: Gate): readonly Gate[] {
  return inputs.includes(constant) ? inputs.filter((input) => input !== constant) : inputs;
}
