/** What the words of an expression mean: estimates, properties, units alone, counted things. */

import { functions } from "../language/functions.ts";
import type { ComponentElement, Design, Element, Key, LinkedExpression, Resolution } from "../model/design.ts";
import type { Expression } from "../syntax/tree.ts";
import type { Meaning } from "./calculate.ts";
import { Decimal } from "./decimal.ts";
import { format } from "./display.ts";
import type { Result, Step } from "./problem.ts";
import { amount, plain, type Quantity } from "./quantity.ts";
import { stated } from "./stated.ts";
import { type Convention, scaleOf } from "./unit.ts";

/** A call of a function that measures an element: `size(Ticket)`. */
export interface Measurement {
  readonly name: string;
  readonly key: Key;
}

const measured = new WeakMap<LinkedExpression, readonly Measurement[]>();

/** The measurements in an expression. */
export function measurements(linked: LinkedExpression): readonly Measurement[] {
  const known = measured.get(linked);
  if (known) return known;
  const result: Measurement[] = [];
  const gather = (expression: Expression): void => {
    for (const term of expression.terms) {
      if (term.type === "group") gather(term.expression);
      if (term.type !== "call") continue;
      for (const argument of term.arguments) gather(argument);
      const [path] = term.arguments[0]?.terms ?? [];
      if (path?.type !== "path" || !functions.get(term.name.text)?.element) continue;
      const resolution = linked.resolutions.get(path);
      if (resolution?.type === "element") result.push({ name: term.name.text, key: resolution.key });
    }
  };
  gather(linked.expression);
  measured.set(linked, result);
  return result;
}

/** A unit or a counted thing alone is one of it. */
export function unitMeaning(resolution: Resolution & { type: "unit" | "label" }, convention: Convention): Meaning {
  if (resolution.type === "label") {
    return { quantity: { ...plain(new Decimal(1)), labels: new Map([[resolution.label, 1]]) } };
  }
  const { size, dimensions, labels, preference } = scaleOf([{ name: resolution.unit, power: 1 }], convention);
  return { quantity: { value: size, dimensions, labels, preference } };
}

/** What is known of the elements that words name. */
interface Values {
  readonly design: Design;
  readonly convention: Convention;
  estimate(key: Key): Result;
  property(element: Element, name: string): Quantity | undefined;
}

/** The value of an estimate. One without a value says why itself. */
export function estimateMeaning(evaluation: Values, element: Element): Meaning {
  if (element.class !== "estimate") {
    const message = `\`${element.id}\` is no quantity: read one of its properties, such as \`${element.id}.capacity\`.`;
    return { problem: { rule: "value/type", message } };
  }
  const { quantity } = evaluation.estimate(element.key);
  return quantity ? valued(element, element.id, quantity, evaluation.convention) : {};
}

/**
 * The value of a property that an expression reads, `Backend.replicas`. One that is not stated has the value that the
 * tool assumes everywhere else, as an assumption; where it assumes none there is no value, and a problem.
 */
export function propertyMeaning(evaluation: Values, element: Element, name: string): Meaning {
  const { convention, design } = evaluation;
  const quantity = evaluation.property(element, name);
  if (quantity) return valued(element, `${element.id}.${name}`, quantity, convention);
  // Stated, and wrong: its own finding says so.
  if (stated(design, element, name)) return {};
  const assumed = assumption(element, name);
  if (!assumed) {
    const message = `\`${element.id}\` states no \`${name}\`. State it there, or write a number here.`;
    return { problem: { rule: "estimate/undefined", message } };
  }
  const text = `\`${element.id}\` states no \`${name}\`: ${format(assumed.quantity, convention)} is assumed (${assumed.source})`;
  return { quantity: assumed.quantity, steps: [{ kind: "assumption", text, key: element.key }] };
}

function valued(element: Element, name: string, quantity: Quantity, convention: Convention): Meaning {
  const step: Step = { kind: "input", text: `\`${name}\` = ${format(quantity, convention)}`, key: element.key };
  return { quantity, steps: [step] };
}

const ONE_UNLESS_STATED: ReadonlySet<string> = new Set(["replicas", "needs", "shards", "calls"]);

function assumption(element: Element, name: string): { quantity: Quantity; source: string } | undefined {
  if (ONE_UNLESS_STATED.has(name)) return { quantity: amount(1), source: "one unless stated" };
  if (element.class === "component" && name === "capacity") return kindCapacity(element);
  return undefined;
}

function kindCapacity(element: ComponentElement): { quantity: Quantity; source: string } | undefined {
  const { capacity } = element.kind.base;
  return capacity && { quantity: amount(capacity.value, "requests/s"), source: capacity.source };
}
