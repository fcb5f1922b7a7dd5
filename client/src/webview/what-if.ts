/** Takes things down, and shows what happens: what fails and why, what the survivors carry. Escape brings all back. */

import type { WhatIfResult } from "../../../server/src/service/protocol.ts";
import { fill, html, iconButton, sign } from "./dom.ts";
import type { Picture } from "./picture.ts";
import type { Selection } from "./selection.ts";
import type { Shape } from "./shape.ts";

const states = ["down", "failing", "strained", "carrying"] as const;

export class WhatIf {
  readonly element = html("section", { class: "what-if", label: "What if", hidden: true });
  readonly #picture: Picture;
  readonly #selection: Selection;
  readonly #ask: (down: readonly string[]) => void;
  #down: readonly string[] = [];
  #result: WhatIfResult | undefined;

  constructor(picture: Picture, selection: Selection, ask: (down: readonly string[]) => void) {
    this.#picture = picture;
    this.#selection = selection;
    this.#ask = ask;
  }

  get isOpen(): boolean {
    return this.#down.length > 0;
  }

  /** Takes an element down, or brings it back. With `one`, a single instance: the next one with each call. */
  toggle(shape: Shape, one: boolean): void {
    if (shape.kind === "edge") return this.#set(flip(this.#down, shape.id));
    if (!one || this.#down.includes(shape.id)) {
      const others = this.#down.filter((id) => !id.startsWith(`${shape.id}#`));
      this.#set(flip(others, shape.id));
      return;
    }
    const instances = this.#down.filter((id) => id.startsWith(`${shape.id}#`));
    this.#set([...this.#down, `${shape.id}#${instances.length + 1}`]);
  }

  /** Brings everything back; whether anything was down. */
  clear(): boolean {
    if (!this.isOpen) return false;
    this.#set([]);
    return true;
  }

  /** What the server says about it; answers to older questions are passed over. */
  answer(down: readonly string[], result: WhatIfResult | undefined): void {
    if (JSON.stringify(down) !== JSON.stringify(this.#down)) return;
    this.#result = result;
    this.apply();
  }

  /** Asks again, for the design has changed. */
  refresh(): void {
    if (this.isOpen) this.#ask(this.#down);
    this.apply();
  }

  #set(down: readonly string[]): void {
    this.#down = down;
    if (down.length > 0) this.#ask(down);
    else this.#result = undefined;
    this.apply();
  }

  /** Writes all of it onto the picture, and into the panel. */
  apply(): void {
    const { sheet } = this.#picture;
    for (const shape of this.#picture.shapes) shape.element.classList.remove(...states.map((state) => `what-${state}`));
    for (const note of sheet.querySelectorAll(".what-note")) note.remove();
    sheet.classList.toggle("has-outage", this.isOpen);
    this.element.hidden = !this.isOpen;
    if (!this.isOpen) return;
    for (const id of this.#down) this.#selection.find([id])?.element.classList.add("what-down");
    const dead = new Set<string>();
    for (const { id, state } of this.#result?.parts ?? []) {
      const shape = this.#selection.find([id]);
      shape?.element.classList.add(`what-${state}`);
      if (shape && (state === "down" || state === "failing")) dead.add(shape.key);
    }
    for (const shape of this.#picture.shapes) {
      if (shape.kind === "edge" && (dead.has(shape.from ?? "") || dead.has(shape.to ?? ""))) {
        shape.element.classList.add("what-failing");
      }
    }
    this.#write();
  }

  #write(): void {
    const scopes = this.#result?.scopes ?? [];
    const failing = scopes.filter(({ up }) => !up);
    const parts = new Map(this.#result?.parts.map((part) => [part.id, part]));
    const places = this.#result?.places ?? [];
    const title = failing.length === 0 ? "Everything still works" : `${failing.length} of ${scopes.length} fail`;
    fill(
      this.element,
      html(
        "header",
        { class: "what-head" },
        html("h2", { attributes: { "aria-live": "polite" } }, this.#result ? title : "Working it out …"),
        iconButton("close", "Bring everything back", () => this.clear(), "Esc"),
      ),
      html(
        "ul",
        { class: "what-downs", label: "Down" },
        ...this.#down.map((id) =>
          html(
            "li",
            {},
            html(
              "button",
              {
                class: "what-down-item",
                type: "button",
                title: "Bring it back",
                onClick: () => this.#set(flip(this.#down, id)),
              },
              html("span", {}, this.#nameOf(id, places)),
              sign("close"),
            ),
          ),
        ),
      ),
      html(
        "ul",
        { class: "what-scopes", label: "What fails" },
        ...[...failing, ...scopes.filter(({ up }) => up)].map(({ title: name, up, availability, reason }) =>
          html(
            "li",
            { class: up ? "is-up" : "is-failing" },
            sign(up ? "check" : "error"),
            html(
              "span",
              { class: "what-name" },
              name,
              reason !== undefined && html("span", { class: "what-reason" }, reason),
            ),
            html("span", { class: "what-figure" }, availability),
          ),
        ),
      ),
      this.#carrying(parts),
      places.length > 0 && this.#places(places),
    );
  }

  #carrying(parts: ReadonlyMap<string, WhatIfResult["parts"][number]>): HTMLElement | undefined {
    const loaded = [...parts.values()].filter(({ state }) => state === "strained" || state === "carrying");
    if (loaded.length === 0) return undefined;
    return html(
      "ul",
      { class: "what-scopes", label: "What the survivors carry" },
      ...loaded.map(({ id, state, text }) =>
        html(
          "li",
          { class: state === "strained" ? "is-failing" : "" },
          sign(state === "strained" ? "warning" : "information"),
          html("span", { class: "what-name" }, this.#nameOf(id, [])),
          html("span", { class: "what-figure" }, text),
        ),
      ),
    );
  }

  /** Counted zones and regions are drawn nowhere, so they are taken down here. */
  #places(places: WhatIfResult["places"]): HTMLElement {
    return html(
      "div",
      { class: "what-places", role: "group", label: "Zones and regions" },
      ...places.slice(0, 12).map(({ id, title }) => {
        const isDown = this.#down.includes(id);
        return html(
          "button",
          {
            class: "what-place",
            type: "button",
            attributes: { "aria-pressed": String(isDown) },
            onClick: () => this.#set(flip(this.#down, id)),
          },
          title,
        );
      }),
    );
  }

  #nameOf(id: string, places: WhatIfResult["places"]): string {
    const place = places.find((candidate) => candidate.id === id);
    if (place) return place.title;
    const [, owner = id, number] = /^(.*)#(\d+)$/s.exec(id) ?? [];
    const shape = this.#selection.find([owner]);
    const name = shape?.label.split(",")[0] ?? owner;
    return number === undefined || !shape ? name : `${name}, instance ${number}`;
  }
}

function flip(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}
