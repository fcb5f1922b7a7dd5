/**
 * The numbers of a design: every estimate, assertion and property, computed when asked for and then kept. What an
 * edit does not touch is taken over from the evaluation before.
 */

import { properties } from "../language/properties.ts";
import type {
  AssertionElement,
  Design,
  Element,
  EntityElement,
  EstimateElement,
  FieldElement,
  Key,
  LinkedExpression,
} from "../model/design.ts";
import { type Assertion, judge } from "./assertion.ts";
import { type Calculated, calculate, type Meaning } from "./calculate.ts";
import { cycleResult } from "./cycle.ts";
import { type EntitySize, entityRows, entitySize, fieldSize, fieldsBehind, sizeMeaning } from "./entity.ts";
import { inOrder } from "./order.ts";
import type { Result } from "./problem.ts";
import { amount, type Quantity } from "./quantity.ts";
import { type Owner, ownerOf, stated } from "./stated.ts";
import type { Convention } from "./unit.ts";
import { expectations, outOfRange, quantityType } from "./value-type.ts";
import { estimateMeaning, type Measurement, measurements, propertyMeaning, unitMeaning } from "./words.ts";

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
  /** Any linked expression, such as a quality's target. `owner` names its ranges. */
  value(linked: LinkedExpression, owner?: Owner): Calculated;
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

type Task =
  | { readonly type: "expression"; readonly of: LinkedExpression; readonly owner: Owner }
  | { readonly type: "field"; readonly of: FieldElement }
  | { readonly type: "size"; readonly of: EntityElement };

interface Kept {
  readonly inputs: readonly unknown[];
  readonly result: unknown;
}

const NO_RESULT: Result = { problems: [], steps: [] };

class LazyEvaluation implements Evaluation {
  readonly design: Design;
  readonly convention: Convention;
  readonly #provide: Provider;
  readonly #kept = new Map<unknown, Kept>();
  readonly #before: ReadonlyMap<unknown, Kept> | undefined;
  /** Expressions under computation, and whether they were asked for meanwhile: a cycle through loads. */
  readonly #active = new Map<LinkedExpression, boolean>();
  #other: Evaluation | undefined;

  constructor(design: Design, provide: Provider, convention: Convention, previous?: LazyEvaluation) {
    this.design = design;
    this.convention = convention;
    this.#provide = provide;
    this.#before = previous?.convention === convention ? previous.#kept : undefined;
  }

  estimate(key: Key): Result {
    const element = this.design.get(key);
    return element?.class === "estimate" && element.value ? this.value(element.value, ownerOf(element)) : NO_RESULT;
  }

  assertion(key: Key): Assertion {
    const element = this.design.get(key);
    if (element?.class !== "assertion") return { problems: [], steps: [] };
    const [left, right] = [this.#side(element, "left"), this.#side(element, "right")];
    return judge(element, left, right, this.convention);
  }

  #side(element: AssertionElement, side: "left" | "right"): Calculated | undefined {
    const linked = element[side];
    return linked && this.value(linked, ownerOf(element, side));
  }

  property(element: Element, name: string): Quantity | undefined {
    const found = stated(this.design, element, name);
    const entry = properties.get(name);
    const type = entry && quantityType(entry.value);
    if (!found || !type) return undefined;
    const { quantity } = this.value(found.linked, found.owner);
    if (!quantity) return undefined;
    if (!expectations[type].takes(quantity.dimensions)) return undefined;
    return outOfRange(type, name, quantity, "") === undefined ? quantity : undefined;
  }

  number(element: Element, name: string): number | undefined {
    return this.property(element, name)?.value.toNumber();
  }

  value(linked: LinkedExpression, owner?: Owner): Calculated {
    const task: Task = { type: "expression", of: linked, owner: owner ?? anonymous(linked) };
    this.#demand(task);
    if (this.#active.has(linked)) {
      this.#active.set(linked, true);
      return { ...NO_RESULT, part: linked.expression };
    }
    return this.#result(linked) as Calculated;
  }

  fieldSize(field: FieldElement): Quantity | undefined {
    this.#demand({ type: "field", of: field });
    return this.#result(field) as Quantity | undefined;
  }

  entitySize(key: Key): EntitySize | undefined {
    const element = this.design.get(key);
    if (element?.class !== "entity") return undefined;
    this.#demand({ type: "size", of: element });
    return this.#result(element) as EntitySize;
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

  #result(of: unknown): unknown {
    return this.#kept.get(of)?.result;
  }

  /** Computes a task, and before it all that it needs. */
  #demand(root: Task): void {
    const groups = inOrder(root, {
      identity: (task) => task.of,
      isDone: (task) => this.#kept.has(task.of) || this.#active.has(task.of as LinkedExpression),
      needs: (task) => this.#needs(task),
    });
    for (const { tasks, cyclic } of groups) {
      for (const task of tasks) {
        if (!cyclic) this.#compute(task);
        else this.#keep(task, [tasks], this.#cyclic(task, tasks));
      }
    }
  }

  #cyclic(task: Task, tasks: readonly Task[]): unknown {
    if (task.type === "field") return undefined;
    if (task.type === "size") return entitySize(task.of, () => undefined);
    const members = tasks.flatMap((other) => (other.type === "expression" ? [other] : []));
    return cycleResult(task, members, (of) => this.#needs({ ...task, ...of }).map((need) => need.of));
  }

  #needs(task: Task): readonly Task[] {
    switch (task.type) {
      case "size":
        return task.of.fields.map((of) => ({ type: "field", of }));
      case "field": {
        const owner = ownerOf(task.of, "size");
        return [
          ...task.of.arguments.map((of): Task => ({ type: "expression", of, owner })),
          ...fieldsBehind(this.design, task.of).map((of): Task => ({ type: "field", of })),
        ];
      }
      case "expression":
        return this.#needsOfWords(task.of);
    }
  }

  #needsOfWords(linked: LinkedExpression): readonly Task[] {
    if (linked.resolutions.size === 0) return [];
    const result: Task[] = [];
    const byProperty = (element: Element, name: string): void => {
      const found = stated(this.design, element, name);
      if (found) result.push({ type: "expression", of: found.linked, owner: found.owner });
    };
    for (const resolution of linked.resolutions.values()) {
      if (resolution.type !== "element" && resolution.type !== "property") continue;
      const element = this.design.get(resolution.key);
      if (!element) continue;
      if (resolution.type === "property") byProperty(element, resolution.property);
      else if (element.class === "estimate" && element.value) result.push(this.#estimateTask(element, element.value));
    }
    for (const { name, element } of this.#measured(linked)) {
      if (element?.class !== "entity") continue;
      if (name === "size") result.push({ type: "size", of: element });
      else for (const property of ["rows", "grows", "retention"]) byProperty(element, property);
    }
    return result;
  }

  #estimateTask(element: EstimateElement, of: LinkedExpression): Task {
    return { type: "expression", of, owner: ownerOf(element) };
  }

  #measured(linked: LinkedExpression): readonly (Measurement & { readonly element: Element | undefined })[] {
    return measurements(linked).map((one) => ({ ...one, element: this.design.get(one.key) }));
  }

  #compute(task: Task): void {
    if (task.type === "expression") this.#active.set(task.of, false);
    const inputs = this.#inputs(task);
    const before = this.#before?.get(task.of);
    if (before && sameItems(before.inputs, inputs)) {
      this.#keep(task, inputs, before.result);
      return;
    }
    const result = this.#fresh(task);
    const asked = task.type === "expression" && this.#active.get(task.of) === true;
    this.#keep(task, inputs, asked ? this.#cyclic(task, [task]) : result);
  }

  #keep(task: Task, inputs: readonly unknown[], result: unknown): void {
    this.#kept.set(task.of, { inputs, result });
    if (task.type === "expression") this.#active.delete(task.of);
  }

  /** All that a result is made of, to compare by identity with the evaluation before. */
  #inputs(task: Task): readonly unknown[] {
    const needs = this.#needs(task).map((need) => this.#result(need.of));
    if (task.type !== "expression") return needs;
    const elements = [...task.of.resolutions.values()].map((one) => ("key" in one ? this.design.get(one.key) : one));
    const loads = this.#measured(task.of).flatMap(({ name, key }) =>
      name === "load" ? [this.#provide.load(key)] : [],
    );
    return [task.owner.id, ...needs, ...elements, ...loads];
  }

  #fresh(task: Task): unknown {
    switch (task.type) {
      case "field":
        return fieldSize(this.design, task.of, {
          argument: (value) => (this.#result(value) as Calculated | undefined)?.quantity,
          field: (key) => this.#result(this.design.get(key)) as Quantity | undefined,
        });
      case "size":
        return entitySize(task.of, (field) => this.#result(field) as Quantity | undefined);
      case "expression":
        return calculate(task.of.expression, {
          origin: task.of.origin,
          convention: this.convention,
          labels: task.of.labels,
          owner: task.owner,
          word: (path) => this.#word(task.of, path),
          measure: (name, path) => this.#measure(task.of, name, path),
        });
    }
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

function sameItems(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

function anonymous(linked: LinkedExpression): Owner {
  const id = `${linked.origin.uri}@${linked.expression.start}`;
  return { id, name: "a range", seed: `@${linked.expression.start}` };
}
