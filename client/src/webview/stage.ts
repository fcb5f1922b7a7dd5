/** Moves the camera: drag, wheel, trackpad, pinch, keys, and gently by itself. */

import {
  type Box,
  begin,
  between,
  bounded,
  bringIntoView,
  type Camera,
  fitAll,
  fitBox,
  type Size,
  type Spot,
  zoomAt,
} from "./camera.ts";

const glideTime = 180;
/** A press that moves no further than this is a click. */
const clickSlack = 4;

export interface StageEvents {
  /** The camera has moved. */
  moved(camera: Camera): void;
  /** Somebody has moved it, so it no longer fits by itself. */
  taken(): void;
  /** How much of its lower end is behind what floats there, in px. */
  covered(): number;
}

export class Stage {
  readonly element: HTMLElement;
  readonly #sheet: HTMLElement;
  readonly #events: StageEvents;
  readonly #pointers = new Map<number, Spot>();
  #camera: Camera = { x: 0, y: 0, scale: 1 };
  #picture: Size = { width: 0, height: 0 };
  #frame = 0;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #pressed: Spot | undefined;
  #dragged = false;

  constructor(element: HTMLElement, sheet: HTMLElement, events: StageEvents) {
    this.element = element;
    this.#sheet = sheet;
    this.#events = events;
    element.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    element.addEventListener("pointerdown", (event) => this.#down(event));
    element.addEventListener("pointermove", (event) => this.#move(event));
    element.addEventListener("pointerup", (event) => this.#up(event));
    element.addEventListener("pointercancel", (event) => this.#up(event));
  }

  get camera(): Camera {
    return this.#camera;
  }

  get size(): Size {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  /** Whether the last press moved the picture, so that its click is none. */
  get wasDragged(): boolean {
    return this.#dragged;
  }

  setPicture(size: Size): void {
    this.#picture = size;
  }

  /** Puts the camera somewhere, at once or gliding. */
  go(to: Camera, animate = false): void {
    cancelAnimationFrame(this.#frame);
    const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!animate || quiet) {
      this.#put(to);
      return;
    }
    const from = this.#camera;
    const start = performance.now();
    const tick = (now: number): void => {
      const part = Math.min(1, (now - start) / glideTime);
      this.#put(between(from, to, 1 - (1 - part) ** 3));
      if (part < 1) this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  }

  /** Shows all of the picture, above the buttons that float at the bottom. */
  fitAll(animate = false): void {
    const { width, height } = this.size;
    this.go(fitAll(this.#picture, { width, height: Math.max(1, height - this.#events.covered()) }), animate);
  }

  /** Shows all of the picture, or its beginning where all of it would be too small to read; tells whether it is all. */
  begin(animate = false): boolean {
    const { width, height } = this.size;
    const camera = begin(this.#picture, { width, height: Math.max(1, height - this.#events.covered()) });
    this.go(camera, animate);
    const { scale } = camera;
    return this.#picture.width * scale <= width && this.#picture.height * scale <= height;
  }

  fitBox(box: Box): void {
    this.go(fitBox(box, this.size), true);
    this.#events.taken();
  }

  bringIntoView(box: Box): void {
    const to = bringIntoView(this.#camera, box, this.size);
    if (to !== this.#camera) this.go(to, true);
  }

  /** Zooms around the middle. */
  zoom(factor: number): void {
    const { width, height } = this.size;
    this.#events.taken();
    this.go(this.#bound(zoomAt(this.#camera, factor, { x: width / 2, y: height / 2 })), true);
  }

  pan(dx: number, dy: number): void {
    this.#events.taken();
    this.go(this.#bound({ ...this.#camera, x: this.#camera.x + dx, y: this.#camera.y + dy }), true);
  }

  #bound(camera: Camera): Camera {
    return bounded(camera, this.#picture, this.size);
  }

  #put(camera: Camera): void {
    this.#camera = camera;
    const { style } = this.#sheet;
    // As a layer of its own the picture moves smoothly; drawn anew once it rests, it is sharp.
    style.willChange = "transform";
    style.transform = `translate(${camera.x}px, ${camera.y}px) scale(${camera.scale})`;
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => {
      style.willChange = "auto";
    }, 160);
    this.#events.moved(camera);
  }

  #spot(event: { readonly clientX: number; readonly clientY: number }): Spot {
    const { left, top } = this.element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #take(camera: Camera): void {
    this.#events.taken();
    this.go(this.#bound(camera));
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const unit =
      event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 400 : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) {
      // A pinch on a trackpad arrives as small steps, a wheel's notch as a large one.
      const factor = Math.exp(-Math.max(-60, Math.min(60, dy)) * 0.01);
      this.#take(zoomAt(this.#camera, factor, this.#spot(event)));
    } else {
      const [x, y] = event.shiftKey && dx === 0 ? [dy, 0] : [dx, dy];
      this.#take({ ...this.#camera, x: this.#camera.x - x, y: this.#camera.y - y });
    }
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 && event.button !== 1) return;
    const spot = this.#spot(event);
    this.#pointers.set(event.pointerId, spot);
    this.#pressed = spot;
    this.#dragged = false;
  }

  #move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (!before || !this.#pressed) return;
    const spot = this.#spot(event);
    if (this.#pointers.size === 2) {
      this.#pinch(event.pointerId, before, spot);
      return;
    }
    if (!this.#dragged) {
      if (Math.hypot(spot.x - this.#pressed.x, spot.y - this.#pressed.y) <= clickSlack) return;
      this.#dragged = true;
      this.element.classList.add("is-dragging");
      this.element.setPointerCapture(event.pointerId);
    }
    this.#pointers.set(event.pointerId, spot);
    this.#take({ ...this.#camera, x: this.#camera.x + spot.x - before.x, y: this.#camera.y + spot.y - before.y });
  }

  #pinch(id: number, before: Spot, now: Spot): void {
    const other = [...this.#pointers].find(([key]) => key !== id)?.[1];
    if (!other) return;
    this.#pointers.set(id, now);
    this.#dragged = true;
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    const factor =
      Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
    const zoomed = zoomAt(this.#camera, factor, middle);
    this.#take({ ...zoomed, x: zoomed.x + (now.x - before.x) / 2, y: zoomed.y + (now.y - before.y) / 2 });
  }

  #up(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    if (this.#pointers.size === 0) this.#pressed = undefined;
    this.element.classList.remove("is-dragging");
  }
}
