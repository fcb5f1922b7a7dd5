import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convert, recognise } from "../../server/src/convert/convert.ts";
import { fieldTypes } from "../../server/src/language/field-types.ts";
import { kinds } from "../../server/src/language/kinds.ts";
import { statements } from "../../server/src/language/statements.ts";
import { looksForeign } from "../../server/src/service/protocol/paste.ts";
import { converted, expectSound } from "./converted.ts";

// Whatever is pasted, the result has no mistakes in its form and its names.

const RUNS = 300;

const words = [
  ...[...kinds.keys(), ...statements.keys(), ...fieldTypes.keys()],
  ...[
    "to",
    "of",
    "in",
    "for",
    "end",
    "class",
    "style",
    "A",
    "B",
    "b",
    "n1",
    "Order",
    "orders",
    "Größe",
    "数据库",
    "__proto__",
    "constructor",
    "x y",
    "1st",
    "a-b",
    "a.b",
    "_",
    "-",
    "",
    "\u202e",
    "\ud83d",
    "É́",
    "sdesign-ignore-file *: x",
  ],
];
const texts = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom(
    '"',
    "\\",
    '\\"',
    "*/",
    "//",
    "{",
    "}",
    "]",
    "<br/>a",
    "a\nb",
    "`",
    "#quot;",
    "#34;",
    "&quot;",
    "[Container: Java]",
    "service · ×3 · 2 zones",
    "Kafka · core",
  ),
);
const dotQuoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;
const mermaidQuoted = (text: string): string => `"${text.replaceAll('"', "'")}"`;
const sqlQuoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const dotStatement = fc.oneof(
  fc
    .tuple(texts, texts, texts)
    .map(([a, b, c]) => `${dotQuoted(a)} -> ${dotQuoted(b)} [label=${dotQuoted(c)}, style=dashed];`),
  fc
    .tuple(texts, texts, fc.constantFrom("box", "cylinder", "record", "cds", "circle"))
    .map(([a, b, c]) => `${dotQuoted(a)} [label=${dotQuoted(b)} shape=${c}];`),
  fc
    .tuple(texts, texts)
    .map(([a, b]) => `subgraph ${dotQuoted(`cluster_${a}`)} { label=${dotQuoted(b)}; ${dotQuoted(b)} -> {x y}`),
  fc
    .tuple(texts, texts)
    .map(
      ([a, b]) =>
        `${dotQuoted(a)} -> ${dotQuoted(b)} [dir=both arrowtail=teetee arrowhead=crow lhead=${dotQuoted(`cluster_${a}`)}]`,
    ),
  fc.constant("}"),
);
const dot = fc.array(dotStatement, { maxLength: 12 }).map((all) => `digraph G {\n${all.join("\n")}\n}`);

const id = fc.constantFrom("A", "B", "api", "db", "end1", "Orders", "n1", "x.y", "größe");
const shape = fc.constantFrom(
  ["[", "]"],
  ["(", ")"],
  ["[(", ")]"],
  ["((", "))"],
  ["{", "}"],
  ["([", "])"],
  ["[[", "]]"],
  [">", "]"],
);
const flowStatement = fc.oneof(
  fc.tuple(id, shape, texts).map(([a, [open, close], text]) => `${a}${open}${mermaidQuoted(text)}${close}`),
  fc
    .tuple(id, id, fc.constantFrom("-->", "-.->", "---", "<-->", "==>", "--x", "~~~"), texts)
    .map(([a, b, arrow, text]) => `${a} ${arrow}|${mermaidQuoted(text)}| ${b}`),
  fc.tuple(id, id, id).map(([a, b, c]) => `${a} --> ${b} & ${c} --> ${a}`),
  fc.tuple(id, texts).map(([a, text]) => `subgraph ${a} [${mermaidQuoted(text)}]`),
  fc.tuple(texts).map(([text]) => `subgraph ${text}`),
  fc.constant("end"),
  texts,
);
const flowchart = fc.array(flowStatement, { maxLength: 14 }).map((all) => `flowchart TD\n${all.join("\n")}`);

const erStatement = fc.oneof(
  fc
    .tuple(texts, texts, fc.constantFrom("||--o{", "}|..|{", "|o--o|"))
    .map(([a, b, line]) => `${mermaidQuoted(a)} ${line} ${mermaidQuoted(b)} : "x"`),
  fc
    .tuple(id, texts, texts, texts)
    .map(
      ([a, b, c, d]) =>
        `${a}[${mermaidQuoted(b)}] {\nstring ${c.replace(/[\s"]/g, "_") || "_"} PK, FK ${mermaidQuoted(d)}\n}`,
    ),
  texts,
);
const er = fc.array(erStatement, { maxLength: 8 }).map((all) => `erDiagram\n${all.join("\n")}`);

const type = fc.constantFrom(
  "int",
  "varchar(80)",
  "VARCHAR",
  "enum('a','b c','to')",
  "text[]",
  "timestamp with time zone",
  "numeric(10, 2)",
  "geography(Point)",
  "tinyint(1)",
  "bit(12)",
  "bytea",
  "mood",
  "char(0)",
);
const tail = fc.oneof(
  fc.constantFrom(
    "",
    "NOT NULL",
    "PRIMARY KEY",
    "UNIQUE",
    "NULL DEFAULT now()",
    "GENERATED ALWAYS AS IDENTITY",
    "REFERENCES t1",
    "REFERENCES nowhere (x) ON DELETE SET NULL",
  ),
  texts.map((text) => `DEFAULT ${literal(text)}`),
  texts.map((text) => `COMMENT ${literal(text)}`),
);
const column = fc.tuple(texts, type, tail).map(([name, of, rest]) => `${sqlQuoted(name)} ${of} ${rest}`);
const constraint = fc
  .tuple(texts, texts)
  .chain(([a, b]) =>
    fc.constantFrom(
      `PRIMARY KEY (${sqlQuoted(a)}, ${sqlQuoted(b)})`,
      `FOREIGN KEY (${sqlQuoted(a)}) REFERENCES ${sqlQuoted(b)} (${sqlQuoted(a)})`,
      `CHECK (${sqlQuoted(a)} IN (${literal(b)}, ''))`,
      `UNIQUE (${sqlQuoted(a)})`,
    ),
  );
const table = fc
  .tuple(texts, fc.array(fc.oneof(column, column, constraint), { minLength: 1, maxLength: 6 }))
  .map(([name, items]) => `CREATE TABLE ${sqlQuoted(name)} (\n${items.join(",\n")}\n);`);
const sql = fc
  .array(fc.oneof(table, texts), { maxLength: 4 })
  .map((all) => `CREATE TABLE t1 (id int primary key);\n${all.join("\n")}\nCREATE INDEX i ON t1 (id)`);

describe("whatever is converted has no mistakes", () => {
  it.each([
    ["a graph of Graphviz", dot],
    ["a flowchart", flowchart],
    ["an ER diagram", er],
    ["a schema", sql],
  ] as const)("%s", (_, sources) => {
    fc.assert(
      fc.property(sources, (source) => {
        expect(recognise(source), source).toBeDefined();
        expect(looksForeign(source), source).toBe(true);
        const text = converted(source);
        if (text !== "nothing") expectSound(text, source);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ["a graph of Graphviz", dot],
    ["a flowchart", flowchart],
    ["an ER diagram", er],
    ["a schema", sql],
  ] as const)("%s that is cut off, or torn", (_, sources) => {
    fc.assert(
      fc.property(sources, fc.nat(), fc.nat(), texts, (source, from, length, between) => {
        const cut = from % (source.length + 1);
        const torn = source.slice(0, cut) + between + source.slice(cut + (length % 20));
        const foreign = recognise(torn);
        const text = foreign && convert(foreign);
        if (text !== undefined) expectSound(text, torn);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("hostile texts come to an end", () => {
  const many = 60_000;
  it.each([
    ["deep braces", `digraph G ${"{".repeat(many)}`],
    ["deep clusters", `digraph G {${"subgraph cluster_a { b ".repeat(5000)}`],
    [
      "deep clusters of their own",
      `digraph G {${Array.from({ length: 3000 }, (_, i) => `subgraph cluster_${i} { n${i} `).join("")}`,
    ],
    ["an open string", `digraph G { a -> "${"\\".repeat(many)}`],
    ["an open comment", `digraph G { a /*${"*".repeat(many)}`],
    ["open angles", `digraph G { a [label=${"<".repeat(many)}`],
    ["a long chain", `digraph G { a${" -> a".repeat(many)} }`],
    ["edges between many", `digraph G { {${Array.from({ length: 2000 }, (_, i) => `n${i} `).join("")}} -> {a b} }`],
    ["deep subgraphs", `flowchart TD\n${"subgraph a\n".repeat(many)}`],
    [
      "deep subgraphs of their own",
      `flowchart TD\n${Array.from({ length: 3000 }, (_, i) => `subgraph s${i}\nn${i}`).join("\n")}`,
    ],
    ["open brackets", `flowchart TD\n${"A[".repeat(many)}`],
    ["many dashes", `flowchart TD\nA ${"-".repeat(many)}`],
    ["many beginnings of arrows", `flowchart TD\n${"A -- ".repeat(many)}`],
    ["ampersands", `flowchart TD\n${"A & ".repeat(many)}A --> B`],
    ["an open quote", `flowchart TD\nA["${"`".repeat(many)}`],
    ["spaces", `flowchart TD${" ".repeat(many)}\nA${" ".repeat(many)}x`],
    ["spaces in a diagram", `erDiagram\nA${" ".repeat(many)}{${" ".repeat(many)}\n${"a ".repeat(many)}`],
    ["deep parentheses", `CREATE TABLE t (a int ${"(".repeat(many)}`],
    ["many commas", `CREATE TABLE t (a int ${",".repeat(many)})`],
    ["many tables", `${"CREATE TABLE t (a int);\n".repeat(3000)}`],
    ["open dollars", `CREATE TABLE t (a int); DO $a$ ${"$b$".repeat(many)}`],
    ["many columns", `CREATE TABLE t (${Array.from({ length: 3000 }, (_, i) => `c${i} int`).join(",")})`],
    ["many dots", `CREATE TABLE ${"a.".repeat(many)}t (a int)`],
    ["fences", `${"```\n".repeat(many)}`],
    ["a fence that is not closed", `\`\`\`mermaid\nflowchart TD\n${"A\n".repeat(many)}`],
    ["front matter that is not closed", `---\n${"title: a\n".repeat(many)}`],
    ["comments", `${"%% a\n".repeat(many)}flowchart TD\nA --> B`],
  ])("%s", { timeout: 30_000 }, (_, source) => {
    const text = converted(source);
    expect(text.length).toBeLessThan(source.length * 8 + 2000);
  });
});
