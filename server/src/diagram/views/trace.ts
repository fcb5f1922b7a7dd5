/** Traceability: requirement to endpoint to component to store to entity, and requirement to flow. */

import type { Facts } from "../../analysis/facts.ts";
import { targets, word } from "../../model/access.ts";
import type {
  ApiElement,
  ComponentElement,
  Design,
  Element,
  EndpointElement,
  EntityElement,
  FlowElement,
  FunctionalElement,
  Key,
  QualityElement,
} from "../../model/design.ts";
import type { Family, Level, PictureEdge, PictureNode } from "../picture.ts";
import { anchorOf } from "./anchors.ts";
import type { Scene } from "./view.ts";
import { heading, kindLabel } from "./words.ts";

const columns = { requirement: 0, endpoint: 1, flow: 1, component: 2, store: 3, entity: 4 } as const;

/** Draws how each requirement is met. A requirement that nothing satisfies stands alone, marked. */
export function traceScene(facts: Facts, only?: ReadonlySet<Key>): Scene {
  const { design } = facts;
  const nodes = new Map<Key, PictureNode>();
  const edges = new Map<string, PictureEdge>();
  const add = (
    element: Element,
    node: Omit<PictureNode & { shape: "trace" }, "id" | "shape" | "title">,
    title?: string,
  ): void => {
    if (nodes.has(element.key)) return;
    nodes.set(element.key, {
      shape: "trace",
      id: anchorOf(design, element),
      title: title ?? heading(element, 44),
      ...node,
    });
  };
  const join = (from: Element, to: Element): void => {
    const id = `${anchorOf(design, from)} to ${anchorOf(design, to)}`;
    if (!edges.has(id)) {
      edges.set(id, {
        id,
        anchor: anchorOf(design, to),
        from: anchorOf(design, from),
        to: anchorOf(design, to),
        style: "sync",
      });
    }
  };

  const serving = new Map<Key, ComponentElement[]>();
  const satisfying = new Map<Key, (EndpointElement | FlowElement | ComponentElement | ApiElement)[]>();
  for (const component of design.all("component")) {
    for (const { key } of targets(design, component, "serves", "api")) push(serving, key, component);
  }
  for (const kind of ["endpoint", "api", "flow", "component"] as const) {
    for (const element of design.all(kind)) {
      for (const { key } of satisfied(design, element)) push(satisfying, key, element);
    }
  }
  const storing = storesByEntity(design);
  const reach = (component: ComponentElement): ReadonlySet<Key> => reachable(design, component.key);

  const showEntity = (from: Element, entity: EntityElement): void => {
    add(
      entity,
      { family: "data", icon: "entity", subtitle: "entity", column: columns.entity },
      entity.name || undefined,
    );
    join(from, entity);
  };
  const showComponent = (from: Element, component: ComponentElement): void => {
    add(component, { ...look(design, component), column: columns.component });
    join(from, component);
  };
  const showEndpoint = (from: Element, endpoint: EndpointElement): void => {
    add(
      endpoint,
      { family: "edge", icon: "endpoint", subtitle: endpointSubtitle(endpoint), column: columns.endpoint },
      endpointTitle(endpoint),
    );
    join(from, endpoint);
    const api = design.get(endpoint.parent);
    const entities = new Set([
      ...targets(design, endpoint, "reads", "entity"),
      ...targets(design, endpoint, "writes", "entity"),
    ]);
    for (const component of serving.get(api?.key ?? "") ?? []) {
      showComponent(endpoint, component);
      const reached = reach(component);
      for (const entity of entities) {
        const stores = (storing.get(entity.key) ?? []).filter(({ key }) => key === component.key || reached.has(key));
        for (const store of stores) {
          if (store.key !== component.key) {
            add(store, { ...look(design, store), column: columns.store });
            join(component, store);
          }
          showEntity(store, entity);
        }
      }
    }
  };

  for (const requirement of requirementsOf(design)) {
    if (only !== undefined && !only.has(requirement.key)) continue;
    const by = satisfying.get(requirement.key) ?? [];
    const functional = requirement.class === "requirement";
    const verdict = functional ? verdictOf(design, requirement, by.length > 0) : undefined;
    const links = functional ? by : [...by, ...appliesTo(design, requirement)];
    if (!functional && links.length === 0 && only === undefined) continue;
    add(requirement, {
      family: functional ? "people" : "messaging",
      icon: functional ? "requirement" : "quality",
      subtitle: `${requirement.name} · ${functional ? (word(design, requirement, "priority") ?? "functional") : requirement.quality.name}`,
      column: columns.requirement,
      ...(verdict === undefined ? {} : { verdict }),
      ...(functional && isBelowTheLine(design, requirement) ? { muted: true } : {}),
    });
    for (const element of links) {
      if (element.class === "endpoint") showEndpoint(requirement, element);
      else if (element.class === "api") {
        for (const child of design.children(element.key))
          if (child.class === "endpoint") showEndpoint(requirement, child);
      } else if (element.class === "flow") {
        add(element, { family: "messaging", icon: "command", subtitle: "flow", column: columns.flow });
        join(requirement, element);
      } else if (element.class === "component") showComponent(requirement, element);
      else if (element.class === "entity") showEntity(requirement, element);
    }
  }
  return {
    nodes: [...nodes.values()],
    clusters: [],
    edges: [...edges.values()].filter(({ from, to }) => from !== to),
    shownAs: new Map(),
    direction: "LR",
    description: "From each requirement to what satisfies it, what serves that, and where its data is kept",
  };
}

function push<Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function requirementsOf(design: Design): readonly (FunctionalElement | QualityElement)[] {
  return [...design.all("requirement"), ...design.all("quality")];
}

function satisfied(design: Design, element: Element): readonly (FunctionalElement | QualityElement)[] {
  return [...targets(design, element, "satisfies", "requirement"), ...targets(design, element, "satisfies", "quality")];
}

/** What a quality is about: things that the trace can show. */
function appliesTo(
  design: Design,
  quality: QualityElement,
): readonly (EndpointElement | ApiElement | FlowElement | ComponentElement | EntityElement)[] {
  return quality.for.flatMap(({ target }) => {
    const element = design.get(target);
    switch (element?.class) {
      case "endpoint":
      case "api":
      case "flow":
      case "component":
      case "entity":
        return [element];
      default:
        return [];
    }
  });
}

const isBelowTheLine = (design: Design, requirement: FunctionalElement): boolean =>
  ["should", "could", "wont"].includes(word(design, requirement, "priority") ?? "");

function verdictOf(design: Design, requirement: FunctionalElement, met: boolean): Level | undefined {
  if (met) return "ok";
  return isBelowTheLine(design, requirement) ? undefined : "over";
}

function look(design: Design, component: ComponentElement): { family: Family; icon: string; subtitle: string } {
  return { family: component.kind.base.family, icon: component.kind.base.name, subtitle: kindLabel(design, component) };
}

function endpointTitle(endpoint: EndpointElement): string {
  if (endpoint.route !== undefined) return `${endpoint.verb} ${endpoint.route}`;
  return `${endpoint.name}(${endpoint.parameters.map(({ name }) => name.text).join(", ")})`;
}

function endpointSubtitle(endpoint: EndpointElement): string {
  if (endpoint.title !== undefined) return endpoint.title;
  return endpoint.route === undefined ? endpoint.verb : (endpoint.node.name?.text ?? "endpoint");
}

/** The components that store an entity, or a field of it. */
function storesByEntity(design: Design): ReadonlyMap<Key, readonly ComponentElement[]> {
  const stores = new Map<Key, ComponentElement[]>();
  for (const component of design.all("component")) {
    const kept = new Set([
      ...targets(design, component, "stores", "entity").map(({ key }) => key),
      ...targets(design, component, "stores", "field").flatMap(({ parent }) => parent ?? []),
    ]);
    for (const key of kept) push(stores, key, component);
  }
  return stores;
}

const reached = new WeakMap<Design, Map<Key, ReadonlySet<Key>>>();

/** Every component that calls lead to from a component. */
function reachable(design: Design, from: Key): ReadonlySet<Key> {
  let known = reached.get(design);
  if (!known) {
    known = new Map();
    reached.set(design, known);
  }
  const cached = known.get(from);
  if (cached) return cached;
  const next = new Map<Key, Key[]>();
  for (const connection of design.all("connection")) {
    if (connection.from.target !== undefined && connection.to.target !== undefined) {
      push(next, connection.from.target, connection.to.target);
    }
  }
  const seen = new Set<Key>();
  const queue = [from];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const target of next.get(key) ?? []) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  known.set(from, seen);
  return seen;
}
