/** The language server as a process: over the channel that VS Code opens, or with `--stdio` for any editor. */

import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "./connection.ts";
import { diskPlatform } from "./connection-disk.ts";
import { guideDoor } from "./connection-guide.ts";
import { previewDoor } from "./connection-preview.ts";
import { createLayoutQueue } from "./layout-queue.ts";
import { threadLayoutWorker } from "./layout-thread.ts";
import { type LayoutQueues, thumbnailLayouts } from "./preview-layouts.ts";

const connection = process.argv.includes("--stdio")
  ? createConnection(ProposedFeatures.all, process.stdin, process.stdout)
  : createConnection(ProposedFeatures.all);
const address = import.meta.url;
// Beside a bundle stands the worker's bundle, beside the source its source.
const worker = new URL(address.endsWith(".ts") ? "./layout-worker.ts" : "./layout-worker.cjs", address);
const spawn = threadLayoutWorker(worker);
const now = createLayoutQueue(spawn);
const later = createLayoutQueue(spawn, thumbnailLayouts);
const layouts: LayoutQueues = {
  now: (dot, subject) => now.layOut(subject, dot),
  later: (dot, subject) => later.layOut(subject, dot),
};

serve(connection, () => diskPlatform, [guideDoor, previewDoor(() => layouts)]);
