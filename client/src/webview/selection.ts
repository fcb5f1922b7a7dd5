/** What stands out in the picture: what is selected, what the editor's cursor is at, what a step of a flow is about. */

import type { Picture } from "./picture.ts";
import type { Shape } from "./shape.ts";

export class Selection {
  readonly #picture: Picture;
  /** Elements that are drawn as a part of another one. */
  #shownAs: ReadonlyMap<string, string> = new Map();
  #selected: string | undefined;
  #cursor: readonly string[] = [];
  #step: readonly string[] | undefined;

  constructor(picture: Picture) {
    this.#picture = picture;
  }

  get selected(): Shape | undefined {
    return this.#selected === undefined ? undefined : this.#picture.get(this.#selected);
  }

  /** The first of some elements of the design, or what stands for it, that is in the picture. */
  find(ids: readonly string[]): Shape | undefined {
    for (const id of ids) {
      const shape = this.#picture.find(id) ?? this.#picture.find(this.#shownAs.get(id) ?? "");
      if (shape) return shape;
    }
    return undefined;
  }

  load(shownAs: readonly (readonly [string, string])[]): void {
    this.#shownAs = new Map(shownAs);
  }

  select(shape: Shape | undefined): void {
    this.#selected = shape?.key;
    this.apply();
  }

  /** The elements at the cursor; returns the one that is drawn. */
  cursor(ids: readonly string[]): Shape | undefined {
    this.#cursor = ids;
    this.apply();
    return this.find(ids);
  }

  /** The elements of a step; everything else steps back. */
  step(anchors: readonly string[] | undefined): void {
    this.#step = anchors;
    this.apply();
  }

  /** Writes all of it onto the picture; after every change of the picture as well. */
  apply(): void {
    const { selected } = this;
    if (!selected) this.#selected = undefined;
    const cursor = this.find(this.#cursor);
    const near = this.#step
      ? new Set(this.#step.flatMap((id) => this.find([id]) ?? []))
      : selected
        ? this.#picture.around(selected)
        : undefined;
    this.#picture.sheet.classList.toggle("has-focus", near !== undefined);
    for (const shape of this.#picture.shapes) {
      const { classList } = shape.element;
      classList.toggle("is-selected", shape === selected);
      classList.toggle("is-cursor", shape === cursor);
      classList.toggle("is-near", near?.has(shape) ?? false);
      classList.toggle("is-step", this.#step !== undefined && (near?.has(shape) ?? false));
      if (shape === selected) shape.element.setAttribute("aria-current", "true");
      else shape.element.removeAttribute("aria-current");
    }
  }
}
