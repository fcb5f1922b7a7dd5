import type { Facts } from "../../../analysis/facts.ts";
import type { ComponentNode, GraphConnection } from "../../../analysis/graph.ts";
import { push } from "../../detect/per-design.ts";
import { list, named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const falseRedundancy: Rule = {
  id: "spof/false-redundancy",
  severity: "warning",
  fixable: false,
  graph: true,
  documentation: {
    summary: "Alternatives share something that each of them needs and that fails alone.",
    rationale: `\`A -> North | South\` promises that one of the two is enough. When both need the same single database, or stand in the same
zone, they go down together, and the second one only doubles the cost.`,
    failing: `actor Buyer
load_balancer Balancer { replicas: 2 }
service North { replicas: 2 }
service South { replicas: 2 }
sql_database Orders
Buyer -> Balancer -> North | South
North, South -> Orders { timeout: 1 s }`,
    passing: `actor Buyer
load_balancer Balancer { replicas: 2 }
service North { replicas: 2 }
service South { replicas: 2 }
sql_database Orders { replicas: 3, failover: automatic }
Buyer -> Balancer -> North | South
North, South -> Orders { timeout: 1 s }`,
    exception: `What both need and what is itself redundant is not reported. A shared part that they can do without is called with
\`optional: true\`.`,
  },
  check({ facts, report }) {
    const single = new Set(
      facts.failure.singlePoints.flatMap(({ type, index }) => (type === "component" ? [index] : [])),
    );
    for (const group of alternatives(facts)) {
      const [first] = group;
      if (!first) continue;
      const members = [
        ...new Set(group.flatMap(({ to, fallback }) => [to, ...(fallback === undefined ? [] : [fallback])])),
      ];
      if (members.length < 2) continue;
      const closures = members.map((member) => needsOf(facts, member));
      const shared = [...(closures[0] ?? [])].filter(
        (node) => single.has(node) && closures.every((closure) => closure.has(node)),
      );
      const culprits = shared.flatMap((node) => componentAt(facts, node) ?? []);
      const names = list(
        members.flatMap((node) => (facts.graph.nodes[node] ? [quote(facts.graph.nodes[node].id)] : [])),
      );
      if (culprits.length > 0) {
        report({
          message: `${names} are alternatives in name only: each needs ${list(culprits.map(({ id }) => quote(id)))}, and fails with it. Give each its own, or make what they share redundant.`,
          place: placeOf(first.element),
          related: culprits.map(({ element }) => ({ place: placeOf(element), message: `${named(element)} is shared` })),
        });
        continue;
      }
      const zone = commonZone(members.flatMap((node) => componentAt(facts, node) ?? []));
      const place = zone === undefined ? undefined : facts.graph.places[zone];
      if (!place) continue;
      report({
        message: `${names} are alternatives, and all stand in ${place.key ? quote(place.id) : "one zone"}, whose loss takes all of them. Put them into different zones.`,
        place: placeOf(first.element),
      });
    }
  },
};

function componentAt({ graph }: Facts, index: number): ComponentNode | undefined {
  const node = graph.nodes[index];
  return node?.actor === false ? node : undefined;
}

/** Connections that are alternatives to each other, and those with a fallback. */
function alternatives({ graph }: Facts): readonly (readonly GraphConnection[])[] {
  const groups = new Map<number, GraphConnection[]>();
  for (const connection of graph.connections) push(groups, connection.group, connection);
  return [...groups.values()].filter((group) => group.length > 1 || group[0]?.fallback !== undefined);
}

/** Everything that a component can't do without, itself excluded. */
function needsOf({ graph }: Facts, start: number): ReadonlySet<number> {
  const seen = new Set([start]);
  for (const node of seen) {
    const byGroup = new Map<number, GraphConnection[]>();
    for (const index of graph.outgoing[node] ?? []) {
      const connection = graph.connections[index];
      if (connection) push(byGroup, connection.group, connection);
    }
    for (const [only, ...others] of byGroup.values()) {
      if (!only || others.length > 0 || only.optional || only.fallback !== undefined) continue;
      const target = graph.nodes[only.to];
      const buffer = target?.actor === false && target.kind.buffer === true;
      if (only.style === "async" && !buffer) continue;
      seen.add(only.to);
    }
  }
  seen.delete(start);
  return seen;
}

/** The one zone in which every instance of every component stands. */
function commonZone(components: readonly ComponentNode[]): number | undefined {
  const zones = new Set(components.flatMap(({ slots }) => slots.map(({ zone }) => zone)));
  const [zone] = zones;
  return zones.size === 1 && components.length > 1 ? zone : undefined;
}
