/** What stands between the quotes of a string. */

import { type ProblemAt, problemAt } from "./problems.ts";

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|([\s\S]?))/g;
const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["n", "\n"],
  ["t", "\t"],
]);

function codePoint(hex: string): string | undefined {
  const point = Number.parseInt(hex, 16);
  return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? undefined : String.fromCodePoint(point);
}

/** The value of a string literal; an unknown escape stands for itself. The closing quote may be missing. */
export function stringValue(image: string): string {
  const content = image.slice(1, isClosed(image) ? -1 : undefined);
  if (!content.includes("\\")) return content;
  return content.replace(ESCAPE, (whole, hex: string | undefined, sign: string | undefined) => {
    if (hex !== undefined) return codePoint(hex) ?? whole;
    return SIMPLE.get(sign ?? "") ?? whole;
  });
}

/** Whether the last quote of a literal closes it: it is neither the first one nor escaped. */
function isClosed(image: string): boolean {
  if (image.length < 2 || !image.endsWith('"')) return false;
  let slashes = 0;
  while (image.charAt(image.length - 2 - slashes) === "\\") slashes++;
  return slashes % 2 === 0;
}

/** Finds the escapes that mean nothing in a literal whose content ends at `end` (absolute offsets). */
export function checkEscapes(text: string, start: number, end: number): ProblemAt[] {
  const problems: ProblemAt[] = [];
  for (const match of text.slice(start + 1, end).matchAll(ESCAPE)) {
    const [whole, hex, sign] = match;
    const known = hex !== undefined ? codePoint(hex) !== undefined : SIMPLE.has(sign ?? "");
    if (known) continue;
    const at = start + 1 + match.index;
    problems.push(
      problemAt(
        "syntax/escape",
        at,
        at + whole.length,
        `\`${whole}\` is no escape. There are \`\\"\`, \`\\\\\`, \`\\n\`, \`\\t\` and \`\\u{1F3AB}\`; for a backslash write \`\\\\\`.`,
      ),
    );
  }
  return problems;
}
