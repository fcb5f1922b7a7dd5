import { stripHeight } from "./dot.ts";
import {
  around,
  boundsOf,
  type Curve,
  centred,
  hull,
  overlap,
  type Point,
  type Rect,
  reverseCurves,
} from "./geometry.ts";
import type { ClusterPlace, EdgePlace, Layout } from "./places.ts";
import { cornersOf, cutAt, pointsOf } from "./routes.ts";
import type { Scene } from "./scene.ts";

/** The last steps of a layout: titles of clusters, gaps for them, and everything onto one canvas. */

/** Around the picture, px. */
const pictureMargin = 24;

/** From where to where, in x, a straight line lies between two heights; the wrong way round where it never does. */
function between(a: Point, b: Point, top: number, bottom: number): [number, number] {
  if (Math.max(a.y, b.y) < top || Math.min(a.y, b.y) > bottom) return [1, 0];
  const at = (y: number): number =>
    a.x + ((Math.min(Math.max(y, Math.min(a.y, b.y)), Math.max(a.y, b.y)) - a.y) * (b.x - a.x)) / (b.y - a.y);
  const ends = Math.abs(b.y - a.y) < 1 ? [a.x, b.x] : [at(top), at(bottom)];
  return [Math.min(...ends), Math.max(...ends)];
}

/** The first place in a strip, from the left, that no line crosses; the left where there is none. */
function titlePlace(rect: Rect, width: number, lines: readonly (readonly Point[])[]): number {
  const left = rect.x + 14;
  const right = rect.x + rect.width - 8 - width;
  const blocked: [number, number][] = [];
  const clear = 7;
  for (const points of lines) {
    for (let i = 1; i < points.length; i++) {
      const a = points[i - 1];
      const b = points[i];
      if (a === undefined || b === undefined) continue;
      const [from, to] = between(a, b, rect.y + 4, rect.y + stripHeight);
      if (from > to || to < left - clear || from > rect.x + rect.width) continue;
      blocked.push([from - clear, to + clear]);
    }
  }
  blocked.sort((a, b) => a[0] - b[0]);
  let x = left;
  for (const [from, to] of blocked) {
    if (from >= x + width) break;
    x = Math.max(x, to);
  }
  return x <= right ? x : left;
}

/** What a title covers in its strip. */
const titleRect = (cluster: Rect, titleX: number, width: number): Rect => ({
  x: titleX - 3,
  y: cluster.y + 8,
  width: width + 6,
  height: 16,
});

/** The line without what is below a title that could not get out of its way. */
function interrupted(pieces: readonly (readonly Curve[])[], titles: readonly Rect[]): (readonly Curve[])[] {
  let out = [...pieces];
  for (const title of titles) {
    out = out.flatMap((piece): (readonly Curve[])[] => {
      // Most lines are nowhere near: the hull of a curve's points tells without measuring the curve.
      if (!piece.some((curve) => overlap(hull(curve), title))) return [piece];
      if (!pointsOf(piece, 4).some((p) => overlap({ ...p, width: 0, height: 0 }, title))) return [piece];
      return [cutAt(piece, title), reverseCurves(cutAt(reverseCurves(piece), title))];
    });
  }
  return out;
}

/** Puts titles into their strips and moves everything so that the picture begins at 0, 0. */
export function arranged(
  scene: Scene,
  nodes: readonly Rect[],
  clusters: readonly Rect[],
  edges: readonly EdgePlace[],
): Layout {
  const points = edges.map((edge) => edge.pieces.flatMap((piece) => cornersOf(piece)));
  const bounds = points.map(boundsOf);
  const labels = edges.flatMap((edge, i): Rect[] => {
    const size = scene.edges[i]?.label;
    return edge.label === undefined || size === undefined ? [] : [centred(edge.label, size.width, size.height)];
  });
  const whole = around([...nodes, ...clusters, ...labels, ...bounds.filter((_, i) => points[i]?.length)]);
  const titleXs = clusters.map((rect, i) => {
    const strip = { ...rect, height: stripHeight };
    const near = points.filter((_, k) => overlap(bounds[k] ?? strip, strip, 1));
    return titlePlace(rect, scene.clusters[i]?.titleWidth ?? 0, near);
  });
  const titles = clusters.map((rect, i) => titleRect(rect, titleXs[i] ?? rect.x, scene.clusters[i]?.titleWidth ?? 0));
  const dx = Math.round(pictureMargin - whole.x);
  const dy = Math.round(pictureMargin - whole.y);
  const movePoint = (p: Point): Point => ({ x: p.x + dx, y: p.y + dy });
  const moveRect = (r: Rect): Rect => ({ ...r, x: r.x + dx, y: r.y + dy });
  const moveCurve = ([a, b, c, d]: Curve): Curve => [movePoint(a), movePoint(b), movePoint(c), movePoint(d)];
  return {
    width: Math.ceil(whole.width + 2 * pictureMargin),
    height: Math.ceil(whole.height + 2 * pictureMargin),
    nodes: nodes.map(moveRect),
    clusters: clusters.map((rect, i): ClusterPlace => ({ rect: moveRect(rect), titleX: (titleXs[i] ?? rect.x) + dx })),
    edges: edges.map((edge) => ({
      ...edge,
      pieces: interrupted(edge.pieces, titles).map((piece) => piece.map(moveCurve)),
      start: { ...edge.start, tip: movePoint(edge.start.tip) },
      end: { ...edge.end, tip: movePoint(edge.end.tip) },
      ...(edge.label === undefined ? {} : { label: movePoint(edge.label) }),
    })),
  };
}
