/** Builds HTML. Texts become text nodes and nothing else, so whatever a design says stays text. */

type Child = Node | string | undefined | false;

interface Properties {
  readonly class?: string;
  readonly id?: string;
  readonly title?: string;
  readonly role?: string;
  readonly type?: string;
  readonly hidden?: boolean;
  readonly tabindex?: number;
  readonly label?: string;
  readonly placeholder?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: (event: MouseEvent) => void;
}

/**
 * Marks a part of the page whose keys are not the picture's. What such a part has no use for goes on to the editor, so
 * that its own keys work from everywhere.
 */
export const ownKeys = "data-own-keys";

/** An element with its properties and children. */
export function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  const { class: classes, label, hidden, tabindex, onClick, attributes, ...plain } = properties;
  if (classes !== undefined) element.className = classes;
  if (label !== undefined) element.setAttribute("aria-label", label);
  if (hidden === true) element.hidden = true;
  if (tabindex !== undefined) element.tabIndex = tabindex;
  for (const [name, value] of Object.entries({ ...plain, ...attributes })) element.setAttribute(name, value);
  if (onClick) element.addEventListener("click", onClick as EventListener);
  append(element, children);
  return element;
}

/** Replaces what an element holds. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren();
  append(element, children);
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
}

const svgSpace = "http://www.w3.org/2000/svg";

/** Signs of the page's own buttons, on a field of 16 by 16. */
const signs = {
  plus: "M8 3.5v9M3.5 8h9",
  minus: "M3.5 8h9",
  fit: "M2.5 6V3.5a1 1 0 0 1 1-1H6M10 2.5h2.5a1 1 0 0 1 1 1V6M13.5 10v2.5a1 1 0 0 1-1 1H10M6 13.5H3.5a1 1 0 0 1-1-1V10",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2",
  outline: "M6 4h7.5M6 8h7.5M6 12h7.5M2.75 4h.01M2.75 8h.01M2.75 12h.01",
  lock: "M4.5 7.5h7a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  unlock:
    "M4.5 7.5h7a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1zM5.5 7.5V4.75a2.5 2.5 0 0 1 4.8-1",
  close: "M4 4l8 8M12 4l-8 8",
  check: "M3 8.5l3.25 3.25L13 5",
  outage: "M8 2.5v5M5 4.2a5 5 0 1 0 6 0",
  "outage-one":
    "M6.5 2.5h6a1 1 0 0 1 1 1v6M2.5 6.5h6a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1zM4 8.5l3 3M7 8.5l-3 3",
  previous: "M9.5 3.5L5 8l4.5 4.5",
  next: "M6.5 3.5L11 8l-4.5 4.5",
  views: "M2.5 2.5h4.25v4.25H2.5zM9.25 2.5h4.25v4.25H9.25zM2.5 9.25h4.25v4.25H2.5zM9.25 9.25h4.25v4.25H9.25z",
  error: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6 6l4 4M10 6l-4 4",
  warning: "M8 2.5l6 11H2zM8 6.5v3.25M8 11.75h.01",
  information: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.25v3.5M8 5.25h.01",
  system: "M2.5 2.5h4v4h-4zM9.5 9.5h4v4h-4zM6.5 4.5h3a2 2 0 0 1 2 2v3",
  flow: "M2.5 4.5h4M4.5 2.5l2 2-2 2M6.5 11.5h7M11.5 9.5l2 2-2 2M2.5 11.5h1.25M9 4.5h4.5",
  process: "M2.5 3.5h4v4h-4zM9.5 3.5h4v4h-4zM9.5 9.5h4v3h-4zM6.5 5.5h3",
  own: "M1.75 8S4 3.75 8 3.75 14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8zM8 9.75a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5z",
  layers: "M8 2.25l5.75 3L8 8.25l-5.75-3zM2.25 8L8 11l5.75-3M2.25 10.75L8 13.75l5.75-3",
  save: "M8 2.5v7.25M4.75 6.75L8 10l3.25-3.25M2.75 11.5v1a1 1 0 0 0 1 1h8.5a1 1 0 0 0 1-1v-1",
} as const;

export type Sign = keyof typeof signs;

/** A sign of the page itself; decoration, as its button has a name. */
export function sign(name: Sign): SVGSVGElement {
  const svg = document.createElementNS(svgSpace, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svgSpace, "path");
  path.setAttribute("d", signs[name]);
  svg.append(path);
  return svg;
}

/** A button with a sign, and a name that says its key. */
export function iconButton(name: Sign, label: string, onClick: () => void, key?: string): HTMLButtonElement {
  return html(
    "button",
    { class: "icon-button", type: "button", label, title: key === undefined ? label : `${label} (${key})`, onClick },
    sign(name),
  );
}
