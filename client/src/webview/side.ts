/** The side panel: the outline, the numbers, the requirements, the findings; one of them at a time. */

import { html, iconButton, ownKeys } from "./dom.ts";
import type { Outline } from "./outline.ts";
import type { FindingsPanel, NumbersPanel, RequirementsPanel } from "./panels.ts";

export type Page = "outline" | "numbers" | "requirements" | "findings";

const titles: Readonly<Record<Page, string>> = {
  outline: "Outline",
  numbers: "Numbers",
  requirements: "Requirements",
  findings: "Findings",
};
const pages = ["outline", "numbers", "requirements", "findings"] as const;

export interface SidePanels {
  readonly outline: Outline;
  readonly numbers: NumbersPanel;
  readonly requirements: RequirementsPanel;
  readonly findings: FindingsPanel;
}

export interface SideEvents {
  /** The panel was opened, closed, or turned to another page. */
  changed(page: Page | undefined): void;
}

export class Side {
  readonly element: HTMLElement;
  readonly #panels: SidePanels;
  readonly #events: SideEvents;
  readonly #tabs: ReadonlyMap<Page, HTMLButtonElement>;
  #page: Page = "outline";

  constructor(panels: SidePanels, events: SideEvents) {
    this.#panels = panels;
    this.#events = events;
    this.#tabs = new Map(
      pages.map((page) => [
        page,
        html(
          "button",
          {
            class: "side-tab",
            type: "button",
            role: "tab",
            attributes: { "aria-controls": `side-${page}` },
            onClick: () => this.open(page, false),
          },
          titles[page],
        ),
      ]),
    );
    for (const page of pages) {
      panels[page].element.id = `side-${page}`;
      panels[page].element.setAttribute("role", "tabpanel");
    }
    this.element = html(
      "aside",
      { class: "side", label: "About the design", attributes: { [ownKeys]: "" } },
      html(
        "div",
        { class: "side-head" },
        html("div", { class: "side-tabs", role: "tablist", label: "About the design" }, ...this.#tabs.values()),
        iconButton("close", "Close", () => this.close(), "Esc"),
      ),
      ...pages.map((page) => panels[page].element),
    );
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.#show();
  }

  get isOpen(): boolean {
    return this.element.classList.contains("is-open");
  }

  get page(): Page | undefined {
    return this.isOpen ? this.#page : undefined;
  }

  open(page: Page, focus: boolean): void {
    this.#page = page;
    this.element.classList.add("is-open");
    this.#show();
    this.#events.changed(page);
    if (focus && page === "outline") this.#panels.outline.focus();
    else if (focus) this.#tabs.get(page)?.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.element.classList.remove("is-open");
    this.#page = "outline";
    this.#panels.outline.clear();
    this.#show();
    this.#events.changed(undefined);
  }

  #show(): void {
    for (const page of pages) {
      const shown = page === this.#page;
      this.#panels[page].element.hidden = !shown;
      const tab = this.#tabs.get(page);
      tab?.setAttribute("aria-selected", String(shown));
      if (tab) tab.tabIndex = shown ? 0 : -1;
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented) {
      event.stopPropagation();
      return;
    }
    const onTab = event.target instanceof HTMLElement && event.target.getAttribute("role") === "tab";
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (event.key === "Escape") this.close();
    else if (onTab && by !== 0) {
      const next = pages[(pages.indexOf(this.#page) + by + pages.length) % pages.length] ?? "outline";
      this.open(next, false);
      this.#tabs.get(next)?.focus();
    } else return;
    event.stopPropagation();
    event.preventDefault();
  }
}
