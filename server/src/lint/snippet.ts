/** Snippets in the LSP's syntax: text with numbered placeholders for what only the author can choose. */

/** A placeholder with a default: `${1:99.9%}`. */
export function placeholder(number: number, value: string): string {
  return `\${${number}:${escapeSnippet(value)}}`;
}

/** Text that stands for itself in a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** What a snippet inserts when nobody fills in its placeholders: their defaults (the first word of a choice). */
export function plainText(snippet: string): string {
  let text = snippet;
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(/\$\{\d+:((?:[^{}$\\]|\\.)*)\}/g, "$1").replace(/\$\{\d+\|((?:[^,|\\]|\\.)*)[^}]*\|\}/g, "$1");
  }
  return text.replace(/\$\{\d+\}|\$\d+/g, "").replace(/\\([\\$},|])/g, "$1");
}
