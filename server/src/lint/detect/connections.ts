/** The graph as rules look at it: who calls whom, and what an actor can reach. */

import { end, flag } from "../../model/access.ts";
import type {
  ActorElement,
  ComponentElement,
  ConnectionElement,
  ConnectionEnd,
  Design,
  Key,
} from "../../model/design.ts";
import { perDesign, push } from "./per-design.ts";

/** A connection whose two ends are known. */
export interface Link {
  readonly connection: ConnectionElement;
  readonly from: ConnectionEnd;
  readonly to: ConnectionEnd;
}

export interface Links {
  readonly all: readonly Link[];
  readonly from: ReadonlyMap<Key, readonly Link[]>;
  readonly to: ReadonlyMap<Key, readonly Link[]>;
}

/** Every connection with both of its ends, by its ends. */
export const links: (design: Design) => Links = perDesign((design) => {
  const all: Link[] = [];
  const from = new Map<Key, Link[]>();
  const to = new Map<Key, Link[]>();
  for (const connection of design.all("connection")) {
    const source = end(design, connection.from);
    const target = end(design, connection.to);
    if (!source || !target) continue;
    const link = { connection, from: source, to: target };
    all.push(link);
    push(from, source.key, link);
    push(to, target.key, link);
  }
  return { all, from, to };
});

/** The connections that leave an element. */
export function outgoing(design: Design, element: ConnectionEnd): readonly Link[] {
  return links(design).from.get(element.key) ?? [];
}

/** The connections that arrive at an element. */
export function incoming(design: Design, element: ConnectionEnd): readonly Link[] {
  return links(design).to.get(element.key) ?? [];
}

/** Whether the caller waits for the answer. */
export function isSynchronous(connection: Pick<ConnectionElement, "style">): boolean {
  return connection.style !== "async";
}

/** What outsiders reach: along connections from an actor, or because it says `public: true`. */
export const reachable: (design: Design) => ReadonlySet<Key> = perDesign((design) => {
  const open = design
    .all("component")
    .filter((component) => flag(design, component, "public"))
    .map((component) => component.key);
  return reach(design, [...design.all("actor").map((actor) => actor.key), ...open]);
});

/** Everything that can be reached along connections, the starts included. */
export function reach(design: Design, starts: readonly Key[]): ReadonlySet<Key> {
  const seen = new Set(starts);
  for (const key of seen) for (const { to } of links(design).from.get(key) ?? []) seen.add(to.key);
  return seen;
}

/** The routes by which outsiders come to a component, each element once: the link that discovered it. */
export function wayFrom(design: Design, starts: readonly ConnectionEnd[], to: Key): readonly Link[] {
  const by = new Map<Key, Link | undefined>(starts.map((start) => [start.key, undefined]));
  for (const key of by.keys()) {
    if (key === to) break;
    for (const link of links(design).from.get(key) ?? []) if (!by.has(link.to.key)) by.set(link.to.key, link);
  }
  const way: Link[] = [];
  for (let link = by.get(to); link; link = by.get(link.from.key)) way.unshift(link);
  return way;
}

/** The components that an actor reaches directly. */
export const entries: (design: Design) => ReadonlyMap<Key, readonly ActorElement[]> = perDesign((design) => {
  const found = new Map<Key, ActorElement[]>();
  for (const { from, to } of links(design).all)
    if (from.class === "actor" && to.class === "component") push(found, to.key, from);
  return found;
});

/** A component at the end of a link, or undefined where an actor stands there. */
export function componentAt(element: ConnectionEnd): ComponentElement | undefined {
  return element.class === "component" ? element : undefined;
}
