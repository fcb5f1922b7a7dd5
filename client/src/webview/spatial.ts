/** Which element lies in a direction: moving through a picture with the arrow keys. Pure. */

import type { Box } from "./camera.ts";

export type Direction = "left" | "right" | "up" | "down";

export interface Placed {
  readonly key: string;
  readonly box: Box;
}

/**
 * The nearest element in a direction from a box: what lies straight ahead comes before what lies aside. Undefined when
 * there is nothing.
 */
export function neighbour(from: Placed, all: readonly Placed[], direction: Direction): Placed | undefined {
  const horizontal = direction === "left" || direction === "right";
  const sign = direction === "left" || direction === "up" ? -1 : 1;
  const centre = (box: Box): { along: number; across: number; from: number; to: number } => ({
    along: horizontal ? box.x + box.width / 2 : box.y + box.height / 2,
    across: horizontal ? box.y + box.height / 2 : box.x + box.width / 2,
    from: horizontal ? box.y : box.x,
    to: horizontal ? box.y + box.height : box.x + box.width,
  });
  const here = centre(from.box);
  let best: { readonly placed: Placed; readonly cost: number } | undefined;
  for (const placed of all) {
    if (placed.key === from.key) continue;
    const there = centre(placed.box);
    const ahead = (there.along - here.along) * sign;
    if (ahead <= 1) continue;
    // Boxes that overlap across the direction count as straight ahead.
    const gap = Math.max(0, there.from - here.to, here.from - there.to);
    const aside = gap === 0 ? Math.abs(there.across - here.across) * 0.25 : Math.abs(there.across - here.across) * 2;
    const cost = ahead + aside;
    if (!best || cost < best.cost) best = { placed, cost };
  }
  return best?.placed;
}

/** The first element in reading order. */
export function first(all: readonly Placed[]): Placed | undefined {
  let best: Placed | undefined;
  for (const placed of all) {
    if (!best || placed.box.y + placed.box.x * 0.2 < best.box.y + best.box.x * 0.2) best = placed;
  }
  return best;
}
