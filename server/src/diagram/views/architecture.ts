/** The architecture: people, components and places as nested boxes, connections between them. */

import type { Facts } from "../../analysis/facts.ts";
import { end } from "../../model/access.ts";
import type { ConnectionElement, Key } from "../../model/design.ts";
import type { PictureCluster, PictureNode } from "../picture.ts";
import { anchorOf } from "./anchors.ts";
import { folding } from "./folding.ts";
import { edgesOf, type Link } from "./links.ts";
import { actorPill, box, componentCard, foldedCard } from "./nodes.ts";
import { type Drawable, place } from "./placement.ts";
import type { Scene, ViewOptions } from "./view.ts";

export interface ArchitectureOptions extends ViewOptions {
  /** What to show; everything where it is left out. */
  readonly only?: ReadonlySet<Key>;
  /** The connections to draw, with what to write on them; all of them where it is left out. */
  readonly links?: readonly {
    readonly connection: ConnectionElement;
    readonly step: number;
    readonly label?: string;
  }[];
}

/** Draws the actors and components of a design, in their domains, places and enclosing components. */
export function architecture(facts: Facts, options: ArchitectureOptions = {}): Scene {
  const { design } = facts;
  const { only } = options;
  const everybody: readonly Drawable[] = [...design.all("actor"), ...design.all("component")].filter(
    // What is being written has no name yet: a card that comes and goes with every key would only disturb.
    ({ key, name }) => name !== "" && (only === undefined || only.has(key)),
  );
  const { shown, fold, notice } = folding(design, everybody, options);
  const placement = place(design, shown, fold);
  const shownAs = new Map<string, string>();

  const boxKeys = new Set(placement.boxes.map(({ key }) => key));
  const idOf = (key: Key): string | undefined => {
    const element = design.get(key);
    return element ? anchorOf(design, element) : undefined;
  };
  const parentOf = (key: Key): string | undefined => {
    const container = placement.boxOf(key);
    return container ? anchorOf(design, container) : undefined;
  };

  const clusters: PictureCluster[] = placement.boxes.map((container) => box(facts, container, parentOf(container.key)));
  const nodes: PictureNode[] = [];
  const drawn = new Set<Key>();
  for (const element of shown) {
    const key = placement.drawnAs(element.key);
    if (key !== element.key) {
      const card = idOf(key);
      if (card !== undefined) shownAs.set(anchorOf(design, element), card);
    }
    if (drawn.has(key) || boxKeys.has(key)) continue;
    drawn.add(key);
    const parent = parentOf(key);
    const container = design.get(key);
    if (container?.class === "actor") nodes.push(actorPill(facts, container, parent));
    else if (container?.class === "component" && !placement.folded.has(key)) {
      nodes.push(componentCard(facts, container, parent));
    } else if (container?.class === "component" || container?.class === "domain" || container?.class === "place") {
      nodes.push(foldedCard(facts, container, placement.folded.get(key) ?? 0, parent));
    }
  }

  const present = (key: Key): boolean => drawn.has(key) || boxKeys.has(key);
  const links: Link[] = [];
  const stated = options.links ?? design.all("connection").map((connection) => ({ connection, step: undefined }));
  for (const { connection, step, ...rest } of stated) {
    const from = end(design, connection.from);
    const to = end(design, connection.to);
    if (!from || !to) continue;
    const [fromKey, toKey] = [placement.drawnAs(from.key), placement.drawnAs(to.key)];
    if (!present(fromKey) || !present(toKey)) continue;
    // What goes on inside of a folded box is not seen.
    if (fromKey === toKey && from.key !== to.key) continue;
    const [fromId, toId] = [idOf(fromKey), idOf(toKey)];
    if (fromId === undefined || toId === undefined) continue;
    links.push({ connection, from: fromId, to: toId, ...(step === undefined ? {} : { steps: [step] }), ...rest });
  }

  return {
    nodes,
    clusters,
    edges: edgesOf(facts, links, shownAs),
    shownAs,
    foldable: placement.boxes.map((container) => anchorOf(design, container)),
    folded: [...placement.folded.keys()].flatMap((key) => idOf(key) ?? []),
    description: describe(nodes, links.length),
    ...(notice === undefined ? {} : { notice }),
  };
}

function describe(nodes: readonly PictureNode[], connections: number): string {
  const people = nodes.filter(({ shape }) => shape === "pill").length;
  const parts = [
    count(people, "person or party", "people or parties"),
    count(nodes.length - people, "component", "components"),
    count(connections, "connection", "connections"),
  ].filter((part) => part !== "");
  return parts.join(", ");
}

const count = (n: number, one: string, many: string): string => (n === 0 ? "" : `${n} ${n === 1 ? one : many}`);
