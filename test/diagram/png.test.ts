import { describe, expect, it } from "vitest";
import { drawSvg } from "../../server/src/diagram/svg.ts";
import { textWidth } from "../../server/src/diagram/text.ts";
import { type } from "../../server/src/diagram/typography.ts";
import { fallbackFonts } from "../../server/src/doors/fallback-fonts.ts";
import { renderPng } from "../../server/src/doors/png.ts";
import { drawingOf, small } from "./drawings.ts";

const sizeOf = (png: Uint8Array): readonly [number, number] => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

describe("fallbackFonts", () => {
  it("asks the machine only for what Inter lacks", async () => {
    expect(await fallbackFonts("Größe Сервис Υπηρεσία ×6 · 3 zones — 99.9 %")).toEqual([]);
    for (const font of await fallbackFonts("مرحبا 订票 👍")) expect(font.length).toBeGreaterThan(1000);
  });

  it("draws with what it finds", async () => {
    const fonts = await fallbackFonts("مرحبا");
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="24"><text y="16" font-family="Inter">مرحبا</text></svg>';
    const [boxes, drawn] = [await renderPng(svg), await renderPng(svg, { fonts })];
    if (fonts.length > 0) expect(Buffer.compare(boxes, drawn)).not.toBe(0);
  });
});

describe("renderPng", () => {
  it("renders at the scale that is asked for", async () => {
    const drawing = await drawingOf(small);
    const svg = drawSvg(drawing, { theme: "dark" });
    for (const scale of [1, 2, 4]) {
      const png = await renderPng(svg, { scale });
      expect([...png.slice(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
      expect(sizeOf(png)).toEqual([drawing.layout.width * scale, drawing.layout.height * scale]);
    }
  });

  it("makes no picture that is too large to look at", async () => {
    const png = await renderPng('<svg xmlns="http://www.w3.org/2000/svg" width="5000" height="10"/>', { scale: 8 });
    expect(sizeOf(png)[0]).toBeLessThanOrEqual(16_384);
  });

  it("rejects what is no SVG", async () => {
    await expect(renderPng("hello")).rejects.toThrow();
  });

  // The drawing of text decides whether the width tables are true: at the width that they say, no pixel is beyond it.
  it.each([
    "Ticket service",
    "MMMMMMMM",
    "iiiiiiii",
    "×6 · 3 zones — 99.9 %",
    "Größe æøå ÇĞŁ",
    "Сервис билетов",
    "Υπηρεσία",
  ])("sets %s within its measured width", async (text) => {
    for (const font of [type.title, type.second]) {
      const width = Math.ceil(textWidth(text, font));
      const picture = (x: number): string =>
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 40}" height="24"><text x="${x}" y="16" font-family="Inter" font-size="${font.size}" font-weight="${font.weight}">${text}</text><rect x="${width + 1}" width="40" height="24" fill="#fff"/></svg>`;
      const bare = picture(0).replace(/<rect.*\/>/, '<rect x="-99" width="40" height="24" fill="#fff"/>');
      const covered = await renderPng(picture(0).replace('fill="#fff"', 'fill="#fff" fill-opacity="0"'), { scale: 1 });
      expect(await renderPng(bare, { scale: 1 })).toEqual(covered);
      expect(await inkBeyond(bare, width + 1)).toBe(false);
    }
  });
});

/** Whether anything is drawn right of `x`: cut off the left part, and compare with nothing. */
async function inkBeyond(svg: string, x: number): Promise<boolean> {
  const shifted = svg.replace(
    /width="(\d+)" height="24">/,
    (_, width) => `width="${Number(width) - x}" height="24" viewBox="${x} 0 ${Number(width) - x} 24">`,
  );
  const empty = shifted.replace(/<text.*<\/text>/, "");
  const [drawn, blank] = [await renderPng(shifted, { scale: 1 }), await renderPng(empty, { scale: 1 })];
  return Buffer.compare(drawn, blank) !== 0;
}
