/** Linking of entities and their fields. */

import { fieldTypes, modifiers } from "../language/field-types.ts";
import type { Declaration, FieldStatement, FieldType, Name } from "../syntax/tree.ts";
import type { EntityElement, FieldElement, Reference } from "./design.ts";
import { duplicate, identify, type Surrounding } from "./link-identity.ts";
import { linkValue } from "./link-properties.ts";
import type { Linker } from "./linker.ts";
import { visible } from "./names.ts";
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
  const typed = type ? linkFieldType(linker, type, inside.scope) : undefined;
  const referenced = node.references ? linkReference(linker, node, inside.scope) : undefined;
  const known = new Set<string>();
  for (const modifier of node.modifiers) {
    if (modifiers.has(modifier.text)) known.add(modifier.text);
    else linker.unknown("link/unknown", modifier, modifier.text, "a modifier of a field", modifiers.keys());
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
  const known = new Set<string>(fieldTypes.keys());
  for (const symbol of visible(linker.names)) if (symbol.class === "entity") known.add(symbol.name);
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
