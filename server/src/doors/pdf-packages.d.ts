// The parts of pdfkit and fontkit that `pdf.ts` uses; neither package brings types.
declare module "fontkit" {
  export interface GlyphRun {
    readonly glyphs: readonly { readonly path: { toSVG(): string } }[];
    readonly positions: readonly {
      readonly xAdvance: number;
      readonly xOffset: number;
      readonly yOffset: number;
    }[];
  }
  export interface Font {
    readonly unitsPerEm: number;
    readonly postscriptName: string;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): GlyphRun;
  }
  export interface Collection {
    readonly fonts: readonly Font[];
  }
  export function create(bytes: Uint8Array): Font | Collection;
}

declare module "pdfkit" {
  import type { Font } from "fontkit";

  interface DocumentOptions {
    readonly size: readonly [number, number];
    readonly margin: number;
    readonly font: Font;
    readonly lang?: string;
    readonly displayTitle?: boolean;
    readonly info: Readonly<Record<string, unknown>>;
  }
  interface TextOptions {
    readonly lineBreak: boolean;
    readonly baseline: "alphabetic";
    readonly characterSpacing: number;
  }
  export default class PDFDocument {
    constructor(options: DocumentOptions);
    on(event: "data", listener: (chunk: Uint8Array) => void): this;
    on(event: "end", listener: () => void): this;
    on(event: "error", listener: (error: Error) => void): this;
    end(): void;
    save(): this;
    restore(): this;
    transform(a: number, b: number, c: number, d: number, e: number, f: number): this;
    registerFont(name: string, font: Font): this;
    font(name: string, size: number): this;
    widthOfString(text: string, options: TextOptions): number;
    text(text: string, x: number, y: number, options: TextOptions): this;
    path(d: string): this;
    rect(x: number, y: number, width: number, height: number): this;
    roundedRect(x: number, y: number, width: number, height: number, radius: number): this;
    circle(x: number, y: number, radius: number): this;
    ellipse(x: number, y: number, radiusX: number, radiusY: number): this;
    fillColor(colour: string, opacity: number): this;
    strokeColor(colour: string, opacity: number): this;
    lineWidth(width: number): this;
    lineCap(cap: string): this;
    lineJoin(join: string): this;
    dash(lengths: readonly number[], options: Readonly<Record<string, never>>): this;
    fill(): this;
    stroke(): this;
    fillAndStroke(): this;
  }
}
