/** What may be written as a value: words, references, numbers with their units, expressions. */

import { functions } from "../language/functions.ts";
import { type PropertyOwner, propertiesOf } from "../language/properties.ts";
import { countedThings, type Dimension, units } from "../language/units.ts";
import type { ReferenceTarget, ValueType } from "../language/values.ts";
import type { ElementClass } from "../model/design.ts";
import { resolve } from "../model/names.ts";
import type { Token } from "../syntax/tokens.ts";
import * as t from "../syntax/tokens.ts";
import { type CompletionItem, documented, plainItem, snippetItem } from "./completion-item.ts";
import { nameItems, type Titles } from "./completion-names.ts";
import type { CompletionPlace } from "./completion-place.ts";
import { booleanDoc, countedDoc, functionDoc, unitDoc, valueWordDoc } from "./vocabulary.ts";

/** The value of a property, or the target of a quality, at the cursor; `stated` are the names and words that stand there already. */
export function valueItems(
  place: CompletionPlace,
  of: string,
  type: ValueType,
  example: string,
  titles: Titles,
): readonly CompletionItem[] {
  const stated = new Set(place.before.map((token) => token.image));
  switch (type.type) {
    case "boolean":
      return ["true", "false"].map((label) =>
        plainItem(place, { label, kind: "word", ...documented(booleanDoc(of, label)) }),
      );
    case "word":
      return wordItems(place, of, type.words, stated);
    case "reference":
      return nameItems(place, classesOf(type.to), titles, stated);
    case "word-or-reference":
      return [...wordItems(place, of, type.words, stated), ...nameItems(place, classesOf(type.to), titles, stated)];
    case "count-or-reference":
      return [...exampleItem(place, example), ...nameItems(place, classesOf(type.to), titles, stated)];
    case "quorum":
      return exampleItem(place, example);
    case "text":
      return example.startsWith('"') ? [snippetItem(place, { label: '"…"', kind: "value", insert: '"$0"' })] : [];
    default:
      return [...exampleItem(place, example), ...operandItems(place, titles)];
  }
}

function wordItems(
  place: CompletionPlace,
  of: string,
  words: readonly string[],
  stated: ReadonlySet<string>,
): readonly CompletionItem[] {
  if (place.qualifier.length > 0) return [];
  return words
    .filter((word) => !stated.has(word))
    .map((label) => plainItem(place, { label, kind: "word", ...documented(valueWordDoc(of, label)) }));
}

function exampleItem(place: CompletionPlace, example: string): readonly CompletionItem[] {
  if (example === "" || place.qualifier.length > 0) return [];
  return [plainItem(place, { label: example, kind: "value", detail: "for example" })];
}

/** The classes that references of a property may lead to: their targets are named alike. */
export function classesOf(targets: readonly ReferenceTarget[]): ReadonlySet<ElementClass> {
  return new Set<ElementClass>(targets);
}

const QUANTITIES: ReadonlySet<ElementClass> = new Set(["estimate"]);
const OWNERS: ReadonlySet<ElementClass> = new Set(["component", "entity", "endpoint", "actor", "api"]);

/** What an expression may be made of: estimates, functions, and behind a dot the numbers of an element. */
export function operandItems(place: CompletionPlace, titles: Titles): readonly CompletionItem[] {
  if (place.qualifier.length > 0) return [...memberNumbers(place), ...nameItems(place, OWNERS, titles)];
  const calls = [...functions.values()].map((entry) => {
    return snippetItem(place, {
      label: entry.name,
      kind: "function",
      detail: entry.signature,
      insert: `${entry.name}($0)`,
      ...documented(functionDoc(entry.name)),
      again: entry.element !== undefined,
    });
  });
  const names = nameItems(place, QUANTITIES, titles);
  // Elements are of use for their numbers: they are offered once something of their name is typed.
  const owners = place.word === "" ? [] : nameItems(place, OWNERS, titles);
  return [...names, ...calls, ...owners];
}

const NUMERIC = new Set<ValueType["type"]>([
  "count",
  "number",
  "rate",
  "count-or-rate",
  "time",
  "information",
  "ratio",
  "proportion",
  "money",
]);

/** `Backend.` → `replicas`, `capacity`, … */
function memberNumbers(place: CompletionPlace): readonly CompletionItem[] {
  const owner = resolve(place.names, place.scope, place.qualifier, (symbol) => OWNERS.has(symbol.class));
  const of = owner.type === "found" ? owner.symbols.at(-1)?.class : undefined;
  if (of === undefined) return [];
  return propertiesOf(of as PropertyOwner)
    .filter((entry) => NUMERIC.has(entry.value.type))
    .map((entry) => plainItem(place, { label: entry.name, kind: "property", documentation: entry.doc }));
}

/** The argument of a function: an element where it measures one. */
export function argumentItems(place: CompletionPlace, name: string, titles: Titles): readonly CompletionItem[] {
  const entry = functions.get(name);
  return entry?.element ? nameItems(place, classesOf(entry.element), titles) : operandItems(place, titles);
}

/** The function whose argument the cursor is in, by the tokens before it. */
export function callAround(tokens: readonly Token[]): string | undefined {
  let depth = 0;
  for (let index = tokens.length - 1; index > 0; index--) {
    const type = tokens[index]?.tokenType;
    if (type === t.RightParen) depth++;
    else if (type === t.LeftParen && depth-- === 0) {
      const name = tokens[index - 1];
      return name && functions.has(name.image) ? name.image : undefined;
    }
  }
  return undefined;
}

/** Dimensions by the type of value that is expected: their units come first. */
const FITTING: Partial<Record<ValueType["type"], readonly Dimension[]>> = {
  time: ["time"],
  information: ["information"],
  money: ["money"],
  rate: ["count"],
  "rate-or-factor": ["count"],
  "count-or-rate": ["count"],
  count: ["count"],
};

const RATES = ["req/s", "req/min", "requests/day"];
const COMMON: Readonly<Record<Dimension, readonly string[]>> = {
  time: ["ms", "s", "min", "hours", "days", "months", "years"],
  information: ["B", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB"],
  money: ["USD", "EUR", "GBP"],
  count: ["users", "requests", "reads", "writes", "messages", "events", "records"],
};

/** Units behind a number: those that fit what is expected first, the usual ones before the rare. */
export function unitItems(place: CompletionPlace, type?: ValueType): readonly CompletionItem[] {
  const dimensions = (type && FITTING[type.type]) ?? [];
  const isRate = type?.type === "rate" || type?.type === "rate-or-factor" || type?.type === "count-or-rate";
  const usual = [
    ...(isRate ? [...RATES, ...(type?.type === "rate-or-factor" ? ["x"] : [])] : []),
    ...dimensions.flatMap((dimension) => COMMON[dimension]),
  ];
  const others = (["information", "time", "count"] as const).flatMap((dimension) => COMMON[dimension]);
  const all = [...units.keys(), ...new Set(countedThings.values())].filter((unit) => /^[\p{L}]/u.test(unit));
  return [...new Set([...usual, ...(isRate ? [] : RATES), ...others, ...all])].map((label) => {
    return plainItem(place, { label, kind: "unit", ...documented(unitDoc(label) ?? countedDoc(label)) });
  });
}
