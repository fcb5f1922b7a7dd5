import { Expat } from "@hpcc-js/wasm/expat";
import { beforeAll, describe, expect, it } from "vitest";
import { iconNames, iconSvg } from "../../server/src/diagram/icons.ts";
import { type Palette, palettes } from "../../server/src/diagram/palettes.ts";
import { drawSvg, type SvgOptions } from "../../server/src/diagram/svg.ts";
import { variablesCss, vscodeVariablesCss } from "../../server/src/diagram/theme.ts";
import { attacks, hostile } from "./attacks.ts";
import { drawingOf, pictures, small } from "./drawings.ts";

let expat: Expat;
beforeAll(async () => {
  expat = await Expat.load();
});

interface Read {
  readonly elements: { readonly tag: string; readonly attributes: Readonly<Record<string, string>> }[];
  readonly text: string;
}

/** Reads XML with a strict parser; fails where it is not well-formed. */
function read(xml: string): Read {
  const elements: Read["elements"] = [];
  let text = "";
  const fine = expat.parse(xml, {
    startElement: (tag, attributes) => void elements.push({ tag, attributes }),
    endElement: () => {},
    characterData: (content) => {
      text += content;
    },
  });
  if (!fine) throw new Error(`not well-formed: ${xml.slice(0, 2000)}`);
  return { elements, text };
}

const modes: readonly (readonly [string, SvgOptions])[] = [
  ["a file", {}],
  ["a page", { theme: "variables", interactive: true, idPrefix: "p1" }],
];

/** All that a picture consists of: nothing here runs, loads or leads anywhere. */
const allowedTags = new Set([
  "svg",
  "g",
  "path",
  "rect",
  "circle",
  "ellipse",
  "text",
  "tspan",
  "title",
  "desc",
  "style",
]);

describe.each(modes)("the SVG for %s", (_, options) => {
  it.each(pictures)("of the %s is well-formed and inert, with unique ids", async (_, picture) => {
    const { elements } = read(drawSvg(await drawingOf(picture), options));
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(elements.filter(({ tag }) => !allowedTags.has(tag))).toEqual([]);
    expect(
      elements.flatMap(({ attributes }) => Object.keys(attributes).filter((name) => /^on|href|^style$/.test(name))),
    ).toEqual([]);
  });

  it("is well-formed and inert whatever the texts hold", async () => {
    for (let i = 0; i < attacks.length; i++) {
      const { elements } = read(drawSvg(await drawingOf(hostile(i)), options));
      expect(
        elements.filter(({ tag }) => !allowedTags.has(tag)),
        JSON.stringify(attacks[i]),
      ).toEqual([]);
      expect(
        elements.flatMap(({ attributes }) => Object.keys(attributes).filter((name) => /^on|href|^style$/.test(name))),
      ).toEqual([]);
      for (const { attributes } of elements) {
        for (const name of ["d", "x", "y", "cx", "cy", "width", "height", "transform", "points", "viewBox"]) {
          expect(attributes[name] ?? "", JSON.stringify(attacks[i])).not.toMatch(/NaN|Infinity|undefined|e[+-]?\d/);
        }
      }
    }
  });
});

describe("the SVG", () => {
  it("of two components", async () => {
    await expect(drawSvg(await drawingOf(small))).toMatchFileSnapshot("golden/small.svg");
  });

  it("holds every text in full, for those who ask", async () => {
    const long = "A title that is by far too long for the card that shows it, and goes on and on and on and on";
    const { text } = read(drawSvg(await drawingOf({ ...small, nodes: [{ ...small.nodes[0]!, title: long }] })));
    expect(text).toContain(long);
  });

  it("names its elements aloud and gives the page what it needs to find them", async () => {
    const { elements } = read(drawSvg(await drawingOf(small), { theme: "variables", interactive: true }));
    const found = elements
      .filter(({ attributes }) => attributes["data-id"] !== undefined)
      .map(({ attributes }) => [attributes["data-id"], attributes["aria-label"], attributes.tabindex]);
    expect(found).toEqual([
      ["D", "Sales, domain, core", "-1"],
      ["A->B", "Backend calls PostgreSQL, reads & writes", "-1"],
      ["B~>A", "PostgreSQL hands over to Backend", "-1"],
      ["A", "Backend, service, ×2", "-1"],
      ["B", "PostgreSQL, ×1, 9 of 8 req/s, overloaded, single point of failure", "-1"],
    ]);
  });

  it("needs no variables as a file, and no style of its own in a page", async () => {
    const drawing = await drawingOf(small);
    for (const theme of ["light", "dark", "high-contrast-light", "high-contrast-dark"] as const) {
      expect(drawSvg(drawing, { theme })).not.toContain("var(");
    }
    expect(drawSvg(drawing, { theme: "variables" })).not.toMatch(/<style|sd-canvas|#[0-9a-f]{6}/);
  });

  it("gets a style for every class it uses", async () => {
    const unstyled = new Set([
      "sd-clusters",
      "sd-edges",
      "sd-nodes",
      "sd-titles",
      "sd-edge-label",
      "sd-spof-badge",
      "sd-cluster-title",
      "sd-component",
      "sd-person",
      "sd-entity",
      "sd-trace",
      "sd-node",
      "sd-behind",
      "sd-row",
      "sd-row-hit",
      "sd-sync",
      "sd-relation",
      "sd-kind-domain",
      "sd-unique",
      "sd-index",
      "sd-aggregate",
    ]);
    for (const [, picture] of pictures) {
      for (const { attributes } of read(drawSvg(await drawingOf(picture))).elements) {
        for (const name of (attributes.class ?? "").split(" ")) {
          if (name !== "" && !unstyled.has(name)) expect(variablesCss).toContain(`.${name}`);
        }
      }
    }
  });

  it("finds the value of every variable", () => {
    for (const [, name] of variablesCss.matchAll(/var\((--sd-[\w-]+)\)/g))
      expect(vscodeVariablesCss).toContain(`${name}:`);
  });
});

describe("icons", () => {
  it.each(iconNames.map((name) => [name]))("%s is well-formed", (name) => void read(iconSvg(name)));
});

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string): number => {
    const channel = (at: number): number => {
      const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  };
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each(Object.entries(palettes))("the palette %s", (name, palette) => {
  const least = name.startsWith("high-contrast") ? 7 : 4.5;
  const pairs: readonly (readonly [keyof Palette, keyof Palette])[] = [
    ...(["canvas", "box1", "box2", "box3", "card", "header", "dangerTint"] as const).map(
      (below) => ["text", below] as const,
    ),
    ...(["canvas", "box1", "box2", "box3", "card", "header", "dangerTint"] as const).map(
      (below) => ["secondary", below] as const,
    ),
    ["danger", "dangerTint"],
    ["onDanger", "danger"],
    ["canvas", "focus"],
    ["warn", "card"],
    ...(["noteActor", "noteCommand", "noteSystem", "noteEvent", "noteHotspot", "notePolicy"] as const).map(
      (below) => ["onNote", below] as const,
    ),
  ];
  it.each(pairs)("lets %s be read on %s", (above, below) => {
    expect(contrast(palette[above], palette[below])).toBeGreaterThanOrEqual(least);
  });

  const lines: readonly (readonly [keyof Palette, keyof Palette])[] = [
    ...(["people", "edge", "compute", "data", "messaging", "external", "place", "ok", "warn", "danger"] as const).map(
      (above) => [above, "card"] as const,
    ),
    ["line", "canvas"],
    ["line", "box1"],
    ["line", "box3"],
  ];
  it.each(lines)("lets %s be seen on %s", (above, below) => {
    expect(contrast(palette[above], palette[below])).toBeGreaterThanOrEqual(3);
  });
});
