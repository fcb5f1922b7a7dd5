import { type Curve, direction, distance, moved, type Point, type Rect, reverseCurves, towards } from "./geometry.ts";
import { grouped } from "./grouped.ts";
import type { EdgePlace, Places } from "./places.ts";
import { arrival, lineEnd } from "./routes.ts";
import type { Scene } from "./scene.ts";
import { isFree, type Obstacles } from "./smooth.ts";

/**
 * Crow's feet read best square on their box: each line of a relation is turned so that it meets the side that it
 * arrives at in a right angle, away from corners and from other feet.
 */

/** Between a foot and a corner, and between two feet, px. */
const corner = 18;
const apart = 18;
/** How far from the box a line begins to turn, px: no nearer than a foot is long, and no farther than needed. */
const nearest = 24;
const farthest = 60;
const short = 72;
/** Between the two ends of a loop. */
const loopWidth = 36;

const sides = {
  left: { normal: { x: -1, y: 0 }, along: "y" },
  right: { normal: { x: 1, y: 0 }, along: "y" },
  top: { normal: { x: 0, y: -1 }, along: "x" },
  bottom: { normal: { x: 0, y: 1 }, along: "x" },
} as const;
type SideName = keyof typeof sides;

interface Foot {
  readonly edge: number;
  readonly atEnd: boolean;
  readonly box: Rect;
  readonly side: SideName;
  /** Where something is in the way of `side`. */
  readonly other: SideName | undefined;
  readonly tip: Point;
  /** Where the line comes from. */
  readonly from: Point;
}

/** The sides that a line may arrive at: near a corner both, that which looks to where the line comes from first. */
function sidesOf(box: Rect, tip: Point, from: Point): SideName[] {
  const off: Record<SideName, number> = {
    left: Math.abs(tip.x - box.x),
    right: Math.abs(tip.x - box.x - box.width),
    top: Math.abs(tip.y - box.y),
    bottom: Math.abs(tip.y - box.y - box.height),
  };
  const names: readonly SideName[] = ["left", "right", "top", "bottom"];
  const least = Math.min(...Object.values(off));
  const back = direction(tip, from);
  const looks = (name: SideName): number => back.x * sides[name].normal.x + back.y * sides[name].normal.y;
  return names.filter((name) => off[name] <= least + corner).sort((one, other) => looks(other) - looks(one));
}

/** The piece of a line that ends at a box, towards the box. */
function arriving(line: EdgePlace, atEnd: boolean): readonly Curve[] {
  return atEnd ? (line.pieces.at(-1) ?? []) : reverseCurves(line.pieces[0] ?? []);
}

function feetOf(scene: Scene, places: Places, lines: readonly EdgePlace[]): Foot[] {
  return scene.edges.flatMap(({ edge: { ends }, from, to }, edge) => {
    const line = lines[edge];
    if (ends === undefined || line === undefined || from.node === to.node) return [];
    return [from, to].flatMap((end, i): Foot[] => {
      const box = places.nodes[end.node];
      const piece = arriving(line, i === 1);
      const [start, tip] = [piece[0]?.[0], piece.at(-1)?.[3]];
      if (box === undefined || start === undefined || tip === undefined || end.cluster !== undefined) return [];
      const [side = "right", other] = sidesOf(box, tip, piece.at(-1)?.[0] ?? start);
      return [{ edge, atEnd: i === 1, box, side, other, tip, from: start }];
    });
  });
}

/** The point of a side of a box, `at` along it. */
function spotOn({ x, y, width, height }: Rect, side: SideName, at: number): Point {
  return sides[side].along === "y"
    ? { x: side === "left" ? x : x + width, y: at }
    : { x: at, y: side === "top" ? y : y + height };
}

/** Moves the feet of one side apart and away from the corners. They come in the order of their lines. */
function placesOn(feet: readonly Foot[], side: SideName): Point[] {
  const [first] = feet;
  if (first === undefined) return [];
  const { x, y, width, height } = first.box;
  const { along } = sides[side];
  const [start, length] = along === "y" ? [y, height] : [x, width];
  const margin = Math.min(corner, length / 4);
  const gap = Math.min(apart, (length - 2 * margin) / Math.max(1, feet.length - 1));
  let free = Number.NEGATIVE_INFINITY;
  return feet.map(({ tip }, i) => {
    const least = start + margin + i * gap;
    const most = start + length - margin - (feet.length - 1 - i) * gap;
    const at = Math.max(free, Math.min(Math.max(tip[along], least), most));
    free = at + gap;
    return spotOn(first.box, side, at);
  });
}

/** Ways to lead a piece to its foot, the smoothest first: one curve, or the piece with another end. */
function ways(piece: readonly Curve[], side: SideName, tip: Point): (readonly Curve[])[] {
  const { normal } = sides[side];
  return piece.flatMap((curve, from) => {
    const [start] = curve;
    const out = arrival(reverseCurves([curve]));
    const far = distance(start, tip);
    const swing = Math.min(farthest, Math.max(nearest, far * 0.45));
    return [swing, nearest].map((reach): readonly Curve[] => {
      const handle = moved(tip, normal, reach);
      // Between a box and a label close to it there is no room for a swing.
      const leave = far < short ? towards(start, handle, 0.5) : moved(start, out, -Math.min(swing, far * 0.4));
      return [...piece.slice(0, from), [start, leave, handle, tip]];
    });
  });
}

/** A relation of something to itself goes out of the side where Graphviz puts loops and comes back beside. */
function loop(box: Rect, line: EdgePlace, side: SideName): EdgePlace {
  const { normal, along } = sides[side];
  const [start, length] = along === "y" ? [box.y, box.height] : [box.x, box.width];
  const half = Math.min(loopWidth, length - 2 * corner) / 2;
  if (half < corner / 3) return line;
  const wanted = (line.start.tip[along] + line.end.tip[along]) / 2;
  const centre = Math.min(Math.max(wanted, start + corner + half), start + length - corner - half);
  const [from, to] = [spotOn(box, side, centre - half), spotOn(box, side, centre + half)];
  const curve: Curve = [from, moved(from, normal, farthest), moved(to, normal, farthest), to];
  return { ...line, pieces: [[curve]], start: lineEnd(reverseCurves([curve]), from), end: lineEnd([curve], to) };
}

/** The lines with those of relations square on their boxes, wherever nothing is in the way of that. */
export function squared(
  scene: Scene,
  places: Places,
  lines: readonly EdgePlace[],
  obstaclesOf: (edge: number) => Obstacles,
): EdgePlace[] {
  const loops: SideName = scene.picture.direction === "TB" ? "right" : "top";
  const out = lines.map((line, i) => {
    const edge = scene.edges[i];
    const box = places.nodes[edge?.from.node ?? -1];
    return box !== undefined && edge?.edge.ends !== undefined && edge.from.node === edge.to.node
      ? loop(box, line, loops)
      : line;
  });
  const groups = grouped(feetOf(scene, places, lines), ({ box, side }) => `${box.x} ${box.y} ${side}`);
  for (const group of groups.values()) {
    const side = group[0]?.side ?? "right";
    const { along } = sides[side];
    const feet = group.sort((a, b) => a.from[along] - b.from[along] || a.tip[along] - b.tip[along]);
    const spots = placesOn(feet, side);
    for (const [i, foot] of feet.entries()) {
      const line = out[foot.edge];
      const spot = spots[i];
      if (line === undefined || spot === undefined) continue;
      const piece = arriving(line, foot.atEnd);
      const elsewhere =
        foot.other === undefined ? [] : ways(piece, foot.other, placesOn([foot], foot.other)[0] ?? spot);
      const clear = (way: readonly Curve[]): boolean => way.every((curve) => isFree(curve, obstaclesOf(foot.edge)));
      const whole = [...ways(piece, side, spot), ...elsewhere].find(clear);
      if (whole === undefined) continue;
      const end = lineEnd(whole, { x: 0, y: 0 });
      out[foot.edge] = foot.atEnd
        ? { ...line, pieces: [...line.pieces.slice(0, -1), whole], end }
        : { ...line, pieces: [reverseCurves(whole), ...line.pieces.slice(1)], start: end };
    }
  }
  return out;
}
