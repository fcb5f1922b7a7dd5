/** Quantities for people: in the unit that leaves 1 to 999 before the point, `12.71 GB/month`, `43.2 min`. */

import { units } from "../language/units.ts";
import { spellings } from "../model/names.ts";
import { Decimal, fromDouble, settled } from "./decimal.ts";
import { digits, percent, rounded, separated } from "./digits.ts";
import { isCurrency, side } from "./dimension.ts";
import { summary } from "./distribution.ts";
import type { Quantity } from "./quantity.ts";
import { type Convention, scaleOf, shownName } from "./unit.ts";

export { percent } from "./digits.ts";

/** Signs that stand in front of an amount; other currencies stand in front by their code. */
const CURRENCY_SIGNS: ReadonlyMap<string, string> = new Map([
  ["USD", "$"],
  ["EUR", "€"],
  ["GBP", "£"],
]);

const BYTES = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];
const BINARY_BYTES = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
const BITS = ["bit", "kbit", "Mbit", "Gbit", "Tbit"];
const TIMES = ["ns", "µs", "ms", "s", "min", "h", "day", "year"];

/** Calendar units are words, and have a plural. */
const WORDS: ReadonlySet<string> = new Set(["day", "week", "month", "year"]);

/** The unit that a quantity is shown in: `number × size` is the value in base units. */
interface Shown {
  readonly size: Decimal;
  readonly prefix: string;
  /** What follows the number, for one and for many: ` user`, ` users/day`, `%`. */
  readonly one: string;
  readonly many: string;
  /** Whether large numbers take a letter, for lack of a larger unit. */
  readonly letters: boolean;
}

/** A share in hundredths; its digits are those of `percent`. */
const PERCENTAGE: Shown = { size: new Decimal("0.01"), prefix: "", one: "", many: "", letters: false };

/** A counted thing's plural. Entities are often called by a plural already: `FavoriteTweets`, `Metadata`. */
export function plural(label: string): string {
  return /([^siu]s|data|media)$/.test(label) ? label : (spellings(label).at(-1) ?? label);
}

/**
 * A quantity as shown in hints, hovers and diagrams, rounded: `166.67 requests/s`, `$200/month`, `6.2 GB (4.1 to 9.3)`
 * for a range, whose median comes first.
 */
export function format(of: Quantity, convention: Convention = "exact"): string {
  const { size, prefix, one, many, letters } = isPercentage(of) ? PERCENTAGE : shownUnit(of, convention);
  const median = isPercentage(of) ? percent(settled(of.value)) : digits(settled(of.value.div(size)), letters);
  const text = `${signed(prefix, median)}${median === "1" ? one : many}`;
  const range = endsOf(of, size, (value) => signed(prefix, digits(value, letters)));
  return range ? `${text} (${range})` : text;
}

/** The 90 % range of a quantity, `4.1 to 9.3 GB`, or undefined where it is certain. */
export function formatRange(of: Quantity, convention: Convention = "exact"): string | undefined {
  const { size, prefix, many, letters } = isPercentage(of) ? PERCENTAGE : shownUnit(of, convention);
  const range = endsOf(of, size, (value) => signed(prefix, digits(value, letters)));
  return range && `${range}${isPercentage(of) ? "%" : many}`;
}

/** The ends of a range to three digits: more would be a pretence. */
function endsOf(of: Quantity, size: Decimal, text: (value: Decimal) => string): string | undefined {
  const ends = summary(of);
  if (!ends) return undefined;
  const end = (value: number) => text(fromDouble(value).div(size).toSignificantDigits(3));
  return `${end(ends.p5)} to ${end(ends.p95)}`;
}

/** A quantity to all its digits, in base units: `12,710,000,000 B/month`; fifteen digits of what never ends. */
export function exact(of: Quantity, convention: Convention = "exact"): string {
  if (isPercentage(of)) return `${ending(settled(of.value).times(100))}%`;
  const base = shownUnit(of, convention, "base");
  const number = ending(settled(of.value.div(base.size)));
  return `${signed(base.prefix, number)}${number === "1" ? base.one : base.many}`;
}

/** The number and the unit in which a quantity is shown, apart: for JSON, and for rounding. */
export function shownAs(of: Quantity, convention: Convention = "exact"): { size: Decimal; unit: string } {
  if (isPercentage(of)) return { size: new Decimal("0.01"), unit: "%" };
  const { size, prefix, many } = shownUnit(of, convention);
  return { size, unit: `${prefix}${many}`.trim() };
}

/** The unit of a quantity's value as it stands, for JSON: `B`, `s`, `USD/s`, `requests/s`; empty for a plain number. */
export function baseUnit(of: Quantity): string {
  const names = new Map([
    ["information", "B"],
    ["time", "s"],
  ]);
  const above = [...side(of.dimensions, 1).map((name) => names.get(name) ?? name), ...side(of.labels, 1).map(plural)];
  const below = [...side(of.labels, -1), ...side(of.dimensions, -1).map((name) => names.get(name) ?? name)];
  return `${above.join("*") || (below.length ? "1" : "")}${below.map((name) => `/${name}`).join("")}`;
}

/** The unit that a quantity would be converted to, as the language writes it: `GB/month`, `1/s`; undefined if none. */
export function unitFor(of: Quantity): string | undefined {
  let { unit } = shownAs({ ...of, labels: of.dimensions.size ? of.labels : new Map() });
  for (const [code, sign] of CURRENCY_SIGNS) unit = unit.replace(sign, code);
  unit = unit.replaceAll(" ", "");
  if (unit.startsWith("/")) unit = `1${unit}`;
  return /^[\p{L}\d/]+$/u.test(unit) ? unit : undefined;
}

function isPercentage(of: Quantity): boolean {
  const { value, preference, dimensions, labels } = of;
  return preference.percent === true && dimensions.size === 0 && labels.size === 0 && value.abs().lt("1e6");
}

function signed(prefix: string, number: string): string {
  return number.startsWith("-") ? `-${prefix}${number.slice(1)}` : `${prefix}${number}`;
}

function ending(value: Decimal): string {
  if (value.isZero()) return "0";
  if (value.abs().lt("1e-9") || value.abs().gte("1e21"))
    return value.toSignificantDigits(15).toString().replace("e+", "e");
  return value.precision() <= 21 ? separated(value) : `${separated(value.toSignificantDigits(15))}…`;
}

/** `base` asks for the smallest unit of the numerator. */
function shownUnit(of: Quantity, convention: Convention, choice: "readable" | "base" = "readable"): Shown {
  if (of.preference.unit && choice === "readable") return chosenUnit(of, convention);
  const below = denominators(of, convention);
  const above = numerator(of, of.value.div(below.size), choice, convention);
  const suffix = (text: string) => `${text && !above.attached ? " " : ""}${text}${below.text}`;
  return {
    size: below.size.times(above.size),
    prefix: above.prefix,
    one: suffix(above.one),
    many: suffix(above.many),
    letters: above.letters && choice === "readable",
  };
}

/** The unit behind `in`, in which the quantity is shown whatever its size. */
function chosenUnit(of: Quantity, convention: Convention): Shown {
  const unit = of.preference.unit ?? [];
  const scale = scaleOf(unit, convention);
  const above = unit.filter(({ power }) => power === 1);
  const below = unit.filter(({ power }) => power === -1).map(({ name }) => `/${singular(name)}`);
  const money = above.length === 1 ? units.get(above[0]?.name ?? "") : undefined;
  const prefix = money?.dimension === "money" ? currencyPrefix(money.label ?? money.name) : "";
  const things = (count: "one" | "many") => (prefix ? "" : above.map(({ name }) => wordFor(name, count)).join("·"));
  const suffix = (text: string) => `${text ? " " : ""}${text}${below.join("")}`;
  const letters = above.every(
    ({ name }) => units.get(name)?.dimension !== "information" && units.get(name)?.dimension !== "time",
  );
  return { size: scale.size, prefix, one: suffix(things("one")), many: suffix(things("many")), letters };
}

function singular(name: string): string {
  const entry = units.get(name);
  if (entry?.per !== undefined) return name;
  return entry
    ? shownName(name)
    : (scaleOf([{ name, power: 1 }], "exact")
        .labels.keys()
        .next().value ?? name);
}

function wordFor(name: string, count: "one" | "many"): string {
  const word = singular(name);
  if (units.has(name) && !WORDS.has(word)) return word;
  return count === "one" ? word : plural(word);
}

function denominators(of: Quantity, convention: Convention): { size: Decimal; text: string } {
  let size = new Decimal(1);
  const dimension = (name: string): string => {
    const exponent = of.dimensions.get(name) ?? 0;
    if (exponent >= 0) return "";
    const unit = divisorUnit(of, name);
    size = size.times(scaleOf([{ name: unit, power: 1 }], convention).size.pow(exponent));
    return `/${CURRENCY_SIGNS.get(unit) ?? unit}${raisedTo(-exponent)}`;
  };
  // As people say it: requests per user per day.
  const amounts = [...of.dimensions.keys()].filter((name) => name !== "time").map(dimension);
  const things = side(of.labels, -1).map((label) => `/${label}${raisedTo(-(of.labels.get(label) ?? -1))}`);
  return { text: [...amounts, ...things, dimension("time")].join(""), size };
}

/** The unit in which a dimension is written where it is not the one that carries the magnitude. */
function divisorUnit(of: Quantity, dimension: string): string {
  if (dimension === "time") return of.preference.time ?? "s";
  if (dimension === "information") return of.preference.information ?? "GB";
  return dimension;
}

interface Above {
  readonly size: Decimal;
  readonly prefix: string;
  readonly one: string;
  readonly many: string;
  readonly letters: boolean;
  /** No space between the number and the unit. */
  readonly attached?: boolean;
}

function numerator(of: Quantity, value: Decimal, choice: "readable" | "base", convention: Convention): Above {
  const dimensions = [...of.dimensions].filter(([, exponent]) => exponent > 0);
  const [first] = dimensions;
  if (!first) return counted(of);
  const [name, exponent] = first;
  if (dimensions.length > 1 || exponent !== 1) {
    const text = dimensions.map(
      ([each, power]) => `${each === "time" ? "s" : each === "information" ? "B" : each}${raisedTo(power)}`,
    );
    return { size: new Decimal(1), prefix: "", one: text.join("·"), many: text.join("·"), letters: true };
  }
  if (isCurrency(name)) return { size: new Decimal(1), prefix: currencyPrefix(name), one: "", many: "", letters: true };
  const unit = choice === "base" ? (name === "time" ? "s" : "B") : readable(of, name, value, convention);
  return {
    size: sizeOf(unit, convention),
    prefix: "",
    one: unit,
    many: WORDS.has(unit) ? plural(unit) : unit,
    letters: false,
  };
}

/** Labels are shown where nothing but things is counted; `GB·writes` would only irritate. */
function counted(of: Quantity): Above {
  const things = [...of.labels].filter(([, exponent]) => exponent > 0);
  const attached = things.length === 0 && of.preference.times === true && of.dimensions.size === 0;
  if (attached) return { size: new Decimal(1), prefix: "", one: "x", many: "x", letters: true, attached };
  const text = (word: (label: string) => string) =>
    things.map(([label, exponent]) => `${word(label)}${raisedTo(exponent)}`).join("·");
  return { size: new Decimal(1), prefix: "", one: text((label) => label), many: text(plural), letters: true };
}

function currencyPrefix(code: string): string {
  return CURRENCY_SIGNS.get(code) ?? `${code} `;
}

/** The author's own unit while it leaves 1 to 999 before the point, otherwise the largest that leaves at least 1. */
function readable(of: Quantity, dimension: string, value: Decimal, convention: Convention): string {
  const own = dimension === "time" ? of.preference.time : of.preference.information;
  const number = (unit: string) => rounded(settled(value.div(sizeOf(unit, convention)))).abs();
  if (own !== undefined && number(own).gte(1) && number(own).lt(1000)) return own;
  const ladder = dimension === "time" ? TIMES : own?.endsWith("bit") ? BITS : own?.includes("i") ? BINARY_BYTES : BYTES;
  const base = dimension === "time" ? "s" : (ladder[0] ?? "B");
  if (value.isZero()) return own ?? base;
  const fitting = ladder.filter((unit) => number(unit).gte(1));
  return fitting.at(-1) ?? ladder[0] ?? base;
}

function sizeOf(unit: string, convention: Convention): Decimal {
  return scaleOf([{ name: unit, power: 1 }], convention).size;
}

const SUPERSCRIPTS = ["", "", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

function raisedTo(exponent: number): string {
  return SUPERSCRIPTS[exponent] ?? `^${exponent}`;
}
