/** Entities: where they are stored, and what must not leak of them. */

import { propertyOf } from "../../model/access.ts";
import type { ComponentElement, Design, EntityElement, FieldElement, Key } from "../../model/design.ts";
import { once } from "../../model/once.ts";
import { perElements, push } from "./per-design.ts";

/** A component that keeps an entity: whole, or only some of its fields. */
export interface Storage {
  readonly component: ComponentElement;
  readonly fields?: readonly FieldElement[];
}

/** What storing is about: components with their own kinds, entities and fields. */
const STORING = ["component", "kind", "entity", "field"] as const;

/** Where each entity is kept. */
export const storages: (design: Design) => ReadonlyMap<Key, readonly Storage[]> = perElements(STORING, (design) => {
  const found = new Map<Key, Storage[]>();
  for (const component of design.all("component")) {
    const parts = new Map<Key, FieldElement[]>();
    const whole = new Set<Key>();
    for (const { reference } of propertyOf(design, component, "stores")?.values ?? []) {
      const target = design.get(reference?.target);
      if (target?.class === "entity") whole.add(target.key);
      else if (target?.class === "field" && target.parent) push(parts, target.parent, target);
    }
    for (const entity of whole) push(found, entity, { component });
    for (const [entity, fields] of parts) if (!whole.has(entity)) push(found, entity, { component, fields });
  }
  return found;
});

/** The components that keep an entity, whole or in part. */
export function storesOf(design: Design, entity: EntityElement): readonly Storage[] {
  return storages(design).get(entity.key) ?? [];
}

/** Fields that hold personal or otherwise sensitive data. */
export const delicateFields: (entity: EntityElement) => readonly FieldElement[] = once(({ fields }) =>
  fields.filter(({ modifiers }) => modifiers.has("pii") || modifiers.has("sensitive")),
);

/** Fields that hold personal data. */
export function personalFields(entity: EntityElement): readonly FieldElement[] {
  return entity.fields.filter((field) => field.modifiers.has("pii"));
}

/** The entities that a component keeps, with the fields where it is only some. */
export const storedBy: (
  design: Design,
) => ReadonlyMap<Key, readonly { entity: EntityElement; fields?: readonly FieldElement[] }[]> = perElements(
  STORING,
  (design) => {
    const found = new Map<Key, { entity: EntityElement; fields?: readonly FieldElement[] }[]>();
    for (const [key, kept] of storages(design)) {
      const entity = design.get(key);
      if (entity?.class !== "entity") continue;
      for (const { component, fields } of kept) push(found, component.key, { entity, ...(fields ? { fields } : {}) });
    }
    return found;
  },
);
