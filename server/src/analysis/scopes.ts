/**
 * What can fail as a whole: a functional requirement through its endpoints, a flow, the system; and what an availability
 * target names besides (an endpoint, a component).
 */

import { targetKeys, word } from "../model/access.ts";
import type { Design, EndpointElement, FlowElement, FunctionalElement, Key, QualityElement } from "../model/design.ts";
import type { Graph } from "./graph.ts";
import { EVERYTHING, endpointProperty, entries, serversOf, type Usage, usageOf } from "./routes.ts";

/** One conjunct of a scope. */
export type Part =
  /** A use of an API (`endpoint`), or of a component that satisfies a requirement itself, by actors (nodes; empty: all). */
  | {
      readonly type: "use";
      readonly usage: Usage;
      readonly servers: readonly number[];
      readonly actors: readonly number[];
    }
  | { readonly type: "flow"; readonly flow: FlowElement; readonly usage: Usage }
  /** All that some nodes need. */
  | { readonly type: "needs"; readonly nodes: readonly number[] };

export type ScopeKind = "system" | "requirement" | "flow" | "endpoint" | "component";

export interface Scope {
  /** The element's key; `system` for the system. */
  readonly key: Key;
  /** What people and JSON call it. */
  readonly id: string;
  readonly kind: ScopeKind;
  /** All of them are needed. Never empty. */
  readonly parts: readonly Part[];
  /** Whether the system needs it: a `must` requirement, or what stands for them in a design without. */
  readonly essential: boolean;
}

export const SYSTEM: Key = "system";

/** All scopes of a design by key: the system first, then requirements, flows, and what targets name besides. */
export interface Scopes {
  readonly all: readonly Scope[];
  readonly byKey: ReadonlyMap<Key, Scope>;
  /** The scopes that each availability target is about, in the order of the targets. */
  readonly covered: ReadonlyMap<Key, readonly Key[]>;
}

/** Finds the scopes. What nothing serves, satisfies or draws has none. */
export function scopesOf(design: Design, graph: Graph): Scopes {
  const finder = new Finder(design, graph);
  const requirements = design.all("requirement").flatMap((element) => finder.requirement(element));
  const flows = design.all("flow").flatMap((element) => finder.flow(element));
  const byKey = new Map<Key, Scope>();
  const system = systemOf(design, graph, finder, requirements, flows);
  const essential = new Set(system?.of ?? []);
  if (system) byKey.set(SYSTEM, system.scope);
  for (const scope of [...requirements, ...flows]) {
    byKey.set(scope.key, essential.has(scope) ? { ...scope, essential: true } : scope);
  }
  const covered = new Map<Key, readonly Key[]>();
  for (const quality of design.all("quality")) {
    if (quality.quality.name === "availability") covered.set(quality.key, finder.covered(quality, byKey));
  }
  return { all: [...byKey.values()], byKey, covered };
}

function systemOf(
  design: Design,
  graph: Graph,
  finder: Finder,
  requirements: readonly Scope[],
  flows: readonly Scope[],
): { scope: Scope; of: readonly Scope[] } | undefined {
  const id = design.all("system")[0]?.id || "system";
  const scope = (parts: readonly Part[]): Scope => ({ key: SYSTEM, id, kind: "system", parts, essential: true });
  const must = requirements.filter(({ key }) => priorityOf(design, design.get(key)) === "must");
  if (must.length > 0) return { scope: scope(must.flatMap(({ parts }) => parts)), of: must };
  // Nothing above the line is served yet: what there is stands for it.
  const uses = [
    ...design.all("endpoint").flatMap((endpoint) => finder.use(endpoint)),
    ...flows.flatMap((f) => f.parts),
  ];
  if (uses.length > 0) return { scope: scope(uses), of: flows };
  const actors = graph.nodes.flatMap(({ actor, index }) => (actor && graph.outgoing[index]?.length ? [index] : []));
  const nodes = actors.length > 0 ? actors : entries(graph);
  return nodes.length > 0 ? { scope: scope([{ type: "needs", nodes }]), of: [] } : undefined;
}

/** A requirement's priority; `must` unless it says otherwise. */
export function priorityOf(design: Design, element: ReturnType<Design["get"]>): string {
  return element?.class === "requirement" ? (word(design, element, "priority") ?? "must") : "must";
}

class Finder {
  readonly #design: Design;
  readonly #graph: Graph;
  /** What satisfies each requirement. */
  readonly #endpoints = new Map<Key, EndpointElement[]>();
  readonly #flows = new Map<Key, FlowElement[]>();
  readonly #components = new Map<Key, number[]>();

  constructor(design: Design, graph: Graph) {
    this.#design = design;
    this.#graph = graph;
    for (const endpoint of design.all("endpoint")) {
      const owner = endpointProperty(design, endpoint, "satisfies");
      if (owner) for (const key of targetKeys(design, owner, "satisfies")) add(this.#endpoints, key, endpoint);
    }
    for (const flow of design.all("flow")) {
      for (const key of targetKeys(design, flow, "satisfies")) add(this.#flows, key, flow);
    }
    for (const node of graph.nodes) {
      if (node.actor) continue;
      for (const key of targetKeys(design, node.element, "satisfies")) add(this.#components, key, node.index);
    }
  }

  /** A flow that satisfies it is its scope; else its endpoints, and the components that satisfy it themselves. */
  requirement(element: FunctionalElement): readonly Scope[] {
    const flows = (this.#flows.get(element.key) ?? []).flatMap((flow) => this.flow(flow).flatMap(({ parts }) => parts));
    const actors = this.#nodes(targetKeys(this.#design, element, "actor"));
    const parts =
      flows.length > 0
        ? flows
        : [
            ...(this.#endpoints.get(element.key) ?? []).flatMap((endpoint) => this.use(endpoint, element.key, actors)),
            ...(this.#components.get(element.key) ?? []).map((node): Part => {
              const usage = { names: new Set([element.key]), readOnly: false };
              return { type: "use", usage, servers: [node], actors };
            }),
          ];
    return scope(element, "requirement", parts);
  }

  flow(element: FlowElement): readonly Scope[] {
    if (element.steps.length === 0) return [];
    return scope(element, "flow", [{ type: "flow", flow: element, usage: this.#usageOfFlow(element) }]);
  }

  /** A use of an endpoint, if anything serves it. Its actors: as stated, else those of its `auth`. */
  use(endpoint: EndpointElement, requirement?: Key, actors: readonly number[] = []): readonly Part[] {
    const servers = serversOf(this.#graph, endpoint.parent);
    if (servers.length === 0) return [];
    const owner = endpointProperty(this.#design, endpoint, "auth");
    const allowed = actors.length > 0 || !owner ? actors : this.#nodes(targetKeys(this.#design, owner, "auth"));
    return [{ type: "use", usage: usageOf(this.#design, endpoint, requirement), servers, actors: allowed }];
  }

  #nodes(keys: readonly Key[]): readonly number[] {
    return keys.flatMap((key) => this.#graph.byKey.get(key) ?? []);
  }

  /** What a flow reads and writes: as much as the endpoints of its requirements do. */
  #usageOfFlow(flow: FlowElement): Usage {
    const requirements = targetKeys(this.#design, flow, "satisfies");
    const usages = requirements.flatMap((key) =>
      (this.#endpoints.get(key) ?? []).map((endpoint) => usageOf(this.#design, endpoint, key)),
    );
    if (usages.length === 0) return EVERYTHING;
    const stated = usages.flatMap(({ entities }) => entities ?? []);
    const readOnly = usages.every((usage) => usage.readOnly);
    if (stated.length < usages.length) return { readOnly };
    const reads = new Set(stated.flatMap((entities) => [...entities.reads]));
    const writes = new Set(stated.flatMap((entities) => [...entities.writes]));
    return { entities: { reads, writes }, readOnly };
  }

  /** The keys of the scopes that an availability target is compared with; adds those that only it asks for. */
  covered(quality: QualityElement, scopes: Map<Key, Scope>): readonly Key[] {
    if (quality.for.length === 0) return scopes.has(SYSTEM) ? [SYSTEM] : [];
    return quality.for.flatMap(({ target }) => {
      const element = this.#design.get(target);
      if (!element) return [];
      if (element.class === "system") return scopes.has(SYSTEM) ? [SYSTEM] : [];
      if (scopes.has(element.key)) return [element.key];
      const made = this.#named(element);
      for (const one of made) if (!scopes.has(one.key)) scopes.set(one.key, one);
      return made.map(({ key }) => key);
    });
  }

  #named(element: NonNullable<ReturnType<Design["get"]>>): readonly Scope[] {
    switch (element.class) {
      case "endpoint":
        return scope(element, "endpoint", this.use(element));
      case "api":
        return this.#design.children(element.key).flatMap((child) => this.#named(child));
      case "component": {
        const node = this.#graph.byKey.get(element.key);
        return node === undefined ? [] : scope(element, "component", [{ type: "needs", nodes: [node] }]);
      }
      case "entity":
        return this.#graph.nodes.flatMap((node) =>
          !node.actor && node.stores?.has(element.key) && node.kind.name !== "cache" ? this.#named(node.element) : [],
        );
      case "domain":
        return this.#design
          .children(element.key)
          .flatMap((child) => (child.class === "component" ? this.#named(child) : []));
      default:
        return [];
    }
  }
}

function scope(
  { key, id }: { readonly key: Key; readonly id: string },
  kind: ScopeKind,
  parts: readonly Part[],
): readonly Scope[] {
  return parts.length > 0 ? [{ key, id, kind, parts, essential: false }] : [];
}

function add<V>(map: Map<Key, V[]>, key: Key, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
