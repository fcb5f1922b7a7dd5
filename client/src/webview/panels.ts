/** The numbers, the requirements and the findings of the design, each row a way to its source. */

import type { PageFinding, PanelsResult, Verdict } from "../../../server/src/service/protocol.ts";
import { fill, html, type Sign, sign } from "./dom.ts";
import { inline } from "./markdown.ts";

export interface PanelEvents {
  reveal(id: string): void;
  goTo(finding: PageFinding): void;
}

const signs: Readonly<Record<Verdict, readonly [Sign | undefined, string]>> = {
  holds: ["check", "holds"],
  fails: ["error", "fails"],
  unknown: ["information", "not known"],
  none: [undefined, ""],
};

function row(
  verdict: Verdict,
  name: string,
  kind: string,
  detail: string | undefined,
  onClick: () => void,
): HTMLElement {
  const [icon, spoken] = signs[verdict];
  return html(
    "li",
    { class: `panel-row is-${verdict}` },
    html(
      "button",
      { type: "button", onClick },
      html(
        "span",
        { class: "panel-sign" },
        icon && sign(icon),
        spoken !== "" && html("span", { class: "unseen" }, spoken),
      ),
      html(
        "span",
        { class: "panel-words" },
        html("span", { class: "panel-name" }, name),
        detail !== undefined && html("span", { class: "panel-detail" }, detail),
      ),
      html("span", { class: "panel-kind" }, kind),
    ),
  );
}

const nothing = (text: string): HTMLElement => html("p", { class: "panel-none" }, text);

/** Estimates with their ranges, and assertions with their verdicts. */
export class NumbersPanel {
  readonly element = html("section", { class: "panel", label: "Numbers" });
  readonly #events: PanelEvents;

  constructor(events: PanelEvents) {
    this.#events = events;
  }

  show({ estimates, assertions }: PanelsResult): void {
    if (estimates.length + assertions.length === 0) {
      fill(this.element, nothing("No estimates yet. Write some in estimates { … }: users = 1M users."));
      return;
    }
    fill(
      this.element,
      assertions.length > 0 &&
        html(
          "ul",
          { class: "panel-list", label: "Assertions" },
          ...assertions.map(({ id, text, verdict, detail }) =>
            row(verdict, text, "", detail, () => this.#events.reveal(id)),
          ),
        ),
      html("ul", { class: "panel-list", label: "Estimates" }, ...estimates.map((estimate) => this.#estimate(estimate))),
    );
  }

  #estimate({ id, name, value, range }: PanelsResult["estimates"][number]): HTMLElement {
    return html(
      "li",
      { class: "panel-row" },
      html(
        "button",
        { type: "button", onClick: () => this.#events.reveal(id) },
        html(
          "span",
          { class: "panel-words" },
          html("span", { class: "panel-figure" }, html("span", { class: "panel-name" }, name), html("span", {}, value)),
          range && this.#bar(range),
        ),
      ),
    );
  }

  /** From the lower to the upper end of the range, on a line that begins at nothing. */
  #bar({ text, low, median }: NonNullable<PanelsResult["estimates"][number]["range"]>): HTMLElement {
    const span = html("span", { class: "range-span" });
    span.style.left = `${low * 100}%`;
    const middle = html("span", { class: "range-median" });
    middle.style.left = `${median * 100}%`;
    return html(
      "span",
      { class: "range" },
      html("span", { class: "range-line", attributes: { "aria-hidden": "true" } }, span, middle),
      html("span", { class: "panel-detail" }, text),
    );
  }
}

/** What the system must do, and how well; what becomes of it. */
export class RequirementsPanel {
  readonly element = html("section", { class: "panel", label: "Requirements" });
  readonly #events: PanelEvents;

  constructor(events: PanelEvents) {
    this.#events = events;
  }

  show({ requirements }: PanelsResult): void {
    if (requirements.length === 0) {
      fill(this.element, nothing("No requirements yet. State what a person can do, and how well."));
      return;
    }
    const failing = requirements.filter(({ verdict }) => verdict === "fails").length;
    const holding = requirements.filter(({ verdict }) => verdict === "holds").length;
    fill(
      this.element,
      html(
        "p",
        { class: "panel-sum" },
        `${holding} of ${requirements.length} hold${failing > 0 ? `, ${failing} fail` : ""}`,
      ),
      html(
        "ul",
        { class: "panel-list" },
        ...requirements.map(({ id, name, kind, verdict, detail }) =>
          row(verdict, name, kind, detail, () => this.#events.reveal(id)),
        ),
      ),
    );
  }
}

const severities = { error: "fails", warning: "unknown", information: "none" } as const;
const severitySigns = { error: "error", warning: "warning", information: "information" } as const;

/** What the tool finds, graver things first. */
export class FindingsPanel {
  readonly element = html("section", { class: "panel", label: "Findings" });
  readonly #events: PanelEvents;

  constructor(events: PanelEvents) {
    this.#events = events;
  }

  show(findings: readonly PageFinding[]): void {
    if (findings.length === 0) {
      fill(this.element, nothing("Nothing to find fault with."));
      return;
    }
    fill(
      this.element,
      html(
        "ul",
        { class: "panel-list" },
        ...findings.map((finding) =>
          html(
            "li",
            { class: `panel-row is-${severities[finding.severity]} is-${finding.severity}` },
            html(
              "button",
              { type: "button", onClick: () => this.#events.goTo(finding) },
              html(
                "span",
                { class: "panel-sign" },
                sign(severitySigns[finding.severity]),
                html("span", { class: "unseen" }, finding.severity),
              ),
              html(
                "span",
                { class: "panel-words" },
                html("span", { class: "panel-name" }, ...inline(finding.message)),
                html("span", { class: "panel-detail" }, `${finding.rule} · line ${finding.position.line + 1}`),
              ),
            ),
          ),
        ),
      ),
    );
  }
}
