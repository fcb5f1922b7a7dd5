/** Deterministic JSON of figures. */

/** A number without the noise of binary arithmetic, which differs between machines: twelve digits. */
export function decimals(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value;
}

/** The same, null where there is none or it is infinite, which JSON has no word for. */
export function figure(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : decimals(value);
}

/**
 * An object by the full names of elements, the first where two share one. Names are people's: `__proto__` is one like
 * any other.
 */
export function keyed<Element extends { readonly id: string }, Value>(
  elements: readonly Element[],
  value: (element: Element) => Value,
): Readonly<Record<string, Value>> {
  const result: Record<string, Value> = Object.create(null);
  for (const element of elements) {
    if (element.id !== "" && !Object.hasOwn(result, element.id)) result[element.id] = value(element);
  }
  return result;
}
