/** Lets a picture in: only elements and attributes that pictures are made of, nothing that runs, loads or links. */

const svgSpace = "http://www.w3.org/2000/svg";

const elements = new Set([
  "svg",
  "g",
  "title",
  "desc",
  "path",
  "rect",
  "circle",
  "ellipse",
  "line",
  "polyline",
  "polygon",
  "text",
  "tspan",
]);

const attributes = new Set([
  "class",
  "id",
  "role",
  "tabindex",
  "transform",
  "viewBox",
  "width",
  "height",
  "x",
  "y",
  "x1",
  "y1",
  "x2",
  "y2",
  "dx",
  "dy",
  "cx",
  "cy",
  "r",
  "rx",
  "ry",
  "d",
  "points",
  "fill",
  "stroke-width",
  "text-anchor",
]);

/** Deeper nesting than any picture has. */
const deepest = 24;

/** Whether an attribute may stay: no handlers, no styles, no addresses. */
export function isAllowed(name: string, value: string): boolean {
  if (name.startsWith("data-") || name.startsWith("aria-")) return true;
  return attributes.has(name) && !/url\s*\(|javascript:/i.test(value);
}

/**
 * The picture in a text, as an element of this document, or undefined when the text is no well-formed SVG. The text is
 * parsed as XML, which runs nothing; what is not known to be harmless is left out.
 */
export function pictureFrom(text: string): SVGSVGElement | undefined {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = parsed.documentElement;
  if (root.localName !== "svg" || root.namespaceURI !== svgSpace || parsed.querySelector("parsererror"))
    return undefined;
  return copy(root, 0) as SVGSVGElement | undefined;
}

function copy(from: Element, depth: number): Element | undefined {
  if (depth > deepest || from.namespaceURI !== svgSpace || !elements.has(from.localName)) return undefined;
  const to = document.createElementNS(svgSpace, from.localName);
  for (const { name, value } of from.attributes) if (isAllowed(name, value)) to.setAttribute(name, value);
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.append(child.nodeValue ?? "");
    else if (child instanceof Element && child.localName === "title" && depth > 0) {
      // The page has hover cards of its own, which say more than a browser's tooltip.
      to.setAttribute("data-tip", child.textContent ?? "");
    } else if (child.nodeType === Node.ELEMENT_NODE) {
      const copied = copy(child as Element, depth + 1);
      if (copied) to.append(copied);
    }
  }
  return to;
}
