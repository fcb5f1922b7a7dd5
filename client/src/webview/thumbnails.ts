/** Small pictures of views: asked for when they are seen, one after the other, and kept until the text changes. */

import { styleOnPage } from "./export.ts";
import { pictureFrom } from "./sanitise.ts";

/** At a tenth of its size, a picture is its boxes and lines: these are drawn bolder, and small words left out. */
const small =
  ".sd-line,.sd-card,.sd-box{stroke-width:2.5px}.sd-second,.sd-figure,.sd-label,.sd-label-facts{visibility:hidden}";

/** Cards are outlined as lines are: their own border is too quiet for so small a picture. */
const lineColour = (): string => getComputedStyle(document.body).getPropertyValue("--sd-line");

interface Thumbnail {
  readonly fingerprint: string;
  /** The picture as the server drew it; empty for none. */
  readonly svg: string;
}

export interface ThumbnailEvents {
  ask(view: string, known: string | undefined): void;
  /** A thumbnail has come; without an address there is none. */
  came(view: string, address: string | undefined): void;
}

export class Thumbnails {
  readonly #events: ThumbnailEvents;
  readonly #kept = new Map<string, Thumbnail>();
  /** Views whose thumbnail may not be what the text says. */
  readonly #fresh = new Set<string>();
  #wanted: readonly string[] = [];
  #asked: string | undefined;
  #style: string | undefined;

  constructor(events: ThumbnailEvents) {
    this.#events = events;
  }

  /** The views that are seen, in the order in which they are looked at; none when nobody looks any more. */
  want(views: readonly string[]): void {
    if (views.length === 0) this.#style = undefined;
    this.#wanted = views;
    this.#next();
  }

  /** What is kept of a view may be shown until a newer one comes. */
  kept(view: string): string | undefined {
    const thumbnail = this.#kept.get(view);
    return thumbnail && this.#address(thumbnail);
  }

  /** The text has changed. */
  stale(): void {
    this.#fresh.clear();
    this.#next();
  }

  /** Another design: nothing of the last one holds. */
  forget(): void {
    this.#kept.clear();
    this.stale();
  }

  answer(view: string, fingerprint: string, svg: string | undefined): void {
    if (this.#asked === view) this.#asked = undefined;
    this.#fresh.add(view);
    if (svg !== undefined) {
      const thumbnail = { fingerprint, svg };
      this.#kept.set(view, thumbnail);
      this.#events.came(view, this.#address(thumbnail));
    }
    this.#next();
  }

  #next(): void {
    if (this.#asked !== undefined) return;
    const view = this.#wanted.find((wanted) => !this.#fresh.has(wanted));
    if (view === undefined) return;
    this.#asked = view;
    this.#events.ask(view, this.#kept.get(view)?.fingerprint);
  }

  /** The picture as an image, in the colours that are on the screen: an image runs nothing, and costs no elements. */
  #address({ svg }: Thumbnail): string | undefined {
    const picture = svg === "" ? undefined : pictureFrom(svg);
    if (!picture) return undefined;
    this.#style ??= `${styleOnPage(document.body)}${small}.sd-card{stroke:${lineColour()}}`;
    const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
    style.textContent = this.#style;
    picture.prepend(style);
    return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  }
}
