import type { Curve } from "./geometry.ts";
import type { Places } from "./places.ts";
import type { Scene, SceneEdge } from "./scene.ts";
import { isFree, type Obstacles } from "./smooth.ts";

/**
 * Lines of a picture in columns: from the middle of a box's right side to the middle of the other's left side, so that
 * lines with a common end meet there. `undefined` where something is in the way or it is no such line.
 */
export function columnLine(scene: Scene, places: Places, edge: SceneEdge, obstacles: Obstacles): Curve[] | undefined {
  if (scene.picture.direction !== "LR" || edge.from.cluster !== undefined || edge.to.cluster !== undefined)
    return undefined;
  const column = (node: number): number | undefined => scene.nodes[node]?.node.column;
  const [first, last] = [column(edge.from.node), column(edge.to.node)];
  const [a, b] = [places.nodes[edge.from.node], places.nodes[edge.to.node]];
  if (first === undefined || last === undefined || first >= last || a === undefined || b === undefined)
    return undefined;
  const from = { x: a.x + a.width, y: a.y + a.height / 2 };
  const to = { x: b.x, y: b.y + b.height / 2 };
  const reach = (to.x - from.x) * 0.45;
  const curve: Curve = [from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to];
  return isFree(curve, obstacles) ? [curve] : undefined;
}
