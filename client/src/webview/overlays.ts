/** Colours the picture by load, availability, latency or domain, and says what the colours mean. Nothing moves. */

import type { PreviewColours, PreviewMark, PreviewOverlay } from "../../../server/src/service/protocol.ts";
import { fill, html } from "./dom.ts";
import type { Picture } from "./picture.ts";

const svgSpace = "http://www.w3.org/2000/svg";

const names: Readonly<Record<PreviewColours, string>> = {
  kind: "Colour by kind",
  load: "Colour by load",
  availability: "Colour by availability",
  latency: "Colour by latency",
  domain: "Colour by domain",
  spof: "Single points of failure",
};

const order = ["kind", "load", "availability", "latency", "domain", "spof"] as const;
const figured = (mark: PreviewMark, colours: PreviewColours) =>
  colours === "kind" || colours === "spof" ? undefined : mark[colours];

/** What the steps of a scale mean, coldest first. */
const scales: Readonly<Record<PreviewColours, readonly string[]>> = {
  kind: ["people", "edge", "compute", "data", "messaging", "external"],
  load: ["under 50 %", "50 %", "70 %", "85 %", "overloaded"],
  availability: ["five nines", "four nines", "three nines", "two nines", "less"],
  latency: ["fast", "", "", "", "slowest"],
  domain: [],
  spof: ["a requirement depends on it", "nobody asks for more"],
};

/** Classes of swatches that are no heat. */
const swatches: Partial<Record<PreviewColours, readonly string[]>> = {
  kind: scales.kind.map((family) => `is-${family}`),
  spof: ["is-spof", "is-quiet"],
};

export class Overlays {
  readonly element: HTMLElement;
  readonly #picture: Picture;
  readonly #choice: HTMLSelectElement;
  readonly #legend = html("ul", { class: "legend", label: "Legend" });
  #marks: readonly PreviewMark[] = [];
  /** What the reader has chosen; until then the view's own wish counts. */
  #chosen: PreviewColours | undefined;

  /** `chosen` is what the reader chose before the window was reloaded. */
  constructor(picture: Picture, chosen: PreviewColours | undefined, changed: (colours: PreviewColours) => void) {
    this.#picture = picture;
    this.#chosen = chosen;
    this.#choice = html("select", { class: "overlay-choice", label: "Colour by" });
    this.#choice.addEventListener("change", () => {
      this.#chosen = order.find((overlay) => overlay === this.#choice.value) ?? "kind";
      this.show(this.#chosen);
      changed(this.#chosen);
    });
    this.element = html(
      "div",
      { class: "overlays", hidden: true },
      html("label", { class: "overlay-label" }, html("span", {}, "Colour by"), this.#choice),
      this.#legend,
    );
  }

  /** The marks of a new picture; `wish` is what the view asks for. Pictures of other things than components have none. */
  load(marks: readonly PreviewMark[], wish: PreviewOverlay | undefined): void {
    this.#marks = marks;
    const single = this.#picture.sheet.querySelector(".sd-nodes > .sd-spof, .sd-nodes .sd-quiet") !== null;
    const useful = order.filter(
      (overlay) =>
        overlay === "kind" ||
        (overlay === "spof" ? single : marks.some((mark) => figured(mark, overlay) !== undefined)),
    );
    this.element.hidden = marks.length === 0 || useful.length < 2;
    fill(this.#choice, ...useful.map((overlay) => html("option", { attributes: { value: overlay } }, names[overlay])));
    const wanted = this.#chosen ?? wish ?? "kind";
    this.show(useful.includes(wanted) ? wanted : "kind");
  }

  /** The next overlay that the picture has something for. */
  next(): boolean {
    if (this.element.hidden) return false;
    const { options, selectedIndex } = this.#choice;
    this.#choice.selectedIndex = (selectedIndex + 1) % options.length;
    this.#choice.dispatchEvent(new Event("change"));
    return true;
  }

  show(overlay: PreviewColours): void {
    this.#choice.value = overlay;
    const { sheet } = this.#picture;
    for (const name of [...sheet.classList]) if (name.startsWith("by-")) sheet.classList.remove(name);
    sheet.classList.add(`by-${overlay}`);
    for (const chip of sheet.querySelectorAll(".mark-chip")) chip.remove();
    const domains = new Map<string, string>();
    for (const mark of this.#marks) {
      const shape = this.#picture.get(mark.id);
      if (!shape) continue;
      const figure = figured(mark, overlay);
      shape.element.setAttribute("data-heat", figure?.heat ?? "none");
      if (!figure) continue;
      if (overlay === "domain") domains.set(figure.heat, figure.text);
      else shape.element.append(chip(figure.text, shape.element));
    }
    this.#explain(overlay, domains);
  }

  #explain(overlay: PreviewColours, domains: ReadonlyMap<string, string>): void {
    const entries: readonly (readonly [string, string])[] =
      overlay === "domain"
        ? [...domains].map(([heat, name]) => [`heat-${heat}`, name] as const)
        : scales[overlay].map((text, index) => [swatches[overlay]?.[index] ?? `heat-${index + 1}`, text] as const);
    const present =
      overlay === "kind"
        ? entries.filter(([, family]) => this.#picture.sheet.querySelector(`.sd-nodes .sd-of-${family}`))
        : entries;
    this.#legend.className = `legend by-${overlay}`;
    fill(
      this.#legend,
      ...present.map(([classes, text]) => html("li", {}, html("span", { class: `swatch ${classes}` }), text)),
    );
  }
}

/** The figure at the upper right of a card. */
function chip(text: string, card: SVGGElement): SVGGElement {
  const face = card.querySelector<SVGGraphicsElement>(".sd-card:last-of-type, .sd-card");
  const box = face?.getBBox();
  const group = document.createElementNS(svgSpace, "g");
  group.setAttribute("class", "mark-chip");
  const width = 10 + text.length * 6.2;
  // Beside the badge of a single point of failure, not on it.
  const right = (box?.x ?? 0) + (box?.width ?? 0) - (card.querySelector(".sd-spof-badge") ? 22 : 8);
  const top = (box?.y ?? 0) - 8;
  const ground = document.createElementNS(svgSpace, "rect");
  for (const [name, value] of Object.entries({ x: right - width, y: top, width, height: 16, rx: 8 })) {
    ground.setAttribute(name, String(value));
  }
  const words = document.createElementNS(svgSpace, "text");
  ground.setAttribute("class", "mark-ground");
  words.setAttribute("class", "mark-text");
  words.setAttribute("x", String(right - width / 2));
  words.setAttribute("y", String(top + 11.5));
  words.textContent = text;
  group.append(ground, words);
  return group;
}
