import interRegular from "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf";
import interSemibold from "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf";
import { create, type Font } from "fontkit";
import PDFDocument from "pdfkit";
import { readSvg, type Style, type SvgElement } from "../diagram/svg-reader.ts";

/** Points of a px: a page is as large as the picture on a screen of 96 dpi. */
const point = 0.75;
/** The longest side that a PDF may have. */
const longestSide = 14_400;

export interface PdfOptions {
  /** What a reader shows instead of the file's name. */
  readonly title?: string;
  /** What the file says of when it was made. Default: now. */
  readonly created?: Date;
  /** More fonts (TrueType, OpenType, or a collection) for characters that Inter lacks, such as Chinese ones. */
  readonly fonts?: readonly Uint8Array[];
}

/**
 * Draws an SVG of ours as a PDF of one page: vectors, and text that can be selected and searched, set in the bundled
 * Inter. The SVG must come with its style. With one date, the same SVG gives the same bytes. Rejects when it is no SVG.
 */
export async function renderPdf(svg: string, options: PdfOptions = {}): Promise<Uint8Array> {
  const root = readSvg(svg);
  if (!root) throw new Error("This is no SVG.");
  const [width, height] = [numberOf(root, "width"), numberOf(root, "height")];
  const scale = Math.min(point, longestSide / Math.max(width, height, 1));
  const fonts = fontsOf(options.fonts ?? []);
  const document = new PDFDocument({
    size: [Math.max(1, width * scale), Math.max(1, height * scale)],
    margin: 0,
    font: fonts.regular,
    displayTitle: true,
    info: {
      Title: options.title ?? "",
      Creator: "sdesign",
      Producer: "PDFKit",
      CreationDate: options.created ?? new Date(),
    },
  });
  const bytes = collected(document);
  document.transform(scale, 0, 0, scale, 0, 0);
  draw({ document, fonts, registered: new Map() }, root, 1);
  document.end();
  return bytes;
}

interface Fonts {
  readonly regular: Font;
  readonly semibold: Font;
  readonly others: readonly Font[];
}

interface Page {
  readonly document: PDFDocument;
  readonly fonts: Fonts;
  /** The names under which the document knows the fonts that it uses. */
  readonly registered: Map<Font, string>;
}

function collected(document: PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on("data", (chunk) => chunks.push(chunk));
    document.on("end", () => resolve(together(chunks)));
    document.on("error", reject);
  });
}

function together(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

let inter: Pick<Fonts, "regular" | "semibold"> | undefined;

function fontsOf(more: readonly Uint8Array[]): Fonts {
  inter ??= { regular: single(interRegular), semibold: single(interSemibold) };
  const others = more.flatMap((bytes) => {
    try {
      const made = create(bytes);
      return "fonts" in made ? made.fonts.slice(0, 1) : [made];
    } catch {
      return []; // A font of the machine that cannot be read: its characters stay boxes.
    }
  });
  return { ...inter, others };
}

function single(bytes: Uint8Array): Font {
  const made = create(bytes);
  if ("fonts" in made) throw new Error("A single font was expected.");
  return made;
}

/** What holds other things; a link is drawn as what is in it. */
const GROUPS: ReadonlySet<string> = new Set(["svg", "g", "a", "text"]);

function draw(page: Page, element: SvgElement, above: number): void {
  const opacity = above * Number(element.style.get("opacity") ?? 1);
  const { document } = page;
  const outline = OUTLINES.get(element.name);
  if (!outline && !GROUPS.has(element.name)) return;
  document.save();
  move(document, element.attributes.get("transform") ?? "");
  if (outline) paint(document, element, opacity, outline);
  else if (element.name === "text") write(page, element, opacity);
  else for (const child of element.children) if (typeof child !== "string") draw(page, child, opacity);
  document.restore();
}

function move(document: PDFDocument, transform: string): void {
  for (const [, kind, inside = ""] of transform.matchAll(/(translate|scale)\(([^)]*)\)/g)) {
    const [x = 0, y] = inside.split(/[\s,]+/).map(Number);
    if (kind === "translate") document.transform(1, 0, 0, 1, x, y ?? 0);
    else document.transform(x, 0, 0, y ?? x, 0, 0);
  }
}

type Outline = (document: PDFDocument, of: (name: string) => number, element: SvgElement) => void;

const OUTLINES: ReadonlyMap<string, Outline> = new Map<string, Outline>([
  ["path", (document, _, { attributes }) => document.path(attributes.get("d") ?? "")],
  ["circle", (document, of) => document.circle(of("cx"), of("cy"), of("r"))],
  ["ellipse", (document, of) => document.ellipse(of("cx"), of("cy"), of("rx"), of("ry"))],
  [
    "rect",
    (document, of) => {
      const [width, height] = [of("width"), of("height")];
      const radius = Math.min(of("rx"), width / 2, height / 2);
      if (radius > 0) document.roundedRect(of("x"), of("y"), width, height, radius);
      else document.rect(of("x"), of("y"), width, height);
    },
  ],
]);

function paint(document: PDFDocument, element: SvgElement, opacity: number, outline: Outline): void {
  const filled = fills(document, element.style, opacity);
  const stroked = strokes(document, element.style, opacity, 1);
  if (!filled && !stroked) return;
  outline(document, (name) => numberOf(element, name), element);
  if (filled && stroked) document.fillAndStroke();
  else if (filled) document.fill();
  else document.stroke();
}

/** A colour, and how much of it covers: `#00000026` and `rgba(0, 0, 0, 0.15)` are two of them. Undefined for none. */
function inkOf(written: string): { readonly colour: string; readonly opacity: number } | undefined {
  if (written === "none" || written === "transparent") return undefined;
  const [, parts] = /^rgba?\(([^)]*)\)$/.exec(written) ?? [];
  if (parts !== undefined) {
    const [red = 0, green = 0, blue = 0, opacity = 1] = parts.split(/[\s,/]+/).map(Number);
    const hexadecimal = [red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, "0"));
    return { colour: `#${hexadecimal.join("")}`, opacity };
  }
  const [, colour = written, alpha] = /^(#[\da-f]{6})([\da-f]{2})$/i.exec(written) ?? [];
  return { colour, opacity: alpha === undefined ? 1 : Number.parseInt(alpha, 16) / 255 };
}

/** Sets the colour to fill with; false where there is none. */
function fills(document: PDFDocument, style: Style, opacity: number): boolean {
  const ink = inkOf(style.get("fill") ?? "black");
  if (!ink) return false;
  document.fillColor(ink.colour, ink.opacity * opacity * Number(style.get("fill-opacity") ?? 1));
  return true;
}

/** Sets the pen, whose width is in units of `unit` px; false where there is none. */
function strokes(document: PDFDocument, style: Style, opacity: number, unit: number): boolean {
  const ink = inkOf(style.get("stroke") ?? "none");
  const width = Number.parseFloat(style.get("stroke-width") ?? "1");
  if (!ink || !(width > 0)) return false;
  document
    .strokeColor(ink.colour, ink.opacity * opacity * Number(style.get("stroke-opacity") ?? 1))
    .lineWidth(width / unit)
    .lineCap(style.get("stroke-linecap") ?? "butt")
    .lineJoin(style.get("stroke-linejoin") ?? "miter");
  const dashes = (style.get("stroke-dasharray") ?? "none").split(/[\s,]+/).map(Number);
  if (dashes.every((length) => length > 0)) document.dash(dashes, {});
  return true;
}

/** A piece of a text in one style and one font. */
interface Run {
  readonly text: string;
  readonly font: Font;
  readonly style: Style;
  /** Space in front of it, px. */
  readonly before: number;
  readonly width: number;
}

function write(page: Page, element: SvgElement, opacity: number): void {
  const runs = element.children.flatMap((child) =>
    typeof child === "string"
      ? runsOf(page, child, element.style, 0)
      : child.name === "tspan"
        ? runsOf(page, child.children.join(""), child.style, numberOf(child, "dx"))
        : [],
  );
  const width = runs.reduce((sum, run) => sum + run.before + run.width, 0);
  const anchor = element.style.get("text-anchor");
  const y = numberOf(element, "y");
  let x = numberOf(element, "x") - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  for (const run of runs) {
    x += run.before;
    const { document } = page;
    document.save();
    if (run.style.get("paint-order") === "stroke") surround(page, run, x, y, opacity);
    choose(page, run.font, run.style);
    if (fills(document, run.style, opacity)) document.text(run.text, x, y, options(run.style));
    document.restore();
    x += run.width;
  }
}

function runsOf(page: Page, text: string, style: Style, before: number): readonly Run[] {
  const { regular, semibold, others } = page.fonts;
  const fonts = [Number(style.get("font-weight") ?? 400) > 500 ? semibold : regular, ...others];
  return pieces(text, fonts).map(([piece, font], index) => {
    choose(page, font, style);
    const spacing = options(style).characterSpacing;
    return {
      text: piece,
      font,
      style,
      before: index === 0 ? before : 0,
      // A space follows each character, the last one too.
      width: page.document.widthOfString(piece, options(style)) + spacing,
    };
  });
}

/** Splits a text by the first of the fonts that has each character; what none has is left to the first. */
function pieces(text: string, fonts: readonly Font[]): readonly (readonly [string, Font])[] {
  const found: [string, Font][] = [];
  for (const character of text) {
    const last = found.at(-1);
    const code = character.codePointAt(0) ?? 0;
    // Marks, joiners and spaces belong to what they follow.
    const joined =
      last !== undefined && /\p{M}|\u200c|\u200d|\s/u.test(character) && last[1].hasGlyphForCodePoint(code);
    const font = joined ? last[1] : (fonts.find((candidate) => candidate.hasGlyphForCodePoint(code)) ?? fonts[0]);
    if (!font) continue;
    if (last?.[1] === font) {
      last[0] += character;
      continue;
    }
    // A space at the end of what is written from the right would come out at its left.
    const [space = ""] = /\s*$/.exec(last?.[0] ?? "") ?? [];
    if (last && space !== "") last[0] = last[0].slice(0, -space.length);
    found.push([`${space}${character}`, font]);
  }
  return found;
}

function options(style: Style): { lineBreak: false; baseline: "alphabetic"; characterSpacing: number } {
  const characterSpacing = Number.parseFloat(style.get("letter-spacing") ?? "0");
  return { lineBreak: false, baseline: "alphabetic", characterSpacing };
}

const sizeOf = (style: Style): number => Number.parseFloat(style.get("font-size") ?? "11");

function choose({ document, registered }: Page, font: Font, style: Style): void {
  let name = registered.get(font);
  if (name === undefined) {
    name = `font-${registered.size}`;
    registered.set(font, name);
    document.registerFont(name, font);
  }
  document.font(name, sizeOf(style));
}

/** The halo of a text: its outlines as lines, not as text, which would be found twice. */
function surround({ document }: Page, { text, font, style }: Run, left: number, base: number, opacity: number): void {
  const scale = sizeOf(style) / font.unitsPerEm;
  const { glyphs, positions } = font.layout(text);
  const spacing = options(style).characterSpacing;
  document.save();
  let x = left;
  for (const [index, glyph] of glyphs.entries()) {
    const place = positions[index];
    const d = glyph.path.toSVG();
    if (place && d !== "") {
      document.save();
      document.transform(scale, 0, 0, -scale, x + place.xOffset * scale, base - place.yOffset * scale);
      if (strokes(document, style, opacity, scale)) document.path(d).stroke();
      document.restore();
    }
    x += (place?.xAdvance ?? 0) * scale + spacing;
  }
  document.restore();
}

/** An attribute as a number, 0 where there is none. */
function numberOf(element: SvgElement, name: string): number {
  const value = Number(element.attributes.get(name) ?? 0);
  return Number.isFinite(value) ? value : 0;
}
