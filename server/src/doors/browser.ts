/** The language server in a web worker: files come from the editor, which alone can read them. */

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { serve } from "./connection.ts";
import { editorPlatform } from "./connection-editor.ts";
import { guideDoor } from "./connection-guide.ts";
import { previewDoor } from "./connection-preview.ts";
import { LayoutFailed } from "./graphviz.ts";
import { createLayoutQueue, type LayoutQueue, type SpawnLayoutWorker } from "./layout-queue.ts";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));

serve(connection, (params) => editorPlatform(connection, params), [
  guideDoor,
  previewDoor((options) => {
    const address = (options as { readonly layoutWorker?: unknown } | undefined)?.layoutWorker;
    let queue: Promise<LayoutQueue> | undefined;
    return async (dot, subject) => {
      if (typeof address !== "string") throw new LayoutFailed("The editor does not say where the layout's worker is.");
      queue ??= spawner(address).then((spawn) => createLayoutQueue(spawn));
      return (await queue).layOut(subject, dot);
    };
  }),
]);

/** Starts workers from an address. Workers may only be made of what has their own origin, so the text is fetched. */
async function spawner(address: string): Promise<SpawnLayoutWorker> {
  const response = await fetch(address);
  const script = URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" }));
  return (onReply, onEnd) => {
    const worker = new Worker(script, { name: "sdesign layout" });
    worker.addEventListener("message", ({ data }) => onReply(data));
    worker.addEventListener("error", onEnd);
    return { post: (request) => worker.postMessage(request), terminate: () => worker.terminate() };
  };
}
