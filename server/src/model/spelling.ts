/** The nearest known spelling of a word that is not known. */

import { distance } from "fastest-levenshtein";

/** Nobody misspells longer words by a letter or two, and comparing them takes time. */
const LONGEST = 200;

/**
 * The candidate that the author most likely meant, or undefined when none is close: at most a third of the word's
 * letters may differ (at least one, at most three), and not all of them; two that changed places count as one. A
 * difference of case alone always counts as close; of several equally close ones, one that begins alike, then the one
 * of the likest case, then the first of the alphabet: where they are declared does not matter.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  const limit = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  let best: string | undefined;
  let bestRank = 0;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const other = candidate.toLowerCase();
    const apart = other === lower ? 0 : swapped(lower, other) ? 1 : distance(lower, other);
    if (apart > limit || apart >= word.length) continue;
    const rank = apart + (other[0] === lower[0] ? 0 : 0.5);
    if (best === undefined || rank < bestRank || (rank === bestRank && precedes(word, candidate, best))) {
      best = candidate;
      bestRank = rank;
    }
  }
  return best;
}

function precedes(word: string, one: string, other: string): boolean {
  const difference = distance(word, one) - distance(word, other);
  return difference < 0 || (difference === 0 && one < other);
}

/** Whether two words differ in nothing but two neighbouring letters that changed places. */
function swapped(some: string, other: string): boolean {
  if (some.length !== other.length) return false;
  let at = 0;
  while (at < some.length && some[at] === other[at]) at++;
  return some[at] === other[at + 1] && some[at + 1] === other[at] && some.slice(at + 2) === other.slice(at + 2);
}
