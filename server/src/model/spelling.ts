/** The nearest known spelling of a word that is not known. */

import { distance } from "fastest-levenshtein";

/**
 * The candidate that the author most likely meant, or undefined when none is close: at most a third of the word's
 * letters may differ (at least one, at most three), and not all of them; two that changed places count as one. A
 * difference of case alone always counts as close; of two equally close ones, the one that begins alike.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  const limit = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const other = candidate.toLowerCase();
    const apart = other === lower ? 0 : swapped(lower, other) ? 1 : distance(lower, other);
    if (apart >= word.length) continue;
    const alike = apart === bestDistance && best?.[0]?.toLowerCase() !== lower[0] && other[0] === lower[0];
    if (apart < bestDistance || (alike && best !== undefined)) {
      best = candidate;
      bestDistance = apart;
    }
  }
  return best;
}

/** Whether two words differ in nothing but two neighbouring letters that changed places. */
function swapped(some: string, other: string): boolean {
  if (some.length !== other.length) return false;
  let at = 0;
  while (at < some.length && some[at] === other[at]) at++;
  return some[at] === other[at + 1] && some[at + 1] === other[at] && some.slice(at + 2) === other.slice(at + 2);
}
