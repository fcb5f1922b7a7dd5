/** Everything that is wrong with the numbers of a design, for the linter to report by rule. */

import type { Design, Element, ElementClass, EstimateElement, LinkedExpression, Origin } from "../model/design.ts";
import { once } from "../model/once.ts";
import type { Expression, Unit, UnitFactor } from "../syntax/tree.ts";
import { assertionFailure, CONFIDENCE } from "./assertion.ts";
import { format } from "./display.ts";
import type { Evaluation } from "./evaluation.ts";
import { type EstimateProblem, problem } from "./problem.ts";
import { isSelfContained, propertyProblems } from "./property-problems.ts";
import type { Quantity } from "./quantity.ts";
import type { Convention } from "./unit.ts";

/** The classes whose elements state quantities besides estimates and assertions. */
const STATING = [
  "actor",
  "component",
  "kind",
  "place",
  "connection",
  "requirement",
  "quality",
  "entity",
  "field",
  "api",
  "endpoint",
  "flow",
] as const;

/**
 * All problems of a design's numbers, `estimate/…` and `value/…`, each once.
 * @param confidence the probability that assertions about ranges must reach
 */
export function designProblems(
  design: Design,
  evaluation: Evaluation,
  confidence = CONFIDENCE,
): readonly EstimateProblem[] {
  const estimates = design.all("estimate");
  return [
    ...estimates.flatMap((element) => evaluation.estimate(element.key).problems),
    ...implausible(estimates, evaluation),
    ...design.all("assertion").flatMap((element) => {
      const assertion = evaluation.assertion(element.key);
      const failure = assertionFailure(element, assertion, evaluation.convention, confidence);
      return failure ? [...assertion.problems, failure] : assertion.problems;
    }),
    ...STATING.flatMap((of) => problemsAmong(design, evaluation, design.all(of))),
    ...bitsBesideBytes(design),
  ];
}

/** Elements whose problems an edit elsewhere can change, and those of all others. */
interface Known {
  readonly convention: Convention;
  readonly open: boolean;
  readonly found: readonly EstimateProblem[];
}

/** By array of elements, which is the same one as long as nothing in it changes. */
const knownProblems = new WeakMap<readonly Element[], Known>();

function problemsAmong(
  design: Design,
  evaluation: Evaluation,
  elements: readonly Element[],
): readonly EstimateProblem[] {
  const { convention } = evaluation;
  const known = knownProblems.get(elements);
  if (known?.convention === convention && !known.open) return known.found;
  const found: EstimateProblem[] = [];
  for (const element of elements) {
    for (const one of propertyProblems(design, evaluation, element)) found.push(one);
  }
  if (known?.convention !== convention) {
    knownProblems.set(elements, { convention, open: !elements.every(isSelfContained), found });
  }
  return found;
}

const TOTAL = /^(total_?|all_?|registered_?)?(users|people|accounts|members|customers)(_total)?$/i;
const DAILY = /(^|_)(daily|dau|active|online|concurrent)(_|$)/i;

/** Negative counts, and more users a day than there are. */
function implausible(estimates: readonly EstimateElement[], evaluation: Evaluation): readonly EstimateProblem[] {
  const valued = estimates.flatMap((element) => {
    const { quantity } = evaluation.estimate(element.key);
    return quantity && element.value ? [{ element, quantity, linked: element.value }] : [];
  });
  const found: EstimateProblem[] = [];
  for (const { element, quantity, linked } of valued) {
    if (!quantity.value.lt(0) || quantity.labels.size === 0) continue;
    const message = `\`${element.name}\` is ${format(quantity, evaluation.convention)}: there cannot be fewer than none. Check the signs.`;
    found.push(problem("estimate/implausible", linked.origin, linked.expression, message));
  }
  const total = valued.filter(({ element, quantity }) => TOTAL.test(element.name) && countsPeople(quantity));
  const [most] = total.sort((x, y) => y.quantity.value.comparedTo(x.quantity.value));
  if (!most) return found;
  for (const { element, quantity, linked } of valued) {
    if (!DAILY.test(element.name) || !countsPeople(quantity) || quantity.value.lte(most.quantity.value)) continue;
    const message = `\`${element.name}\` (${format(quantity, evaluation.convention)}) is more than \`${most.element.name}\` (${format(most.quantity, evaluation.convention)}): only some of all people are there at a time. Check both.`;
    found.push(problem("estimate/implausible", linked.origin, linked.expression, message));
  }
  return found;
}

function countsPeople(of: Quantity): boolean {
  return of.dimensions.size === 0 && of.labels.size === 1 && of.labels.get("user") === 1;
}

/** Bits that look like bytes, by what people mean more often. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map([
  ["Kb", "KB"],
  ["Mb", "MB"],
  ["Gb", "GB"],
]);

/** `Kb` beside `KB`: one of the two is a slip of the Shift key, eight times too small. */
function bitsBesideBytes(design: Design): readonly EstimateProblem[] {
  const all = WRITING.map((of) => spellingsAmong(design.all(of)));
  if (!all.some(({ bytes }) => bytes)) return [];
  return all.flatMap(({ bits }) => bits.map(([factor, origin]) => lookalike(factor, origin)));
}

const WRITING: readonly ElementClass[] = [...STATING, "estimate", "assertion"];

const spellingsAmong: (elements: readonly Element[]) => Spellings = once((elements) => {
  const all = elements.map(spellingsIn).filter(({ bytes, bits }) => bytes || bits.length > 0);
  return { bytes: all.some(({ bytes }) => bytes), bits: all.flatMap(({ bits }) => bits) };
});

function lookalike(factor: UnitFactor, origin: Origin): EstimateProblem {
  const meant = LOOKALIKES.get(factor.name) ?? factor.name;
  const bits = `${factor.name[0]?.replace("K", "k")}bit`;
  const message = `\`${factor.name}\` is bits, and this design counts in bytes too. Write \`${meant}\` for bytes, \`${bits}\` for bits.`;
  const { start, end } = factor;
  return problem("estimate/ambiguous-unit", origin, factor, message, [
    { start, end, title: `Write \`${meant}\` for bytes`, text: meant },
    { start, end, title: `Write \`${bits}\` for bits`, text: bits },
  ]);
}

/** Units of information that an element writes. */
interface Spellings {
  /** Whether it writes `KB` or the like. */
  readonly bytes: boolean;
  /** Where it writes `Kb` or the like. */
  readonly bits: readonly (readonly [UnitFactor, Origin])[];
}

const NONE: Spellings = { bytes: false, bits: [] };

const spellingsIn: (element: Element) => Spellings = once((element) => {
  const bits: [UnitFactor, Origin][] = [];
  let bytes = false;
  for (const { expression, origin } of expressionsOf(element)) {
    forEachUnit(expression, (unit) => {
      for (const factor of unit.factors) {
        if (LOOKALIKES.has(factor.name)) bits.push([factor, origin]);
        else bytes ||= /^[KkMGTP]B$/.test(factor.name);
      }
    });
  }
  return bytes || bits.length > 0 ? { bytes, bits } : NONE;
});

function expressionsOf(element: Element): readonly LinkedExpression[] {
  const properties = [...element.properties.values()].flatMap((property) => property.values);
  switch (element.class) {
    case "estimate":
      return element.value ? [element.value] : [];
    case "assertion":
      return [element.left, element.right].flatMap((side) => side ?? []);
    case "field":
      return element.arguments;
    case "quality":
      return element.target?.value ? [element.target.value, ...properties] : properties;
    default:
      return properties;
  }
}

function forEachUnit(expression: Expression, visit: (unit: Unit) => void): void {
  for (const term of expression.terms) {
    if (term.type === "unit") visit(term);
    else if (term.type === "number" && term.unit) visit(term.unit);
    else if (term.type === "group") forEachUnit(term.expression, visit);
    else if (term.type === "call") for (const argument of term.arguments) forEachUnit(argument, visit);
  }
}
