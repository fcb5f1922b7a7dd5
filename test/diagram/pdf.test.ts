import { spawnSync } from "node:child_process";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { palettes } from "../../server/src/diagram/palettes.ts";
import { drawSvg } from "../../server/src/diagram/svg.ts";
import { readSvg, type SvgElement } from "../../server/src/diagram/svg-reader.ts";
import { literalCss } from "../../server/src/diagram/theme.ts";
import { fallbackFonts } from "../../server/src/doors/fallback-fonts.ts";
import { renderPdf } from "../../server/src/doors/pdf.ts";
import { attacks } from "./attacks.ts";
import { drawingOf, pictures, small } from "./drawings.ts";
import { storming } from "./pictures.ts";

const created = new Date(0);
const textOf = (pdf: Uint8Array): string => Buffer.from(pdf).toString("latin1");

/** What is drawn, as operators. */
function operators(pdf: Uint8Array): string {
  const streams = textOf(pdf).matchAll(/\/Filter \/FlateDecode\n>>\nstream\n([\s\S]*?)\nendstream/g);
  return [...streams]
    .map(([, data = ""]) => inflateSync(Buffer.from(data, "latin1")).toString("latin1"))
    .filter((stream) => / cm\n/.test(stream))
    .join("\n");
}

const page = (inside: string, style = ""): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><style>${style}</style>${inside}</svg>`;

describe("the colours of a PDF", () => {
  it.each([
    ["#ff8000", "1 0.5019607843137255 0 scn"],
    ["rgb(255, 128, 0)", "1 0.5019607843137255 0 scn"],
    ["rgba(255, 128, 0, 0.5)", "1 0.5019607843137255 0 scn"],
    ["rgb(255 128 0 / 0.5)", "1 0.5019607843137255 0 scn"],
  ])("are those of %s", async (colour, operator) => {
    const pdf = await renderPdf(page('<rect class="a" width="9" height="9"/>', `.a{fill:${colour}}`), { created });
    expect(operators(pdf)).toContain(operator);
  });

  it("are none where nothing is drawn", async () => {
    const pdf = await renderPdf(page('<rect class="a" width="9" height="9"/>', ".a{fill:transparent}"), { created });
    expect(operators(pdf)).not.toMatch(/ re\n| scn\n/);
  });
});

describe("renderPdf", () => {
  it.each(pictures)("draws %s on a page of the picture's size", async (_, picture) => {
    const drawing = await drawingOf(picture);
    const pdf = await renderPdf(drawSvg(drawing), { created });
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(textOf(pdf)) ?? [];
    expect(Number(width)).toBeCloseTo(drawing.layout.width * 0.75, 3);
    expect(Number(height)).toBeCloseTo(drawing.layout.height * 0.75, 3);
    expect(textOf(pdf)).toMatch(/\+Inter-/);
    // Each line's halo, and whatever else: a stroke or a fill ends each outline, a pair each saved state.
    const drawn = operators(pdf);
    expect(drawn.match(/^q$/gm)?.length).toBe(drawn.match(/^Q$/gm)?.length);
    expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("is the same twice", async () => {
    const svg = drawSvg(await drawingOf(small));
    const [one, two] = [
      await renderPdf(svg, { created, title: "Größe" }),
      await renderPdf(svg, { created, title: "Größe" }),
    ];
    expect(Buffer.compare(one, two)).toBe(0);
  });

  it("draws in the theme's colours", async () => {
    const drawing = await drawingOf(small);
    const [light, dark] = await Promise.all(
      (["light", "dark"] as const).map(async (theme) =>
        operators(await renderPdf(drawSvg(drawing, { theme }), { created })),
      ),
    );
    expect(light).toMatch(/^1 1 1 scn$/m);
    expect(dark).not.toBe(light);
  });

  it.each<[string, string, string, RegExp]>([
    ["a fill", '<rect class="a" width="9" height="9"/>', ".a{fill:#ff0000}", /1 0 0 scn[\s\S]*\nf\n/],
    ["a stroke", '<path class="a" d="M0 0L9 9"/>', ".a{fill:none;stroke:#00ff00}", /0 1 0 SCN[\s\S]*\nS\n/],
    ["both", '<circle class="a" r="4"/>', ".a{fill:#000;stroke:#fff}", /\nB\n/],
    ["dashes", '<path class="a" d="M0 0L9 9"/>', ".a{fill:none;stroke:#000;stroke-dasharray:5 3}", /\[5 3\] 0 d/],
    [
      "what shines through",
      '<g class="b"><rect class="a" width="9" height="9"/></g>',
      ".b{opacity:.5}.a{fill-opacity:.5}",
      /gs/,
    ],
    [
      "a place",
      '<g transform="translate(3 4) scale(2)"><rect width="1" height="1"/></g>',
      "",
      /1 0 0 1 3 4 cm\n2 0 0 2 0 0 cm/,
    ],
    [
      "a rule of an element above",
      '<g class="b"><g><rect class="a" width="9" height="9"/></g></g>',
      ".b .a{fill:#ff0000}.a{fill:#0000ff}",
      /1 0 0 scn/,
    ],
  ])("draws %s", async (_, inside, style, expected) => {
    expect(operators(await renderPdf(page(inside, style), { created }))).toMatch(expected);
  });

  it("knows every colour of the palettes", async () => {
    const drawing = await drawingOf(storming);
    for (const [theme, palette] of Object.entries(palettes)) {
      for (const colour of Object.values(palette)) expect(colour).toMatch(/^#[\da-f]{6}([\da-f]{2})?$/i);
      const pdf = await renderPdf(drawSvg(drawing, { theme: palette }), { created });
      const [, red = "", green = "", blue = "", alpha] = /^#(..)(..)(..)(..)?$/.exec(palette.noteBorder) ?? [];
      const parts = [red, green, blue].map((part) => Number((Number.parseInt(part, 16) / 255).toFixed(6)));
      const inks = [...operators(pdf).matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) SCN$/gm)].map(([, ...of]) =>
        of.map(Number),
      );
      const near = inks.some((ink) => ink.every((value, index) => Math.abs(value - (parts[index] ?? 2)) < 1e-3));
      expect(near, theme).toBe(true);
      if (alpha !== undefined)
        expect(textOf(pdf)).toContain(`/CA ${Number((Number.parseInt(alpha, 16) / 255).toFixed(3))}`);
    }
  });

  it("draws nothing that is not to be seen", async () => {
    const drawn = operators(
      await renderPdf(page('<path class="a" d="M0 0L9 9"/><title>x</title>', ".a{fill:none;stroke:none}")),
    );
    expect(drawn).not.toMatch(/^(S|f|B)$/m);
    expect(drawn).not.toContain("BT");
  });

  it.each(["订票服务", "مرحبا بك", "👍 ok", "\u0301", "ᚠ", "a\u200db"])("sets %s somehow", async (text) => {
    const svg = page(
      `<text x="50" y="20" class="a">${text}</text>`,
      ".a{text-anchor:middle;stroke:#fff;paint-order:stroke}",
    );
    const pdf = await renderPdf(svg, { created, fonts: await fallbackFonts(svg) });
    expect(operators(pdf)).toContain("BT");
  });

  it("takes fonts that are none", async () => {
    const pdf = await renderPdf(page("<text>订</text>"), { fonts: [new Uint8Array([1, 2, 3])] });
    expect(textOf(pdf)).toContain("%PDF");
  });

  it("rejects what is no SVG", async () => {
    await expect(renderPdf("hello")).rejects.toThrow();
  });

  const reader = spawnSync("pdftotext", ["-v"]);
  it.skipIf(reader.error !== undefined)("holds text that can be copied, once", async () => {
    const pdf = await renderPdf(drawSvg(await drawingOf(small)), { created });
    const { stdout } = spawnSync("pdftotext", ["-raw", "-", "-"], { input: pdf });
    const lines = stdout.toString().split(/\s*\n/);
    for (const line of ["Backend", "PostgreSQL", "reads & writes"]) {
      expect(lines.filter((found) => found === line)).toHaveLength(1);
    }
    expect(stdout.toString()).toContain("SALES · core");
  });
});

describe("readSvg", () => {
  it("understands the whole stylesheet", () => {
    const selectors = [...literalCss(palettes.light).matchAll(/([^{}]+)\{/g)].flatMap(([, list = ""]) =>
      list.split(","),
    );
    const known = /^\.[\w-]+(\.[\w-]+)*((\s+|\s*>\s*)\.[\w-]+(\.[\w-]+)*)*$/;
    expect(selectors.map((selector) => selector.trim()).filter((selector) => !known.test(selector))).toEqual([]);
    expect(selectors.length).toBeGreaterThan(80);
  });

  it("reads our own drawings whatever they hold", async () => {
    for (const text of attacks) {
      const root = readSvg(
        drawSvg(await drawingOf({ ...small, title: text, nodes: [{ ...small.nodes[0]!, title: text }] })),
      );
      expect(root?.name).toBe("svg");
      const names = new Set<string>();
      const visit = (element: SvgElement): void => {
        names.add(element.name);
        for (const child of element.children) if (typeof child !== "string") visit(child);
      };
      visit(root!);
      expect(
        [...names].filter((name) => !/^(svg|g|title|desc|style|rect|path|circle|ellipse|text|tspan)$/.test(name)),
      ).toEqual([]);
    }
  });
});
