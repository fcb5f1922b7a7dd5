/** The buttons in the corner: nearer, farther, all of it. */

import { html, iconButton } from "./dom.ts";

export interface ZoomEvents {
  zoom(factor: number): void;
  fit(): void;
  actualSize(): void;
}

export class ZoomControls {
  readonly element: HTMLElement;
  readonly #scale: HTMLButtonElement;

  constructor(events: ZoomEvents) {
    this.#scale = html("button", {
      class: "zoom-scale",
      type: "button",
      title: "Actual size (1)",
      onClick: () => events.actualSize(),
    });
    this.element = html(
      "div",
      { class: "zoom", role: "toolbar", label: "Zoom" },
      iconButton("minus", "Zoom out", () => events.zoom(1 / 1.25), "-"),
      this.#scale,
      iconButton("plus", "Zoom in", () => events.zoom(1.25), "+"),
      html("span", { class: "zoom-gap" }),
      iconButton("fit", "Fit", () => events.fit(), "0"),
    );
  }

  show(scale: number): void {
    const text = `${Math.round(scale * 100)}%`;
    if (this.#scale.textContent === text) return;
    this.#scale.textContent = text;
    this.#scale.setAttribute("aria-label", `${text}, actual size`);
  }
}
