/** What can be done with what is selected. */

import { fill, html, iconButton } from "./dom.ts";
import type { Shape } from "./shape.ts";

export interface SelectionActions {
  zoom(): void;
  takeDown(): void;
  takeOneDown(): void;
  fold(shape: Shape): void;
}

/** What the design allows to be done with an element. */
export interface Abilities {
  readonly foldable: boolean;
  readonly folded: boolean;
  readonly canFail: boolean;
  readonly several: boolean;
}

export class SelectionBar {
  readonly element = html("div", { class: "selection-bar", role: "toolbar", label: "Selection", hidden: true });
  readonly #actions: SelectionActions;
  readonly #abilities: (shape: Shape) => Abilities;

  constructor(actions: SelectionActions, abilities: (shape: Shape) => Abilities) {
    this.#actions = actions;
    this.#abilities = abilities;
  }

  show(shape: Shape | undefined): void {
    this.element.hidden = shape === undefined;
    if (!shape) return;
    const { foldable, folded, canFail, several } = this.#abilities(shape);
    const { zoom, takeDown, takeOneDown, fold } = this.#actions;
    fill(
      this.element,
      iconButton("search", "Zoom to it", zoom, "z"),
      (foldable || folded) &&
        iconButton(folded ? "plus" : "minus", folded ? "Open it" : "Fold it", () => fold(shape), "e"),
      canFail && iconButton("outage", "What if it is down?", takeDown, "x"),
      canFail && several && iconButton("outage-one", "What if one instance is down?", takeOneDown, "Shift+X"),
    );
  }
}
