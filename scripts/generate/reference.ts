/** Writes docs/reference.md: every kind, property, quality, unit, type and function of the vocabulary. */

import { fieldTypes, modifiers } from "../../server/src/language/field-types.ts";
import { functions } from "../../server/src/language/functions.ts";
import { type Assumption, type KindEntry, kinds } from "../../server/src/language/kinds.ts";
import { properties } from "../../server/src/language/properties.ts";
import { metrics, qualities } from "../../server/src/language/qualities.ts";
import { statements } from "../../server/src/language/statements.ts";
import { countedThings, units } from "../../server/src/language/units.ts";
import type { ValueType } from "../../server/src/language/values.ts";

const HEAD = `# Reference

Every word that the language knows, drawn from the tables in \`server/src/language/\`. How they fit together is told in
[language.md](language.md).
`;

/** The whole page. */
export function reference(): string {
  return [
    HEAD,
    statementTable(),
    kindTables(),
    propertyTables(),
    qualityTable(),
    typeTables(),
    unitTables(),
    functionTable(),
  ].join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

const code = (text: string): string => (text ? `\`${text}\`` : "");

function statementTable(): string {
  const rows = [...statements.values()].map((entry) => [
    code(entry.keyword),
    entry.doc,
    entry.within.map(code).join(", "),
  ]);
  return `## Statements\n\n${table(["keyword", "what it is", "stands in"], rows)}`;
}

const GROUPS: Readonly<Record<KindEntry["group"], string>> = {
  people: "People",
  edge: "Clients and edge",
  compute: "Compute",
  data: "Data",
  messaging: "Messaging",
  other: "Other",
  place: "Places",
};

function percent(assumption: Assumption): string {
  return `${Number((Number(assumption.value) * 100).toPrecision(6))} %`;
}

function capacity(entry: KindEntry): string {
  const rate = (assumption: Assumption): string =>
    `${Number(assumption.value).toLocaleString("en")}/s (${assumption.source})`;
  const parts = [entry.capacity, entry.writeCapacity].flatMap((one) => (one ? [rate(one)] : []));
  return parts.length && entry.wholeCapacity ? `${parts.join("; ")}, as a whole` : parts.join("; ");
}

function traits(entry: KindEntry): string {
  return [
    entry.routing && "routes",
    entry.stateful && "holds state",
    entry.stateless && "stateless",
    entry.redundant && "redundant by nature",
    entry.buffer && "hands over",
  ]
    .filter((trait) => typeof trait === "string")
    .join(", ");
}

function kindTables(): string {
  const parts = [
    "## Kinds\n\nFigures are assumptions: they count only where the design states none, and are shown as such.\n",
  ];
  for (const [group, title] of Object.entries(GROUPS)) {
    const rows = [...kinds.values()]
      .filter((entry) => entry.group === group)
      .map((entry) => [
        code(entry.name),
        entry.doc,
        traits(entry),
        percent(entry.managedAvailability),
        capacity(entry),
      ]);
    parts.push(
      `### ${title}\n\n${table(["kind", "what it is", "traits", "managed availability", "capacity of one instance"], rows)}`,
    );
  }
  return parts.join("\n");
}

const VALUE_WORDS: Readonly<Record<ValueType["type"], string>> = {
  count: "count",
  number: "number",
  rate: "rate",
  "count-or-rate": "count or rate",
  "rate-or-factor": "rate or factor",
  time: "time",
  information: "information",
  ratio: "ratio",
  proportion: "proportion",
  money: "money",
  boolean: "`true`, `false`",
  text: "text or words",
  word: "",
  reference: "",
  "count-or-reference": "count",
  quorum: "`N of M`",
  "word-or-reference": "",
};

function valueInWords(type: ValueType): string {
  const parts: string[] = [];
  if (VALUE_WORDS[type.type]) parts.push(VALUE_WORDS[type.type]);
  if ("words" in type) parts.push(type.words.map(code).join(", ") + ("open" in type && type.open ? ", …" : ""));
  if ("to" in type) parts.push(`name of ${type.to.join(", ")}`);
  return parts.join("; ");
}

function propertyTables(): string {
  const rows = [...properties.values()].map((entry) => [
    code(entry.name),
    entry.owners.length > 15 ? "anything" : entry.owners.join(", "),
    valueInWords(entry.value) + (entry.many ? " (list)" : ""),
    entry.doc + (entry.only ? `. Only: ${entry.only.join(", ")}` : ""),
    code(entry.example),
  ]);
  return `## Properties\n\n${table(["property", "of", "value", "meaning", "example"], rows)}`;
}

function qualityTable(): string {
  const rows = [...qualities.values()].map((entry) => [
    code(entry.name),
    entry.doc,
    valueInWords(entry.target),
    entry.example ? code(`${entry.percentile ? "p99 " : ""}${entry.operator} ${entry.example}`) : "",
  ]);
  const metricRows = [...metrics].map(([name, doc]) => [code(name), doc]);
  return `## Qualities\n\n${table(["quality", "what it says", "target", "example"], rows)}\n### Metrics\n\n${table(["metric", "meaning"], metricRows)}`;
}

function typeTables(): string {
  const rows = [...fieldTypes.values()].map((entry) => [code(entry.name), entry.doc]);
  const modifierRows = [...modifiers].map(([name, doc]) => [code(name), doc]);
  return `## Field types\n\n${table(["type", "size"], rows)}\n### Modifiers\n\n${table(["modifier", "meaning"], modifierRows)}`;
}

function unitTables(): string {
  const rows = [...units.values()].map((entry) => [code(entry.name), entry.dimension, entry.doc]);
  const things = new Map<string, string[]>();
  for (const [spelling, singular] of countedThings) things.set(singular, [...(things.get(singular) ?? []), spelling]);
  const thingRows = [...things].map(([singular, spellings]) => [code(singular), spellings.map(code).join(", ")]);
  return `## Units\n\n${table(["unit", "of", "meaning"], rows)}\n### Counted things\n\nEntities, actors and every \`unit\` of a design are counted things too.\n\n${table(["thing", "spellings"], thingRows)}`;
}

function functionTable(): string {
  const rows = [...functions.values()].map((entry) => [code(entry.signature), entry.doc]);
  return `## Functions\n\n${table(["function", "value"], rows)}`;
}
