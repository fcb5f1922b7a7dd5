/**
 * Solves how load spreads over a graph: x = b + A·x, where b is what enters each node and A says which share of a
 * node's load each of its links carries on. Cycles are solved, not looped over.
 */

export interface FlowEdge {
  readonly from: number;
  readonly to: number;
  /** Load carried by the edge per unit of load at its start; not negative. */
  readonly factor: number;
}

export interface Spread<Edge extends FlowEdge = FlowEdge> {
  /** The nodes that any load reaches, what enters with each unit of it at each of them, and the edges that leave them. */
  readonly reached: readonly number[];
  readonly loads: Float64Array;
  readonly edges: readonly (readonly Edge[])[];
  /** Nodes of cycles that multiply their own load (a gain of 1 or more): what flows inside them is left out. */
  readonly unstable: readonly (readonly number[])[];
}

/**
 * Spreads what enters over the edges. Strongly connected parts are solved as linear systems; one whose gain is 1 or more
 * has no finite load, is reported, and counts as if it were cut.
 *
 * @param outgoing the edges of a node; asked once for each node
 * @param size more than the number of any node
 */
export function spread<Edge extends FlowEdge>(
  entering: ReadonlyMap<number, number>,
  outgoing: (node: number) => readonly Edge[],
  size: number,
): Spread<Edge> {
  const { reached, place, edges, order, starts, part } = components([...entering.keys()], outgoing, size);
  const loads = new Float64Array(reached.length);
  for (const [node, share] of entering) loads[(place[node] ?? 0) - 1] = share;
  const unstable: (readonly number[])[] = [];
  for (let index = starts.length - 1, end = order.length; index >= 0; end = starts[index] ?? 0, index--) {
    const start = starts[index] ?? 0;
    if (end - start > 1 || feedsItself(order[start] ?? 0, reached, edges)) {
      const members = order.slice(start, end).reverse();
      if (!solve(members, { reached, loads, edges })) unstable.push(members.map((member) => reached[member] ?? 0));
    }
    for (let at = end - 1; at >= start; at--) {
      const member = order[at] ?? 0;
      const value = loads[member] ?? 0;
      for (const edge of edges[member] ?? []) {
        const to = (place[edge.to] ?? 0) - 1;
        if (to >= 0 && part[to] !== index) loads[to] = (loads[to] ?? 0) + value * edge.factor;
      }
    }
  }
  return { reached, loads, edges, unstable };
}

function feedsItself(member: number, reached: readonly number[], edges: readonly (readonly FlowEdge[])[]): boolean {
  return edges[member]?.some(({ to, factor }) => to === reached[member] && factor > 0) === true;
}

/** Nodes by the order in which they were found: their strongly connected parts, those at the end of the way first. */
interface Parts<Edge> {
  readonly reached: readonly number[];
  /** By node: 1 + its place in `reached`; 0 where it is not reached. */
  readonly place: Int32Array;
  readonly edges: readonly (readonly Edge[])[];
  /** The places of all nodes, part by part, and where each part starts. */
  readonly order: readonly number[];
  readonly starts: readonly number[];
  /** The part of each of them. */
  readonly part: readonly number[];
}

/** Strongly connected parts (Tarjan's algorithm, without recursion). */
function components<Edge extends FlowEdge>(
  roots: readonly number[],
  outgoing: (node: number) => readonly Edge[],
  size: number,
): Parts<Edge> {
  const place = new Int32Array(size);
  const reached: number[] = [];
  const edges: (readonly Edge[])[] = [];
  const low: number[] = [];
  const next: number[] = [];
  const open: number[] = [];
  const work: number[] = [];
  const order: number[] = [];
  const starts: number[] = [];
  const part: number[] = [];
  const enter = (node: number): void => {
    const member = reached.length;
    place[node] = member + 1;
    reached.push(node);
    edges.push(outgoing(node));
    low.push(member);
    next.push(0);
    part.push(-1);
    open.push(member);
    work.push(member);
  };
  for (const root of roots) {
    if (place[root] !== 0) continue;
    enter(root);
    for (let member = work.at(-1); member !== undefined; member = work.at(-1)) {
      const at = next[member] ?? 0;
      const edge = edges[member]?.[at];
      if (edge) {
        next[member] = at + 1;
        if (edge.factor === 0) continue;
        const to = (place[edge.to] ?? 0) - 1;
        if (to < 0) enter(edge.to);
        else if (part[to] === -1) low[member] = Math.min(low[member] ?? 0, to);
        continue;
      }
      work.pop();
      const below = work.at(-1);
      if (below !== undefined) low[below] = Math.min(low[below] ?? 0, low[member] ?? 0);
      if (low[member] !== member) continue;
      starts.push(order.length);
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        part[last] = starts.length - 1;
        order.push(last);
        if (last === member) break;
      }
    }
  }
  return { reached, place, edges, order, starts, part };
}

/** Above this many nodes a cycle is solved by iteration rather than elimination. */
const DENSE = 200;
const ROUNDS = 10_000;
const EXACT = 1e-12;

/** Replaces what enters a strongly connected part by what it comes to; false, and nothing changes, where its gain is 1 or more. */
function solve(members: readonly number[], { reached, loads, edges }: Omit<Spread, "unstable">): boolean {
  const part = members.map((member) => reached[member] ?? 0);
  const incoming = members.map((member) => loads[member] ?? 0);
  const place = new Map(part.map((node, index) => [node, index]));
  const leaving = members.map((member) => edges[member] ?? []);
  const solved = part.length > DENSE ? iterate(leaving, place, incoming) : eliminate(leaving, place, incoming);
  if (!solved) return false;
  for (const [index, member] of members.entries()) loads[member] = solved[index] ?? 0;
  return true;
}

/**
 * Gaussian elimination of (I − Aᵀ)·x = b with a second right side of ones: for a non-negative A the solution is
 * positive throughout exactly if the spectral radius of A, the cycle's gain, is below 1.
 */
function eliminate(
  leaving: readonly (readonly FlowEdge[])[],
  place: ReadonlyMap<number, number>,
  incoming: readonly number[],
): readonly number[] | undefined {
  const size = leaving.length;
  const rows = leaving.map((_, index) => {
    const row = new Float64Array(size + 2);
    row[index] = 1;
    row[size] = incoming[index] ?? 0;
    row[size + 1] = 1;
    return row;
  });
  for (const [from, edges] of leaving.entries()) {
    for (const edge of edges) {
      const row = rows[place.get(edge.to) ?? -1];
      if (row) row[from] = (row[from] ?? 0) - edge.factor;
    }
  }
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let index = column + 1; index < size; index++) {
      if (Math.abs(rows[index]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = index;
    }
    const pivot = rows[best];
    const value = pivot?.[column] ?? 0;
    if (!pivot || Math.abs(value) < EXACT) return undefined;
    rows[best] = rows[column] ?? pivot;
    rows[column] = pivot;
    for (let index = 0; index < size; index++) {
      const row = rows[index];
      const factor = (row?.[column] ?? 0) / value;
      if (!row || index === column || factor === 0) continue;
      for (let cell = column; cell < size + 2; cell++) row[cell] = (row[cell] ?? 0) - factor * (pivot[cell] ?? 0);
    }
  }
  const solution = rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
  const probe = rows.map((row, index) => (row[size + 1] ?? 0) / (row[index] ?? 1));
  return probe.every((value) => value > 0 && Number.isFinite(value))
    ? solution.map((value) => Math.max(0, value))
    : undefined;
}

function iterate(
  leaving: readonly (readonly FlowEdge[])[],
  place: ReadonlyMap<number, number>,
  incoming: readonly number[],
): readonly number[] | undefined {
  let current = [...incoming];
  for (let round = 0; round < ROUNDS; round++) {
    const next = [...incoming];
    for (const [from, edges] of leaving.entries()) {
      for (const edge of edges) {
        const to = place.get(edge.to);
        if (to !== undefined) next[to] = (next[to] ?? 0) + (current[from] ?? 0) * edge.factor;
      }
    }
    const change = Math.max(...next.map((value, index) => Math.abs(value - (current[index] ?? 0))));
    const size = Math.max(1, ...next);
    if (change <= EXACT * size) return next;
    if (!Number.isFinite(size)) return undefined;
    current = next;
  }
  return undefined;
}
