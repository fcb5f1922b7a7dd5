/** All views at a glance: a small picture of each, found by typing, by arrow keys or by a click. */

import type { PreviewView } from "../../../server/src/service/protocol.ts";
import { fill, html, iconButton, ownKeys, sign } from "./dom.ts";
import { tileAfter } from "./grid.ts";
import { Thumbnails } from "./thumbnails.ts";

export interface ViewPickerEvents {
  open(view: string): void;
  /** Asks for the thumbnail of a view. */
  ask(view: string, known: string | undefined): void;
  opened(): void;
  /** With `focus`, the keyboard was in here. */
  closed(focus: boolean): void;
}

const groups: ReadonlyMap<PreviewView["group"], string> = new Map([
  ["system", "System"],
  ["flow", "Flows"],
  ["process", "Processes"],
  ["own", "Views of the design"],
]);

interface Tile {
  readonly view: PreviewView;
  readonly element: HTMLElement;
  readonly image: HTMLElement;
}

export class ViewPicker {
  readonly element: HTMLElement;
  readonly #events: ViewPickerEvents;
  readonly #thumbnails: Thumbnails;
  readonly #field: HTMLInputElement;
  readonly #list = html("div", { class: "picker-list", role: "listbox", id: "picker-list", label: "Views" });
  readonly #none = html("p", { class: "picker-none", role: "status" });
  readonly #seen = new Set<string>();
  readonly #watch: IntersectionObserver;
  #views: readonly PreviewView[] = [];
  #shown = "";
  #tiles: readonly Tile[] = [];
  #active = 0;

  constructor(events: ViewPickerEvents) {
    this.#events = events;
    this.#thumbnails = new Thumbnails({
      ask: (view, known) => events.ask(view, known),
      came: (view, address) => this.#came(view, address),
    });
    this.#field = html("input", {
      class: "picker-field",
      type: "text",
      role: "combobox",
      label: "Show a view",
      placeholder: "Show a view: type a part of its name",
      attributes: {
        spellcheck: "false",
        autocomplete: "off",
        "aria-autocomplete": "list",
        "aria-expanded": "true",
        "aria-controls": "picker-list",
      },
    });
    this.element = html(
      "div",
      { class: "picker", role: "dialog", label: "All views", hidden: true, attributes: { [ownKeys]: "" } },
      html(
        "div",
        { class: "picker-head" },
        sign("search"),
        this.#field,
        iconButton("close", "Close", () => this.close(true), "Esc"),
      ),
      this.#list,
      this.#none,
    );
    this.#watch = new IntersectionObserver((entries) => this.#look(entries), { root: this.#list, rootMargin: "80px" });
    this.#field.addEventListener("input", () => this.#fill());
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("focusout", ({ relatedTarget }) => {
      // The button that opens it also closes it.
      if (!(relatedTarget instanceof Element) || relatedTarget.closest('[aria-haspopup="dialog"]')) return;
      if (!this.element.contains(relatedTarget)) this.close(false);
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** The views of what is shown now. */
  load(views: readonly PreviewView[], shown: string, anotherDesign: boolean): void {
    if (anotherDesign) this.#thumbnails.forget();
    else this.#thumbnails.stale();
    const changed = JSON.stringify(views) !== JSON.stringify(this.#views);
    this.#views = views;
    this.#shown = shown;
    if (this.isOpen && (changed || anotherDesign)) this.#fill();
  }

  open(): void {
    if (this.isOpen) return;
    this.element.hidden = false;
    this.#field.value = "";
    this.#fill();
    this.#field.focus();
    this.#events.opened();
  }

  /** Closes. With `focus` the keyboard is to go on elsewhere; without, it has gone already. */
  close(focus: boolean): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.#watch.disconnect();
    this.#seen.clear();
    this.#thumbnails.want([]);
    this.#tiles = [];
    fill(this.#list);
    this.#events.closed(focus);
  }

  /** The thumbnail of a view has come; see `thumbnailResult`. */
  answer(view: string, fingerprint: string, svg: string | undefined): void {
    this.#thumbnails.answer(view, fingerprint, svg);
  }

  #fill(): void {
    const parts = this.#field.value
      .toLocaleLowerCase()
      .split(/\s+/)
      .filter((part) => part !== "");
    const found = [...groups].flatMap(([group, name]) =>
      this.#views.filter((view) => {
        const words = `${view.title} ${name}`.toLocaleLowerCase();
        return view.group === group && parts.every((part) => words.includes(part));
      }),
    );
    this.#watch.disconnect();
    this.#seen.clear();
    this.#tiles = found.map((view, index) => this.#tile(view, index));
    const present = [...groups].filter(([group]) => found.some((view) => view.group === group));
    fill(
      this.#list,
      ...present.map(([group, name]) =>
        html(
          "div",
          { class: "picker-group", role: "group", label: name },
          html("div", { class: "picker-title", attributes: { "aria-hidden": "true" } }, name),
          html(
            "div",
            { class: "picker-tiles", role: "presentation" },
            ...this.#tiles.filter(({ view }) => view.group === group).map(({ element }) => element),
          ),
        ),
      ),
    );
    this.#none.textContent = found.length === 0 ? "No view has this name." : "";
    const shown = found.findIndex(({ id }) => id === this.#shown);
    this.#go(parts.length === 0 && shown >= 0 ? shown : 0);
    for (const { element } of this.#tiles) this.#watch.observe(element);
  }

  #tile(view: PreviewView, index: number): Tile {
    const image = html("span", { class: "picker-image" });
    const shown = view.id === this.#shown;
    const element = html(
      "div",
      {
        class: `picker-tile${shown ? " is-shown" : ""}`,
        id: `picker-${index}`,
        role: "option",
        title: view.title,
        label: shown ? `${view.title}, shown` : view.title,
        attributes: { "data-view": view.id, "aria-selected": "false" },
        onClick: () => this.#pick(view.id),
      },
      image,
      html("span", { class: "picker-name" }, sign(view.group), html("span", {}, view.title)),
    );
    this.#draw(image, view, this.#thumbnails.kept(view.id));
    return { view, element, image };
  }

  #draw(image: HTMLElement, view: PreviewView, address: string | undefined): void {
    if (address === undefined) {
      fill(image, sign(view.group));
      return;
    }
    fill(image, html("img", { attributes: { src: address, alt: "", draggable: "false" } }));
  }

  #came(view: string, address: string | undefined): void {
    const tile = this.#tiles.find((one) => one.view.id === view);
    if (tile) this.#draw(tile.image, tile.view, address);
  }

  #look(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const view = target.getAttribute("data-view") ?? "";
      if (isIntersecting) this.#seen.add(view);
      else this.#seen.delete(view);
    }
    this.#thumbnails.want(this.#tiles.map(({ view }) => view.id).filter((id) => this.#seen.has(id)));
  }

  #go(index: number): void {
    this.#tiles[this.#active]?.element.setAttribute("aria-selected", "false");
    this.#active = index;
    const tile = this.#tiles[index];
    if (!tile) {
      this.#field.removeAttribute("aria-activedescendant");
      return;
    }
    tile.element.setAttribute("aria-selected", "true");
    this.#field.setAttribute("aria-activedescendant", tile.element.id);
    tile.element.scrollIntoView({ block: "nearest" });
  }

  #pick(view: string): void {
    this.close(true);
    this.#events.open(view);
  }

  #key(event: KeyboardEvent): void {
    const { key } = event;
    if (key === "Escape") this.close(true);
    else if (key === "Enter") {
      if (event.target !== this.#field) return;
      const tile = this.#tiles[this.#active];
      if (tile) this.#pick(tile.view.id);
    } else if (key === "Home" || key === "End") {
      if (this.#field.value !== "") return;
      this.#go(tileAfter(key, this.#active, this.#places()) ?? this.#active);
    } else {
      const next = tileAfter(key, this.#active, this.#places());
      if (next === undefined) return;
      this.#go(next);
    }
    event.stopPropagation();
    event.preventDefault();
  }

  #places(): readonly { readonly left: number; readonly top: number }[] {
    return this.#tiles.map(({ element }) => ({ left: element.offsetLeft, top: element.offsetTop }));
  }
}
