/** The nearest known spelling of a word that is not known. */

import { distance } from "fastest-levenshtein";

/**
 * The candidate that the author most likely meant, or undefined when none is close: at most a third of the word's
 * letters may differ (at least one, at most three). A difference of case alone always counts as close; of two
 * equally close ones, the one that begins alike.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  const limit = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const other = candidate.toLowerCase();
    const apart = other === lower ? 0 : distance(lower, other);
    const alike = apart === bestDistance && best?.[0]?.toLowerCase() !== lower[0] && other[0] === lower[0];
    if (apart < bestDistance || (alike && best !== undefined)) {
      best = candidate;
      bestDistance = apart;
    }
  }
  return best;
}
