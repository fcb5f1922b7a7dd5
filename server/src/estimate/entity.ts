/** Sizes of fields and entities in bytes, and how many records are kept. */

import { fieldTypes } from "../language/field-types.ts";
import type { Design, EntityElement, FieldElement, Value } from "../model/design.ts";
import type { Meaning } from "./calculate.ts";
import { format } from "./display.ts";
import type { Step } from "./problem.ts";
import { add, amount, multiply, type Quantity } from "./quantity.ts";
import { type Convention, labelOfName } from "./unit.ts";

/** How large a record of an entity is. */
export interface EntitySize {
  /** Without the fields that have no size. */
  readonly quantity: Quantity;
  /** The same as a number. */
  readonly bytes: number;
  /** Whether fields without a size make this a lower bound (shown with `≥`). */
  readonly lowerBound: boolean;
  /** The fields that have no size. */
  readonly blocking: readonly FieldElement[];
}

/** What sizes of fields are made of. */
export interface SizeInputs {
  /** The value of a type's argument. */
  argument(value: Value): Quantity | undefined;
  /** The size of another field. */
  field(field: FieldElement): Quantity | undefined;
}

const NOTHING = amount(0, "B");

/**
 * The fields whose sizes a field's own is made of: the key of the entity that it refers to, or the field behind
 * `-> Entity.field`. Empty where its type has a size of its own.
 */
export function fieldsBehind(design: Design, field: FieldElement): readonly FieldElement[] {
  if (field.fieldType !== undefined && fieldTypes.has(field.fieldType) && !isEntityTyped(design, field)) return [];
  const target = design.get(field.field?.target);
  if (target?.class === "field") return [target];
  const entity = design.get(field.entity?.target);
  return entity?.class === "entity" ? keyOf(entity) : [];
}

/** A type that names an entity, even one that is called like a built-in type. */
function isEntityTyped(design: Design, field: FieldElement): boolean {
  const path = field.entity?.path;
  return path !== undefined && path === field.node.fieldType?.name && design.get(field.entity?.target) !== undefined;
}

/** The fields of an entity's key, in order. */
export function keyOf(entity: EntityElement): readonly FieldElement[] {
  return entity.fields.filter((field) => field.modifiers.has("pk"));
}

/** Bytes of one field, or undefined where its type states no size: an unsized string or list, an unknown type. */
export function fieldSize(design: Design, field: FieldElement, inputs: SizeInputs): Quantity | undefined {
  const one = itemSize(design, field, inputs);
  if (!one || !field.list) return one;
  return field.list.size === undefined ? undefined : times(one, field.list.size);
}

function itemSize(design: Design, field: FieldElement, inputs: SizeInputs): Quantity | undefined {
  const behind = fieldsBehind(design, field);
  if (behind.length) {
    const sizes = behind.map((other) => inputs.field(other));
    return sizes.every((size) => size !== undefined) ? total(sizes) : undefined;
  }
  const entry = field.fieldType === undefined ? undefined : fieldTypes.get(field.fieldType);
  if (!entry || isEntityTyped(design, field)) return undefined;
  if (entry.size !== undefined) return amount(entry.size, "B");
  const [argument] = field.arguments;
  const stated = argument ? inputs.argument(argument) : undefined;
  if (!stated || stated.value.lt(0)) return undefined;
  if (stated.dimensions.size === 1 && stated.dimensions.get("information") === 1) return stated;
  // A plain number counts characters of two bytes, or bytes.
  return stated.dimensions.size === 0 ? times(stated, entry.argument === "characters" ? 2 : 1, "B") : undefined;
}

function times(of: Quantity, factor: number, unit = ""): Quantity {
  const outcome = multiply(amount(factor, unit), of);
  return "quantity" in outcome ? { ...outcome.quantity, labels: new Map() } : of;
}

function total(sizes: readonly Quantity[]): Quantity {
  return sizes.reduce((all, size) => {
    const outcome = add(all, size);
    return "quantity" in outcome ? outcome.quantity : all;
  }, NOTHING);
}

/** The size of an entity from the sizes of its fields. An entity without fields has none: its size is unknown. */
export function entitySize(entity: EntityElement, size: (field: FieldElement) => Quantity | undefined): EntitySize {
  const sizes = entity.fields.map((field) => ({ field, size: size(field) }));
  const blocking = sizes.flatMap((each) => (each.size ? [] : [each.field]));
  const quantity = { ...total(sizes.flatMap((each) => each.size ?? [])), preference: {} };
  return {
    quantity,
    bytes: quantity.value.toNumber(),
    lowerBound: blocking.length > 0 || entity.fields.length === 0,
    blocking,
  };
}

/** Years for which growth without a retention is counted. */
const ASSUMED_YEARS = 5;

/** The stated properties that rows are made of. */
export interface RowInputs {
  readonly rows: Quantity | undefined;
  readonly grows: Quantity | undefined;
  readonly retention: Quantity | undefined;
  readonly convention: Convention;
}

/**
 * How many records are kept: the stated `rows`, or `grows` × `retention`. Growth without a retention is counted for
 * five years, as an assumption; an entity that states neither has no number of rows.
 */
export function entityRows(entity: EntityElement, given: RowInputs): Meaning {
  const labels = new Map([[labelOfName(entity.name), 1]]);
  const { convention } = given;
  if (given.rows) return { quantity: { ...given.rows, labels } };
  if (!given.grows) {
    const message = `\`${entity.id}\` states neither \`rows\` nor \`grows\`, so its records cannot be counted. State \`rows: 1M\`, or \`grows: 1k/day\` and a \`retention\`.`;
    return { problem: { rule: "estimate/undefined", message } };
  }
  const years = amount(ASSUMED_YEARS, "years", convention);
  const kept = multiply(given.grows, given.retention ?? years);
  if (!("quantity" in kept)) return {};
  const quantity = { ...kept.quantity, labels, preference: {} };
  const step: Step = given.retention
    ? {
        kind: "input",
        key: entity.key,
        text: `\`${entity.id}\` grows by ${format(given.grows, convention)} and is kept for ${format(given.retention, convention)}`,
      }
    : {
        kind: "assumption",
        key: entity.key,
        text: `\`${entity.id}\` states no \`retention\`: its growth of ${format(given.grows, convention)} is counted for ${ASSUMED_YEARS} years`,
      };
  return { quantity, steps: [step] };
}

/** What `size(Entity)` means, with the fields that make it a lower bound. */
export function sizeMeaning(entity: EntityElement, size: EntitySize, convention: Convention): Meaning {
  const text = `size(\`${entity.id}\`) ${size.lowerBound ? "≥" : "="} ${format(size.quantity, convention)}`;
  const unsized = size.blocking.map((field) => `\`${field.name}\``).join(", ");
  const steps: Step[] = [{ kind: "input", key: entity.key, text }];
  if (unsized)
    steps.push({
      kind: "assumption",
      key: entity.key,
      text: `${unsized} of \`${entity.id}\` count for nothing: no size is stated`,
    });
  return { quantity: size.quantity, steps };
}
