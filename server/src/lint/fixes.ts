/** Builds the fixes of findings. */

import type { AuthorText } from "./author-text.ts";
import { lineStart } from "./author-text.ts";
import type { Edit, Fix } from "./finding.ts";
import { escapeSnippet } from "./snippet.ts";

/** One fix, or none where its edits could not be made. It changes the design, so it is for the author to decide. */
export function fix(title: string, edits: readonly Edit[] | undefined): readonly Fix[] {
  return edits?.length ? [{ title, edits, safe: false }] : [];
}

/** A fix that does not change what the design means, and may be applied without looking. */
export function safeFix(title: string, edits: readonly Edit[] | undefined): readonly Fix[] {
  return edits?.length ? [{ title, edits, safe: true }] : [];
}

/** A fix whose first edit is a snippet. */
export function snippetFix(author: AuthorText, title: string, edits: readonly Edit[] | undefined): readonly Fix[] {
  const [first, ...others] = edits ?? [];
  return first ? [{ title, edits: [fromLineStart(author, first), ...others], safe: false, snippet: true }] : [];
}

/**
 * Editors indent a snippet's further lines like the line that it is inserted in, which ours already are. So one with
 * several lines begins where its line does.
 */
function fromLineStart(author: AuthorText, edit: Edit): Edit {
  if (!/[\r\n]/.test(edit.text)) return edit;
  const { origin } = edit;
  const text = author.of(origin.uri);
  const at = origin.chunk.start + edit.start;
  const start = lineStart(text, at);
  const before = text.slice(start, at);
  if (!/^[ \t]/.test(before) || start < origin.chunk.start) return edit;
  return { ...edit, start: start - origin.chunk.start, text: escapeSnippet(before) + edit.text };
}
