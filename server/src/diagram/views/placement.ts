/** Who stands inside whom, and what is folded into a card. */

import { targets } from "../../model/access.ts";
import type { ActorElement, ComponentElement, Design, Element, Key } from "../../model/design.ts";
import type { Container } from "./nodes.ts";

/** Boxes nested deeper than this are folded: nobody reads them, and Graphviz' stack is not endless. */
const deepest = 6;

export type Drawable = ActorElement | ComponentElement;

export interface Placement {
  /** The card that shows an element: itself, or the outermost folded container around it. */
  drawnAs(key: Key): Key;
  /** The innermost box around an element that is drawn, or undefined. */
  boxOf(key: Key): Container | undefined;
  /** The containers with something drawn inside: they become boxes. In order from the outermost. */
  readonly boxes: readonly Container[];
  /** The containers that became cards, with how many elements they hold. */
  readonly folded: ReadonlyMap<Key, number>;
}

function asContainer(element: Element | undefined): Container | undefined {
  return element?.class === "domain" || element?.class === "place" || element?.class === "component"
    ? element
    : undefined;
}

/** The container that an element is declared in, or the one zone that it names. */
function home(design: Design, element: Drawable | Container): Container | undefined {
  for (let at = design.get(element.parent); at; at = design.get(at.parent)) {
    const container = asContainer(at);
    if (container) return container;
  }
  if (element.class !== "component") return undefined;
  const zones = targets(design, element, "zones", "place");
  if (zones.length > 0) return zones.length === 1 ? zones[0] : undefined;
  const regions = targets(design, element, "regions", "place");
  return regions.length === 1 ? regions[0] : undefined;
}

/**
 * Places elements into their boxes. `shown` are the actors and components of the view; a component with other shown
 * ones inside is a box, unless it is in `fold`, as everything beyond the deepest level is.
 */
export function place(design: Design, shown: readonly Drawable[], fold: ReadonlySet<Key>): Placement {
  const homes = new Map<Key, Container | undefined>();
  const homeOf = (element: Drawable | Container): Container | undefined => {
    if (!homes.has(element.key)) homes.set(element.key, home(design, element));
    return homes.get(element.key);
  };

  /** The containers around an element, innermost first; a circle of zones and components is cut. */
  const chains = new Map<Key, readonly Container[]>();
  const chainOf = (element: Drawable): readonly Container[] => {
    const known = chains.get(element.key);
    if (known) return known;
    const chain: Container[] = [];
    const seen = new Set<Key>([element.key]);
    for (let at = homeOf(element); at && !seen.has(at.key); at = homeOf(at)) {
      seen.add(at.key);
      chain.push(at);
    }
    chains.set(element.key, chain);
    return chain;
  };

  const drawn = new Map<Key, Key>();
  const folded = new Map<Key, number>();
  const boxes = new Map<Key, { readonly container: Container; readonly depth: number }>();
  const around = new Map<Key, Container | undefined>();
  for (const element of shown) {
    const chain = chainOf(element);
    let outermost = chain.findLastIndex((container) => fold.has(container.key));
    const tooDeep = chain.length - 1 - deepest;
    if (tooDeep >= 0) outermost = Math.max(outermost, tooDeep);
    const card = chain[outermost];
    const boxed = chain.slice(outermost + 1);
    if (card) {
      drawn.set(element.key, card.key);
      folded.set(card.key, (folded.get(card.key) ?? 0) + 1);
      around.set(card.key, boxed[0]);
    } else {
      around.set(element.key, boxed[0]);
    }
    boxed.forEach((container, index) => {
      boxes.set(container.key, { container, depth: boxed.length - 1 - index });
      around.set(container.key, boxed[index + 1]);
    });
  }
  // What a folded component holds is counted without the component itself.
  return {
    drawnAs: (key) => drawn.get(key) ?? key,
    boxOf: (key) => around.get(key),
    boxes: [...boxes.values()].sort((a, b) => a.depth - b.depth).map(({ container }) => container),
    folded,
  };
}
