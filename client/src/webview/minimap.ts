/** All of the picture in a corner, and which part of it is seen. Only there when a part is not. */

import { type Box, type Camera, onStage, type Size } from "./camera.ts";
import { html } from "./dom.ts";
import type { Picture } from "./picture.ts";

const largestSide = 128;

/** Whether so much of a picture is out of sight that a map helps. */
export function isNeeded(camera: Camera, picture: Size, stage: Size): boolean {
  if (picture.width === 0 || stage.width < 320 || stage.height < 420) return false;
  const seen = onStage(camera, { x: 0, y: 0, ...picture });
  return seen.width > stage.width * 1.25 || seen.height > stage.height * 1.25;
}

/** The part of the picture that is on the stage, in px of the picture. */
export function visible(camera: Camera, stage: Size): Box {
  return {
    x: -camera.x / camera.scale,
    y: -camera.y / camera.scale,
    width: stage.width / camera.scale,
    height: stage.height / camera.scale,
  };
}

export class Minimap {
  readonly element = html("canvas", { class: "minimap", hidden: true, attributes: { "aria-hidden": "true" } });
  readonly #picture: Picture;
  readonly #go: (x: number, y: number) => void;
  #ground: ImageData | undefined;
  #scale = 1;

  /** `go` brings a point of the picture to the middle of the stage. */
  constructor(picture: Picture, go: (x: number, y: number) => void) {
    this.#picture = picture;
    this.#go = go;
    const move = (event: PointerEvent): void => {
      const { left, top } = this.element.getBoundingClientRect();
      this.#go((event.clientX - left) / this.#scale, (event.clientY - top) / this.#scale);
    };
    this.element.addEventListener("pointerdown", (event) => {
      this.element.setPointerCapture(event.pointerId);
      move(event);
    });
    this.element.addEventListener("pointermove", (event) => {
      if (event.buttons === 1) move(event);
    });
  }

  /** The picture has changed: what the map shows is drawn when it is next needed. */
  forget(): void {
    this.#ground = undefined;
  }

  show(camera: Camera, stage: Size): void {
    const { size } = this.#picture;
    this.element.hidden = !isNeeded(camera, size, stage);
    if (this.element.hidden) return;
    const context = this.element.getContext("2d", { willReadFrequently: true });
    if (!context) return;
    const density = window.devicePixelRatio || 1;
    if (this.#ground) context.putImageData(this.#ground, 0, 0);
    else this.#draw(context, size, density);
    const part = visible(camera, stage);
    const factor = this.#scale * density;
    context.strokeStyle = getComputedStyle(this.element).color;
    context.lineWidth = 1.5 * density;
    context.strokeRect(part.x * factor, part.y * factor, part.width * factor, part.height * factor);
  }

  #draw(context: CanvasRenderingContext2D, { width, height }: Size, density: number): void {
    this.#scale = largestSide / Math.max(width, height);
    const { element } = this;
    element.width = Math.max(1, Math.round(width * this.#scale * density));
    element.height = Math.max(1, Math.round(height * this.#scale * density));
    element.style.width = `${element.width / density}px`;
    element.style.height = `${element.height / density}px`;
    const computed = getComputedStyle(document.body);
    const colour = (name: string): string => computed.getPropertyValue(name).trim() || "gray";
    const factor = this.#scale * density;
    for (const shape of this.#picture.shapes) {
      if (shape.kind === "edge") continue;
      const box = this.#picture.box(shape);
      context.fillStyle = colour(shape.kind === "cluster" ? "--sd-box-2" : "--sd-line");
      context.globalAlpha = shape.kind === "cluster" ? 1 : 0.7;
      context.fillRect(
        box.x * factor,
        box.y * factor,
        Math.max(1, box.width * factor),
        Math.max(1, box.height * factor),
      );
    }
    context.globalAlpha = 1;
    this.#ground = context.getImageData(0, 0, element.width, element.height);
  }
}
