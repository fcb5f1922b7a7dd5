import { createGraphviz } from "./graphviz.ts";
import { isLayoutRequest, type LayoutReply } from "./layout-messages.ts";

/**
 * The worker that lays diagrams out: one file for Node's worker threads and for browsers' workers. One layout after
 * the other; whoever wants to stop one ends the worker.
 */

const layouter = createGraphviz();

let turn: Promise<void> = Promise.resolve();

function serve(message: unknown, reply: (reply: LayoutReply) => void): void {
  if (!isLayoutRequest(message)) return;
  const { id, dot } = message;
  turn = turn.then(async () => {
    try {
      reply({ id, json: await layouter(dot) });
    } catch (error) {
      reply({ id, problem: error instanceof Error ? error.message : "Graphviz could not lay out the diagram." });
    }
  });
}

interface BrowserWorkerScope {
  postMessage(message: LayoutReply): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

if ("WorkerGlobalScope" in globalThis) {
  const scope = globalThis as unknown as BrowserWorkerScope;
  scope.addEventListener("message", ({ data }) => serve(data, (reply) => scope.postMessage(reply)));
} else {
  // A name that no bundler sees, so that the browser's bundle does not look for Node's module.
  const threads = ["node", "worker_threads"].join(":");
  void import(threads).then((module) => {
    const { parentPort } = module as typeof import("node:worker_threads");
    parentPort?.on("message", (message: unknown) => serve(message, (reply) => parentPort.postMessage(reply)));
  });
}
