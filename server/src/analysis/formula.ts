/**
 * The failure formula of a part of a scope. A component is up when enough of its instances are and everything that it
 * depends on hard; a way in is a path of components that are up.
 */

import { circles } from "./circles.ts";
import { Circuit, FALSE, type Gate, TRUE } from "./circuit.ts";
import type { Graph, GraphConnection } from "./graph.ts";
import type { Leaves } from "./leaves.ts";
import { access, type Usage, uses, type WayIn } from "./routes.ts";

/** One arrow as the formula sees it: a connection of the design, or a step of a flow. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly style: "sync" | "async" | "both";
  readonly optional: boolean;
  readonly fallback?: number;
  /** Links of one node with the same number are alternatives. */
  readonly group: number;
  /** The leaf of a stated availability. */
  readonly leaf?: number;
  /** The connection in the design, where there is one. */
  readonly connection?: number;
  /** The caller waits for it although it is asynchronous, or stands behind a queue. */
  readonly awaited?: boolean;
}

/** What a part is made of. */
export interface Dependencies {
  /** The arrows that leave a node, of those that this part uses. */
  links(node: number): readonly Link[];
  /** How a node is used: stateful ones without failover keep reads alive, not writes. */
  access(node: number): "read" | "write";
}

/** A formula: up exactly if the root is. */
export interface Formula {
  readonly circuit: Circuit;
  readonly root: Gate;
  /** Nodes that it starts from. */
  readonly sources: readonly number[];
  /** The arrows that it goes along, by the node that they leave: where a path to an element is looked for. */
  readonly links: ReadonlyMap<number, readonly Link[]>;
  /** The nodes that have to be up. */
  readonly nodes: Iterable<number>;
}

/** Whether a node's caller depends on the link, so that its target has to be up. */
function isHard(graph: Graph, link: Link): boolean {
  if (link.optional) return false;
  if (link.awaited) return true;
  const from = graph.nodes[link.from];
  const to = graph.nodes[link.to];
  if (!to || to.actor) return false; // a push to a person is soft
  if (from && !from.actor && from.kind.buffer) return false; // behind a queue nobody waits
  return link.style !== "async" || to.kind.buffer === true; // the hand-over must succeed
}

/** Builds the gates of a part: `up` of a node, and whatever it needs, once each. */
export class Builder {
  readonly circuit = new Circuit();
  readonly links = new Map<number, readonly Link[]>();
  readonly #graph: Graph;
  readonly #leaves: Leaves;
  readonly #dependencies: Dependencies;
  readonly #up = new Map<number, Gate>();
  readonly #open: number[] = [];

  constructor(graph: Graph, leaves: Leaves, dependencies: Dependencies) {
    this.#graph = graph;
    this.#leaves = leaves;
    this.#dependencies = dependencies;
  }

  /** The gate that says whether a node is up. {@link finish} defines what it needs. */
  up(node: number): Gate {
    const known = this.#up.get(node);
    if (known !== undefined) return known;
    const gate = this.circuit.promise();
    this.#up.set(node, gate);
    this.#open.push(node);
    return gate;
  }

  /** A link is up and so is what it leads to. */
  along(link: Link, target: Gate): Gate {
    return link.leaf === undefined ? target : this.circuit.and([this.circuit.leaf(link.leaf), target]);
  }

  /** Defines all gates that were asked for. */
  finish(root: Gate, sources: readonly number[]): Formula {
    for (let node = this.#open.pop(); node !== undefined; node = this.#open.pop()) this.#define(node);
    return { circuit: this.circuit, root, sources, links: this.links, nodes: this.#up.keys() };
  }

  #define(node: number): void {
    const inputs: Gate[] = [];
    const element = this.#graph.nodes[node];
    if (element && !element.actor) {
      inputs.push(this.circuit.leaf(this.#leaves.component(node, this.#dependencies.access(node))));
    }
    const links = this.#dependencies.links(node);
    if (links.length > 0) this.#follow(node, links);
    if (links.length === 1) inputs.push(this.#choice(links));
    else for (const group of grouped(links)) inputs.push(this.#choice(group));
    this.circuit.define(this.#up.get(node) ?? TRUE, inputs);
  }

  /** Any one of the links of a group, or what is used instead. A soft one asks for nothing. */
  #choice(group: readonly Link[]): Gate {
    if (!group.every((link) => isHard(this.#graph, link))) return TRUE;
    const choices: Gate[] = [];
    for (const link of group) {
      choices.push(this.along(link, this.up(link.to)));
      if (link.fallback !== undefined) choices.push(this.up(link.fallback));
    }
    return this.circuit.or(choices);
  }

  /** Remembers the hard links of a node for paths. */
  #follow(node: number, links: readonly Link[]): void {
    const hard = links.filter((link) => isHard(this.#graph, link));
    if (hard.length > 0) this.addLinks(node, hard);
  }

  addLinks(node: number, links: readonly Link[]): void {
    const known = this.links.get(node);
    this.links.set(node, known ? [...known, ...links.filter((link) => !known.includes(link))] : links);
  }
}

function grouped(links: readonly Link[]): Iterable<readonly Link[]> {
  const groups = new Map<number, Link[]>();
  for (const link of links) {
    const group = groups.get(link.group);
    if (group) group.push(link);
    else groups.set(link.group, [link]);
  }
  return groups.values();
}

/** A connection as a link. */
export function linkOf(leaves: Leaves, connection: GraphConnection): Link {
  return {
    from: connection.from,
    to: connection.to,
    style: connection.style,
    optional: connection.optional,
    ...(connection.fallback === undefined ? {} : { fallback: connection.fallback }),
    group: connection.group,
    ...(connection.availability === undefined ? {} : { leaf: leaves.connection(connection.index) }),
    connection: connection.index,
  };
}

/** All connections of a design as links by the node that they leave: made once, shared by all formulas. */
export function linksOf(graph: Graph, leaves: Leaves): readonly (readonly Link[])[] {
  return graph.outgoing.map((indices) =>
    indices.flatMap((index) => {
      const connection = graph.connections[index];
      return connection ? [linkOf(leaves, connection)] : [];
    }),
  );
}

/** What a usage depends on: its connections, without the routes of its way in. */
export function dependenciesOf(
  graph: Graph,
  links: readonly (readonly Link[])[],
  usage: Usage,
  way?: WayIn,
): Dependencies {
  const used = (link: Link): boolean => {
    const connection = graph.connections[link.connection ?? -1];
    return connection !== undefined && !way?.routes.has(connection.index) && uses(graph, usage, connection);
  };
  return {
    links: (node) => {
      const all = links[node] ?? [];
      return all.every(used) ? all : all.filter(used);
    },
    access: (node) => access(graph, usage, node),
  };
}

/** Everything that some nodes need: every actor's connections in a bare drawing, a component that a target names. */
export function needsOf(graph: Graph, leaves: Leaves, dependencies: Dependencies, nodes: readonly number[]): Formula {
  const builder = new Builder(graph, leaves, dependencies);
  return builder.finish(builder.circuit.and(nodes.map((node) => builder.up(node))), nodes);
}

/** A way in to one of the servers, from each source, and all that the components on it and the server need. */
export function arrivalOf(
  graph: Graph,
  leaves: Leaves,
  links: readonly (readonly Link[])[],
  dependencies: Dependencies,
  way: WayIn,
): Formula {
  const builder = new Builder(graph, leaves, dependencies);
  const { circuit } = builder;
  if (way.sources.length === 0) {
    return builder.finish(circuit.or(way.servers.map((server) => builder.up(server))), way.servers);
  }
  const goal = new Set(way.servers);
  const onward = (node: number): readonly Link[] =>
    goal.has(node) ? [] : (links[node] ?? []).filter((link) => way.onward.has(link.connection ?? -1));
  const paths = new Map<number, Gate>();
  const step = (link: Link, inner: (node: number) => Gate | undefined): Gate =>
    builder.along(link, paths.get(link.to) ?? inner(link.to) ?? FALSE);
  const arrive = (node: number, inner: (node: number) => Gate | undefined): Gate => {
    if (goal.has(node)) return builder.up(node);
    const choices = circuit.or(onward(node).map((link) => step(link, inner)));
    return graph.nodes[node]?.actor ? choices : circuit.and([builder.up(node), choices]);
  };
  for (const circle of circles([...way.nodes], (node) => onward(node).map((link) => link.to))) {
    for (const [node, gate] of arrivals(circle, arrive)) paths.set(node, gate);
    for (const node of circle) builder.addLinks(node, onward(node));
  }
  return builder.finish(circuit.and(way.sources.map((source) => paths.get(source) ?? FALSE)), way.sources);
}

/** Paths that wind through a circle of more nodes than this are not looked for: they count as down. */
const LONGEST_DETOUR = 16;

/**
 * The gates of nodes that lead in a circle. A path never comes back, so gates may not lean on each other: they are
 * written down for paths of one, two, three… nodes within the circle.
 */
function arrivals(
  circle: readonly number[],
  arrive: (node: number, inner: (node: number) => Gate | undefined) => Gate,
): ReadonlyMap<number, Gate> {
  let known = new Map<number, Gate>();
  for (let length = 0; length < Math.min(circle.length, LONGEST_DETOUR); length++) {
    const shorter = known;
    known = new Map(circle.map((node) => [node, arrive(node, (next) => shorter.get(next))]));
  }
  return known;
}
