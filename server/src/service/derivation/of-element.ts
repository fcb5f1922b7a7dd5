/** All that is computed of an element. */

import type { Facts } from "../../analysis/facts.ts";
import type { ComponentNode } from "../../analysis/graph.ts";
import { SYSTEM } from "../../analysis/scopes.ts";
import { quote } from "../../lint/messages.ts";
import type { ApiElement, ConnectionElement, Element, PlaceElement } from "../../model/design.ts";
import { componentCost } from "./cost.ts";
import { componentData, entityData, fieldData } from "./data.ts";
import { type Derivation, section } from "./derivation.ts";
import { componentFailure, scopeAvailability, singlePoint } from "./failure.ts";
import { scopeLatency } from "./latency.ts";
import { componentLoad, connectionLoad, endpointLoad, rateText, some } from "./load.ts";
import { assertionDerivation, estimateDerivation, type Source } from "./quantity.ts";
import { targetDerivation } from "./target.ts";

/**
 * How the figures of an element come about: an estimate's value, a component's load, use, storage, cost and failures, a
 * requirement's availability and latency, … Empty where nothing is computed of it.
 */
export function derivationOf(source: Source, element: Element): Derivation {
  const { facts } = source;
  switch (element.class) {
    case "estimate":
      return estimateDerivation(source, element);
    case "assertion":
      return assertionDerivation(source, element);
    case "component": {
      const node = nodeOf(facts, element.key);
      if (!node) return [];
      return [
        ...componentLoad(facts, node),
        ...componentData(facts, node),
        ...componentCost(facts, element.key),
        ...componentFailure(facts, node),
      ];
    }
    case "connection":
      return connectionDerivation(facts, element);
    case "endpoint":
      return [
        ...endpointLoad(facts, element),
        ...scopeAvailability(facts, element.key),
        ...scopeLatency(facts, element.key),
      ];
    case "api":
      return apiLoad(facts, element);
    case "entity":
      return entityData(facts, element);
    case "field":
      return fieldData(facts, element);
    case "quality":
      return targetDerivation(facts, element);
    case "requirement":
    case "flow":
      return [...scopeAvailability(facts, element.key), ...scopeLatency(facts, element.key)];
    case "system":
      return [...scopeAvailability(facts, SYSTEM), ...scopeLatency(facts, SYSTEM)];
    case "place":
      return placeFailure(facts, element);
    default:
      return [];
  }
}

/** A component as the analysis sees it. */
function nodeOf({ graph }: Facts, key: string): ComponentNode | undefined {
  const node = graph.nodes[graph.byKey.get(key) ?? -1];
  return node?.actor === false ? node : undefined;
}

function connectionDerivation(facts: Facts, element: ConnectionElement): Derivation {
  const index = facts.graph.connectionByKey.get(element.key);
  const point = facts.failure.singlePoints.find((one) => one.type === "connection" && one.index === index);
  return [...connectionLoad(facts, element), ...singlePoint(facts, point)];
}

function apiLoad(facts: Facts, api: ApiElement): Derivation {
  const loads = facts.design.children(api.key).flatMap((child) => {
    const rate = child.class === "endpoint" ? facts.load.endpoint(child.key) : undefined;
    return rate ? [{ id: child.id, rate }] : [];
  });
  if (loads.length === 0) return [];
  const total = loads.reduce((sum, { rate }) => ({ average: sum.average + rate.average, peak: sum.peak + rate.peak }), {
    average: 0,
    peak: 0,
  });
  const largest = [...loads].sort((one, other) => other.rate.peak - one.rate.peak);
  return [section("Load", rateText(total), some(largest.map(({ id, rate }) => `${quote(id)} ${rateText(rate)}`)))];
}

function placeFailure(facts: Facts, place: PlaceElement): Derivation {
  const { graph, failure } = facts;
  const inside = graph.nodes.flatMap((node) => {
    if (node.actor) return [];
    const here = node.slots.reduce((sum, slot) => {
      const [zone, region] = [graph.places[slot.zone ?? -1], graph.places[slot.region ?? -1]];
      return zone?.key === place.key || region?.key === place.key ? sum + slot.count : sum;
    }, 0);
    return here > 0 ? [`${here * node.shards} of ${node.replicas * node.shards} ${quote(node.id)}`] : [];
  });
  const point = failure.singlePoints.find(({ type, key }) => type === place.kind && key === place.key);
  return [...(inside.length > 0 ? [section("Instances", "", some(inside, 10))] : []), ...singlePoint(facts, point)];
}
