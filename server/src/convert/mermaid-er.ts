/** Reads Mermaid's entity relationship diagrams. */

import { decoded } from "./markup.ts";
import { field, Sketch } from "./sketch.ts";
import { readType } from "./types.ts";

/** The line that begins one. */
export const ER_DIAGRAM = /^erDiagram[ \t]*(?=\r|\n|$|%%)/;

const NAME = `(?:"[^"]*"|[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]*)`;
/** Ends, as crow's feet or in words. */
const FEET: ReadonlyMap<string, string> = new Map([
  ["||", "1"],
  ["|o", "0..1"],
  ["o|", "0..1"],
  ["}o", "*"],
  ["o{", "*"],
  ["}|", "1..*"],
  ["|{", "1..*"],
]);
const IN_WORDS: ReadonlyMap<string, string> = new Map([
  ["only one", "1"],
  ["1", "1"],
  ["one or zero", "0..1"],
  ["zero or one", "0..1"],
  ["one or more", "1..*"],
  ["one or many", "1..*"],
  ["many(1)", "1..*"],
  ["1+", "1..*"],
  ["zero or more", "*"],
  ["zero or many", "*"],
  ["many(0)", "*"],
  ["0+", "*"],
  ["many", "*"],
]);
const WORDS = [...IN_WORDS.keys()].map((words) => words.replace(/[()+]/g, "\\$&")).join("|");
const RELATION = new RegExp(
  `^(${NAME})(?::::\\S+)?\\s*(?:([|}o{][|o{])(?:--|\\.\\.|-\\.|\\.-)([o|}][|{o])|\\s(${WORDS})\\s+(?:to|optionally to)\\s+(${WORDS})\\s)\\s*(${NAME})(?::::\\S+)?\\s*(?::\\s*(.*))?$`,
  "u",
);
const ENTITY = new RegExp(
  `^(${NAME})\\s*(?:\\[\\s*("[^"]*"|[^\\]"]*)\\s*\\])?\\s*(?::::\\S+)?\\s*(\\{)?\\s*(.*)$`,
  "u",
);
const ATTRIBUTE = /^(\S+)\s+(\*?[^\s"]+)\s*((?:(?:PK|FK|UK)\b\s*,?\s*)*)(?:"([^"]*)")?\s*$/;

/** Reads what follows the line that {@link ER_DIAGRAM} fits; what cannot be read is kept as comments. */
export function readErDiagram(text: string): Sketch {
  const sketch = new Sketch();
  const body = text.replace(/%%\{[\s\S]*?\}%%/g, "");
  let entity: ReturnType<Sketch["entity"]> | undefined;
  for (const raw of body.split(/\r\n|\n|\r/)) {
    let line = raw.trim();
    if (line.startsWith("%%")) {
      sketch.comment(line.slice(2));
      continue;
    }
    if (entity) {
      const closes = /\}\s*$/.test(line);
      line = line.replace(/\s*\}\s*$/, "");
      if (line !== "" && !readAttribute(entity, line)) entity.notes.push(line);
      if (closes) entity = undefined;
      continue;
    }
    if (
      line === "" ||
      ER_DIAGRAM.test(line) ||
      /^(?:direction|title|accTitle|accDescr|classDef|class|style)\b/.test(line)
    )
      continue;
    if (readRelation(sketch, line)) continue;
    const found = ENTITY.exec(line);
    if (!found) {
      sketch.leftovers.push(line);
      continue;
    }
    const [, name = "", alias, brace, rest = ""] = found;
    if (brace === undefined && rest !== "") {
      sketch.leftovers.push(line);
      continue;
    }
    const id = plain(name);
    const declared = entityOf(sketch, id, alias === undefined ? id : plain(alias));
    if (brace === undefined) continue;
    const inside = /^(.*)\}\s*$/.exec(rest);
    if (inside) readAttribute(declared, (inside[1] ?? "").trim());
    else {
      entity = declared;
      if (rest !== "") readAttribute(declared, rest);
    }
  }
  return sketch;
}

/** An entity that a relation may have mentioned before it was given a name. */
function entityOf(sketch: Sketch, id: string, label: string): ReturnType<Sketch["entity"]> {
  // `Sales.Order`, as our own diagrams say where two might be called the same.
  const said = /^[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_]*)+$/u.test(label)
    ? label.replace(/^.*\./, "")
    : label;
  const entity = sketch.entity(id, said);
  if (entity.label === id && label !== id) sketch.entities.set(id, { ...entity, label: said });
  return sketch.entities.get(id) ?? entity;
}

function plain(name: string): string {
  return decoded(name.replace(/^"|"$/g, ""), "#").trim();
}

function readRelation(sketch: Sketch, line: string): boolean {
  const found = RELATION.exec(line);
  if (!found) return false;
  const [, from = "", left = "", right = "", leftWords = "", rightWords = "", to = "", title = ""] = found;
  const ends = [
    FEET.get(left) ?? IN_WORDS.get(leftWords) ?? "*",
    FEET.get(right) ?? IN_WORDS.get(rightWords) ?? "*",
  ] as const;
  const [one, other] = [plain(from), plain(to)];
  entityOf(sketch, one, one);
  entityOf(sketch, other, other);
  sketch.relations.push({ from: one, to: other, ends, title: plain(title) });
  return true;
}

function readAttribute(entity: ReturnType<Sketch["entity"]>, line: string): boolean {
  const found = ATTRIBUTE.exec(line);
  if (!found) return line === "";
  const [, type = "", name = "", keys = "", comment = ""] = found;
  const read = readType(type);
  const made = field(name.replace(/^\*/, ""), read.type);
  made.list = read.list;
  made.notes.push(...read.notes);
  if (/PK/.test(keys) || name.startsWith("*")) made.modifiers.add("pk");
  if (/UK/.test(keys)) made.modifiers.add("unique");
  made.foreign = /FK/.test(keys);
  const parts = plain(comment).split("; ");
  made.nullable = parts.includes("may be missing");
  const title = parts.filter((part) => part !== "may be missing").join("; ");
  if (title !== "") made.title = title;
  entity.fields.push(made);
  return true;
}
