/** Who calls whom: connections as a hierarchy of calls. And from a requirement to what fulfils it. */

import { propertyOf } from "../model/access.ts";
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
  );
}

/** Whom an element calls, each with the connections that do. */
export function outgoingCalls(design: Design, key: Key): readonly Call[] {
  return grouped(
    design,
    design.all("connection").filter((connection) => connection.from.target === key),
    (connection) => connection.to.target,
  );
}

function grouped(
  design: Design,
  connections: readonly ConnectionElement[],
  other: (connection: ConnectionElement) => Key | undefined,
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
    return element ? [{ item: itemOf(element), places: found }] : [];
  });
}

/** Properties that say what fulfils, answers or keeps an element of a class. */
const FULFILLED_BY = new Map<Element["class"], string>([
  ["requirement", "satisfies"],
  ["quality", "satisfies"],
  ["api", "serves"],
  ["entity", "stores"],
]);

const FULFIL = ["component", "api", "endpoint", "flow", "process"] as const;

/** What satisfies a requirement, serves an API, or stores an entity whose name is at an offset. */
export function implementations(workspace: Workspace, uri: string, offset: number): readonly CallItem[] {
  const file = workspace.linked(uri);
  const spot = file && nameAt(file, offset);
  const design = workspace.design(uri);
  const element = spot && elementOf(workspace, file, spot.key);
  const property = element && FULFILLED_BY.get(element.class);
  if (!design || !element || property === undefined) return [];
  return FULFIL.flatMap((bearer) => design.all(bearer))
    .filter((other) =>
      propertyOf(design, other, property)?.values.some((value) => {
        const target = value.reference?.target;
        return target === element.key || (target !== undefined && design.get(target)?.parent === element.key);
      }),
    )
    .map(itemOf);
}
