import { arranged } from "./arrange.ts";
import { columnLine } from "./columns.ts";
import { hasLabelBox, isLarge, loopRoom, stripHeight } from "./dot.ts";
import { squared } from "./feet.ts";
import { type Curve, centred, middle, type Point, type Rect, reverseCurves, straight } from "./geometry.ts";
import { Ground } from "./ground.ts";
import { labelsOnLines } from "./label-spots.ts";
import type { EdgePlace, Layout, Places } from "./places.ts";
import { cutAt, endOn, lineEnd, placed } from "./routes.ts";
import { root, type Scene, type SceneEdge, type SceneEnd } from "./scene.ts";
import { joined, type Obstacles, withoutHooks } from "./smooth.ts";

/** What is read of Graphviz' `json0`. Everything may be missing: it is another program's answer. */
interface Answer {
  readonly objects?: readonly { readonly name?: string; readonly pos?: string; readonly bb?: string }[];
  readonly edges?: readonly { readonly id?: string; readonly pos?: string; readonly lp?: string }[];
}

const numbers = (text: string): number[] => text.split(/[\s,]+/).map(Number);

/** A pair of coordinates, y turned to point down. */
function point(text: string | undefined): Point | undefined {
  const [x = Number.NaN, y = Number.NaN] = numbers(text ?? "");
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y: -y } : undefined;
}

/** The curves of a `pos`; arrow ends (`e,` and `s,`) do not occur, for we draw heads ourselves. */
function curves(text: string | undefined): Curve[] {
  const points = (text ?? "").split(/[\s;]+/).flatMap((pair) => point(pair) ?? []);
  const out: Curve[] = [];
  for (let i = 0; i + 3 < points.length; i += 3) {
    const [a, b, c, d] = points.slice(i, i + 4);
    if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) out.push([a, b, c, d]);
  }
  return out;
}

const nowhere: Rect = { x: -1e6, y: -1e6, width: 0, height: 0 };

/** Ends a line at what it leads to: a node's outline, or a cluster's border. */
function finish(line: readonly Curve[], scene: Scene, places: Places, end: SceneEnd): Curve[] {
  if (end.cluster !== undefined) {
    const box = places.clusters[end.cluster];
    return box === undefined ? [...line] : cutAt(line, box);
  }
  const box = places.nodes[end.node];
  const face = scene.nodes[end.node]?.face;
  return box === undefined || face === undefined ? [...line] : endOn(line, placed(face.outline, box));
}

function edgePlace(scene: Scene, places: Places, edge: SceneEdge, found: EdgeFinder, index: number): EdgePlace {
  const from = middle(places.nodes[edge.from.node] ?? { x: 0, y: 0, width: 0, height: 0 });
  const to = middle(places.nodes[edge.to.node] ?? { x: 0, y: 0, width: 0, height: 0 });
  const turn = (line: Curve[]): Curve[] => (edge.backward ? reverseCurves(line) : line);
  const inner = hasLabelBox(scene, edge) ? found.label(index) : found.loopLabel(index);
  const { x, y } = loopRoom(scene, edge);
  const label = inner && edge.from.node === edge.to.node ? { x: inner.x + x / 2, y: inner.y - y / 2 } : inner;
  const obstacles = obstaclesOf(scene, places, edge, index);
  const halves = hasLabelBox(scene, edge)
    ? edge.backward
      ? [turn(curves(found.pos(`b${index}`))), turn(curves(found.pos(`a${index}`)))]
      : [curves(found.pos(`a${index}`)), curves(found.pos(`b${index}`))]
    : [turn(curves(found.pos(`e${index}`)))];
  const pieces = halves.some((half) => half.length === 0) ? [[straight(from, to)]] : halves;
  const ownLine = hasLabelBox(scene, edge) ? undefined : columnLine(scene, places, edge, obstacles);
  for (const [i, piece] of pieces.entries()) {
    pieces[i] = ownLine ?? (isLarge(scene) ? piece : [...withoutHooks(piece, obstacles)]);
  }
  const box = places.labels[index];
  const [before, after] = pieces;
  if (before !== undefined && after !== undefined && box !== undefined) {
    [pieces[0], pieces[1]] = joined(before, after, box);
  }
  const first = reverseCurves(finish(reverseCurves(pieces[0] ?? []), scene, places, edge.from));
  if (pieces.length === 1) pieces[0] = finish(first, scene, places, edge.to);
  else {
    pieces[0] = first;
    pieces[1] = finish(pieces[1] ?? [], scene, places, edge.to);
  }
  return {
    pieces,
    start: lineEnd(reverseCurves(pieces[0] ?? []), from),
    end: lineEnd(pieces.at(-1) ?? [], to),
    ...(label === undefined || edge.label === undefined ? {} : { label }),
  };
}

/** Boxes, labels and clusters by place. Owners are numbered in this order. */
function groundOf({ nodes, clusters, labels }: Omit<Places, "ground">): Ground {
  const ground = new Ground();
  for (const [i, rect] of [...nodes, ...labels, ...clusters].entries()) if (rect !== nowhere) ground.add(rect, i);
  return ground;
}

/** What a line had better not cross: boxes and labels that it does not end at, clusters that it does not lead into. */
function obstaclesOf(scene: Scene, { nodes, labels, ground }: Places, edge: SceneEdge, index: number): Obstacles {
  const own = new Set<number>([edge.from.node, edge.to.node, nodes.length + index]);
  for (const end of [edge.from, edge.to]) {
    let at = scene.nodes[end.node]?.parent ?? root;
    for (; at !== root; at = scene.clusters[at]?.parent ?? root) own.add(nodes.length + labels.length + at);
  }
  return (area) => ground.near(area).flatMap(({ rect, owner }) => (own.has(owner) ? [] : rect));
}

interface EdgeFinder {
  readonly pos: (id: string) => string | undefined;
  readonly label: (index: number) => Point | undefined;
  readonly loopLabel: (index: number) => Point | undefined;
}

/** Reads Graphviz' answer to `layoutDot(scene)`. Throws when it is no layout of that scene. */
export function readGraphviz(scene: Scene, json: string): Layout {
  const answer = JSON.parse(json) as Answer;
  const objects = new Map((answer.objects ?? []).map((object) => [object.name ?? "", object]));
  const edges = new Map((answer.edges ?? []).map((edge) => [edge.id ?? "", edge]));
  const nodes = scene.nodes.map(({ face }, i): Rect => {
    const centre = point(objects.get(`n${i}`)?.pos);
    if (centre === undefined) throw new Error("Graphviz answered without the place of a node.");
    return centred(centre, face.width, face.height);
  });
  const clusters = scene.clusters.map((_, i): Rect => {
    const [left = 0, bottom = 0, right = 0, top = 0] = numbers(objects.get(`cluster_c${i}`)?.bb ?? "");
    return { x: left, y: -top, width: right - left, height: top - bottom };
  });
  const found: EdgeFinder = {
    pos: (id) => edges.get(id)?.pos,
    label: (index) => point(objects.get(`l${index}`)?.pos),
    loopLabel: (index) => point(edges.get(`e${index}`)?.lp),
  };
  const labels = scene.edges.map((edge, i): Rect => {
    const centre = hasLabelBox(scene, edge) ? found.label(i) : undefined;
    return centre === undefined || edge.label === undefined
      ? nowhere
      : centred(centre, edge.label.width, edge.label.height);
  });
  const places = { nodes, clusters, labels, ground: groundOf({ nodes, clusters, labels }) };
  const routed = scene.edges.map((edge, i) => edgePlace(scene, places, edge, found, i));
  const lines = squared(scene, places, routed, (index) => {
    const edge = scene.edges[index];
    return edge === undefined ? () => [] : obstaclesOf(scene, places, edge, index);
  });
  if (!isLarge(scene)) return arranged(scene, nodes, clusters, lines);
  const strips = clusters.map((rect) => ({ ...rect, height: stripHeight }));
  return arranged(scene, nodes, clusters, labelsOnLines(scene.edges, lines, [...nodes, ...strips]));
}
