/** The vocabulary's words as documentation: the same text in hovers and beside completions. */

import { fieldTypes, modifiers } from "../language/field-types.ts";
import { functions } from "../language/functions.ts";
import { type Assumption, DEFAULT_INSTANCE_AVAILABILITY, type KindEntry, kinds } from "../language/kinds.ts";
import { type PropertyEntry, properties } from "../language/properties.ts";
import { metrics, type QualityEntry } from "../language/qualities.ts";
import { statements } from "../language/statements.ts";
import { countedThings, units } from "../language/units.ts";
import type { ReferenceTarget, ValueType } from "../language/values.ts";
import { signDocs, wordDoc } from "../language/word-docs.ts";
import { code } from "./markdown.ts";

/** The vocabulary is the project's own text: its Markdown is kept as it is. */
export function kindDoc(entry: KindEntry): string {
  const assumptions = [
    assumption("capacity", entry.capacity, " requests/s"),
    assumption("write capacity", entry.writeCapacity, " requests/s"),
    assumption("timeout", entry.timeout, " s"),
    entry.group === "people" || entry.group === "place"
      ? undefined
      : entry.redundant
        ? assumption("availability", entry.managedAvailability)
        : assumption("availability of an instance", DEFAULT_INSTANCE_AVAILABILITY),
  ].filter((line) => line !== undefined);
  const traits = [
    entry.redundant && "redundant by nature",
    entry.stateful && "stateful",
    entry.routing && "routes requests",
    entry.buffer && "what is behind it is asynchronous",
  ].filter((trait) => typeof trait === "string");
  return [
    `${entry.doc}.`,
    traits.length > 0 ? `It counts as ${traits.join(", ")}.` : "",
    assumptions.length > 0 ? `Assumed unless stated:\n\n${assumptions.join("\n")}` : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

function assumption(what: string, assumed: Assumption | undefined, unit = ""): string | undefined {
  if (!assumed) return undefined;
  const value = Number(assumed.value);
  const shown = unit ? `${value.toLocaleString("en-US")}${unit}` : `${Number((value * 100).toFixed(6))} %`;
  return `- ${what} ${shown} _(${assumed.source})_`;
}

export function propertyDoc(entry: PropertyEntry): string {
  const only = entry.only ? `\n\nOf use for ${entry.only.map(code).join(", ")}.` : "";
  return `${sentence(entry.doc)}\n\nTakes ${valueDoc(entry.value, entry.many)}${entry.example ? `, as in ${code(`${entry.name}: ${entry.example}`)}` : ""}.${only}`;
}

const TYPES: Readonly<
  Record<Exclude<ValueType["type"], "word" | "reference" | "count-or-reference" | "word-or-reference">, string>
> = {
  count: "a whole number",
  number: "a number",
  rate: "a rate",
  "count-or-rate": "a count or a rate",
  "rate-or-factor": "a rate, or a factor such as `3x`",
  time: "a time",
  information: "an amount of data",
  ratio: "a share of 0 to 100 %",
  proportion: "a proportion such as `100:1`",
  money: "an amount of money, or of money per time",
  boolean: "`true` or `false`",
  text: "text",
  quorum: "a quorum such as `2 of 3`",
};

/** What a property's value may be, in words. */
function valueDoc(value: ValueType, many: boolean): string {
  const list = many ? "one or more of " : "one of ";
  switch (value.type) {
    case "word":
      return `${list}${value.words.map(code).join(", ")}${value.open ? ", or a word of your own" : ""}`;
    case "word-or-reference":
      return `${list}${value.words.map(code).join(", ")}, or the names of ${value.to.map(plural).join(", ")}`;
    case "reference":
      return `the name of ${many ? "one or more " : "one of the "}${value.to.map(plural).join(", ")}`;
    case "count-or-reference":
      return `a number, or the names of ${value.to.map(plural).join(", ")}`;
    default:
      return TYPES[value.type];
  }
}

function plural(target: ReferenceTarget): string {
  if (target === "entity") return "entities";
  if (target === "quality") return "qualities";
  if (target === "api") return "APIs";
  if (target === "process") return "processes";
  return `${target}s`;
}

export function qualityDoc(entry: QualityEntry): string {
  const example = entry.example
    ? `\n\nFor example ${code(`${entry.name} Name ${entry.percentile ? "p99 " : ""}${entry.operator} ${entry.example}`)}.`
    : "";
  return `${sentence(entry.doc)}${example}`;
}

/** The documentation of a function of expressions. */
export function functionDoc(name: string): string | undefined {
  const entry = functions.get(name);
  return entry && `${code(entry.signature)}\n\n${sentence(entry.doc)}`;
}

/** The documentation of a field's type. */
export function fieldTypeDoc(name: string): string | undefined {
  const entry = fieldTypes.get(name);
  return entry && sentence(entry.doc);
}

export function modifierDoc(name: string): string | undefined {
  return modifiers.get(name);
}

export function metricDoc(name: string): string | undefined {
  return metrics.get(name);
}

export function unitDoc(name: string): string | undefined {
  const doc = units.get(name)?.doc;
  return doc === undefined ? undefined : sentence(doc);
}

/** The documentation of a statement's keyword, a component kind's included. */
export function keywordDoc(name: string): string | undefined {
  const kind = kinds.get(name);
  if (kind && !statements.has(name)) return kindDoc(kind);
  const doc = statements.get(name)?.doc;
  return doc === undefined ? undefined : sentence(doc);
}

/** What a word means as the value of a property; for the same word of another property, that of that one. */
export function valueWordDoc(property: string, word: string): string | undefined {
  const doc = wordDoc(property, word);
  return doc === undefined ? undefined : sentence(doc);
}

/** What `true` or `false` means for a property. */
export function booleanDoc(property: string, value: string): string | undefined {
  const doc = properties.get(property)?.doc;
  return doc === undefined ? undefined : `${value === "true" ? "Yes" : "No"}: ${code(property)} – ${sentence(doc)}`;
}

/** A thing that is counted, alone or in a time: `requests`, `req/s`. */
export function countedDoc(unit: string): string | undefined {
  const [thing = "", time] = unit.split("/");
  const label = countedThings.get(thing.toLowerCase());
  if (label === undefined) return undefined;
  return time === undefined ? `A counted thing: ${code(label)}.` : `How many ${code(label)} in a time: ${code(unit)}.`;
}

/** A sign, or a small word, of the language. */
export function signDoc(sign: string): string | undefined {
  const doc = signDocs.get(sign);
  return doc === undefined ? undefined : sentence(doc);
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
