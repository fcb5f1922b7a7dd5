/** APIs: who serves them, who reaches them, and what their endpoints do. */

import { enclosing, flag, propertyOf, targets } from "../../model/access.ts";
import type {
  ApiElement,
  ComponentElement,
  Design,
  EndpointElement,
  EntityElement,
  Key,
  Property,
} from "../../model/design.ts";
import { reachable } from "./connections.ts";
import { perElements, push } from "./per-design.ts";

const READING_VERBS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "subscribe"]);
const WRITING_VERBS: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** The API that an endpoint belongs to. */
export function apiOf(design: Design, endpoint: EndpointElement): ApiElement | undefined {
  return enclosing(design, endpoint, "api");
}

const servers = perElements(["component", "kind", "api"], (design) => {
  const found = new Map<Key, ComponentElement[]>();
  for (const component of design.all("component")) {
    for (const api of targets(design, component, "serves", "api")) push(found, api.key, component);
  }
  return found;
});

/** The components that serve an API. */
export function serversOf(design: Design, api: ApiElement): readonly ComponentElement[] {
  return servers(design).get(api.key) ?? [];
}

/** A property of an endpoint: its own, or what its API states for all of them. */
export function endpointProperty(design: Design, endpoint: EndpointElement, name: string): Property | undefined {
  const api = apiOf(design, endpoint);
  return propertyOf(design, endpoint, name) ?? (api && propertyOf(design, api, name));
}

/** A boolean property of an endpoint, or of its API. */
export function endpointFlag(design: Design, endpoint: EndpointElement, name: string): boolean | undefined {
  const own = flag(design, endpoint, name);
  if (own !== undefined) return own;
  const api = apiOf(design, endpoint);
  return api && flag(design, api, name);
}

/** Entities that an endpoint states to read or write, its API's statement included. */
export function entitiesOf(
  design: Design,
  endpoint: EndpointElement,
  name: "reads" | "writes",
): readonly EntityElement[] {
  const property = propertyOf(design, endpoint, name);
  const api = apiOf(design, endpoint);
  return property || !api ? targets(design, endpoint, name, "entity") : targets(design, api, name, "entity");
}

/**
 * Whether an endpoint changes data: it says what it writes, or its method does so by custom. A POST that only says
 * what it reads is a query.
 */
export function mutates(design: Design, endpoint: EndpointElement): boolean {
  if (propertyOf(design, endpoint, "writes")) return true;
  if (propertyOf(design, endpoint, "reads")) return false;
  return WRITING_VERBS.has(endpoint.verb);
}

/** Names of what is recorded along the way, of who looked at what. */
const TRACE =
  /click|(?<!re|inter)views?|impression|audit|access|visit|trace|history|(?<!ac|dis)(count|stat|metric)s?$|counter|analytic/i;
const LOG = /(^|[a-z_])Logs?(Entry|Line|Record)?$|(^|_)logs?$/;

/** Whether all that an endpoint writes is a trace of its being called: a click, a view, a line in an audit log. */
export function leavesTraces(design: Design, endpoint: EndpointElement): boolean {
  const written = targets(design, endpoint, "writes", "entity");
  return readsByVerb(endpoint) && written.length > 0 && written.every(({ name }) => TRACE.test(name) || LOG.test(name));
}

/** Whether an endpoint is one by whose method nothing is changed. */
export function readsByVerb(endpoint: EndpointElement): boolean {
  return READING_VERBS.has(endpoint.verb);
}

/** Whether a caller waits for an answer. */
export function isAwaited(design: Design, endpoint: EndpointElement): boolean {
  if (endpoint.verb === "publish" || endpoint.verb === "subscribe") return false;
  return endpointFlag(design, endpoint, "async") !== true;
}

/** The endpoints of an API, in order. */
export const endpointsOf: (design: Design) => ReadonlyMap<Key, readonly EndpointElement[]> = perElements(
  ["endpoint", "api"],
  (design) => {
    const found = new Map<Key, EndpointElement[]>();
    for (const endpoint of design.all("endpoint")) {
      const api = apiOf(design, endpoint);
      if (api) push(found, api.key, endpoint);
    }
    return found;
  },
);

/** Whether outsiders reach one of the components that serve an API. */
export function isPublicApi(design: Design, api: ApiElement): boolean {
  return serversOf(design, api).some((component) => reachable(design).has(component.key));
}
