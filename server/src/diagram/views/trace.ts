/** Traceability: requirement to endpoint to component to store to entity, and requirement to flow. */

import type { Facts } from "../../analysis/facts.ts";
import { endpointProperty } from "../../analysis/routes.ts";
import { targets, word } from "../../model/access.ts";
import type {
  ComponentElement,
  Design,
  Element,
  EndpointElement,
  EntityElement,
  FunctionalElement,
  Key,
  QualityElement,
} from "../../model/design.ts";
import type { Level, PictureEdge, PictureNode, TraceNode } from "../picture.ts";
import { anchorOf } from "./anchors.ts";
import { percentText } from "./figures.ts";
import { reachableFrom } from "./reach.ts";
import type { Scene } from "./view.ts";
import { heading, kindLabel } from "./words.ts";

const columns = { requirement: 0, endpoint: 1, flow: 1, component: 2, store: 3, entity: 4 } as const;

type Look = Omit<TraceNode, "id" | "shape" | "title"> & { readonly column: number };

/** Draws how each requirement is met. A requirement that nothing satisfies stands alone, marked. */
export function traceScene(facts: Facts, only?: ReadonlySet<Key>): Scene {
  const { design } = facts;
  const drawing = new TraceDrawing(facts);
  const wanted = ({ key }: Element): boolean => only === undefined || only.has(key);
  for (const requirement of design.all("requirement")) if (wanted(requirement)) drawing.requirement(requirement);
  for (const quality of design.all("quality")) if (wanted(quality)) drawing.quality(quality, only !== undefined);
  return {
    nodes: [...drawing.nodes.values()],
    clusters: [],
    edges: [...drawing.edges.values()],
    shownAs: new Map(),
    direction: "LR",
    description: "From each requirement to what satisfies it, what serves that, and where its data is kept",
  };
}

class TraceDrawing {
  readonly nodes = new Map<Key, PictureNode>();
  readonly edges = new Map<string, PictureEdge>();
  readonly #facts: Facts;
  readonly #design: Design;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#design = facts.design;
  }

  requirement(requirement: FunctionalElement): void {
    const trace = this.#facts.trace.requirement(requirement.key);
    const priority = word(this.#design, requirement, "priority") ?? "functional";
    const below = priority === "should" || priority === "could" || priority === "wont";
    const verdict: Level | undefined = trace?.satisfied ? "ok" : below ? undefined : "over";
    this.#add(requirement, {
      family: "people",
      icon: "requirement",
      subtitle: named(requirement, priority),
      column: columns.requirement,
      ...(verdict === undefined ? {} : { verdict }),
      ...(below ? { muted: true } : {}),
    });
    for (const endpoint of trace?.endpoints ?? []) this.#endpoint(requirement, endpoint);
    for (const flow of trace?.flows ?? []) this.#flow(requirement, flow);
    const servers = new Set(trace?.endpoints.flatMap(({ parent }) => this.#facts.trace.servers(parent ?? "")));
    for (const component of trace?.components ?? []) {
      if (!servers.has(component)) this.#component(requirement, component);
    }
  }

  /** A quality and what it is about; one about the whole system has nothing to be joined with and is left out. */
  quality(quality: QualityElement, always: boolean): void {
    const about = quality.for.flatMap(({ target }) => this.#design.get(target) ?? []);
    const drawn = about.filter(({ class: of }) => ["endpoint", "api", "flow", "component", "entity"].includes(of));
    if (drawn.length === 0 && !always) return;
    const { text, verdict } = this.#verdict(quality);
    this.#add(quality, {
      family: "messaging",
      icon: "quality",
      subtitle: named(quality, text ?? quality.quality.name),
      column: columns.requirement,
      ...(verdict === undefined ? {} : { verdict }),
    });
    for (const element of drawn) {
      if (element.class === "endpoint") this.#endpoint(quality, element);
      else if (element.class === "flow") this.#flow(quality, element);
      else if (element.class === "component") this.#component(quality, element);
      else if (element.class === "entity") this.#entity(quality, element);
      else {
        for (const child of this.#design.children(element.key)) {
          if (child.class === "endpoint") this.#endpoint(quality, child);
        }
      }
    }
  }

  #verdict(quality: QualityElement): { readonly text?: string; readonly verdict?: Level } {
    const results = this.#facts.failure.verdicts.find((verdict) => verdict.quality === quality)?.results ?? [];
    const worst = results.toSorted((a, b) => a.availability.low - b.availability.low)[0];
    if (!worst) return {};
    const { low, exact } = worst.availability;
    return {
      text: `${exact ? "" : "at least "}${percentText(low)}`,
      verdict: worst.met === undefined ? "warn" : worst.met ? "ok" : "over",
    };
  }

  #endpoint(from: Element, endpoint: EndpointElement): void {
    const { trace } = this.#facts;
    this.#add(
      endpoint,
      { family: "edge", icon: "endpoint", subtitle: endpointSubtitle(endpoint), column: columns.endpoint },
      endpointTitle(endpoint),
    );
    this.#join(from, endpoint);
    for (const component of trace.servers(endpoint.parent ?? "")) {
      this.#component(endpoint, component);
      const reached = reachableFrom(this.#design, component.key);
      for (const entity of this.#entitiesOf(endpoint)) {
        for (const store of trace.stores(entity.key)) {
          if (store !== component && !reached.has(store.key)) continue;
          if (store !== component) {
            this.#add(store, { ...this.#look(store), column: columns.store });
            this.#join(component, store);
          }
          this.#entity(store, entity);
        }
      }
    }
  }

  #entitiesOf(endpoint: EndpointElement): readonly EntityElement[] {
    const entities = (["reads", "writes"] as const).flatMap((name) => {
      const owner = endpointProperty(this.#design, endpoint, name);
      return owner ? targets(this.#design, owner, name, "entity") : [];
    });
    return [...new Set(entities)];
  }

  #flow(from: Element, flow: Element): void {
    this.#add(flow, { family: "messaging", icon: "command", subtitle: "flow", column: columns.flow });
    this.#join(from, flow);
  }

  #component(from: Element, component: ComponentElement): void {
    this.#add(component, { ...this.#look(component), column: columns.component });
    this.#join(from, component);
  }

  #entity(from: Element, entity: EntityElement): void {
    const look = { family: "data", icon: "entity", subtitle: "entity", column: columns.entity } as const;
    this.#add(entity, look, entity.name || undefined);
    this.#join(from, entity);
  }

  #look(component: ComponentElement): Pick<TraceNode, "family" | "icon" | "subtitle"> {
    const { base } = component.kind;
    return { family: base.family, icon: base.name, subtitle: kindLabel(this.#design, component) };
  }

  #add(element: Element, look: Look, title = heading(element, 44)): void {
    if (this.nodes.has(element.key)) return;
    this.nodes.set(element.key, { shape: "trace", id: anchorOf(this.#design, element), title, ...look });
  }

  #join(from: Element, to: Element): void {
    const [fromId, toId] = [anchorOf(this.#design, from), anchorOf(this.#design, to)];
    const id = `${fromId} to ${toId}`;
    if (fromId === toId || this.edges.has(id)) return;
    this.edges.set(id, { id, anchor: toId, from: fromId, to: toId, style: "sync" });
  }
}

/** The name in front of what else is said, where the title does not say it already. */
function named(element: Element, second: string): string {
  return heading(element, 44) === element.name ? second : `${element.name} · ${second}`;
}

function endpointTitle(endpoint: EndpointElement): string {
  if (endpoint.route !== undefined) return `${endpoint.verb} ${endpoint.route}`;
  return `${endpoint.name}(${endpoint.parameters.map(({ name }) => name.text).join(", ")})`;
}

function endpointSubtitle(endpoint: EndpointElement): string {
  if (endpoint.title !== undefined) return endpoint.title;
  return endpoint.route === undefined ? endpoint.verb : (endpoint.node.name?.text ?? "endpoint");
}
