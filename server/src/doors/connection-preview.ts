/** Gives previews what they need of a session. */

import type { Session } from "./connection.ts";
import { canonical } from "./connection-files.ts";
import { type PreviewHost, registerPreview } from "./preview.ts";
import type { LayoutQueues } from "./preview-layouts.ts";

/** Serves previews with layouts from the given queues. */
export function previewDoor(layoutsOf: (options: unknown) => LayoutQueues): (session: Session) => void {
  return ({ connection, service, files, options }) => {
    const host: PreviewHost = {
      workspace: service.workspace,
      facts: (design) => service.checks.facts(design),
      version: (uri) => files.version(canonical(uri)),
      positionAt: (uri, offset) => files.lspRange(canonical(uri), { start: offset, end: offset }).start,
      offsetAt: (uri, position) => files.offset(canonical(uri), position),
      onDidChange: (listener) => files.onDidChange(listener),
      layouts: layoutsOf(options),
      settled: () => files.settled(),
    };
    registerPreview(connection, host);
  };
}
