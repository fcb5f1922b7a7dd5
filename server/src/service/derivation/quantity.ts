/** Estimates, properties and parts of expressions: what they come to, step by step. */

import type { Facts } from "../../analysis/facts.ts";
import { median, share } from "../../estimate/amounts.ts";
import { Decimal } from "../../estimate/decimal.ts";
import { derivation } from "../../estimate/derivation.ts";
import { exact, format, shownAs } from "../../estimate/display.ts";
import { summary } from "../../estimate/distribution.ts";
import type { Step } from "../../estimate/problem.ts";
import type { Quantity } from "../../estimate/quantity.ts";
import { type Owner, ownerOf, stated } from "../../estimate/stated.ts";
import type { AssertionElement, Element, EstimateElement, LinkedExpression } from "../../model/design.ts";
import type { Expression, Span } from "../../syntax/tree.ts";
import { assumed, type Derivation, type Line, section } from "./derivation.ts";
import { rangeBar } from "./range-bar.ts";

/** What derivations are drawn from: the facts, and what the authors wrote. */
export interface Source {
  readonly facts: Facts;
  /** The text of a span of an element's chunk; empty where it is not to be had. */
  text(origin: LinkedExpression["origin"], span: Span): string;
}

/** An estimate: its formula, the values in it, the result, and what that rests on. */
export function estimateDerivation(source: Source, element: EstimateElement): Derivation {
  return element.value ? expressionDerivation(source, element.value, ownerOf(element)) : [];
}

/** The quantity that an element states for a property; empty where it states none. */
export function propertyDerivation(source: Source, element: Element, name: string): Derivation {
  const found = stated(source.facts.design, element, name);
  return found ? expressionDerivation(source, found.linked, found.owner) : [];
}

/** An expression that stands somewhere: in an estimate, a property or a target. */
function expressionDerivation(source: Source, linked: LinkedExpression, owner: Owner): Derivation {
  const { evaluation } = source.facts;
  const { quantity } = evaluation.value(linked, owner);
  if (!quantity) return [];
  const steps = derivation(evaluation, linked, owner);
  return [valueSection(source, quantity, steps, linked)];
}

/** An assertion: both sides, and with which probability it holds. */
export function assertionDerivation(source: Source, element: AssertionElement): Derivation {
  const { evaluation } = source.facts;
  const { holds, probability, left, right } = evaluation.assertion(element.key);
  if (!left || !right || probability === undefined) return [];
  const { convention } = evaluation;
  const uncertain = left.distribution !== undefined || right.distribution !== undefined;
  const verdict = `${holds ? "✓ holds" : "✗ fails"}${uncertain ? ` with a probability of ${share(probability)}` : ""}`;
  const compared = `${format(left, convention)} ${element.comparison ?? ""} ${format(right, convention)}`;
  const sides = (["left", "right"] as const).flatMap((name) => {
    const side = element[name];
    return side && side.resolutions.size > 0 ? expressionDerivation(source, side, ownerOf(element, name)) : [];
  });
  return [section("Assertion", verdict, [compared]), ...sides];
}

function valueSection(source: Source, quantity: Quantity, steps: readonly Step[], linked: LinkedExpression) {
  const { convention } = source.facts.evaluation;
  const result = steps.findIndex(({ kind }) => kind === "result");
  const lines: Line[] = [];
  const filled = substituted(source, linked);
  if (filled !== undefined) lines.push({ text: `\`${filled.replaceAll("`", "'")}\`` });
  for (const [index, { kind, text }] of steps.entries()) {
    // The drawing says the same.
    if (kind === "result" || (kind === "range" && index > result)) continue;
    lines.push(kind === "assumption" ? assumed(text) : { text });
  }
  const ends = summary(quantity);
  if (!ends) return section(`= ${format(quantity, convention)}`, "", lines);
  const bar = `${endText(quantity, ends.p5, convention)} ${rangeBar(ends)} ${endText(quantity, ends.p95, convention)}`;
  const value = `is the median (●), ${endText(quantity, ends.mean, convention)} the mean (◆)`;
  return section(`≈ ${format(median(quantity), convention)}`, value, lines, bar);
}

type Convention = Facts["evaluation"]["convention"];

/** An end of a range in the unit of its median, to three digits. */
function endText(of: Quantity, value: number, convention: Convention): string {
  const { size } = shownAs(of, convention);
  const end = new Decimal(value).div(size).toSignificantDigits(3).times(size);
  return format({ ...median(of), value: end }, convention);
}

/** The formula with the values of its names: `70.71k tickets/day * 109 B * 5 years`; undefined where it has none. */
function substituted({ facts, text }: Source, linked: LinkedExpression): string | undefined {
  const { expression, origin, resolutions } = linked;
  if (resolutions.size === 0 || expression.terms.length < 2) return undefined;
  const { evaluation } = facts;
  const pieces: string[] = [];
  let at = expression.start;
  const put = (span: Span, value: string): void => {
    pieces.push(text(origin, { start: at, end: span.start }), value);
    at = span.end;
  };
  const visit = ({ terms }: Expression): void => {
    for (const term of terms) {
      if (term.type === "group") visit(term.expression);
      const named = term.type === "path" ? resolutions.has(term) : term.type === "call";
      if (!named) continue;
      const quantity = partQuantity(facts, linked, [term]);
      if (quantity) put(term, format(median(quantity), evaluation.convention));
    }
  };
  visit(expression);
  pieces.push(text(origin, { start: at, end: expression.end }));
  const filled = pieces.join("").replace(/\s+/g, " ").trim();
  return at === expression.start || filled === "" ? undefined : filled;
}

/** What a part of an expression comes to on its own, whoever states it. */
function partQuantity({ evaluation }: Facts, linked: LinkedExpression, terms: Expression["terms"]) {
  const { origin, resolutions, labels } = linked;
  const [start = 0, end = 0] = [terms[0]?.start, terms.at(-1)?.end];
  const part = { origin, resolutions, labels, expression: { type: "expression", start, end, terms } } as const;
  const owner = { id: `${origin.uri}@${start}`, name: "a range", seed: `@${start}`, part: "value" };
  return evaluation.value(part, owner).quantity;
}

/**
 * What a part of an expression comes to in a line: `= 12.71 GB, exactly 12,710,000,000 B`; undefined where it has no
 * value.
 */
export function valueLine(facts: Facts, linked: LinkedExpression, terms: Expression["terms"]): string | undefined {
  const { evaluation } = facts;
  const quantity = partQuantity(facts, linked, terms);
  if (!quantity) return undefined;
  const shown = format(quantity, evaluation.convention);
  const full = exact(quantity, evaluation.convention);
  return quantity.distribution ? `≈ ${shown}` : full === shown ? `= ${shown}` : `= ${shown}, exactly ${full}`;
}
