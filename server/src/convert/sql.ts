/** Reads the tables of an SQL schema: PostgreSQL's, MySQL's, SQLite's, SQL Server's. */

import { Sketch, type SketchEntity } from "./sketch.ts";
import { SqlCursor } from "./sql-cursor.ts";
import { splitStatements } from "./sql-statements.ts";
import { indexOn, isConstraint, readColumn, readConstraint, type Schema } from "./sql-table.ts";
import { type SqlToken, sqlTokens } from "./sql-tokens.ts";
import { type ReadType, readType } from "./types.ts";
import { oneLine } from "./words.ts";

const TABLE =
  /\bcreate\s+(?:or\s+replace\s+)?(?:(?:global|local|temporary|temp|unlogged|external|foreign)\s+)*table\s+(?:if\s+not\s+exists\s+)?(?:[\w.$#\u0080-\uffff]|"[^"]*"|`[^`]*`|\[[^\]]*\])+\s*\(\s*["`[\w\u0080-\uffff]/i;
const STATEMENT =
  /^(?:alter|begin|comment|connect|create|delimiter|do|drop|go|grant|if|insert|lock|pragma|print|select|set|start|truncate|use)\b|^\\/i;

/** Whether a text, behind its comments, is a schema. */
export const SQL = { test: (text: string): boolean => STATEMENT.test(text) && TABLE.test(text) };

/** Statements that say nothing about the data model. */
const NOISE =
  /^(?:ALTER .* OWNER TO|ALTER (?:SEQUENCE|DATABASE|SCHEMA|ROLE)|BEGIN|COMMIT|COPY|CREATE (?:DATABASE|EXTENSION|SCHEMA|SEQUENCE|ROLE|USER)|DELIMITER|DROP|GO|GRANT|INSERT|LOCK|PRAGMA|PRINT|REPLACE|REVOKE|ROLLBACK|SELECT|SET|START|TRUNCATE|UNLOCK|UPDATE|DELETE|USE|VACUUM|ANALYZE)\b/i;
/** What tools write above a table. */
const BANNER = /^(?:\d{5} |Name: .*; Type: |Table structure for|Dumping data|Table: |-+$|=+$|\*+$)/i;

export function readSql(text: string): Sketch {
  return new SqlReader(text).read();
}

class SqlReader implements Schema {
  readonly #text: string;
  readonly #sketch = new Sketch();
  readonly types = new Map<string, ReadType>();
  readonly #left = new Map<string, number>();
  readonly #schemas = new Map<string, string>();

  constructor(text: string) {
    this.#text = text;
  }

  read(): Sketch {
    const statements = splitStatements(sqlTokens(this.#text));
    const others = statements.filter((tokens) => !this.#declareType(new SqlCursor(this.#text, tokens)));
    for (const tokens of others) this.#statement(tokens);
    if (this.#left.size > 0) {
      const list = [...this.#left].map(([words, count]) => (count === 1 ? words : `${count} × ${words}`));
      this.#sketch.leftovers.push(`Left out: ${list.join(", ")}`);
    }
    return this.#grouped();
  }

  tableId(name: readonly string[]): string {
    const [table = "", schema = ""] = [...name].reverse();
    const plain = /^(?:public|dbo|main)$/i.test(schema) ? "" : schema;
    return (plain === "" ? table : `${plain}.${table}`).toLowerCase();
  }

  /** `CREATE TYPE mood AS ENUM ('sad', 'ok')`, `CREATE DOMAIN email AS citext` */
  #declareType(at: SqlCursor): boolean {
    if (!at.words("CREATE")) return false;
    const isEnum = at.words("TYPE");
    if (!isEnum && !at.words("DOMAIN")) return false;
    const name = at.name()?.at(-1)?.toLowerCase();
    at.words("AS");
    if (name === undefined || (isEnum && !at.isWord("ENUM"))) return false;
    const from = at.at;
    at.skipTo((cursor) =>
      ["DEFAULT", "NOT", "NULL", "CHECK", "CONSTRAINT", "COLLATE"].some((word) => cursor.isWord(word)),
    );
    const type = readType(at.textFrom(from), this.types);
    const rest = at.rest();
    this.types.set(name, rest === "" ? type : { ...type, notes: [...type.notes, rest] });
    return true;
  }

  #statement(tokens: readonly SqlToken[]): void {
    const at = new SqlCursor(this.#text, tokens);
    const first = at.peek();
    if (!first) {
      for (const { text } of tokens) this.#remark(text);
      return;
    }
    if (at.words("CREATE")) {
      at.words("OR", "REPLACE");
      while (
        ["GLOBAL", "LOCAL", "TEMPORARY", "TEMP", "UNLOGGED", "EXTERNAL", "FOREIGN"].some((word) => at.words(word))
      );
      if (at.words("TABLE")) return this.#table(at, tokens);
      const unique = at.words("UNIQUE");
      while (["CLUSTERED", "NONCLUSTERED", "FULLTEXT", "SPATIAL", "BITMAP"].some((word) => at.words(word)));
      if (at.words("INDEX") && this.#index(at, unique)) return;
    } else if (at.words("ALTER", "TABLE") && this.#alter(at)) return;
    else if (at.words("COMMENT", "ON") && this.#comment(at)) return;
    at.at = 0;
    this.#leave(at, tokens);
  }

  /** What is not a part of a data model is counted, anything else kept. */
  #leave(at: SqlCursor, tokens: readonly SqlToken[]): void {
    for (const { type, text } of tokens) if (type === "comment") this.#remark(text);
    const text = at.rest();
    const words =
      /^\\?\w+(?: (?:TABLE|SEQUENCE|EXTENSION|DATABASE|SCHEMA|INTO|ROLE|USER)\b)?/i.exec(text)?.[0] ??
      text.slice(0, 20);
    if (NOISE.test(text) || text.startsWith("\\")) {
      const key = words.toUpperCase();
      this.#left.set(key, (this.#left.get(key) ?? 0) + 1);
    } else this.#sketch.leftovers.push(text.length > LONGEST_LEFT ? `${text.slice(0, LONGEST_LEFT)} …` : text);
  }

  #remark(text: string): void {
    const plain = oneLine(text.replace(/^[-*=\s]+|[-*=\s]+$/g, ""));
    if (plain !== "" && !BANNER.test(plain)) this.#sketch.comment(plain);
  }

  #table(at: SqlCursor, tokens: readonly SqlToken[]): void {
    at.words("IF", "NOT", "EXISTS");
    const name = at.name();
    const items = at.list();
    if (!name || !items) {
      at.at = 0;
      return this.#leave(at, tokens);
    }
    const above = this.#above(tokens);
    const id = this.tableId(name);
    const [label = id, schema = ""] = [...name].reverse();
    if (this.#sketch.entities.has(id)) return this.#leave(new SqlCursor(this.#text, tokens), tokens);
    const entity = this.#sketch.entity(id, label);
    this.#schemas.set(id, schema);
    if (above !== undefined) entity.title = above;
    const constraints = items.filter(isConstraint);
    const remarks = commentsOf(tokens);
    for (const item of items) {
      if (constraints.includes(item)) continue;
      const begin = item.peek()?.line ?? -1;
      const end = item.tokens.at(-1)?.lastLine ?? begin;
      if (item.words("LIKE")) entity.notes.push(`like ${item.rest()}`);
      const made = readColumn(item, this);
      if (!made) continue;
      entity.fields.push(made);
      this.#describe(made, remarks, begin, end);
    }
    for (const item of constraints) readConstraint(item, entity, this);
    for (const text of remarks.values()) entity.notes.push(text);
    this.#options(at, entity);
  }

  /** The comments of a column: on its line, or on those above it. */
  #describe(made: SketchEntity["fields"][number], remarks: Map<number, string>, begin: number, end: number): void {
    const lines: number[] = [];
    for (let line = begin - 1; remarks.has(line); line--) lines.unshift(line);
    lines.push(end);
    const said = lines.flatMap((line) => {
      const text = remarks.get(line);
      remarks.delete(line);
      return text?.split(/;\s*/) ?? [];
    });
    for (const part of said) {
      if (MARKS.has(part)) made.modifiers.add(part);
      else if (made.title === undefined && part.length <= LONGEST_TITLE) made.title = part;
      else made.notes.push(part);
    }
  }

  /** The comment right above a table, as its title; what else stands there is kept as it is. */
  #above(tokens: readonly SqlToken[]): string | undefined {
    const index = tokens.findIndex(({ type }) => type !== "comment");
    const before = tokens.slice(0, Math.max(0, index));
    let line = tokens[index]?.line ?? 0;
    const block: string[] = [];
    for (let at = before.length - 1; at >= 0; at--) {
      const token = before[at];
      if (!token || token.lastLine !== line - 1) break;
      line = token.line;
      block.unshift(...token.text.split(/\r\n|\n|\r/));
      before.length = at;
    }
    for (const { text } of before) this.#remark(text);
    // A frame around it is a heading of what follows, not of the table alone.
    const framed = block.some((text) => /^[\s*=#-]{3,}$/.test(text));
    const lines = block
      .map((text) => oneLine(text.replace(/^[-*=\s]+|[-*=\s]+$/g, "")))
      .filter((text) => text !== "" && !BANNER.test(text));
    const [title, ...others] = lines;
    if (title === undefined || framed || title.length > LONGEST_TITLE) {
      for (const text of lines) this.#sketch.comment(text);
      return undefined;
    }
    for (const text of others) this.#sketch.comment(text);
    return title;
  }

  #options(at: SqlCursor, entity: SketchEntity): void {
    const from = at.at;
    for (; !at.done; at.at++) {
      if (at.isWord("COMMENT")) {
        const text = at.isSign("=", 1) ? at.peek(2) : at.peek(1);
        if (text?.type === "text" && text.text.trim() !== "") entity.title = text.text;
      } else if (["PARTITION", "INHERITS", "AS"].some((word) => at.isWord(word))) {
        entity.notes.push(at.rest());
        return;
      }
    }
    at.at = Math.max(from, at.at);
  }

  #index(at: SqlCursor, unique: boolean): boolean {
    at.words("CONCURRENTLY");
    at.words("IF", "NOT", "EXISTS");
    if (!at.isWord("ON")) at.name();
    if (!at.words("ON")) return false;
    at.words("ONLY");
    const entity = this.#entity(at.name());
    if (!entity) return false;
    at.skipTo((cursor) => cursor.isSign("("));
    const from = at.at;
    indexOn(entity, at, unique, () => {
      at.at = from;
      entity.notes.push(`${unique ? "unique " : ""}index ${at.rest()}`);
    });
    return true;
  }

  #alter(at: SqlCursor): boolean {
    at.words("IF", "EXISTS");
    at.words("ONLY");
    const entity = this.#entity(at.name());
    if (!entity) return false;
    let known = false;
    for (const action of at.items()) known = this.#action(entity, action) || known;
    return known;
  }

  #action(entity: SketchEntity, action: SqlCursor): boolean {
    if (action.words("WITH", "CHECK") || action.words("WITH", "NOCHECK")) return this.#action(entity, action);
    if (!action.words("ADD")) {
      const text = action.rest();
      const isDefault = /^ALTER COLUMN .* (?:SET DEFAULT nextval|ADD GENERATED)/i.test(text);
      const known = isDefault || /^(?:OWNER TO|MODIFY|CHECK CONSTRAINT|ENABLE|DISABLE|REPLICA|CLUSTER)\b/i.test(text);
      if (!known) entity.notes.push(text);
      return true;
    }
    if (isConstraint(action)) readConstraint(action, entity, this);
    else {
      action.words("COLUMN");
      action.words("IF", "NOT", "EXISTS");
      const made = readColumn(action, this);
      if (made) entity.fields.push(made);
    }
    return true;
  }

  /** `COMMENT ON TABLE t IS '…'`, `COMMENT ON COLUMN t.c IS '…'` */
  #comment(at: SqlCursor): boolean {
    const ofColumn = at.words("COLUMN");
    if (!ofColumn && !at.words("TABLE")) return false;
    const name = at.name() ?? [];
    const entity = this.#entity(ofColumn ? name.slice(0, -1) : name);
    const text = at.words("IS") ? at.peek() : undefined;
    if (!entity || text?.type !== "text") return false;
    if (!ofColumn) entity.title = text.text;
    else {
      const made = entity.fields.find((one) => one.name.toLowerCase() === name.at(-1)?.toLowerCase());
      if (!made) return false;
      made.title = text.text;
    }
    return true;
  }

  #entity(name: readonly string[] | undefined): SketchEntity | undefined {
    if (!name || name.length === 0) return undefined;
    const id = this.tableId(name);
    return this.#sketch.entities.get(id) ?? this.#sketch.entities.get(id.replace(/^.*\./, ""));
  }

  /** Schemas are domains where there are several. */
  #grouped(): Sketch {
    const schemas = new Set(this.#schemas.values());
    if (schemas.size < 2) return this.#sketch;
    for (const [id, schema] of this.#schemas) {
      const entity = this.#sketch.entities.get(id);
      if (!entity || schema === "" || /^(?:public|dbo|main)$/i.test(schema)) continue;
      this.#sketch.group(schema, undefined);
      this.#sketch.entities.set(id, { ...entity, group: schema });
    }
    return this.#sketch;
  }
}

const MARKS: ReadonlySet<string> = new Set(["pii", "sensitive", "encrypted", "immutable"]);
const LONGEST_TITLE = 100;
const LONGEST_LEFT = 400;

/** Comments inside of a table, by the line that they end on; those of several lines on one. */
function commentsOf(tokens: readonly SqlToken[]): Map<number, string> {
  const comments = new Map<number, string>();
  const begin = tokens.findIndex(({ type }) => type !== "comment");
  for (const { type, text, lastLine } of tokens.slice(Math.max(0, begin))) {
    const plain = type === "comment" ? oneLine(text.replace(/^[-*=\s]+|[-*=\s]+$/g, "")) : "";
    if (plain !== "") comments.set(lastLine, plain);
  }
  return comments;
}
