/** The picture as a file of its own, in the colours that are on the screen. */

import { variablesCss } from "../../../server/src/service/protocol/picture-style.ts";
import type { Size } from "./camera.ts";

const svgSpace = "http://www.w3.org/2000/svg";
/** Browsers draw no larger images than this. */
const largestSide = 8192;

/**
 * The picture's text with its style inside: it looks the same wherever it is opened. With `leads`, elements are links
 * `sdesign:ID` for whoever saves it to replace.
 */
export function standalone(picture: SVGSVGElement, leads: boolean): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  if (leads) addLinks(copy);
  for (const element of copy.querySelectorAll("[data-heat]")) {
    element.classList.add(`heat-${element.getAttribute("data-heat")}`);
  }
  for (const element of copy.querySelectorAll("[tabindex], [aria-current]")) {
    element.removeAttribute("tabindex");
    element.removeAttribute("aria-current");
  }
  for (const element of copy.querySelectorAll("[class]")) {
    for (const name of [...element.classList]) if (name.startsWith("is-")) element.classList.remove(name);
  }
  const style = document.createElementNS(svgSpace, "style");
  style.textContent = `${styleOnPage(picture)}${heatOnPage(picture)}`;
  const { width, height } = picture.viewBox.baseVal;
  const canvas = document.createElementNS(svgSpace, "rect");
  canvas.setAttribute("class", "sd-canvas");
  canvas.setAttribute("width", String(width));
  canvas.setAttribute("height", String(height));
  copy.prepend(style, canvas);
  return new XMLSerializer().serializeToString(copy);
}

/** Links around all that is drawn of an element; of boxes around their titles. */
function addLinks(picture: SVGSVGElement): void {
  const ids = new Map<string, string>();
  for (const element of picture.querySelectorAll("g[data-id]")) {
    ids.set(element.getAttribute("data-key") ?? "", element.getAttribute("data-id") ?? "");
  }
  for (const element of picture.querySelectorAll(".sd-nodes > g, .sd-edges > g, .sd-cluster-title")) {
    const id = ids.get(element.getAttribute("data-key") ?? "");
    if (id === undefined) continue;
    const link = document.createElementNS(svgSpace, "a");
    link.setAttribute("href", `sdesign:${encodeURIComponent(id)}`);
    link.append(...element.childNodes);
    element.append(link);
  }
}

/** What overlays add to the rules of pictures: the colours of cards, and the figures at their corners. */
function heatOnPage(picture: Element): string {
  const sheet = getComputedStyle(picture);
  const colours = ["1", "2", "3", "4", "5"].map((heat) => [heat, plainValue(sheet.getPropertyValue(`--heat-${heat}`))]);
  const cards = colours.map(([heat, colour]) => colour && `.sd-node.heat-${heat} .sd-card{fill:${colour}}`);
  const words = colours.map(([heat]) => `.sd-node.heat-${heat} .sd-second,.sd-node.heat-${heat} .sd-figure`).join(",");
  const value = (name: string): string => plainValue(sheet.getPropertyValue(name)) ?? "none";
  return `${cards.join("")}
${words}{fill:${value("--sd-text")}}
.mark-ground{fill:${value("--sd-card")};stroke:${value("--sd-card-border")};stroke-width:1}
.mark-text{fill:${value("--sd-text")};font-size:10px;font-weight:600;text-anchor:middle}`;
}

/** A colour as the browser computes it; undefined for what is none. */
function plainValue(written: string): string | undefined {
  if (written.trim() === "") return undefined;
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.color = written.trim();
  document.body.append(probe);
  const colour = probe.style.color === "" ? undefined : plainColour(getComputedStyle(probe).color);
  probe.remove();
  return colour;
}

/** The rules of pictures with every variable replaced by its value on the page, at an element of it. */
export function styleOnPage(element: Element): string {
  const computed = getComputedStyle(element);
  const values = new Map<string, string>();
  const onPage = (name: string): string => {
    const raw = computed.getPropertyValue(name).trim();
    // Only a colour that the browser has computed is plain enough for other programs.
    const value = values.get(name) ?? (name === "--sd-font" ? raw : (plainValue(raw) ?? raw));
    values.set(name, value);
    return value;
  };
  return variablesCss.replace(/var\((--sd-[\w-]+)\)/g, (_, name: string) => onPage(name));
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
