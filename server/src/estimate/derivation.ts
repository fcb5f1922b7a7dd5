/** How a number came about, line by line, for hovers. */

import type { Key, LinkedExpression } from "../model/design.ts";
import { Decimal } from "./decimal.ts";
import { percent } from "./digits.ts";
import { exact, format, formatRange, shownAs } from "./display.ts";
import { contributions, summary } from "./distribution.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Step } from "./problem.ts";
import { amount, type Quantity } from "./quantity.ts";
import { type Owner, ownerOf } from "./stated.ts";

/** The derivation of an estimate; empty for one without a value. */
export function estimateDerivation(evaluation: Evaluation, key: Key): readonly Step[] {
  const element = evaluation.design.get(key);
  return element?.class === "estimate" && element.value ? derivation(evaluation, element.value, ownerOf(element)) : [];
}

/**
 * The derivation of an expression: its inputs, ranges and assumptions, the result, its exact value where it was
 * rounded, by how much the other convention differs, and which range contributes how much.
 */
export function derivation(evaluation: Evaluation, linked: LinkedExpression, owner: Owner): readonly Step[] {
  const { quantity, steps } = evaluation.value(linked, owner);
  if (!quantity) return steps;
  const { convention } = evaluation;
  const shown = format(quantity, convention);
  const full = exact(quantity, convention);
  const result: Step[] = [...steps, { kind: "result", text: shown }];
  if (!quantity.distribution && full !== shown) result.push({ kind: "exact", text: `exactly ${full}` });
  const ends = summary(quantity);
  if (ends) {
    const { size } = shownAs(quantity, convention);
    const mean = format({ ...withoutRange(quantity), value: new Decimal(ends.mean) }, convention);
    const range = formatRange(quantity, convention) ?? "";
    if (size.isFinite()) result.push({ kind: "range", text: `90 % between ${range}, mean ${mean}` });
    const parts = contributions(quantity);
    for (const { source, share } of parts.length > 1 ? parts.slice(0, 3) : []) {
      result.push({
        kind: "contribution",
        text: `\`${source.name}\` contributes ${percent(share)} of the uncertainty`,
      });
    }
  }
  const other = conventionStep(evaluation, quantity, linked, owner);
  if (other) result.push(other);
  return result;
}

function withoutRange(of: Quantity): Quantity {
  const { distribution: _, ...rest } = of;
  return rest;
}

/** By how much a result would differ if days and months were counted the other way, in the unit that is shown. */
function conventionStep(
  evaluation: Evaluation,
  own: Quantity,
  linked: LinkedExpression,
  owner: Owner,
): Step | undefined {
  const other = evaluation.convention === "exact" ? "envelope" : "exact";
  const { quantity } = evaluation.under(other).value(linked, owner);
  if (!quantity || own.value.isZero()) return undefined;
  const ratio = inShownUnit(quantity, other).div(inShownUnit(own, evaluation.convention));
  const difference = ratio.minus(1).times(100).toDecimalPlaces(1);
  if (!difference.isFinite() || difference.isZero()) return undefined;
  const name = other === "envelope" ? "the envelope" : "the exact calendar";
  const text = `${name} differs by ${difference.gt(0) ? "+" : "−"}${difference.abs()} %: ${format(quantity, other)}`;
  return { kind: "convention", text };
}

/** What is shown of `10M/month` is the same in either convention, though a month is not. */
function inShownUnit(of: Quantity, convention: Evaluation["convention"]): Decimal {
  const per = of.dimensions.get("time") ?? 0;
  const unit = of.preference.time;
  if (unit === undefined || per === 0) return of.value;
  return of.value.div(amount(1, unit, convention).value.pow(per));
}
