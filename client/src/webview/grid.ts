/** Which tile of a grid a key leads to. Pure: tiles are known by where they are. */

export interface Tile {
  readonly left: number;
  readonly top: number;
}

/** The tile that a key leads to from the one at `from`, by index; undefined for a key that leads nowhere. */
export function tileAfter(key: string, from: number, tiles: readonly Tile[]): number | undefined {
  const last = tiles.length - 1;
  const here = tiles[from];
  if (last < 0) return undefined;
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, from - 1);
    case "ArrowRight":
      return Math.min(last, from + 1);
    case "Home":
      return 0;
    case "End":
      return last;
    case "ArrowUp":
    case "ArrowDown":
      return here === undefined ? 0 : (inNextRow(here, tiles, key === "ArrowDown" ? 1 : -1) ?? from);
    default:
      return undefined;
  }
}

/** The tile in the next row below (1) or above (-1) that is nearest in its column. */
function inNextRow(here: Tile, tiles: readonly Tile[], by: 1 | -1): number | undefined {
  let row: number | undefined;
  for (const { top } of tiles) {
    const ahead = (top - here.top) * by;
    if (ahead > 0 && (row === undefined || ahead < (row - here.top) * by)) row = top;
  }
  let best: number | undefined;
  for (const [index, { left, top }] of tiles.entries()) {
    if (top !== row) continue;
    if (best === undefined || Math.abs(left - here.left) < Math.abs((tiles[best]?.left ?? 0) - here.left)) best = index;
  }
  return best;
}
