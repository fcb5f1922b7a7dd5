/** Amounts in messages: three digits that count, in the unit that fits, with the design's own calendar. */

import type { Facts } from "../analysis/facts.ts";
import { format, percent as shownPercent } from "../estimate/display.ts";
import { amount } from "../estimate/quantity.ts";

function shown({ evaluation }: Facts, value: number, unit: string): string {
  const { convention } = evaluation;
  return format(amount(Number(value.toPrecision(3)), unit, convention), convention);
}

/** Requests per second: `1.2k requests/s`. */
export function rate(facts: Facts, perSecond: number): string {
  return shown(facts, perSecond, "requests/s");
}

/** Bytes: `1.5 GB`. */
export function bytes(facts: Facts, value: number): string {
  return shown(facts, value, "B");
}

/** Seconds: `43.2 min`. */
export function duration(facts: Facts, seconds: number): string {
  return shown(facts, seconds, "s");
}

/** Money per month: `$1,230/month`. */
export function perMonth(facts: Facts, value: number, currency: string): string {
  return shown(facts, value, currency ? `${currency}/month` : "1/month");
}

/** A share of a capacity or of a time: `134%`. */
export function share(ratio: number): string {
  return shownPercent(Number(ratio.toPrecision(3)));
}

/** An availability, with as many digits as tell it from 100 %: `99.98%`. */
export function availability(ratio: number): string {
  return shownPercent(ratio);
}

/** Whether a figure is above a limit by more than a rounding error. */
export function exceeds(value: number, limit: number): boolean {
  return value > limit * (1 + 1e-9);
}
