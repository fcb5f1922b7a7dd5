/** What can be folded: bodies, runs of comments and imports, and marked regions. */

import type { Chunk, SourceFile, Statement } from "../syntax/tree.ts";
import { bodyOf } from "../syntax/walk.ts";
import { DEEPEST } from "./cursor.ts";
import { type Range, rangeOf } from "./place.ts";

export interface Fold {
  /** From the character whose line stays to the last one that goes. The doors drop folds within a line. */
  readonly range: Range;
  readonly kind: "body" | "comment" | "imports" | "region";
}

/** The folds of a file, in no particular order. `text` tells which comments follow one another. */
export function folding(file: SourceFile, text: string): readonly Fold[] {
  const folds: Fold[] = [];
  let imports: Range | undefined;
  for (const chunk of file.chunks) {
    if (chunk.statement) bodies(chunk, chunk.statement, 0, folds);
    if (chunk.statement?.type === "import") {
      const range = rangeOf(chunk, chunk.statement);
      imports = imports ? { start: imports.start, end: range.end } : range;
    } else if (chunk.statement) {
      if (imports) folds.push({ range: imports, kind: "imports" });
      imports = undefined;
    }
  }
  if (imports) folds.push({ range: imports, kind: "imports" });
  comments(file, text, folds);
  return folds;
}

function bodies(chunk: Chunk, statement: Statement, depth: number, folds: Fold[]): void {
  const body = bodyOf(statement);
  if (!body || depth > DEEPEST) return;
  folds.push({ range: rangeOf(chunk, body), kind: "body" });
  for (const inner of body.statements) bodies(chunk, inner, depth + 1, folds);
}

const REGION = /^\s*#?region\b/;
const END_REGION = /^\s*#?endregion\b/;

function comments(file: SourceFile, text: string, folds: Fold[]): void {
  const regions: number[] = [];
  let run: (Range & { readonly kind: string }) | undefined;
  const finish = (): void => {
    if (run) folds.push({ range: { start: run.start, end: run.end }, kind: "comment" });
    run = undefined;
  };
  for (const chunk of file.chunks) {
    for (const comment of chunk.comments) {
      const range = rangeOf(chunk, comment);
      const marked = comment.kind === "line" && (REGION.test(comment.text) || END_REGION.test(comment.text));
      if (marked || !run || run.kind !== comment.kind || text.slice(run.end, range.start).trim() !== "") finish();
      if (marked) {
        if (REGION.test(comment.text)) regions.push(range.start);
        else {
          const start = regions.pop();
          if (start !== undefined) folds.push({ range: { start, end: range.end }, kind: "region" });
        }
      } else if (comment.kind === "block") {
        folds.push({ range, kind: "comment" });
      } else {
        run = run ? { ...run, end: range.end } : { ...range, kind: comment.kind };
      }
    }
  }
  finish();
}
