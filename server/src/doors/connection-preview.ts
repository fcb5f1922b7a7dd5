/** Gives previews what they need of a session. */

import type { Session } from "./connection.ts";
import { canonical } from "./connection-files.ts";
import { type LayoutRequest, type PreviewHost, registerPreview } from "./preview.ts";

/** Serves previews with layouts from the given queue. */
export function previewDoor(layoutOf: (options: unknown) => LayoutRequest): (session: Session) => void {
  return ({ connection, service, files, options }) => {
    const host: PreviewHost = {
      workspace: service.workspace,
      facts: (design) => service.checks.facts(design),
      version: (uri) => files.version(canonical(uri)),
      positionAt: (uri, offset) => files.lspRange(canonical(uri), { start: offset, end: offset }).start,
      offsetAt: (uri, position) => files.offset(canonical(uri), position),
      onDidChange: (listener) => files.onDidChange(listener),
      layout: layoutOf(options),
      settled: () => files.settled(),
    };
    registerPreview(connection, host);
  };
}
