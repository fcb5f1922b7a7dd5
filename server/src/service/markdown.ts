/** Markdown that is safe whatever people wrote in their designs, and the same as plain text. */

export { code, escapeLines, escapeMarkdown } from "../export/markdown-text.ts";

/** Markdown of this module as plain text, for clients that show no Markdown. */
export function plain(markdown: string): string {
  return markdown
    .replace(/^---$/gm, "")
    .replace(/(?<!\\)(\*\*|`+|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}]))/gu, "")
    .replace(/ {2}\n/g, "\n")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
