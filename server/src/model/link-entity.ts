/** Linking of entities and their fields. */

import { fieldTypes, modifiers } from "../language/field-types.ts";
import type { Declaration, FieldStatement, FieldType, Name } from "../syntax/tree.ts";
import type { EntityElement, FieldElement, Reference } from "./design.ts";
import { duplicate, identify, type Surrounding } from "./link-identity.ts";
import { linkValue } from "./link-properties.ts";
import type { Linker } from "./linker.ts";
import { visibleNames } from "./names.ts";
import { nearest } from "./spelling.ts";
import type { Symbol } from "./symbols.ts";

/** Links an entity with its fields, which become elements of their own too. */
export function linkEntity(
  linker: Linker,
  node: Declaration,
  base: Omit<EntityElement, "class" | "fields" | "node">,
  inside: Surrounding,
): void {
  const seen = new Map<string, Name>();
  const fields: FieldElement[] = [];
  for (const statement of node.body?.statements ?? []) {
    if (statement.type !== "field") continue;
    const first = seen.get(statement.name.text);
    if (first) {
      duplicate(linker, statement.name, first);
      continue;
    }
    seen.set(statement.name.text, statement.name);
    fields.push(linkField(linker, statement, inside));
  }
  linker.elements.push({ ...base, class: "entity", fields, node }, ...fields);
}

function linkField(linker: Linker, node: FieldStatement, inside: Surrounding): FieldElement {
  const { symbol: _, ...identity } = identify(linker, node.name, inside);
  const type = node.fieldType;
  const turned =
    type !== undefined && fieldTypes.has(node.name.text) && typeStandsFirst(linker, node.name, type, inside.scope);
  const typed = type && !turned ? linkFieldType(linker, type, inside.scope) : undefined;
  if (type && !turned) uselessArguments(linker, type, typed);
  const referenced = node.references ? linkReference(linker, node, inside.scope) : undefined;
  const known = new Set<string>();
  for (const modifier of node.modifiers) {
    if (modifiers.has(modifier.text)) known.add(modifier.text);
    else linker.unknown("link/unknown", modifier, modifier.text, "a modifier of a field", modifiers.keys(), "", true);
  }
  const entity = referenced?.entity ?? typed;
  const list = type?.list;
  return {
    ...identity,
    ...(node.doc === undefined ? {} : { doc: node.doc }),
    ...(node.description ? { title: node.description.value } : {}),
    class: "field",
    origin: linker.origin,
    properties: new Map(),
    ...(type ? { fieldType: type.name.names.map((name) => name.text).join(".") } : {}),
    ...(entity ? { entity } : {}),
    ...(referenced?.field ? { field: referenced.field } : {}),
    nullable: type?.nullable ?? false,
    ...(list ? { list } : {}),
    arguments: (type?.arguments ?? []).map((argument) => {
      const takes = type ? fieldTypes.get(type.name.names[0]?.text ?? "")?.argument : undefined;
      return takes === "words"
        ? linkValue(linker, argument, { type: "text" }, "enum", inside.scope)
        : linkValue(linker, argument, { type: "information" }, type?.name.names[0]?.text ?? "", inside.scope);
    }),
    modifiers: known,
    node,
  };
}

/** `int(3)`, `string(3, 4)`: reports what is stated in parentheses for nothing. */
function uselessArguments(
  linker: Linker,
  { name, arguments: stated = [] }: FieldType,
  entity: Reference | undefined,
): void {
  const word = name.names[0]?.text ?? "";
  const takes = fieldTypes.get(word)?.argument;
  const useless = stated[entity || takes === undefined ? 0 : 1];
  if (!useless || takes === "words" || !(entity || fieldTypes.has(word))) return;
  const what = takes === undefined || entity ? "nothing in parentheses" : "one size";
  linker.problem("value/misplaced", useless, `\`${word}\` takes ${what}: this is ignored. Remove it.`, {
    severity: "warning",
  });
}

/** `int a`: reports a field whose type stands before its name. */
function typeStandsFirst(linker: Linker, first: Name, { name }: FieldType, scope: Symbol | undefined): boolean {
  const [word] = name.names;
  if (!word || name.names.length > 1 || nearest(word.text, fieldTypes.keys()) !== undefined) return false;
  if (linker.find(name.names, scope, (symbol) => symbol.class === "entity").type !== "unknown") return false;
  const written = `${word.text} ${first.text}`;
  linker.problem(
    "link/unknown",
    name,
    `\`${word.text}\` is not a type. A field's name stands first: write \`${written}\`.`,
    {
      fixes: [{ title: `Change to \`${written}\``, start: first.start, end: name.end, text: written }],
    },
  );
  return true;
}

/** A type's word: a built-in type, or an entity, whose reference is returned. Anything else is reported. */
export function linkFieldType(linker: Linker, type: FieldType, scope: Symbol | undefined): Reference | undefined {
  const path = type.name;
  const word = path.names[0]?.text ?? "";
  const resolved = linker.find(path.names, scope, (symbol) => symbol.class === "entity");
  if (resolved.type === "found") {
    const target = resolved.symbols.at(-1)?.key;
    return target === undefined ? undefined : { path, target };
  }
  if (path.names.length === 1 && fieldTypes.has(word)) return undefined;
  if (resolved.type === "ambiguous") {
    linker.unresolved(path, resolved, ["entity"], "an entity");
    return { path };
  }
  if (word === "") return undefined;
  const known = new Set([...fieldTypes.keys(), ...visibleNames(linker.names, "entity")]);
  linker.unknown(
    "link/unknown",
    path,
    path.names.map((name) => name.text).join("."),
    "a type or an entity",
    known,
    " Declare the entity, or use a type such as `uuid`, `string(80)` or `timestamp`.",
  );
  return undefined;
}

function linkReference(
  linker: Linker,
  node: FieldStatement,
  scope: Symbol | undefined,
): { entity?: Reference; field?: Reference } {
  const path = node.references;
  if (!path) return {};
  const resolved = linker.find(
    path.names,
    scope,
    (symbol) => symbol.class === "entity" || (path.names.length > 1 && symbol.class === "field"),
  );
  if (resolved.type !== "found") {
    linker.unresolved(path, resolved, path.names.length > 1 ? ["entity", "field"] : ["entity"], "an entity or a field");
    return {};
  }
  const symbol = resolved.symbols.at(-1);
  if (symbol?.class === "field") {
    const owner = resolved.symbols.at(-2) ?? symbol.parent;
    return { field: { path, target: symbol.key }, ...(owner ? { entity: { path, target: owner.key } } : {}) };
  }
  return symbol ? { entity: { path, target: symbol.key } } : {};
}
