/** The strip at the top: one tab for each view, and the buttons. */

import type { PreviewView } from "../../../server/src/service/protocol.ts";
import { fill, html, iconButton, sign } from "./dom.ts";

export interface HeaderEvents {
  open(view: string): void;
  /** All views at a glance. */
  pick(): void;
  lock(locked: boolean): void;
  outline(): void;
  search(): void;
  menu(button: HTMLElement): void;
}

export class Header {
  readonly element: HTMLElement;
  readonly #tabs = html("div", { class: "tabs", role: "tablist", label: "Views" });
  readonly #lock: HTMLButtonElement;
  readonly #outline: HTMLButtonElement;
  readonly #picker: HTMLButtonElement;
  readonly #events: HeaderEvents;
  #locked = false;
  #views: readonly PreviewView[] = [];
  #shown = "";

  constructor(events: HeaderEvents) {
    this.#events = events;
    this.#lock = iconButton("unlock", "Keep showing this design", () => events.lock(!this.#locked));
    this.#outline = iconButton("outline", "Outline", () => events.outline(), "o");
    this.#outline.setAttribute("aria-expanded", "false");
    this.#picker = iconButton("views", "All views", () => events.pick(), "v");
    this.#picker.setAttribute("aria-haspopup", "dialog");
    this.#picker.setAttribute("aria-expanded", "false");
    const more = iconButton("save", "Export", () => events.menu(more));
    more.setAttribute("aria-haspopup", "menu");
    this.element = html(
      "header",
      { class: "header" },
      this.#tabs,
      html(
        "div",
        { class: "actions", role: "toolbar", label: "Preview" },
        this.#picker,
        iconButton("search", "Search", () => events.search(), "/"),
        this.#outline,
        this.#lock,
        more,
      ),
    );
    this.#tabs.addEventListener("keydown", (event) => this.#key(event));
    this.#tabs.addEventListener(
      "wheel",
      (event) => {
        if (event.deltaX !== 0) return;
        this.#tabs.scrollLeft += event.deltaY;
      },
      { passive: true },
    );
  }

  /** Shows the views; the tabs are only made anew when they have changed, so that none loses the focus. */
  show(views: readonly PreviewView[], shown: string): void {
    if (JSON.stringify(views) !== JSON.stringify(this.#views)) {
      this.#views = views;
      const focused = document.activeElement?.getAttribute("data-view");
      fill(this.#tabs, ...views.flatMap((view, index) => this.#tab(view, views[index - 1])));
      if (focused) this.#find(focused)?.focus();
    }
    this.#shown = shown;
    for (const tab of this.#tabs.querySelectorAll<HTMLElement>("[role=tab]")) {
      const selected = tab.getAttribute("data-view") === shown;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      if (selected) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  setLocked(locked: boolean): void {
    this.#locked = locked;
    this.#lock.setAttribute("aria-pressed", String(locked));
    const label = locked ? "Follow the editor again" : "Keep showing this design";
    this.#lock.setAttribute("aria-label", label);
    this.#lock.title = label;
    fill(this.#lock, sign(locked ? "lock" : "unlock"));
  }

  setOutline(open: boolean): void {
    this.#outline.setAttribute("aria-expanded", String(open));
  }

  setPicking(open: boolean): void {
    this.#picker.setAttribute("aria-expanded", String(open));
  }

  /** The view before or after the one that is shown. */
  step(by: 1 | -1): void {
    const index = this.#views.findIndex(({ id }) => id === this.#shown);
    const next = this.#views[(index + by + this.#views.length) % this.#views.length];
    if (next) this.#events.open(next.id);
  }

  #tab(view: PreviewView, previous: PreviewView | undefined): (Node | undefined)[] {
    const tab = html(
      "button",
      {
        class: "tab",
        type: "button",
        role: "tab",
        title: view.group === "flow" ? `Flow: ${view.title}` : view.title,
        tabindex: -1,
        attributes: { "data-view": view.id, "aria-controls": "stage" },
        onClick: () => this.#events.open(view.id),
      },
      view.group === "system" ? undefined : sign(view.group),
      html("span", {}, view.title),
    );
    const gap = previous !== undefined && previous.group !== view.group;
    return [gap ? html("span", { class: "tab-gap", role: "presentation" }) : undefined, tab].filter(
      (part) => part !== undefined,
    );
  }

  #find(id: string): HTMLElement | undefined {
    return [...this.#tabs.querySelectorAll<HTMLElement>("[role=tab]")].find(
      (tab) => tab.getAttribute("data-view") === id,
    );
  }

  #key(event: KeyboardEvent): void {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : undefined;
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const tabs = [...this.#tabs.querySelectorAll<HTMLElement>("[role=tab]")];
    const index = tabs.indexOf(document.activeElement as HTMLElement);
    const next = tabs[(index + by + tabs.length) % tabs.length];
    next?.focus();
    next?.click();
  }
}
