/** Figures that the tool itself computes, in words: rates, sizes, times, money and shares, the same wherever shown. */

import { format, percent } from "./display.ts";
import { amount, type Quantity } from "./quantity.ts";

/** Requests per second: `166.67 req/s`. */
export function rate(perSecond: number): string {
  return shown(perSecond, "requests/s").replace(/ requests?\/s$/, " req/s");
}

/** Bytes: `12.71 GB`. */
export function size(bytes: number): string {
  return shown(bytes, "B");
}

/** Bytes per second as bandwidth, in bits as networks are sold: `16 Gbit/s`. */
export function bandwidth(bytesPerSecond: number): string {
  const bits = settled(bytesPerSecond * 8);
  const step = BANDWIDTHS.find(([limit]) => Math.abs(bits) >= limit) ?? ([1, "bit/s"] as const);
  return `${format(amount(settled(bits / step[0])))} ${step[1]}`;
}

const BANDWIDTHS = [
  [1e12, "Tbit/s"],
  [1e9, "Gbit/s"],
  [1e6, "Mbit/s"],
  [1e3, "kbit/s"],
] as const;

/** Seconds of the real calendar: `43.2 min`. */
export function time(seconds: number): string {
  return shown(seconds, "s");
}

/** Money, by the currency's code: `$4,200`. */
export function money(value: number, currency: string): string {
  return currency === "" ? count(value) : shown(value, currency);
}

/** A plain number: `75k`. */
export function count(value: number): string {
  return shown(value, "");
}

/** A share: `2.67 %`, `0.03 %`. */
export function share(ratio: number): string {
  return percent(settled(ratio)).replace(/%$/, " %");
}

/**
 * An availability, with three digits of what it lacks: `99.995 %`, `99.41 %`. More where it has to be told from what it is
 * compared with: `99.89999 %` of 99.9 %.
 */
export function availability(ratio: number, against?: number): string {
  const differs = against !== undefined && Math.abs(ratio - against) > 1e-12;
  for (let digits = 3; digits < 9; digits++) {
    const text = nines(ratio, digits);
    if (!differs || text !== nines(against, digits)) return text;
  }
  return nines(ratio, 9);
}

function nines(ratio: number, digits: number): string {
  const missing = Number((1 - ratio).toPrecision(digits));
  if (!(missing > 1e-12)) return "100 %";
  const decimals = Math.max(0, digits - 3 - Math.floor(Math.log10(missing)));
  return `${Number(((1 - missing) * 100).toFixed(Math.min(15, decimals)))} %`;
}

/** A utilisation, of which more than a tenth of a percent would be a pretence: `83.3 %`. */
export function utilization(ratio: number): string {
  const tenths = Math.round(ratio * 1000) / 1000;
  return tenths === 0 && ratio > 0 ? "< 0.1 %" : share(tenths);
}

/** A quantity's median, as if it were certain. */
export function median(of: Quantity): Quantity {
  const { distribution: _, ...certain } = of;
  return certain;
}

/** Without the noise of binary arithmetic; zero for what is no number. */
export function settled(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : 0;
}

/** The same few figures are shown again after each key; writing decimals takes longer than anything else about them. */
const written = new Map<string, string>();
const MOST_WRITTEN = 10_000;

function shown(value: number, unit: string): string {
  const key = `${value} ${unit}`;
  let text = written.get(key);
  if (text === undefined) {
    if (written.size >= MOST_WRITTEN) written.clear();
    text = format(amount(settled(value), unit));
    written.set(key, text);
  }
  return text;
}
