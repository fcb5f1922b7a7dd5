import { arranged } from "./arrange.ts";
import { stripHeight } from "./dot.ts";
import { around, type Curve, type Point, type Rect, reverseCurves, straight } from "./geometry.ts";
import type { EdgePlace, Layout } from "./places.ts";
import { roomOf } from "./room.ts";
import { endOn, lineEnd, placed } from "./routes.ts";
import type { Scene, SceneEdge } from "./scene.ts";

/** Event storming needs no Graphviz: each node says its row and column, and cells are as large as their largest node. */

const rowGap = 40;
const clusterPadding = 16;

/** Where the cells of one direction begin, for their sizes. */
function starts(sizes: ReadonlyMap<number, number>, gap: number): Map<number, number> {
  const out = new Map<number, number>();
  let at = 0;
  for (const [key, size] of [...sizes].sort(([a], [b]) => a - b)) {
    out.set(key, at);
    at += size + gap;
  }
  return out;
}

const largest = (sizes: Map<number, number>, key: number, size: number): void => {
  sizes.set(key, Math.max(sizes.get(key) ?? 0, size));
};

/** A cell of the grid; what is not a whole number counts as 0. */
const cell = (value: number | undefined): number => (value !== undefined && Number.isSafeInteger(value) ? value : 0);

function line(scene: Scene, nodes: readonly Rect[], edge: SceneEdge): EdgePlace {
  const a = nodes[edge.from.node];
  const b = nodes[edge.to.node];
  const centre = (r: Rect | undefined): Point =>
    r === undefined ? { x: 0, y: 0 } : { x: r.x + r.width / 2, y: r.y + r.height / 2 };
  const from = centre(a);
  const to = centre(b);
  const outline = (index: number, box: Rect | undefined) =>
    box === undefined ? [] : placed(scene.nodes[index]?.face.outline ?? [], box);
  const bent = Math.abs(from.y - to.y) > 1 && Math.abs(from.x - to.x) > 1;
  const middleX = (from.x + to.x) / 2;
  const whole: Curve[] = bent ? [[from, { x: middleX, y: from.y }, { x: middleX, y: to.y }, to]] : [straight(from, to)];
  // From inside of one box to inside of the other, then cut at both outlines.
  const left = leave(whole, outline(edge.from.node, a));
  const both = reverseCurves(leave(reverseCurves(left), outline(edge.to.node, b)));
  return {
    pieces: [both],
    start: lineEnd(reverseCurves(both), from),
    end: lineEnd(both, to),
    ...(edge.label === undefined ? {} : { label: { x: middleX, y: (from.y + to.y) / 2 } }),
  };
}

/** The line without its part inside of the shape that it begins in. */
function leave(curves: readonly Curve[], outline: ReturnType<typeof placed>): Curve[] {
  return reverseCurves(endOn(reverseCurves(curves), outline));
}

/** Lays a scene out by rows and columns. Nodes that claim the same cell stand in the next free one of their row. */
export function layoutRows(scene: Scene): Layout {
  const taken = new Set<string>();
  const cells = scene.nodes.map(({ node }) => {
    const row = cell(node.row);
    let column = cell(node.column);
    while (taken.has(`${row} ${column}`)) column++;
    taken.add(`${row} ${column}`);
    return { row, column };
  });
  const widths = new Map<number, number>();
  const heights = new Map<number, number>();
  for (const [i, { face }] of scene.nodes.entries()) {
    largest(widths, cells[i]?.column ?? 0, face.width);
    largest(heights, cells[i]?.row ?? 0, face.height);
  }
  const xs = starts(widths, roomOf(scene.picture).boardColumns);
  const ys = starts(heights, rowGap + (scene.clusters.length > 0 ? stripHeight + clusterPadding : 0));
  const nodes = scene.nodes.map(({ face }, i): Rect => {
    const { row, column } = cells[i] ?? { row: 0, column: 0 };
    return {
      x: (xs.get(column) ?? 0) + ((widths.get(column) ?? face.width) - face.width) / 2,
      y: (ys.get(row) ?? 0) + ((heights.get(row) ?? face.height) - face.height) / 2,
      width: face.width,
      height: face.height,
    };
  });
  const clusterRect = (index: number): Rect => {
    const cluster = scene.clusters[index];
    const held = around([
      ...(cluster?.nodes ?? []).flatMap((i) => nodes[i] ?? []),
      ...(cluster?.children ?? []).map(clusterRect),
    ]);
    return {
      x: held.x - clusterPadding,
      y: held.y - stripHeight - 4,
      width: Math.max(held.width, cluster?.titleWidth ?? 0) + 2 * clusterPadding,
      height: held.height + stripHeight + 4 + clusterPadding,
    };
  };
  return arranged(
    scene,
    nodes,
    scene.clusters.map((_, i) => clusterRect(i)),
    scene.edges.map((edge) => line(scene, nodes, edge)),
  );
}
