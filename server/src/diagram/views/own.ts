/** The design's own views: what `include` and `exclude` pick, drawn as what it is. */

import type { Facts } from "../../analysis/facts.ts";
import { end, propertyOf, targetKeys, targets, word } from "../../model/access.ts";
import type { Design, Element, Key, ViewElement } from "../../model/design.ts";
import type { PictureEdge } from "../picture.ts";
import { anchorOf } from "./anchors.ts";
import { architecture } from "./architecture.ts";
import { dataModel } from "./data.ts";
import { flowScene } from "./flow.ts";
import { processScene } from "./process.ts";
import { traceScene } from "./trace.ts";
import type { Overlay, Scene, ViewOptions } from "./view.ts";

/**
 * Draws a view of the design's own. Without `include` it holds every actor and component. A single flow is drawn as
 * its steps, processes as event storming, entities alone as a data model, requirements alone as a trace, and
 * components with entities as an architecture with tables in it.
 */
export function ownView(facts: Facts, view: ViewElement, options: ViewOptions): Scene {
  const { design } = facts;
  const included = elements(design, view, "include");
  const excluded = new Set(elements(design, view, "exclude").flatMap((element) => inside(design, element)));
  const scene = draw(facts, included, excluded, options);
  const direction = word(design, view, "direction");
  const overlay = word(design, view, "color");
  return {
    ...scene,
    ...(direction === "TB" || direction === "LR" ? { direction, directionStated: true } : {}),
    ...(isOverlay(overlay) ? { overlay } : {}),
  };
}

function draw(facts: Facts, included: readonly Element[], excluded: ReadonlySet<Key>, options: ViewOptions): Scene {
  const { design } = facts;
  const classes = new Set(included.map((element) => element.class));
  const [first] = included;
  if (first?.class === "flow" && included.length === 1) return flowScene(facts, first, options);
  if (included.length > 0 && onlyOf(classes, "process")) {
    return processScene(
      facts,
      included.flatMap((element) => (element.class === "process" ? [element] : [])),
    );
  }
  if (included.length > 0 && onlyOf(classes, "requirement", "quality")) {
    return traceScene(facts, new Set(included.map(({ key }) => key)));
  }
  const picked = new Set<Key>(
    included.length > 0
      ? included.flatMap((element) => inside(design, element))
      : [...design.all("actor"), ...design.all("component")].map(({ key }) => key),
  );
  for (const key of excluded) picked.delete(key);
  const entities = design.all("entity").filter(({ key }) => picked.has(key));
  if (entities.length > 0 && onlyOf(classes, "entity"))
    return dataModel(facts, options, new Set(entities.map(({ key }) => key)));
  const scene = architecture(facts, { ...options, only: picked });
  if (entities.length === 0 || !classes.has("entity")) return scene;
  const data = dataModel(facts, options, new Set(entities.map(({ key }) => key)));
  return {
    ...scene,
    nodes: [...scene.nodes, ...data.nodes.map(({ parent: _, ...table }) => table)],
    edges: [...scene.edges, ...data.edges, ...storage(design, picked, scene)],
    shownAs: new Map([...data.shownAs, ...scene.shownAs]),
  };
}

/** Dotted lines from stores to the tables that they keep. */
function storage(design: Design, picked: ReadonlySet<Key>, scene: Scene): readonly PictureEdge[] {
  const edges = new Map<string, PictureEdge>();
  for (const component of design.all("component")) {
    if (!picked.has(component.key)) continue;
    const kept = new Set([
      ...targets(design, component, "stores", "entity"),
      ...targets(design, component, "stores", "field").flatMap(({ parent }) => {
        const entity = design.get(parent);
        return entity?.class === "entity" ? [entity] : [];
      }),
    ]);
    for (const entity of kept) {
      if (!picked.has(entity.key)) continue;
      const own = anchorOf(design, component);
      const from = scene.shownAs.get(own) ?? own;
      const to = anchorOf(design, entity);
      const id = `${from} stores ${to}`;
      edges.set(id, { id, anchor: own, from, to, style: "optional", label: ["stores"] });
    }
  }
  return [...edges.values()];
}

const onlyOf = (classes: ReadonlySet<string>, ...allowed: readonly string[]): boolean =>
  [...classes].every((of) => allowed.includes(of));

function isOverlay(text: string | undefined): text is Overlay {
  return text === "kind" || text === "load" || text === "availability" || text === "domain";
}

function elements(design: Design, view: ViewElement, property: "include" | "exclude"): readonly Element[] {
  if (!propertyOf(design, view, property)) return [];
  return targetKeys(design, view, property).flatMap((key) => design.get(key) ?? []);
}

/** An element and everything that naming it means: its contents, those who take part, those who serve it. */
function inside(design: Design, element: Element): readonly Key[] {
  const keys = new Set<Key>();
  const queue: Element[] = [element];
  for (let at = queue.pop(); at; at = queue.pop()) {
    if (keys.has(at.key)) continue;
    keys.add(at.key);
    if (at.class === "domain" || at.class === "place" || at.class === "component")
      queue.push(...design.children(at.key));
    if (at.class === "flow") {
      for (const step of at.steps)
        queue.push(...[end(design, step.from), end(design, step.to)].flatMap((found) => found ?? []));
    }
    if (at.class === "place") {
      for (const component of design.all("component")) {
        const places = [
          ...targets(design, component, "zones", "place"),
          ...targets(design, component, "regions", "place"),
        ];
        if (places.includes(at)) queue.push(component);
      }
    }
    if (at.class === "api") {
      const { key } = at;
      for (const component of design.all("component")) {
        if (targets(design, component, "serves", "api").some((api) => api.key === key)) keys.add(component.key);
      }
    }
  }
  return [...keys];
}
