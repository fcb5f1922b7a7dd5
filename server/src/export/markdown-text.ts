/** Markdown that is safe whatever people wrote in their designs. */

/**
 * Text as Markdown that shows exactly this text: no markup, no HTML, no links. Line ends become spaces. Only what could
 * mean something is escaped, for clients that show Markdown as it is.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(CONTROLS, " ")
    .trim()
    .replace(/[\\`*_{}[\]()<>#|~&!@]/g, "\\$&")
    .replace(/^(?:[-+=]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, "\\$&");
}

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Several lines of text, a comment's, with their breaks kept. */
export function escapeLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => escapeMarkdown(line.trim()))
    .join("  \n");
}

/** Text in a code span, with a fence that it does not contain. */
export function code(text: string): string {
  const line = text.replace(CONTROLS, " ");
  let fence = "`";
  while (line.includes(fence)) fence += "`";
  const pad = fence.length > 1 || line === "" || /^[ `]|[ `]$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}
