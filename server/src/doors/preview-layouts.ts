/** The layouts of previews: each is made once, and what is looked at never waits for what may be looked at next. */

import { Recent } from "../service/preview-memory.ts";
import type { LayoutQueueOptions } from "./layout-queue.ts";

/** Asks for a layout; a later request for the same subject makes an earlier one unnecessary. */
export type LayoutRequest = (dot: string, subject: string) => Promise<string>;

/** Two queues, each with a worker of its own. */
export interface LayoutQueues {
  readonly now: LayoutRequest;
  /** For thumbnails: nothing in it holds up `now`. */
  readonly later: LayoutRequest;
}

/** A thumbnail that takes long is done without, and the worker goes soon after the last one. */
export const thumbnailLayouts: LayoutQueueOptions = { deadline: 5_000, idle: 10_000 };

/** Layouts are kept for as many pictures as somebody may switch between. */
const kept = 64;

/** The same question has the same answer, so a picture whose structure is known is only redrawn. */
export class PreviewLayouts {
  readonly #queues: LayoutQueues;
  readonly #asked = new Recent<string, Promise<string>>(kept);

  constructor(queues: LayoutQueues) {
    this.#queues = queues;
  }

  now(dot: string, subject: string): Promise<string> {
    const known = this.#asked.get(dot);
    if (known) return known;
    const asked = this.#queues.now(dot, subject);
    this.#asked.set(dot, asked);
    asked.catch(() => this.#asked.delete(dot));
    return asked;
  }

  /** At low priority. Only a finished one is shared: what is looked at does not wait for it. */
  async later(dot: string, subject: string): Promise<string> {
    const known = this.#asked.get(dot);
    if (known) return known;
    const json = await this.#queues.later(dot, subject);
    if (!this.#asked.get(dot)) this.#asked.set(dot, Promise.resolve(json));
    return json;
  }
}
