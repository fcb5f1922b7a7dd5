/** The picture on the page: its elements by name, and its change from one state to the next. */

import type { Box, Size } from "./camera.ts";
import { glide, type Snapshot, snapshot } from "./glide.ts";
import { placeOf } from "./place.ts";
import { pictureFrom } from "./sanitise.ts";
import type { Shape, ShapeKind } from "./shape.ts";

const kinds: ReadonlyMap<string, ShapeKind> = new Map([
  ["sd-node", "node"],
  ["sd-edge", "edge"],
  ["sd-cluster", "cluster"],
]);

export class Picture {
  /** Moves and scales with the camera. */
  readonly sheet: HTMLElement;
  #svg: SVGSVGElement | undefined;
  #shapes = new Map<string, Shape>();
  #byId = new Map<string, Shape>();
  #boxes = new Map<string, Box>();

  constructor(sheet: HTMLElement) {
    this.sheet = sheet;
  }

  get size(): Size {
    const box = this.#svg?.viewBox.baseVal;
    return { width: box?.width ?? 0, height: box?.height ?? 0 };
  }

  get svg(): SVGSVGElement | undefined {
    return this.#svg;
  }

  get shapes(): Iterable<Shape> {
    return this.#shapes.values();
  }

  /** Shows a picture; false when it is none, in which case the last one stays. With `animate`, what moved glides. */
  show(text: string, animate: boolean): boolean {
    const svg = pictureFrom(text);
    if (!svg) return false;
    const before: Snapshot | undefined = animate && this.#svg ? snapshot(this.#shapes.values()) : undefined;
    this.#svg = svg;
    this.#shapes = shapesOf(svg);
    this.#boxes.clear();
    this.#byId = new Map();
    for (const shape of this.#shapes.values()) if (!this.#byId.has(shape.id)) this.#byId.set(shape.id, shape);
    this.sheet.replaceChildren(svg);
    if (before) glide(before, this.#shapes.values());
    return true;
  }

  clear(): void {
    this.#svg = undefined;
    this.#shapes = new Map();
    this.#byId = new Map();
    this.#boxes.clear();
    this.sheet.replaceChildren();
  }

  /** The element with a key of the picture. */
  get(key: string): Shape | undefined {
    return this.#shapes.get(key);
  }

  /** The element that shows an element of the design. */
  find(id: string): Shape | undefined {
    return this.#byId.get(id);
  }

  /** The element of the picture that a part of the page belongs to. */
  at(target: EventTarget | null): Shape | undefined {
    const group = target instanceof Element ? target.closest("[data-key]") : null;
    return group ? this.#shapes.get(group.getAttribute("data-key") ?? "") : undefined;
  }

  /** Where an element is in the picture. */
  box(shape: Shape): Box {
    const known = this.#boxes.get(shape.key);
    if (known) return known;
    const { x, y, width, height } = shape.element.getBBox();
    const moved = placeOf(shape.element);
    const box = { x: x + moved.x, y: y + moved.y, width, height };
    this.#boxes.set(shape.key, box);
    return box;
  }

  /** The connections of an element, and what is at their other ends. */
  around(shape: Shape): ReadonlySet<Shape> {
    const near = new Set<Shape>([shape]);
    const ends = new Set<string>(shape.kind === "edge" ? [shape.from ?? "", shape.to ?? ""] : [shape.key]);
    if (shape.kind === "cluster") for (const inside of this.#inside(shape)) ends.add(inside.key);
    for (const key of ends) this.#add(near, key);
    if (shape.kind === "edge") return near;
    for (const edge of this.#shapes.values()) {
      if (edge.kind !== "edge" || edge.from === undefined || edge.to === undefined) continue;
      if (!ends.has(edge.from) && !ends.has(edge.to)) continue;
      near.add(edge);
      this.#add(near, edge.from);
      this.#add(near, edge.to);
    }
    return near;
  }

  #add(near: Set<Shape>, key: string): void {
    const shape = this.#shapes.get(key);
    if (shape) near.add(shape);
  }

  #inside(cluster: Shape): readonly Shape[] {
    const outer = this.box(cluster);
    return [...this.#shapes.values()].filter((shape) => {
      if (shape.kind === "edge" || shape === cluster) return false;
      const box = this.box(shape);
      return (
        box.x >= outer.x &&
        box.y >= outer.y &&
        box.x + box.width <= outer.x + outer.width &&
        box.y + box.height <= outer.y + outer.height
      );
    });
  }
}

function shapesOf(svg: SVGSVGElement): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const element of svg.querySelectorAll<SVGGElement>("g[data-key]")) {
    const kind = [...element.classList].map((name) => kinds.get(name)).find((found) => found !== undefined);
    const key = element.getAttribute("data-key");
    if (kind === undefined || key === null || shapes.has(key)) continue;
    const from = element.getAttribute("data-from");
    const to = element.getAttribute("data-to");
    shapes.set(key, {
      key,
      kind,
      element,
      id: element.getAttribute("data-id") ?? key,
      label: element.getAttribute("aria-label") ?? "",
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
    });
  }
  return shapes;
}
