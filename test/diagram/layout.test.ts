import { describe, expect, it } from "vitest";
import { layoutDot } from "../../server/src/diagram/dot.ts";
import { insideRound, overlap, type Rect } from "../../server/src/diagram/geometry.ts";
import { layOut } from "../../server/src/diagram/layout.ts";
import type { Picture, PictureEdge } from "../../server/src/diagram/picture.ts";
import type { Drawing } from "../../server/src/diagram/places.ts";
import { placed, pointsOf } from "../../server/src/diagram/routes.ts";
import { prepare } from "../../server/src/diagram/scene.ts";
import { drawSvg } from "../../server/src/diagram/svg.ts";
import { attacks, hostile } from "./attacks.ts";
import { drawingOf, pictures, small } from "./drawings.ts";
import {
  architecture,
  dataModel,
  flow,
  generated,
  hub,
  islands,
  loose,
  selfRelated,
  storming,
  trace,
} from "./pictures.ts";

interface Named {
  readonly name: string;
  readonly rect: Rect;
}

const boxes = ({ scene, layout }: Drawing): Named[] =>
  scene.nodes.map(({ node }, i) => ({ name: node.id, rect: layout.nodes[i]! }));

const labels = ({ scene, layout }: Drawing): Named[] =>
  scene.edges.flatMap(({ edge, label }, i) => {
    const centre = layout.edges[i]!.label;
    if (label === undefined || centre === undefined) return [];
    const { width, height } = label;
    return [
      { name: `label of ${edge.id}`, rect: { x: centre.x - width / 2, y: centre.y - height / 2, width, height } },
    ];
  });

const titles = ({ scene, layout }: Drawing): Named[] =>
  scene.clusters.map(({ cluster, titleWidth }, i) => {
    const { rect, titleX } = layout.clusters[i]!;
    return { name: `title of ${cluster.id}`, rect: { x: titleX, y: rect.y + 8, width: titleWidth, height: 14 } };
  });

function overlaps(things: readonly Named[]): string[] {
  const out: string[] = [];
  for (const [i, a] of things.entries()) {
    for (const b of things.slice(i + 1)) if (overlap(a.rect, b.rect, -0.5)) out.push(`${a.name} and ${b.name}`);
  }
  return out;
}

const shrunk = (r: Rect, by: number): Rect => ({
  x: r.x + by,
  y: r.y + by,
  width: r.width - 2 * by,
  height: r.height - 2 * by,
});

/** Lines through boxes or labels that they do not belong to. */
function crossings(drawing: Drawing): string[] {
  const { scene, layout } = drawing;
  const out: string[] = [];
  const labelOf = new Map(labels(drawing).map((label) => [label.name, label.rect]));
  for (const [i, { edge, from, to }] of scene.edges.entries()) {
    const points = layout.edges[i]!.pieces.flatMap((piece) => pointsOf(piece, 3));
    for (const [k, rect] of layout.nodes.entries()) {
      if (k === from.node || k === to.node) continue;
      if (points.some((p) => overlap({ ...p, width: 0, height: 0 }, shrunk(rect, 2))))
        out.push(`${edge.id} through ${scene.nodes[k]!.node.id}`);
    }
    for (const [name, rect] of labelOf) {
      if (name === `label of ${edge.id}`) continue;
      if (points.some((p) => overlap({ ...p, width: 0, height: 0 }, shrunk(rect, 4))))
        out.push(`${edge.id} through ${name}`);
    }
  }
  return out;
}

describe.each(pictures)("the layout of the %s", (_, picture) => {
  it("keeps boxes, labels and titles apart", async () => {
    const drawing = await drawingOf(picture);
    expect(overlaps([...boxes(drawing), ...labels(drawing), ...titles(drawing)])).toEqual([]);
  });

  it("leads no line through a box or another line's label", async () => {
    expect(crossings(await drawingOf(picture))).toEqual([]);
  });

  it("leads no line through the title of a cluster", async () => {
    const drawing = await drawingOf(picture);
    const points = drawing.layout.edges.flatMap(({ pieces }) => pieces.flatMap((piece) => pointsOf(piece, 2)));
    for (const { name, rect } of titles(drawing)) {
      expect(
        points.filter((p) => overlap({ ...p, width: 0, height: 0 }, rect)),
        name,
      ).toEqual([]);
    }
  });

  it("ends lines on the outlines of their boxes", async () => {
    const { scene, layout } = await drawingOf(picture);
    for (const [i, { edge, from, to }] of scene.edges.entries()) {
      const { start, end } = layout.edges[i]!;
      for (const [node, { tip, into }] of [
        [from.node, start],
        [to.node, end],
      ] as const) {
        const outline = placed(scene.nodes[node]!.face.outline, layout.nodes[node]!);
        const within = (far: number): boolean =>
          outline.some((rect) => insideRound(rect, { x: tip.x + into.x * far, y: tip.y + into.y * far }));
        expect(within(1.5), `${edge.id} reaches ${scene.nodes[node]!.node.id}`).toBe(true);
        expect(within(-1.5), `${edge.id} stops at ${scene.nodes[node]!.node.id}`).toBe(false);
      }
    }
  });

  it("puts every box into its clusters, and everything onto the canvas", async () => {
    const { scene, layout } = await drawingOf(picture);
    const within = (inner: Rect, outer: Rect): boolean =>
      inner.x >= outer.x &&
      inner.y >= outer.y &&
      inner.x + inner.width <= outer.x + outer.width + 0.01 &&
      inner.y + inner.height <= outer.y + outer.height + 0.01;
    const canvas = { x: 0, y: 0, width: layout.width, height: layout.height };
    for (const [i, { node, parent }] of scene.nodes.entries()) {
      expect(within(layout.nodes[i]!, layout.clusters[parent]?.rect ?? canvas), node.id).toBe(true);
    }
    for (const [i, { cluster, parent }] of scene.clusters.entries()) {
      expect(within(layout.clusters[i]!.rect, layout.clusters[parent]?.rect ?? canvas), cluster.id).toBe(true);
    }
    for (const { pieces } of layout.edges) {
      for (const p of pieces.flatMap((piece) => pointsOf(piece)))
        expect(within({ ...p, width: 0, height: 0 }, canvas)).toBe(true);
    }
  });

  it("is the same every time", async () => {
    expect((await drawingOf(picture)).layout).toEqual((await drawingOf(structuredClone(picture))).layout);
  });
});

describe("rows", () => {
  it.each([
    ["components without connections", loose(60)],
    ["a hub's many leaves", hub(20)],
    ["a hub's many leaves, from left to right", { ...hub(20), direction: "LR" } as const],
    ["systems that have nothing to do with each other", islands(30)],
  ])("are broken: %s", async (_, picture) => {
    const { layout } = await drawingOf(picture);
    expect(Math.max(layout.width / layout.height, layout.height / layout.width)).toBeLessThan(3);
  });

  it("of leaves are at most six", async () => {
    const { layout } = await drawingOf(hub(80));
    const centres = layout.nodes.slice(1).map(({ y, height }) => Math.round(y + height / 2));
    expect(new Set(centres).size).toBe(6);
  });

  it("of tables without relations are not one long column", async () => {
    const { layout } = await drawingOf({ ...dataModel, clusters: [], edges: [] });
    expect(layout.width).toBeGreaterThan(layout.height);
    const narrow = await drawingOf({ ...dataModel, direction: "TB", narrow: true, clusters: [], edges: [] });
    expect(narrow.layout.height).toBeGreaterThan(narrow.layout.width);
  });

  it.each(["TB", "LR"] as const)("of a draft keep the order in which it was written: %s", async (direction) => {
    const { layout } = await drawingOf({ ...loose(9), direction, clusters: [] });
    const seen = layout.nodes.map((rect, i) => ({ i, ...rect })).sort((a, b) => a.y - b.y || a.x - b.x);
    expect(seen.map(({ i }) => i)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("a strip", () => {
  /** Shallow trees beside each other. */
  const broad: Picture = {
    title: "Broad",
    direction: "TB",
    turns: true,
    nodes: Array.from({ length: 24 }, (_, i) => ({ ...hub(24).nodes[i]!, parent: `d${i % 4}` })),
    clusters: [0, 1, 2, 3].map((i) => ({ id: `d${i}`, kind: "domain", title: `Domain ${i}` })),
    edges: Array.from({ length: 20 }, (_, i) => ({
      id: `e${i}`,
      from: i < 4 ? "hub" : `n${(i % 4) - 1}`.replace("n-1", "hub"),
      to: `n${i + 3}`,
      style: "sync",
    })),
  };

  it("goes in the other direction where that shows it much larger", async () => {
    const { scene, layout } = await drawingOf(broad);
    expect(scene.picture.direction).toBe("LR");
    expect(layout.width / layout.height).toBeLessThan(2.5);
  });

  it("stays as its author wants it", async () => {
    expect((await drawingOf({ ...broad, turns: false })).scene.picture.direction).toBe("TB");
  });

  it("stays while it can be read", async () => {
    const chain = { ...generated(4), turns: true };
    expect((await drawingOf(chain)).scene.picture.direction).toBe("TB");
  });
});

describe("a picture for a narrow pane", () => {
  it.each([
    ["architecture", { ...architecture, clusters: [] }],
    ["flow", { ...flow, clusters: [] }],
    ["event storming", storming],
    ["trace", trace],
    ["hub", hub(6)],
    ["draft", loose(8)],
  ])("is narrower: %s", async (_, picture) => {
    const { layout } = await drawingOf(picture);
    const narrow = await drawingOf({ ...picture, narrow: true });
    expect(narrow.layout.width).toBeLessThan(layout.width * 0.97);
  });
});

describe("lines of relations", () => {
  it.each([
    "LR",
    "TB",
  ] as const)("meet their boxes at right angles, away from corners and each other: %s", async (direction) => {
    const { scene, layout } = await drawingOf({ ...selfRelated, direction });
    const tips: string[] = [];
    for (const [i, { edge, from, to }] of scene.edges.entries()) {
      for (const [node, { tip, into }] of [
        [from.node, layout.edges[i]!.start],
        [to.node, layout.edges[i]!.end],
      ] as const) {
        expect(Math.max(Math.abs(into.x), Math.abs(into.y)), edge.id).toBeGreaterThan(0.99);
        const { x, y, width, height } = layout.nodes[node]!;
        const along = Math.abs(into.x) > 0.5 ? [tip.y - y, y + height - tip.y] : [tip.x - x, x + width - tip.x];
        expect(Math.min(...along), edge.id).toBeGreaterThanOrEqual(12);
        tips.push(`${Math.round(tip.x / 8)} ${Math.round(tip.y / 8)}`);
      }
    }
    expect(new Set(tips).size).toBe(tips.length);
  });
});

describe("lines of a picture in columns", () => {
  it("lead from the right side of a box to the left side of another", async () => {
    const { scene, layout } = await drawingOf(trace);
    for (const [i, { edge, from, to }] of scene.edges.entries()) {
      const { start, end } = layout.edges[i]!;
      const [a, b] = [layout.nodes[from.node]!, layout.nodes[to.node]!];
      expect(Math.abs(start.tip.x - a.x - a.width), edge.id).toBeLessThan(2);
      expect(Math.abs(end.tip.x - b.x), edge.id).toBeLessThan(2);
    }
  });
});

describe("a large picture", () => {
  const large = generated(300);

  it("keeps boxes and labels apart, and nearly every line has its label", async () => {
    const drawing = await drawingOf(large);
    expect(large.edges.length).toBeGreaterThan(400);
    expect(overlaps([...boxes(drawing), ...labels(drawing)])).toEqual([]);
    expect(labels(drawing).length).toBeGreaterThan(large.edges.length * 0.95);
  });

  it("has its labels on their own lines, with a gap for them", async () => {
    const { scene, layout } = await drawingOf(large);
    for (const [i, { pieces, label }] of layout.edges.entries()) {
      if (label === undefined) continue;
      const { width, height } = scene.edges[i]!.label!;
      const rect = { x: label.x - width / 2, y: label.y - height / 2, width, height };
      expect(pieces.length).toBe(2);
      for (const piece of pieces) {
        expect(piece.length).toBeGreaterThan(0);
        for (const p of pointsOf(piece)) expect(overlap({ ...p, width: 0, height: 0 }, shrunk(rect, 0.5))).toBe(false);
      }
    }
  });

  it("asks Graphviz for no room for labels, and not for the best of all layouts", () => {
    expect(layoutDot(prepare(large))).not.toContain('"l0"');
    expect(layoutDot(prepare(large))).toContain("nslimit");
    const loop: PictureEdge = { id: "loop", from: "n1", to: "n1", style: "async", label: ["again"] };
    expect(layoutDot(prepare({ ...large, edges: [...large.edges, loop] }))).not.toMatch(/->.*label=/);
    expect(layoutDot(prepare(generated(50)))).toContain('"l0"');
    expect(layoutDot(prepare(generated(50)))).not.toContain("nslimit");
  });

  it("says in the tooltip what found no place on the picture", async () => {
    const drawing = await drawingOf(large);
    const edges = drawing.layout.edges.map(({ label: _, ...edge }) => edge);
    const svg = drawSvg({ ...drawing, layout: { ...drawing.layout, edges } }, { interactive: true });
    expect(svg).toContain("<title>call 17</title>");
  });
});

describe("prepare", () => {
  const nodes = (ids: string): Picture["nodes"] =>
    ids.split(" ").map((id) => ({ id, shape: "card", family: "compute", icon: "service", title: id }));
  const base = { title: "", direction: "TB" } as const;

  it("keeps the first of two elements with one id, drops edges without ends and empty clusters", () => {
    const scene = prepare({
      ...base,
      nodes: [...nodes("a b"), ...nodes("a")],
      clusters: [
        { id: "empty", kind: "group", title: "empty" },
        { id: "a", kind: "group", title: "a" },
      ],
      edges: [
        { id: "1", from: "a", to: "b", style: "sync" },
        { id: "1", from: "b", to: "a", style: "sync" },
        { id: "2", from: "a", to: "empty", style: "sync" },
        { id: "3", from: "x", to: "a", style: "sync" },
      ],
    });
    expect(scene.nodes.map(({ node }) => node.id)).toEqual(["a", "b"]);
    expect(scene.clusters).toEqual([]);
    expect(scene.edges.map(({ edge }) => edge.id)).toEqual(["1"]);
  });

  it("cuts a cycle of clusters", () => {
    const scene = prepare({
      ...base,
      nodes: [{ ...nodes("a")[0]!, parent: "x" }],
      clusters: [
        { id: "x", kind: "group", title: "x", parent: "y" },
        { id: "y", kind: "group", title: "y", parent: "z" },
        { id: "z", kind: "group", title: "z", parent: "x" },
      ],
      edges: [],
    });
    expect(scene.clusters.map(({ depth }) => depth).sort()).toEqual([1, 2, 3]);
  });

  it("turns around only what closes a cycle", () => {
    const edge = (text: string) => ({ id: text, from: text[0]!, to: text[1]!, style: "sync" as const });
    const scene = prepare({
      ...base,
      nodes: nodes("a b c d"),
      clusters: [],
      edges: ["bc", "ab", "ca", "cd", "dd", "ad"].map(edge),
    });
    expect(scene.edges.filter(({ backward }) => backward).map(({ edge }) => edge.id)).toEqual(["ca"]);
  });

  it("lays out what is empty", async () => {
    const { layout } = await drawingOf({ ...base, nodes: [], clusters: [], edges: [] });
    expect(layout).toMatchObject({ nodes: [], clusters: [], edges: [] });
  });
});

describe("layOut", () => {
  it("lays out whatever the texts hold", async () => {
    for (let i = 0; i < attacks.length; i++) {
      const { layout } = await drawingOf(hostile(i));
      expect(Number.isFinite(layout.width + layout.height), JSON.stringify(attacks[i])).toBe(true);
    }
  });

  it("ends lines at a cluster's border where they lead to the cluster", async () => {
    const { layout } = await drawingOf({
      ...small,
      edges: [{ id: "B->D", from: "B", to: "D", style: "sync", label: ["to the box"] }],
    });
    const { rect } = layout.clusters[0]!;
    const { tip } = layout.edges[0]!.end;
    const off = Math.min(
      Math.abs(tip.y - rect.y),
      Math.abs(tip.y - rect.y - rect.height),
      Math.abs(tip.x - rect.x),
      Math.abs(tip.x - rect.x - rect.width),
    );
    expect(off).toBeLessThan(0.1);
  });

  it.each([
    ["an error", "{"],
    ["something else", "{}"],
    ["no JSON", ""],
  ])("rejects when Graphviz answers with %s", async (_, answer) => {
    await expect(layOut(small, async () => answer)).rejects.toThrow();
  });

  it("passes on what the layouter says", async () => {
    await expect(layOut(small, () => Promise.reject(new Error("no worker")))).rejects.toThrow("no worker");
  });
});
