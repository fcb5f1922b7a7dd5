/** Linking of properties: is the name known, has it a use there, is the value of the right form. */

import { fieldTypes } from "../language/field-types.ts";
import type { KindEntry } from "../language/kinds.ts";
import { type PropertyEntry, type PropertyOwner, properties, propertiesOf } from "../language/properties.ts";
import { isUnitName } from "../language/units.ts";
import type { ReferenceTarget, ValueType } from "../language/values.ts";
import type { Body, Expression, Path, PropertyStatement, Span } from "../syntax/tree.ts";
import type { Problem, Property, Value } from "./design.ts";
import { linkExpression } from "./link-expression.ts";
import { inWords, type Linker } from "./linker.ts";
import type { Symbol } from "./symbols.ts";

const NONE: ReadonlyMap<string, Property> = new Map();
const NO_RESOLUTIONS: Value["resolutions"] = new Map();
const NO_LABELS: Value["labels"] = new Map();

/** How owners are called in messages. */
const OWNER_WORDS: Readonly<Record<PropertyOwner, string>> = {
  system: "the system",
  actor: "an actor",
  component: "a component",
  place: "a region or zone",
  connection: "a connection",
  functional: "a functional requirement",
  quality: "a quality requirement",
  entity: "an entity",
  api: "an API",
  endpoint: "an endpoint",
  flow: "a flow",
  process: "a process",
  domain: "a domain",
  decision: "a decision",
  option: "an option",
  question: "a question",
  risk: "a risk",
  view: "a view",
  relation: "a relation",
};

export interface OwnerOfProperties {
  readonly owner: PropertyOwner;
  readonly scope: Symbol | undefined;
  /** A component's kind, for properties that only some kinds have a use for. */
  readonly kind?: KindEntry;
}

/** The properties of a body by name; the first of several of a name counts, the others are reported. */
export function linkProperties(
  linker: Linker,
  body: Body | undefined,
  owner: OwnerOfProperties,
): ReadonlyMap<string, Property> {
  if (!body) return NONE;
  let result: Map<string, Property> | undefined;
  for (const statement of body.statements) {
    if (statement.type !== "property") continue;
    const property = linkProperty(linker, statement, owner);
    const first = result?.get(property.name);
    if (first) {
      linker.problem(
        "link/duplicate",
        statement.name,
        `\`${property.name}\` is stated twice; only the first counts. Remove one of them.`,
        {
          related: [{ place: { origin: first.origin, span: first.node.name }, message: "The first is here" }],
        },
      );
      continue;
    }
    result ??= new Map();
    result.set(property.name, property);
  }
  return result ?? NONE;
}

function linkProperty(linker: Linker, node: PropertyStatement, owner: OwnerOfProperties): Property {
  const name = node.name.text;
  const entry = properties.get(name);
  if (!entry && owner.owner === "entity" && fieldWithColon(linker, node)) {
    return { name, node, origin: linker.origin, values: node.values.map((value) => plain(linker, value)) };
  }
  if (!entry) {
    linker.unknown(
      "link/unknown",
      node.name,
      name,
      `a property that ${OWNER_WORDS[owner.owner]} can have`,
      propertiesOf(owner.owner).map((known) => known.name),
      "",
      true,
    );
    return {
      name,
      node,
      origin: linker.origin,
      values: node.values.map((value) => plain(linker, value)),
    };
  }
  if (!hasUse(entry, owner)) {
    const what = owner.owner === "component" && owner.kind ? `\`${owner.kind.name}\`` : OWNER_WORDS[owner.owner];
    linker.problem("value/misplaced", node.name, `\`${name}\` has no use on ${what}: it is ignored. Remove it.`, {
      severity: "warning",
    });
  }
  const [, second] = node.values;
  if (second && !entry.many)
    linker.problem("value/type", second, `\`${name}\` takes one value, not ${node.values.length}.`);
  if (second && entry.value.type === "word-or-reference") alone(linker, node, entry.value.words);
  return {
    name,
    entry,
    node,
    origin: linker.origin,
    values: node.values.map((value) => linkValue(linker, value, entry.value, name, owner.scope)),
  };
}

/** `auth: none, Buyer`: a word that leaves nothing to a name beside it. */
function alone(linker: Linker, { name, values }: PropertyStatement, words: readonly string[]): void {
  if (!values.some((value) => !words.includes(singlePath(value) ?? ""))) return;
  for (const value of values) {
    const word = singlePath(value) ?? "";
    if (!words.includes(word)) continue;
    linker.problem("value/type", value, `\`${name.text}: ${word}\` stands alone: leave out the names, or the word.`);
  }
}

/** `id: uuid`: reports a field that is written like a property. */
function fieldWithColon(linker: Linker, { name, values }: PropertyStatement): boolean {
  const [value] = values;
  const [term] = value?.terms ?? [];
  const type = term?.type === "path" ? term.names[0]?.text : term?.type === "call" ? term.name.text : undefined;
  if (!value || type === undefined || !fieldTypes.has(type)) return false;
  linker.problem("link/misplaced", name, `A field has no colon: write \`${name.text} ${type}\`.`, {
    fixes: [{ title: "Remove the colon", start: name.end, end: value.start, text: " " }],
  });
  return true;
}

function hasUse(entry: PropertyEntry, owner: OwnerOfProperties): boolean {
  if (!entry.owners.includes(owner.owner)) return false;
  if (!entry.only || owner.owner !== "component" || !owner.kind) return true;
  return entry.only.includes(owner.kind.name) || entry.only.includes(owner.kind.group);
}

/** What people write where it is either `true` or `false`. */
const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ["true", "true"],
  ["yes", "true"],
  ["on", "true"],
  ["false", "false"],
  ["no", "false"],
  ["off", "false"],
]);

function changeTo({ start, end }: Span, text: string, safe: boolean): NonNullable<Problem["fixes"]>[number] {
  return { title: `Change to \`${text}\``, start, end, text, ...(safe ? { safe } : {}) };
}

/** Links one value by its type; a value of another form is reported. */
export function linkValue(
  linker: Linker,
  expression: Expression,
  type: ValueType,
  name: string,
  scope: Symbol | undefined,
): Value {
  const single = singlePath(expression);
  const text = singleText(expression);
  switch (type.type) {
    case "text":
      return plain(linker, expression);
    case "boolean":
      if (single !== "true" && single !== "false") {
        const meant = BOOLEANS.get(single?.toLowerCase() ?? "");
        linker.problem("value/type", expression, `\`${name}\` is either \`true\` or \`false\`.`, {
          ...(meant === undefined ? {} : { fixes: [changeTo(expression, meant, single?.toLowerCase() === meant)] }),
        });
      }
      return plain(linker, expression);
    case "word":
      if (single === undefined && !(type.open && text !== undefined)) {
        linker.problem("value/type", expression, `\`${name}\` takes a word: ${listed(type.words)}.`);
      } else if (single !== undefined && !type.open && !type.words.includes(single)) {
        linker.unknown(
          "value/word",
          expression,
          single,
          `a word for \`${name}\``,
          type.words,
          ` Use ${listed(type.words)}.`,
          true,
        );
      }
      return plain(linker, expression);
    case "reference":
      return reference(linker, expression, type.to, name, scope);
    case "word-or-reference":
      if (single !== undefined && type.words.includes(single)) return plain(linker, expression);
      return reference(linker, expression, type.to, name, scope);
    case "count-or-reference": {
      const path = pathOf(expression);
      if (path) {
        const accepted: readonly string[] = type.to;
        const found = linker.find(path.names, scope, (symbol) => accepted.includes(symbol.class));
        const target = found.type === "found" ? found.symbols.at(-1)?.key : undefined;
        if (target !== undefined) return { ...plain(linker, expression), reference: { path, target } };
        if (found.type !== "found" && !isQuantity(linker, path, scope)) {
          linker.unresolved(path, found, accepted, `${inWords(type.to)}, or a number of them`);
          return plain(linker, expression);
        }
      }
      return quantity(linker, expression, name, scope);
    }
    default:
      return quantity(linker, expression, name, scope);
  }
}

/** Whether a path is an estimate, a property of an element or a unit. */
function isQuantity(linker: Linker, { names }: Path, scope: Symbol | undefined): boolean {
  const [first] = names;
  if (names.length > 1 || !first) return properties.has(names.at(-1)?.text ?? "");
  const found = linker.find(names, scope, (symbol) => symbol.class === "estimate");
  return found.type === "found" || found.type === "ambiguous" || isUnitName(first.text);
}

function reference(
  linker: Linker,
  expression: Expression,
  to: readonly ReferenceTarget[],
  name: string,
  scope: Symbol | undefined,
): Value {
  const path = pathOf(expression);
  if (!path) {
    linker.problem("value/type", expression, `\`${name}\` takes the name of ${inWords(to)}.`);
    return plain(linker, expression);
  }
  return { ...plain(linker, expression), reference: linker.refer(path, scope, to) };
}

function quantity(linker: Linker, expression: Expression, name: string, scope: Symbol | undefined): Value {
  const [only] = expression.terms;
  if (only?.type === "text" && expression.terms.length === 1) {
    linker.problem("value/type", expression, `\`${name}\` takes a quantity, not a text.`);
    return plain(linker, expression);
  }
  return linkExpression(linker, expression, scope);
}

/** A value without names to resolve: a word, a text, or anything for an unknown property. */
function plain(linker: Linker, expression: Expression): Value {
  const word = singlePath(expression);
  const text = singleText(expression);
  return {
    expression,
    origin: linker.origin,
    resolutions: NO_RESOLUTIONS,
    labels: NO_LABELS,
    ...(word === undefined ? {} : { word }),
    ...(text === undefined ? {} : { text }),
  };
}

function pathOf(expression: Expression): Path | undefined {
  const [only] = expression.terms;
  return expression.terms.length === 1 && only?.type === "path" ? only : undefined;
}

function singlePath(expression: Expression): string | undefined {
  return pathOf(expression)
    ?.names.map((name) => name.text)
    .join(".");
}

function singleText(expression: Expression): string | undefined {
  const [only] = expression.terms;
  return expression.terms.length === 1 && only?.type === "text" ? only.value : undefined;
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}
