/**
 * Reads the SVG that `svg.ts` writes, for renderers that draw shapes themselves. It knows what our pictures are made of
 * (groups, simple shapes, text; a stylesheet of class selectors), not all that SVG is.
 */

/** Style properties by their CSS names, inherited ones included. */
export type Style = ReadonlyMap<string, string>;

export interface SvgElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly style: Style;
  readonly children: readonly (SvgElement | string)[];
}

interface Reading {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly classes: ReadonlySet<string>;
  readonly parent: Reading | undefined;
  readonly style: Style;
  readonly children: (SvgElement | string)[];
}

const TOKEN = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;

/** The root with its styles worked out; undefined where the text is no SVG of ours. */
export function readSvg(svg: string): SvgElement | undefined {
  const sheet = sheetOf(/<style>([\s\S]*?)<\/style>/.exec(svg)?.[1] ?? "");
  let root: Reading | undefined;
  let open: Reading | undefined;
  for (const [, closing, name = "", attributes = "", empty, text] of svg.matchAll(TOKEN)) {
    if (text !== undefined) open?.children.push(decoded(text));
    else if (closing === "/") open = open?.parent;
    else if (name !== "") {
      const read = elementOf(name, attributes, open, sheet);
      if (open) open.children.push(read);
      else root ??= read;
      if (empty !== "/") open = read;
    }
  }
  return root?.name === "svg" ? root : undefined;
}

function elementOf(name: string, written: string, parent: Reading | undefined, sheet: Sheet): Reading {
  const attributes = new Map(
    [...written.matchAll(ATTRIBUTE)].map(([, key = "", value = ""]) => [key, decoded(value)] as const),
  );
  const classes = new Set((attributes.get("class") ?? "").split(/\s+/).filter((word) => word !== ""));
  const style = new Map(parent?.style);
  style.delete("opacity");
  // What a rule says counts more than an attribute of the same name.
  for (const property of PRESENTATION) {
    const value = attributes.get(property);
    if (value !== undefined) style.set(property, value);
  }
  const own: Reading = { name, attributes, classes, parent, style, children: [] };
  for (const { declarations } of rulesFor(own, sheet)) for (const [key, value] of declarations) style.set(key, value);
  return own;
}

const PRESENTATION = [
  "fill",
  "fill-opacity",
  "font-size",
  "font-weight",
  "opacity",
  "stroke",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "stroke-width",
  "text-anchor",
];

const ENTITIES = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["#39", "'"],
]);

function decoded(text: string): string {
  return text.replace(/&(#?\w+);/g, (all, name: string) => ENTITIES.get(name) ?? all);
}

/** `.a.b .c`: the classes of an element, those of one above it or right above it, and so on. */
interface Part {
  readonly classes: readonly string[];
  /** Whether the next part is the parent itself, not just some ancestor. */
  readonly child: boolean;
}

interface Rule {
  /** From the element upward. */
  readonly parts: readonly Part[];
  readonly weight: number;
  readonly order: number;
  readonly declarations: readonly (readonly [string, string])[];
}

/** Rules by a class that the element itself must have. */
type Sheet = ReadonlyMap<string, readonly Rule[]>;

function sheetOf(css: string): Sheet {
  const sheet = new Map<string, Rule[]>();
  let order = 0;
  for (const [, selectors = "", body = ""] of decoded(css).matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const declarations = body.split(";").flatMap((line) => {
      const [, key, value] = /^\s*([\w-]+)\s*:\s*(.+?)\s*$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    });
    for (const selector of selectors.split(",")) {
      const parts = partsOf(selector.trim());
      const [key] = parts?.[0]?.classes ?? [];
      if (!parts || key === undefined) continue;
      const weight = parts.reduce((sum, { classes }) => sum + classes.length, 0);
      const rules = sheet.get(key);
      const rule: Rule = { parts, weight, order: order++, declarations };
      if (rules) rules.push(rule);
      else sheet.set(key, [rule]);
    }
  }
  return sheet;
}

/** Undefined for a selector that is made of more than classes. */
function partsOf(selector: string): readonly Part[] | undefined {
  if (!/^[.\w\s>-]+$/.test(selector)) return undefined;
  const words = selector
    .replace(/\s*>\s*/g, " > ")
    .split(/\s+/)
    .reverse();
  const parts: Part[] = [];
  for (const [index, word] of words.entries()) {
    if (word === ">") continue;
    if (!word.startsWith(".")) return undefined;
    parts.push({ classes: word.slice(1).split("."), child: words[index + 1] === ">" });
  }
  return parts;
}

function rulesFor(element: Reading, sheet: Sheet): readonly Rule[] {
  return [...element.classes]
    .flatMap((name) => sheet.get(name) ?? [])
    .filter(({ parts }) => matches(element, parts, 0))
    .sort((left, right) => left.weight - right.weight || left.order - right.order);
}

function matches(element: Reading, parts: readonly Part[], at: number): boolean {
  const part = parts[at];
  if (!part?.classes.every((name) => element.classes.has(name))) return false;
  if (at === parts.length - 1) return true;
  for (let above = element.parent; above; above = part.child ? undefined : above.parent) {
    if (matches(above, parts, at + 1)) return true;
  }
  return false;
}
