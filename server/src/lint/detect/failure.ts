/** How findings speak of what fails: which scopes, along which path, and whether a target makes it matter. */

import type { Facts } from "../../analysis/facts.ts";
import type { SinglePoint } from "../../analysis/failure.ts";
import type { GraphConnection } from "../../analysis/graph.ts";
import { type Scope, SYSTEM } from "../../analysis/scopes.ts";
import { targetKeys } from "../../model/access.ts";
import type { ComponentElement, Design, QualityElement } from "../../model/design.ts";
import type { Related } from "../finding.ts";
import { list, named, quote } from "../messages.ts";
import { placeOf } from "../places.ts";

/**
 * The scopes in words: requirements, flows that satisfy none of them, and the whole system only where there is nothing
 * more exact to say.
 */
export function scopesInWords(design: Design, scopes: readonly Scope[]): string {
  const requirements = scopes.filter(({ kind }) => kind === "requirement");
  const said = new Set(requirements.map(({ key }) => key));
  const flows = scopes.filter(({ kind, key }) => {
    const flow = kind === "flow" ? design.get(key) : undefined;
    return flow && !targetKeys(design, flow, "satisfies").some((satisfied) => said.has(satisfied));
  });
  const exact = [...requirements, ...flows];
  const others = exact.length > 0 ? exact : scopes.filter(({ key }) => key !== SYSTEM);
  return others.length > 0 ? list(others.map(({ id }) => quote(id))) : "the whole system";
}

/** The availability targets that cover any of some scopes. */
export function coveringTargets({ failure }: Facts, scopes: readonly Scope[]): readonly QualityElement[] {
  return [...new Set(scopes.flatMap(({ key }) => failure.covering(key)))];
}

/** The strictest availability that is required of any of some scopes, as a ratio. */
export function strictestTarget({ failure }: Facts, scopes: readonly Scope[]): number {
  const keys = new Set(scopes.map(({ key }) => key));
  let strictest = 0;
  for (const { target, results } of failure.verdicts) {
    if (results.some(({ availability }) => keys.has(availability.scope.key))) strictest = Math.max(strictest, target);
  }
  return strictest;
}

/** The path by which the first of some scopes comes to what it depends on. */
export interface Path {
  readonly related: readonly Related[];
  /** The connection by which it arrives, where there is one. */
  readonly last?: GraphConnection;
}

/** The way that a scope takes to a single point of failure, as related information. */
export function pathTo({ failure, graph, design }: Facts, point: SinglePoint): Path {
  const scope = point.scopes.find(({ key }) => key !== SYSTEM) ?? point.scopes[0];
  const route = scope && failure.route(scope.key, point);
  if (!route) return { related: [] };
  const connections = route.links.flatMap((link) => {
    const connection = link.connection === undefined ? undefined : graph.connections[link.connection];
    return connection ? [connection] : [];
  });
  const related = connections.map(
    (connection, index): Related => ({
      place: placeOf(connection.element),
      message: `${index === 0 ? `On the path of ${quote(scope.id)}` : "then"}: ${quote(connection.id)}`,
    }),
  );
  const last = connections.at(-1);
  const requirement = scope.key === SYSTEM ? undefined : design.get(scope.key);
  const what = requirement ? [{ place: placeOf(requirement), message: `${named(requirement)} is declared here` }] : [];
  return { related: [...related, ...what], ...(last ? { last } : {}) };
}

/** Whether a component is somebody else's system. */
export function isThirdParty(component: ComponentElement): boolean {
  return component.kind.base.name === "external";
}
