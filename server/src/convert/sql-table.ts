/** The columns and constraints of a table. */

import { field, type SketchEntity, type SketchField } from "./sketch.ts";
import type { SqlCursor } from "./sql-cursor.ts";
import { enumOf, type ReadType, readType } from "./types.ts";

/** What is known while a schema is read. */
export interface Schema {
  /** Types that it declares, by their names in lower case. */
  readonly types: ReadonlyMap<string, ReadType>;
  /** An id for a table, whether it is declared already or not. */
  tableId(name: readonly string[]): string;
}

/** The words that end a type or a default: what may stand in a column's definition. */
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    "NOT NULL DEFAULT PRIMARY UNIQUE REFERENCES CHECK CONSTRAINT COLLATE GENERATED AS AUTO_INCREMENT AUTOINCREMENT IDENTITY " +
    "COMMENT ON CHARSET STORED VIRTUAL KEY ENCODE SPARSE ROWGUIDCOL INVISIBLE VISIBLE STORAGE COMPRESSION DEFERRABLE " +
    "INITIALLY ENABLE DISABLE MATCH PERSISTED"
  ).split(" "),
);

const isAttribute = (cursor: SqlCursor): boolean => {
  const token = cursor.peek();
  if (token?.type !== "word") return false;
  const word = token.text.toUpperCase();
  return ATTRIBUTES.has(word) || (word === "CHARACTER" && cursor.isWord("SET", 1));
};

/** Whether an item of a table is a constraint or an index, not a column. */
export function isConstraint(item: SqlCursor): boolean {
  const first = item.peek();
  if (first?.type !== "word") return false;
  const isNamedList = (from: number): boolean =>
    item.isSign("(", from) ||
    ((item.peek(from)?.type === "word" || item.peek(from)?.type === "name") && hasColumns(item, from + 1));
  switch (first.text.toUpperCase()) {
    case "CONSTRAINT":
      return item.peek(1) !== undefined;
    case "PRIMARY":
    case "FOREIGN":
      return item.isWord("KEY", 1);
    case "UNIQUE":
      return item.isWord("KEY", 1) || item.isWord("INDEX", 1) || isNamedList(1);
    case "CHECK":
      return item.isSign("(", 1);
    case "KEY":
    case "INDEX":
      return isNamedList(1);
    case "FULLTEXT":
    case "SPATIAL":
      return item.isWord("KEY", 1) || item.isWord("INDEX", 1) || isNamedList(1);
    case "EXCLUDE":
      return item.isWord("USING", 1) || item.isSign("(", 1);
    case "PERIOD":
      return item.isWord("FOR", 1);
    default:
      return false;
  }
}

/** `(a, b)`, not the length of a type, `(80)`. */
function hasColumns(item: SqlCursor, from: number): boolean {
  if (item.isWord("USING", from)) return true;
  return item.isSign("(", from) && item.peek(from + 1)?.type !== "number";
}

/** Reads a column's definition; undefined where none is. */
export function readColumn(item: SqlCursor, schema: Schema): SketchField | undefined {
  const first = item.peek();
  if (first?.type !== "word" && first?.type !== "name") return undefined;
  item.at++;
  const from = item.at;
  item.skipTo(isAttribute);
  const written = item.textFrom(from);
  const type =
    written === ""
      ? { type: "text", list: false, notes: [] }
      : readType(written.replace(/["`]|\[(?=[A-Za-z_])|(?<=[A-Za-z_])\]/g, ""), schema.types);
  const made = field(first.text, type.type);
  made.list = type.list;
  made.nullable = true;
  made.notes.push(...type.notes);
  if (/serial/i.test(written)) made.nullable = false;
  while (!item.done) readAttribute(item, made, schema);
  if (made.modifiers.has("pk")) made.nullable = false;
  return made;
}

function readAttribute(item: SqlCursor, made: SketchField, schema: Schema): void {
  const from = item.at;
  if (item.words("NOT", "NULL")) made.nullable = false;
  else if (item.words("NULL")) return;
  else if (item.words("CONSTRAINT")) item.name();
  else if (item.words("PRIMARY", "KEY")) {
    made.modifiers.add("pk");
    if (!item.words("ASC")) item.words("DESC");
  } else if (item.words("UNIQUE")) {
    item.words("KEY");
    made.modifiers.add("unique");
  } else if (item.words("REFERENCES")) {
    const name = item.name();
    const columns = item.list();
    if (name) refer(made, schema.tableId(name), columns?.[0]?.name()?.at(-1));
    note(made, actions(item));
  } else if (item.words("COMMENT")) {
    item.sign("=");
    if (item.peek()?.type === "text") made.title = item.peek()?.text ?? "";
    item.at++;
  } else if (item.words("COLLATE") || item.words("CHARACTER", "SET") || item.words("CHARSET")) {
    item.sign("=");
    item.name();
  } else if (item.words("CHECK")) {
    const words = enumWords(item, made.name);
    if (words) made.type = enumOf(words);
    else {
      item.list();
      note(made, item.textFrom(from));
    }
  } else {
    const isDefault = item.isWord("DEFAULT");
    item.at++;
    // The value may be a word that is an attribute elsewhere.
    if (isDefault && !item.isSign("(")) item.at++;
    // `GENERATED ALWAYS AS IDENTITY`, `ON UPDATE …`: up to what is something else.
    if (/^(?:GENERATED|ON|AS)$/i.test(item.textFrom(from))) item.skipTo(isOther);
    else item.skipTo(isAttribute);
    const text = item.textFrom(from);
    if (!/^(?:DEFAULT NULL|KEY)$/i.test(text)) note(made, text);
  }
}

function isOther(cursor: SqlCursor): boolean {
  return ["NOT", "NULL", "PRIMARY", "UNIQUE", "REFERENCES", "CHECK", "CONSTRAINT", "COMMENT", "DEFAULT"].some((word) =>
    cursor.isWord(word),
  );
}

function note({ notes }: { readonly notes: string[] }, text: string): void {
  if (text !== "") notes.push(text);
}

function refer(made: SketchField, entity: string, column: string | undefined): void {
  made.reference = { entity, ...(column === undefined ? {} : { field: column }) };
}

/** `ON DELETE CASCADE DEFERRABLE …`, but for what happens by itself. */
function actions(item: SqlCursor): string {
  const from = item.at;
  for (;;) {
    if (item.words("ON")) item.at += item.isWord("SET", 1) || item.isWord("NO", 1) ? 3 : 2;
    else if (item.words("MATCH")) item.at++;
    else if (
      !item.words("NOT", "DEFERRABLE") &&
      !item.words("DEFERRABLE") &&
      !item.words("INITIALLY", "DEFERRED") &&
      !item.words("INITIALLY", "IMMEDIATE")
    )
      break;
  }
  return item
    .textFrom(from)
    .replace(/ON (?:DELETE|UPDATE) NO ACTION/gi, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The texts of `(status IN ('a', 'b'))` or `(status = ANY (ARRAY['a'::text]))`; moves behind it where it is that. */
function enumWords(item: SqlCursor, column: string): readonly string[] | undefined {
  const begin = item.at;
  const [only, ...others] = item.list() ?? [];
  const end = item.at;
  item.at = begin;
  if (!only || others.length > 0) return undefined;
  const tokens = only.tokens.filter(({ type, text }) => type !== "sign" || !"()".includes(text));
  const [name, join, ...values] = tokens;
  if (name?.text.toLowerCase() !== column.toLowerCase() || name.type === "text") return undefined;
  // `status::text = ANY (…)`
  const rest = join?.text === ":" ? values.slice(2) : join ? [join, ...values] : [];
  const [operator, ...listed] = rest;
  const isList =
    operator?.text.toUpperCase() === "IN" || (operator?.text === "=" && listed[0]?.text.toUpperCase() === "ANY");
  if (!isList) return undefined;
  const words = listed.filter(({ type }) => type === "text").map(({ text }) => text);
  const allowed = /^(?:ANY|ARRAY|text|character|varying|varchar|[,[\]:])$/i;
  const fits = words.length > 0 && listed.every(({ type, text }) => type === "text" || allowed.test(text));
  if (!fits || words.some((word) => word.trim() === "")) return undefined;
  item.at = end;
  return words;
}

/** Reads a constraint or an index of a table. */
export function readConstraint(item: SqlCursor, entity: SketchEntity, schema: Schema): void {
  if (item.words("CONSTRAINT")) if (!startsConstraint(item)) item.name();
  const from = item.at;
  const whole = (): void => {
    item.at = from;
    note(entity, item.rest());
  };
  const find = (name: string | undefined): SketchField | undefined =>
    entity.fields.find((one) => one.name.toLowerCase() === name?.toLowerCase());
  if (item.words("PRIMARY", "KEY")) {
    item.skipTo((at) => at.isSign("("));
    const columns = columnsOf(item);
    for (const one of columns.map(find)) {
      one?.modifiers.add("pk");
      if (one) one.nullable = false;
    }
  } else if (item.words("FOREIGN", "KEY")) {
    if (!item.isSign("(")) item.name();
    const columns = columnsOf(item).map(find);
    const target = item.words("REFERENCES") ? item.name() : undefined;
    if (!target || columns.some((one) => one === undefined)) return whole();
    const targets = columnsOf(item);
    const said = actions(item);
    for (const [index, one] of columns.entries()) {
      if (!one) continue;
      refer(one, schema.tableId(target), targets[index]);
      note(one, said);
    }
  } else if (item.words("CHECK")) {
    const column = item.isSign("(")
      ? item.tokens.slice(item.at).find(({ type }) => type === "word" || type === "name")?.text
      : undefined;
    const one = find(column);
    const words = one && enumWords(item, one.name);
    if (one && words) one.type = enumOf(words);
    else whole();
  } else if (item.isWord("EXCLUDE") || item.isWord("PERIOD")) whole();
  else {
    const unique = item.words("UNIQUE");
    item.skipTo((at) => at.isSign("("));
    indexOn(entity, item, unique, () => whole());
  }
}

function startsConstraint(item: SqlCursor): boolean {
  return (
    (item.isWord("PRIMARY") && item.isWord("KEY", 1)) ||
    (item.isWord("FOREIGN") && item.isWord("KEY", 1)) ||
    (item.isWord("CHECK") && item.isSign("(", 1)) ||
    (item.isWord("UNIQUE") && item.isSign("(", 1))
  );
}

/** Marks the columns of an index that begins with its list; `otherwise` where the language cannot say it. */
export function indexOn(entity: SketchEntity, item: SqlCursor, unique: boolean, otherwise: () => void): void {
  const columns = columnsOf(item);
  const [first] = columns;
  const one = entity.fields.find(({ name }) => name.toLowerCase() === first?.toLowerCase());
  const partial = item.isWord("WHERE");
  if (!one) return otherwise();
  if (columns.length === 1 && !partial) {
    one.modifiers.add(unique ? "unique" : "index");
    return;
  }
  if (!unique) one.modifiers.add("index");
  otherwise();
}

/** The names in a list of columns, without lengths, orders and expressions. */
function columnsOf(item: SqlCursor): readonly string[] {
  return (item.list() ?? []).flatMap((one) => {
    const token = one.peek();
    const isCall = one.isSign("(", 1) && one.peek(2)?.type !== "number";
    return token && (token.type === "word" || token.type === "name") && !isCall ? [token.text] : [""];
  });
}
