/** Where load comes from: endpoints with a rate, throughput targets, actors and connections that state one. */

import type { Evaluation } from "../estimate/evaluation.ts";
import { ownerOf } from "../estimate/stated.ts";
import { propertyOf, targetKeys } from "../model/access.ts";
import type { Design, Element, EndpointElement, FlowElement, Key, QualityElement } from "../model/design.ts";
import type { Graph } from "./graph.ts";
import { endpointProperty, everyActor, serversOf, type Usage, usageOf } from "./routes.ts";

/** Requests per second, on average and at the busiest time. */
export interface Rate {
  readonly average: number;
  readonly peak: number;
}

export const NO_RATE: Rate = { average: 0, peak: 0 };

/** The sum of two rates. Peaks add up: the busiest times are taken to coincide. */
export function plus(some: Rate, other: Rate): Rate {
  return { average: some.average + other.average, peak: some.peak + other.peak };
}

/** A rate, multiplied. */
export function times(rate: Rate, factor: number): Rate {
  return { average: rate.average * factor, peak: rate.peak * factor };
}

/** Load that enters the system somewhere. */
export type Demand =
  /** An endpoint's, on its way from its actors to what serves it and onward. */
  | {
      readonly type: "endpoint";
      readonly endpoint: EndpointElement;
      readonly rate: Rate;
      readonly usage: Usage;
      readonly servers: readonly number[];
      /** Nodes of the actors that may call it; empty: all. */
      readonly actors: readonly number[];
      /** Flows that are its route; where there are several they share its load evenly. */
      readonly flows: readonly FlowElement[];
    }
  /** An actor's, shared evenly by its ways in. */
  | { readonly type: "actor"; readonly node: number; readonly rate: Rate }
  /** What a connection states that it carries: instead of what would arrive there. */
  | { readonly type: "connection"; readonly connection: number; readonly rate: Rate };

export interface Demands {
  readonly all: readonly Demand[];
  /** The rate of each endpoint that has one. */
  readonly endpoints: ReadonlyMap<Key, Rate>;
}

/** Collects the load of a design. An endpoint that nothing serves has a rate, but leads nowhere. */
export function demandsOf(design: Design, graph: Graph, evaluation: Evaluation): Demands {
  const endpoints = endpointRates(design, evaluation);
  const all: Demand[] = [];
  const covered = new Set<number>();
  const flows = flowsByRequirement(design);
  for (const [key, rate] of endpoints) {
    const endpoint = design.get(key);
    if (endpoint?.class !== "endpoint") continue;
    const servers = serversOf(graph, endpoint.parent);
    if (servers.length === 0) continue;
    const actors = actorsOf(design, graph, endpoint);
    for (const actor of actors.length > 0 ? actors : everyActor(graph)) covered.add(actor);
    all.push({
      type: "endpoint",
      endpoint,
      rate,
      usage: usageOf(design, endpoint),
      servers,
      actors,
      flows: routesOf(design, graph, endpoint, servers, flows),
    });
  }
  for (const actor of everyActor(graph)) {
    const element = graph.nodes[actor]?.element;
    const rate = element && !covered.has(actor) ? statedRate(evaluation, element) : undefined;
    if (rate) all.push({ type: "actor", node: actor, rate });
  }
  for (const connection of graph.connections) {
    if (!connection.element.properties.has("load")) continue;
    const rate = statedRate(evaluation, connection.element);
    if (rate) all.push({ type: "connection", connection: connection.index, rate });
  }
  return { all, endpoints };
}

/**
 * The rate of each endpoint: what it (or its API) states, or its share of a throughput target where that is larger.
 * A target is divided among its endpoints by their loads, evenly where they state none.
 */
function endpointRates(design: Design, evaluation: Evaluation): ReadonlyMap<Key, Rate> {
  const rates = new Map<Key, Rate>();
  const stated = new Map<Key, number>();
  const endpoints = design.all("endpoint");
  for (const endpoint of endpoints) {
    const owner = endpointProperty(design, endpoint, "load");
    const load = owner && rateOf(evaluation, owner, "load");
    if (load !== undefined) {
      stated.set(endpoint.key, load);
      rates.set(endpoint.key, { average: load, peak: load });
    }
  }
  const peaks = new Map<Key, number>();
  for (const quality of design.all("quality")) {
    if (quality.quality.name !== "throughput") continue;
    const wanted = targetOf(evaluation, quality);
    if (wanted === undefined || !(wanted > 0)) continue;
    const peak = peakOf(evaluation, quality, wanted);
    const concerned = endpointsOf(design, quality, endpoints);
    const sum = concerned.reduce((total, endpoint) => total + (stated.get(endpoint.key) ?? 0), 0);
    for (const endpoint of concerned) {
      const share = sum > 0 ? (stated.get(endpoint.key) ?? 0) / sum : 1 / concerned.length;
      if (share === 0) continue;
      const before = rates.get(endpoint.key) ?? NO_RATE;
      rates.set(endpoint.key, { average: Math.max(before.average, wanted * share), peak: before.peak });
      peaks.set(endpoint.key, Math.max(peaks.get(endpoint.key) ?? 0, peak * share));
    }
  }
  for (const [key, rate] of rates) {
    const endpoint = design.get(key);
    if (endpoint?.class !== "endpoint") continue;
    const owner = endpointProperty(design, endpoint, "peak");
    const own = owner ? peakOf(evaluation, owner, rate.average) : rate.average;
    rates.set(key, { average: rate.average, peak: Math.max(rate.average, own, peaks.get(key) ?? 0) });
  }
  return rates;
}

/** A quality's target in base units, where it is a quantity; the median of a range. */
export function targetOf(evaluation: Evaluation, quality: QualityElement): number | undefined {
  const value = quality.target?.value;
  return value && evaluation.value(value, ownerOf(quality, "target")).quantity?.value.toNumber();
}

/** The endpoints that a quality is about: those named, those of named APIs, those that satisfy named requirements. */
export function endpointsOf(
  design: Design,
  quality: QualityElement,
  endpoints: readonly EndpointElement[],
): readonly EndpointElement[] {
  if (quality.for.length === 0) return endpoints;
  const named = new Set<Key>();
  for (const { target } of quality.for) {
    const element = design.get(target);
    if (!element) continue;
    named.add(element.key);
    if (element.class === "flow") for (const key of targetKeys(design, element, "satisfies")) named.add(key);
  }
  return endpoints.filter((endpoint) => {
    if (named.has(endpoint.key) || (endpoint.parent !== undefined && named.has(endpoint.parent))) return true;
    const owner = endpointProperty(design, endpoint, "satisfies");
    return owner !== undefined && targetKeys(design, owner, "satisfies").some((key) => named.has(key));
  });
}

/** A non-negative rate in base units. */
function rateOf(evaluation: Evaluation, element: Element, property: string): number | undefined {
  const value = evaluation.number(element, property);
  return value !== undefined && value >= 0 && Number.isFinite(value) ? value : undefined;
}

function statedRate(evaluation: Evaluation, element: Element): Rate | undefined {
  const load = rateOf(evaluation, element, "load");
  return load === undefined ? undefined : { average: load, peak: peakOf(evaluation, element, load) };
}

/** The peak that an element states: a rate as it is, a factor (`3x`, a number without a unit) times the average. */
function peakOf(evaluation: Evaluation, element: Element, average: number): number {
  const peak = rateOf(evaluation, element, "peak");
  if (peak === undefined) return average;
  return Math.max(average, isFactor(evaluation, element) ? average * peak : peak);
}

/** Whether a peak is a number of times the average rather than a rate. */
function isFactor(evaluation: Evaluation, element: Element): boolean {
  return !evaluation.property(element, "peak")?.dimensions.has("time");
}

function actorsOf(design: Design, graph: Graph, endpoint: EndpointElement): readonly number[] {
  const nodes = (keys: readonly Key[]): readonly number[] => keys.flatMap((key) => graph.byKey.get(key) ?? []);
  const requirements = endpointProperty(design, endpoint, "satisfies");
  const required = (requirements ? targetKeys(design, requirements, "satisfies") : []).flatMap((key) => {
    const requirement = design.get(key);
    return requirement?.class === "requirement" ? targetKeys(design, requirement, "actor") : [];
  });
  if (required.length > 0) return [...new Set(nodes(required))];
  const auth = endpointProperty(design, endpoint, "auth");
  return auth ? nodes(targetKeys(design, auth, "auth")) : [];
}

function flowsByRequirement(design: Design): ReadonlyMap<Key, readonly FlowElement[]> {
  const flows = new Map<Key, FlowElement[]>();
  for (const flow of design.all("flow")) {
    for (const key of targetKeys(design, flow, "satisfies")) flows.set(key, [...(flows.get(key) ?? []), flow]);
  }
  return flows;
}

/** The flows that an endpoint's requests take: those of its requirements that pass through what serves it. */
function routesOf(
  design: Design,
  graph: Graph,
  endpoint: EndpointElement,
  servers: readonly number[],
  flows: ReadonlyMap<Key, readonly FlowElement[]>,
): readonly FlowElement[] {
  const owner = endpointProperty(design, endpoint, "satisfies");
  if (!owner || !propertyOf(design, owner, "satisfies")) return [];
  const passing = targetKeys(design, owner, "satisfies")
    .flatMap((key) => flows.get(key) ?? [])
    .filter((flow) => flow.steps.some((step) => servers.includes(graph.byKey.get(step.to.target ?? "") ?? -1)));
  return [...new Set(passing)];
}
