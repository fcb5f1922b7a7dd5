import {
  boundsOf,
  type Curve,
  centred,
  distance,
  overlap,
  type Point,
  type Rect,
  reverseCurves,
  towards,
} from "./geometry.ts";
import { Ground } from "./ground.ts";
import type { EdgePlace } from "./places.ts";
import { cornersOf, cutAt } from "./routes.ts";
import type { SceneEdge } from "./scene.ts";

/**
 * Labels of large pictures. Boxes for them would make Graphviz work many times as long, so there the lines come first,
 * and each label then takes a free spot on its own line.
 */

/** Length of the pieces that a line is looked up by, px. */
const step = 24;
/** Where the lines together are longer than this, px, a label is hardly ever clear of others, and to look takes long. */
const longestLines = 4_000_000;
/** So much of a line is seen between its label and its end, px: an arrowhead needs it. */
const headRoom = 12;
/** Where on a line a label is tried, as shares of its length; the middle first. */
const spots = [0.5, ...[0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4].flatMap((off) => [0.5 - off, 0.5 + off])];

/** The points of a line at the spots; none of a line without length. */
function pointsAlong(corners: readonly Point[]): Point[] {
  const lengths = corners.map((corner, i) => distance(corners[i - 1] ?? corner, corner));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  return spots.flatMap((share) => {
    let left = whole * share;
    const at = lengths.findIndex((length) => {
      left -= length;
      return left < 0;
    });
    const [from, to] = [corners[at - 1], corners[at]];
    return from === undefined || to === undefined ? [] : towards(to, from, -left / (lengths[at] ?? 1));
  });
}

const atPoint = (p: Point): Rect => ({ ...p, width: 0, height: 0 });

/** A straight line as small boxes, so that a slanted one does not claim all that its ends span. */
function* crumbs(a: Point, b: Point): Iterable<Rect> {
  const count = Math.max(1, Math.ceil(distance(a, b) / step));
  for (let i = 0; i < count; i++) yield boundsOf([towards(a, b, i / count), towards(a, b, (i + 1) / count)]);
}

/** The line with a gap for its label. */
function withGap(line: readonly Curve[], label: Rect): (readonly Curve[])[] {
  return [cutAt(line, label), reverseCurves(cutAt(reverseCurves(line), label))];
}

/**
 * Gives labels their places on lines that were laid out without them: clear of boxes, of each other and, where there is
 * such a spot, of other lines. A label that finds no place is left to the tooltip; one that has a place keeps it.
 * `taken` is what no label may cover.
 */
export function labelsOnLines(
  edges: readonly SceneEdge[],
  lines: readonly EdgePlace[],
  taken: readonly Rect[],
): EdgePlace[] {
  const boxes = new Ground();
  const free = (ground: Ground, rect: Rect, own: number): boolean =>
    ground.near(rect).every((held) => held.owner === own || !overlap(held.rect, rect));
  for (const rect of taken) boxes.add(rect, -1);
  const strokes = new Ground();
  const corners = lines.map(({ pieces }) => pieces.flatMap((piece) => cornersOf(piece)));
  const length = corners.flatMap((line) => line.map((corner, i) => distance(line[i - 1] ?? corner, corner)));
  const avoidable = length.reduce((sum, part) => sum + part, 0) < longestLines;
  for (const [i, line] of avoidable ? corners.entries() : []) {
    for (const [k, corner] of line.entries()) {
      const before = line[k - 1];
      if (before !== undefined) for (const crumb of crumbs(before, corner)) strokes.add(crumb, i);
    }
  }
  return lines.map((line, i) => {
    const size = edges[i]?.label;
    const [only] = line.pieces;
    if (size === undefined || line.label !== undefined || only === undefined || line.pieces.length > 1) return line;
    const rects = pointsAlong(corners[i] ?? []).map((point) => centred(point, size.width, size.height));
    const ends = [line.start.tip, line.end.tip];
    const clear = rects.filter(
      (rect) => free(boxes, rect, i) && !ends.some((end) => overlap(rect, atPoint(end), headRoom)),
    );
    const rect = clear.find((candidate) => free(strokes, candidate, i)) ?? clear[0];
    if (rect === undefined) return line;
    boxes.add(rect, i);
    const label = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    return { ...line, label, pieces: withGap(only, rect) };
  });
}
