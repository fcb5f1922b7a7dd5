import { cardShapes, type Face, line, oneLine, roundUp } from "./face.ts";
import type { RoundRect } from "./geometry.ts";
import { drawIcon } from "./icons.ts";
import { characters, element, type Markup, ours, together } from "./markup.ts";
import type { Bar, CardNode, Level, PillNode, TraceNode } from "./picture.ts";
import type { Room } from "./room.ts";
import { textWidth, wrap } from "./text.ts";
import { type } from "./typography.ts";

/** How far the second card of a stack stands out, to the right and above. */
export const stackOffset = 6;

const padding = 12;
const iconSize = 20;
const textX = padding + iconSize + 10;
/** No second line is longer, px. */
const secondRoom = 236;
const radius = 8;

interface Words {
  readonly title: readonly string[];
  readonly titleWidth: number;
  readonly second: string;
  readonly facts: string;
  /** The facts stand on a line of their own. */
  readonly below: boolean;
  readonly secondWidth: number;
  readonly shortened: boolean;
}

const gap = 14;

/** Title on one or two lines, kind and facts on one; where both are long, on one each. */
function words(room: Room, title: string, subtitle = "", facts = ""): Words {
  const heading = wrap(title, type.title, room.title, room.titleLines);
  const factsFit = oneLine(facts, type.strongSecond, secondRoom);
  const second = oneLine(subtitle, type.second, secondRoom);
  const both = second.text !== "" && factsFit.text !== "";
  const beside = second.width + gap + factsFit.width;
  const below = both && beside > room.second;
  return {
    title: heading.lines,
    titleWidth: heading.width,
    second: second.text,
    facts: factsFit.text,
    below,
    secondWidth: both && !below ? beside : Math.max(second.width, factsFit.width),
    shortened: heading.shortened || second.shortened || factsFit.shortened,
  };
}

const wordsHeight = (w: Words): number =>
  Math.max(1, w.title.length) * 16 + (w.second === "" && w.facts === "" ? 0 : 17) + (w.below ? 16 : 0);

/** The block of words, vertically in the middle of `height`. */
function drawWords(w: Words, left: number, right: number, top: number, height: number): Markup {
  const start = top + (height - wordsHeight(w)) / 2;
  const parts = w.title.map((text, i) => line("sd-title", left, start + 12.5 + i * 16, text));
  const secondY = start + w.title.length * 16 + 12;
  if (w.second !== "") parts.push(line("sd-second", left, secondY, w.second));
  if (w.facts !== "") {
    parts.push(
      w.second === "" || w.below
        ? line("sd-second sd-facts", left, w.below ? secondY + 16 : secondY, w.facts)
        : line("sd-second sd-facts sd-end", right, secondY, w.facts),
    );
  }
  return together(parts);
}

const signs: Readonly<Record<Level, string>> = {
  ok: "M-2.25 .25l1.5 1.5 3-3.25",
  warn: "M0-2.5v3M0 2.5v.01",
  over: "M-1.75-1.75l3.5 3.5M1.75-1.75l-3.5 3.5",
};

/** A verdict that does without colour: a disc with a tick, a triangle with "!", a square with a cross. */
function verdictSign(level: Level, x: number, y: number): Markup {
  const shape =
    level === "ok"
      ? '<circle class="sd-verdict" r="5.5"/>'
      : level === "warn"
        ? '<path class="sd-verdict" d="M0-6.25L6.5 5.25h-13z"/>'
        : '<rect class="sd-verdict" x="-5.25" y="-5.25" width="10.5" height="10.5" rx="2"/>';
  const sign = level === "warn" ? "M0-2v3M0 3.25v.01" : signs[level];
  return element(
    "g",
    { class: `sd-${level}`, transform: `translate(${x} ${y})` },
    ours(`${shape}<path class="sd-sign" d="${sign}"/>`),
  );
}

const barHeight = 24;

function percentage(bar: Bar): string {
  const share = bar.limit > 0 ? bar.value / bar.limit : Number.NaN;
  if (!Number.isFinite(share)) return "";
  const percent = share * 100;
  return percent > 0 && percent < 1 ? "<1 %" : percent > 9999 ? ">9999 %" : `${Math.round(percent)} %`;
}

function drawBar(bar: Bar, text: string, left: number, right: number, top: number): Markup {
  const share = bar.limit > 0 ? Math.min(1, Math.max(0, bar.value / bar.limit)) : 0;
  const width = right - left;
  const filled = share > 0 ? Math.max(4, width * share) : 0;
  const percent = percentage(bar);
  const marked = bar.level !== "ok";
  return element(
    "g",
    { class: `sd-${bar.level}` },
    line("sd-figure", left, top + 5, text),
    percent === "" ? "" : line("sd-figure sd-strong sd-end", right, top + 5, percent),
    marked ? verdictSign(bar.level, right - textWidth(percent, type.strongFigure) - 10, top + 1.5) : "",
    element("rect", { class: "sd-track", x: left, y: top + 11, width, height: 4, rx: 2 }),
    filled > 0 ? element("rect", { class: "sd-bar", x: left, y: top + 11, width: filled, height: 4, rx: 2 }) : "",
  );
}

/** The badge of a single point of failure, centred on the card's corner; outlined where nobody demands better. */
export function spofBadge(x: number, y: number, quiet = false): Markup {
  return element(
    "g",
    { class: `sd-spof-badge${quiet ? " sd-quiet" : ""}`, transform: `translate(${x} ${y})` },
    ours('<circle class="sd-badge" r="9.25"/><path class="sd-badge-sign" d="M0-4.25v5M0 4.25v.01"/>'),
  );
}

function outlineOf(card: RoundRect, stacked: boolean): RoundRect[] {
  return stacked ? [card, { ...card, x: card.x + stackOffset, y: card.y - stackOffset }] : [card];
}

/** The face of a component. */
export function cardFace(node: CardNode, room: Room): Face {
  const w = words(room, node.title, node.subtitle, node.facts);
  const barText = node.bar === undefined ? undefined : oneLine(node.bar.text, type.figure, secondRoom - 30);
  const barWidth =
    node.bar === undefined || barText === undefined
      ? 0
      : barText.width + 12 + textWidth(percentage(node.bar), type.strongFigure) + (node.bar.level === "ok" ? 0 : 18);
  const folded = node.folded !== undefined && Number.isSafeInteger(node.folded) ? `+${node.folded}` : "";
  const foldedWidth = folded === "" ? 0 : textWidth(folded, type.strongFigure) + 12;
  const inner = Math.max(
    w.titleWidth + (folded === "" ? 0 : foldedWidth + 10) + textX - padding,
    w.secondWidth + textX - padding,
    barWidth,
  );
  const width = Math.max(room.card, roundUp(inner + 2 * padding + 2, 8));
  const upper = Math.max(56, roundUp(wordsHeight(w) + 22, 8));
  const height = upper + (node.bar === undefined ? 0 : barHeight);
  const offset = node.stack === true ? stackOffset : 0;
  const card: RoundRect = { x: 0, y: offset, width, height, radius };
  const right = width - padding - 1;
  const parts = [
    ...cardShapes(card, offset),
    drawIcon(node.icon, padding, offset + upper / 2 - iconSize / 2),
    drawWords(w, textX, right, offset, upper),
  ];
  if (folded !== "") {
    const middle = offset + (upper - wordsHeight(w)) / 2 + 8;
    parts.push(
      element("rect", {
        class: "sd-chip",
        x: right - foldedWidth,
        y: middle - 8,
        width: foldedWidth,
        height: 16,
        rx: 8,
      }),
      element(
        "text",
        { class: "sd-figure sd-strong sd-middle", x: right - foldedWidth / 2, y: middle + 3.5 },
        characters(folded),
      ),
    );
  }
  if (node.bar !== undefined && barText !== undefined) {
    parts.push(drawBar(node.bar, barText.text, padding + 1, right, offset + upper));
  }
  if (node.spof) parts.push(spofBadge(width - 4, offset + 4, node.spof === "quiet"));
  const classes = ["sd-component", `sd-of-${node.family}`];
  if (node.spof === true) classes.push("sd-spof");
  if (node.external === true) classes.push("sd-outside");
  return {
    width: width + offset,
    height: height + offset,
    outline: outlineOf(card, node.stack === true),
    classes,
    content: together(parts),
    shortened: w.shortened || barText?.shortened === true,
  };
}

/** The face of a person. */
export function pillFace(node: PillNode, room: Room): Face {
  const w = words(room, node.title, node.subtitle, node.facts);
  const side = 20;
  const left = side + iconSize + 10;
  const height = Math.max(48, roundUp(wordsHeight(w) + 14, 8));
  const width = Math.max(128, roundUp(left + Math.max(w.titleWidth, w.secondWidth) + side + 4, 8));
  const offset = node.stack === true ? stackOffset : 0;
  const card: RoundRect = { x: 0, y: offset, width, height, radius: Math.min(24, height / 2) };
  return {
    width: width + offset,
    height: height + offset,
    outline: outlineOf(card, node.stack === true),
    classes: ["sd-person", `sd-of-${node.family}`, ...(node.external === true ? ["sd-outside"] : [])],
    content: together([
      ...cardShapes(card, offset),
      drawIcon(node.icon, side - 2, offset + height / 2 - iconSize / 2),
      drawWords(w, left - 2, width - side, offset, height),
    ]),
    shortened: w.shortened,
  };
}

/** The face of a box in a trace; `width` makes a column of them equally wide. */
export function traceFace(node: TraceNode, room: Room, width = 0): Face {
  const title = wrap(node.title, type.name, room.trace, room.titleLines);
  const second = oneLine(node.subtitle ?? "", type.figure, room.trace);
  const left = 38;
  const after = node.verdict === undefined ? 12 : 32;
  const own = Math.max(room.traceBox, width, roundUp(left + Math.max(title.width, second.width) + after, 8));
  const textHeight = title.lines.length * 14 + (second.text === "" ? 0 : 13);
  const height = Math.max(32, roundUp(textHeight + 14, 8));
  const start = (height - textHeight) / 2;
  const card: RoundRect = { x: 0, y: 0, width: own, height, radius: 6 };
  return {
    width: own,
    height,
    outline: [card],
    classes: ["sd-trace", `sd-of-${node.family}`],
    content: together([
      ...cardShapes(card, 0),
      element("rect", { class: "sd-accent", x: 1, y: 7, width: 3, height: height - 14, rx: 1.5 }),
      drawIcon(node.icon, 12, height / 2 - 8, 16),
      ...title.lines.map((text, i) => line("sd-name", left, start + 10.5 + i * 14, text)),
      second.text === "" ? ("" as Markup) : line("sd-figure", left, start + title.lines.length * 14 + 9.5, second.text),
      node.verdict === undefined ? ("" as Markup) : verdictSign(node.verdict, own - 16, height / 2),
    ]),
    shortened: title.shortened || second.shortened,
  };
}
