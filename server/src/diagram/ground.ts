import type { Rect } from "./geometry.ts";

/** Side of the squares that things are looked up by, px: about a card. */
const square = 128;

/** A rectangle, and whose it is. */
export interface Plot {
  readonly rect: Rect;
  readonly owner: number;
}

/** Rectangles that can be asked for by place, so that nobody has to look at all of them. */
export class Ground {
  readonly #squares = new Map<string, Plot[]>();
  readonly #all: Plot[] = [];

  add(rect: Rect, owner: number): void {
    this.#all.push({ rect, owner });
    for (const key of squaresOf(rect)) {
      const held = this.#squares.get(key);
      if (held === undefined) this.#squares.set(key, [{ rect, owner }]);
      else held.push({ rect, owner });
    }
  }

  /** What may touch a rectangle: everything that does, some that does not, and some of it twice. */
  near(rect: Rect): readonly Plot[] {
    if ((rect.width / square) * (rect.height / square) > this.#all.length) return this.#all;
    return squaresOf(rect).flatMap((key) => this.#squares.get(key) ?? []);
  }
}

function squaresOf({ x, y, width, height }: Rect): string[] {
  const keys: string[] = [];
  for (let column = Math.floor(x / square); column <= Math.floor((x + width) / square); column++) {
    for (let row = Math.floor(y / square); row <= Math.floor((y + height) / square); row++) {
      keys.push(`${column} ${row}`);
    }
  }
  return keys;
}
