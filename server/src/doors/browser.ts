/** The language server in a web worker: files come from the editor, which alone can read them. */

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { serve } from "./connection.ts";
import { editorPlatform } from "./connection-editor.ts";
import { guideDoor } from "./connection-guide.ts";
import { previewDoor } from "./connection-preview.ts";
import { LayoutFailed } from "./graphviz.ts";
import {
  browserLayoutWorker,
  createLayoutQueue,
  type LayoutQueue,
  type LayoutQueueOptions,
  type SpawnLayoutWorker,
} from "./layout-queue.ts";
import { type LayoutRequest, thumbnailLayouts } from "./preview-layouts.ts";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));

serve(connection, (params) => editorPlatform(connection, params), [
  guideDoor,
  previewDoor((options) => {
    const address = (options as { readonly layoutWorker?: unknown } | undefined)?.layoutWorker;
    const queueOf = (options: LayoutQueueOptions): LayoutRequest => {
      let queue: Promise<LayoutQueue> | undefined;
      return async (dot, subject) => {
        if (typeof address !== "string")
          throw new LayoutFailed("The editor does not say where the layout's worker is.");
        queue ??= spawner(address).then((spawn) => createLayoutQueue(spawn, options));
        // What could not be fetched this time may be fetched the next.
        queue.catch(() => {
          queue = undefined;
        });
        return (await queue).layOut(subject, dot);
      };
    };
    return { now: queueOf({}), later: queueOf(thumbnailLayouts) };
  }),
]);

/** Starts workers from an address. Workers may only be made of what has their own origin, so the text is fetched. */
async function spawner(address: string): Promise<SpawnLayoutWorker> {
  const response = await fetch(address);
  const script = URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" }));
  return browserLayoutWorker(() => new Worker(script, { name: "sdesign layout" }));
}
