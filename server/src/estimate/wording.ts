/** Quantities in words, and why two of them do not go together. */

import { combined, type Exponents, side } from "./dimension.ts";
import { format, plural } from "./display.ts";
import { currenciesDiffer, type Quantity } from "./quantity.ts";
import type { Convention } from "./unit.ts";

/** How two quantities were to be brought together. */
export type Meeting = "add" | "subtract" | "compare" | "argument";

/** What a quantity is an amount of: `information per time`, `a rate (requests per time)`, `a time`. */
export function inWords(of: Pick<Quantity, "dimensions" | "labels">): string {
  const nouns = side(of.dimensions, 1).map((name) => powered(noun(name), of.dimensions.get(name) ?? 1));
  const things = side(of.labels, 1).map(plural);
  const divisors = [...side(of.dimensions, -1).map(noun), ...side(of.labels, -1)];
  const per = divisors.map((name) => ` per ${name}`).join("");
  if (nouns.length === 1 && nouns[0] === "time" && !per) return "a time";
  if (nouns.length) return `${nouns.join(" times ")}${per}`;
  if (divisors.length === 1 && of.dimensions.get("time") === -1) return `a rate (${things[0] ?? "things"} per time)`;
  if (per) return `${things.length ? things.join(" times ") : "a number"}${per}`;
  return things.length ? `a count of ${things.join(" times ")}` : "a plain number";
}

function noun(dimension: string): string {
  return dimension === "information" || dimension === "time" ? dimension : `money in ${dimension}`;
}

function powered(name: string, power: number): string {
  return power === 1 ? name : `${name} to the power of ${power}`;
}

/** A quantity's dimension in words, and the quantity: `information per time (12.71 GB/month)`. */
export function described(of: Quantity, convention: Convention): string {
  const words = inWords(of);
  const text = format(of, convention);
  return words.endsWith(")") ? `${words.slice(0, -1)}, ${text})` : `${words} (${text})`;
}

/** The message for two quantities of different dimensions. */
export function mismatch(meeting: Meeting, left: Quantity, right: Quantity, convention: Convention): string {
  const [a, b] = [described(left, convention), described(right, convention)];
  const failed: Readonly<Record<Meeting, string>> = {
    add: `Cannot add ${b} to ${a}`,
    subtract: `Cannot subtract ${b} from ${a}`,
    compare: `Cannot compare ${a} with ${b}`,
    argument: `The arguments must be of one dimension: this is ${b}, the first is ${a}`,
  };
  return `${failed[meeting]}${hint(left, right)}`;
}

/** The message for two quantities that count different things. */
export function labelMismatch(meeting: Meeting, left: Quantity, right: Quantity, convention: Convention): string {
  const [a, b] = [described(left, convention), described(right, convention)];
  const said: Readonly<Record<Meeting, string>> = {
    add: `This adds ${b} to ${a}`,
    subtract: `This subtracts ${b} from ${a}`,
    compare: `This compares ${a} with ${b}`,
    argument: `This is ${b}, the first argument ${a}`,
  };
  return `${said[meeting]}: different things are counted. Multiply by how many there are of one per other, or drop the label with \`in\`.`;
}

function hint(left: Quantity, right: Quantity): string {
  if (currenciesDiffer(left, right)) {
    return ": currencies are not converted. State both in one of them, or multiply by a rate such as `1.1 USD/EUR`.";
  }
  const apart = combined(left.dimensions, right.dimensions, -1);
  if (isOnly(apart, "time", -1)) return byTime("left", "right");
  if (isOnly(apart, "time", 1)) return byTime("right", "left");
  if (isOnly(apart, "information", 1)) return ". Multiply the right side by a size, such as `* 1 KB`.";
  if (isOnly(apart, "information", -1)) return ". Multiply the left side by a size, such as `* 1 KB`.";
  return ".";
}

function byTime(per: string, other: string): string {
  return `. The ${per} side is per time, the ${other} one is not: multiply it by a time, such as \`* 1 month\`.`;
}

function isOnly(exponents: Exponents, name: string, exponent: number): boolean {
  return exponents.size === 1 && exponents.get(name) === exponent;
}
