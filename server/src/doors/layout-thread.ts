import { Worker } from "node:worker_threads";
import type { SpawnLayoutWorker } from "./layout-queue.ts";

/** For Node: starts a worker as a thread. `file` is `layout-worker.cjs` beside the bundle, or its source. */
export function threadLayoutWorker<Request>(file: string | URL): SpawnLayoutWorker<Request> {
  return (onReply, onEnd) => {
    const worker = new Worker(file, { name: "sdesign worker", stdout: true, stderr: true });
    worker.on("message", (message: unknown) => {
      worker.unref();
      onReply(message);
    });
    worker.on("error", onEnd);
    worker.on("exit", onEnd);
    worker.unref();
    return {
      post: (request) => {
        // While there is work, the process waits for it.
        worker.ref();
        worker.postMessage(request);
      },
      terminate: () => void worker.terminate(),
    };
  };
}
