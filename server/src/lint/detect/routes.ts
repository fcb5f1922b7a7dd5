/** The way of a request from outside to what answers it. */

import { propertyOf, word, words } from "../../model/access.ts";
import type { ApiElement, ComponentElement, Design, Key } from "../../model/design.ts";
import { serversOf } from "./apis.ts";
import { componentAt, type Link, links, reachable } from "./connections.ts";
import { perDesign } from "./per-design.ts";

/** What a request passes on its way to an API: components that lead to its servers, the servers included. */
export interface Way {
  readonly components: ReadonlySet<ComponentElement>;
  readonly links: readonly Link[];
}

const ways = perDesign(() => new Map<Key, Way>());

/** Everything on some way from outside to the components that serve an API. */
export function wayTo(design: Design, api: ApiElement): Way {
  const servers = serversOf(design, api).filter((component) => reachable(design).has(component.key));
  const id = servers.map((server) => server.key).join(" ");
  const known = ways(design).get(id);
  if (known) return known;
  const components = new Set<ComponentElement>(servers);
  const passed: Link[] = [];
  for (const component of components) {
    for (const link of links(design).to.get(component.key) ?? []) {
      if (!reachable(design).has(link.from.key)) continue;
      passed.push(link);
      const from = componentAt(link.from);
      if (from) components.add(from);
    }
  }
  const way = { components, links: passed };
  ways(design).set(id, way);
  return way;
}

/** Whether a component states a duty: `duties: authentication`. */
export function hasDuty(design: Design, component: ComponentElement, ...duties: readonly string[]): boolean {
  const stated = words(design, component, "duties");
  return duties.some((duty) => stated.includes(duty));
}

/** Whether anything on a way proves who is calling: a gateway's duty, a connection's `auth`, an `auth_provider`. */
export function authenticates(design: Design, way: Way): boolean {
  for (const component of way.components) {
    if (hasDuty(design, component, "authentication", "authorization")) return true;
    const asks = (links(design).from.get(component.key) ?? []).some(
      ({ to }) => to.class === "component" && to.kind.base.name === "auth_provider",
    );
    if (asks || component.kind.base.name === "auth_provider") return true;
  }
  return way.links.some(({ connection }) => {
    const auth = propertyOf(design, connection, "auth");
    return auth !== undefined && word(design, connection, "auth") !== "none";
  });
}

/** Whether anything on a way turns away requests above a rate. */
export function limitsRate(design: Design, way: Way): boolean {
  for (const component of way.components) {
    if (hasDuty(design, component, "rate_limiting") || propertyOf(design, component, "rate_limit")) return true;
    if (component.kind.base.name === "rate_limiter") return true;
    const asks = (links(design).from.get(component.key) ?? []).some(
      ({ to }) => to.class === "component" && to.kind.base.name === "rate_limiter",
    );
    if (asks) return true;
  }
  return false;
}
