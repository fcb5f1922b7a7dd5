/** The texts of labels that hold markup: HTML as Graphviz and Mermaid know it, and Mermaid's Markdown. */

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
  ["times", "×"],
  ["middot", "·"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["hellip", "…"],
  ["rarr", "→"],
  ["larr", "←"],
]);

/** Resolves `&amp;`, `&#35;` and `&#x23;`, and with `#` for a mark Mermaid's `#35;` and `#quot;`. */
export function decoded(text: string, mark: "&" | "#"): string {
  const pattern = mark === "&" ? /&(#?\w{1,31});/g : /#(#?\w{1,31});/g;
  return text.replace(pattern, (whole, name: string) => {
    const known = ENTITIES.get(name);
    if (known !== undefined) return known;
    const digits =
      mark === "&" ? /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) : /^#?(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
    if (!digits) return whole;
    const point = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
    return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? whole : String.fromCodePoint(point);
  });
}

/** Other words in angle brackets are text: `List<String>`. */
const TAG =
  /<\/?(?:a|b|big|center|code|div|em|font|h\d|i|img|li|o|ol|p|pre|s|small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul|vr)(?:\s[^<>]*)?\/?>/gi;

/** The lines of a text with tags, which are taken out; breaks, rows and paragraphs end a line. */
export function htmlLines(text: string): readonly string[] {
  return text
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<\s*(?:br|hr)\s*\/?\s*>|<\s*\/\s*(?:tr|p|div|li|h\d)\s*>/gi, "\n")
    .replace(/<\s*\/\s*td\s*>/gi, " ")
    .replace(TAG, "")
    .split("\n")
    .map((line) => decoded(line, "&").trim())
    .filter((line) => line !== "");
}
