/** The domains as a map: what each holds, and which depend on which. */

import type { Facts } from "../../analysis/facts.ts";
import { enclosing, end, word } from "../../model/access.ts";
import type { DomainElement, Element, Key } from "../../model/design.ts";
import type { CardNode, Family, PictureCluster, PictureNode } from "../picture.ts";
import { anchorOf } from "./anchors.ts";
import { edgesOf, type Link } from "./links.ts";
import { actorPill, box, componentCard } from "./nodes.ts";
import type { Scene } from "./view.ts";
import { fullTitle, heading } from "./words.ts";

const families = new Map<string, Family>([
  ["core", "edge"],
  ["supporting", "compute"],
  ["generic", "external"],
]);

/** Draws every domain as one card, domains with domains inside as boxes, and whatever stands outside of all. */
export function domainMap(facts: Facts): Scene {
  const { design } = facts;
  const domains = design.all("domain");
  const isBox = new Set<Key>(
    domains.flatMap(({ parent }) => (design.get(parent)?.class === "domain" ? [parent ?? ""] : [])),
  );
  const contents = new Map<Key, { components: number; entities: number; apis: number }>();
  const count = (element: Element, what: "components" | "entities" | "apis"): void => {
    const domain = enclosing(design, element, "domain");
    if (!domain) return;
    const counts = contents.get(domain.key) ?? { components: 0, entities: 0, apis: 0 };
    counts[what]++;
    contents.set(domain.key, counts);
  };
  for (const component of design.all("component")) count(component, "components");
  for (const entity of design.all("entity")) count(entity, "entities");
  for (const api of design.all("api")) count(api, "apis");

  const clusters: PictureCluster[] = [];
  const nodes: PictureNode[] = [];
  const shownAs = new Map<string, string>();
  const around = (element: Element): string | undefined => {
    const domain = enclosing(design, element, "domain");
    return domain ? anchorOf(design, domain) : undefined;
  };
  for (const domain of domains) {
    if (isBox.has(domain.key)) clusters.push(box(facts, domain, around(domain)));
    else nodes.push(card(facts, domain, contents.get(domain.key), around(domain)));
  }

  // Who talks with a domain from outside belongs to the map, too.
  const outside = new Set<Key>();
  const links: Link[] = [];
  const drawnAs = (element: Element): string => {
    const domain = enclosing(design, element, "domain");
    if (domain) return anchorOf(design, domain);
    outside.add(element.key);
    return anchorOf(design, element);
  };
  for (const connection of design.all("connection")) {
    const from = end(design, connection.from);
    const to = end(design, connection.to);
    if (!from || !to) continue;
    if (!enclosing(design, from, "domain") && !enclosing(design, to, "domain")) continue;
    const [fromId, toId] = [drawnAs(from), drawnAs(to)];
    if (fromId !== toId) links.push({ connection, from: fromId, to: toId });
  }
  for (const element of [...design.all("actor"), ...design.all("component")]) {
    const domain = enclosing(design, element, "domain");
    if (domain) shownAs.set(anchorOf(design, element), anchorOf(design, domain));
    else if (!outside.has(element.key)) continue;
    else
      nodes.push(
        element.class === "actor" ? actorPill(facts, element, undefined) : componentCard(facts, element, undefined),
      );
  }
  for (const entity of design.all("entity")) {
    const domain = enclosing(design, entity, "domain");
    if (domain) shownAs.set(anchorOf(design, entity), anchorOf(design, domain));
  }
  return {
    nodes,
    clusters,
    edges: edgesOf(facts, links, shownAs),
    shownAs,
    description: `${domains.length} ${domains.length === 1 ? "domain" : "domains"}`,
  };
}

function card(
  facts: Facts,
  domain: DomainElement,
  counts: { readonly components: number; readonly entities: number; readonly apis: number } | undefined,
  parent: string | undefined,
): CardNode {
  const { design } = facts;
  const title = heading(domain);
  const tooltip = fullTitle(domain, title);
  const type = word(design, domain, "type");
  const parts = [
    plural(counts?.components ?? 0, "component", "components"),
    plural(counts?.entities ?? 0, "entity", "entities"),
    plural(counts?.apis ?? 0, "API", "APIs"),
  ].filter((part) => part !== "");
  return {
    shape: "card",
    id: anchorOf(design, domain),
    title,
    subtitle: type === undefined ? "domain" : `${type} domain`,
    family: families.get(type ?? "") ?? "place",
    icon: "domain",
    ...(parent === undefined ? {} : { parent }),
    ...(parts.length > 0 ? { facts: parts.join(" · ") } : {}),
    ...(tooltip === undefined ? {} : { tooltip }),
  };
}

const plural = (count: number, one: string, many: string): string =>
  count === 0 ? "" : `${count} ${count === 1 ? one : many}`;
