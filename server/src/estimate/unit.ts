/** Units as written, in base units: byte, second, the currency itself, one thing. */

import { countedThings, envelopeSeconds, type UnitEntry, units } from "../language/units.ts";
import { Decimal } from "./decimal.ts";
import { combined, type Exponents, NONE } from "./dimension.ts";

/** How long days and months are: `envelope` counts 100k s a day and 2.5M s a month, as the notes advise. */
export type Convention = "exact" | "envelope";

export interface Factor {
  readonly name: string;
  readonly power: 1 | -1;
}

/** How a quantity is to be shown. */
export interface Preference {
  /** The unit behind `in`. */
  readonly unit?: readonly Factor[];
  /** The author's units of time and information: `month`, `KB`. */
  readonly time?: string;
  readonly information?: string;
  readonly percent?: boolean;
  /** As a factor, `20x`. */
  readonly times?: boolean;
}

/** What one of a unit is. */
export interface Scale {
  readonly size: Decimal;
  readonly dimensions: Exponents;
  readonly labels: Exponents;
  readonly preference: Preference;
}

/** Labels of counted things that a design declares, as its linked expressions resolve them. */
export type Labels = ReadonlyMap<string, string>;

const ONE = new Decimal(1);
const NO_LABELS: Labels = new Map();

/**
 * The scale of a unit. A word that is neither a unit nor a label counts as a label of its own: linking has reported it,
 * and the number in front of it is still worth something.
 */
export function scaleOf(factors: readonly Factor[], convention: Convention, own: Labels = NO_LABELS): Scale {
  let size = ONE;
  let dimensions = NONE;
  let labels = NONE;
  let preference: Preference = {};
  for (const { name, power } of factors) {
    const entry = units.get(name);
    if (!entry) {
      labels = combined(labels, new Map([[labelFor(name, own), 1]]), power);
      continue;
    }
    const one = sizeOf(entry, convention);
    size = power === 1 ? size.times(one) : size.div(one);
    dimensions = combined(dimensions, dimensionsOf(entry), power);
    if (entry.label !== undefined && entry.dimension === "count") {
      labels = combined(labels, new Map([[entry.label, 1]]), power);
    }
    preference = factors.length === 1 ? preferenceOf(entry) : merged(preference, preferenceOf(entry));
  }
  return { size, dimensions, labels, preference };
}

function labelFor(name: string, own: Labels): string {
  return own.get(name) ?? countedThings.get(name.toLowerCase()) ?? name.toLowerCase();
}

/** The label of what an entity's or an actor's name counts: `Ticket` → `ticket`. */
export function labelOfName(name: string): string {
  return labelFor(name, NO_LABELS);
}

function sizeOf(entry: UnitEntry, convention: Convention): Decimal {
  const envelope = convention === "envelope" ? envelopeSeconds.get(entry.name) : undefined;
  const size = new Decimal(envelope ?? entry.size);
  return entry.per === undefined ? size : size.div(entry.per);
}

function dimensionsOf(entry: UnitEntry): Exponents {
  const result = new Map<string, number>();
  if (entry.dimension === "money") result.set(entry.label ?? entry.name, 1);
  else if (entry.dimension !== "count") result.set(entry.dimension, 1);
  if (entry.per !== undefined) result.set("time", -1);
  return result;
}

/** The calendar units as they are shown, by each spelling; other units are shown as they are written. */
const SHOWN: ReadonlyMap<string, string> = new Map([
  ["sec", "s"],
  ["second", "s"],
  ["seconds", "s"],
  ["us", "µs"],
  ["minute", "min"],
  ["minutes", "min"],
  ["hour", "h"],
  ["hours", "h"],
  ["days", "day"],
  ["weeks", "week"],
  ["months", "month"],
  ["years", "year"],
  ["kB", "KB"],
  ["byte", "B"],
  ["bytes", "B"],
  ["bits", "bit"],
  ["Kbit", "kbit"],
  ["Kb", "kbit"],
  ["Mb", "Mbit"],
  ["Gb", "Gbit"],
  ["kbps", "kbit"],
  ["Kbps", "kbit"],
  ["Mbps", "Mbit"],
  ["Gbps", "Gbit"],
  ["Tbps", "Tbit"],
]);

/** The spelling of a unit in what is shown. */
export function shownName(name: string): string {
  return SHOWN.get(name) ?? name;
}

function preferenceOf(entry: UnitEntry): Preference {
  if (entry.name === "x") return { times: true };
  const time = entry.per === undefined ? undefined : entry.per === "60" ? "min" : "s";
  if (entry.dimension === "time") return { time: shownName(entry.name) };
  return {
    ...(entry.dimension === "information" ? { information: shownName(entry.name) } : {}),
    ...(time === undefined ? {} : { time }),
  };
}

/** The units of two quantities in their product: the left one's where both have a say. */
export function merged(left: Preference, right: Preference): Preference {
  const time = left.time ?? right.time;
  const information = left.information ?? right.information;
  return {
    ...(time === undefined ? {} : { time }),
    ...(information === undefined ? {} : { information }),
    ...(left.times === true && right.times === true ? { times: true } : {}),
    ...(left.percent === true && right.percent === true ? { percent: true } : {}),
  };
}
