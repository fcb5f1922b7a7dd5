/** What the page has to say: a mistake in the text, a remark, what is missing, how many findings there are. */

import type { FindingCounts, PreviewEmpty, PreviewProblem } from "../../../server/src/service/protocol.ts";
import { fill, html, type Sign, sign } from "./dom.ts";

/** The banner above the picture: what is wrong, and what can be done about it. */
export class Banner {
  readonly element = html("div", { class: "banner", role: "status", hidden: true });
  readonly #events: { force(): void; retry(): void };

  constructor(events: { force(): void; retry(): void }) {
    this.#events = events;
  }

  show(problem: PreviewProblem | undefined, notice: string | undefined): void {
    const text = problem?.message ?? notice;
    this.element.hidden = text === undefined;
    if (text === undefined) return;
    this.element.className = `banner ${problem === undefined ? "is-notice" : problem.kind === "text" ? "is-warning" : "is-error"}`;
    const consequence =
      problem === undefined
        ? undefined
        : problem.kept
          ? "This is the last diagram before it."
          : problem.kind === "text"
            ? "The rest is shown."
            : undefined;
    fill(
      this.element,
      sign(problem === undefined ? "information" : problem.kind === "text" ? "warning" : "error"),
      html(
        "span",
        { class: "banner-text" },
        text,
        consequence !== undefined && html("span", { class: "banner-second" }, ` ${consequence}`),
      ),
      problem?.kind === "text" && problem.kept && this.#button("Draw what can be read", () => this.#events.force()),
      problem !== undefined && problem.kind !== "text" && this.#button("Try again", () => this.#events.retry()),
    );
  }

  #button(text: string, onClick: () => void): HTMLButtonElement {
    return html("button", { class: "link-button", type: "button", onClick }, text);
  }
}

/** What stands in place of a picture: nothing yet, or something to come. */
export class Placeholder {
  readonly element = html("div", { class: "placeholder", hidden: true });
  readonly #insert: () => void;

  constructor(insert: () => void) {
    this.#insert = insert;
  }

  hide(): void {
    this.element.hidden = true;
  }

  /** Grey cards where the picture will be. */
  loading(): void {
    this.element.hidden = false;
    this.element.className = "placeholder is-loading";
    const ghost = (at: string): HTMLElement => html("div", { class: `ghost ${at}` });
    fill(
      this.element,
      html(
        "div",
        { class: "ghosts", attributes: { "aria-hidden": "true" } },
        ghost("one"),
        ghost("two"),
        ghost("three"),
        ghost("four"),
      ),
      html("p", { class: "placeholder-text", role: "status" }, "Drawing …"),
    );
  }

  empty({ title, text, example }: PreviewEmpty): void {
    this.element.hidden = false;
    this.element.className = "placeholder is-empty";
    fill(
      this.element,
      html("div", { class: "empty-sign", attributes: { "aria-hidden": "true" } }, sign("system")),
      html("h2", {}, title),
      html("p", { class: "placeholder-text" }, text),
      html("pre", { class: "example" }, html("code", {}, example)),
      html("button", { class: "button", type: "button", onClick: this.#insert }, "Insert this example"),
    );
  }

  failed(message: string, retry: () => void): void {
    this.element.hidden = false;
    this.element.className = "placeholder is-failed";
    fill(
      this.element,
      html("div", { class: "empty-sign", attributes: { "aria-hidden": "true" } }, sign("error")),
      html("h2", {}, "The diagram could not be drawn"),
      html("p", { class: "placeholder-text" }, message),
      html("button", { class: "button", type: "button", onClick: retry }, "Try again"),
    );
  }
}

const words: readonly (readonly [keyof FindingCounts, Sign, string, string])[] = [
  ["error", "error", "error", "errors"],
  ["warning", "warning", "warning", "warnings"],
  ["information", "information", "remark", "remarks"],
];

/** The strip at the bottom: findings, what is selected, how much is shown. */
export class StatusStrip {
  readonly element: HTMLElement;
  readonly #findings: HTMLButtonElement;
  readonly #selected = html("span", { class: "status-selected", role: "status" });
  readonly #name = html("span", { class: "status-name" });

  constructor(openFindings: () => void) {
    this.#findings = html("button", {
      class: "status-findings",
      type: "button",
      title: "Show the findings",
      onClick: openFindings,
    });
    this.element = html("footer", { class: "status" }, this.#findings, this.#selected, this.#name);
    this.findings({ error: 0, warning: 0, information: 0 });
  }

  findings(counts: FindingCounts): void {
    const present = words.filter(([severity]) => counts[severity] > 0);
    fill(
      this.#findings,
      ...(present.length === 0
        ? [html("span", { class: "count is-none" }, "No findings")]
        : present.map(([severity, icon, one, many]) =>
            html(
              "span",
              { class: `count is-${severity}` },
              sign(icon),
              String(counts[severity]),
              html("span", { class: "unseen" }, ` ${counts[severity] === 1 ? one : many} `),
            ),
          )),
    );
  }

  /** What is selected, in words; nothing when nothing is. */
  selected(text: string): void {
    if (this.#selected.textContent !== text) this.#selected.textContent = text;
  }

  name(text: string): void {
    this.#name.textContent = text;
  }
}
