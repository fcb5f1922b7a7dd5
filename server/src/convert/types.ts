/** Types of other notations in the language's words. */

import { fieldTypes } from "../language/field-types.ts";
import { oneLine, quoted } from "./words.ts";

export interface ReadType {
  /** As it is written in a field: `string(80)`, `enum(a, b)`. */
  readonly type: string;
  readonly list: boolean;
  /** What of the type the language cannot say. */
  readonly notes: readonly string[];
}

/** Each type of SQL databases and of class diagrams, by its name in lower case. `(n)`: its length is carried over. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "bool(n)": "bit",
    bool: "bool boolean",
    "char(n)": "char nchar bpchar character",
    "string(n)":
      "varchar nvarchar varchar2 nvarchar2 character|varying national|varchar national|character|varying char|varying string str objectid",
    text: "text citext tinytext mediumtext longtext ntext clob nclob tsvector xml markdown unknown",
    int: "int integer int2 int4 smallint mediumint tinyint serial smallserial serial4 year short int32 uint int16",
    bigint: "bigint int8 bigserial serial8 long int64 uint64 interval rowid hugeint",
    decimal: "decimal numeric number money smallmoney dec fixed bigdecimal currency",
    float: "float float4 real single binary_float",
    double: "double double|precision float8 binary_double float64",
    date: "date",
    timestamp:
      "timestamp timestamptz datetime datetime2 smalldatetime datetimeoffset time timetz instant zoneddatetime localdatetime",
    uuid: "uuid uniqueidentifier guid",
    id: "id",
    "bytes(n)": "binary varbinary raw bit|varying varbit bytes",
    blob: "blob bytea tinyblob mediumblob longblob image file bfile",
    json: "json jsonb hstore variant object map document super",
    ipv6: "inet cidr inet6",
    ipv4: "inet4",
  }).flatMap(([type, names]) => names.split(" ").map((name) => [name.replaceAll("|", " "), type] as const)),
);

/** What stands behind a type without changing what it is for the language. */
const TRAILING = /\s+(?:unsigned|signed|zerofill|binary|with(?:out)? (?:local )?time zone)\b/gi;
/** Beyond these a size says "as long as you like". */
const LONGEST_STRING = 1_000_000;

/**
 * Reads a type such as `VARCHAR(80)`, `int[]`, `timestamp with time zone`, `enum('a','b')`, `string(80)`.
 *
 * @param own what the author has declared: `CREATE TYPE mood AS ENUM …`, by the name in lower case.
 */
export function readType(written: string, own: ReadonlyMap<string, ReadType> = new Map()): ReadType {
  const text = oneLine(written);
  const list = /\[\s*\d*\s*\]$|\s+array(?:\s*\[\s*\d*\s*\])?$/i.test(text);
  const bare = list ? text.replace(/(?:\s*\[\s*\d*\s*\])+$|\s+array(?:\s*\[\s*\d*\s*\])?$/i, "") : text;
  const read = readOne(bare, own);
  return list ? { ...read, list: true } : read;
}

function readOne(text: string, own: ReadonlyMap<string, ReadType>): ReadType {
  const match = /^([^(]*)(?:\(([\s\S]*)\)([^)]*))?$/.exec(text);
  const full = `${match?.[1] ?? text} ${match?.[3] ?? ""}`.trim();
  const argument = match?.[2]?.trim();
  const name = ` ${full}`.replace(TRAILING, "").trim().toLowerCase().replace(/\s+/g, " ");
  const declared = own.get(name) ?? own.get(name.replace(/^.*\./, ""));
  if (declared) return declared;
  if ((name === "enum" || name === "set") && argument !== undefined) {
    const words = readWords(argument);
    if (words.length > 0) return { type: enumOf(words), list: name === "set", notes: [] };
  }
  const extra = argument === undefined ? [] : [text];
  if (name === "tinyint" && argument === "1") return { type: "bool", list: false, notes: [] };
  const known = TYPES.get(name.replace(/^.*\./, ""));
  const size = /^(\d{1,9})(?:\s+(?:char|byte))?$/i.exec(argument ?? "")?.[1];
  if (known === undefined) return unknown(text, name, argument);
  if (!known.endsWith("(n)")) {
    // An `int(11)` is as wide as any, a `text(2 KB)` is our own.
    if (fieldTypes.get(known)?.argument === "size" && /^\d+(?:\.\d+)? ?[kKMGT]?B$/.test(argument ?? ""))
      return plain(text);
    const says = known === "decimal" || size === undefined;
    return { type: known, list: false, notes: says ? extra : [] };
  }
  const base = known.slice(0, -3);
  if (base === "string" && /^max$/i.test(argument ?? "")) return plain("text");
  if (size === undefined) return { type: base === "bytes" ? "blob" : base, list: false, notes: extra };
  const amount = Number(size);
  if (base === "bool") return amount === 1 ? plain("bool") : plain(`bytes(${Math.ceil(amount / 8)})`);
  if (base === "char") return plain(amount === 1 ? "char" : `string(${amount})`);
  if (base === "string" && amount > LONGEST_STRING) return { type: "text", list: false, notes: extra };
  return amount === 0
    ? { type: base === "bytes" ? "blob" : base, list: false, notes: extra }
    : plain(`${base}(${amount})`);
}

const plain = (type: string): ReadType => ({ type, list: false, notes: [] });

/** A type of the language itself as it is; anything else becomes bytes, with its name beside it. */
function unknown(text: string, name: string, argument: string | undefined): ReadType {
  if (argument === undefined && fieldTypes.has(name)) return plain(name);
  if (name === "") return plain("text");
  return { type: "blob", list: false, notes: [text] };
}

/** `'a', 'it''s', "b"`, or bare words. */
function readWords(list: string): readonly string[] {
  const words: string[] = [];
  for (const match of list.matchAll(/'((?:[^']|'')*)'|"((?:[^"]|"")*)"|([^\s,'"()]+)/g)) {
    const word = oneLine(match[1]?.replaceAll("''", "'") ?? match[2]?.replaceAll('""', '"') ?? match[3] ?? "");
    if (word !== "") words.push(word);
  }
  return words;
}

/** `enum(a, "in progress")` */
export function enumOf(words: readonly string[]): string {
  const written = [...new Set(words)].map((word) =>
    /^[A-Za-z_]\w*$/.test(word) && !OPERATORS.has(word) ? word : quoted(word),
  );
  return `enum(${written.join(", ")})`;
}

/** Words that join others in an expression. */
const OPERATORS: ReadonlySet<string> = new Set(["to", "of", "in", "for"]);
