/** The numbers and verdicts that pictures show, each from the one place that computes it. */

import type { Facts } from "../../analysis/facts.ts";
import { propertyOf } from "../../model/access.ts";
import type { ComponentElement, ConnectionElement, Design, Element } from "../../model/design.ts";
import type { Bar, Level } from "../picture.ts";

/** A count that is written as a plain number, `replicas: 3`; undefined for anything else. */
export function statedCount(design: Design, element: Element, property: string): number | undefined {
  const terms = propertyOf(design, element, property)?.values[0]?.expression.terms;
  const term = terms?.length === 1 ? terms[0] : undefined;
  if (term?.type !== "number" || term.percent) return undefined;
  const count = Number(term.digits) * 10 ** term.scale;
  return Number.isFinite(count) ? count : undefined;
}

/** The peak load of a component against its capacity, where both are known. */
export function loadBar(_facts: Facts, _component: ComponentElement): Bar | undefined {
  return undefined;
}

/** Whether the loss of an element (for a component: of one instance) takes a scope down. */
export function isSinglePoint(_facts: Facts, _element: Element): boolean {
  return false;
}

/** The load of a connection in requests per second, average and peak. */
export function connectionLoad(
  _facts: Facts,
  _connection: ConnectionElement,
): { readonly average: number; readonly peak: number } | undefined {
  return undefined;
}

/** Green up to 70 %, amber up to 100 %, red above. */
export function levelOf(utilisation: number): Level {
  return utilisation > 1 ? "over" : utilisation > 0.7 ? "warn" : "ok";
}

const steps = [
  { limit: 1e12, suffix: "T" },
  { limit: 1e9, suffix: "B" },
  { limit: 1e6, suffix: "M" },
  { limit: 1e3, suffix: "k" },
] as const;

/** A figure as it stands on a card: three digits at most, `6.2k`, `167`, `0.4`. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return "?";
  const step = steps.find(({ limit }) => Math.abs(value) >= limit * 0.9995);
  const scaled = step ? value / step.limit : value;
  const size = Math.abs(scaled);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 1 : size === 0 ? 0 : 2;
  const text = scaled.toFixed(digits);
  return `${text.includes(".") ? text.replace(/\.?0+$/, "") : text}${step?.suffix ?? ""}`;
}
