/**
 * The units: information, time, money and counted things, with their size in the base unit of their dimension.
 * Base units: byte, second, the currency itself, one thing.
 */

export type Dimension = "information" | "time" | "money" | "count";

export interface UnitEntry {
  readonly name: string;
  readonly dimension: Dimension;
  /** How many base units one of these is, as an exact decimal literal (or a power of two). */
  readonly size: string;
  /** The counted thing or currency that it carries along as a label: `request` for `rps`, `USD` for `$`. */
  readonly label?: string;
  /** A rate in one word, `rps`: its dimension divided by time, `size` being the seconds of the divisor. */
  readonly per?: string;
  readonly doc: string;
}

const information = (name: string, size: string, doc: string): UnitEntry => ({
  name,
  dimension: "information",
  size,
  doc,
});
const time = (name: string, size: string, doc: string): UnitEntry => ({
  name,
  dimension: "time",
  size,
  doc,
});

/** Each spelling of a unit, as written: units are case-sensitive, counted things are not (see `countedThings`). */
const ENTRIES: readonly UnitEntry[] = [
  information("bit", "0.125", "One bit, an eighth of a byte"),
  information("bits", "0.125", "Bits, eight to a byte"),
  information("kbit", "125", "1,000 bits"),
  information("Kbit", "125", "1,000 bits"),
  information("Mbit", "125000", "1,000,000 bits"),
  information("Gbit", "125000000", "10⁹ bits"),
  information("Tbit", "125000000000", "10¹² bits"),
  information("Kb", "125", "1,000 bits (for bytes write `KB`)"),
  information("Mb", "125000", "1,000,000 bits (for bytes write `MB`)"),
  information("Gb", "125000000", "10⁹ bits (for bytes write `GB`)"),
  information("B", "1", "One byte"),
  information("byte", "1", "One byte"),
  information("bytes", "1", "Bytes"),
  information("KB", "1000", "1,000 bytes"),
  information("kB", "1000", "1,000 bytes"),
  information("MB", "1000000", "1,000,000 bytes"),
  information("GB", "1000000000", "10⁹ bytes"),
  information("TB", "1000000000000", "10¹² bytes"),
  information("PB", "1000000000000000", "10¹⁵ bytes"),
  information("EB", "1000000000000000000", "10¹⁸ bytes"),
  information("KiB", "1024", "1,024 bytes"),
  information("MiB", "1048576", "2²⁰ bytes"),
  information("GiB", "1073741824", "2³⁰ bytes"),
  information("TiB", "1099511627776", "2⁴⁰ bytes"),
  information("PiB", "1125899906842624", "2⁵⁰ bytes"),
  {
    name: "Kbps",
    dimension: "information",
    size: "125",
    per: "1",
    doc: "1,000 bits per second",
  },
  {
    name: "kbps",
    dimension: "information",
    size: "125",
    per: "1",
    doc: "1,000 bits per second",
  },
  {
    name: "Mbps",
    dimension: "information",
    size: "125000",
    per: "1",
    doc: "1,000,000 bits per second",
  },
  {
    name: "Gbps",
    dimension: "information",
    size: "125000000",
    per: "1",
    doc: "10⁹ bits per second",
  },
  {
    name: "Tbps",
    dimension: "information",
    size: "125000000000",
    per: "1",
    doc: "10¹² bits per second",
  },

  time("ns", "0.000000001", "A nanosecond"),
  time("us", "0.000001", "A microsecond"),
  time("µs", "0.000001", "A microsecond"),
  time("ms", "0.001", "A millisecond"),
  time("s", "1", "A second"),
  time("sec", "1", "A second"),
  time("second", "1", "A second"),
  time("seconds", "1", "Seconds"),
  time("min", "60", "A minute"),
  time("minute", "60", "A minute"),
  time("minutes", "60", "Minutes"),
  time("h", "3600", "An hour"),
  time("hour", "3600", "An hour"),
  time("hours", "3600", "Hours"),
  time("day", "86400", "A day: 86,400 s, or 100k s with `convention: envelope`"),
  time("days", "86400", "Days of 86,400 s, or 100k s with `convention: envelope`"),
  time("week", "604800", "Seven days"),
  time("weeks", "604800", "Weeks of seven days"),
  time("month", "2592000", "30 days, or 2.5M s with `convention: envelope`"),
  time("months", "2592000", "Months of 30 days, or of 2.5M s with `convention: envelope`"),
  time("year", "31536000", "365 days, or twelve months with `convention: envelope`"),
  time("years", "31536000", "Years of 365 days, or of twelve months with `convention: envelope`"),

  {
    name: "rps",
    dimension: "count",
    size: "1",
    label: "request",
    per: "1",
    doc: "Requests per second",
  },
  {
    name: "qps",
    dimension: "count",
    size: "1",
    label: "request",
    per: "1",
    doc: "Requests (queries) per second",
  },
  {
    name: "rpm",
    dimension: "count",
    size: "1",
    label: "request",
    per: "60",
    doc: "Requests per minute",
  },

  { name: "$", dimension: "money", size: "1", label: "USD", doc: "US dollars" },
  { name: "€", dimension: "money", size: "1", label: "EUR", doc: "Euros" },
  {
    name: "£",
    dimension: "money",
    size: "1",
    label: "GBP",
    doc: "Pounds sterling",
  },
  ...["USD", "EUR", "GBP", "JPY", "CNY", "INR", "CHF", "CAD", "AUD", "BRL", "KRW", "SEK", "NOK", "DKK", "PLN"].map(
    (code): UnitEntry => ({
      name: code,
      dimension: "money",
      size: "1",
      label: code,
      doc: `Money in ${code}`,
    }),
  ),

  { name: "x", dimension: "count", size: "1", doc: "Times: a factor" },
];

/** Every known spelling of a unit but the counted things. */
export const units: ReadonlyMap<string, UnitEntry> = new Map(ENTRIES.map((entry) => [entry.name, entry]));

/** Counted things: each spelling with the singular that serves as label. A design adds its own by `unit name`. */
export const countedThings: ReadonlyMap<string, string> = new Map(
  (
    [
      ["request", "requests", "req", "reqs", "query", "queries"],
      ["user", "users"],
      ["read", "reads"],
      ["write", "writes"],
      ["message", "messages", "msg", "msgs"],
      ["event", "events"],
      ["record", "records"],
      ["item", "items"],
      ["session", "sessions"],
      ["connection", "connections"],
      ["operation", "operations", "op", "ops"],
    ] as const
  ).flatMap((spellings) => spellings.map((spelling) => [spelling, spellings[0]] as const)),
);

/**
 * Whether a word is a unit without any declaration: a unit as written, or a counted thing in any case.
 */
export function isUnitName(name: string): boolean {
  return units.has(name) || countedThings.has(name.toLowerCase());
}

/** Seconds of the calendar units under `convention: envelope` (the notes: 100k s a day, 2.5M s a month). */
export const envelopeSeconds: ReadonlyMap<string, string> = new Map([
  ["day", "100000"],
  ["days", "100000"],
  ["week", "700000"],
  ["weeks", "700000"],
  ["month", "2500000"],
  ["months", "2500000"],
  ["year", "30000000"],
  ["years", "30000000"],
]);
