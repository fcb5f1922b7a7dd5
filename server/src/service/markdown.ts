/** Markdown that is safe whatever people wrote in their designs. */

/** Text as Markdown that shows exactly this text: no markup, no HTML, no links. Line ends become spaces. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .replace(/[!-/:-@[-`{-~]/g, "\\$&")
    .replace(/\bhttp(?=s?\\:)/gi, "http&#8203;")
    .replace(/\bwww(?=\\\.)/gi, "www&#8203;");
}

/** Several lines of text, a comment's, with their breaks kept. */
export function escapeLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => escapeMarkdown(line.trim()))
    .join("  \n");
}

/** Text in a code span, with a fence that it does not contain. */
export function code(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
  let fence = "`";
  while (line.includes(fence)) fence += "`";
  const pad = fence.length > 1 || line === "" || /^[ `]|[ `]$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Markdown of this module as plain text, for clients that show no Markdown. */
export function plain(markdown: string): string {
  return markdown
    .replace(/^---$/gm, "")
    .replace(/&#8203;/g, "")
    .replace(/(?<!\\)(\*\*|`+|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}]))/gu, "")
    .replace(/ {2}\n/g, "\n")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
