/** More than one of a component. */

import { addProperties, setValues } from "../../lint/edits.ts";
import { quote } from "../../lint/messages.ts";
import { propertyOf, word } from "../../model/access.ts";
import type { ComponentElement } from "../../model/design.ts";
import { type Refactoring, refactoring, type Spot } from "./place.ts";

/** Groups whose components run in instances of the design's own. */
const RUN = new Set(["edge", "compute", "data", "messaging", "other"]);

/** Gives the component at the cursor's head three replicas in as many zones, and a database somebody to take over. */
export function replicaSet(spot: Spot): readonly Refactoring[] {
  const { design, author, origin } = spot;
  const component = componentAt(spot);
  if (!component || !RUN.has(component.kind.base.group)) return [];
  if (word(design, component, "managed") === "true" || component.kind.base.name === "external") return [];
  const replicas = propertyOf(design, component, "replicas");
  if (replicas && !/^1$/.test(textOf(spot, replicas.node.values[0]))) return [];
  if (propertyOf(design, component, "needs")) return [];
  const stateful = component.kind.base.stateful === true;
  const wanted = [
    ["zones", "3"],
    ...(stateful
      ? [
          ["failover", "automatic"],
          ["replication", "async"],
        ]
      : []),
  ];
  const missing = wanted.flatMap(([name = "", value = ""]) =>
    propertyOf(design, component, name) ? [] : [`${name}: ${value}`],
  );
  const own = component.properties.get("replicas");
  const added = own ? missing : ["replicas: 3", ...missing];
  return refactoring(
    `${stateful ? "Make a replica set of" : "Run three replicas of"} ${quote(component.id)}`,
    "rewrite",
    own ? setValues(own, "3") : [],
    added.length > 0 ? addProperties(author, origin, component.node, added) : [],
  );
}

/** The component whose kind, name or title the cursor is at. */
function componentAt({ design, statements, range, origin }: Spot): ComponentElement | undefined {
  const node = statements.at(-1);
  if (node?.type !== "declaration") return undefined;
  const at = range.start - origin.chunk.start;
  if (node.body && at > node.body.start) return undefined;
  return design.all("component").find((component) => component.node === node);
}

function textOf({ author, origin }: Spot, node: { readonly start: number; readonly end: number } | undefined): string {
  return node ? author.chunk(origin).slice(node.start, node.end) : "";
}
