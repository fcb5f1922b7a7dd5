/** What leads out of the text: imported files, addresses in `link`, and the rules that suppressions name. */

import { rules } from "../lint/rules/index.ts";
import type { Workspace } from "../model/workspace.ts";
import type { Chunk } from "../syntax/tree.ts";
import { statements } from "../syntax/walk.ts";
import { type Range, rangeOf } from "./place.ts";

export interface DocumentLink {
  readonly range: Range;
  /** A file's URI, or a web address; or the rule whose page it is. */
  readonly target: string | { readonly rule: string };
  readonly tooltip: string;
}

/** The links of a file, in the order of its text. Only `http` and `https` addresses are followed. */
export function documentLinks(workspace: Workspace, uri: string): readonly DocumentLink[] {
  const source = workspace.source(uri);
  if (!source) return [];
  const links: DocumentLink[] = [];
  for (const { chunk, statement } of statements(source)) {
    if (statement.type === "import" && statement.path) {
      const target = workspace.importTarget(uri, statement);
      if (target !== undefined) links.push({ range: inside(chunk, statement.path), target, tooltip: "Open the file" });
    }
    if (statement.type === "property" && statement.name.text === "link") {
      for (const value of statement.values) {
        const [only] = value.terms;
        if (only?.type !== "text" || !isAddress(only.value)) continue;
        links.push({ range: inside(chunk, only), target: only.value, tooltip: "Open the page" });
      }
    }
  }
  for (const chunk of source.chunks) links.push(...suppressed(workspace.text(uri) ?? "", chunk));
  return links.sort((one, other) => one.range.start - other.range.start);
}

/** A string without its quotes. */
function inside(chunk: Chunk, span: { readonly start: number; readonly end: number }): Range {
  const { start, end } = rangeOf(chunk, span);
  return end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}

function isAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}

function suppressed(text: string, chunk: Chunk): readonly DocumentLink[] {
  return chunk.comments.flatMap((comment) => {
    if (comment.kind !== "line") return [];
    const { start, end } = rangeOf(chunk, comment);
    const written = text.slice(start, end);
    const head = /^\/\/\s*sdesign-ignore(?:-file)?\s+([^:]*)/.exec(written);
    if (!head) return [];
    return [...(head[1] ?? "").matchAll(/[\w-]+\/[\w-]+/g)].flatMap(({ 0: id, index }) => {
      const at = start + head[0].length - (head[1] ?? "").length + index;
      return rules.has(id)
        ? [{ range: { start: at, end: at + id.length }, target: { rule: id }, tooltip: "Read about the rule" }]
        : [];
    });
  });
}
