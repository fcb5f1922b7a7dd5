/**
 * The numbers of a design: every estimate, assertion and property, computed when asked for and then kept. What an
 * edit does not touch is taken over from the evaluation before.
 */

import { properties } from "../language/properties.ts";
import type {
  AssertionElement,
  Design,
  Element,
  FieldElement,
  Key,
  LinkedExpression,
  Property,
  QualityElement,
} from "../model/design.ts";
import { type Assertion, judge } from "./assertion.ts";
import { type Calculated, calculate, type Meaning } from "./calculate.ts";
import { cycleResult } from "./cycle.ts";
import { type EntitySize, entityRows, entitySize, fieldSize, sizeMeaning } from "./entity.ts";
import { Memory } from "./memory.ts";
import { inOrder } from "./order.ts";
import type { Result } from "./problem.ts";
import { amount, type Quantity } from "./quantity.ts";
import { type Owner, ownerOf, stated } from "./stated.ts";
import { meanings, needsOf, type Task } from "./task.ts";
import type { Convention } from "./unit.ts";
import { expectations, outOfRange, type QuantityType, quantityType } from "./value-type.ts";
import { estimateMeaning, measurements, propertyMeaning, unitMeaning } from "./words.ts";

/** What the floors above compute, and estimates may ask for. */
export interface Provider {
  /** Average requests per second that arrive at a component or an endpoint; undefined where none are known. */
  load(key: Key): number | undefined;
}

export interface Evaluation {
  readonly design: Design;
  readonly convention: Convention;
  /** An estimate's value; without a quantity where it is unfinished or wrong. */
  estimate(key: Key): Result;
  assertion(key: Key): Assertion;
  /**
   * The quantity that an element, or one of its own kinds, states for a property. Undefined where it is not stated, is
   * no quantity, or is not what the property takes (`propertyProblems` says so).
   */
  property(element: Element, name: string): Quantity | undefined;
  /** The same in base units: bytes, seconds, the currency, things, or these per second. The median of a range. */
  number(element: Element, name: string): number | undefined;
  /** The quantity of a quality's target; undefined where it is a word, is missing or is not what the quality takes. */
  target(quality: QualityElement): Quantity | undefined;
  /**
   * Any linked expression. `owner` is who states it: the same one whoever asks, since it names and seeds its ranges,
   * and the first answer is the one that is kept.
   */
  value(linked: LinkedExpression, owner: Owner): Calculated;
  /** Bytes of a field; undefined where it states no size. */
  fieldSize(field: FieldElement): Quantity | undefined;
  /** Bytes of an entity's record; undefined when the key is no entity's. */
  entitySize(key: Key): EntitySize | undefined;
  /** How many records of an entity are kept, with the assumption behind it. */
  rows(key: Key): Meaning;
  /** The same design with days and months of another length. */
  under(convention: Convention): Evaluation;
}

/**
 * Evaluates a design, lazily. With `previous`, results whose inputs are the same objects are taken over.
 */
export function evaluate(design: Design, provide: Provider, previous?: Evaluation): Evaluation {
  const word = design.all("system")[0]?.properties.get("convention")?.values[0]?.word;
  const convention = word === "envelope" ? "envelope" : "exact";
  return new LazyEvaluation(design, provide, convention, previous instanceof LazyEvaluation ? previous : undefined);
}

const NO_RESULT: Result = { problems: [], steps: [] };

class LazyEvaluation implements Evaluation {
  readonly design: Design;
  readonly convention: Convention;
  readonly #provide: Provider;
  /** Results of expressions. */
  readonly #memory: Memory;
  /** Sizes of fields and entities. */
  readonly #sizes: Memory;
  readonly #assertions = new Map<Key, Assertion>();
  /** Expressions under computation, and whether they were asked for meanwhile: a cycle through loads. */
  readonly #active = new Map<LinkedExpression, boolean>();
  #other: Evaluation | undefined;

  constructor(design: Design, provide: Provider, convention: Convention, previous?: LazyEvaluation) {
    this.design = design;
    this.convention = convention;
    this.#provide = provide;
    const before = previous?.convention === convention ? previous : undefined;
    this.#memory = new Memory(before ? before.#memory : undefined);
    this.#sizes =
      before && sameSizes(design, before.design) ? before.#sizes : new Memory(before ? before.#sizes : undefined);
  }

  estimate(key: Key): Result {
    const element = this.design.get(key);
    return element?.class === "estimate" && element.value ? this.value(element.value, ownerOf(element)) : NO_RESULT;
  }

  assertion(key: Key): Assertion {
    const known = this.#assertions.get(key);
    if (known) return known;
    const element = this.design.get(key);
    if (element?.class !== "assertion") return NO_RESULT;
    const [left, right] = [this.#side(element, "left"), this.#side(element, "right")];
    const result = judge(element, left, right, this.convention);
    this.#assertions.set(key, result);
    return result;
  }

  #side(element: AssertionElement, side: "left" | "right"): Calculated | undefined {
    const linked = element[side];
    return linked && this.value(linked, ownerOf(element, side));
  }

  property(element: Element, name: string): Quantity | undefined {
    const own = element.properties.get(name);
    if (own === undefined && !mayBeStatedElsewhere(element)) return undefined;
    const known = own && figures.get(own);
    if (known?.convention === this.convention) return known.quantity;
    return this.#stated(element, name);
  }

  #stated(element: Element, name: string): Quantity | undefined {
    const found = stated(this.design, element, name);
    const entry = properties.get(name);
    const type = entry && quantityType(entry.value);
    if (!found || !type) return undefined;
    const quantity = fitting(type, name, this.value(found.linked, found.owner).quantity);
    if (found.property.name === name && isLiteral({ type: "expression", of: found.linked, owner: found.owner })) {
      const { convention } = this;
      figures.set(found.property, { convention, quantity, number: quantity?.value.toNumber() });
    }
    return quantity;
  }

  target(quality: QualityElement): Quantity | undefined {
    const value = quality.target?.value;
    const type = quantityType(quality.quality.target);
    return value && type && fitting(type, quality.quality.name, this.value(value, ownerOf(quality, "target")).quantity);
  }

  number(element: Element, name: string): number | undefined {
    const own = element.properties.get(name);
    if (own === undefined && !mayBeStatedElsewhere(element)) return undefined;
    const known = own && figures.get(own);
    if (known?.convention === this.convention) return known.number;
    return this.#stated(element, name)?.value.toNumber();
  }

  value(linked: LinkedExpression, owner: Owner): Calculated {
    const task = { type: "expression", of: linked, owner } as const;
    if (isLiteral(task)) return this.#literal(task);
    this.#demand(task);
    if (this.#active.has(linked)) {
      this.#active.set(linked, true);
      return { ...NO_RESULT, part: linked.expression };
    }
    return this.#memory.result(linked) as Calculated;
  }

  /** Most properties state a mere number, which stays what it is for as long as its statement does. */
  #literal({ of, owner }: ExpressionTask): Calculated {
    const known = literals.get(of);
    if (known?.convention === this.convention) return known.result;
    const result = this.#calculate(of, owner);
    literals.set(of, { convention: this.convention, result });
    return result;
  }

  fieldSize(field: FieldElement): Quantity | undefined {
    this.#demand({ type: "field", of: field });
    return this.#sizes.result(field) as Quantity | undefined;
  }

  entitySize(key: Key): EntitySize | undefined {
    const element = this.design.get(key);
    if (element?.class !== "entity") return undefined;
    this.#demand({ type: "size", of: element });
    return this.#sizes.result(element) as EntitySize;
  }

  rows(key: Key): Meaning {
    const element = this.design.get(key);
    if (element?.class !== "entity") return {};
    const [rows, grows, retention] = ["rows", "grows", "retention"].map((name) => this.property(element, name));
    return entityRows(element, { rows, grows, retention, convention: this.convention });
  }

  under(convention: Convention): Evaluation {
    if (convention === this.convention) return this;
    this.#other ??= new LazyEvaluation(this.design, this.#provide, convention);
    return this.#other;
  }

  #quantity(task: Task): Quantity | undefined {
    if (task.type === "size") return (this.#sizes.result(task.of) as EntitySize | undefined)?.quantity;
    if (task.type === "field") return this.#sizes.result(task.of) as Quantity | undefined;
    if (isLiteral(task)) return this.#literal(task).quantity;
    return (this.#memory.result(task.of) as Calculated | undefined)?.quantity;
  }

  #isDone(task: Task): boolean {
    if (task.type !== "expression") return this.#sizes.has(task.of);
    return this.#memory.has(task.of) || this.#active.has(task.of) || isLiteral(task);
  }

  /** Computes a task, and before it all that it needs. */
  #demand(root: Task): void {
    if (this.#isDone(root)) return;
    const groups = inOrder(root, {
      identity: (task) => task.of,
      isDone: (task) => this.#isDone(task),
      needs: (task) => needsOf(this.design, task),
    });
    for (const { tasks, cyclic } of groups) {
      for (const task of tasks) {
        if (cyclic) this.#keep(task, [tasks], this.#cyclic(task, tasks));
        else this.#compute(task);
      }
    }
  }

  #cyclic(task: Task, tasks: readonly Task[]): unknown {
    if (task.type === "field") return undefined;
    if (task.type === "size") return entitySize(task.of, () => undefined);
    const members = tasks.flatMap((other) => (other.type === "expression" ? [other] : []));
    return cycleResult(task, members, (of) => needsOf(this.design, { ...task, ...of }).map((need) => need.of));
  }

  #compute(task: Task): void {
    if (task.type === "expression") this.#active.set(task.of, false);
    const inputs = this.#inputs(task);
    const before = (task.type === "expression" ? this.#memory : this.#sizes).same(task.of, inputs);
    if (before) {
      this.#keep(task, inputs, before.result);
      return;
    }
    const words = task.type === "expression" ? this.#memory.sameWords(task.of, task.owner.id, inputs) : undefined;
    const result = words ?? this.#fresh(task);
    const asked = task.type === "expression" && this.#active.get(task.of) === true;
    this.#keep(task, inputs, asked ? this.#cyclic(task, [task]) : result);
  }

  #keep(task: Task, inputs: readonly unknown[], result: unknown): void {
    if (task.type !== "expression") {
      this.#sizes.keep(task.of, inputs, result);
      return;
    }
    this.#memory.keepExpression(task.of, task.owner.id, inputs, result as Calculated);
    this.#active.delete(task.of);
  }

  /** All that a result is made of, to compare by identity with the version before. */
  #inputs(task: Task): readonly unknown[] {
    const needs = needsOf(this.design, task).map((need) =>
      need.type === "size" ? this.#sizes.result(need.of) : this.#quantity(need),
    );
    if (task.type !== "expression") return needs;
    const loads = measurements(task.of).flatMap(({ name, key }) => (name === "load" ? [this.#provide.load(key)] : []));
    return [task.owner.id, ...needs, ...meanings(this.design, task.of), ...loads];
  }

  #fresh(task: Task): unknown {
    switch (task.type) {
      case "field":
        return fieldSize(this.design, task.of, {
          argument: (value) => this.value(value, ownerOf(task.of, "size")).quantity,
          field: (of) => this.#quantity({ type: "field", of }),
        });
      case "size":
        return entitySize(task.of, (of) => this.#quantity({ type: "field", of }));
      case "expression":
        return this.#calculate(task.of, task.owner);
    }
  }

  #calculate(of: LinkedExpression, owner: Owner): Calculated {
    return calculate(of.expression, {
      origin: of.origin,
      convention: this.convention,
      labels: of.labels,
      owner,
      word: (path) => this.#word(of, path),
      measure: (name, path) => this.#measure(of, name, path),
    });
  }

  #word(linked: LinkedExpression, path: Parameters<typeof linked.resolutions.get>[0]): Meaning {
    const resolution = linked.resolutions.get(path);
    if (!resolution) return {};
    if (resolution.type === "unit" || resolution.type === "label") return unitMeaning(resolution, this.convention);
    const element = this.design.get(resolution.key);
    if (!element) return {};
    return resolution.type === "property"
      ? propertyMeaning(this, element, resolution.property)
      : estimateMeaning(this, element);
  }

  #measure(linked: LinkedExpression, name: string, path: Parameters<typeof linked.resolutions.get>[0]): Meaning {
    const resolution = linked.resolutions.get(path);
    const element = resolution?.type === "element" ? this.design.get(resolution.key) : undefined;
    if (!element) return {};
    if (name === "rows") return this.rows(element.key);
    if (name === "load") return this.#load(element);
    const size = this.entitySize(element.key);
    return size && element.class === "entity" ? sizeMeaning(element, size, this.convention) : {};
  }

  #load(element: Element): Meaning {
    const rate = this.#provide.load(element.key);
    if (rate !== undefined) return { quantity: amount(rate, "requests/s") };
    const message = `No load is known to arrive at \`${element.id}\`. State \`load\` on the endpoints or connections that lead to it.`;
    return { problem: { rule: "estimate/undefined", message } };
  }
}

/** Whether all fields and entities have the sizes that they had in the version before: nothing else decides about them. */
function sameSizes(design: Design, before: Design): boolean {
  const fields = design.all("field");
  return fields === before.all("field") && design.all("entity") === before.all("entity") && sayAll(fields);
}

/** By array of fields, which is the same one as long as nothing in it changes. */
const selfContained = new WeakMap<readonly FieldElement[], boolean>();

/** Whether no field's size names anything, such as an estimate. */
function sayAll(fields: readonly FieldElement[]): boolean {
  let known = selfContained.get(fields);
  if (known === undefined) {
    known = fields.every((field) => field.arguments.every(({ resolutions }) => resolutions.size === 0));
    selfContained.set(fields, known);
  }
  return known;
}

/** A quantity, if it is what a property or a target takes. */
function fitting(type: QuantityType, name: string, quantity: Quantity | undefined): Quantity | undefined {
  if (!quantity || !expectations[type].takes(quantity.dimensions)) return undefined;
  return outOfRange(type, name, quantity, () => "") === undefined ? quantity : undefined;
}

type ExpressionTask = Task & { readonly type: "expression" };

/** Results of literals by convention. They depend on nothing but themselves, so every version shares them. */
const literals = new WeakMap<LinkedExpression, { readonly convention: Convention; readonly result: Calculated }>();

/** What a property comes to that states a literal: it lasts as long as its statement does. */
interface Figure {
  readonly convention: Convention;
  readonly quantity: Quantity | undefined;
  readonly number: number | undefined;
}

const figures = new WeakMap<Property, Figure>();

/** Whether an element may have a value for a property that it does not state: from its own kinds, or as part of a quorum. */
function mayBeStatedElsewhere(element: Element): boolean {
  return (element.class === "component" && element.kind.own.length > 0) || element.properties.has("quorum");
}

/** Whether it is a property that states a number. Estimates are compared by their words, which spares their users. */
function isLiteral({ of, owner }: ExpressionTask): boolean {
  const [only] = of.expression.terms;
  return owner.part !== "" && only?.type === "number" && of.expression.terms.length === 1;
}
