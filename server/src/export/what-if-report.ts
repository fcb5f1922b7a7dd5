/** What an outage does to a design: which scopes fail and why, and what the survivors carry. */

import type { Facts } from "../analysis/facts.ts";
import type { ComponentNode } from "../analysis/graph.ts";
import type { ComponentLoad } from "../analysis/load.ts";
import { instancesLeft } from "../analysis/outage.ts";
import { survivingLoad } from "../analysis/survivors.ts";
import type { ScopeOutcome, WhatIf } from "../analysis/what-if.ts";
import { availability, rate, utilization } from "../estimate/amounts.ts";
import { componentsOf } from "./analysis-report.ts";
import { headline } from "./headline.ts";
import { figure, keyed } from "./json.ts";
import { type Cell, section, type Terminal, table } from "./table.ts";

export interface WhatIfReport {
  readonly facts: Facts;
  readonly outcome: WhatIf;
  /** What is down, as people called it. */
  readonly down: readonly string[];
  readonly file: string;
}

interface Survivor {
  readonly node: ComponentNode;
  /** `failing`: it is up, and misses something that it needs. */
  readonly state: "up" | "down" | "failing";
  readonly instances: number;
  readonly left: number;
  readonly usual?: ComponentLoad;
  readonly now?: ComponentLoad;
}

function survivors({ facts, outcome }: WhatIfReport): readonly Survivor[] {
  const loads = survivingLoad(facts, outcome);
  return componentsOf(facts).map((node) => {
    const state = outcome.down.has(node.index) ? "down" : outcome.failing.has(node.index) ? "failing" : "up";
    const usual = loaded(facts.load.component(node.key));
    const now = state === "up" ? loaded(loads.component(node.key)) : undefined;
    return {
      node,
      state,
      instances: node.replicas * node.shards,
      left: instancesLeft(node, outcome.outage),
      ...(usual ? { usual } : {}),
      ...(now ? { now } : {}),
    };
  });
}

function loaded(load: ComponentLoad | undefined): ComponentLoad | undefined {
  return load && load.contributions.length > 0 ? load : undefined;
}

/** `{ version, down, scopes, components }`, indented, without a line end behind it. */
export function whatIfJson(report: WhatIfReport): string {
  const { facts, outcome, down } = report;
  const all = survivors(report);
  const byId = new Map(all.map((survivor) => [survivor.node.id, survivor]));
  return JSON.stringify(
    {
      version: 1,
      down,
      scopes: outcome.scopes.map((scope) => ({
        id: scope.scope.id,
        kind: scope.scope.kind,
        up: scope.up,
        availability: figure(scope.availability.low),
        usual: figure(scope.usual.low),
        causes: causesOf(facts, scope),
        path: pathOf(facts, scope),
      })),
      components: keyed(
        all.map(({ node }) => node),
        ({ id }) => reportedSurvivor(byId.get(id)),
      ),
    },
    undefined,
    2,
  );
}

function reportedSurvivor(survivor: Survivor | undefined) {
  const { state, instances, left, usual, now } = survivor ?? { state: "up", instances: 0, left: 0 };
  return {
    state,
    instances,
    left,
    load: { average: figure(now?.rate.average), peak: figure(now?.rate.peak) },
    utilization: figure(now?.utilization),
    usual: {
      load: { average: figure(usual?.rate.average), peak: figure(usual?.rate.peak) },
      utilization: figure(usual?.utilization),
    },
  };
}

/** What a failing scope misses, by full ids. */
function causesOf({ graph }: Facts, { causes }: ScopeOutcome): readonly string[] {
  return causes.flatMap((cause) => {
    const found = cause.type === "component" ? graph.nodes[cause.node] : graph.connections[cause.connection];
    return found ? [found.id] : [];
  });
}

/** The way from where a scope begins to what it misses. */
function pathOf({ graph }: Facts, { route }: ScopeOutcome): readonly string[] {
  return (route?.nodes ?? []).flatMap((node) => graph.nodes[node]?.id ?? []);
}

/** The same as tables. */
export function whatIfTable(report: WhatIfReport, terminal: Terminal): string {
  const { facts, outcome, down, file } = report;
  const failing = outcome.scopes.filter(({ up }) => !up).length;
  const told = `With ${down.map((name) => terminal.clean(name)).join(", ")} down, ${summary(outcome.scopes.length, failing)}.`;
  return [
    headline(facts.design, file, terminal),
    terminal.paint(failing > 0 ? "red" : "green", told),
    section(terminal, "Scopes", scopes(report, terminal)),
    section(terminal, "Components that feel it", components(report, terminal)) || "No component feels it.",
  ]
    .filter(Boolean)
    .join("\n\n");
}

function summary(all: number, failing: number): string {
  if (all === 0) return "there is nothing that could fail";
  if (failing === 0) return all === 1 ? "the one scope still works" : `all ${all} scopes still work`;
  return failing === all
    ? all === 1
      ? "the one scope fails"
      : `all ${all} scopes fail`
    : `${failing} of ${all} scopes fail`;
}

function scopes({ facts, outcome }: WhatIfReport, terminal: Terminal): string {
  const rows = outcome.scopes.map((scope): readonly Cell[] => {
    const causes = causesOf(facts, scope);
    const path = pathOf(facts, scope);
    return [
      scope.up ? { text: "✔ works", style: "green" } : { text: "✖ fails", style: "red" },
      scope.scope.id,
      scope.scope.kind,
      availability(scope.usual.low),
      scope.up ? availability(scope.availability.low) : "",
      causes.join(", "),
      path.length > 1 ? path.join(" → ") : "",
    ];
  });
  const columns = ["", "Scope", "Kind", "Usually", "Meanwhile", "It misses", "On the way"];
  return table(
    terminal,
    columns.map((title) => ({ title })),
    rows,
  );
}

function components(report: WhatIfReport, terminal: Terminal): string {
  const rows = survivors(report).flatMap((survivor): (readonly Cell[])[] => {
    const { node, state, instances, left, usual, now } = survivor;
    if (state === "up" && left === instances && same(usual?.rate.peak, now?.rate.peak)) return [];
    const word: Cell =
      state === "down"
        ? { text: "down", style: "red" }
        : state === "failing"
          ? { text: "fails with it", style: "red" }
          : { text: "up", style: "green" };
    const full = now?.utilization;
    return [
      [
        node.id,
        word,
        left === instances ? String(instances) : `${left} of ${instances}`,
        usual ? rate(usual.rate.peak) : "",
        now ? rate(now.rate.peak) : state === "up" && usual ? "none" : "",
        usual?.utilization === undefined ? "" : utilization(usual.utilization),
        full === undefined
          ? ""
          : { text: utilization(full), style: full > 1 + 1e-9 ? "red" : full > 0.7 ? "yellow" : "green" },
      ],
    ];
  });
  return table(
    terminal,
    [
      { title: "Component" },
      { title: "State" },
      { title: "Instances", align: "right" },
      { title: "Peak usually", align: "right" },
      { title: "Peak now", align: "right" },
      { title: "Used usually", align: "right" },
      { title: "Used now", align: "right" },
    ],
    rows,
  );
}

function same(one: number | undefined, other: number | undefined): boolean {
  return Math.abs((one ?? 0) - (other ?? 0)) <= 1e-9 * Math.max(1, one ?? 0);
}
