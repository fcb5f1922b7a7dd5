/** Steps through a flow: one step at a time stands out, and its words are read. */

import type { PreviewStep } from "../../../server/src/service/protocol.ts";
import { fill, html, iconButton } from "./dom.ts";

export class Player {
  readonly element = html("div", { class: "player", role: "group", label: "Steps of the flow", hidden: true });
  readonly #changed: (step: PreviewStep | undefined) => void;
  readonly #count = html("span", { class: "player-count" });
  readonly #text = html("span", { class: "player-text", attributes: { "aria-live": "polite" } });
  #steps: readonly PreviewStep[] = [];
  #at = -1;

  constructor(changed: (step: PreviewStep | undefined) => void) {
    this.#changed = changed;
    fill(
      this.element,
      iconButton("previous", "Previous step", () => this.move(-1), "p"),
      this.#count,
      this.#text,
      iconButton("next", "Next step", () => this.move(1), "n"),
    );
  }

  get step(): PreviewStep | undefined {
    return this.#steps[this.#at];
  }

  get isOpen(): boolean {
    return this.#steps.length > 0;
  }

  /** The steps of what is shown; none for anything but a flow. */
  load(steps: readonly PreviewStep[]): void {
    const number = this.step?.number;
    this.#steps = steps;
    this.#at = number === undefined ? -1 : steps.findIndex((step) => step.number === number);
    this.#write();
  }

  /** Goes a step on or back; false when there are none. */
  move(by: 1 | -1): boolean {
    if (this.#steps.length === 0) return false;
    this.#at = Math.min(this.#steps.length - 1, Math.max(-1, this.#at + by));
    this.#write();
    this.#changed(this.step);
    return true;
  }

  /** Goes back to all steps; whether there was one to leave. */
  leave(): boolean {
    if (this.#at < 0) return false;
    this.#at = -1;
    this.#write();
    this.#changed(undefined);
    return true;
  }

  #write(): void {
    this.element.hidden = this.#steps.length === 0;
    const { step } = this;
    this.#count.textContent = step ? `${this.#at + 1} of ${this.#steps.length}` : `${this.#steps.length} steps`;
    this.#text.textContent = step?.text ?? "Step through with n and p";
    this.element.classList.toggle("is-playing", step !== undefined);
  }
}
