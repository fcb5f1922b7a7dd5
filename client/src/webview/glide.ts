/** What moved from one picture to the next glides there: the eye keeps hold of it. */

import { placeOf } from "./place.ts";
import type { Shape } from "./shape.ts";

interface Past {
  readonly x: number;
  readonly y: number;
  readonly content: string;
}

/** Where everything was. */
export type Snapshot = ReadonlyMap<string, Past>;

const duration = 150;
const easing = "cubic-bezier(0.2, 0, 0, 1)";
/** Beyond this many elements an animation would stutter, and nobody could follow it. */
const most = 250;

const outlineOf = ({ element, kind }: Shape): string =>
  kind === "node" ? "" : (element.querySelector("path, rect")?.outerHTML ?? "");

/** Remembers where the elements of a picture are. */
export function snapshot(shapes: Iterable<Shape>): Snapshot {
  return new Map([...shapes].map((shape) => [shape.key, { ...placeOf(shape.element), content: outlineOf(shape) }]));
}

/** Lets the elements of a new picture come from where they were; new ones and redrawn lines fade in. */
export function glide(before: Snapshot, shapes: Iterable<Shape>): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const all = [...shapes];
  if (all.length > most) return;
  for (const shape of all) {
    const past = before.get(shape.key);
    const { element, kind } = shape;
    if (kind === "node" && past) {
      const now = placeOf(shape.element);
      if (now.x === past.x && now.y === past.y) continue;
      element.animate(
        [{ transform: `translate(${past.x}px, ${past.y}px)` }, { transform: `translate(${now.x}px, ${now.y}px)` }],
        { duration, easing },
      );
    } else if (!past || past.content !== outlineOf(shape)) {
      element.animate([{ opacity: 0 }, { opacity: 1 }], { duration: duration * 1.5, easing: "ease-out" });
    }
  }
}
