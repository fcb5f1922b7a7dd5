/**
 * Exact decimals. 40 significant digits keep every sum, difference and product of what people write exact, and leave
 * ten guard digits behind the thirty to which results of divisions are compared.
 */

import { Decimal as Library } from "decimal.js";

/** A number beyond 10^±300 is none that a design means; it becomes infinite and is reported, or zero. */
export const Decimal = Library.clone({ precision: 40, maxE: 300, minE: -300, defaults: true });
export type Decimal = Library;

/** Digits to which two results count as equal, and before which nothing is rounded up. */
const COMPARED = 30;

/** A decimal literal, or undefined when it is none. Longer ones are rounded to the working precision. */
export function decimal(literal: string | number): Decimal | undefined {
  try {
    const value = new Decimal(literal).toSignificantDigits(40);
    return value.isNaN() ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Without the noise that a division leaves in the last digits: 9.99…9 is 10. */
export function settled(value: Decimal): Decimal {
  return value.toSignificantDigits(COMPARED);
}

/** -1, 0 or 1. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  return settled(left).comparedTo(settled(right));
}

/** A decimal of a double, without its binary noise: 0.1 + 0.2 is 0.3. */
export function fromDouble(value: number): Decimal {
  return Number.isFinite(value) ? new Decimal(value.toPrecision(15)) : new Decimal(value);
}
