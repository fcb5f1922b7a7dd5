/** Entities as columns with types: what SQL, OpenAPI and Mermaid make of fields. */

import { keyOf } from "../estimate/entity.ts";
import type { Evaluation } from "../estimate/evaluation.ts";
import { ownerOf } from "../estimate/stated.ts";
import { fieldTypes } from "../language/field-types.ts";
import type { Design, EntityElement, FieldElement } from "../model/design.ts";

export interface Column {
  readonly name: string;
  readonly field: FieldElement;
  /** A type of the vocabulary; undefined where none can be told. */
  readonly type: string | undefined;
  /** Characters of `string(n)`, bytes of `bytes(n)` and the like. */
  readonly length?: number;
  /** The words of an `enum`. */
  readonly words: readonly string[];
}

/** What a field refers to: an entity, by its key or by one field. */
export interface Link {
  readonly entity: EntityElement;
  /** The fields that are referred to, in the order of the columns; empty where the entity states no key. */
  readonly fields: readonly FieldElement[];
}

const DEEPEST = 8;

/**
 * The columns of a field. One, unless its type is an entity with a key of several fields: then one for each of them,
 * `seat_row`, `seat_number`.
 */
export function columnsOf(evaluation: Evaluation, field: FieldElement): readonly Column[] {
  const { design } = evaluation;
  const link = linkOf(design, field);
  if (isTyped(design, field) || !link || link.fields.length < 2) {
    return [{ name: field.name, field, ...typeOf(evaluation, field, 0) }];
  }
  return link.fields.map((key) => ({
    name: `${field.name}_${key.name}`,
    field,
    ...typeOf(evaluation, key, 0),
  }));
}

/** Whether the field has a type of the vocabulary itself, not that of what it refers to. */
function isTyped(design: Design, field: FieldElement): boolean {
  if (field.fieldType === undefined || !fieldTypes.has(field.fieldType)) return false;
  const path = field.entity?.path;
  return path === undefined || path !== field.node.fieldType?.name || design.get(field.entity?.target) === undefined;
}

function typeOf(evaluation: Evaluation, field: FieldElement, depth: number): Pick<Column, "type" | "length" | "words"> {
  const { design } = evaluation;
  if (!isTyped(design, field)) {
    const [key] = linkOf(design, field)?.fields ?? [];
    return key && depth < DEEPEST ? typeOf(evaluation, key, depth + 1) : { type: undefined, words: [] };
  }
  const type = field.fieldType ?? "";
  if (fieldTypes.get(type)?.argument === "words") {
    return { type, words: field.arguments.flatMap((value) => value.word ?? value.text ?? []) };
  }
  const [argument] = field.arguments;
  const stated = argument ? evaluation.value(argument, ownerOf(field, "size")).quantity?.value.toNumber() : undefined;
  const length = stated !== undefined && Number.isSafeInteger(stated) && stated > 0 ? stated : undefined;
  return { type, words: [], ...(length === undefined ? {} : { length }) };
}

/** What a field refers to, or undefined. */
export function linkOf(design: Design, field: FieldElement): Link | undefined {
  const entity = design.get(field.entity?.target);
  if (entity?.class !== "entity") return undefined;
  const one = design.get(field.field?.target);
  return { entity, fields: one?.class === "field" ? [one] : keyOf(entity) };
}
