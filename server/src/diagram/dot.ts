import type { Point } from "./geometry.ts";
import { roomOf } from "./room.ts";
import { root, type Scene, type SceneEdge } from "./scene.ts";
import { type Spread, spreadOf } from "./spread.ts";

/**
 * The question that is put to Graphviz: boxes of fixed size without text, so that fonts and hostile titles play no
 * part in it. Every name is one of ours: `n0` a node, `c0` a cluster, `l0` the label of edge 0.
 *
 * A label is a box of its own between two halves of its edge: dot keeps boxes apart from each other and lines away from
 * boxes, so no label ever covers a card, a line or another label.
 */

/** Height of the strip at the top of a cluster that its title stands in, px. */
export const stripHeight = 26;

/**
 * Pictures with more lines than this are large: lines are straight, for their curves cost more time than they are worth,
 * and labels get no boxes of their own (a thousand nodes took eight times as long with them); see `label-spots.ts`.
 */
const mostCurves = 400;

/**
 * Beyond how many lines Graphviz stops looking for better places: then it would take seconds, for what nobody sees at
 * that size. Three thousand lines at random take 24 s without.
 */
const efforts: readonly (readonly [number, string])[] = [
  [1600, ",nslimit=0.2,nslimit1=1,mclimit=0.1"],
  [mostCurves, ",nslimit=1,nslimit1=1"],
];

/** Whether a picture is laid out with an eye to time. */
export const isLarge = (scene: Scene): boolean => scene.edges.length > mostCurves;

const inches = (px: number): string => String(Math.round((px / 72) * 10000) / 10000);

const reserved = (width: number, height: number): string =>
  `<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" FIXEDSIZE="TRUE" WIDTH="${Math.ceil(width)}" HEIGHT="${Math.ceil(height)}"><TR><TD></TD></TR></TABLE>>`;

const box = (name: string, width: number, height: number): string =>
  `"${name}" [width=${inches(width)},height=${inches(height)}];`;

/** Whether the label gets a box between two halves; one on a loop stays with the loop. */
export function hasLabelBox(scene: Scene, edge: SceneEdge): boolean {
  return edge.label !== undefined && edge.from.node !== edge.to.node && !isLarge(scene);
}

function clusterLines(
  scene: Scene,
  labels: ReadonlyMap<number, readonly string[]>,
  index: number,
  indent: string,
  spread: Spread,
): string[] {
  const cluster = scene.clusters[index];
  if (cluster === undefined) return [];
  const inner = `${indent}  `;
  return [
    `${indent}subgraph "cluster_c${index}" {`,
    `${inner}graph [label=${reserved(cluster.titleWidth + 16, stripHeight - 10)}];`,
    ...inOrder(scene, cluster.nodes, spread).map((i) => inner + nodeLine(scene, i)),
    ...(labels.get(index) ?? []).map((line) => inner + line),
    ...cluster.children.flatMap((child) => clusterLines(scene, labels, child, inner, spread)),
    `${indent}}`,
  ];
}

/** Graphviz puts what nothing connects side by side in the order of its text, but from the bottom up. */
function inOrder(scene: Scene, nodes: readonly number[], { grids }: Spread): readonly number[] {
  if (scene.picture.direction === "TB") return nodes;
  const loose = new Set(grids.flat(2));
  return [...nodes.filter((i) => !loose.has(i)), ...nodes.filter((i) => loose.has(i)).reverse()];
}

function nodeLine(scene: Scene, index: number): string {
  const face = scene.nodes[index]?.face;
  return box(`n${index}`, face?.width ?? 8, face?.height ?? 8);
}

/** What the loop of a relation needs between box and label, so that crow's feet have room: loops are at the right, or on top. */
export function loopRoom(scene: Scene, edge: SceneEdge): Point {
  if (edge.edge.ends === undefined) return { x: 0, y: 0 };
  return scene.picture.direction === "TB" ? { x: 28, y: 0 } : { x: 0, y: 24 };
}

/** In a picture in columns lines lead from the right side of a box to the left side of one farther on. */
function sides(scene: Scene, first: number, second: number): readonly [string, string] {
  const [a, b] = [scene.nodes[first]?.node.column, scene.nodes[second]?.node.column];
  return scene.picture.direction === "LR" && a !== undefined && b !== undefined && a < b ? [":e", ":w"] : ["", ""];
}

function edgeLines(scene: Scene, edge: SceneEdge, index: number, labelled: boolean, spread: Spread): string[] {
  const [first, second] = edge.backward ? [edge.to.node, edge.from.node] : [edge.from.node, edge.to.node];
  const [out, into] = sides(scene, first, second);
  const from = `"n${first}"${out}`;
  const to = `"n${second}"${into}`;
  const inside = edge.home !== root && edge.from.cluster === undefined && edge.to.cluster === undefined;
  const weight = inside && scene.nodes[edge.from.node]?.parent === scene.nodes[edge.to.node]?.parent ? 3 : 1;
  // One such label makes Graphviz double all ranks, and take five times as long for a large picture.
  if (edge.label !== undefined && first === second && !isLarge(scene)) {
    const { width, height } = edge.label;
    const { x, y } = loopRoom(scene, edge);
    return [`${from} -> ${to} [id="e${index}",label=${reserved(width + x, height + y)}];`];
  }
  const level = spread.levels.get(index) ?? 0;
  const minlen = (ranks: number): string => (ranks === 1 ? "" : `,minlen=${ranks}`);
  if (hasLabelBox(scene, edge)) {
    return [
      `${from} -> "l${index}" [id="a${index}",weight=${weight * 2}${minlen(1 + 2 * level)}];`,
      `"l${index}" -> ${to} [id="b${index}",weight=${weight * 2}];`,
    ];
  }
  return [`${from} -> ${to} [id="e${index}",weight=${weight}${minlen((labelled ? 2 : 1) * (1 + level))}];`];
}

/** Nodes with columns: those of a column in one rank, the columns one after the other. */
function columnLines(scene: Scene): string[] {
  const columns = new Map<number, number[]>();
  for (const [i, { node }] of scene.nodes.entries()) {
    if (node.column === undefined) continue;
    columns.set(node.column, [...(columns.get(node.column) ?? []), i]);
  }
  const sorted = [...columns].sort(([a], [b]) => a - b);
  const lines = sorted.map(([, nodes]) => `{ rank=same; ${nodes.map((i) => `"n${i}";`).join(" ")} }`);
  for (let i = 1; i < sorted.length; i++) {
    lines.push(`"n${sorted[i - 1]?.[1][0]}" -> "n${sorted[i]?.[1][0]}" [style=invis,weight=0];`);
  }
  return lines;
}

/** Lines that nobody sees hold the columns of a grid together. */
function gridLines({ grids }: Spread, labelled: boolean): string[] {
  return grids.flatMap((rows) =>
    rows.flatMap((row, i) =>
      (rows[i + 1] ?? []).map((below, k) => `"n${row[k]}" -> "n${below}" [style=invis${labelled ? ",minlen=2" : ""}];`),
    ),
  );
}

/** Between ranks that stand side by side and those that stand one below the other, px. */
function rankGaps(scene: Scene, labelled: boolean, columned: boolean): readonly [number, number] {
  const room = roomOf(scene.picture);
  if (isLarge(scene)) return [136, 72];
  if (columned) return [room.columns, room.columns];
  if (!labelled) return [72, 56];
  // A crow's foot takes more of a line than an arrowhead.
  return scene.edges.some(({ edge }) => edge.ends !== undefined) ? [34, 32] : [20, room.below];
}

/** Writes the DOT that asks where the things of a scene go. The same scene always gives the same text. */
export function layoutDot(scene: Scene): string {
  const labelled = scene.edges.some((edge) => hasLabelBox(scene, edge));
  const labels = new Map<number, string[]>();
  for (const [i, edge] of scene.edges.entries()) {
    if (!hasLabelBox(scene, edge) || edge.label === undefined) continue;
    const line = box(`l${i}`, edge.label.width, edge.label.height);
    labels.set(edge.home, [...(labels.get(edge.home) ?? []), line]);
  }
  const topLevel = scene.clusters.flatMap((cluster, i) => (cluster.parent === root ? [i] : []));
  const outside = scene.nodes.flatMap((node, i) => (node.parent === root ? [i] : []));
  const horizontal = scene.picture.direction === "LR";
  const large = isLarge(scene);
  const columns = columnLines(scene);
  const room = roomOf(scene.picture);
  const nodeGap = columns.length > 0 ? 14 : horizontal ? 28 : room.beside;
  const [across, down] = rankGaps(scene, labelled, columns.length > 0);
  const rankGap = horizontal ? across : down;
  const effort = efforts.find(([edges]) => scene.edges.length > edges)?.[1] ?? "";
  const spread = spreadOf(scene);
  const packing = spread.packed ? ',pack=32,packmode="graph"' : "";
  return [
    'digraph "g" {',
    `  graph [rankdir=${scene.picture.direction},splines=${large ? "polyline" : "spline"},nodesep=${inches(nodeGap)},ranksep=${inches(rankGap)},pad=0${effort}${packing}];`,
    "  graph [labeljust=l,labelloc=t,margin=16];",
    '  node [shape=box,fixedsize=true,label="",margin=0];',
    "  edge [dir=none];",
    ...inOrder(scene, outside, spread).map((i) => `  ${nodeLine(scene, i)}`),
    ...(labels.get(root) ?? []).map((line) => `  ${line}`),
    ...topLevel.flatMap((i) => clusterLines(scene, labels, i, "  ", spread)),
    ...columns.map((line) => `  ${line}`),
    ...gridLines(spread, labelled).map((line) => `  ${line}`),
    ...scene.edges.flatMap((edge, i) => edgeLines(scene, edge, i, labelled, spread).map((line) => `  ${line}`)),
    "}",
    "",
  ].join("\n");
}
