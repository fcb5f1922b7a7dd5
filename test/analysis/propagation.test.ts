import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FlowEdge, type Spread, spread } from "../../server/src/analysis/propagation.ts";

/** x = b + A·x by doing it over and over: slow, obvious, and only right where it converges. */
function bruteForce(
  size: number,
  entering: ReadonlyMap<number, number>,
  edges: readonly FlowEdge[],
): readonly number[] {
  let load = Array.from({ length: size }, (_, node) => entering.get(node) ?? 0);
  for (let round = 0; round < 20_000; round++) {
    const next = Array.from({ length: size }, (_, node) => entering.get(node) ?? 0);
    for (const edge of edges) next[edge.to]! += load[edge.from]! * edge.factor;
    load = next;
  }
  return load;
}

function loadAt({ reached, loads }: Spread, node: number): number | undefined {
  return loads[reached.indexOf(node)];
}

describe("spreading load", () => {
  it("equals doing it over and over, on graphs whose cycles fade", () => {
    const graph = fc.integer({ min: 1, max: 9 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        edges: fc.array(
          fc.record({ from: fc.nat(size - 1), to: fc.nat(size - 1), factor: fc.integer({ min: 0, max: 9 }) }),
          { maxLength: 20 },
        ),
        entering: fc.array(fc.tuple(fc.nat(size - 1), fc.integer({ min: 1, max: 100 })), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
    );
    fc.assert(
      fc.property(graph, ({ size, edges, entering }) => {
        // Every node passes on at most 90 %, so every cycle's gain is below 1.
        const leaving = Array.from({ length: size }, (_, node) =>
          edges.reduce((sum, edge) => sum + (edge.from === node ? edge.factor : 0), 0),
        );
        const scaled = edges.map((edge) => ({
          ...edge,
          factor: (edge.factor / Math.max(1, leaving[edge.from]!)) * 0.9,
        }));
        const start = new Map(entering);
        const found = spread(start, (node) => scaled.filter((edge) => edge.from === node), size);
        const expected = bruteForce(size, start, scaled);
        expect(found.unstable).toEqual([]);
        for (const [node, value] of expected.entries()) {
          expect(loadAt(found, node) ?? 0).toBeCloseTo(value, 6);
        }
      }),
      { numRuns: process.env.SDESIGN_LONG ? 2_000 : 100, seed: 7 },
    );
  }, 120_000);

  it.each([
    [
      "a circle of gain 1",
      [
        [0, 1, 1],
        [1, 0, 1],
      ],
    ],
    [
      "a circle of gain 2",
      [
        [0, 1, 2],
        [1, 0, 1],
      ],
    ],
    ["a node that feeds itself", [[0, 0, 1.5]]],
    [
      "two circles that together gain",
      [
        [0, 1, 0.7],
        [1, 0, 0.8],
        [0, 2, 0.7],
        [2, 0, 0.8],
      ],
    ],
  ] as const)("finds %s", (_, edges) => {
    const all = edges.map(([from, to, factor]) => ({ from, to, factor }));
    const found = spread(new Map([[0, 1]]), (node) => all.filter((edge) => edge.from === node), 3);
    expect(found.unstable.length).toBe(1);
  });

  it("goes through ten thousand nodes in a row without a stack", () => {
    const last = 10_000;
    const onward = (node: number) => (node < last ? [{ from: node, to: node + 1, factor: 1 }] : []);
    expect(loadAt(spread(new Map([[0, 1]]), onward, last + 1), last)).toBe(1);
  });
});
