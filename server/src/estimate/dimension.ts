/** Dimensions and labels: what a quantity is an amount of, as exponents that add up under multiplication. */

/** Exponent by name: `information`, `time` or a currency's code for dimensions, `request` for labels. Never zero. */
export type Exponents = ReadonlyMap<string, number>;

export const NONE: Exponents = new Map();

const PHYSICAL: ReadonlySet<string> = new Set(["information", "time"]);

/** The product of two, the second one raised to a power. */
export function combined(left: Exponents, right: Exponents, power = 1): Exponents {
  if (right.size === 0 || power === 0) return left;
  const result = new Map(left);
  for (const [name, exponent] of right) {
    const total = (result.get(name) ?? 0) + exponent * power;
    if (total === 0) result.delete(name);
    else result.set(name, total);
  }
  return result;
}

/** Every exponent times a power. */
export function raised(exponents: Exponents, power: number): Exponents {
  return combined(NONE, exponents, power);
}

export function sameExponents(left: Exponents, right: Exponents): boolean {
  if (left.size !== right.size) return false;
  for (const [name, exponent] of left) if (right.get(name) !== exponent) return false;
  return true;
}

/** Whether every exponent is a whole number: a root of bytes is no quantity. */
export function isWhole(exponents: Exponents): boolean {
  for (const exponent of exponents.values()) if (!Number.isInteger(exponent)) return false;
  return true;
}

/** The currency in the numerator, `USD`, or undefined. */
export function currencyOf(dimensions: Exponents): string | undefined {
  for (const [name, exponent] of dimensions) if (!PHYSICAL.has(name) && exponent === 1) return name;
  return undefined;
}

/** Whether a dimension is a currency. */
export function isCurrency(dimension: string): boolean {
  return !PHYSICAL.has(dimension);
}

/** The names in the numerator or the denominator, in order. */
export function side(exponents: Exponents, sign: 1 | -1): readonly string[] {
  return [...exponents].flatMap(([name, exponent]) => (Math.sign(exponent) === sign ? [name] : []));
}
