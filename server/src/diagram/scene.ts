import { cardFace, pillFace, traceFace } from "./cards.ts";
import { type Face, oneLine } from "./face.ts";
import { type EdgeLabel, labelOf } from "./labels.ts";
import type { Picture, PictureCluster, PictureEdge, PictureNode } from "./picture.ts";
import { type Room, roomOf } from "./room.ts";
import { stickyFace } from "./stickies.ts";
import { tableFace } from "./tables.ts";
import { textWidth } from "./text.ts";
import { type } from "./typography.ts";

/** The root, where an index of a cluster is expected. */
export const root = -1;

export interface SceneNode {
  readonly node: PictureNode;
  readonly face: Face;
  readonly parent: number;
}

export interface SceneCluster {
  readonly cluster: PictureCluster;
  readonly parent: number;
  /** 1 for the outermost. */
  readonly depth: number;
  readonly title: string;
  readonly subtitle: string;
  /** Of title and subtitle in the strip, px. */
  readonly titleWidth: number;
  readonly shortened: boolean;
  readonly children: readonly number[];
  readonly nodes: readonly number[];
}

/** Where an edge ends: a node, or a cluster, for which one of its nodes stands in while Graphviz works. */
export interface SceneEnd {
  readonly node: number;
  readonly cluster?: number;
}

export interface SceneEdge {
  readonly edge: PictureEdge;
  readonly from: SceneEnd;
  readonly to: SceneEnd;
  readonly label?: EdgeLabel;
  /** The innermost cluster that holds both ends: the label stands in it. */
  readonly home: number;
  /** Closes a cycle, so that it is laid out from `to` to `from`. */
  readonly backward: boolean;
}

/**
 * A picture that is sound, with everything measured: ids are unique, clusters form a tree without empty ones, edges
 * have ends. Nodes, clusters and edges are known by their index.
 */
export interface Scene {
  readonly picture: Picture;
  readonly nodes: readonly SceneNode[];
  readonly clusters: readonly SceneCluster[];
  readonly edges: readonly SceneEdge[];
}

function faceOf(node: PictureNode, room: Room): Face {
  switch (node.shape) {
    case "card":
      return cardFace(node, room);
    case "pill":
      return pillFace(node, room);
    case "table":
      return tableFace(node);
    case "sticky":
      return stickyFace(node, room);
    case "trace":
      return traceFace(node, room);
  }
}

/** The boxes of a trace's column are equally wide. */
function evenColumns(nodes: readonly PictureNode[], faces: readonly Face[], room: Room): Face[] {
  const widths = new Map<number, number>();
  for (const [i, node] of nodes.entries()) {
    const width = faces[i]?.width ?? 0;
    if (node.column !== undefined) widths.set(node.column, Math.max(widths.get(node.column) ?? 0, width));
  }
  return faces.map((face, i) => {
    const node = nodes[i];
    return node?.shape === "trace" && node.column !== undefined ? traceFace(node, room, widths.get(node.column)) : face;
  });
}

function firstOfEachId<T extends { readonly id: string }>(elements: readonly T[], taken: Set<string>): T[] {
  return elements.filter((element) => {
    if (taken.has(element.id)) return false;
    taken.add(element.id);
    return true;
  });
}

/** The parent of each cluster as an index; unknown parents and the last link of a cycle become the root. */
function parentsOf(clusters: readonly PictureCluster[], index: ReadonlyMap<string, number>): number[] {
  const parents = clusters.map((cluster) =>
    cluster.parent === undefined ? root : (index.get(cluster.parent) ?? root),
  );
  for (let start = 0; start < parents.length; start++) {
    const seen = new Set([start]);
    let at = start;
    for (let next = parents[at] ?? root; next !== root; next = parents[at] ?? root) {
      if (seen.has(next)) {
        parents[at] = root;
        break;
      }
      seen.add(next);
      at = next;
    }
  }
  return parents;
}

function buildClusters(
  kept: readonly PictureCluster[],
  parents: readonly number[],
  nodeParents: readonly number[],
): SceneCluster[] {
  const depthOf = (index: number): number => {
    let depth = 0;
    for (let at = index; at !== root; at = parents[at] ?? root) depth++;
    return depth;
  };
  const children = kept.map((): number[] => []);
  const nodes = kept.map((): number[] => []);
  for (const [i, parent] of parents.entries()) children[parent]?.push(i);
  for (const [i, parent] of nodeParents.entries()) nodes[parent]?.push(i);
  return kept.map((cluster, i) => {
    const title = oneLine(cluster.title, type.caps, 320);
    const shown = title.shortened ? title.text : title.text.toUpperCase();
    const subtitle = oneLine(cluster.subtitle ?? "", type.second, 160);
    return {
      cluster,
      parent: parents[i] ?? root,
      depth: depthOf(i),
      title: shown,
      subtitle: subtitle.text,
      titleWidth: Math.ceil(
        textWidth(shown, type.caps) + (subtitle.text === "" ? 0 : textWidth("· ", type.second) + 6 + subtitle.width),
      ),
      shortened: title.shortened || subtitle.shortened,
      children: children[i] ?? [],
      nodes: nodes[i] ?? [],
    };
  });
}

/** Which clusters hold a node, at whatever depth. */
function occupied(parents: readonly number[], nodeParents: readonly number[]): boolean[] {
  const found = parents.map(() => false);
  for (const parent of nodeParents) {
    for (let at = parent; at !== root && found[at] === false; at = parents[at] ?? root) found[at] = true;
  }
  return found;
}

function ancestors(clusters: readonly SceneCluster[], from: number): number[] {
  const path: number[] = [];
  for (let at = from; at !== root; at = clusters[at]?.parent ?? root) path.push(at);
  return path;
}

/** The innermost cluster around both. */
function commonCluster(clusters: readonly SceneCluster[], a: number, b: number): number {
  const above = new Set(ancestors(clusters, a));
  return ancestors(clusters, b).find((cluster) => above.has(cluster)) ?? root;
}

/**
 * The edges that close a cycle, found depth first from the nodes that nothing points to, then in the order of the
 * picture: so the picture flows the way the author wrote it.
 */
function backwardEdges(nodeCount: number, ends: readonly (readonly [number, number])[]): boolean[] {
  const outgoing: number[][] = Array.from({ length: nodeCount }, () => []);
  const incoming = new Uint32Array(nodeCount);
  for (const [i, [from, to]] of ends.entries()) {
    outgoing[from]?.push(i);
    if (from !== to) incoming[to] = (incoming[to] ?? 0) + 1;
  }
  const backward = ends.map(() => false);
  const state = new Uint8Array(nodeCount);
  const visit = (start: number): void => {
    const path: [number, number][] = [[start, 0]];
    state[start] = 1;
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = outgoing[top[0]]?.[top[1]++];
      if (edge === undefined) {
        state[top[0]] = 2;
        path.pop();
        continue;
      }
      const to = ends[edge]?.[1] ?? 0;
      if (state[to] === 1) backward[edge] = to !== top[0];
      else if (state[to] === 0) {
        state[to] = 1;
        path.push([to, 0]);
      }
    }
  };
  for (let i = 0; i < nodeCount; i++) if (incoming[i] === 0 && state[i] === 0) visit(i);
  for (let i = 0; i < nodeCount; i++) if (state[i] === 0) visit(i);
  return backward;
}

/** Makes a picture sound and measures everything in it. Never throws, whatever the picture holds. */
export function prepare(picture: Picture): Scene {
  const taken = new Set<string>();
  const pictureNodes = firstOfEachId(picture.nodes, taken);
  const pictureClusters = firstOfEachId(picture.clusters, taken);
  const allIndex = new Map(pictureClusters.map((cluster, i) => [cluster.id, i]));
  const allParents = parentsOf(pictureClusters, allIndex);
  const placed = pictureNodes.map((node) => (node.parent === undefined ? root : (allIndex.get(node.parent) ?? root)));
  const used = occupied(allParents, placed);
  const renumbered: number[] = [];
  let next = 0;
  for (const isUsed of used) renumbered.push(isUsed ? next++ : root);
  const renumber = (index: number): number => (index === root ? root : (renumbered[index] ?? root));
  const nodeParents = placed.map(renumber);
  const clusters = buildClusters(
    pictureClusters.filter((_, i) => used[i]),
    allParents.filter((_, i) => used[i]).map(renumber),
    nodeParents,
  );

  const room = roomOf(picture);
  const own = pictureNodes.map((node) => faceOf(node, room));
  const faces = evenColumns(pictureNodes, own, room);
  const nodes = pictureNodes.map((node, i): SceneNode => {
    const face = faces[i] ?? faceOf(node, room);
    return { node, face, parent: nodeParents[i] ?? root };
  });
  const nodeIndex = new Map(pictureNodes.map((node, i) => [node.id, i]));
  const clusterIndex = new Map(clusters.map((cluster, i) => [cluster.cluster.id, i]));
  const someNode = (cluster: number): number => {
    for (let at = clusters[cluster]; at !== undefined; at = clusters[at.children[0] ?? root]) {
      const [node] = at.nodes;
      if (node !== undefined) return node;
    }
    return 0;
  };
  const endOf = (id: string): SceneEnd | undefined => {
    const node = nodeIndex.get(id);
    if (node !== undefined) return { node };
    const cluster = clusterIndex.get(id);
    return cluster === undefined ? undefined : { node: someNode(cluster), cluster };
  };

  const connected = firstOfEachId(picture.edges, taken).flatMap((edge) => {
    const from = endOf(edge.from);
    const to = endOf(edge.to);
    return from === undefined || to === undefined ? [] : [{ edge, from, to }];
  });
  const backward = backwardEdges(
    nodes.length,
    connected.map(({ from, to }) => [from.node, to.node]),
  );
  const homeOf = (end: SceneEnd): number =>
    end.cluster === undefined ? (nodes[end.node]?.parent ?? root) : (clusters[end.cluster]?.parent ?? root);
  const edges = connected.map(({ edge, from, to }, i): SceneEdge => {
    const label = labelOf(edge, room);
    return {
      edge,
      from,
      to,
      ...(label === undefined ? {} : { label }),
      home: commonCluster(clusters, homeOf(from), homeOf(to)),
      backward: backward[i] ?? false,
    };
  });
  return { picture, nodes, clusters, edges };
}
