/** What the attributes of Graphviz's nodes and edges say, but for looks that mean nothing. */

import { decoded, htmlLines } from "./markup.ts";
import type { Look, Sketch, SketchNode } from "./sketch.ts";

export interface Value {
  readonly text: string;
  readonly html: boolean;
}
export type Attributes = ReadonlyMap<string, Value>;

const LOOKS: ReadonlyMap<string, Look> = new Map<string, Look>([
  ["cylinder", "data"],
  ["tab", "data"],
  ["cds", "messaging"],
  ["larrow", "messaging"],
  ["rarrow", "messaging"],
  ["circle", "round"],
  ["doublecircle", "round"],
  ["egg", "round"],
  ["diamond", "choice"],
  ["mdiamond", "choice"],
]);

/** Arrow heads in crow's foot notation, as an entity's end of a relation. */
const FEET: ReadonlyMap<string, string> = new Map([
  ["teetee", "1"],
  ["tee", "1"],
  ["teeodot", "0..1"],
  ["odottee", "0..1"],
  ["crow", "*"],
  ["crowtee", "1..*"],
  ["crowodot", "*"],
]);

/** Adds an edge from each to each, or a relation where its ends are crow's feet. */
export function addEdge(
  sketch: Sketch,
  from: readonly string[],
  to: readonly string[],
  list: Attributes,
  undirected: boolean,
  continues: boolean,
): void {
  const value = (name: string): string => list.get(name)?.text.toLowerCase() ?? "";
  if (/\binvis\b/.test(value("style")) || from.length === 0 || to.length === 0) return;
  const label = list.get("label") ?? list.get("xlabel");
  const lines = label ? linesOf(label, "") : [];
  const [tail, head] = [FEET.get(value("arrowtail")), FEET.get(value("arrowhead"))];
  const [one, other] = [from[0] ?? "", to[0] ?? ""];
  if (tail !== undefined && head !== undefined) {
    sketch.relations.push({ from: one, to: other, ends: [tail, head], title: lines.join(" ") });
    return;
  }
  const dir = value("dir");
  const dashed = /\bdashed\b/.test(value("style"));
  const optional = /\bdotted\b/.test(value("style"));
  const ends = (name: string, ids: readonly string[]): readonly string[] => {
    const cluster = list.get(name)?.text;
    return cluster !== undefined && sketch.groups.has(cluster) ? [cluster] : ids;
  };
  const [source, target] = [ends("ltail", from), ends("lhead", to)];
  const notes = ["taillabel", "headlabel"].flatMap((name) => {
    const text = list.get(name);
    return text ? linesOf(text, "") : [];
  });
  if (undirected) sketch.undirected = true;
  const back = dir === "back";
  sketch.link({
    from: back ? target : source,
    to: back ? source : target,
    style: dir === "both" ? "both" : dashed ? "async" : "sync",
    optional: optional && dir !== "both",
    lines,
    continues: continues && !back,
    notes,
  });
}

/** Takes over what a list of attributes says of a node. */
export function describe(node: SketchNode, list: Attributes): void {
  const label = list.get("label") ?? list.get("xlabel");
  const shape = list.get("shape")?.text.toLowerCase() ?? "";
  if (label) {
    const isRecord = !label.html && (/record/.test(shape) || /^\{[\s\S]*\|[\s\S]*\}$/.test(label.text));
    const text = isRecord
      ? label.text
          .replace(/(?<!\\)<[^<>]*>/g, "")
          .replace(/(?<!\\)[{}]/g, "")
          .replace(/(?<!\\)\|/g, "\n")
      : label.text;
    node.lines = linesOf({ ...label, text }, node.id);
    if (isRecord || (label.html && /<\s*table\b/i.test(label.text))) node.markup = label.text;
  }
  const look = LOOKS.get(shape);
  if (look) node.look = look;
  else if (/\bdashed\b/i.test(list.get("style")?.text ?? "") && node.look === undefined) node.look = "external";
  const tag = list.get("class") ?? list.get("image");
  if (tag)
    node.tags.push(
      ...tag.text
        .replace(/\.\w+$/, "")
        .split(/[\s/]+/)
        .slice(-4),
    );
  const link = list.get("url") ?? list.get("href");
  if (link && /^https?:/i.test(link.text)) node.link = link.text;
  const tooltip = list.get("tooltip");
  if (tooltip) node.notes.push(...linesOf(tooltip, node.id));
}

/** The lines of a label; those of a record are its parts. */
export function linesOf({ text, html }: Value, id: string): readonly string[] {
  if (html) return htmlLines(text);
  return decoded(text, "&")
    .replace(/\\N/g, id)
    .replace(/\\[GTHEL]/g, "")
    .split(/\\[nlr]|\r?\n/)
    .map((line) => line.replace(/\\(.)/g, "$1").trim())
    .filter((line) => line !== "");
}
