/** Whether a quantity is what a property or a target takes: its dimension and its range. */

import type { ValueType } from "../language/values.ts";
import { compareDecimals, Decimal } from "./decimal.ts";
import { percent } from "./digits.ts";
import { type Exponents, isCurrency, NONE, sameExponents } from "./dimension.ts";
import type { Quantity } from "./quantity.ts";

export type QuantityType =
  | "count"
  | "number"
  | "rate"
  | "count-or-rate"
  | "rate-or-factor"
  | "time"
  | "information"
  | "ratio"
  | "proportion"
  | "money"
  | "count-or-reference";

interface Expectation {
  /** What it takes, in words. */
  readonly words: string;
  readonly example: string;
  /** Units that a plain number may have lacked. */
  readonly units: readonly string[];
  takes(dimensions: Exponents): boolean;
}

const only =
  (name: string, exponent: number) =>
  (dimensions: Exponents): boolean =>
    dimensions.size === 1 && dimensions.get(name) === exponent;
const isPlain = (dimensions: Exponents): boolean => sameExponents(dimensions, NONE);
const isRate = only("time", -1);

function isMoney(dimensions: Exponents): boolean {
  const rest = [...dimensions].filter(([name]) => !isCurrency(name));
  const money = [...dimensions].filter(([name]) => isCurrency(name));
  if (money.length !== 1 || money[0]?.[1] !== 1) return false;
  return rest.length === 0 || (rest.length === 1 && rest[0]?.[0] === "time" && rest[0][1] === -1);
}

const RATE_UNITS = ["req/s", "req/min", "req/day"];

/** What each type of quantity takes. */
export const expectations: Readonly<Record<QuantityType, Expectation>> = {
  count: { words: "a count", example: "3", units: [], takes: isPlain },
  number: { words: "a plain number", example: "2", units: [], takes: isPlain },
  rate: { words: "a rate, things per time", example: "100 req/s", units: RATE_UNITS, takes: isRate },
  "count-or-rate": {
    words: "a count or a rate",
    example: "1M users",
    units: [],
    takes: (dimensions) => isPlain(dimensions) || isRate(dimensions),
  },
  "rate-or-factor": {
    words: "a rate or a factor",
    example: "3x",
    units: ["x", "req/s"],
    takes: (dimensions) => isPlain(dimensions) || isRate(dimensions),
  },
  time: { words: "a time", example: "200 ms", units: ["ms", "s", "days"], takes: only("time", 1) },
  information: {
    words: "an amount of information",
    example: "2 KB",
    units: ["B", "KB", "GB"],
    takes: only("information", 1),
  },
  ratio: { words: "a share of 0 to 100 %", example: "99.9%", units: ["%"], takes: isPlain },
  proportion: { words: "a proportion", example: "100:1", units: [], takes: isPlain },
  money: {
    words: "an amount of money, perhaps per time",
    example: "$100/month",
    units: ["USD/month", "EUR/month"],
    takes: isMoney,
  },
  "count-or-reference": { words: "a count, or names", example: "3", units: [], takes: isPlain },
};

/** The type as one of quantities, or undefined for words, texts and references. */
export function quantityType(type: ValueType): QuantityType | undefined {
  return Object.hasOwn(expectations, type.type) ? (type.type as QuantityType) : undefined;
}

/** Properties that count instances: whole, and at least one. */
const INSTANCES: ReadonlySet<string> = new Set(["replicas", "needs", "shards", "zones", "regions"]);
/** Whole numbers that may be zero. */
const WHOLE: ReadonlySet<string> = new Set(["retries"]);

/** Why a quantity of the right dimension is out of range for a property, or undefined when it is not. */
export function outOfRange(type: QuantityType, name: string, of: Quantity, show: () => string): string | undefined {
  const { value } = of;
  if (type === "ratio" && (value.lt(0) || compareDecimals(value, new Decimal(1)) > 0)) {
    return `\`${name}\` is a share between 0 and 100 %, not ${value.lt(0) ? show() : percent(value)}.`;
  }
  if (value.lt(0)) return `\`${name}\` cannot be negative: it is ${show()}.`;
  if (type === "rate-or-factor" && of.dimensions.size === 0 && value.lt(1)) {
    return `\`${name}\` is a factor of at least 1: the busiest time is not quieter than the average.`;
  }
  if (type === "proportion" && value.isZero()) return `\`${name}\` must be more than zero, such as \`100:1\`.`;
  const whole = INSTANCES.has(name) || WHOLE.has(name);
  if (whole && !of.distribution && !value.isInteger())
    return `\`${name}\` is a whole number, not ${show()}. Round it with \`ceil(…)\`.`;
  if (INSTANCES.has(name) && value.lt(1)) return `\`${name}\` is at least 1, not ${show()}.`;
  return undefined;
}
