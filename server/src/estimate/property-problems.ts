/** Values of properties, targets and field types that are of the wrong dimension or out of range. */

import { fieldTypes } from "../language/field-types.ts";
import { properties } from "../language/properties.ts";
import { qualities } from "../language/qualities.ts";
import { isUnitName } from "../language/units.ts";
import type { ValueType } from "../language/values.ts";
import type { Design, Element, FieldElement, LinkedExpression, Property, Value } from "../model/design.ts";
import { once } from "../model/once.ts";
import type { Term } from "../syntax/tree.ts";
import type { Calculated } from "./calculate.ts";
import { format } from "./display.ts";
import type { Evaluation } from "./evaluation.ts";
import { meantBytes } from "./meeting.ts";
import { type EstimateProblem, type ProblemFix, problem } from "./problem.ts";
import type { Quantity } from "./quantity.ts";
import { type Owner, ownerOf, quorumSides, stated } from "./stated.ts";
import type { Convention } from "./unit.ts";
import { expectations, outOfRange, type QuantityType, quantityType } from "./value-type.ts";
import { described } from "./wording.ts";

/**
 * What is wrong with the quantities that an element states itself: its properties, a quality's target, a field's size.
 * What stands inside an expression and has no value is reported too.
 */
export function propertyProblems(design: Design, evaluation: Evaluation, element: Element): readonly EstimateProblem[] {
  const known = knownProblems.get(element);
  if (known?.convention === evaluation.convention) return known.found;
  const found = problemsOf(design, evaluation, element);
  if (isSelfContained(element)) knownProblems.set(element, { convention: evaluation.convention, found });
  return found;
}

/** Problems of elements that read nothing of others: they last as long as the element does. */
const knownProblems = new WeakMap<
  Element,
  { readonly convention: Convention; readonly found: readonly EstimateProblem[] }
>();

/** Whether all that is wrong with an element's quantities is up to the element alone: it names nothing else. */
export const isSelfContained: (element: Element) => boolean = once((element) => {
  if (element.class === "component" && element.kind.own.length) return false;
  for (const { values } of element.properties.values()) {
    if (!values.every((value) => value.reference !== undefined || namesNothing(value))) return false;
  }
  if (element.class === "quality" && element.target?.value && !namesNothing(element.target.value)) return false;
  return element.class !== "field" || element.arguments.every(namesNothing);
});

function namesNothing({ resolutions }: LinkedExpression): boolean {
  return resolutions.size === 0;
}

function problemsOf(design: Design, evaluation: Evaluation, element: Element): readonly EstimateProblem[] {
  const found: EstimateProblem[] = [];
  for (const property of element.properties.values()) found.push(...ofProperty(evaluation, element, property));
  if (element.class === "quality" && element.target?.value) {
    const { value } = element.target;
    found.push(...ofValue(evaluation, element.quality.name, element.quality.target, value, ownerOf(element, "target")));
  }
  if (element.class === "field") found.push(...ofFieldType(evaluation, element));
  if (element.class === "component") {
    found.push(...tooFewReplicas(design, evaluation, element));
    found.push(...quorumDisagrees(evaluation, element));
  }
  return found;
}

function ofProperty(evaluation: Evaluation, element: Element, property: Property): readonly EstimateProblem[] {
  const { entry, name, values } = property;
  if (!entry) return [];
  const owner = ownerOf(element, name);
  if (entry.value.type === "quorum") return values.flatMap((value) => ofQuorum(evaluation, value, element));
  return values.flatMap((value) => ofValue(evaluation, name, entry.value, value, owner));
}

function ofValue(
  evaluation: Evaluation,
  name: string,
  type: ValueType,
  value: Value,
  owner: Owner,
): readonly EstimateProblem[] {
  const expected = quantityType(type);
  if (!expected || value.reference || value.word !== undefined || value.text !== undefined) return [];
  const calculated = evaluation.value(value, owner);
  const wrong = unfit(name, expected, value, calculated, evaluation);
  return wrong ? [...calculated.problems, wrong] : calculated.problems;
}

function unfit(
  name: string,
  type: QuantityType,
  linked: LinkedExpression,
  { quantity, part }: Calculated,
  { convention }: Evaluation,
): EstimateProblem | undefined {
  const { origin, expression } = linked;
  if (!quantity) return undefined;
  const { words, takes, units } = expectations[type];
  const example = properties.get(name)?.example || qualities.get(name)?.example || expectations[type].example;
  if (takes(quantity.dimensions)) {
    const message = outOfRange(type, name, quantity, () => format(quantity, convention));
    if (message === undefined) return undefined;
    const signs = asPercentage(type, quantity, part);
    const advice = signs.length > 0 ? ` Write \`${format(quantity, convention)}%\`.` : "";
    return problem("value/range", origin, expression, message + advice, signs);
  }
  // Linking has said that a unit is not known; what it would be is anybody's guess.
  if (linked.expression.terms.some((term) => ofUnknownUnit(term, linked))) return undefined;
  const bytes = type === "information" ? meantBytes(part, INFORMATION, origin) : undefined;
  if (bytes) return bytes;
  const message = `\`${name}\` takes ${words}, not ${described(quantity, convention)}. Write it as in \`${name}: ${example}\`.`;
  const likely = new Set([...unitOf(example), ...units]);
  const fixes = part.bare && quantity.dimensions.size === 0 ? [...likely].map((unit) => withUnit(part, unit)) : [];
  return problem("value/type", origin, expression, message, units.length ? fixes : []);
}

function ofUnknownUnit(term: Term, { labels }: LinkedExpression): boolean {
  const unit = term.type === "number" ? term.unit : undefined;
  return unit?.factors.some(({ name }) => !isUnitName(name) && !labels.has(name)) ?? false;
}

/** The unit in a property's example, which is the one that its values usually have. */
function unitOf(example: string): readonly string[] {
  const unit = /^[\d.]+[kM]?\s*(\D.*)$/.exec(example)?.[1];
  return unit === undefined ? [] : [unit];
}

const INFORMATION = new Map([["information", 1]]);

function withUnit(at: { readonly end: number }, unit: string): ProblemFix {
  return {
    title: `Add the unit \`${unit}\``,
    text: /^[%x/]/.test(unit) ? unit : ` ${unit}`,
    start: at.end,
    end: at.end,
  };
}

/** `availability: 99.9` lacks its sign. */
function asPercentage(type: QuantityType, quantity: Quantity, part: Calculated["part"]): readonly ProblemFix[] {
  const probable = type === "ratio" && part.bare === true && quantity.value.gt(1) && quantity.value.lte(100);
  return probable ? [withUnit(part, "%")] : [];
}

function ofQuorum(evaluation: Evaluation, value: Value, element: Element): readonly EstimateProblem[] {
  const sides = quorumSides(value);
  if (!sides) {
    const message = "`quorum` says how many of how many must be up, as in `quorum: 2 of 3`.";
    return [problem("value/type", value.origin, value.expression, message)];
  }
  const found = (["needs", "replicas"] as const).flatMap((side) => {
    const calculated = evaluation.value(sides[side], ownerOf(element, side));
    const wrong = unfit(side, "count", sides[side], calculated, evaluation);
    return wrong ? [...calculated.problems, wrong] : calculated.problems;
  });
  return found;
}

/** A component that needs more instances than it has is never up. */
function tooFewReplicas(design: Design, evaluation: Evaluation, element: Element): readonly EstimateProblem[] {
  const needs = stated(design, element, "needs");
  const replicas = stated(design, element, "replicas");
  if (!needs || ![needs, replicas].some((one) => one && element.properties.has(one.property.name))) return [];
  const [needed, running] = [
    evaluation.number(element, "needs"),
    replicas ? evaluation.number(element, "replicas") : 1,
  ];
  if (needed === undefined || running === undefined || needed <= running) return [];
  const has = replicas ? `it has ${running} of them` : "it states no `replicas`, so it has one";
  const message = `\`${element.id}\` needs ${needed} instances, and ${has}: it would never be up. State \`replicas: ${needed}\` or more.`;
  const at = needs.owner.id.startsWith(`${element.key}.`) ? needs : (replicas ?? needs);
  const { expression, origin } = at.linked;
  const target = replicas?.linked;
  const fixes: ProblemFix[] =
    target && target.origin === origin && at === needs
      ? [
          {
            title: `State ${needed} replicas`,
            text: String(needed),
            start: target.expression.start,
            end: target.expression.end,
          },
        ]
      : [];
  return [problem("value/range", origin, expression, message, fixes)];
}

/** `quorum: 2 of 3, replicas: 5`: both say how many there are. */
function quorumDisagrees(evaluation: Evaluation, element: Element): readonly EstimateProblem[] {
  const [value] = element.properties.get("quorum")?.values ?? [];
  const sides = value && quorumSides(value);
  if (!sides) return [];
  return (["needs", "replicas"] as const).flatMap((name) => {
    const own = element.properties.get(name)?.values[0];
    if (!own) return [];
    const counted = evaluation.value(sides[name], {
      ...ownerOf(element, "quorum"),
      id: `${element.key}.quorum.${name}`,
    });
    const [there, here] = [counted.quantity?.value.toNumber(), evaluation.number(element, name)];
    if (there === undefined || here === undefined || there === here) return [];
    const message = `\`${name}\` says ${here}, and \`quorum\` ${there}: ${here} counts. Remove the one or correct the other.`;
    return [problem("value/range", own.origin, own.expression, message)];
  });
}

/** `string(120)`, `blob(200 KB)`: characters, bytes or a size, and not fewer than none. */
function ofFieldType(evaluation: Evaluation, field: FieldElement): readonly EstimateProblem[] {
  const entry = field.fieldType === undefined ? undefined : fieldTypes.get(field.fieldType);
  const [value] = field.arguments;
  if (!value || !entry?.argument || entry.argument === "words" || value.text !== undefined) return [];
  const calculated = evaluation.value(value, ownerOf(field, "size"));
  const { quantity, part } = calculated;
  if (!quantity) return calculated.problems;
  const { origin, expression } = value;
  const example = entry.argument === "size" ? `${entry.name}(2 KB)` : `${entry.name}(120)`;
  const isSize = expectations.information.takes(quantity.dimensions);
  const wrong: EstimateProblem[] = [];
  if (!isSize && quantity.dimensions.size) {
    const message = `\`${entry.name}\` takes a size, not ${described(quantity, evaluation.convention)}. Write it as in \`${example}\`.`;
    wrong.push(problem("value/type", origin, expression, message));
  } else if (quantity.value.lt(0)) {
    wrong.push(problem("value/range", origin, expression, `The size of \`${field.name}\` cannot be negative.`));
  } else if (!isSize && entry.argument === "size") {
    const bytes = meantBytes(part, INFORMATION, origin);
    const message = `The size of \`${field.name}\` has no unit: bytes are assumed. Write it as in \`${example}\`.`;
    const fixes = part.bare ? ["B", "KB"].map((unit) => withUnit(part, unit)) : [];
    wrong.push(bytes ?? problem("estimate/ambiguous-unit", origin, expression, message, fixes));
  }
  return [...calculated.problems, ...wrong];
}
