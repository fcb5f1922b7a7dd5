/** Linking of an API's endpoints. */

import type { EndpointStatement } from "../syntax/tree.ts";
import { linkFieldType } from "./link-entity.ts";
import { documented, identify, type Surrounding } from "./link-identity.ts";
import { linkProperties } from "./link-properties.ts";
import type { Linker } from "./linker.ts";
import { endpointName } from "./symbols.ts";

/** Links an endpoint; one without a name is known by its method and path. */
export function linkEndpoint(linker: Linker, node: EndpointStatement, around: Surrounding): void {
  const name = node.name ?? {
    type: "name" as const,
    text: endpointName(node),
    start: node.verb.start,
    end: node.verb.end,
  };
  const { symbol: _, ...identity } = identify(linker, name, around);
  for (const parameter of node.parameters) {
    if (parameter.fieldType) linkFieldType(linker, parameter.fieldType, around.scope);
  }
  const returns = node.returns ? linkFieldType(linker, node.returns, around.scope) : undefined;
  linker.elements.push({
    ...identity,
    ...documented(node),
    class: "endpoint",
    origin: linker.origin,
    properties: linkProperties(linker, node.body, { owner: "endpoint", scope: around.scope }),
    verb: node.verb.text,
    ...(node.route ? { route: node.route.text } : {}),
    parameters: node.parameters,
    ...(returns ? { returns } : {}),
    list: node.returns?.list !== undefined,
    node,
  });
}
