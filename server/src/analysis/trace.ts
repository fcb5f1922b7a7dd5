/** Traceability: requirement → endpoint → API → component → store → entity, and requirement → flow. */

import { targetKeys, targets } from "../model/access.ts";
import type {
  ApiElement,
  ComponentElement,
  Design,
  EndpointElement,
  EntityElement,
  FlowElement,
  FunctionalElement,
  Key,
} from "../model/design.ts";
import type { Graph } from "./graph.ts";
import { endpointProperty } from "./routes.ts";

export interface RequirementTrace {
  readonly requirement: FunctionalElement;
  readonly endpoints: readonly EndpointElement[];
  readonly flows: readonly FlowElement[];
  /** Components that satisfy it themselves, and those that serve its endpoints. */
  readonly components: readonly ComponentElement[];
  /** Entities that its endpoints read or write. */
  readonly entities: readonly EntityElement[];
  /** Whether anything fulfils it. */
  readonly satisfied: boolean;
}

export interface TraceFacts {
  readonly requirements: readonly RequirementTrace[];
  requirement(key: Key): RequirementTrace | undefined;
  /** The components that serve an API. */
  servers(api: Key): readonly ComponentElement[];
  /** The components that store an entity, or fields of it. */
  stores(entity: Key): readonly ComponentElement[];
  /** The endpoints that read or write an entity. */
  endpoints(entity: Key): readonly EndpointElement[];
}

/** Reads the links of a design once. */
export function traceOf(design: Design, graph: Graph): TraceFacts {
  const servers = new Map<Key, ComponentElement[]>();
  const stores = new Map<Key, ComponentElement[]>();
  const direct = new Map<Key, ComponentElement[]>();
  for (const node of graph.nodes) {
    if (node.actor) continue;
    for (const api of node.serves) add(servers, api, node.element);
    for (const entity of node.stores ?? []) add(stores, entity, node.element);
    for (const key of targetKeys(design, node.element, "satisfies")) add(direct, key, node.element);
  }
  const byRequirement = new Map<Key, EndpointElement[]>();
  const byEntity = new Map<Key, EndpointElement[]>();
  for (const endpoint of design.all("endpoint")) {
    for (const key of stated(design, endpoint, "satisfies")) add(byRequirement, key, endpoint);
    for (const key of new Set([...stated(design, endpoint, "reads"), ...stated(design, endpoint, "writes")])) {
      add(byEntity, key, endpoint);
    }
  }
  const flows = new Map<Key, FlowElement[]>();
  for (const flow of design.all("flow")) {
    for (const key of targetKeys(design, flow, "satisfies")) add(flows, key, flow);
  }
  const requirements = design.all("requirement").map((requirement): RequirementTrace => {
    const endpoints = byRequirement.get(requirement.key) ?? [];
    const own = flows.get(requirement.key) ?? [];
    const apis = [...new Set(endpoints.flatMap((endpoint) => design.get(endpoint.parent) ?? []))].filter(
      (element): element is ApiElement => element.class === "api",
    );
    const components = [
      ...new Set([...(direct.get(requirement.key) ?? []), ...apis.flatMap((api) => servers.get(api.key) ?? [])]),
    ];
    const entities = endpoints.flatMap((endpoint) =>
      (["reads", "writes"] as const).flatMap((name) => {
        const owner = endpointProperty(design, endpoint, name);
        return owner ? targets(design, owner, name, "entity") : [];
      }),
    );
    return {
      requirement,
      endpoints,
      flows: own,
      components,
      entities: [...new Set(entities)],
      satisfied: endpoints.length + own.length + (direct.get(requirement.key)?.length ?? 0) > 0,
    };
  });
  const byKey = new Map(requirements.map((trace) => [trace.requirement.key, trace]));
  return {
    requirements,
    requirement: (key) => byKey.get(key),
    servers: (api) => servers.get(api) ?? [],
    stores: (entity) => stores.get(entity) ?? [],
    endpoints: (entity) => byEntity.get(entity) ?? [],
  };
}

function stated(design: Design, endpoint: EndpointElement, name: string): readonly Key[] {
  const owner = endpointProperty(design, endpoint, name);
  return owner ? targetKeys(design, owner, name) : [];
}

function add<V>(map: Map<Key, V[]>, key: Key, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
