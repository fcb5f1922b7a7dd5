/** A node for an element: a card, a pill, a narrow box. Shared by the views, so that a thing looks the same in all of them. */

import type { Facts } from "../../analysis/facts.ts";
import { word } from "../../model/access.ts";
import type { ActorElement, ComponentElement, DomainElement, PlaceElement } from "../../model/design.ts";
import type { CardNode, PictureCluster, PillNode } from "../picture.ts";
import { anchorOf } from "./anchors.ts";
import { loadBar, short, singlePoint } from "./figures.ts";
import { copies, fullTitle, heading, kindLabel, secondLine } from "./words.ts";

/** Pills are for short words: a person's title usually describes them. */
const pillTitleLimit = 20;

export type Container = DomainElement | PlaceElement | ComponentElement;

/** The card of a component. */
export function componentCard(facts: Facts, component: ComponentElement, parent: string | undefined): CardNode {
  const { design } = facts;
  const id = anchorOf(design, component);
  const title = heading(component);
  const subtitle = secondLine(design, component, title);
  const { text, several } = copies(facts, component);
  const bar = loadBar(facts, component);
  const spof = singlePoint(facts, component);
  const tooltip = fullTitle(component, title);
  const figures = text === "" && spof === true ? "×1" : text;
  return {
    shape: "card",
    id,
    title,
    family: component.kind.base.family,
    icon: component.kind.base.name,
    ...(parent === undefined ? {} : { parent }),
    ...(subtitle === undefined ? {} : { subtitle }),
    ...(figures === "" ? {} : { facts: figures }),
    ...(several ? { stack: true } : {}),
    ...(bar ? { bar } : {}),
    ...(spof ? { spof } : {}),
    ...(component.kind.base.name === "external" ? { external: true } : {}),
    ...(tooltip === undefined ? {} : { tooltip }),
  };
}

/** The pill of an actor. */
export function actorPill(facts: Facts, actor: ActorElement, parent: string | undefined): PillNode {
  const { design } = facts;
  const title = heading(actor, pillTitleLimit);
  const users = facts.evaluation.number(actor, "users");
  const tooltip = fullTitle(actor, title);
  return {
    shape: "pill",
    id: anchorOf(design, actor),
    title,
    subtitle: "actor",
    family: "people",
    icon: "actor",
    ...(parent === undefined ? {} : { parent }),
    ...(users === undefined ? {} : { facts: `${short(users)} users` }),
    ...(tooltip === undefined ? {} : { tooltip }),
  };
}

/** The box around what a domain, a place or a component contains. */
export function box(facts: Facts, container: Container, parent: string | undefined): PictureCluster {
  const { design } = facts;
  const title = heading(container);
  const tooltip = fullTitle(container, title);
  const subtitle = boxSubtitle(facts, container);
  return {
    id: anchorOf(design, container),
    kind: container.class === "place" ? container.kind : container.class,
    title,
    ...(parent === undefined ? {} : { parent }),
    ...(subtitle === undefined || subtitle === "" ? {} : { subtitle }),
    ...(container.class === "component" ? { icon: container.kind.base.name } : {}),
    ...(container.class !== "domain" && singlePoint(facts, container) === true ? { spof: true } : {}),
    ...(tooltip === undefined ? {} : { tooltip }),
  };
}

function boxSubtitle(facts: Facts, container: Container): string | undefined {
  const { design } = facts;
  if (container.class === "domain") return word(design, container, "type");
  if (container.class === "place") return container.kind;
  const kind = kindLabel(design, container);
  return [kind, copies(facts, container).text].filter((part) => part !== "").join(" · ");
}

const containerWords = { domain: "domain", region: "region", zone: "zone" } as const;

/** The card that stands for a container whose contents are folded away. */
export function foldedCard(facts: Facts, container: Container, inside: number, parent: string | undefined): CardNode {
  const { design } = facts;
  const contents = `${inside} ${inside === 1 ? "element" : "elements"}`;
  if (container.class === "component") {
    return { ...componentCard(facts, container, parent), folded: inside };
  }
  const title = heading(container);
  const kind = container.class === "place" ? container.kind : "domain";
  const type = container.class === "domain" ? word(design, container, "type") : undefined;
  const tooltip = fullTitle(container, title);
  return {
    shape: "card",
    id: anchorOf(design, container),
    title,
    subtitle: type === undefined ? containerWords[kind] : `${type} ${containerWords[kind]}`,
    facts: contents,
    family: "place",
    icon: kind,
    stack: true,
    folded: inside,
    ...(parent === undefined ? {} : { parent }),
    ...(tooltip === undefined ? {} : { tooltip }),
  };
}
