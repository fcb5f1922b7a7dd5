/** Files on this machine, for a session. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { CONFIG_FILE } from "../lint/config-file.ts";
import { type Platform, Unreadable } from "./connection-files.ts";
import { designsBelow, isWithin, pathOf, Refusal, readDesign, uriOf, withoutMark, workspaceOf } from "./disk.ts";
import { rulePages } from "./package-facts.ts";

/** A home folder that somebody opened whole is not searched to its end. */
const MOST_DESIGNS = 1000;

/** Reads from the disk; URIs of other schemes have nothing around them. */
export const diskPlatform: Platform = {
  rulePages: rulePages(),

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

  async designs(uri) {
    const file = pathOf(uri);
    const folder = file === undefined ? undefined : workspaceOf(file);
    // The whole disk is nobody's workspace.
    if (folder === undefined || folder === path.dirname(folder)) return [];
    return (await designsBelow(folder, MOST_DESIGNS)).map(uriOf);
  },

  async config(folder) {
    const start = pathOf(folder);
    for (let at = start; at !== undefined; ) {
      const file = path.join(at, CONFIG_FILE);
      const text = await readFile(file, "utf8").catch(() => undefined);
      if (text !== undefined) return { folder: folderUri(at), text: withoutMark(text) };
      const above: string = path.dirname(at);
      at = above === at ? undefined : above;
    }
    return undefined;
  },
};

/** A folder's URI, ending in a slash, spelt like those of the files in it. */
function folderUri(folder: string): string {
  const uri = uriOf(folder);
  return uri.endsWith("/") ? uri : `${uri}/`;
}
