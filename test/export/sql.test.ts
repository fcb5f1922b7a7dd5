import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { sql } from "../../server/src/export/sql.ts";
import { root } from "../house/sources.ts";
import { hostile, sourceOf } from "./source-of.ts";

/** A database that has taken the statements in; those of PostgreSQL alone are left out. */
function database(ddl: string): DatabaseSync {
  const made = new DatabaseSync(":memory:");
  made.exec("PRAGMA foreign_keys = on");
  made.exec(ddl.replace(/^ALTER TABLE [\s\S]*?;$/gm, ""));
  return made;
}

const tablesOf = (made: DatabaseSync): string[] =>
  made
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid")
    .all()
    .map(({ name }) => String(name));

const body = (ddl: string): string => ddl.replace(/^(--.*\n)+\n?/, "").trim();

describe("SQL", () => {
  it.each<[string, string, string]>([
    [
      "types, keys and remarks",
      `entity Account "Somebody who buys" {
        id uuid [pk]
        email string(80) [unique, pii] "where mail goes"
        born date?
        kind enum(private, "it's business") [index]
        place latitude
        tags string[]
        photo blob(2 MB)?
      }`,
      `-- Somebody who buys
CREATE TABLE "Account" (
  "id" uuid NOT NULL,
  "email" varchar(80) NOT NULL UNIQUE,  -- where mail goes; pii
  "born" date,
  "kind" text NOT NULL CHECK ("kind" IN ('private', 'it''s business')),
  "place" double precision NOT NULL,
  "tags" jsonb NOT NULL,
  "photo" bytea,
  PRIMARY KEY ("id")
);

CREATE INDEX "Account_kind_idx" ON "Account" ("kind");`,
    ],
    [
      "what is referred to first",
      "entity Order { id id [pk]\n buyer -> Buyer\n parent id? -> Order }\nentity Buyer { id bigint [pk] }",
      `CREATE TABLE "Buyer" (
  "id" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "Order" (
  "id" bigint NOT NULL,
  "buyer" bigint NOT NULL,
  "parent" bigint,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("buyer") REFERENCES "Buyer" ("id"),
  FOREIGN KEY ("parent") REFERENCES "Order" ("id")
);`,
    ],
    [
      "circles by ALTER",
      "entity A { id int [pk]\n b int -> B }\nentity B { id int [pk]\n a int -> A }",
      `CREATE TABLE "B" (
  "id" integer NOT NULL,
  "a" integer NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "A" (
  "id" integer NOT NULL,
  "b" integer NOT NULL,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("b") REFERENCES "B" ("id")
);

ALTER TABLE "B"
  ADD FOREIGN KEY ("a") REFERENCES "A" ("id");`,
    ],
    [
      "keys of several fields",
      "entity Seat { row char [pk]\n number int [pk] }\nentity Ticket { seat Seat [unique] }",
      `CREATE TABLE "Seat" (
  "row" char(1) NOT NULL,
  "number" integer NOT NULL,
  PRIMARY KEY ("row", "number")
);

CREATE TABLE "Ticket" (
  "seat_row" char(1) NOT NULL,
  "seat_number" integer NOT NULL,
  UNIQUE ("seat_row", "seat_number"),
  FOREIGN KEY ("seat_row", "seat_number") REFERENCES "Seat" ("row", "number")
);`,
    ],
    [
      "references to what is no key, and lists, as remarks",
      "entity A { id int [pk]\n name string }\nentity B { a string -> A.name\n all A[]\n gone int -> Nothing }",
      `CREATE TABLE "A" (
  "id" integer NOT NULL,
  "name" text NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "B" (
  "a" text NOT NULL,  -- refers to A, not by its key
  "all" jsonb NOT NULL,  -- refers to A, a list
  "gone" integer NOT NULL
);`,
    ],
    [
      "references of another type, as remarks",
      "entity A { id uuid [pk] }\nentity B { a int -> A\n text string(36) -> A\n right -> A }",
      `CREATE TABLE "A" (
  "id" uuid NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "B" (
  "a" integer NOT NULL,  -- refers to A, not by its key
  "text" varchar(36) NOT NULL,  -- refers to A, not by its key
  "right" uuid NOT NULL,
  FOREIGN KEY ("right") REFERENCES "A" ("id")
);`,
    ],
    [
      "names that PostgreSQL would cut off",
      `entity ${"N".repeat(70)} { ${"ä".repeat(40)}1 int; ${"ä".repeat(40)}2 int }`,
      `CREATE TABLE "${"N".repeat(63)}" (
  "${"ä".repeat(31)}" integer NOT NULL,
  "${"ä".repeat(30)}_2" integer NOT NULL
);`,
    ],
    [
      "names that differ in case alone, and namesakes of two domains",
      "domain S { entity Item { id int [pk]\n ID int } }\ndomain T { entity Item { id int [pk] } }",
      `CREATE TABLE "S_Item" (
  "id" integer NOT NULL,
  "ID_2" integer NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "T_Item" (
  "id" integer NOT NULL,
  PRIMARY KEY ("id")
);`,
    ],
  ])("writes %s", (_, source, expected) => {
    const ddl = sql(sourceOf(source));
    expect(body(ddl)).toBe(expected);
    database(ddl).close();
  });

  it("enforces what the design says", () => {
    const made = database(
      sql(
        sourceOf("entity Buyer { id int [pk] }\nentity Order { id int [pk]\n buyer int -> Buyer\n kind enum(a, b) }"),
      ),
    );
    made.exec(`INSERT INTO "Buyer" VALUES (1)`);
    made.exec(`INSERT INTO "Order" VALUES (1, 1, 'a')`);
    for (const wrong of ["(2, 7, 'a')", "(2, 1, 'c')", "(1, 1, 'a')", "(2, NULL, 'a')"]) {
      expect(() => made.exec(`INSERT INTO "Order" VALUES ${wrong}`), wrong).toThrow(/constraint failed/);
    }
    made.close();
  });

  it("holds whatever a design holds", () => {
    const made = database(sql(sourceOf(hostile)));
    expect(tablesOf(made).sort()).toEqual(["Größe票", "constructor"]);
    made.close();
  });

  it("has nothing to say of nothing", () => {
    expect(sql(sourceOf(""))).toMatch(/^-- The data model of design\.sdesign\.\n/);
    expect(sql(sourceOf("entity Empty { }"))).toContain("-- Empty has no fields yet.");
  });

  it("orders long chains and wide circles", () => {
    const chain = Array.from(
      { length: 3000 },
      (_, i) => `entity E${i} { id int [pk]\n next int -> E${(i + 1) % 3000} }`,
    );
    const ddl = sql(sourceOf(chain.join("\n")));
    expect(ddl.match(/^ALTER TABLE/gm)).toHaveLength(1);
  });

  const samples = readdirSync(path.join(root, "samples"), { recursive: true, encoding: "utf8" });
  it.each(samples.filter((file) => file.endsWith(".sdesign")))("writes %s", (file) => {
    const source = sourceOf(readFileSync(path.join(root, "samples", file), "utf8"));
    const made = database(sql(source));
    const entities = source.facts.design.all("entity").filter(({ fields }) => fields.length > 0);
    expect(tablesOf(made)).toHaveLength(entities.length);
    made.close();
  });
});
