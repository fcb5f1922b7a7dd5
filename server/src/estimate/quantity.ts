/** Quantities: an amount of something, exact where it can be, with its dimensions, labels and distribution. */

import { Decimal } from "./decimal.ts";
import {
  combined,
  currencyOf,
  type Exponents,
  isCurrency,
  isWhole,
  NONE,
  raised,
  sameExponents,
  side,
} from "./dimension.ts";
import * as distribution from "./distribution.ts";
import { type Convention, type Factor, type Labels, merged, type Preference, scaleOf } from "./unit.ts";

export interface Quantity extends distribution.Uncertain {
  /** In base units: bytes, seconds, the currency, things. The median, where it is a range. */
  readonly value: Decimal;
  readonly dimensions: Exponents;
  /** Counted things: they multiply and cancel, but never forbid anything. */
  readonly labels: Exponents;
  readonly preference: Preference;
}

/** What an operation gives: a quantity, perhaps with differing labels, or why there is none. */
export type Outcome = { readonly quantity: Quantity; readonly labelsDiffer?: true } | { readonly failure: Failure };

export type Failure = "dimensions" | "division by zero" | "no real number" | "too large" | "exponent";

const PLAIN: Preference = {};

/**
 * An amount in a unit written like `GB/month`, for figures that the tool itself computes: shown in whatever unit
 * reads best, but per the time that the unit states.
 */
export function amount(value: number | string | Decimal, unit = "", convention: Convention = "exact"): Quantity {
  if (unit === "%") return { ...plain(new Decimal(value).div(100)), preference: { percent: true } };
  const { size, dimensions, labels, preference } = scaleOf(parseUnit(unit), convention);
  const shown: Preference =
    (dimensions.get("time") ?? 0) < 0 && preference.time !== undefined
      ? { time: preference.time }
      : preference.times
        ? { times: true }
        : PLAIN;
  return { value: new Decimal(value).times(size), dimensions, labels, preference: shown };
}

function parseUnit(unit: string): Factor[] {
  const result: Factor[] = [];
  for (const match of unit.matchAll(/(^|[/*])([^/*\s]+)/g)) {
    const [, sign, name = ""] = match;
    if (name !== "1") result.push({ name, power: sign === "/" ? -1 : 1 });
  }
  return result;
}

/** A number without dimension or label. */
export function plain(value: Decimal): Quantity {
  return { value, dimensions: NONE, labels: NONE, preference: PLAIN };
}

/** left + sign · right; adding different dimensions gives nothing, different labels a warning. */
export function add(left: Quantity, right: Quantity, sign: 1 | -1 = 1): Outcome {
  if (!sameExponents(left.dimensions, right.dimensions)) return { failure: "dimensions" };
  const preference = merged(left.preference, right.preference);
  return checked(
    distribution.sum(left, right, sign),
    {
      dimensions: left.dimensions,
      labels: left.labels.size ? left.labels : right.labels,
      // `1 - 0.1%` is a percentage: nothing else is said in hundredths.
      preference: left.preference.percent || right.preference.percent ? { ...preference, percent: true } : preference,
    },
    labelsDiffer(left, right),
  );
}

export function multiply(left: Quantity, right: Quantity): Outcome {
  return checked(distribution.product(left, right), {
    dimensions: combined(left.dimensions, right.dimensions),
    labels: combined(left.labels, right.labels),
    preference: merged(left.preference, right.preference),
  });
}

export function divide(left: Quantity, right: Quantity): Outcome {
  if (!right.distribution && right.value.isZero()) return { failure: "division by zero" };
  return checked(distribution.quotient(left, right), {
    dimensions: combined(left.dimensions, right.dimensions, -1),
    labels: combined(left.labels, right.labels, -1),
    preference: quotientPreference(left.preference, right.preference),
  });
}

/** A quotient of percentages is no percentage. */
function quotientPreference(left: Preference, right: Preference): Preference {
  const { percent: _, times: __, ...preference } = merged(left, right);
  return preference;
}

/** A power; the exponent must be a plain number, and a certain one unless the base is a plain number too. */
export function power(base: Quantity, exponent: Quantity): Outcome {
  if (exponent.dimensions.size) return { failure: "exponent" };
  if (base.value.isZero() && exponent.value.lt(0)) return { failure: "division by zero" };
  if (exponent.distribution && base.dimensions.size) return { failure: "exponent" };
  const by = exponent.distribution ? 1 : exponent.value.toNumber();
  const dimensions = raised(base.dimensions, by);
  if (!isWhole(dimensions)) return { failure: "dimensions" };
  const labels = raised(base.labels, by);
  return checked(distribution.power(base, exponent), {
    dimensions,
    labels: isWhole(labels) && !exponent.distribution ? labels : NONE,
    preference: merged(base.preference, PLAIN),
  });
}

/**
 * The sum of quantities, each times a factor: a load, with the ranges of the loads that it comes from. Undefined for
 * none, or where they do not add up.
 */
export function weighted(
  parts: readonly { readonly quantity: Quantity; readonly factor: number }[],
): Quantity | undefined {
  let total: Quantity | undefined;
  for (const { quantity, factor } of parts) {
    const part = multiply(quantity, amount(factor));
    const sum = "quantity" in part && total ? add(total, part.quantity) : part;
    if (!("quantity" in sum)) return undefined;
    total = sum.quantity;
  }
  return total;
}

export function negate(of: Quantity): Quantity {
  return { ...of, ...distribution.product(of, { value: new Decimal(-1) }) };
}

/**
 * `in`: checks the dimension, drops labels that the unit lacks and chooses the display; the value stays what it is.
 * Labels that the quantity lacks are taken from the unit, differing ones give a warning.
 */
export function convert(of: Quantity, unit: readonly Factor[], convention: Convention, own?: Labels): Outcome {
  const scale = scaleOf(unit, convention, own);
  if (!sameExponents(of.dimensions, scale.dimensions)) return { failure: "dimensions" };
  const preference: Preference = { ...scale.preference, unit };
  const quantity = { ...of, labels: scale.labels, preference };
  const foreign = [...scale.labels].some(([label, exponent]) => of.labels.get(label) !== exponent);
  return foreign && of.labels.size ? { quantity, labelsDiffer: true } : { quantity };
}

/** Whether two quantities can be compared, and whether their labels differ. */
export function comparable(left: Quantity, right: Quantity): "yes" | "dimensions" | "labels" {
  if (!sameExponents(left.dimensions, right.dimensions)) return "dimensions";
  return labelsDiffer(left, right) ? "labels" : "yes";
}

/** The probability that a comparison of two quantities of one dimension holds. */
export function probability(left: Quantity, relation: distribution.Relation, right: Quantity): number {
  return distribution.probability(left, relation, right);
}

/**
 * Whether two quantities count different things. A quantity without labels fits all. Of sizes, times and costs only
 * what they are *per* counts: the bytes of tickets and the bytes of users are both storage.
 */
function labelsDiffer(left: Quantity, right: Quantity): boolean {
  if (left.labels.size === 0 || right.labels.size === 0) return false;
  if (!isAmount(left.dimensions)) return !sameExponents(left.labels, right.labels);
  const [a, b] = [side(left.labels, -1), side(right.labels, -1)];
  return a.length > 0 && b.length > 0 && (a.length !== b.length || a.some((label) => !b.includes(label)));
}

/** Whether something else than things is counted: bytes, seconds, money. */
function isAmount(dimensions: Exponents): boolean {
  return side(dimensions, 1).length > 0;
}

/** Beyond this power of anything there is no sense, and soon no number either. */
const LARGEST_POWER = 20;

function isReasonable(exponents: Exponents): boolean {
  for (const exponent of exponents.values()) if (Math.abs(exponent) > LARGEST_POWER) return false;
  return true;
}

function checked(
  result: distribution.Uncertain,
  kind: Omit<Quantity, "value" | "distribution">,
  differ = false,
): Outcome {
  if (result.value.isNaN()) return { failure: "no real number" };
  if (!distribution.isDefined(result) || !isReasonable(kind.dimensions) || !isReasonable(kind.labels)) {
    return { failure: "too large" };
  }
  const quantity = { ...kind, ...result };
  return differ ? { quantity, labelsDiffer: true } : { quantity };
}

/** Whether two quantities are money in different currencies, and of one dimension otherwise. */
export function currenciesDiffer(left: Quantity, right: Quantity): boolean {
  const [a, b] = [currencyOf(left.dimensions), currencyOf(right.dimensions)];
  if (a === undefined || b === undefined || a === b) return false;
  const rest = (of: Quantity) => new Map([...of.dimensions].filter(([name]) => !isCurrency(name)));
  return sameExponents(rest(left), rest(right));
}
