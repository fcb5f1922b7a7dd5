/** Snippets in the LSP's syntax: text with numbered placeholders for what only the author can choose. */

/** A placeholder with a default: `${1:99.9%}`. */
export function placeholder(number: number, value: string): string {
  return `\${${number}:${escapeSnippet(value)}}`;
}

/** Text that stands for itself in a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** What a snippet inserts when nobody fills in its placeholders: their defaults, the first word of a choice. */
export function plainText(snippet: string): string {
  return read(snippet, 0, false).text;
}

/** Reads up to the end, or inside a placeholder up to its closing brace. */
function read(snippet: string, start: number, nested: boolean): { readonly text: string; readonly end: number } {
  let text = "";
  let at = start;
  while (at < snippet.length) {
    const char = snippet[at] ?? "";
    if (char === "\\" && /[\\$},|]/.test(snippet[at + 1] ?? "")) {
      text += snippet[at + 1];
      at += 2;
    } else if (nested && char === "}") {
      return { text, end: at + 1 };
    } else if (char === "$") {
      const placed = stop(snippet, at);
      text += placed.text;
      at = placed.end;
    } else {
      text += char;
      at++;
    }
  }
  return { text, end: at };
}

/** Reads `$1`, `${1}`, `${1:default}` or `${1|first,second|}`; a dollar sign that is none of these stands for itself. */
function stop(snippet: string, at: number): { readonly text: string; readonly end: number } {
  const rest = snippet.slice(at);
  const bare = /^\$\d+|^\$\{\d+\}/.exec(rest)?.[0];
  if (bare) return { text: "", end: at + bare.length };
  const choice = /^\$\{\d+\|((?:[^,|\\]|\\.)*)(?:,(?:[^|\\]|\\.)*)?\|\}/.exec(rest);
  if (choice) return { text: (choice[1] ?? "").replace(/\\(.)/g, "$1"), end: at + choice[0].length };
  const head = /^\$\{\d+:/.exec(rest)?.[0];
  return head ? read(snippet, at + head.length, true) : { text: "$", end: at + 1 };
}
