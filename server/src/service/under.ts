/** What is under the cursor: a name and what it stands for. */

import type { Key } from "../model/design.ts";
import type { LinkedChunk, Use } from "../model/linker.ts";
import type { LinkedFile } from "../model/workspace.ts";
import type { Span } from "../syntax/tree.ts";
import { chunkIndexAt, nodeAt } from "../syntax/walk.ts";

/** A name in the text, and the element that it declares or refers to. */
export interface NamedSpot {
  readonly span: Span;
  readonly key: Key;
  readonly declares: boolean;
  readonly chunk: LinkedChunk;
}

/** The linked chunk at an absolute offset, and the offset inside it. */
export function linkedChunkAt(
  file: LinkedFile,
  offset: number,
): { readonly chunk: LinkedChunk; readonly at: number } | undefined {
  const place = nodeAt(file.source, offset);
  if (!place) return undefined;
  const first = chunkIndexAt(file.source.chunks, offset);
  const chunk = [file.chunks[first], file.chunks[first + 1]].find((candidate) => candidate?.chunk === place.chunk);
  return chunk && { chunk, at: place.offset };
}

/** The name at an absolute offset that declares or refers to an element. A cursor behind a name still is at it. */
export function nameAt(file: LinkedFile, offset: number): NamedSpot | undefined {
  const place = linkedChunkAt(file, offset);
  if (!place) return undefined;
  const { chunk, at } = place;
  const found = (uses: readonly Use[], declares: boolean): NamedSpot | undefined => {
    const here = uses.filter(({ name }) => name.start <= at && at <= name.end);
    // Of two names that touch, the one that begins at the cursor is meant.
    const use = here.findLast((candidate) => at < candidate.name.end) ?? here.at(-1);
    return use && { span: use.name, key: use.target, declares, chunk };
  };
  return found(chunk.declarations, true) ?? found(chunk.uses, false);
}
