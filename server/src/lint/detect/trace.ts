/** What satisfies what. */

import { propertyOf, targetKeys } from "../../model/access.ts";
import type { Design, Element, FunctionalElement, Key } from "../../model/design.ts";
import { serversOf } from "./apis.ts";
import { type Keys, links } from "./connections.ts";
import { perDesign, perElements, push } from "./per-design.ts";
import { isMust } from "./requirements.ts";

const SATISFIERS = ["component", "endpoint", "api", "flow", "process"] as const;

/** The elements that say they satisfy a requirement or a quality, by its key. */
export const satisfiers: (design: Design) => ReadonlyMap<Key, readonly Element[]> = perElements(
  [...SATISFIERS, "kind"],
  (design) => {
    const found = new Map<Key, Element[]>();
    for (const of of SATISFIERS) {
      for (const element of design.all(of)) {
        for (const key of targetKeys(design, element, "satisfies")) push(found, key, element);
      }
    }
    return found;
  },
);

/** The functional requirements above the line. */
export const musts: (design: Design) => readonly FunctionalElement[] = perElements(["requirement"], (design) =>
  design.all("requirement").filter((requirement) => isMust(design, requirement)),
);

/** Whether everything that some keys stand for is below the line: requirements, or what satisfies only such. */
export function isBelowTheLine(design: Design, keys: readonly Key[]): boolean {
  return keys.length > 0 && keys.every((key) => below(design, design.get(key)));
}

function below(design: Design, element: Element | undefined): boolean {
  switch (element?.class) {
    case "requirement":
      return !isMust(design, element);
    case "quality":
      return isBelowTheLine(
        design,
        element.for.flatMap((reference) => reference.target ?? []),
      );
    case "endpoint": {
      const own = targetKeys(design, element, "satisfies");
      const api = design.get(element.parent);
      const keys = own.length > 0 || !api ? own : targetKeys(design, api, "satisfies");
      return isBelowTheLine(design, keys);
    }
    case "flow":
      return isBelowTheLine(design, targetKeys(design, element, "satisfies"));
    case "api": {
      const endpoints = design.children(element.key).filter((child) => child.class === "endpoint");
      return endpoints.length > 0 && endpoints.every((endpoint) => below(design, endpoint));
    }
    default:
      return false;
  }
}

/**
 * What the design's uses come to: actors and the components that flows pass, that satisfy something or serve an API,
 * and all that can be reached from there; besides, what works on these by itself, such as a scheduler.
 */
export const justified: (design: Design) => Keys = perDesign((design) => {
  const graph = links(design);
  return graph.reach(purposes(design), (number, reach) => {
    for (const { target } of graph.leaving(number)) reach(target);
    for (const { from, source } of graph.arriving(number)) if (worksByItself(from)) reach(source);
  });
});

const PURPOSEFUL = ["actor", "flow", "component", "kind", "api"] as const;

const purposes: (design: Design) => ReadonlySet<Key> = perElements(PURPOSEFUL, (design) => {
  const seen = new Set<Key>(design.all("actor").map((actor) => actor.key));
  for (const flow of design.all("flow")) {
    for (const { from, to } of flow.steps) for (const key of [from.target, to.target]) if (key) seen.add(key);
  }
  for (const component of design.all("component")) {
    if (propertyOf(design, component, "satisfies") || propertyOf(design, component, "serves")) seen.add(component.key);
  }
  for (const api of design.all("api")) for (const component of serversOf(design, api)) seen.add(component.key);
  return seen;
});

const SELF_STARTING: ReadonlySet<string> = new Set([
  "worker",
  "scheduler",
  "batch_job",
  "stream_processor",
  "function",
  "monitoring",
  "external",
  "coordinator",
]);

function worksByItself(element: Element): boolean {
  return element.class === "component" && SELF_STARTING.has(element.kind.base.name);
}
