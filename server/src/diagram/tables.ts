import { cardShapes, type Face, line, oneLine, roundUp } from "./face.ts";
import type { RoundRect } from "./geometry.ts";
import { drawIcon } from "./icons.ts";
import { characters, element, type Markup, together } from "./markup.ts";
import type { FieldMark, TableNode, TableRow } from "./picture.ts";
import { cleanText, textWidth } from "./text.ts";
import { type } from "./typography.ts";

const headerHeight = 36;
const rowHeight = 22;
const left = 12;
/** An entity with more fields shows the first of them and says how many are left out. */
const mostRows = 60;

/** Marks that stand before the name, and those that are tags after the type. */
const keyMarks = new Map<FieldMark, string>([
  ["pk", "PK"],
  ["fk", "FK"],
]);
const tagTexts = new Map<FieldMark, string>([
  ["unique", "UNIQUE"],
  ["index", "INDEX"],
  ["pii", "PII"],
  ["sensitive", "SECRET"],
  ["encrypted", "ENC"],
  ["immutable", "CONST"],
]);

interface Row {
  readonly row: TableRow;
  readonly keys: string;
  readonly name: string;
  readonly nameWidth: number;
  readonly type: string;
  readonly typeWidth: number;
  readonly tags: readonly { readonly mark: FieldMark; readonly text: string; readonly width: number }[];
  readonly tagsWidth: number;
  readonly shortened: boolean;
}

function measureRow(row: TableRow): Row {
  const marks = row.marks ?? [];
  const isKey = marks.includes("pk");
  const name = oneLine(row.name, isKey ? type.strongName : type.name, 168);
  const shown = row.nullable === true && !row.type.endsWith("?") ? `${row.type}?` : row.type;
  const kind = oneLine(shown, type.second, 148);
  const tags = marks.flatMap((mark) => {
    const text = tagTexts.get(mark);
    return text === undefined ? [] : [{ mark, text, width: Math.ceil(textWidth(text, type.tag)) + 8 }];
  });
  return {
    row,
    keys: marks.flatMap((mark) => keyMarks.get(mark) ?? []).join(" "),
    name: name.text,
    nameWidth: name.width,
    type: kind.text,
    typeWidth: kind.width,
    tags,
    tagsWidth: tags.reduce((sum, tag) => sum + tag.width + 4, 0),
    shortened: name.shortened || kind.shortened,
  };
}

function drawRow(measured: Row, top: number, width: number, nameX: number, typeX: number): Markup {
  const middle = top + rowHeight / 2;
  const marks = measured.row.marks ?? [];
  let x = width - 10;
  const tags: Markup[] = [];
  for (const tag of [...measured.tags].reverse()) {
    x -= tag.width;
    tags.push(
      element(
        "g",
        { class: `sd-${tag.mark}` },
        element("rect", { class: "sd-tag", x: x + 0.5, y: middle - 6.5, width: tag.width - 1, height: 13, rx: 3.5 }),
        element("text", { class: "sd-tag-text", x: x + tag.width / 2, y: middle + 3.25 }, characters(tag.text)),
      ),
    );
    x -= 4;
  }
  const anchor = measured.row.anchor;
  const tooltip = measured.row.tooltip;
  return element(
    "g",
    {
      class: marks.includes("pk") ? "sd-row sd-key" : "sd-row",
      "data-id": anchor === undefined ? undefined : cleanText(anchor),
    },
    tooltip === undefined ? "" : element("title", {}, characters(cleanText(tooltip))),
    element("rect", { class: "sd-row-hit", x: 1, y: top, width: width - 2, height: rowHeight, fill: "none" }),
    measured.keys === "" ? "" : line("sd-figure sd-strong", left + 1, middle + 3.5, measured.keys),
    line("sd-name", nameX, middle + 4, measured.name),
    line("sd-second", typeX, middle + 4, measured.type),
    ...tags,
  );
}

/** The face of an entity: title, then a line for each field with its keys, name, type and marks. */
export function tableFace(node: TableNode): Face {
  const title = oneLine(node.title, type.title, 220);
  const facts = oneLine(
    [node.subtitle ?? "", node.facts ?? ""].filter((text) => text !== "").join(" · "),
    type.second,
    160,
  );
  const rows = node.rows.slice(0, mostRows).map(measureRow);
  const leftOut = node.rows.length - rows.length;
  const keysWidth = Math.max(0, ...rows.map((row) => textWidth(row.keys, type.strongFigure)));
  const nameX = Math.max(40, left + Math.ceil(keysWidth) + 10);
  const nameWidth = Math.max(0, ...rows.map((row) => row.nameWidth));
  const typeX = nameX + Math.ceil(nameWidth) + 16;
  const rowsWidth =
    typeX + Math.max(0, ...rows.map((row) => row.typeWidth + (row.tags.length === 0 ? 0 : row.tagsWidth + 12))) + 12;
  const headWidth = nameX + title.width + (facts.text === "" ? 0 : facts.width + 16) + 14;
  const width = Math.max(152, roundUp(Math.max(rowsWidth, headWidth), 8));
  const footer = leftOut > 0 ? rowHeight : 0;
  const rowsHeight = rows.length * rowHeight + footer;
  const height = roundUp(headerHeight + (rowsHeight === 0 ? 0 : rowsHeight + 6), 2);
  const card: RoundRect = { x: 0, y: 0, width, height, radius: 8 };
  const parts: Markup[] = [
    ...cardShapes(card, 0),
    rowsHeight === 0
      ? ("" as Markup)
      : element("path", {
          class: "sd-header",
          d: `M1 ${headerHeight}V8.5a7.5 7.5 0 0 1 7.5-7.5H${width - 8.5}a7.5 7.5 0 0 1 7.5 7.5V${headerHeight}z`,
        }),
    rowsHeight === 0
      ? ("" as Markup)
      : element("path", { class: "sd-rule", d: `M1 ${headerHeight + 0.5}H${width - 1}` }),
    drawIcon(node.icon ?? "entity", left - 1, headerHeight / 2 - 9, 18),
    line("sd-title", nameX, headerHeight / 2 + 4.5, title.text),
  ];
  if (facts.text !== "") parts.push(line("sd-second sd-end", width - 12, headerHeight / 2 + 4.5, facts.text));
  const top = headerHeight + 4;
  for (const [i, row] of rows.entries()) parts.push(drawRow(row, top + i * rowHeight, width, nameX, typeX));
  if (leftOut > 0) {
    parts.push(line("sd-second", nameX, top + rows.length * rowHeight + 15, `+ ${leftOut} more`));
  }
  return {
    width,
    height,
    outline: [card],
    classes: ["sd-entity", `sd-of-${node.family}`, ...(node.aggregate === true ? ["sd-aggregate"] : [])],
    content: together(parts),
    shortened: title.shortened || facts.shortened || leftOut > 0 || rows.some((row) => row.shortened),
  };
}
