/** What components are: stores, databases, routers, parts of one's own or of others. */

import type { ComponentNode } from "../../analysis/graph.ts";
import { flag, propertyOf, words } from "../../model/access.ts";
import type { ComponentElement, Design, Element } from "../../model/design.ts";

/** Kinds that hold files rather than records. */
const FILE_KINDS: ReadonlySet<string> = new Set(["blob_storage", "file_storage"]);

/** Kinds whose instances answer requests or do work. */
export function isCompute(component: ComponentElement): boolean {
  return component.kind.base.group === "compute";
}

/** Whether a component keeps records for good: any data kind but caches and storage of files. */
export function isDatabase(component: ComponentElement): boolean {
  const { base } = component.kind;
  return base.group === "data" && base.name !== "cache" && !FILE_KINDS.has(base.name);
}

/** Whether a component keeps anything for good: databases, and storage of files. */
export function isPersistent(component: ComponentElement): boolean {
  return component.kind.base.group === "data" && component.kind.base.name !== "cache";
}

/** Whether a component keeps copies of what stands elsewhere. */
export function isCache(component: ComponentElement): boolean {
  return component.kind.base.name === "cache" || component.kind.base.name === "cdn";
}

/** Whether a component passes requests on: balancers, gateways, DNS; a service that states how it balances, too. */
export function isRouting(design: Design, component: ComponentElement): boolean {
  return component.kind.base.routing === true || propertyOf(design, component, "balancing") !== undefined;
}

/** Whether a provider runs it. */
export function isManaged(design: Design, component: ComponentElement): boolean {
  return flag(design, component, "managed") === true || (component.kind.base.redundant ?? false);
}

/** Whether an element states a property, and it is none of the words that deny it. */
export function states(design: Design, element: Element, name: string): boolean {
  const property = propertyOf(design, element, name);
  if (!property) return false;
  return !words(design, element, name).some((word) => word === "false" || word === "none");
}

/** What a fix that makes several instances of one states besides, so that another takes over when one is lost. */
export function takeover(node: ComponentNode | undefined): readonly string[] {
  if (!node?.stateful || node.redundant || node.element.properties.has("failover")) return [];
  return node.element.properties.has("quorum") || node.needs > 1 ? [] : ["failover: automatic"];
}
