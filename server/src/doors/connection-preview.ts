/** Gives previews what they need of a session. */

import type { Session } from "./connection.ts";
import { canonical } from "./connection-files.ts";
import type { DrawPdf } from "./pdf-client.ts";
import { type PreviewHost, registerPreview } from "./preview.ts";
import type { LayoutQueues } from "./preview-layouts.ts";

/** What serves previews outside of the server's own thread. */
export interface PreviewWorkers {
  readonly layouts: LayoutQueues;
  readonly pdf: DrawPdf;
}

/** Serves previews with the given workers. */
export function previewDoor(workersOf: (options: unknown) => PreviewWorkers): (session: Session) => void {
  return ({ connection, service, files, options }) => {
    const host: PreviewHost = {
      workspace: service.workspace,
      facts: (design) => service.checks.facts(design),
      version: (uri) => files.version(canonical(uri)),
      positionAt: (uri, offset) => files.lspRange(canonical(uri), { start: offset, end: offset }).start,
      offsetAt: (uri, position) => files.offset(canonical(uri), position),
      onDidChange: (listener) => files.onDidChange(listener),
      ...workersOf(options),
      settled: () => files.settled(),
    };
    registerPreview(connection, host);
  };
}
