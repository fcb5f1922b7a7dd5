/** What the survivors of an outage carry: the load that takes other ways, and that fewer instances share. */

import type { Demand } from "./demand.ts";
import type { Facts } from "./facts.ts";
import type { ComponentNode, Graph, GraphConnection, GraphNode } from "./graph.ts";
import { type LoadFacts, loadOf } from "./load.ts";
import { instancesLeft } from "./outage.ts";
import { wayIn } from "./routes.ts";
import type { WhatIf } from "./what-if.ts";

/**
 * The loads while something is down. What would go to a component that is down or misses something goes to the other
 * members of its choice or to its fallback, and nowhere without them. Utilisations are of the instances that are left.
 */
export function survivingLoad({ design, evaluation, graph }: Facts, outcome: WhatIf): LoadFacts {
  const left = survivingGraph(graph, outcome);
  return loadOf(design, left, evaluation, (demand) => survivingDemand(graph, left, outcome, demand));
}

/** What is left of a demand; undefined where nothing of it gets to what serves it. */
function survivingDemand(before: Graph, left: Graph, outcome: WhatIf, demand: Demand): Demand | undefined {
  const { down, failing, outage, scopes } = outcome;
  const lost = (node: number | undefined): boolean => node !== undefined && (down.has(node) || failing.has(node));
  switch (demand.type) {
    case "actor":
      return demand;
    case "connection": {
      const connection = before.connections[demand.connection];
      return lost(connection?.from) || outage.connections.has(demand.connection) ? undefined : demand;
    }
    case "endpoint": {
      const { servers, usage } = demand;
      if (servers.every(lost)) return undefined;
      const flows = demand.flows.filter(({ key }) => scopes.find(({ scope }) => scope.key === key)?.up !== false);
      if (demand.flows.length > flows.length) return flows.length > 0 ? { ...demand, flows } : undefined;
      // What nobody calls enters where it is served; what nobody can call any more does not.
      const isCalled = (graph: Graph): boolean => {
        const way = wayIn(graph, usage, demand);
        return way.sources.some((source) => graph.nodes[source]?.actor === true && way.nodes.has(source));
      };
      if (isCalled(before) && !isCalled(left)) return undefined;
      // A flow tells of the usual way; the drawing knows the others.
      const isUsual = flows.every(({ steps }) =>
        steps.every(({ from, to }) => [from, to].every(({ target }) => !lost(before.byKey.get(target ?? "")))),
      );
      return isUsual ? demand : { ...demand, flows: [] };
    }
  }
}

function survivingGraph(graph: Graph, { outage, down, failing }: WhatIf): Graph {
  const lost = (node: number): boolean => down.has(node) || failing.has(node);
  const dead = new Set<number>();
  const connections = graph.connections.map((connection): GraphConnection => {
    const gone = outage.connections.has(connection.index) || lost(connection.to);
    if (!gone && !lost(connection.from)) {
      const { onMiss, ...always } = connection;
      // A cache that is down misses always.
      return onMiss !== undefined && lost(onMiss) ? always : connection;
    }
    const { fallback } = connection;
    if (fallback !== undefined && !lost(fallback) && !lost(connection.from)) {
      return { ...connection, to: fallback, group: alone(connection) };
    }
    dead.add(connection.index);
    // No member of its choice any more: the others share what comes.
    return { ...connection, group: alone(connection) };
  });
  const outgoing: number[][] = graph.nodes.map(() => []);
  const incoming: number[][] = graph.nodes.map(() => []);
  for (const { index, from, to } of connections) {
    if (dead.has(index)) continue;
    outgoing[from]?.push(index);
    incoming[to]?.push(index);
  }
  const nodes = graph.nodes.map((node): GraphNode => {
    if (node.actor) return node;
    const left = instancesLeft(node, outage);
    return left < node.replicas * node.shards ? withInstances(node, left) : node;
  });
  const { byKey, connectionByKey, places } = graph;
  return { nodes, connections, outgoing, incoming, places, byKey, connectionByKey };
}

/** A number of its own for a connection's choice; those in use count from zero. */
function alone({ index }: GraphConnection): number {
  return -1 - index;
}

/** A component with fewer instances; of shards that lost different numbers, as many each as there are on average. */
function withInstances(node: ComponentNode, left: number): ComponentNode {
  const { index, key, id, element, kind, stores, serves, slots } = node;
  const { counted, replicasStated, needs, shards, replicasAreShards, stateful, redundant, leader, personal } = node;
  return {
    ...{ actor: false, index, key, id, element, kind, serves, slots, replicas: left / shards },
    ...{ counted, replicasStated, needs, shards, replicasAreShards, stateful, redundant, leader, personal },
    ...(stores ? { stores } : {}),
  };
}
