/** The same amount in another unit, where it can be said exactly. */

import { Decimal } from "../../estimate/decimal.ts";
import { type Convention, scaleOf } from "../../estimate/unit.ts";
import { type UnitEntry, units } from "../../language/units.ts";
import { word } from "../../model/access.ts";
import type { Design } from "../../model/design.ts";
import type { NumberTerm, UnitFactor } from "../../syntax/tree.ts";
import { type Refactoring, refactoring, type Spot } from "./place.ts";

/** What each unit may be said in: one spelling of each size, in the plural behind a number. */
const LADDERS: Readonly<Partial<Record<UnitEntry["dimension"], readonly (readonly [one: string, many: string])[]>>> = {
  time: [
    ["ms", "ms"],
    ["s", "s"],
    ["min", "min"],
    ["h", "h"],
    ["day", "days"],
    ["month", "months"],
    ["year", "years"],
  ],
  information: [
    ["B", "B"],
    ["KB", "KB"],
    ["MB", "MB"],
    ["GB", "GB"],
    ["TB", "TB"],
    ["PB", "PB"],
  ],
};

const SCALES: readonly (readonly [letter: string, power: number])[] = [
  ["T", 12],
  ["B", 9],
  ["M", 6],
  ["k", 3],
  ["", 0],
];
/** More digits than these say the amount worse, not better. */
const MOST_DIGITS = 4;
const MOST_OFFERS = 3;

/** Says the number at the cursor in other units of time or information, exactly and in few digits. */
export function otherUnits(spot: Spot): readonly Refactoring[] {
  const { nodes, design, author, origin } = spot;
  const number = nodes.findLast((node): node is NumberTerm => node.type === "number");
  const factors = number?.unit?.factors;
  if (!number?.unit || !factors || number.percent) return [];
  const index = factors.findIndex(({ name }) => LADDERS[units.get(name)?.dimension ?? "count"] !== undefined);
  const factor = factors[index];
  const ladder = factor && LADDERS[units.get(factor.name)?.dimension ?? "count"];
  if (!factor || !ladder || factors.filter(({ power }) => power === 1).length > 1) return [];
  const convention = conventionOf(design);
  const amount = new Decimal(number.digits).times(new Decimal(10).pow(number.scale));
  const old = sizeOf(factor, convention);
  const offers = ladder.flatMap(([one, many]) => {
    const name = factor.power === 1 ? many : one;
    const other = sizeOf({ ...factor, name }, convention);
    if (other.equals(old)) return [];
    const value = factor.power === 1 ? amount.times(old).div(other) : amount.times(other).div(old);
    const digits = written(value, factor.power === -1);
    return digits === undefined ? [] : [{ name, digits, value }];
  });
  const near = offers.toSorted((a, b) => farFromOne(a.value) - farFromOne(b.value)).slice(0, MOST_OFFERS);
  const text = author.chunk(origin);
  return near.flatMap(({ name, digits }) => {
    const unit = unitText(text, number, factor, name);
    const said = `${number.currency ?? ""}${digits}${number.currency !== undefined && unit.startsWith("/") ? "" : " "}${unit}`;
    return refactoring(`Convert to \`${said}\``, "rewrite", [
      { origin, start: number.start, end: number.end, text: said },
    ]);
  });
}

function conventionOf(design: Design): Convention {
  const [system] = design.all("system");
  return system && word(design, system, "convention") === "envelope" ? "envelope" : "exact";
}

function sizeOf({ name }: UnitFactor, convention: Convention): Decimal {
  return scaleOf([{ name, power: 1 }], convention).size;
}

/** The unit as it is written, with one factor under another name. */
function unitText(text: string, number: NumberTerm, factor: UnitFactor, name: string): string {
  const { unit } = number;
  if (!unit) return "";
  const end = factor.end;
  return text.slice(unit.start, end - factor.name.length) + name + text.slice(end, unit.end);
}

/** An amount in few digits, with a scale letter where amounts are counted; undefined when it takes more. */
function written(value: Decimal, counted: boolean): string | undefined {
  if (!value.isFinite() || value.lte(0) || value.lt("0.01")) return undefined;
  for (const [letter, power] of counted ? SCALES : SCALES.slice(-1)) {
    const scaled = value.div(new Decimal(10).pow(power));
    if (letter !== "" && scaled.lt(1)) continue;
    const exact = scaled.toSignificantDigits(MOST_DIGITS);
    if (!exact.equals(scaled) || scaled.gte(1e6)) return undefined;
    return `${exact.toFixed()}${letter}`;
  }
  return undefined;
}

/** In orders of magnitude; from 1 to 1,000 all are as good. */
function farFromOne(value: Decimal): number {
  const magnitude = value.log(10).toNumber();
  return magnitude < 0 ? -magnitude : Math.max(0, magnitude - 3);
}
