/** The types of fields and their sizes in bytes, from the notes. */

export interface FieldTypeEntry {
  readonly name: string;
  readonly doc: string;
  /** Bytes; absent where an argument states the size. */
  readonly size?: number;
  /** What the argument in parentheses means: `string(n)` has 2n bytes, `bytes(n)` n, `blob(200 KB)` as stated. */
  readonly argument?: "characters" | "bytes" | "size" | "words";
}

const ENTRIES: readonly FieldTypeEntry[] = [
  { name: "char", size: 2, doc: "One character, 2 bytes" },
  { name: "bool", size: 1, doc: "True or false, 1 byte" },
  { name: "boolean", size: 1, doc: "True or false, 1 byte" },
  { name: "int", size: 4, doc: "A whole number, 4 bytes" },
  { name: "bigint", size: 8, doc: "A large whole number, 8 bytes" },
  { name: "id", size: 8, doc: "A numeric key, 8 bytes" },
  { name: "timestamp", size: 8, doc: "A moment in time, 8 bytes" },
  { name: "date", size: 4, doc: "A day, 4 bytes" },
  { name: "double", size: 8, doc: "A floating-point number, 8 bytes" },
  { name: "float", size: 4, doc: "A floating-point number, 4 bytes" },
  { name: "decimal", size: 16, doc: "An exact decimal, 16 bytes" },
  { name: "latitude", size: 8, doc: "A latitude, 8 bytes" },
  { name: "longitude", size: 8, doc: "A longitude, 8 bytes" },
  { name: "uuid", size: 16, doc: "A universally unique identifier, 16 bytes" },
  { name: "ipv4", size: 4, doc: "An IPv4 address, 4 bytes" },
  { name: "ipv6", size: 16, doc: "An IPv6 address, 16 bytes" },
  {
    name: "enum",
    size: 1,
    argument: "words",
    doc: "One of some words, 1 byte",
  },
  {
    name: "string",
    argument: "characters",
    doc: "Text of up to n characters, 2n bytes",
  },
  { name: "bytes", argument: "bytes", doc: "n bytes" },
  { name: "text", argument: "size", doc: "Long text of the stated size" },
  { name: "blob", argument: "size", doc: "Binary data of the stated size" },
  { name: "json", argument: "size", doc: "A JSON document of the stated size" },
];

/** Each field type by its name. */
export const fieldTypes: ReadonlyMap<string, FieldTypeEntry> = new Map(ENTRIES.map((entry) => [entry.name, entry]));

/** What may stand in a field's brackets. */
export const modifiers: ReadonlyMap<string, string> = new Map([
  ["pk", "Part of the entity's key"],
  ["unique", "No two records share its value"],
  ["index", "Has an index of its own"],
  ["pii", "Personal data: identifies a person"],
  ["sensitive", "Must not leak: health, money, secrets"],
  ["encrypted", "Encrypted in the field itself"],
  ["immutable", "Never changes once written"],
]);
