/** Says of an element what the editor's hover says, once the pointer rests on it. */

import { fill, html } from "./dom.ts";
import { render } from "./markdown.ts";

/** How long the pointer rests before the card is asked for, in milliseconds. */
const rest = 450;
const margin = 12;

export class HoverCard {
  readonly element = html("div", { class: "hover-card", role: "tooltip", hidden: true });
  readonly #ask: (id: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #id: string | undefined;
  #tip = "";
  #at = { x: 0, y: 0 };

  constructor(ask: (id: string) => void) {
    this.#ask = ask;
  }

  /** The pointer is at an element, or at none. `tip` is what the picture itself says of it. */
  point(id: string | undefined, tip: string, x: number, y: number): void {
    this.#at = { x, y };
    if (id === this.#id) return;
    this.hide();
    this.#id = id;
    this.#tip = tip;
    if (id === undefined) return;
    this.#timer = setTimeout(() => this.#ask(id), rest);
  }

  /** What the editor says of it; shown if the pointer is still there. */
  answer(id: string, markdown: string): void {
    if (id !== this.#id || (markdown.trim() === "" && this.#tip === "")) return;
    if (markdown.trim() === "") fill(this.element, html("p", {}, this.#tip));
    else fill(this.element, ...render(markdown));
    this.element.hidden = false;
    const { width, height } = this.element.getBoundingClientRect();
    const { innerWidth, innerHeight } = window;
    const below = this.#at.y + margin + height < innerHeight;
    this.element.style.left = `${Math.max(4, Math.min(this.#at.x + margin, innerWidth - width - 4))}px`;
    this.element.style.top = `${Math.max(4, below ? this.#at.y + margin : this.#at.y - height - margin)}px`;
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#id = undefined;
    this.element.hidden = true;
  }
}
