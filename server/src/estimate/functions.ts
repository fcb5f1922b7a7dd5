/** The functions of expressions: `sum`, `ceil`, `collision`, … and the measurements `size`, `rows`, `load`. */

import { functions } from "../language/functions.ts";
import type { CallTerm } from "../syntax/tree.ts";
import type { Calculation } from "./calculate.ts";
import { compareDecimals, Decimal, settled } from "./decimal.ts";
import { NONE, raised } from "./dimension.ts";
import { shownAs } from "./display.ts";
import { power, sampled, type Uncertain } from "./distribution.ts";
import { group } from "./group.ts";
import { isValued, type Valued } from "./meeting.ts";
import { plain, type Quantity } from "./quantity.ts";
import { described } from "./wording.ts";

type Arguments = readonly [Valued, ...Valued[]];
type Apply = (calculation: Calculation, given: Arguments) => { readonly quantity?: Quantity };

/** Computes a call; a function that linking does not know has no value. */
export function applyFunction(calculation: Calculation, call: CallTerm): { readonly quantity?: Quantity } {
  const entry = functions.get(call.name.text);
  if (!entry) return {};
  const [first] = call.arguments;
  const tooMany = !entry.variadic && call.arguments.length > entry.parameters.length;
  if (!first || call.arguments.length < entry.parameters.length || tooMany) {
    const count = entry.parameters.length === 1 ? "one argument" : `${entry.parameters.length} arguments`;
    const takes = entry.variadic ? "at least one argument" : count;
    calculation.report("value/type", call, `\`${entry.name}\` takes ${takes}: \`${entry.signature}\`.`);
    return {};
  }
  if (entry.element) {
    const [only] = first.terms;
    if (only?.type === "path" && first.terms.length === 1) {
      return calculation.adopt(calculation.setting.measure(entry.name, only), call);
    }
    calculation.report(
      "value/type",
      first,
      `\`${entry.name}\` takes the name of ${entry.element.join(" or ")}: \`${entry.signature}\`.`,
    );
    return {};
  }
  const given = call.arguments.map((argument) => calculation.evaluate(group(argument)));
  const valued = given.filter(isValued);
  const [head, ...tail] = valued;
  const apply = APPLY.get(entry.name);
  if (!apply || !head || valued.length < given.length) return {};
  return apply(calculation, [head, ...tail]);
}

const folded =
  (choose: (left: Decimal, right: Decimal) => Decimal, sample: (x: number, y: number) => number): Apply =>
  (calculation, [first, ...others]) => {
    let { quantity } = first;
    for (const other of others) {
      // The sum is thrown away: it finds what cannot be compared.
      if (!calculation.added("argument", first, other).quantity) return {};
      const [left, right] = [quantity, other.quantity];
      const result =
        left.distribution || right.distribution
          ? sampled([left, right], sample)
          : { value: choose(left.value, right.value) };
      quantity = replaced(left, result);
    }
    return { quantity };
  };

/** Rounds in the unit in which the quantity is shown: what one sees is what is rounded. */
const rounding =
  (exact: (value: Decimal) => Decimal, sample: (value: number) => number): Apply =>
  (calculation, [{ quantity }]) => {
    const { size } = shownAs(quantity, calculation.setting.convention);
    if (!quantity.distribution) {
      return { quantity: { ...quantity, value: exact(settled(quantity.value.div(size))).times(size) } };
    }
    const unit = size.toNumber();
    return {
      quantity: replaced(
        quantity,
        sampled([quantity], (value) => sample(value / unit) * unit),
      ),
    };
  };

const APPLY: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  [
    "sum",
    (calculation, [first, ...others]) => {
      let total: Valued = first;
      for (const other of others) {
        const { quantity } = calculation.added("argument", total, other);
        if (!quantity) return {};
        total = { ...total, quantity };
      }
      return { quantity: total.quantity };
    },
  ],
  ["min", folded((x, y) => Decimal.min(x, y), Math.min)],
  ["max", folded((x, y) => Decimal.max(x, y), Math.max)],
  [
    "ceil",
    rounding(
      (value) => value.ceil(),
      (value) => Math.ceil(Number(value.toPrecision(12))),
    ),
  ],
  [
    "floor",
    rounding(
      (value) => value.floor(),
      (value) => Math.floor(Number(value.toPrecision(12))),
    ),
  ],
  ["round", rounding((value) => value.round(), Math.round)],
  [
    "log2",
    (calculation, [argument]) => {
      const { quantity } = argument;
      if (!isPlain(calculation, argument, "The logarithm")) return {};
      if (mayReach(quantity, (value) => value <= 0)) {
        calculation.report(
          "estimate/undefined",
          argument,
          "The logarithm of zero or of a negative number has no value.",
        );
        return {};
      }
      const result = quantity.distribution ? sampled([quantity], Math.log2) : { value: log2(quantity.value) };
      return { quantity: { ...plain(result.value), ...result } };
    },
  ],
  [
    "sqrt",
    (calculation, [argument]) => {
      const { quantity } = argument;
      if (mayReach(quantity, (value) => value < 0)) {
        calculation.report("estimate/undefined", argument, "The square root of a negative number has no value.");
        return {};
      }
      const dimensions = raised(quantity.dimensions, 0.5);
      if ([...dimensions.values()].some((exponent) => !Number.isInteger(exponent))) {
        const message = `The square root of ${described(quantity, calculation.setting.convention)} is no quantity.`;
        calculation.report("estimate/dimension-mismatch", argument, message);
        return {};
      }
      const result = quantity.distribution
        ? power(quantity, { value: new Decimal("0.5") })
        : { value: quantity.value.sqrt() };
      return { quantity: { ...result, dimensions, labels: NONE, preference: {} } };
    },
  ],
  [
    "collision",
    (calculation, [drawn, length]) => {
      if (!length || !isPlain(calculation, drawn, "The number of identifiers")) return {};
      const bits = inBits(length.quantity);
      if (!bits) {
        const message = `Random bits are a plain number, such as \`122\`, not ${described(length.quantity, calculation.setting.convention)}.`;
        calculation.report("estimate/dimension-mismatch", length, message);
        return {};
      }
      if (mayReach(drawn.quantity, (value) => value < 0) || mayReach(bits, (value) => value < 0)) {
        calculation.report(
          "estimate/undefined",
          drawn,
          "Neither the identifiers nor their bits can be fewer than none.",
        );
        return {};
      }
      const result =
        drawn.quantity.distribution || bits.distribution
          ? sampled(
              [drawn.quantity, bits],
              (n, b) => -Math.expm1(-n * Math.max(0, n - 1) * Math.exp(-(b + 1) * Math.LN2)),
            )
          : { value: collision(drawn.quantity.value, bits.value) };
      return { quantity: { ...plain(result.value), ...result } };
    },
  ],
]);

/**
 * The probability that any two of n random identifiers of so many bits are equal: 1 − exp(−n(n−1) / 2^(bits+1)), the
 * birthday approximation. The series keeps its digits where the exponent is tiny.
 */
export function collision(n: Decimal, bits: Decimal): Decimal {
  const pairs = n.times(Decimal.max(0, n.minus(1)));
  const exponent = pairs.div(new Decimal(2).pow(bits.plus(1)));
  if (exponent.lt("1e-10")) {
    return exponent.minus(exponent.pow(2).div(2)).plus(exponent.pow(3).div(6)).toSignificantDigits(25);
  }
  return new Decimal(1).minus(exponent.negated().exp()).toSignificantDigits(25);
}

function log2(value: Decimal): Decimal {
  return settled(Decimal.log2(value));
}

function replaced(kind: Quantity, { value, distribution }: Uncertain): Quantity {
  const { distribution: _, ...rest } = kind;
  return distribution ? { ...rest, value, distribution } : { ...rest, value };
}

/** Counts are plain numbers: their labels are dropped. */
function isPlain(calculation: Calculation, part: Valued, what: string): boolean {
  if (part.quantity.dimensions.size === 0) return true;
  const message = `${what} must be a plain number, not ${described(part.quantity, calculation.setting.convention)}.`;
  calculation.report("estimate/dimension-mismatch", part, message);
  return false;
}

function inBits(length: Quantity): Uncertain | undefined {
  if (length.dimensions.size === 0) return length;
  if (length.dimensions.size !== 1 || length.dimensions.get("information") !== 1) return undefined;
  return { value: length.value.times(8) };
}

function mayReach(of: Uncertain, test: (value: number) => boolean): boolean {
  const { distribution, value } = of;
  const sign = compareDecimals(value, new Decimal(0));
  if (!distribution || distribution.type === "lognormal") return test(sign);
  const samples = sampled([of], (one) => one).distribution;
  return samples?.type === "sampled" && samples.samples.some(test);
}
