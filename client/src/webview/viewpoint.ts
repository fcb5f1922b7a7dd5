/** Where the reader looks when the picture changes: nothing that is looked at may jump away. */

import type { Camera, Spot } from "./camera.ts";
import type { Picture } from "./picture.ts";
import type { Selection } from "./selection.ts";
import type { Shape } from "./shape.ts";
import type { Stage } from "./stage.ts";

/** An element and where it is seen. */
export interface Anchor extends Spot {
  readonly key: string;
}

export class Viewpoint {
  readonly #picture: Picture;
  readonly #selection: Selection;
  readonly #stage: Stage;
  /** Where each picture was last looked at, by the picture's name. */
  readonly #cameras = new Map<string, Camera>();
  /** How the picture fits the stage by itself: as at first, all of it, or not at all. */
  #fits: "begin" | "all" | undefined = "begin";

  constructor(picture: Picture, selection: Selection, stage: Stage) {
    this.#picture = picture;
    this.#selection = selection;
    this.#stage = stage;
  }

  /** The reader has moved the camera: the picture no longer fits the stage by itself. */
  taken(): void {
    this.#fits = undefined;
  }

  /** The stage has another size. */
  resized(): void {
    if (this.#fits) this.#fit(false);
  }

  fitAll(): void {
    this.#fits = "all";
    this.#fit(true);
  }

  #fit(animate: boolean): void {
    if (this.#fits === "all") this.#stage.fitAll(animate);
    else if (this.#stage.begin(animate)) this.#fits = "all";
  }

  /** Remembers where a picture is looked at, for when it comes back. */
  leave(name: string): void {
    this.#cameras.set(name, this.#stage.camera);
  }

  /** The element that stays in its place when the picture changes: the selected one, or the one nearest to the middle. */
  anchor(): Anchor | undefined {
    const { selected } = this.#selection;
    if (selected) return { key: selected.key, ...this.#seen(selected) };
    const { width, height } = this.#stage.size;
    let best: (Anchor & { readonly distance: number }) | undefined;
    for (const shape of this.#picture.shapes) {
      if (shape.kind !== "node") continue;
      const spot = this.#seen(shape);
      const distance = Math.hypot(spot.x - width / 2, spot.y - height / 2);
      if (!best || distance < best.distance) best = { key: shape.key, ...spot, distance };
    }
    return best;
  }

  /** A picture has come, perhaps `another` one than before: puts the camera where it was, or keeps the anchor, or fits. */
  settle(another: boolean, anchor: Anchor | undefined, name: string): void {
    this.#stage.setPicture(this.#picture.size);
    const kept = another ? this.#cameras.get(name) : undefined;
    if (kept) {
      this.#stage.go(kept);
      return;
    }
    if (another) this.#fits = "begin";
    if (this.#fits) {
      this.#fit(!another);
      return;
    }
    const shape = anchor && this.#picture.get(anchor.key);
    if (!anchor || !shape) return;
    const now = this.#seen(shape);
    const { camera } = this.#stage;
    this.#stage.go({ ...camera, x: camera.x + anchor.x - now.x, y: camera.y + anchor.y - now.y });
  }

  /** Where the middle of an element is seen. */
  #seen(shape: Shape): Spot {
    const box = this.#picture.box(shape);
    const { camera } = this.#stage;
    return {
      x: (box.x + box.width / 2) * camera.scale + camera.x,
      y: (box.y + box.height / 2) * camera.scale + camera.y,
    };
  }
}
