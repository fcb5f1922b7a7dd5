/** What happens while some things are down: which scopes fail, why, and how available the rest still is. */

import type { ScopeModel } from "./availability.ts";
import type { Gate } from "./circuit.ts";
import { Collapse } from "./collapse.ts";
import { Builder, dependenciesOf, type Formula, linksOf } from "./formula.ts";
import type { Graph } from "./graph.ts";
import type { Leaves } from "./leaves.ts";
import { type Outage, survives } from "./outage.ts";
import { type Route, routeTo } from "./path.ts";
import { EVERYTHING } from "./routes.ts";
import type { Part, Scope, Scopes } from "./scopes.ts";
import { gatesOf } from "./single-points.ts";
import type { Bounds } from "./structure.ts";

/** Something that a failing scope misses. */
export type Cause =
  | { readonly type: "component"; readonly node: number }
  | { readonly type: "connection"; readonly connection: number };

export interface ScopeOutcome {
  readonly scope: Scope;
  readonly up: boolean;
  /** Before, and while these are down; 0 where it fails. */
  readonly usual: Bounds;
  readonly availability: Bounds;
  /** Components and connections without which it fails: none of them can be left out of the reason. */
  readonly causes: readonly Cause[];
  /** The way to the first of them. */
  readonly route?: Route;
}

export interface WhatIf {
  /** What is down, as indices; hand it to `instancesLeft` for what the survivors carry. */
  readonly outage: Outage;
  /** Names that are none of the design's. */
  readonly unknown: readonly string[];
  readonly scopes: readonly ScopeOutcome[];
  /** Components that don't work: down themselves, or missing something that they need. Node indices. */
  readonly down: ReadonlySet<number>;
  readonly failing: ReadonlySet<number>;
}

/** What is asked of the analysis of failures. */
export interface Analysed {
  readonly graph: Graph;
  readonly scopes: Scopes;
  readonly leaves: Leaves;
  part(part: Part): { readonly formula: Formula; readonly collapse: Collapse };
  model(scope: Scope): ScopeModel;
}

/** Works out an outage. Pure; parts and diagrams that the analysis has made before are used again. */
export function whatIf(failure: Analysed, outage: Outage, unknown: readonly string[] = []): WhatIf {
  const { graph } = failure;
  const hit = graph.nodes.flatMap((node) => {
    const left = survives(node, outage);
    return left.read && left.write ? [] : [{ node: node.index, write: !left.write, read: !left.read }];
  });
  const falling = ({ circuit }: Formula): Lost[] => [
    ...hit.flatMap(({ node, ...effect }) => {
      const gates = gatesOf(circuit, failure.leaves, node, effect);
      return gates.length > 0 ? [{ cause: { type: "component", node } as const, gates }] : [];
    }),
    ...[...outage.connections].flatMap((connection) => {
      const gate = circuit.leaves.get(failure.leaves.connection(connection));
      return gate === undefined ? [] : [{ cause: { type: "connection", connection } as const, gates: [gate] }];
    }),
  ];
  const scopes = failure.scopes.all.map((scope): ScopeOutcome => {
    const model = failure.model(scope);
    const usual = model.availability();
    for (const part of scope.parts) {
      const { formula, collapse } = failure.part(part);
      const lost = falling(formula);
      if (!collapse.topples(lost.flatMap(({ gates }) => gates))) continue;
      const causes = necessary(collapse, lost).map(({ cause }) => cause);
      const route = routeToCause(formula, causes[0]);
      return { scope, up: false, usual, availability: NEVER, causes, ...(route ? { route } : {}) };
    }
    return { scope, up: true, usual, availability: model.availability(outage), causes: [] };
  });
  return { outage, unknown, scopes, ...downOf(failure, hit) };
}

const NEVER: Bounds = { low: 0, high: 0 };

interface Lost {
  readonly cause: Cause;
  readonly gates: readonly Gate[];
}

/** As few of the losses as still bring the root down: each is left out if the others do. */
function necessary(collapse: Collapse, lost: readonly Lost[]): readonly Lost[] {
  const single = lost.find(({ gates }) => collapse.topples(gates));
  if (single) return lost.filter(({ gates }) => collapse.topples(gates));
  let kept = lost;
  for (const one of lost) {
    const without = kept.filter((other) => other !== one);
    if (collapse.topples(without.flatMap(({ gates }) => gates))) kept = without;
  }
  return kept;
}

function routeToCause(formula: Formula, cause: Cause | undefined): Route | undefined {
  if (!cause) return undefined;
  return routeTo(formula, (node, link) =>
    cause.type === "component" ? node === cause.node : link?.connection === cause.connection,
  );
}

/** Components that are down themselves, and those that miss something, by the drawing as a whole. */
function downOf(
  failure: Analysed,
  hit: readonly { readonly node: number; readonly write: boolean; readonly read: boolean }[],
): { readonly down: ReadonlySet<number>; readonly failing: ReadonlySet<number> } {
  const { graph, leaves } = failure;
  const builder = new Builder(graph, leaves, dependenciesOf(graph, linksOf(graph, leaves), EVERYTHING));
  const gates = graph.nodes.map(({ index }) => builder.up(index));
  const formula = builder.finish(0, []);
  const collapse = new Collapse(formula.circuit, formula.root);
  const fallen = collapse.falls(hit.flatMap(({ node, ...effect }) => gatesOf(formula.circuit, leaves, node, effect)));
  const down = new Set(hit.flatMap(({ node, read }) => (read ? [node] : [])));
  const failing = new Set(
    graph.nodes.flatMap(({ index, actor }) =>
      !actor && fallen.has(gates[index] ?? -1) && !down.has(index) ? [index] : [],
    ),
  );
  return { down, failing };
}
