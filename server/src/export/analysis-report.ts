/** What a design implies, for scripts: loads, availability, latency, storage, cost and traceability. */

import type { Facts } from "../analysis/facts.ts";
import type { ComponentNode } from "../analysis/graph.ts";
import { improvementsOf } from "../analysis/improvement.ts";
import type { Rate } from "../analysis/load.ts";
import type { Scope } from "../analysis/scopes.ts";
import { targetVerdicts, type Verdict } from "../analysis/targets.ts";
import type { Element } from "../model/design.ts";
import { decimals, figure, keyed } from "./json.ts";

/** What the figures are counted in; `cost` is per month, all other rates per second. */
const UNITS = {
  availability: "ratio",
  latency: "s",
  load: "requests/s",
  capacity: "requests/s",
  bandwidth: "B/s",
  size: "B",
  storage: "B",
  growth: "B/s",
  downtime: "s",
  cost: "currency/month",
} as const;

/** The kinds of scopes that every design has; others stand in `targets`, where a target names them. */
const KINDS: ReadonlySet<Scope["kind"]> = new Set(["system", "requirement", "flow"]);

/** The scopes that are reported, the system first. */
export function reportedScopes({ scopes }: Facts): readonly Scope[] {
  return scopes.all.filter(({ kind }) => KINDS.has(kind));
}

/** The components of a design as the analysis sees them, in the order of the text. */
export function componentsOf({ graph }: Facts): readonly ComponentNode[] {
  return graph.nodes.flatMap((node) => (node.actor ? [] : [node]));
}

/** `{ version, units, scopes, targets, components, connections, entities, trace, assumptions }`, indented. */
export function analysisJson(facts: Facts): string {
  return JSON.stringify(
    {
      version: 1,
      units: UNITS,
      scopes: reportedScopes(facts).map((scope) => reportedScope(facts, scope)),
      targets: [...targetVerdicts(facts).values()].map((verdict) => reportedVerdict(facts, verdict)),
      components: keyed(componentsOf(facts), (node) => reportedComponent(facts, node)),
      connections: keyed(facts.graph.connections, ({ key }) => {
        const load = facts.load.connection(key);
        return { load: reportedRate(load?.rate), bandwidth: reportedRate(load?.bandwidth) };
      }),
      entities: keyed(facts.design.all("entity"), ({ key }) => {
        const storage = facts.storage.entity(key);
        return {
          size: figure(storage?.size),
          growth: figure(storage?.growth),
          storage: figure(storage?.storage),
          rows: figure(storage?.rows),
          lowerBound: storage?.lowerBound ?? false,
          assumedRetention: storage?.assumedRetention ?? false,
        };
      }),
      costs: { perMonth: sums(facts.cost.perMonth), perRequest: sums(facts.cost.perRequest) },
      trace: reportedTrace(facts),
    },
    undefined,
    2,
  );
}

function reportedScope(facts: Facts, scope: Scope) {
  const { failure, latency } = facts;
  const availability = failure.availability(scope.key);
  const budget = latency.scope(scope.key);
  return {
    id: scope.id,
    kind: scope.kind,
    availability: figure(availability?.low),
    latency: figure(budget?.seconds),
    spof: failure.singlePointsOf(scope.key).map(({ id }) => id),
    /** Whether the availability is exact; otherwise it lies between the two. */
    exact: availability?.exact ?? true,
    bounds: [figure(availability?.low), figure(availability?.high)],
    downtime: { month: figure(availability?.downtime.month), year: figure(availability?.downtime.year) },
    essential: scope.essential,
    targets: failure.covering(scope.key).map(({ id }) => id),
    improvements: availability
      ? improvementsOf(facts, availability).map(({ name, gain, advice }) => ({
          id: name.slice(1, -1),
          gain: decimals(gain),
          advice,
        }))
      : [],
    latencySteps: (budget?.steps ?? []).map(({ id, seconds }) => ({ id, seconds: decimals(seconds) })),
    latencyUnknown: idsOf(facts, budget?.unknown ?? []),
    assumptions: (availability?.assumptions ?? []).map(({ key, assumed }) => ({
      id: facts.design.get(key)?.id ?? key,
      property: "availability",
      value: decimals(assumed.value),
      source: assumed.source,
    })),
  };
}

function reportedVerdict(facts: Facts, verdict: Verdict) {
  const { quality, measure, comparison, target, actual, met, scope, silent, currency, bottleneck } = verdict;
  return {
    id: quality.id,
    quality: measure,
    comparison,
    target: figure(target),
    actual: figure(actual),
    met: met ?? null,
    scope: scope?.id ?? null,
    /** What on the way states no figure: the truth is no less. */
    silent: idsOf(facts, silent),
    ...(currency === undefined ? {} : { currency }),
    ...(bottleneck === undefined ? {} : { bottleneck: facts.design.get(bottleneck)?.id ?? null }),
  };
}

function reportedComponent(facts: Facts, { key, index, replicas, shards }: ComponentNode) {
  const load = facts.load.component(key);
  const store = facts.storage.store(key);
  const cost = facts.cost.component(key);
  const availability = facts.failure.instanceAvailability(index);
  const arriving = load && load.contributions.length > 0 ? load : undefined;
  return {
    load: reportedRate(arriving?.rate),
    capacity: figure(load?.total),
    utilization: figure(load?.utilization),
    storage: figure(store?.total),
    cost: figure(cost?.perMonth),
    currency: cost?.currency ?? null,
    instances: replicas * shards,
    capacitySource: load?.capacity ? { assumed: load.capacity.assumed, source: load.capacity.source } : null,
    utilizationAfter: { instance: figure(load?.afterInstanceLoss), zone: figure(load?.afterZoneLoss) },
    concurrency: reportedRate(load?.concurrency),
    bandwidth: reportedRate(load?.bandwidth),
    storagePerInstance: figure(store?.perInstance),
    cacheMemory: figure(facts.storage.cache(key)?.workingSet),
    availability: {
      value: decimals(availability.value),
      of: availability.ofWhole ? "component" : "instance",
      assumed: availability.assumed,
      source: availability.source,
    },
  };
}

function reportedTrace(facts: Facts) {
  const { trace, design } = facts;
  const ids = (elements: readonly Element[]): readonly string[] => elements.map(({ id }) => id);
  return {
    requirements: keyed(design.all("requirement"), ({ key }) => {
      const found = trace.requirement(key);
      return {
        satisfied: found?.satisfied ?? false,
        endpoints: ids(found?.endpoints ?? []),
        flows: ids(found?.flows ?? []),
        components: ids(found?.components ?? []),
        entities: ids(found?.entities ?? []),
      };
    }),
    apis: keyed(design.all("api"), ({ key }) => ({ servedBy: ids(trace.servers(key)) })),
    entities: keyed(design.all("entity"), ({ key }) => ({
      storedIn: ids(trace.stores(key)),
      endpoints: ids(trace.endpoints(key)),
    })),
  };
}

function reportedRate(rate: Rate | undefined) {
  return { average: figure(rate?.average), peak: figure(rate?.peak) };
}

function sums(of: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  const result: Record<string, number> = Object.create(null);
  for (const [currency, value] of of) result[currency] = decimals(value);
  return result;
}

function idsOf({ design }: Facts, keys: readonly string[]): readonly string[] {
  return keys.map((key) => design.get(key)?.id ?? key);
}
