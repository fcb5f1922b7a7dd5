/** Files on this machine, for a session. */

import { type Platform, Unreadable } from "./connection-files.ts";
import { isWithin, pathOf, Refusal, readDesign, uriOf, workspaceOf } from "./disk.ts";

/** Reads from the disk; URIs of other schemes have nothing around them. */
export const diskPlatform: Platform = {
  workspaceOf(uri) {
    const file = pathOf(uri);
    if (file === undefined) return uri.slice(0, uri.lastIndexOf("/") + 1);
    return folderUri(workspaceOf(file));
  },

  async read(uri) {
    const file = pathOf(uri);
    if (file === undefined) throw new Unreadable("is not on this machine");
    try {
      // A link may lead out of the workspace though its own path does not.
      if (!isWithin(file, workspaceOf(file))) throw new Unreadable("is outside of the workspace");
      return readDesign(file);
    } catch (error) {
      throw error instanceof Refusal ? new Unreadable(error.message) : error;
    }
  },
};

/** A folder's URI, ending in a slash, spelt like those of the files in it. */
function folderUri(folder: string): string {
  const uri = uriOf(folder);
  return uri.endsWith("/") ? uri : `${uri}/`;
}
