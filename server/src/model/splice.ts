/** What an edit replaced in a list whose other items stayed the same objects. */
export interface Splice {
  /** How many items at the start are the same. */
  readonly start: number;
  /** How many items behind them are gone. */
  readonly removed: number;
  /** How many new ones stand in their place. */
  readonly inserted: number;
}

/** The smallest splice that turns one list into another; items are compared by identity. */
export function spliceBetween(before: readonly unknown[], after: readonly unknown[]): Splice {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let behind = 0;
  while (behind < shorter - start && before[before.length - 1 - behind] === after[after.length - 1 - behind]) behind++;
  return { start, removed: before.length - start - behind, inserted: after.length - start - behind };
}

/** A copy of a list with the splice carried out. */
export function spliced<T>(list: readonly T[], splice: Splice, items: readonly T[]): T[] {
  return list.slice(0, splice.start).concat(items, list.slice(splice.start + splice.removed));
}
