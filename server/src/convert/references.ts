/** What the fields of a data model refer to, where it is said by names and lines alone. */

import type { Sketch, SketchEntity, SketchField, SketchRelation } from "./sketch.ts";
import { inWords } from "./words.ts";

/**
 * Turns lines that stand for a reference into one: a relation that is called like a field, and a foreign key that is
 * called like an entity that its own is related to.
 */
export function resolveReferences(sketch: Sketch): void {
  sketch.relations = sketch.relations.filter((relation) => !isReference(sketch, relation));
  for (const entity of sketch.entities.values()) {
    for (const one of entity.fields) {
      if (!one.foreign || one.reference) continue;
      const target = named(sketch, entity, one);
      if (target) one.reference = { entity: target };
      else one.notes.push("foreign key");
    }
  }
}

function isReference(sketch: Sketch, { from, to, title }: SketchRelation): boolean {
  for (const [own, other] of [
    [to, from],
    [from, to],
  ] as const) {
    const one = sketch.entities.get(own)?.fields.find(({ name, foreign }) => foreign && name === title);
    if (!one || one.reference) continue;
    one.reference = { entity: other };
    return true;
  }
  return false;
}

/** `customer_id` → the entity `Customer`, or `customers`. */
function named(sketch: Sketch, entity: SketchEntity, { name }: SketchField): string | undefined {
  const wanted = inWords(name).replace(/ (?:id|key|fk|uuid|ref|no|code)$/, "");
  const fitting = [...sketch.entities.values()].filter(({ label }) => {
    const said = inWords(label);
    return said === wanted || said === `${wanted}s` || said === `${wanted}es` || said === wanted.replace(/y$/, "ies");
  });
  const [only] = fitting;
  return fitting.length === 1 && only && (only !== entity || /parent/.test(name)) ? only.id : undefined;
}
