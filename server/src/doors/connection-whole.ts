/** A workspace with all that a change may concern: designs that nobody has opened and that import what is known, too. */

import { Workspace } from "../model/workspace.ts";
import { Service } from "../service/service.ts";
import type { EditSpace, Files } from "./connection-files.ts";
import { lineFinder } from "./connection-files.ts";

export interface Whole {
  readonly service: Service;
  readonly space: EditSpace;
}

/**
 * The session's own workspace where nothing is missing from it, else a copy with the missing files, for one change. They
 * are not kept: each would have to be checked along at every key.
 */
export async function wholeAround(service: Service, files: Files, uri: string): Promise<Whole> {
  await files.neighbours.settled(uri);
  const missing = files.neighbours.importers(uri);
  if (missing.length === 0) return { service, space: files };
  const texts = await Promise.all(missing.map(async (one) => [one, await files.read(one)] as const));
  const copy = new Workspace({
    resolve: (from, path) => files.workspace.resolve(from, path) ?? { refused: "cannot be followed" },
  });
  for (const known of files.workspace.uris()) copy.set(known, files.workspace.text(known) ?? "");
  for (const [one, text] of texts) if (text !== undefined) copy.set(one, text);
  await readMissing(files, copy);
  const space: EditSpace = {
    versionedEdits: files.versionedEdits,
    version: (one) => files.version(one),
    spelling: (one) => files.spelling(one),
    lspRange: (one, range) =>
      files.workspace.has(one)
        ? files.lspRange(one, range)
        : lineFinder(one, copy.text(one) ?? "").lspRange(one, range),
  };
  return { service: new Service(copy), space };
}

/** Reads what the files that were missing import in turn. */
async function readMissing(files: Files, copy: Workspace): Promise<void> {
  for (let missing = copy.missing(); missing.length > 0; missing = copy.missing()) {
    for (const one of missing) {
      const text = await files.read(one);
      if (text === undefined) copy.fail(one, "cannot be read");
      else copy.set(one, text);
    }
  }
}
