/** The picture as a file of its own, in the colours that are on the screen. */

import { variablesCss } from "../../../server/src/service/protocol/picture-style.ts";
import type { Size } from "./camera.ts";

const svgSpace = "http://www.w3.org/2000/svg";
/** Browsers draw no larger images than this. */
const largestSide = 8192;

/** The picture's text with its style inside: it looks the same wherever it is opened. */
export function standalone(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  for (const element of copy.querySelectorAll("[tabindex], [aria-current]")) {
    element.removeAttribute("tabindex");
    element.removeAttribute("aria-current");
  }
  for (const element of copy.querySelectorAll("[class]")) {
    for (const name of [...element.classList]) if (name.startsWith("is-")) element.classList.remove(name);
  }
  const style = document.createElementNS(svgSpace, "style");
  style.textContent = styleOnPage(picture);
  const { width, height } = picture.viewBox.baseVal;
  const canvas = document.createElementNS(svgSpace, "rect");
  canvas.setAttribute("class", "sd-canvas");
  canvas.setAttribute("width", String(width));
  canvas.setAttribute("height", String(height));
  copy.prepend(style, canvas);
  return new XMLSerializer().serializeToString(copy);
}

/** The rules of pictures with every variable replaced by its value on the page, at an element of it. */
export function styleOnPage(element: Element): string {
  const computed = getComputedStyle(element);
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const values = new Map<string, string>();
  const onPage = (name: string): string => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const raw = computed.getPropertyValue(name).trim();
    probe.style.color = "";
    probe.style.color = raw;
    // Only a colour that the browser has computed is plain enough for other programs.
    const value = probe.style.color !== "" && name !== "--sd-font" ? plainColour(getComputedStyle(probe).color) : raw;
    values.set(name, value);
    return value;
  };
  const replaced = variablesCss.replace(/var\((--sd-[\w-]+)\)/g, (_, name: string) => onPage(name));
  probe.remove();
  return replaced;
}

/** `color(srgb r g b / a)` as `rgba(…)`; everything else stays. */
export function plainColour(colour: string): string {
  const [, parts, alpha] = /^color\(srgb ([\d.e+ -]+?)(?: \/ ([\d.]+))?\)$/.exec(colour) ?? [];
  if (parts === undefined) return colour;
  const bytes = parts
    .trim()
    .split(/\s+/)
    .map((part) => Math.round(Math.min(1, Math.max(0, Number(part))) * 255));
  return alpha === undefined ? `rgb(${bytes.join(", ")})` : `rgba(${bytes.join(", ")}, ${alpha})`;
}

/** The picture as a PNG, `scale` times as large as it is. */
export async function imageOf(svg: string, size: Size, scale: number): Promise<Blob> {
  const most = largestSide / Math.max(size.width, size.height, 1);
  const factor = Math.min(scale, most);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(size.width * factor));
  canvas.height = Math.max(1, Math.round(size.height * factor));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("the browser cannot draw images.");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("the browser could not make the image."))),
      "image/png",
    );
  });
}
