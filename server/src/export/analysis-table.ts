/** What a design implies, for a person at a terminal. */

import type { Assumed } from "../analysis/assumptions.ts";
import type { Facts } from "../analysis/facts.ts";
import { improvementsOf } from "../analysis/improvement.ts";
import { targetVerdicts } from "../analysis/targets.ts";
import { verdictText } from "../analysis/verdict-words.ts";
import { availability, count, money, rate, share, size, time, utilization } from "../estimate/amounts.ts";
import { componentsOf, reportedScopes } from "./analysis-report.ts";
import { headline } from "./headline.ts";
import { type Cell, notes, section, type Terminal, table } from "./table.ts";

/** Seconds of the design's own month: what grows by 10M a month is shown to. */
const MONTHS = { exact: 2_592_000, envelope: 2_500_000 } as const;

/** All that `analysisJson` says, in tables; figures that rest on an assumption are marked by `≈`. */
export function analysisTable(facts: Facts, file: string, terminal: Terminal): string {
  const blocks = [
    headline(facts.design, file, terminal),
    section(terminal, "Targets", targets(facts, terminal)),
    section(terminal, "Scopes", scopes(facts, terminal)),
    section(terminal, "Components", components(facts, terminal)),
    section(terminal, "Entities", entities(facts, terminal)),
    section(terminal, "Requirements", requirements(facts, terminal)),
    section(terminal, "Costs", costs(facts)),
    section(terminal, "Assumptions", notes(terminal, assumptions(facts))),
  ].filter(Boolean);
  return blocks.length > 1
    ? blocks.join("\n\n")
    : `${blocks.join("")}\n\nThere is nothing to analyse in this design yet.`;
}

function targets(facts: Facts, terminal: Terminal): string {
  const rows = [...targetVerdicts(facts).values()].map((verdict): readonly Cell[] => {
    const { quality, measure, met, scope, bottleneck } = verdict;
    const reached: Cell =
      met === undefined
        ? { text: "? as far as stated", style: "yellow" }
        : met
          ? { text: "✔ met", style: "green" }
          : { text: "✖ missed", style: "red" };
    const busiest = facts.design.get(bottleneck)?.id;
    const silent = verdict.silent.map((key) => facts.design.get(key)?.id ?? key);
    const states = silent.length > 0 ? ` (${silent.join(", ")} ${silent.length > 1 ? "state" : "states"} none)` : "";
    const where = busiest ? `${busiest} is full first` : `${scope?.id ?? ""}${states}`;
    return [reached, quality.id, measure, verdictText(verdict), where];
  });
  return table(
    terminal,
    [{ title: "Verdict" }, { title: "Target" }, { title: "Of" }, { title: "Reached" }, { title: "Worst for" }],
    rows,
  );
}

function scopes(facts: Facts, terminal: Terminal): string {
  const { failure, latency } = facts;
  const rows = reportedScopes(facts).map((scope): readonly Cell[] => {
    const known = failure.availability(scope.key);
    const budget = latency.scope(scope.key);
    const points = failure.singlePointsOf(scope.key).map(({ id }) => id);
    const level =
      known && (known.exact ? availability(known.low) : `${availability(known.low)} to ${availability(known.high)}`);
    const [best] = known ? improvementsOf(facts, known) : [];
    return [
      scope.id,
      scope.kind,
      known ? `${known.assumptions.length > 0 ? "≈ " : ""}${level}` : "",
      known ? time(known.downtime.month) : "",
      budget ? `${budget.unknown.length > 0 ? "≥ " : ""}${time(budget.seconds)}` : "",
      points.length > 0 ? { text: points.join(", "), style: "red" } : { text: "none", style: "green" },
      best?.advice.replaceAll("`", "") ?? "",
    ];
  });
  const columns = [
    "Scope",
    "Kind",
    "Availability",
    "Down in 30 days",
    "Latency budget",
    "Single points of failure",
    "Helps most",
  ];
  return table(
    terminal,
    columns.map((title) => ({ title })),
    rows,
  );
}

function components(facts: Facts, terminal: Terminal): string {
  const rows = componentsOf(facts).map((node): readonly Cell[] => {
    const load = facts.load.component(node.key);
    const arriving = load && load.contributions.length > 0 ? load.rate : undefined;
    const store = facts.storage.store(node.key);
    const cost = facts.cost.component(node.key);
    const about = load?.capacity?.assumed ? "≈ " : "";
    return [
      node.id,
      String(node.replicas * node.shards),
      arriving ? rate(arriving.average) : "",
      arriving ? rate(arriving.peak) : "",
      load?.total === undefined ? "" : `${about}${rate(load.total)}`,
      used(load?.utilization, about),
      used(load?.afterInstanceLoss, about),
      used(load?.afterZoneLoss, about),
      store ? `${store.lowerBound ? "≥ " : ""}${size(store.total)}` : "",
      cost ? money(cost.perMonth, cost.currency) : "",
    ];
  });
  const [first = "", ...others] = [
    "Component",
    "Instances",
    "Load",
    "At peak",
    "Capacity",
    "Used at peak",
    "Without one",
    "Without a zone",
    "Storage",
    "Cost a month",
  ];
  return table(terminal, [{ title: first }, ...others.map((title) => ({ title, align: "right" as const }))], rows);
}

function used(ratio: number | undefined, about: string): Cell {
  if (ratio === undefined) return "";
  const shown = utilization(ratio);
  const text = shown.startsWith("<") ? shown : `${about}${shown}`;
  return ratio > 1 + 1e-9 ? { text, style: "red" } : ratio > 0.7 ? { text, style: "yellow" } : text;
}

function entities(facts: Facts, terminal: Terminal): string {
  const rows = facts.design.all("entity").map((entity): readonly Cell[] => {
    const storage = facts.storage.entity(entity.key);
    const bound = storage?.lowerBound ? "≥ " : "";
    const about = storage?.assumedRetention ? "≈ " : bound;
    return [
      entity.id,
      storage ? `${bound}${size(storage.size)}` : "",
      storage?.rows === undefined ? "" : count(storage.rows),
      storage?.growth === undefined ? "" : `${bound}${size(storage.growth * MONTHS[facts.evaluation.convention])}`,
      storage?.storage === undefined ? "" : `${about}${size(storage.storage)}`,
      facts.trace
        .stores(entity.key)
        .map(({ id }) => id)
        .join(", "),
    ];
  });
  return table(
    terminal,
    [
      { title: "Entity" },
      { title: "Record", align: "right" },
      { title: "Records", align: "right" },
      { title: "Growth a month", align: "right" },
      { title: "Kept", align: "right" },
      { title: "Stored in" },
    ],
    rows,
  );
}

function requirements(facts: Facts, terminal: Terminal): string {
  const rows = facts.trace.requirements.map(
    ({ requirement, endpoints, flows, components: by, entities: of, satisfied }) => {
      const names = (elements: readonly { readonly id: string }[]): string => elements.map(({ id }) => id).join(", ");
      const done: Cell = satisfied ? { text: "✔", style: "green" } : { text: "·", style: "dim" };
      return [done, requirement.id, names(endpoints), names(flows), names(by), names(of)];
    },
  );
  const columns = ["", "Requirement", "Endpoints", "Flows", "Components", "Entities"];
  return table(
    terminal,
    columns.map((title) => ({ title })),
    rows,
  );
}

function costs({ cost }: Facts): string {
  return [...cost.perMonth]
    .map(([currency, perMonth]) => {
      const each = cost.perRequest.get(currency);
      const million = each === undefined ? "" : `, ${money(each * 1e6, currency)} for a million requests`;
      return `  ${money(perMonth, currency)} a month${million}`;
    })
    .join("\n");
}

function assumptions(facts: Facts): readonly string[] {
  const found: string[] = [];
  for (const node of componentsOf(facts)) {
    const load = facts.load.component(node.key);
    if (load?.capacity?.assumed && load.contributions.length > 0) {
      found.push(
        `${node.id}: ${rate(load.capacity.value)} ${load.capacity.ofWhole ? "in all" : "for each instance"} (${load.capacity.source})`,
      );
    }
  }
  const assumed = new Map<number, Assumed>();
  for (const scope of reportedScopes(facts)) {
    for (const { node, assumed: of } of facts.failure.availability(scope.key)?.assumptions ?? []) assumed.set(node, of);
  }
  for (const [node, { value, source }] of [...assumed].sort(([left], [right]) => left - right)) {
    const { ofWhole } = facts.failure.instanceAvailability(node);
    const of =
      value === 1
        ? "available at any time"
        : `available ${share(value)} of the time${ofWhole ? "" : " for each instance"}`;
    found.push(`${facts.graph.nodes[node]?.id ?? ""}: ${of} (${source})`);
  }
  for (const entity of facts.design.all("entity")) {
    if (facts.storage.entity(entity.key)?.assumedRetention)
      found.push(`${entity.id}: kept for 5 years (it states no retention)`);
  }
  return found;
}
