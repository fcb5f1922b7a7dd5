/** Whether two chunks say the same, wherever in the text they say it. */

import type { Chunk } from "../tree.ts";

/** True when the statements, what is wrong with them and their documentation are equal but for their places. */
export function sameTree(one: Chunk, other: Chunk | undefined): boolean {
  if (!other || one.problems.length !== other.problems.length) return false;
  return same(one.statement, other.statement);
}

type Fields = Readonly<Record<string, unknown>>;

function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((item, index) => same(item, other[index]));
  }
  const [own, theirs] = [one as Fields, other as Fields];
  const keys = Object.keys(own);
  if (keys.length !== Object.keys(theirs).length) return false;
  return keys.every((key) => key === "start" || key === "end" || same(own[key], theirs[key]));
}
