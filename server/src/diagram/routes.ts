import {
  type Curve,
  contains,
  curveAt,
  direction,
  distance,
  insideRound,
  moved,
  type Point,
  type Rect,
  type RoundRect,
  splitCurve,
  straight,
} from "./geometry.ts";
import type { LineEnd } from "./places.ts";

/** Lines: where they end on boxes, how they are cut. */

const samples = 16;

/** A shape moved to where its box is. */
export const placed = (outline: readonly RoundRect[], box: Rect): RoundRect[] =>
  outline.map((rect) => ({ ...rect, x: rect.x + box.x, y: rect.y + box.y }));

const inside = (outline: readonly RoundRect[], p: Point): boolean => outline.some((rect) => insideRound(rect, p));

/** The direction in which a line arrives at its end. */
export function arrival(curves: readonly Curve[]): Point {
  const last = curves.at(-1);
  if (last === undefined) return { x: 0, y: 1 };
  const [a, b, c, d] = last;
  const before = [c, b, a].find((p) => distance(p, d) > 0.01) ?? c;
  return direction(before, d);
}

/** Length by sampling, px. */
export function lengthOf(curves: readonly Curve[]): number {
  let sum = 0;
  for (const curve of curves) {
    let from = curve[0];
    for (let i = 1; i <= samples; i++) {
      const to = curveAt(curve, i / samples);
      sum += distance(from, to);
      from = to;
    }
  }
  return sum;
}

/** The line without its last `length` px; never more than `most` of it goes. */
export function shortened(curves: readonly Curve[], length: number, most = 0.45): Curve[] {
  let left = Math.min(length, lengthOf(curves) * most);
  const out = [...curves];
  for (let last = out.pop(); last !== undefined; last = out.pop()) {
    const own = lengthOf([last]);
    if (own <= left && out.length > 0) {
      left -= own;
      continue;
    }
    // Bisection, since length along a curve has no closed form.
    let low = 0;
    let high = 1;
    for (let i = 0; i < 20; i++) {
      const middle = (low + high) / 2;
      if (lengthOf([splitCurve(last, middle)[1]]) > left) low = middle;
      else high = middle;
    }
    return [...out, splitCurve(last, low)[0]];
  }
  return out;
}

/** The first curve parameter at which a line enters a shape, as [curve, t]. */
function entrance(curves: readonly Curve[], within: (p: Point) => boolean): [number, number] | undefined {
  for (const [i, curve] of curves.entries()) {
    const [a, b, c, d] = curve;
    // So close together that no label slips through between two of them.
    const count = Math.max(samples * 2, Math.ceil((distance(a, b) + distance(b, c) + distance(c, d)) / 6));
    for (let s = 0; s <= count; s++) {
      const t = s / count;
      if (!within(curveAt(curve, t))) continue;
      let low = Math.max(0, (s - 1) / count);
      let high = t;
      for (let k = 0; k < 16; k++) {
        const middle = (low + high) / 2;
        if (within(curveAt(curve, middle))) high = middle;
        else low = middle;
      }
      return [i, high];
    }
  }
  return undefined;
}

/** The line up to where it enters a box; unchanged where it begins inside or never comes there. */
export function cutAt(curves: readonly Curve[], box: Rect): Curve[] {
  const start = curves[0]?.[0];
  if (start === undefined || contains(box, start)) return [...curves];
  const found = entrance(curves, (p) => contains(box, p));
  if (found === undefined) return [...curves];
  const [index, t] = found;
  const last = curves[index];
  return last === undefined ? [...curves] : [...curves.slice(0, index), splitCurve(last, t)[0]];
}

/** How far beyond its end a line may be drawn out to meet a shape, px: round corners and stacks need less. */
const reach = 40;

/**
 * Makes a line end on the outline of a shape. Graphviz ends it on the box around the shape; where the shape is smaller
 * there (a round corner, the notch of a stack) the line goes on in its own direction.
 */
export function endOn(curves: readonly Curve[], outline: readonly RoundRect[]): Curve[] {
  const within = (p: Point): boolean => inside(outline, p);
  const early = entrance(curves, within);
  if (early !== undefined) {
    const [index, t] = early;
    const last = curves[index];
    if (last !== undefined && (index > 0 || t > 0)) return [...curves.slice(0, index), splitCurve(last, t)[0]];
  }
  const tip = curves.at(-1)?.[3];
  if (tip === undefined) return [...curves];
  const into = arrival(curves);
  for (let far = 0; far <= reach; far += 0.5) {
    if (!within(moved(tip, into, far))) continue;
    return far < 0.75 ? [...curves] : [...curves, straight(tip, moved(tip, into, far))];
  }
  return [...curves];
}

/** Tip and direction of a line's end. */
export const lineEnd = (curves: readonly Curve[], fallback: Point): LineEnd => ({
  tip: curves.at(-1)?.[3] ?? fallback,
  into: arrival(curves),
});

/** Whether a curve is a straight line: its inner points lie on the way between its ends. */
function isStraight([a, b, c, d]: Curve): boolean {
  const off = (p: Point): number => Math.abs((d.x - a.x) * (p.y - a.y) - (d.y - a.y) * (p.x - a.x));
  return Math.max(off(b), off(c)) < 0.1 * distance(a, d);
}

/** Points along a line such that straight lines between them follow it closely: few where it is straight. */
export function cornersOf(curves: readonly Curve[], step = 8): Point[] {
  return curves.flatMap((curve) => (isStraight(curve) ? [curve[0], curve[3]] : pointsOf([curve], step)));
}

/** Points along a line, close enough to tell what it crosses. */
export function pointsOf(curves: readonly Curve[], step = 6): Point[] {
  return curves.flatMap((curve) => {
    const count = Math.max(2, Math.ceil(lengthOf([curve]) / step));
    return Array.from({ length: count + 1 }, (_, i) => curveAt(curve, i / count));
  });
}
