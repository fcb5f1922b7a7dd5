/** Who calls whom: connections as a hierarchy of calls. And from a requirement to what fulfils it. */

import { targetKeys } from "../model/access.ts";
import type { ConnectionElement, Design, Element, Key } from "../model/design.ts";
import { nameSpan, type Workspace } from "../model/workspace.ts";
import { elementOf } from "./navigation.ts";
import { type Location, locationOf, type Range, rangeOf } from "./place.ts";
import { nameAt } from "./under.ts";

/** An actor or a component in the hierarchy. */
export interface CallItem {
  readonly element: Element;
  readonly uri: string;
  readonly whole: Range;
  readonly selection: Range;
}

export interface Call {
  readonly item: CallItem;
  /** The names that make the calls, in the caller's file. */
  readonly places: readonly Location[];
}

/** The actor or component whose name is at an offset. */
export function callItem(workspace: Workspace, uri: string, offset: number): CallItem | undefined {
  const file = workspace.linked(uri);
  const spot = file && nameAt(file, offset);
  const element = spot && elementOf(workspace, file, spot.key);
  return element?.class === "component" || element?.class === "actor" ? itemOf(element) : undefined;
}

function itemOf(element: Element): CallItem {
  const { origin } = element;
  return {
    element,
    uri: origin.uri,
    whole: rangeOf(origin.chunk, element.node),
    selection: rangeOf(origin.chunk, nameSpan(element)),
  };
}

/** Who calls an element, each with the connections that do. */
export function incomingCalls(design: Design, key: Key): readonly Call[] {
  return grouped(
    design,
    design.all("connection").filter((connection) => connection.to.target === key),
    (connection) => connection.from.target,
    (caller) => caller,
  );
}

/** Whom an element calls, each with the connections that do. */
export function outgoingCalls(design: Design, key: Key): readonly Call[] {
  return grouped(
    design,
    design.all("connection").filter((connection) => connection.from.target === key),
    (connection) => connection.to.target,
    () => design.get(key),
  );
}

function grouped(
  design: Design,
  connections: readonly ConnectionElement[],
  other: (connection: ConnectionElement) => Key | undefined,
  callerOf: (found: Element) => Element | undefined,
): readonly Call[] {
  const places = new Map<Key, Location[]>();
  for (const connection of connections) {
    const key = other(connection);
    if (key === undefined) continue;
    const location = locationOf(connection.origin, connection.to.path);
    const known = places.get(key);
    if (known) known.push(location);
    else places.set(key, [location]);
  }
  return [...places].flatMap(([key, found]) => {
    const element = design.get(key);
    const caller = element && callerOf(element);
    if (!element || !caller) return [];
    const places = found.filter(({ uri }) => uri === caller.origin.uri);
    // Editors look for calls in the caller's file: for those that stand elsewhere, its name has to do.
    const name = locationOf(caller.origin, nameSpan(caller));
    return [{ item: itemOf(element), places: places.length > 0 ? places : [name] }];
  });
}

/** By what a class of elements is fulfilled, answered or kept: the property that says so, of whom. */
const FULFILLED_BY = new Map<Element["class"], string>([
  ["requirement", "satisfies"],
  ["quality", "satisfies"],
  ["api", "serves"],
  ["endpoint", "serves"],
  ["entity", "stores"],
  ["field", "stores"],
]);

const FULFILLERS = ["component", "api", "endpoint", "flow", "process"] as const;
const FULFILLING = ["satisfies", "serves", "stores"] as const;

/**
 * From a name at an offset to the other side: what satisfies a requirement, serves an API or one of its endpoints, stores
 * an entity or a field of it. Where nothing does, and from components and flows, what they themselves satisfy, serve and
 * store.
 */
export function implementations(workspace: Workspace, uri: string, offset: number): readonly CallItem[] {
  const file = workspace.linked(uri);
  const spot = file && nameAt(file, offset);
  const design = workspace.design(uri);
  const element = spot && elementOf(workspace, file, spot.key);
  if (!design || !element) return [];
  const fulfillers = fulfillersOf(design, element);
  return (fulfillers.length > 0 ? fulfillers : fulfilledBy(design, element)).map(itemOf);
}

function fulfillersOf(design: Design, element: Element): readonly Element[] {
  const property = FULFILLED_BY.get(element.class);
  if (property === undefined) return [];
  // What is said of the whole holds for its parts, and what keeps a part keeps some of the whole.
  const concerned = (target: Key): boolean =>
    target === element.key || target === element.parent || design.get(target)?.parent === element.key;
  return FULFILLERS.flatMap((bearer) => design.all(bearer)).filter((other) =>
    targetKeys(design, other, property).some(concerned),
  );
}

function fulfilledBy(design: Design, element: Element): readonly Element[] {
  const keys = new Set(FULFILLING.flatMap((property) => targetKeys(design, element, property)));
  return [...keys].flatMap((key) => design.get(key) ?? []);
}
