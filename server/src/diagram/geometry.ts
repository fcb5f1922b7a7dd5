/** Places in px, x to the right, y down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface RoundRect extends Rect {
  readonly radius: number;
}

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

export const towards = (a: Point, b: Point, t: number): Point => ({
  x: a.x + (b.x - a.x) * t,
  y: a.y + (b.y - a.y) * t,
});

/** The direction from `a` to `b` with length 1; downward where they coincide. */
export function direction(a: Point, b: Point): Point {
  const length = distance(a, b);
  return length < 1e-6 ? { x: 0, y: 1 } : { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
}

export const moved = (p: Point, by: Point, times = 1): Point => ({ x: p.x + by.x * times, y: p.y + by.y * times });

export function contains(rect: Rect, p: Point): boolean {
  return p.x >= rect.x && p.x <= rect.x + rect.width && p.y >= rect.y && p.y <= rect.y + rect.height;
}

export function overlap(a: Rect, b: Rect, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  );
}

/** Whether a point lies inside of a rectangle with round corners. */
export function insideRound(rect: RoundRect, p: Point): boolean {
  if (!contains(rect, p)) return false;
  const dx = Math.max(rect.x + rect.radius - p.x, p.x - (rect.x + rect.width - rect.radius), 0);
  const dy = Math.max(rect.y + rect.radius - p.y, p.y - (rect.y + rect.height - rect.radius), 0);
  return dx * dx + dy * dy <= rect.radius * rect.radius;
}

export const centred = (centre: Point, width: number, height: number): Rect => ({
  x: centre.x - width / 2,
  y: centre.y - height / 2,
  width,
  height,
});

export const middle = (rect: Rect): Point => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });

/** The least rectangle around all of them; an empty one at the origin for none. */
export const around = (rects: Iterable<Rect>): Rect =>
  enclosing(
    rects,
    (r) => r.width,
    (r) => r.height,
  );

/** The least rectangle around all of them; an empty one at the origin for none. */
export const boundsOf = (points: Iterable<Point>): Rect =>
  enclosing(
    points,
    () => 0,
    () => 0,
  );

function enclosing<T extends Point>(
  things: Iterable<T>,
  width: (thing: T) => number,
  height: (thing: T) => number,
): Rect {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const thing of things) {
    left = Math.min(left, thing.x);
    top = Math.min(top, thing.y);
    right = Math.max(right, thing.x + width(thing));
    bottom = Math.max(bottom, thing.y + height(thing));
  }
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

/** A cubic Bézier curve. */
export type Curve = readonly [Point, Point, Point, Point];

/** A rectangle that a curve does not leave. */
export const hull = (curve: Curve): Rect => boundsOf(curve);

export function curveAt(curve: Curve, t: number): Point {
  const [a, b, c, d] = curve;
  const u = 1 - t;
  const p = u * u * u;
  const q = 3 * u * u * t;
  const r = 3 * u * t * t;
  const s = t * t * t;
  return { x: p * a.x + q * b.x + r * c.x + s * d.x, y: p * a.y + q * b.y + r * c.y + s * d.y };
}

/** The parts of a curve before and after `t`. */
export function splitCurve(curve: Curve, t: number): [Curve, Curve] {
  const [a, b, c, d] = curve;
  const ab = towards(a, b, t);
  const bc = towards(b, c, t);
  const cd = towards(c, d, t);
  const abc = towards(ab, bc, t);
  const bcd = towards(bc, cd, t);
  const middle = towards(abc, bcd, t);
  return [
    [a, ab, abc, middle],
    [middle, bcd, cd, d],
  ];
}

export const reverseCurves = (curves: readonly Curve[]): Curve[] =>
  curves.map(([a, b, c, d]): Curve => [d, c, b, a]).reverse();

/** A straight line as a curve. */
export const straight = (a: Point, b: Point): Curve => [a, towards(a, b, 1 / 3), towards(a, b, 2 / 3), b];
