/** What a reader may see of a design, without the objects that make it up: two versions can be compared by it. */

import type { Facts } from "../../server/src/analysis/facts.ts";
import type { Contribution } from "../../server/src/analysis/load.ts";
import { targetVerdicts } from "../../server/src/analysis/targets.ts";
import type { Edit, Finding } from "../../server/src/lint/finding.ts";
import type { ElementClass, Place } from "../../server/src/model/design.ts";

const at = ({ origin, span }: Place) => `${origin.uri} ${origin.chunk.start + span.start} ${span.end - span.start}`;
const shownEdit = ({ origin, start, end, text }: Edit) => [origin.uri, origin.chunk.start + start, end - start, text];

export function shownFinding({ place, related, fixes, ...finding }: Finding) {
  return {
    ...finding,
    place: at(place),
    related: related.map(({ place: other, message }) => [at(other), message]),
    fixes: fixes.map(({ edits, ...fix }) => ({ ...fix, edits: edits.map(shownEdit) })),
  };
}

const shownContribution = ({ demand, rate }: Contribution) => [
  demand.type === "endpoint" ? demand.endpoint.id : demand.type === "actor" ? demand.node : demand.connection,
  rate,
];

const CLASSES: readonly ElementClass[] = ["actor", "component", "connection", "place", "entity", "endpoint", "quality"];

/** Every number that a reader may see, without the objects that it belongs to. */
export function shownFacts(facts: Facts) {
  const { design, evaluation, graph, scopes, failure, load, storage, latency, cost, trace } = facts;
  return {
    estimates: design.all("estimate").map(({ key }) => evaluation.estimate(key).quantity?.value.toString()),
    figures: CLASSES.flatMap((of) =>
      design
        .all(of)
        .flatMap((element) => [...element.properties.keys()].map((name) => evaluation.number(element, name))),
    ),
    sizes: design.all("entity").map(({ key }) => evaluation.entitySize(key)?.bytes),
    nodes: graph.nodes.map((node) =>
      node.actor
        ? [node.index, node.id]
        : [node.index, node.id, node.replicas, node.needs, node.slots, [...(node.stores ?? [])], [...node.serves]],
    ),
    connections: graph.connections.map(({ element: _, for: purpose, ...rest }) => [rest, [...(purpose ?? [])]]),
    ways: [graph.outgoing, graph.incoming, graph.places],
    scopes: scopes.all.map(({ key, kind, essential }) => [key, kind, essential, failure.availability(key)?.low]),
    points: failure.singlePoints.map(({ id, type, scopes: of }) => [id, type, of.map(({ key }) => key)]),
    loads: graph.nodes.map(({ key }) => {
      const { contributions = [], ...rest } = load.component(key) ?? {};
      return [rest, contributions.map(shownContribution)];
    }),
    flows: graph.connections.map(({ key }) => {
      const { contributions = [], ...rest } = load.connection(key) ?? {};
      return [rest, contributions.map(shownContribution)];
    }),
    demands: [load.unstable, load.largest],
    storage: graph.nodes.map(({ key }) => {
      const { entities = [], ...rest } = storage.store(key) ?? {};
      return [rest, entities.map(({ entity, bytes }) => [entity.id, bytes]), storage.cache(key)];
    }),
    records: design.all("entity").map(({ key }) => storage.entity(key)),
    budgets: scopes.all.map(({ key }) => latency.scope(key)),
    costs: [...cost.perMonth, ...cost.perRequest],
    traces: trace.requirements.map(({ components, satisfied }) => [components.map(({ id }) => id), satisfied]),
    targets: [...targetVerdicts(facts).values()].map(({ actual, target, met }) => [actual, target, met]),
  };
}
