/**
 * Findings of a design's last version, for the moment in which its next one is not checked yet: what stood in
 * statements that an edit left alone still stands there.
 */

import type { Finding } from "../lint/finding.ts";
import type { Place } from "../model/design.ts";
import type { Chunk, SourceFile, Span, Statement } from "../syntax/tree.ts";
import { chunkIndexAt } from "../syntax/walk.ts";

/** Files of the present, by their URI. */
export type SourceOf = (uri: string) => SourceFile | undefined;

/** The findings that can still be shown, moved to where they belong now. Those of replaced statements may be lost. */
export function carryOver(findings: readonly Finding[], sourceOf: SourceOf): readonly Finding[] {
  return findings.flatMap((finding) => {
    const place = placeNow(finding.place, sourceOf);
    if (!place) return [];
    if (place === finding.place) return [finding];
    return [
      { ...finding, place, related: finding.related.filter((one) => placeNow(one.place, sourceOf) === one.place) },
    ];
  });
}

/** The place itself while its statement lives, else the same name in the statement's successor. */
function placeNow(place: Place, sourceOf: SourceOf): Place | undefined {
  const { chunk, uri } = place.origin;
  const chunks = sourceOf(uri)?.chunks ?? [];
  // A chunk that an edit has replaced stands where its successor does, give or take what was typed.
  const at = chunkIndexAt(chunks, chunk.start + chunk.length);
  for (const near of [chunks[at], chunks[at - 1], chunks[at + 1]]) if (near === chunk) return place;
  for (const near of [chunks[at], chunks[at - 1], chunks[at + 1]]) {
    const span = near && sameName(place.span, chunk, near);
    if (span) return { origin: { uri, chunk: near }, span };
  }
  return undefined;
}

/** Where a name of a statement stands in another one of the same kind and name. */
function sameName(span: Span, before: Chunk, after: Chunk): Span | undefined {
  const old = nameOf(before.statement);
  const now = nameOf(after.statement);
  const same = old && now && old.text === now.text && before.statement?.type === after.statement?.type;
  return same && old.start === span.start && old.end === span.end ? { start: now.start, end: now.end } : undefined;
}

function nameOf(statement: Statement | undefined): (Span & { readonly text: string }) | undefined {
  return statement && "name" in statement ? statement.name : undefined;
}
