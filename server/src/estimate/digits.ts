/** Numbers for people: as many digits as a back-of-envelope figure deserves, and none of the noise of binary. */

import { Decimal } from "./decimal.ts";

/** Letters for powers of a thousand, as the language writes them. */
const LETTERS = ["", "k", "M", "B", "T"] as const;

/** Counts below this are written out, `3,472`; above it they take a letter. */
const WRITTEN_OUT = 10_000;

/**
 * At least four significant digits, two of them behind the point where there is room: 3.858, 38.58, 166.67, 3,472.
 * With `letters`, large numbers are shortened (10k, 1.5M).
 */
export function digits(value: Decimal, letters: boolean): string {
  if (value.isZero()) return "0";
  const magnitude = value.abs();
  if (magnitude.lt("0.001") || magnitude.gte("1e16")) return scientific(value);
  if (!letters || magnitude.lt(WRITTEN_OUT)) {
    const text = separated(value.toDecimalPlaces(places(magnitude)));
    return letters && text.replace(/[-,]/g, "") === String(WRITTEN_OUT)
      ? digits(new Decimal(value.toFixed(0)), true)
      : text;
  }
  let scaled = value;
  let step = 0;
  while (step < LETTERS.length - 1 && rounded(scaled).abs().gte(1000)) {
    scaled = scaled.div(1000);
    step++;
  }
  return `${separated(rounded(scaled))}${LETTERS[step] ?? ""}`;
}

/** A number to the digits at which it is shown. */
export function rounded(value: Decimal): Decimal {
  return value.toDecimalPlaces(places(value.abs()));
}

function places(magnitude: Decimal): number {
  if (magnitude.gte(1000)) return 0;
  if (magnitude.gte(10)) return 2;
  if (magnitude.gte(1)) return 3;
  return 3 - magnitude.e;
}

function scientific(value: Decimal): string {
  return value.toSignificantDigits(4).toExponential().replace("e+", "e");
}

/** With commas between thousands; not rounded. */
export function separated(value: Decimal): string {
  const [whole = "", fraction] = value.toFixed().split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/**
 * A share as a percentage: two decimals, and close to 100 % as many as tell it from 100 % (99.998%, eleven nines). A million
 * times and more is a factor.
 */
export function percent(value: Decimal | number): string {
  const share = new Decimal(value);
  if (share.isZero()) return "0%";
  if (share.abs().gte("1e6")) return `${digits(share, true)}x`;
  const missing = new Decimal(1).minus(share).abs();
  const hundredths = share.times(100);
  if (share.abs().lt("0.0001")) return `${digits(hundredths, false)}%`;
  const nines = missing.isZero() ? 0 : -missing.e - 1;
  return `${separated(hundredths.toDecimalPlaces(Math.min(20, Math.max(2, nines))))}%`;
}
