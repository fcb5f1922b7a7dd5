import {
  type Curve,
  contains,
  curveAt,
  direction,
  distance,
  hull,
  moved,
  overlap,
  type Point,
  type Rect,
  reverseCurves,
  towards,
} from "./geometry.ts";
import { arrival, cutAt, lengthOf } from "./routes.ts";

/**
 * Graphviz leads a line through a corridor of boxes, and where the corridor is low the line gets a hook. Where a plain
 * curve between the same ends is free, it is drawn instead.
 */

/** At most so far from a label a line begins to turn towards it, px. */
const bend = 48;

/**
 * Makes the two halves of a labelled line one: they meet in the label's centre in a common direction, and are then cut
 * where they enter the label's box.
 */
export function joined(before: readonly Curve[], after: readonly Curve[], label: Rect): [Curve[], Curve[]] {
  const centre = { x: label.x + label.width / 2, y: label.y + label.height / 2 };
  const last = before.at(-1);
  const first = after[0];
  if (last === undefined || first === undefined) return [[...before], [...after]];
  const comes = direction(lastApart(last, centre), centre);
  const goes = direction(centre, lastApart([first[3], first[2], first[1], first[0]], centre));
  const sum = { x: comes.x + goes.x, y: comes.y + goes.y };
  const through = Math.hypot(sum.x, sum.y) < 0.2 ? comes : direction({ x: 0, y: 0 }, sum);
  const arriving = moved(centre, through, -Math.min(bend, distance(last[0], centre) * 0.4));
  const leaving = moved(centre, through, Math.min(bend, distance(first[3], centre) * 0.4));
  const into: Curve = [last[0], isStraight(before) ? towards(last[0], arriving, 0.5) : last[1], arriving, centre];
  const out: Curve = [centre, leaving, isStraight(after) ? towards(first[3], leaving, 0.5) : first[2], first[3]];
  const up = cutAt([...before.slice(0, -1), into], label);
  const down = reverseCurves(cutAt(reverseCurves([out, ...after.slice(1)]), label));
  return [up, down];
}

/** Whether a half is one straight line, which may become an arc instead of an S. */
function isStraight(half: readonly Curve[]): boolean {
  const [only] = half;
  return half.length === 1 && only !== undefined && lengthOf(half) < distance(only[0], only[3]) * 1.02;
}

/** The nearest control point before the end that is some way off the centre. */
function lastApart(curve: Curve, centre: Point): Point {
  return [curve[2], curve[1], curve[0]].find((p) => distance(p, centre) > 20) ?? curve[0];
}

/** Angles along a line, in radians: all that it turns, and what it turns from its beginning to its end. */
function turning(curves: readonly Curve[]): { total: number; net: number } {
  let total = 0;
  let first: number | undefined;
  let last: number | undefined;
  let before: Point | undefined;
  for (const curve of curves) {
    for (let i = 0; i <= 12; i++) {
      const p = curveAt(curve, i / 12);
      if (before !== undefined && distance(before, p) > 0.2) {
        const angle = Math.atan2(p.y - before.y, p.x - before.x);
        if (last !== undefined) {
          let change = Math.abs(angle - last);
          if (change > Math.PI) change = 2 * Math.PI - change;
          total += change;
        }
        first ??= angle;
        last = angle;
      }
      before = p;
    }
  }
  let net = Math.abs((last ?? 0) - (first ?? 0));
  if (net > Math.PI) net = 2 * Math.PI - net;
  return { total, net };
}

/** More turning than this beyond what the ends ask for is a hook. */
const hook = 0.7;

const grown = (rect: Rect, by: number): Rect => ({
  x: rect.x - by,
  y: rect.y - by,
  width: rect.width + 2 * by,
  height: rect.height + 2 * by,
});

/** Those rectangles that a line had better not cross in an area. */
export type Obstacles = (area: Rect) => readonly Rect[];

/** Whether a curve keeps clear of all obstacles. */
export function isFree(curve: Curve, obstacles: Obstacles): boolean {
  const area = grown(hull(curve), 6);
  return obstacles(area).every((rect) => {
    const wide = grown(rect, 6);
    if (!overlap(wide, area)) return true;
    for (let i = 0; i <= 32; i++) if (contains(wide, curveAt(curve, i / 32))) return false;
    return true;
  });
}

/** A line without its hooks, if it had any and the plain curve keeps clear of the obstacles. */
export function withoutHooks(curves: readonly Curve[], obstacles: Obstacles): readonly Curve[] {
  const from = curves[0]?.[0];
  const to = curves.at(-1)?.[3];
  if (from === undefined || to === undefined) return curves;
  const { total, net } = turning(curves);
  if (total - net < hook) return curves;
  const away = arrival(reverseCurves(curves));
  const out = { x: -away.x, y: -away.y };
  const into = arrival(curves);
  const straightOn = direction(from, to);
  const reach = distance(from, to);
  const candidates = [0.45, 0.3].flatMap((k): Curve[] => [
    [from, moved(from, out, reach * k), moved(to, into, -reach * k), to],
    [from, moved(from, out, reach * k), moved(to, straightOn, -reach * k), to],
  ]);
  const free = candidates.find((curve) => {
    const turned = turning([curve]);
    return turned.total - turned.net < hook && isFree(curve, obstacles);
  });
  return free === undefined ? curves : [free];
}
