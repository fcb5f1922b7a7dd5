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

export interface Spread {
  /** Load at each node per unit that enters, for those that any reaches. */
  readonly nodes: ReadonlyMap<number, number>;
  /** Nodes of cycles that multiply their own load (a gain of 1 or more): what flows inside them is left out. */
  readonly unstable: readonly (readonly number[])[];
}

/**
 * Spreads what enters over the edges. Strongly connected parts are solved as linear systems; one whose gain is 1 or more
 * has no finite load, is reported, and counts as if it were cut.
 */
export function spread(entering: ReadonlyMap<number, number>, outgoing: (node: number) => readonly FlowEdge[]): Spread {
  const load = new Map<number, number>();
  const unstable: (readonly number[])[] = [];
  const pending = new Map(entering);
  for (const part of components([...entering.keys()], outgoing)) {
    const inside = new Set(part);
    const incoming = part.map((node) => pending.get(node) ?? 0);
    const [only] = part;
    const cyclic =
      part.length > 1 || (only !== undefined && outgoing(only).some((edge) => edge.to === only && edge.factor > 0));
    let solved: readonly number[] | undefined = incoming;
    if (cyclic) {
      solved = solveCycle(part, incoming, outgoing);
      if (!solved) unstable.push(part);
    }
    for (const [index, node] of part.entries()) {
      const value = (solved ?? incoming)[index] ?? 0;
      load.set(node, value);
      for (const edge of outgoing(node)) {
        if (!inside.has(edge.to)) pending.set(edge.to, (pending.get(edge.to) ?? 0) + value * edge.factor);
      }
    }
  }
  return { nodes: load, unstable };
}

/** Strongly connected parts in the order in which load passes through them (Tarjan's algorithm, without recursion). */
function components(
  roots: readonly number[],
  outgoing: (node: number) => readonly FlowEdge[],
): readonly (readonly number[])[] {
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  const parts: number[][] = [];
  for (const root of roots) {
    if (order.has(root)) continue;
    const work: { node: number; next: number }[] = [{ node: root, next: 0 }];
    while (work.length > 0) {
      const top = work[work.length - 1];
      if (!top) break;
      const { node } = top;
      if (top.next === 0) {
        order.set(node, order.size);
        low.set(node, order.get(node) ?? 0);
        open.push(node);
        isOpen.add(node);
      }
      const edge = outgoing(node)[top.next++];
      if (edge) {
        if (edge.factor === 0) continue;
        if (!order.has(edge.to)) work.push({ node: edge.to, next: 0 });
        else if (isOpen.has(edge.to)) low.set(node, Math.min(low.get(node) ?? 0, order.get(edge.to) ?? 0));
        continue;
      }
      work.pop();
      const below = work[work.length - 1];
      if (below) low.set(below.node, Math.min(low.get(below.node) ?? 0, low.get(node) ?? 0));
      if (low.get(node) !== order.get(node)) continue;
      const part: number[] = [];
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        isOpen.delete(member);
        part.push(member);
        if (member === node) break;
      }
      parts.push(part.reverse());
    }
  }
  return parts.reverse();
}

/** Above this many nodes a cycle is solved by iteration rather than elimination. */
const DENSE = 200;
const ROUNDS = 10_000;
const EXACT = 1e-12;

/** Solves one strongly connected part; undefined when its gain is 1 or more. */
function solveCycle(
  part: readonly number[],
  incoming: readonly number[],
  outgoing: (node: number) => readonly FlowEdge[],
): readonly number[] | undefined {
  const place = new Map(part.map((node, index) => [node, index]));
  return part.length > DENSE ? iterate(part, place, incoming, outgoing) : eliminate(part, place, incoming, outgoing);
}

/**
 * Gaussian elimination of (I − Aᵀ)·x = b with a second right side of ones: for a non-negative A the solution is
 * positive throughout exactly if the spectral radius of A, the cycle's gain, is below 1.
 */
function eliminate(
  part: readonly number[],
  place: ReadonlyMap<number, number>,
  incoming: readonly number[],
  outgoing: (node: number) => readonly FlowEdge[],
): readonly number[] | undefined {
  const size = part.length;
  const rows = part.map((_, index) => {
    const row = new Float64Array(size + 2);
    row[index] = 1;
    row[size] = incoming[index] ?? 0;
    row[size + 1] = 1;
    return row;
  });
  for (const [from, node] of part.entries()) {
    for (const edge of outgoing(node)) {
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
  part: readonly number[],
  place: ReadonlyMap<number, number>,
  incoming: readonly number[],
  outgoing: (node: number) => readonly FlowEdge[],
): readonly number[] | undefined {
  let current = [...incoming];
  for (let round = 0; round < ROUNDS; round++) {
    const next = [...incoming];
    for (const [from, node] of part.entries()) {
      for (const edge of outgoing(node)) {
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
