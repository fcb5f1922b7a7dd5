/** The language server as a process: over the channel that VS Code opens, or with `--stdio` for any editor. */

import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "./connection.ts";
import { diskPlatform } from "./connection-disk.ts";
import { guideDoor } from "./connection-guide.ts";
import { type PreviewWorkers, previewDoor } from "./connection-preview.ts";
import { fallbackFonts } from "./fallback-fonts.ts";
import type { LayoutRequest } from "./layout-messages.ts";
import { createLayoutQueue } from "./layout-queue.ts";
import { threadLayoutWorker } from "./layout-thread.ts";
import { pdfInWorker } from "./pdf-client.ts";
import { thumbnailLayouts } from "./preview-layouts.ts";

const connection = process.argv.includes("--stdio")
  ? createConnection(ProposedFeatures.all, process.stdin, process.stdout)
  : createConnection(ProposedFeatures.all);
const address = import.meta.url;
// Beside a bundle stand the workers' bundles, beside the source their sources.
const workerFile = (name: string): URL => new URL(`./${name}.${address.endsWith(".ts") ? "ts" : "cjs"}`, address);
const layoutWorker = threadLayoutWorker<LayoutRequest>(workerFile("layout-worker"));
const now = createLayoutQueue(layoutWorker);
const later = createLayoutQueue(layoutWorker, thumbnailLayouts);

const workers: PreviewWorkers = {
  layouts: {
    now: (dot, subject) => now.layOut(subject, dot),
    later: (dot, subject) => later.layOut(subject, dot),
  },
  pdf: pdfInWorker(threadLayoutWorker(workerFile("pdf-worker")), fallbackFonts),
};

serve(connection, () => diskPlatform, [guideDoor, previewDoor(() => workers)]);
