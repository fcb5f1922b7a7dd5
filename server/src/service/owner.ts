/** Whose properties a body states. */

import { isComponentKind, type KindEntry, kinds } from "../language/kinds.ts";
import type { PropertyEntry, PropertyOwner } from "../language/properties.ts";
import { classOf, isBlock } from "../model/symbols.ts";
import type { Statement } from "../syntax/tree.ts";

export interface Owner {
  readonly owner: PropertyOwner;
  /** A component's kind, as far as the vocabulary knows it. */
  readonly kind?: KindEntry;
}

const OF_CLASS: ReadonlyMap<string, PropertyOwner> = new Map([["requirement", "functional"]]);

/** What the properties in a statement's body belong to; undefined for bodies that take none. */
export function ownerOf(statement: Statement): Owner | undefined {
  switch (statement.type) {
    case "declaration": {
      if (isBlock(statement)) return undefined;
      const of = classOf(statement);
      const kind = kinds.get(statement.kind.text);
      if (of === "component") return { owner: "component", ...(kind && isComponentKind(kind.name) ? { kind } : {}) };
      return { owner: OF_CLASS.get(of) ?? (of as PropertyOwner) };
    }
    case "kind": {
      const kind = kinds.get(statement.base?.text ?? "");
      return { owner: "component", ...(kind ? { kind } : {}) };
    }
    case "quality":
    case "relation":
    case "connection":
    case "endpoint":
      return { owner: statement.type };
    default:
      return undefined;
  }
}

/** Whether a property has a use for a component of a kind; a kind of one's own may need anything. */
export function isOfUse(entry: PropertyEntry, kind: KindEntry | undefined): boolean {
  return !entry.only || !kind || entry.only.includes(kind.name) || entry.only.includes(kind.group);
}
