import { describe, expect, it } from "vitest";
import { factsOf } from "../../server/src/analysis/facts.ts";
import { instancesLeft } from "../../server/src/analysis/outage.ts";
import { designOf } from "../model/design-of.ts";

const source = `actor U
region Eu { zone Z1 { }  zone Z2 { } }
entity E { id uuid [pk] }
functional Get "Get"
functional Put "Put"
api Api { rpc get() { satisfies: Get, reads: E }  rpc put() { satisfies: Put, writes: E } }
load_balancer L { managed: true }
service S { serves: Api, replicas: 4, zones: Z1, Z2, availability: 90% }
domain Data {
  sql_database D { stores: E, replicas: 2, zones: Z1, Z2, availability: 90% }
  cache C { replicas: 2 }
}
queue Q { managed: true }
worker W
U -> L -> S -> Data.D
S -> Data.C { optional: true }
S ~> Q { for: Put }
Q ~> W`;

const { failure, graph } = factsOf(designOf(source));
const outcome = (...down: string[]) => failure.whatIf(down);
const failing = (...down: string[]) => outcome(...down).scopes.flatMap(({ scope, up }) => (up ? [] : [scope.id]));
const name = (index: number) => graph.nodes[index]?.id;

describe("what if", () => {
  it.each<[readonly string[], readonly string[]]>([
    [[], []],
    [["S#1"], []],
    [
      ["S#1", "S#2", "S#3", "S#4"],
      ["system", "Get", "Put"],
    ],
    [["S"], ["system", "Get", "Put"]],
    [["Data.D#2"], []],
    [["Data.D#1"], ["system", "Put"]],
    [["D#1"], ["system", "Put"]],
    [["Data.D"], ["system", "Get", "Put"]],
    [["Eu.Z1"], ["system", "Put"]],
    [["Z2"], []],
    [["Eu"], ["system", "Get", "Put"]],
    [["Z2", "S#1"], []],
    [
      ["Z2", "S#1", "S#3"],
      ["system", "Get", "Put"],
    ],
    [["C"], []],
    [["Q"], ["system", "Put"]],
    [["W"], []],
    [["L#1"], []],
    [["L"], ["system", "Get", "Put"]],
  ])("%j is down: %j", (down, expected) => {
    expect(failing(...down), source).toEqual(expected);
    expect(outcome(...down).unknown).toEqual([]);
  });

  it.each(["S -> Data.C", "S -> C", "S->C", "S  ->  C"])("finds the connection %j", (down) => {
    const { outage, unknown } = outcome(down);
    expect([...outage.connections].map((index) => graph.connections[index]?.id)).toEqual(["S -> Data.C"]);
    expect(unknown).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ["U -> L", ["system", "Get", "Put"]],
    ["S -> D", ["system", "Get", "Put"]],
    ["S -> C", []],
    ["S ~> Q", ["system", "Put"]],
    ["Q ~> W", []],
  ])("%s is down, though nothing says how often it fails: %j", (down, expected) => {
    expect(failing(down), source).toEqual(expected);
    expect(failure.whatIf([]).scopes.every(({ up }) => up)).toBe(true);
  });

  it("passes over names that it doesn't know", () => {
    expect(outcome("Nobody", "S#9", "S#0", "Z1#1", "__proto__").unknown).toEqual([
      "Nobody",
      "S#9",
      "S#0",
      "Z1#1",
      "__proto__",
    ]);
    expect(failing("Nobody")).toEqual([]);
  });

  it("tells how available the rest is", () => {
    const get = (...down: string[]) => outcome(...down).scopes.find(({ scope }) => scope.id === "Get")?.availability;
    const web = (n: number) => 1 - 0.1 ** n;
    expect(get()?.low).toBeCloseTo(0.9999 * web(4) * web(2), 12);
    expect(get("Z2")?.low).toBeCloseTo(0.9999 * web(2) * 0.9, 12);
    expect(get("S#1", "S#2")?.low).toBeCloseTo(0.9999 * web(2) * web(2), 12);
    expect(get("D#1")?.low).toBeCloseTo(0.9999 * web(4) * 0.9, 12);
    expect(get("S")).toEqual({ low: 0, high: 0 });
  });

  it("says why, and only what it takes", () => {
    const put = outcome("C", "W", "D#1", "S#1").scopes.find(({ scope }) => scope.id === "Put");
    expect(put?.causes.map((cause) => (cause.type === "component" ? name(cause.node) : ""))).toEqual(["Data.D"]);
    expect(put?.route?.nodes.map(name)).toEqual(["U", "L", "S", "Data.D"]);
  });

  it("knows what works no more", () => {
    const { down, failing: suffering } = outcome("Data.D");
    expect([...down].map(name)).toEqual(["Data.D"]);
    expect([...suffering].map(name)).toEqual(["L", "S"]);
  });

  it("knows what the survivors are", () => {
    const left = (id: string, ...down: string[]) => {
      const node = graph.nodes.find((one) => one.id === id);
      return node && !node.actor ? instancesLeft(node, outcome(...down).outage) : undefined;
    };
    expect(left("S")).toBe(4);
    expect(left("S", "Z1")).toBe(2);
    expect(left("S", "Z1", "S#1")).toBe(2);
    expect(left("S", "Z1", "S#2")).toBe(1);
    expect(left("L", "L")).toBe(0);
    expect(left("S", "S")).toBe(0);
  });

  it("brings everything back", () => {
    const before = outcome().scopes.map(({ availability }) => availability);
    outcome("Eu");
    expect(outcome().scopes.map(({ availability }) => availability)).toEqual(before);
    expect(outcome().scopes.every(({ up, usual, availability }) => up && usual.low === availability.low)).toBe(true);
  });
});
