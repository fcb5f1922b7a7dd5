import { describe, expect, it } from "vitest";
import { columnFor } from "../../client/src/preview/columns.ts";
import { asMarkdown } from "../../client/src/webview/as-markdown.ts";
import {
  begin,
  between,
  bounded,
  bringIntoView,
  type Camera,
  fitAll,
  isTall,
  largest,
  onStage,
  smallest,
  zoomAt,
} from "../../client/src/webview/camera.ts";
import { plainColour } from "../../client/src/webview/export.ts";
import { tileAfter } from "../../client/src/webview/grid.ts";
import { commandOf } from "../../client/src/webview/keys.ts";
import { blocksOf } from "../../client/src/webview/markdown.ts";
import { isNeeded, visible } from "../../client/src/webview/minimap.ts";
import { placeOf } from "../../client/src/webview/place.ts";
import { isAllowed } from "../../client/src/webview/sanitise.ts";
import { first, neighbour, type Placed } from "../../client/src/webview/spatial.ts";

const stage = { width: 800, height: 600 };

describe("the camera", () => {
  it.each([
    [{ width: 400, height: 300 }, 1.2],
    [{ width: 1556, height: 300 }, 0.5],
    [{ width: 100, height: 5780 }, 0.1],
    [{ width: 0, height: 0 }, 1.2],
  ])("fits %j at %f", (picture, scale) => {
    const camera = fitAll(picture, stage);
    expect(camera.scale).toBeCloseTo(scale);
    const seen = onStage(camera, { x: 0, y: 0, ...picture });
    expect(seen.x + seen.width / 2).toBeCloseTo(400);
    expect(seen.y + seen.height / 2).toBeCloseTo(300);
  });

  it.each([
    ["all of what can be read", { width: 1200, height: 300 }, 0.65, "middle"],
    ["the beginning of what is too wide", { width: 1600, height: 300 }, 0.75, "left"],
    ["the beginning of what is too high", { width: 300, height: 1600 }, 0.75, "top"],
  ] as const)("begins with %s", (_, picture, scale, side) => {
    const camera = begin(picture, stage);
    expect(camera.scale).toBeCloseTo(scale, 2);
    const seen = onStage(camera, { x: 0, y: 0, ...picture });
    if (side === "top") expect(seen.y).toBe(0);
    else expect(seen.y + seen.height / 2).toBeCloseTo(300);
    if (side === "left") expect(seen.x).toBe(0);
    else expect(seen.x + seen.width / 2).toBeCloseTo(400);
  });

  it.each([
    [{ width: 400, height: 800 }, undefined, true],
    [{ width: 800, height: 400 }, true, false],
    [{ width: 400, height: 410 }, true, true],
    [{ width: 400, height: 410 }, false, false],
    [{ width: 0, height: 0 }, true, undefined],
  ])("takes %j that was tall: %s for tall: %s", (size, was, expected) => {
    expect(isTall(size, was)).toBe(expected);
  });

  it("zooms around a point that stays", () => {
    const camera: Camera = { x: 10, y: 20, scale: 1 };
    const at = { x: 300, y: 200 };
    const zoomed = zoomAt(camera, 2, at);
    expect([(at.x - zoomed.x) / zoomed.scale, (at.y - zoomed.y) / zoomed.scale]).toEqual([290, 180]);
    expect(zoomAt(camera, 1e9, at).scale).toBe(largest);
    expect(zoomAt(camera, 1e-9, at).scale).toBe(smallest);
    expect(zoomAt(camera, Number.NaN, at).scale).toBe(1);
  });

  it("comes no further than needed to see a box", () => {
    const camera: Camera = { x: 0, y: 0, scale: 1 };
    expect(bringIntoView(camera, { x: 100, y: 100, width: 50, height: 50 }, stage)).toBe(camera);
    expect(bringIntoView(camera, { x: 900, y: 100, width: 50, height: 50 }, stage)).toEqual({
      x: -182,
      y: 0,
      scale: 1,
    });
    expect(bringIntoView(camera, { x: -100, y: -50, width: 50, height: 50 }, stage)).toEqual({
      x: 132,
      y: 82,
      scale: 1,
    });
    expect(bringIntoView(camera, { x: -500, y: -500, width: 5000, height: 5000 }, stage)).toBe(camera);
  });

  it("never loses the picture", () => {
    const camera = bounded({ x: -9999, y: 9999, scale: 1 }, { width: 500, height: 400 }, stage);
    expect(camera).toEqual({ x: 72 - 500, y: 600 - 72, scale: 1 });
  });

  it("glides by equal factors", () => {
    const from = { x: 0, y: 0, scale: 1 };
    const to = { x: 100, y: 50, scale: 4 };
    expect(between(from, to, 0)).toEqual(from);
    expect(between(from, to, 1)).toBe(to);
    expect(between(from, to, 0.5).scale).toBeCloseTo(2);
  });
});

describe("arrow keys", () => {
  const box = (key: string, x: number, y: number): Placed => ({ key, box: { x, y, width: 100, height: 40 } });
  const all = [box("a", 0, 0), box("b", 200, 0), box("c", 0, 100), box("d", 210, 110), box("e", 90, 300)];
  const by = new Map(all.map((placed) => [placed.key, placed]));

  it.each([
    ["a", "right", "b"],
    ["a", "down", "c"],
    ["d", "left", "c"],
    ["d", "up", "b"],
    ["c", "down", "e"],
    ["a", "up", undefined],
    ["b", "right", "d"],
  ] as const)("from %s %s to %s", (from, direction, to) => {
    expect(neighbour(by.get(from)!, all, direction)?.key).toBe(to);
  });

  it("begin at the top left", () => {
    expect(first([...all].reverse())?.key).toBe("a");
    expect(first([])).toBeUndefined();
  });
});

describe("keys", () => {
  const key = (text: string) => {
    const parts = text.split("+").filter((part) => part !== "");
    const name = text.endsWith("+") ? "+" : (parts.at(-1) ?? "");
    return {
      key: name === "Space" ? " " : name,
      ctrlKey: parts.includes("Ctrl"),
      metaKey: false,
      altKey: parts.includes("Alt"),
      shiftKey: parts.includes("Shift"),
    };
  };
  it.each([
    ["0", "fit"],
    ["f", "fit"],
    ["+", "zoom-in"],
    ["Shift++", "zoom-in"],
    ["-", "zoom-out"],
    ["/", "search"],
    ["Ctrl+f", "search"],
    ["Enter", "open"],
    ["Shift+Enter", "open-beside"],
    ["Space", "select"],
    ["Escape", "leave"],
    ["ArrowUp", "up"],
    ["Shift+ArrowUp", "pan-up"],
    ["n", "next-step"],
    ["Alt+f", undefined],
    ["Ctrl+Shift+f", undefined],
    ["Ctrl+s", undefined],
    ["F1", undefined],
  ])("%s: %s", (pressed, command) => {
    expect(commandOf(key(pressed))).toBe(command);
  });
});

describe("what may be in a picture", () => {
  it.each([
    ["class", "sd-node", true],
    ["data-key", "javascript:x", true],
    ["aria-label", "x", true],
    ["transform", "translate(1 2)", true],
    ["onclick", "alert(1)", false],
    ["onload", "alert(1)", false],
    ["style", "color:red", false],
    ["href", "javascript:alert(1)", false],
    ["xlink:href", "https://example.org/x.svg", false],
    ["fill", "url(https://example.org/x)", false],
    ["d", "M0 0", true],
  ])("%s=%j: %s", (name, value, allowed) => {
    expect(isAllowed(name, value)).toBe(allowed);
  });
});

describe("places and colours", () => {
  it.each([
    ["translate(12 34)", { x: 12, y: 34 }],
    ["translate(-1.5,2)", { x: -1.5, y: 2 }],
    ["rotate(3)", { x: 0, y: 0 }],
  ])("%s", (transform, expected) => {
    expect(placeOf({ getAttribute: () => transform } as unknown as Element)).toEqual(expected);
  });

  it.each([
    ["color(srgb 1 0.5 0)", "rgb(255, 128, 0)"],
    ["color(srgb 0 0 0 / 0.25)", "rgba(0, 0, 0, 0.25)"],
    ["rgb(1, 2, 3)", "rgb(1, 2, 3)"],
  ])("%s", (colour, expected) => {
    expect(plainColour(colour)).toBe(expected);
  });
});

describe("the column of the text", () => {
  it.each([
    ["open at the left of the preview", 2, [1], undefined, false, 1],
    ["open in the preview's own column only", 2, [2], undefined, false, 1],
    ["not open, text was on the right last", 1, [], 2, false, 2],
    ["not open, preview in the first column", 1, [], undefined, false, 2],
    ["not open, preview in the second column", 2, [], undefined, false, 1],
    ["beside", 2, [1], 1, true, 3],
  ] as const)("%s", (_, preview, open, last, beside, expected) => {
    expect(columnFor(preview, open, last, beside)).toBe(expected);
  });
});

describe("hovers", () => {
  const shown = (markdown: string): string =>
    blocksOf(markdown)
      .map((block) =>
        block.type === "rule"
          ? "rule"
          : block.type === "code"
            ? `code(${block.text})`
            : `${block.type}: ${block.pieces.map(({ text, style }) => (style === "plain" ? text : `${style}(${text})`)).join("")}`,
      )
      .join("\n");

  it.each([
    ["**service** `Backend` — Ticket service", "paragraph: bold(service) code(Backend) — Ticket service"],
    ["one\ntwo\n\nthree", "paragraph: one two\nparagraph: three"],
    ["- a\n- *b*", "item: a\nitem: italic(b)"],
    ["---", "rule"],
    ["```sdesign\na -> b\n```\nend", "code(a -> b)\nparagraph: end"],
    ["```\nnever closed", "code(never closed)"],
    ["\\*not\\* &lt;b&gt; snake_case_name", "paragraph: *not* <b> snake_case_name"],
    ["[docs](https://example.org) ![x](y)", "paragraph: docs x"],
    ["<img src=x onerror=alert(1)>", "paragraph: <img src=x onerror=alert(1)>"],
    ["`` a`b ``", "paragraph: code(a`b)"],
    ["", ""],
  ])("%j", (markdown, expected) => {
    expect(shown(markdown)).toBe(expected);
  });
});

describe("a picture as Markdown", () => {
  it("is a list that no title breaks", () => {
    const shapes = [
      { key: "a", kind: "node", label: "Backend, service" },
      { key: "e", kind: "edge", label: "Backend calls <b>Store</b>", from: "a" },
      { key: "b", kind: "node", label: "- [x](javascript:y)\n# z" },
    ] as const;
    expect(asMarkdown("Shop *all*", shapes)).toBe(
      "## Shop \\*all\\*\n\n- Backend, service\n  - Backend calls \\<b\\>Store\\</b\\>\n- \\- \\[x\\](javascript:y) \\# z\n",
    );
  });
});

describe("the minimap", () => {
  it("is there when a part is out of sight", () => {
    const picture = { width: 1000, height: 500 };
    expect(isNeeded({ x: 0, y: 0, scale: 0.5 }, picture, stage)).toBe(false);
    expect(isNeeded({ x: 0, y: 0, scale: 2 }, picture, stage)).toBe(true);
    expect(isNeeded({ x: 0, y: 0, scale: 2 }, picture, { width: 200, height: 600 })).toBe(false);
  });

  it("shows the part that is seen", () => {
    expect(visible({ x: -100, y: -50, scale: 2 }, stage)).toEqual({ x: 50, y: 25, width: 400, height: 300 });
  });
});

describe("a grid of tiles", () => {
  // 0 1 2
  // 3
  // 4 5
  const tiles = [0, 1, 2, 3, 4, 5].map((index) => ({
    left: [0, 100, 200, 0, 0, 100][index] ?? 0,
    top: [0, 0, 0, 80, 200, 200][index] ?? 0,
  }));

  it.each([
    ["ArrowRight", 0, 1],
    ["ArrowRight", 2, 3],
    ["ArrowRight", 5, 5],
    ["ArrowLeft", 3, 2],
    ["ArrowLeft", 0, 0],
    ["ArrowDown", 1, 3],
    ["ArrowDown", 3, 4],
    ["ArrowDown", 5, 5],
    ["ArrowUp", 5, 3],
    ["ArrowUp", 3, 0],
    ["ArrowUp", 1, 1],
    ["Home", 4, 0],
    ["End", 1, 5],
    ["ArrowDown", 99, 0],
    ["a", 1, undefined],
  ])("%s leads from %i to %s", (key, from, to) => {
    expect(tileAfter(key, from, tiles)).toBe(to);
  });

  it("leads nowhere without tiles", () => {
    expect(tileAfter("ArrowDown", 0, [])).toBeUndefined();
  });
});
