/** The data model as SQL: PostgreSQL's, in forms that SQLite reads too wherever both have one. */

import type { EntityElement, FieldElement, Key } from "../model/design.ts";
import { displayName } from "../model/design.ts";
import { type Column, columnsOf, linkOf } from "./columns.ts";
import { Names, oneLine, type Source } from "./source.ts";

/** Bytes of a name, beyond which PostgreSQL would cut it off, and take two for one. */
const LONGEST_NAME = 63;

interface TableColumn {
  readonly column: Column;
  readonly name: string;
}

interface Table {
  readonly entity: EntityElement;
  readonly name: string;
  readonly columns: readonly TableColumn[];
}

interface Reference {
  readonly table: Table;
  readonly field: FieldElement;
  readonly columns: readonly string[];
  readonly to: Table;
  readonly toColumns: readonly string[];
}

/**
 * `CREATE TABLE` of each entity, those first that others refer to; references in a circle are added at the end, by
 * `ALTER TABLE`, which SQLite lacks. Names keep their case, so they are quoted. An entity without fields, and a
 * reference to what is no key, become comments.
 */
export function sql(source: Source): string {
  const { design } = source.facts;
  const tables = tablesOf(source);
  const byEntity = new Map(tables.map((table) => [table.entity.key, table]));
  const references = tables.flatMap((table) => referencesOf(source, table, byEntity));
  const { ordered, late } = order(tables, references);
  const empty = design.all("entity").filter(({ key }) => !byEntity.has(key));
  const system = design.all("system")[0];
  const head = comment([
    `The data model of ${system ? displayName(system) : source.file}.`,
    "For PostgreSQL; SQLite reads it too, but for what stands under ALTER TABLE.",
    ...empty.map((entity) => `${entity.id || "An entity"} has no fields yet.`),
  ]);
  // SQLite has one space of names for tables and indexes.
  const indexNames = new Names(LONGEST_NAME);
  for (const { name } of tables) indexNames.take(name);
  const blocks = ordered.map((table) => {
    const own = references.filter((reference) => reference.table === table);
    return [createTable(source, table, own, late), ...indexes(table, indexNames)].join("\n\n");
  });
  return `${[head, ...blocks, ...[...late].map(addLater)].join("\n\n")}\n`;
}

function tablesOf({ facts }: Source): readonly Table[] {
  const { design, evaluation } = facts;
  const entities = design.all("entity").filter(({ fields }) => fields.some(({ name }) => name !== ""));
  const simple = new Map<string, number>();
  for (const { name } of entities) simple.set(name.toLowerCase(), (simple.get(name.toLowerCase()) ?? 0) + 1);
  const names = new Names(LONGEST_NAME);
  return entities.map((entity) => {
    const alone = entity.name !== "" && simple.get(entity.name.toLowerCase()) === 1;
    const columnNames = new Names(LONGEST_NAME);
    return {
      entity,
      name: names.take(alone ? entity.name : entity.id.replaceAll(".", "_") || "Entity"),
      columns: entity.fields
        .filter(({ name }) => name !== "")
        .flatMap((field) => columnsOf(evaluation, field))
        .map((column) => ({ column, name: columnNames.take(column.name) })),
    };
  });
}

function referencesOf({ facts }: Source, table: Table, byEntity: ReadonlyMap<Key, Table>): readonly Reference[] {
  return table.entity.fields.flatMap((field): readonly Reference[] => {
    const link = linkOf(facts.design, field);
    const to = byEntity.get(link?.entity.key ?? "");
    if (!link || !to || field.list) return [];
    const columns = columnsFor(table, field);
    const toColumns = link.fields.flatMap((key) => columnsFor(to, key));
    if (columns.length === 0 || !areComparable(columns, toColumns) || !isKey(to, link.fields)) return [];
    const [names, toNames] = [columns, toColumns].map((all) => all.map(({ name }) => name));
    return [{ table, field, columns: names ?? [], to, toColumns: toNames ?? [] }];
  });
}

function columnsFor(table: Table, field: FieldElement): readonly TableColumn[] {
  return table.columns.filter(({ column }) => column.field === field);
}

function namesFor(table: Table, field: FieldElement): readonly string[] {
  return columnsFor(table, field).map(({ name }) => name);
}

/** Whether a database compares columns with others. */
function areComparable(some: readonly TableColumn[], others: readonly TableColumn[]): boolean {
  const type = (of: TableColumn | undefined): string | undefined => {
    const name = of && typeName(of.column).replace(/\(.*/, "");
    return ALIKE.get(name ?? "") ?? name;
  };
  return some.length === others.length && some.every((one, index) => type(one) === type(others[index]));
}

/** Whether no two rows share these fields: databases refuse references to anything else. */
function isKey({ entity }: Table, fields: readonly FieldElement[]): boolean {
  const [only] = fields;
  if (fields.length === 1 && only?.modifiers.has("unique")) return true;
  const key = entity.fields.filter(({ modifiers }) => modifiers.has("pk"));
  return key.length > 0 && key.length === fields.length && fields.every((field) => key.includes(field));
}

/** Tables after those that they refer to, otherwise as in the text; references that close a circle come late. */
function order(
  tables: readonly Table[],
  references: readonly Reference[],
): { readonly ordered: readonly Table[]; readonly late: ReadonlySet<Reference> } {
  const ordered: Table[] = [];
  const late = new Set<Reference>();
  const state = new Map<Table, "open" | "done">();
  const byTable = new Map<Table, Reference[]>();
  for (const reference of references) {
    const known = byTable.get(reference.table);
    if (known) known.push(reference);
    else byTable.set(reference.table, [reference]);
  }
  // A stack of our own: a chain of thousands of entities must not exhaust the machine's.
  const visit = (first: Table): void => {
    const stack = [{ table: first, at: 0 }];
    state.set(first, "open");
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const reference = byTable.get(top.table)?.[top.at++];
      if (!reference) {
        state.set(top.table, "done");
        ordered.push(top.table);
        stack.pop();
      } else if (reference.to !== top.table) {
        if (state.get(reference.to) === "open") late.add(reference);
        else if (!state.has(reference.to)) {
          state.set(reference.to, "open");
          stack.push({ table: reference.to, at: 0 });
        }
      }
    }
  };
  for (const table of tables) if (!state.has(table)) visit(table);
  return { ordered, late };
}

function createTable(
  source: Source,
  table: Table,
  references: readonly Reference[],
  late: ReadonlySet<Reference>,
): string {
  const { entity, columns, name } = table;
  const key = columns.filter(({ column }) => column.field.modifiers.has("pk"));
  const parts = columns.map(({ column, name: columnName }) => {
    const { field } = column;
    const required = field.nullable && !field.modifiers.has("pk") ? "" : " NOT NULL";
    const unique = field.modifiers.has("unique") && namesFor(table, field).length === 1 ? " UNIQUE" : "";
    const text = `${quoted(columnName)} ${typeName(column)}${required}${unique}${check(column, columnName)}`;
    return { text, remark: remarkOf(source, field, references) };
  });
  const constraints = [
    ...(key.length > 0 ? [`PRIMARY KEY (${list(key.map((column) => column.name))})`] : []),
    ...composites(table),
    ...references.filter((reference) => !late.has(reference)).map(foreignKey),
  ].map((text) => ({ text, remark: "" }));
  const all = [...parts, ...constraints];
  const body = all.map(({ text, remark }, index) => {
    const comma = index < all.length - 1 ? "," : "";
    return `  ${text}${comma}${remark === "" ? "" : `  -- ${remark}`}`;
  });
  const title = [...(entity.title === undefined ? [] : [entity.title]), ...(entity.doc?.split("\n") ?? [])];
  const above = comment(title);
  return `${above === "" ? "" : `${above}\n`}CREATE TABLE ${quoted(name)} (\n${body.join("\n")}\n);`;
}

/** A unique reference to a key of several fields. */
function composites(table: Table): readonly string[] {
  return table.entity.fields.flatMap((field) => {
    const names = namesFor(table, field);
    return field.modifiers.has("unique") && names.length > 1 ? [`UNIQUE (${list(names)})`] : [];
  });
}

function foreignKey({ columns, to, toColumns }: Reference): string {
  return `FOREIGN KEY (${list(columns)}) REFERENCES ${quoted(to.name)} (${list(toColumns)})`;
}

function addLater(reference: Reference): string {
  return `ALTER TABLE ${quoted(reference.table.name)}\n  ADD ${foreignKey(reference)};`;
}

function indexes(table: Table, taken: Names): readonly string[] {
  return table.entity.fields.flatMap((field) => {
    const names = namesFor(table, field);
    if (!field.modifiers.has("index") || names.length === 0) return [];
    const index = quoted(taken.take(`${table.name}_${names.join("_")}_idx`));
    return [`CREATE INDEX ${index} ON ${quoted(table.name)} (${list(names)});`];
  });
}

/** Types that are compared as others are. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ["integer", "bigint"],
  ["real", "double precision"],
  ["varchar", "text"],
  ["char", "text"],
]);

const TYPES: ReadonlyMap<string, string> = new Map([
  ["char", "char(1)"],
  ["bool", "boolean"],
  ["boolean", "boolean"],
  ["int", "integer"],
  ["bigint", "bigint"],
  ["id", "bigint"],
  ["timestamp", "timestamptz"],
  ["date", "date"],
  ["double", "double precision"],
  ["float", "real"],
  ["decimal", "numeric"],
  ["latitude", "double precision"],
  ["longitude", "double precision"],
  ["uuid", "uuid"],
  ["ipv4", "inet"],
  ["ipv6", "inet"],
  ["enum", "text"],
  ["text", "text"],
  ["bytes", "bytea"],
  ["blob", "bytea"],
  ["json", "jsonb"],
]);

/** PostgreSQL's longest `varchar`. */
const LONGEST_STRING = 10_485_760;

function typeName({ type, length, field }: Column): string {
  if (field.list) return "jsonb";
  if (type === "string") return length !== undefined && length <= LONGEST_STRING ? `varchar(${length})` : "text";
  return TYPES.get(type ?? "") ?? "text";
}

function check({ type, words, field }: Column, name: string): string {
  if (type !== "enum" || words.length === 0 || field.list) return "";
  return ` CHECK (${quoted(name)} IN (${words.map(literal).join(", ")}))`;
}

function remarkOf({ facts }: Source, field: FieldElement, references: readonly Reference[]): string {
  const link = linkOf(facts.design, field);
  const loose = link && !references.some((reference) => reference.field === field);
  const marks = ["pii", "sensitive", "encrypted", "immutable"].filter((mark) => field.modifiers.has(mark));
  return oneLine(
    [
      field.title ?? "",
      ...(loose ? [`refers to ${link.entity.id}${field.list ? ", a list" : ", not by its key"}`] : []),
      ...marks,
    ]
      .filter((part) => part !== "")
      .join("; "),
  );
}

/** Lines as comments, whatever they hold. */
function comment(lines: readonly string[]): string {
  return lines
    .map(oneLine)
    .filter((line) => line !== "")
    .map((line) => `-- ${line}`)
    .join("\n");
}

function list(names: readonly string[]): string {
  return names.map(quoted).join(", ");
}

function quoted(name: string): string {
  return `"${oneLine(name).replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${oneLine(text).replaceAll("'", "''")}'`;
}
