import { grouped } from "./grouped.ts";
import { roomOf } from "./room.ts";
import { root, type Scene } from "./scene.ts";

/**
 * Keeps pictures from becoming endless rows. Graphviz puts everything that nothing connects side by side, and all
 * leaves of a node into one rank: forty cards without connections would be seven screens wide.
 */
export interface Spread {
  /** Nodes that nothing connects, as rows of a grid, by their indices. */
  readonly grids: readonly (readonly (readonly number[])[])[];
  /** By edge: how many rows farther off than usual a leaf stands. */
  readonly levels: ReadonlyMap<number, number>;
  /** The picture consists of so many parts that they are better packed than put side by side. */
  readonly packed: boolean;
}

const mostParts = 3;

function degrees(scene: Scene): number[] {
  const out = scene.nodes.map(() => 0);
  for (const { from, to } of scene.edges) {
    if (from.node === to.node) continue;
    out[from.node] = (out[from.node] ?? 0) + 1;
    out[to.node] = (out[to.node] ?? 0) + 1;
  }
  return out;
}

/** The nodes of each box that have no line, in ranks; in the order of the picture. */
function gridsOf(scene: Scene, degree: readonly number[]): (readonly (readonly number[])[])[] {
  const loose = grouped(scene.nodes.keys(), (i) => (degree[i] === 0 ? scene.nodes[i]?.parent : undefined));
  const down = scene.picture.direction === "TB";
  const few = down ? roomOf(scene.picture).loose : 1;
  return [...loose.values()]
    .filter(({ length }) => length > few)
    .map((nodes) => {
      const perRank = inRank(scene, nodes);
      // Both ways it is read row by row: ranks are its rows, or its columns.
      const ranks = Math.ceil(nodes.length / perRank);
      const held = grouped(nodes.entries(), ([i]) => (down ? Math.floor(i / perRank) : i % ranks));
      return [...held.values()].map((rank) => rank.map(([, node]) => node));
    });
}

/** About what Graphviz leaves between nodes of a rank, and between ranks, px. */
const besides = 30;
const between = 64;

/** How many nodes a rank of a grid takes, so that the grid has about the shape of what it is seen in. */
function inRank(scene: Scene, nodes: readonly number[]): number {
  const { direction } = scene.picture;
  const sum = (size: "width" | "height"): number =>
    nodes.reduce((all, node) => all + (scene.nodes[node]?.face[size] ?? 0), 0) / nodes.length;
  const { shape } = roomOf(scene.picture);
  const perRank =
    direction === "TB"
      ? (shape * (sum("height") + between)) / (sum("width") + besides)
      : (sum("width") + between) / ((sum("height") + besides) * shape);
  return Math.max(1, Math.round(Math.sqrt(nodes.length * perRank)));
}

/** More rows of leaves save little width, since lines pass between the upper ones, and take Graphviz long. */
const mostRows = 6;

/** Many nodes whose only line leads to the same one stand in several rows. */
function levelsOf(scene: Scene, degree: readonly number[]): Map<number, number> {
  const room = roomOf(scene.picture);
  const out = new Map<number, number>();
  const leaves = grouped(scene.edges.keys(), (i) => {
    const edge = scene.edges[i];
    if (edge === undefined) return undefined;
    const [upper, lower] = edge.backward ? [edge.to.node, edge.from.node] : [edge.from.node, edge.to.node];
    const below = degree[lower] === 1;
    if (below === (degree[upper] === 1)) return undefined;
    const [hub, leaf] = below ? [upper, lower] : [lower, upper];
    return `${hub} ${below} ${scene.nodes[leaf]?.parent ?? root}`;
  });
  for (const group of leaves.values()) {
    if (group.length < room.leaves) continue;
    const across = Math.max(room.leavesAcross, Math.floor(Math.sqrt(group.length)));
    const rows = Math.min(mostRows, Math.ceil(group.length / across));
    for (const [i, edge] of group.entries()) if (i % rows > 0) out.set(edge, i % rows);
  }
  return out;
}

/** How many parts there are that neither a line nor a box holds together; nodes without either count as one. */
function countParts(scene: Scene, degree: readonly number[]): number {
  const above = [...scene.nodes.map((_, i) => i), ...scene.clusters.map((_, i) => scene.nodes.length + i)];
  const find = (i: number): number => {
    let at = i;
    for (let next = above[at] ?? at; next !== at; next = above[at] ?? at) {
      above[at] = above[next] ?? next;
      at = next;
    }
    return at;
  };
  const join = (a: number, b: number): void => {
    above[find(a)] = find(b);
  };
  const box = (cluster: number): number => scene.nodes.length + cluster;
  for (const { from, to } of scene.edges) join(from.node, to.node);
  for (const [i, { parent }] of scene.nodes.entries()) if (parent !== root) join(i, box(parent));
  for (const [i, { parent }] of scene.clusters.entries()) if (parent !== root) join(box(i), box(parent));
  const alone = (i: number): boolean => degree[i] === 0 && scene.nodes[i]?.parent === root;
  const parts = new Set([...scene.nodes.keys()].map((i) => (alone(i) ? root : find(i))));
  return parts.size;
}

/** Decides where rows are broken. A picture in columns stays as it is. */
export function spreadOf(scene: Scene): Spread {
  if (scene.nodes.some(({ node }) => node.column !== undefined)) return { grids: [], levels: new Map(), packed: false };
  const degree = degrees(scene);
  return {
    grids: gridsOf(scene, degree),
    levels: levelsOf(scene, degree),
    packed: countParts(scene, degree) > mostParts,
  };
}
