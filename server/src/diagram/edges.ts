import { type Curve, moved, type Point, reverseCurves } from "./geometry.ts";
import { drawLabel } from "./labels.ts";
import { element, type Markup, number, ours, together } from "./markup.ts";
import type { Cardinality } from "./picture.ts";
import type { EdgePlace, LineEnd } from "./places.ts";
import { shortened } from "./routes.ts";
import type { Scene, SceneEdge } from "./scene.ts";

const at = (p: Point): string => `${number(p.x)} ${number(p.y)}`;

/** The `d` of a line. */
export function pathOf(curves: readonly Curve[]): string {
  const start = curves[0]?.[0];
  if (start === undefined) return "";
  return `M${at(start)}${curves.map(([, b, c, d]) => `C${at(b)} ${at(c)} ${at(d)}`).join("")}`;
}

/** Width of a line by its share of the largest load; without a load a plain line. */
export function lineWidth(share: number | undefined): number {
  if (share === undefined || !Number.isFinite(share)) return 1.5;
  return Math.round((1.25 + 1.75 * Math.min(1, Math.max(0, share)) ** 0.7) * 4) / 4;
}

interface Head {
  readonly markup: Markup;
  /** How much of the line gives way to it, px. */
  readonly length: number;
}

/** A point in the frame of a line's end: `back` px before the tip, `side` px to its left. */
const local = (end: LineEnd, back: number, side: number): Point => ({
  x: end.tip.x - end.into.x * back - end.into.y * side,
  y: end.tip.y - end.into.y * back + end.into.x * side,
});

const path = (classes: string, d: string, width?: number): Markup =>
  element("path", { class: classes, d, "stroke-width": width });

function filledHead(end: LineEnd, width: number): Head {
  const length = 7 + width * 1.6;
  const half = 2.6 + width * 0.9;
  const tip = moved(end.tip, end.into, -0.5);
  const d = `M${at(tip)}L${at(local(end, length, half))}Q${at(local(end, length - 2, 0))} ${at(local(end, length, -half))}z`;
  return { markup: path("sd-head", d), length: length - 1.5 };
}

function openHead(end: LineEnd, width: number): Head {
  const length = 6.5 + width * 1.5;
  const half = 3 + width * 0.9;
  const tip = moved(end.tip, end.into, -1);
  const d = `M${at(local(end, length, half))}L${at(tip)}L${at(local(end, length, -half))}`;
  return { markup: path("sd-open", d, width), length: 1.5 };
}

const footLength = 12;

/** Crow's feet: bars for one, a ring for none, toes for many; read from the box outward. */
function footHead(end: LineEnd, cardinality: Cardinality): Head {
  const bar = (back: number): string => `M${at(local(end, back, 5.5))}L${at(local(end, back, -5.5))}`;
  const toes = `M${at(local(end, 0, 6))}L${at(local(end, footLength, 0))}L${at(local(end, 0, -6))}M${at(local(end, footLength, 0))}L${at(end.tip)}`;
  const ring = (back: number): Markup => {
    const centre = local(end, back, 0);
    return element("circle", { class: "sd-ring", cx: centre.x, cy: centre.y, r: 4 });
  };
  const stem = (to: number): string => `M${at(end.tip)}L${at(local(end, to, 0))}`;
  switch (cardinality) {
    case "one":
      return { markup: path("sd-mark", `${bar(6)}${bar(10)}${stem(14)}`), length: 14 };
    case "zero-or-one":
      return { markup: together([path("sd-mark", `${bar(7)}${stem(10)}`), ring(14)]), length: 18 };
    case "many":
      return { markup: path("sd-mark", toes), length: footLength };
    case "one-or-many":
      return {
        markup: path(
          "sd-mark",
          `${toes}${bar(footLength + 4)}${`M${at(local(end, footLength, 0))}L${at(local(end, 17, 0))}`}`,
        ),
        length: 17,
      };
    case "zero-or-many":
      return { markup: together([path("sd-mark", toes), ring(footLength + 4)]), length: footLength + 8 };
  }
}

function headsOf(edge: SceneEdge, place: EdgePlace, width: number): { start?: Head; end?: Head } {
  const { style, ends, bothWays } = edge.edge;
  if (ends !== undefined) return { start: footHead(place.start, ends[0]), end: footHead(place.end, ends[1]) };
  if (style === "relation") return {};
  const draw = style === "async" ? openHead : filledHead;
  return bothWays === true
    ? { start: draw(place.start, width), end: draw(place.end, width) }
    : { end: draw(place.end, width) };
}

/** Draws a connection: the line, its ends, and a wide invisible line that is easy to hit; without its label. */
export function drawEdge(edge: SceneEdge, place: EdgePlace): Markup {
  const width = lineWidth(edge.edge.share);
  const heads = headsOf(edge, place, width);
  const pieces = [...place.pieces];
  const first = pieces[0];
  if (heads.start !== undefined && first !== undefined) {
    pieces[0] = reverseCurves(shortened(reverseCurves(first), heads.start.length));
  }
  const last = pieces.at(-1);
  if (heads.end !== undefined && last !== undefined) pieces[pieces.length - 1] = shortened(last, heads.end.length);
  const d = pieces.map(pathOf).join("");
  return together([
    element("path", { class: "sd-hit", d }),
    element("path", { class: "sd-line", d, "stroke-width": width }),
    heads.start?.markup ?? ours(""),
    heads.end?.markup ?? ours(""),
  ]);
}

/** Draws an edge's label, if it has one. */
export function drawEdgeLabel(scene: Scene, edge: SceneEdge, place: EdgePlace): Markup {
  if (edge.label === undefined || place.label === undefined) return ours("");
  const depth = scene.clusters[edge.home]?.depth ?? 0;
  return element("g", { class: "sd-edge-label" }, drawLabel(edge.label, place.label.x, place.label.y, depth));
}
