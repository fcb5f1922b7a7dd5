import type { Layouter } from "../diagram/layout.ts";
import { LayoutFailed } from "./graphviz.ts";
import { isLayoutReply, type LayoutRequest } from "./layout-messages.ts";

/** A worker, on whatever platform: one that runs `layout-worker`, unless it takes other requests. */
export interface LayoutWorker<Request = LayoutRequest> {
  post(request: Request): void;
  terminate(): void;
}

/** Starts a worker. `onReply` gets what it posts; `onEnd` is called when it fails or ends by itself. */
export type SpawnLayoutWorker<Request = LayoutRequest> = (
  onReply: (message: unknown) => void,
  onEnd: () => void,
) => LayoutWorker<Request>;

/** A layout that nobody waits for any more, since its key got a newer one. Not a problem to show. */
export class LayoutSuperseded extends Error {
  override readonly name = "LayoutSuperseded";
}

/** A layout that took too long and was stopped. */
export class LayoutTimedOut extends Error {
  override readonly name = "LayoutTimedOut";
}

export interface LayoutQueueOptions {
  /** How long one layout may take, ms, the worker's start included. Default: 15,000. */
  readonly deadline?: number;
  /** After so long without work the worker ends, ms; the next layout starts a new one. Default: 60,000. */
  readonly idle?: number;
}

export interface LayoutQueue {
  /**
   * Lays out in the worker. Of several requests with one key (a preview, say) that wait, only the last is answered; the
   * others reject with `LayoutSuperseded`. A request whose work has begun is finished. Also rejects with
   * `LayoutTimedOut`, `LayoutFailed`, or, after `dispose`, with `LayoutSuperseded`.
   */
  layOut(key: string, dot: string): Promise<string>;
  /** `layOut` for one key. */
  layouter(key: string): Layouter;
  /** Ends the worker and rejects everything that waits. */
  dispose(): void;
}

interface Job {
  readonly key: string;
  readonly dot: string;
  readonly resolve: (json: string) => void;
  readonly reject: (error: Error) => void;
}

interface Running extends Job {
  readonly id: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** In Node a timer keeps the process alive unless it is told not to. */
function unref(timer: ReturnType<typeof setTimeout>): void {
  if (typeof timer === "object") timer.unref();
}

/** A queue in front of one layout worker, which is started when needed and replaced when it hangs or dies. */
export function createLayoutQueue(spawn: SpawnLayoutWorker, options: LayoutQueueOptions = {}): LayoutQueue {
  const { deadline = 15_000, idle = 60_000 } = options;
  const waiting = new Map<string, Job>();
  let worker: LayoutWorker | undefined;
  let running: Running | undefined;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  let lastId = 0;
  let disposed = false;

  const endWorker = (): void => {
    const ending = worker;
    worker = undefined;
    ending?.terminate();
  };

  const settle = (finish: (job: Job) => void): void => {
    const done = running;
    if (done === undefined) return;
    clearTimeout(done.timer);
    running = undefined;
    finish(done);
    next();
  };

  const start = (): LayoutWorker => {
    const started: LayoutWorker = spawn(
      (message) => {
        // Whatever a worker says after it was replaced is about a job that has been answered.
        if (worker !== started || !isLayoutReply(message) || message.id !== running?.id) return;
        settle((job) =>
          "json" in message ? job.resolve(message.json) : job.reject(new LayoutFailed(message.problem)),
        );
      },
      () => {
        if (worker !== started) return;
        worker = undefined;
        settle((job) => job.reject(new LayoutFailed("The layout ended unexpectedly. The next change tries again.")));
      },
    );
    return started;
  };

  const expired = (): void => {
    endWorker();
    const seconds = Math.round(deadline / 100) / 10;
    settle((job) =>
      job.reject(
        new LayoutTimedOut(`The layout took longer than ${seconds} s and was stopped. Show a part of the design.`),
      ),
    );
  };

  const next = (): void => {
    if (running !== undefined || disposed) return;
    const [job] = waiting.values();
    if (job === undefined) {
      idleTimer = setTimeout(endWorker, idle);
      unref(idleTimer);
      return;
    }
    clearTimeout(idleTimer);
    waiting.delete(job.key);
    const id = ++lastId;
    running = { ...job, id, timer: setTimeout(expired, deadline) };
    try {
      worker ??= start();
      worker.post({ id, dot: job.dot });
    } catch (error) {
      endWorker();
      settle((failed) => failed.reject(new LayoutFailed("The layout worker could not be started.", { cause: error })));
    }
  };

  const layOut = (key: string, dot: string): Promise<string> =>
    new Promise((resolve, reject) => {
      if (disposed) {
        reject(new LayoutSuperseded("The layout was called off."));
        return;
      }
      // Removed first, so that a key that changes all the time waits behind the others.
      const older = waiting.get(key);
      waiting.delete(key);
      waiting.set(key, { key, dot, resolve, reject });
      older?.reject(new LayoutSuperseded("A newer layout took its place."));
      clearTimeout(idleTimer);
      next();
    });

  return {
    layOut,
    layouter: (key) => (dot) => layOut(key, dot),
    dispose: () => {
      disposed = true;
      clearTimeout(idleTimer);
      endWorker();
      const called = [...waiting.values()];
      waiting.clear();
      for (const job of called) job.reject(new LayoutSuperseded("The layout was called off."));
      settle((job) => job.reject(new LayoutSuperseded("The layout was called off.")));
    },
  };
}

interface BrowserWorker {
  postMessage(message: unknown): void;
  terminate(): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "error" | "messageerror", listener: () => void): void;
}

/** For browsers: the page knows how to make its worker. */
export function browserLayoutWorker<Request>(create: () => BrowserWorker): SpawnLayoutWorker<Request> {
  return (onReply, onEnd) => {
    const worker = create();
    worker.addEventListener("message", ({ data }) => onReply(data));
    worker.addEventListener("error", () => {
      worker.terminate();
      onEnd();
    });
    worker.addEventListener("messageerror", onEnd);
    return {
      post: (request) => worker.postMessage(request),
      terminate: () => worker.terminate(),
    };
  };
}
