import { type FontWidths, punctuationCharacters, regular, semibold } from "./font-widths.ts";

/** Sizes in px. Only the two weights that the pictures use. */
export interface Font {
  readonly size: number;
  readonly weight: 400 | 600;
  /** Extra space after each character, px. */
  readonly spacing?: number;
}

/** Text that was made to fit; `shortened` when something of it was left out. */
export interface Fitted {
  readonly lines: readonly string[];
  readonly width: number;
  readonly shortened: boolean;
}

const punctuationIndex = new Map([...punctuationCharacters].map((c, i) => [c.codePointAt(0), i]));

/** Widths in em for scripts without a table of their own: first code point, last, width. Zero for what is drawn over its neighbour. */
const scripts: readonly (readonly [number, number, number])[] = [
  [0x0250, 0x02ff, 0.6],
  [0x0300, 0x036f, 0],
  [0x0483, 0x0489, 0],
  [0x0531, 0x058f, 0.7],
  [0x0591, 0x05bd, 0],
  [0x05be, 0x05f4, 0.62],
  [0x0610, 0x061a, 0],
  [0x064b, 0x065f, 0],
  [0x0600, 0x06ff, 0.65],
  [0x0700, 0x08ff, 0.65],
  [0x0900, 0x0dff, 0.8],
  [0x0e31, 0x0e31, 0],
  [0x0e34, 0x0e3a, 0],
  [0x0e47, 0x0e4e, 0],
  [0x0e00, 0x0eff, 0.65],
  [0x0f00, 0x10ff, 0.75],
  [0x1100, 0x11ff, 1],
  [0x1200, 0x1aaf, 0.85],
  [0x1ab0, 0x1aff, 0],
  [0x1b00, 0x1dbf, 0.75],
  [0x1dc0, 0x1dff, 0],
  [0x1e00, 0x1eff, 0.72],
  [0x1f00, 0x1fff, 0.75],
  [0x2000, 0x200a, 0.5],
  [0x200b, 0x200f, 0],
  [0x2010, 0x2027, 0.6],
  [0x2028, 0x202e, 0],
  [0x2060, 0x206f, 0],
  [0x20d0, 0x20ff, 0],
  [0x2070, 0x218f, 0.8],
  [0x2190, 0x2bff, 1.05],
  [0x2c00, 0x2e7f, 0.8],
  [0x2e80, 0xa4cf, 1.02],
  [0xa4d0, 0xabff, 0.8],
  [0xac00, 0xd7ff, 1.02],
  [0xf900, 0xfaff, 1.02],
  [0xfb50, 0xfdff, 0.8],
  [0xfe00, 0xfe0f, 0],
  [0xfe20, 0xfe2f, 0],
  [0xfe30, 0xfe6f, 1.02],
  [0xfe70, 0xfeff, 0.65],
  [0xff00, 0xff60, 1.02],
  [0xff61, 0xffdc, 0.6],
  [0xffe0, 0xffff, 1.02],
  [0x1f3fb, 0x1f3ff, 0],
  [0x1f000, 0x1faff, 1.38],
  [0x20000, 0x3ffff, 1.02],
  [0xe0000, 0xe01ef, 0],
];

const otherWidth = 0.8;

function characterWidth(codePoint: number, widths: FontWidths): number {
  if (codePoint >= 0x20 && codePoint <= 0x7e) return (widths.ascii[codePoint - 0x20] ?? 600) / 1000;
  if (codePoint >= 0xa0 && codePoint <= 0x17f) return (widths.latin[codePoint - 0xa0] ?? 600) / 1000;
  if (codePoint <= 0x24f) return widths.latinExtended / 1000;
  if (codePoint >= 0x370 && codePoint <= 0x3ff) return widths.greek / 1000;
  if (codePoint >= 0x400 && codePoint <= 0x482) return widths.cyrillic / 1000;
  if (codePoint >= 0x48a && codePoint <= 0x52f) return widths.cyrillic / 1000;
  const mark = punctuationIndex.get(codePoint);
  if (mark !== undefined) return (widths.punctuation[mark] ?? 900) / 1000;
  const script = scripts.find(([from, to]) => codePoint >= from && codePoint <= to);
  return script === undefined ? otherWidth : script[2];
}

/**
 * The width of a text in px: at least what Inter, Arial and Helvetica need (the larger of them for each Latin
 * character, without kerning), averages for other scripts. Sequences joined to one emoji count fully.
 */
export function textWidth(text: string, font: Font): number {
  const widths = font.weight === 600 ? semibold : regular;
  let em = 0;
  let characters = 0;
  for (const character of text) {
    em += characterWidth(character.codePointAt(0) ?? 0, widths);
    characters++;
  }
  return em * font.size + characters * (font.spacing ?? 0);
}

/** More is never looked at: no box shows so much, and a title may be a megabyte. */
const longest = 2000;

/**
 * One line of text that is safe to draw: control characters, line breaks and unpaired surrogates become spaces or
 * U+FFFD, characters that turn the direction of what follows are dropped, white space is folded, length is limited.
 */
export function cleanText(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\ufffe\uffff\ufdd0-\ufdef]/g, "\ufffd")
    .replace(/\s+/g, " ")
    .trim();
}

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

/** What a reader takes for single characters. */
function graphemes(text: string): readonly string[] {
  return /^[\x20-\x7e]*$/.test(text) ? [...text] : Array.from(segmenter.segment(text), (part) => part.segment);
}

/** The text, or as much of its beginning as fits `width` with an ellipsis after it. Expects clean text. */
export function ellipsise(text: string, font: Font, width: number): { text: string; shortened: boolean } {
  if (textWidth(text, font) <= width) return { text, shortened: false };
  const room = width - textWidth("…", font);
  let used = 0;
  let kept = "";
  for (const part of graphemes(text)) {
    used += textWidth(part, font);
    if (used > room) break;
    kept += part;
  }
  return { text: `${kept.trimEnd()}…`, shortened: true };
}

/** Scripts that are written without spaces break anywhere; names such as `reserveSeat` or `user_id/seat` at their joints. */
const breakable = /(?<=[\u2e80-\uabff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60])|(?<=[_/.,:;()\]}|&?=-])(?=[^\s\d])/u;
/** The joints between names; those inside of them are used where these do not do. */
const betweenNames = /(?<=[\u2e80-\uabff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60])|(?<=[/,:;(\]}|&?=])(?=[^\s\d])/u;

/** Pieces of text between which a line may break; a piece that follows a space has it in front. */
function pieces(text: string, joints: RegExp): readonly string[] {
  const out: string[] = [];
  for (const [i, word] of text.split(" ").entries()) {
    const parts = word.split(joints).filter((part) => part !== "");
    for (const [j, part] of parts.entries()) out.push(i > 0 && j === 0 ? ` ${part}` : part);
  }
  return out;
}

/**
 * Breaks a text into at most `maxLines` lines of at most `maxWidth` px; a word that is too long is broken inside or,
 * on the last line, ends in an ellipsis. Two lines come out about equally long. An empty text has no lines.
 */
export function wrap(text: string, font: Font, maxWidth: number, maxLines: number): Fitted {
  const clean = cleanText(text);
  if (clean === "") return { lines: [], width: 0, shortened: false };
  const whole = textWidth(clean, font);
  if (whole <= maxWidth) return { lines: [clean], width: whole, shortened: false };
  const between = fill(clean, font, maxWidth, maxLines, betweenNames, false);
  const first = between.shortened ? fill(clean, font, maxWidth, maxLines, breakable) : between;
  const joints = between.shortened ? breakable : betweenNames;
  const balanced = first.shortened ? first : (narrow(clean, font, maxWidth, first.lines.length, joints) ?? first);
  return { ...balanced, width: Math.max(...balanced.lines.map((line) => textWidth(line, font))) };
}

/** The same number of lines in less width, so that no line is left with one word. */
function narrow(
  text: string,
  font: Font,
  maxWidth: number,
  lines: number,
  joints: RegExp,
): Omit<Fitted, "width"> | undefined {
  const even = textWidth(text, font) / lines;
  for (let width = Math.max(even, maxWidth * 0.5); width < maxWidth; width += maxWidth / 16) {
    const tried = fill(text, font, width, lines, joints, false);
    if (!tried.shortened && tried.lines.length <= lines) return tried;
  }
  return undefined;
}

function fill(
  text: string,
  font: Font,
  maxWidth: number,
  maxLines: number,
  joints: RegExp,
  breakWords = true,
): Omit<Fitted, "width"> {
  const lines: string[] = [];
  let line = "";
  const rest = [...pieces(text, joints)];
  for (let piece = rest.shift(); piece !== undefined; piece = rest.shift()) {
    if (textWidth(line + piece, font) <= maxWidth) {
      line += piece;
      continue;
    }
    if (lines.length === maxLines - 1) {
      const cut = ellipsise(`${line}${piece}${rest.join("")}`.trimStart(), font, maxWidth);
      return { lines: [...lines, cut.text], shortened: cut.shortened };
    }
    if (line !== "") {
      lines.push(line.trimStart());
      line = "";
      rest.unshift(piece.trimStart());
      continue;
    }
    if (!breakWords) return { lines: [text], shortened: true };
    const [head, tail] = splitWord(piece, font, maxWidth);
    lines.push(head);
    rest.unshift(tail);
  }
  if (line !== "") lines.push(line.trimStart());
  return { lines, shortened: false };
}

function splitWord(word: string, font: Font, maxWidth: number): [string, string] {
  let head = "";
  for (const part of graphemes(word)) {
    if (head !== "" && textWidth(head + part, font) > maxWidth) break;
    head += part;
  }
  return [head, word.slice(head.length)];
}
