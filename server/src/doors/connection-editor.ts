/** Files that only the editor can read, as in a browser. */

import type { Connection, InitializeParams, WorkspaceFolder } from "vscode-languageserver";
import { CONFIG_FILE } from "../lint/config-file.ts";
import {
  type FindDesignsParams,
  findDesignsRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from "../service/protocol/read-file.ts";
import { canonical, type Platform, Unreadable } from "./connection-files.ts";

/** Asks the editor for files. A file's workspace is the folder of the editor's that holds it, else its own folder. */
export function editorPlatform(connection: Connection, params: InitializeParams): Platform {
  let folders = (params.workspaceFolders ?? []).map(folderOf);
  const ask = async (uri: string): Promise<ReadFileResult> => {
    const answer: unknown = await connection.sendRequest(readFileRequest, { uri } satisfies ReadFileParams);
    return (answer ?? {}) as ReadFileResult;
  };
  const workspaceOf = (uri: string): string => {
    const around = folders.filter((folder) => uri.startsWith(folder)).sort((a, b) => b.length - a.length);
    return around[0] ?? uri.slice(0, uri.lastIndexOf("/") + 1);
  };
  return {
    workspaceOf,

    onDidChangeFolders(listener) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(folderOf));
        folders = [...folders.filter((folder) => !gone.has(folder)), ...added.map(folderOf)];
        listener();
      });
    },

    async read(uri) {
      const { text, refused } = await ask(uri);
      if (typeof text === "string") return text;
      throw new Unreadable(typeof refused === "string" ? refused : "cannot be read");
    },

    /** Those of the editor's folders: what else lies beside a file is nobody's business. */
    async designs(uri) {
      const folder = workspaceOf(uri);
      if (!folders.includes(folder)) return [];
      const params: FindDesignsParams = { folder };
      const found: unknown = await connection.sendRequest(findDesignsRequest, params);
      return (Array.isArray(found) ? found : []).filter((one) => typeof one === "string").map(canonical);
    },

    async config(folder) {
      const outermost = workspaceOf(folder);
      // An unsaved file stands in no folder: there is nothing around it to look into.
      for (
        let at = folder;
        at !== "" && at.startsWith(outermost);
        at = at.slice(0, at.lastIndexOf("/", at.length - 2) + 1)
      ) {
        const { text } = await ask(`${at}${CONFIG_FILE}`);
        if (typeof text === "string") return { folder: at, text };
      }
      return undefined;
    },
  };
}

/** A folder's URI, ending in a slash. */
function folderOf({ uri }: WorkspaceFolder): string {
  const folder = canonical(uri);
  return folder.endsWith("/") ? folder : `${folder}/`;
}
