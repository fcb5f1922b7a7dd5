/** The diagram as a list: for those who do not see it, and for whoever looks for a name. */

import { fill, html } from "./dom.ts";
import type { Shape } from "./shape.ts";

export interface OutlineEvents {
  select(shape: Shape): void;
  open(shape: Shape): void;
}

interface Entry {
  readonly shape: Shape;
  readonly row: HTMLButtonElement;
  readonly words: string;
}

export class Outline {
  readonly element: HTMLElement;
  readonly #field: HTMLInputElement;
  readonly #list = html("ul", { class: "outline-list", label: "Elements" });
  readonly #none = html("p", { class: "outline-none", hidden: true }, "Nothing has this name.");
  readonly #events: OutlineEvents;
  #entries: readonly Entry[] = [];

  constructor(events: OutlineEvents) {
    this.#events = events;
    this.#field = html("input", {
      class: "outline-field",
      type: "search",
      label: "Search the diagram",
      placeholder: "Search the diagram",
      attributes: { spellcheck: "false", autocomplete: "off" },
    });
    this.element = html(
      "section",
      { class: "outline", label: "Outline" },
      html("div", { class: "outline-head" }, this.#field),
      this.#list,
      this.#none,
    );
    this.#field.addEventListener("input", () => this.#filter());
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  focus(): void {
    this.#field.focus();
    this.#field.select();
  }

  /** Lists the elements of a picture, connections below what they start from. */
  load(shapes: readonly Shape[]): void {
    const edges = new Map<string, Shape[]>();
    for (const shape of shapes) {
      if (shape.kind !== "edge") continue;
      const from = shape.from ?? "";
      edges.set(from, [...(edges.get(from) ?? []), shape]);
    }
    const entries: Entry[] = [];
    const item = (shape: Shape, below?: HTMLUListElement): HTMLLIElement => {
      const row = html(
        "button",
        { class: `outline-row is-${shape.kind}`, type: "button", onClick: () => this.#events.select(shape) },
        shape.label,
      );
      row.addEventListener("dblclick", () => this.#events.open(shape));
      entries.push({ shape, row, words: shape.label.toLocaleLowerCase() });
      return html("li", {}, row, below);
    };
    const listed = shapes.filter(({ kind }) => kind !== "edge");
    fill(
      this.#list,
      ...listed.map((shape) => {
        const out = edges.get(shape.key);
        return item(shape, out && html("ul", {}, ...out.map((edge) => item(edge))));
      }),
    );
    this.#entries = entries;
    this.#filter();
  }

  /** Marks what is selected. */
  mark(selected: Shape | undefined): void {
    for (const { shape, row } of this.#entries) {
      const is = shape.key === selected?.key;
      if (is) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
      if (is && row.offsetParent) row.scrollIntoView({ block: "nearest" });
    }
  }

  /** Lists everything again. */
  clear(): void {
    this.#field.value = "";
    this.#filter();
  }

  #filter(): void {
    const parts = this.#field.value
      .toLocaleLowerCase()
      .split(/\s+/)
      .filter((part) => part !== "");
    let found = 0;
    for (const { row, words } of this.#entries) {
      const matches = parts.every((part) => words.includes(part));
      row.hidden = !matches;
      if (matches) found++;
    }
    this.#none.hidden = found > 0 || this.#entries.length === 0;
  }

  #key(event: KeyboardEvent): void {
    const rows = this.#entries.filter(({ row }) => !row.hidden);
    const at = rows.findIndex(({ row }) => row === document.activeElement);
    if (event.key === "Escape" && this.#field.value !== "") {
      event.preventDefault();
      this.clear();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      if (next < 0) this.#field.focus();
      else rows[next]?.row.focus();
    } else if (event.key === "Enter" && document.activeElement === this.#field) {
      event.preventDefault();
      const [first] = rows;
      if (first) this.#events.select(first.shape);
    }
  }
}
