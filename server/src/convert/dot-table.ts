/** A node of Graphviz whose label is a table or a record: an entity where its rows are fields. */

import { htmlLines } from "./markup.ts";
import { field, type Sketch, type SketchField, type SketchNode } from "./sketch.ts";
import { readType } from "./types.ts";
import { oneLine } from "./words.ts";

const KEYS = /^(?:PK|FK|UK)(?:[ ,/]+(?:PK|FK|UK))*$/i;
const MARKS: ReadonlySet<string> = new Set(["unique", "index", "pii", "sensitive", "encrypted", "immutable"]);

/** Makes an entity of a node where its label is the table of one; otherwise leaves it as it is. */
export function readTable(sketch: Sketch, node: SketchNode, markup: string): void {
  const rows = /<\s*tr\b/i.test(markup) ? tableRows(markup) : recordRows(markup);
  const [head, ...others] = rows;
  if (head?.length !== 1 || others.length === 0) return;
  const fields = others.map(readRow);
  if (fields.some((one) => one === undefined)) return;
  const entity = sketch.entity(node.id, head[0] ?? node.id, node.group);
  entity.comments.push(...node.comments.splice(0));
  for (const one of fields) if (one) entity.fields.push(one);
}

function tableRows(markup: string): readonly (readonly string[])[] {
  return markup
    .split(/<\s*tr\b[^<>]*>/i)
    .slice(1)
    .map((row) =>
      row
        .split(/<\s*td\b[^<>]*>/i)
        .slice(1)
        .map((cell) => htmlLines(cell).join(" "))
        .filter((text) => text !== ""),
    );
}

/** `{User|id: int\lname: string\l}` */
function recordRows(markup: string): readonly (readonly string[])[] {
  return markup
    .replace(/<[^<>]*>|[{}]/g, "")
    .split(/\||\\[lnr]|\n/)
    .map((line) => oneLine(line))
    .filter((line) => line !== "")
    .map((line, index) => {
      const plain = line.replace(/^[+#~-]\s*/, "");
      // Parts of a record are fields where they look it: `name: type`.
      return index === 0 || plain.includes(":") ? plain.split(/\s*:\s*/) : ["", plain];
    });
}

/** `PK`, `id`, `uuid`: in cells of their own, or in one. */
function readRow(cells: readonly string[]): SketchField | undefined {
  const parts = cells.length === 1 ? (cells[0] ?? "").split(/\s*:\s*|\s+/) : [...cells];
  const keys = KEYS.test(parts[0] ?? "")
    ? (parts.shift() ?? "")
    : KEYS.test(parts.at(-1) ?? "")
      ? (parts.pop() ?? "")
      : "";
  const [name = "", ...type] = parts;
  if (!/^[\p{L}_][\p{L}\p{M}\p{N}_$.-]*$/u.test(name)) return undefined;
  const [written = "", ...marks] = type.join(" ").split(" · ");
  if (written === "" && keys === "") return undefined;
  const nullable = written.endsWith("?");
  const read = readType(nullable ? written.slice(0, -1) : written);
  const made = field(name, written === "" ? "" : read.type);
  made.nullable = nullable;
  made.list = read.list;
  made.notes.push(...read.notes);
  if (/PK/i.test(keys)) made.modifiers.add("pk");
  if (/UK/i.test(keys)) made.modifiers.add("unique");
  made.foreign = /FK/i.test(keys);
  for (const mark of marks) {
    if (MARKS.has(mark)) made.modifiers.add(mark);
    else made.notes.push(mark);
  }
  return made;
}
