/** Two computed parts that must be of one dimension: the check that sums, comparisons and arguments share. */

import type { Origin } from "../model/design.ts";
import type { NumberTerm, Span } from "../syntax/tree.ts";
import { combined, type Exponents, sameExponents } from "./dimension.ts";
import { unitFor } from "./display.ts";
import { type EstimateProblem, type ProblemFix, problem } from "./problem.ts";
import { comparable, type Quantity } from "./quantity.ts";
import type { Convention } from "./unit.ts";
import { labelMismatch, type Meeting, mismatch } from "./wording.ts";

/** A computed part of an expression. */
export interface Part extends Span {
  readonly quantity?: Quantity;
  /** A literal such as `500B` that went into it as billions, and may have been meant as bytes. */
  readonly billions?: NumberTerm;
  /** It is a number without any unit. */
  readonly bare?: boolean;
}

/** A part that has a value. */
export type Valued = Part & { readonly quantity: Quantity };

/** Whether a part has a value. */
export function isValued(part: Part): part is Valued {
  return part.quantity !== undefined;
}

/** Where an expression stands, and how long its days are. */
export interface Place {
  readonly origin: Origin;
  readonly convention: Convention;
}

/** What is wrong when two parts meet, or undefined when they are of one dimension and count the same. */
export function meet(meeting: Meeting, left: Valued, right: Valued, place: Place): EstimateProblem | undefined {
  const fit = comparable(left.quantity, right.quantity);
  if (fit === "yes") return undefined;
  if (fit === "labels") {
    const message = labelMismatch(meeting, left.quantity, right.quantity, place.convention);
    return problem("estimate/label-mismatch", place.origin, right, message);
  }
  const bytes =
    meantBytes(left, right.quantity.dimensions, place.origin) ??
    meantBytes(right, left.quantity.dimensions, place.origin);
  if (bytes) return bytes;
  const message = mismatch(meeting, left.quantity, right.quantity, place.convention);
  const fixes = right.bare ? missingUnit(left.quantity, right) : left.bare ? missingUnit(right.quantity, left) : [];
  return problem("estimate/dimension-mismatch", place.origin, right, message, fixes);
}

/** `500B` where bytes are needed: the problem that says so, or undefined. */
export function meantBytes(part: Part, expected: Exponents, origin: Origin): EstimateProblem | undefined {
  const { billions, quantity } = part;
  if (!billions || !quantity) return undefined;
  if (!sameExponents(combined(quantity.dimensions, new Map([["information", 1]])), expected)) return undefined;
  const letter = { start: billions.end - 1, end: billions.end };
  const message = `\`${billions.digits}B\` is ${billions.digits} billion, and bytes are needed here. For bytes write \`${billions.digits} B\`, with a space.`;
  return problem("estimate/ambiguous-unit", origin, billions, message, [
    { ...letter, title: `Write \`${billions.digits} B\` for bytes`, text: " B" },
  ]);
}

/** A plain number beside a quantity with a unit probably lacks that unit. */
function missingUnit(other: Quantity, part: Part): readonly ProblemFix[] {
  const unit = other.dimensions.size ? unitFor(other) : undefined;
  if (unit === undefined) return [];
  return [{ title: `Add the unit \`${unit}\``, text: ` ${unit}`, start: part.end, end: part.end }];
}
