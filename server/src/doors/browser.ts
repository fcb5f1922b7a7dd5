/** The language server in a web worker: files come from the editor, which alone can read them. */

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { serve } from "./connection.ts";
import { editorPlatform } from "./connection-editor.ts";
import { guideDoor } from "./connection-guide.ts";
import { previewDoor } from "./connection-preview.ts";
import { LayoutFailed } from "./graphviz.ts";
import type { LayoutRequest as GraphvizRequest } from "./layout-messages.ts";
import {
  browserLayoutWorker,
  createLayoutQueue,
  type LayoutQueue,
  type LayoutQueueOptions,
  type SpawnLayoutWorker,
} from "./layout-queue.ts";
import { pdfInWorker } from "./pdf-client.ts";
import type { PdfRequest } from "./pdf-messages.ts";
import { type LayoutRequest, thumbnailLayouts } from "./preview-layouts.ts";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));

serve(connection, (params) => editorPlatform(connection, params), [
  guideDoor,
  previewDoor((options) => {
    const addresses = options as { readonly layoutWorker?: unknown; readonly pdfWorker?: unknown } | undefined;
    const layoutQueue = (queueOptions: LayoutQueueOptions): LayoutRequest => {
      let queue: Promise<LayoutQueue> | undefined;
      return async (dot, subject) => {
        queue ??= spawner<GraphvizRequest>(addresses?.layoutWorker).then((spawn) =>
          createLayoutQueue(spawn, queueOptions),
        );
        // What could not be fetched this time may be fetched the next.
        queue.catch(() => {
          queue = undefined;
        });
        return (await queue).layOut(subject, dot);
      };
    };
    return {
      layouts: { now: layoutQueue({}), later: layoutQueue(thumbnailLayouts) },
      pdf: async (svg, title) => {
        const spawn = await spawner<PdfRequest>(addresses?.pdfWorker);
        // A browser hands out no fonts of the machine.
        return pdfInWorker(spawn, async () => [])(svg, title);
      },
    };
  }),
]);

/** Starts workers from an address. Workers may only be made of what has their own origin, so the text is fetched. */
async function spawner<Request>(address: unknown): Promise<SpawnLayoutWorker<Request>> {
  if (typeof address !== "string") throw new LayoutFailed("The editor does not say where the worker is.");
  const response = await fetch(address);
  const script = URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" }));
  return browserLayoutWorker(() => new Worker(script, { name: "sdesign worker" }));
}
