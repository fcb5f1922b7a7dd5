import { enclosing, targetKeys } from "../../../model/access.ts";
import type { ComponentElement, Design, Key } from "../../../model/design.ts";
import { incoming, links, outgoing } from "../../detect/connections.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

/** Keys of everything that takes part in the drawing, be it otherwise than by a connection of its own. */
function involved(design: Design): ReadonlySet<Key> {
  const keys = new Set<Key>();
  for (const connection of design.all("connection")) {
    for (const name of ["fallback", "on_miss"]) {
      if (connection.properties.has(name)) for (const key of targetKeys(design, connection, name)) keys.add(key);
    }
    // One end may still be unknown: the other is connected all the same.
    for (const key of [connection.from.target, connection.to.target]) if (key) keys.add(key);
  }
  for (const flow of design.all("flow")) {
    for (const { from, to } of flow.steps) for (const key of [from.target, to.target]) if (key) keys.add(key);
  }
  for (const process of design.all("process")) {
    for (const { elements } of process.rows) {
      for (const { reference } of elements) if (reference?.target) keys.add(reference.target);
    }
  }
  return keys;
}

function isPart(design: Design, component: ComponentElement, keys: ReadonlySet<Key>): boolean {
  if (enclosing(design, component, "component")) return true;
  return design.children(component.key).some((child) => child.class === "component" && keys.has(child.key));
}

export const disconnected: Rule = {
  id: "trace/disconnected",
  severity: "warning",
  fixable: false,
  graph: true,
  absence: true,
  documentation: {
    summary: "A component has no connections.",
    rationale: `In a drawing whose other parts are connected, a box that stands alone is one whose arrows were forgotten. Nothing can be said
about its load, and its failure harms nobody.`,
    failing: `actor Buyer
service Shop { replicas: 2 }
cache Prices { replicas: 2, ttl: 1 min }
Buyer -> Shop`,
    passing: `actor Buyer
service Shop { replicas: 2 }
cache Prices { replicas: 2, ttl: 1 min }
Buyer -> Shop -> Prices { optional: true, timeout: 20 ms }`,
    exception: `A \`monitoring\` component watches all others and need not be connected; parts of a component neither.`,
  },
  check({ design, report }) {
    if (links(design).all.length === 0) return;
    const alone = design
      .all("component")
      // One without a name cannot be connected yet, and that it lacks one is said.
      .filter(({ name }) => name !== "")
      .filter((component) => outgoing(design, component).length + incoming(design, component).length === 0);
    const keys = alone.length > 0 ? involved(design) : new Set<Key>();
    for (const component of alone) {
      if (keys.has(component.key) || component.kind.base.name === "monitoring") continue;
      if (isPart(design, component, keys)) continue;
      report({
        message: `${named(component)} is connected to nothing, so neither its load nor its failure matters to anybody. Connect it, or leave it out.`,
        place: placeOf(component),
      });
    }
  },
};
