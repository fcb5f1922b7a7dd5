/** Files that only the editor can read, as in a browser. */

import type { Connection, InitializeParams } from "vscode-languageserver";
import { type ReadFileParams, type ReadFileResult, readFileRequest } from "../service/protocol/read-file.ts";
import { canonical, type Platform, Unreadable } from "./connection-files.ts";

/** Asks the editor for files. A file's workspace is the folder of the editor's that holds it, else its own folder. */
export function editorPlatform(connection: Connection, params: InitializeParams): Platform {
  const folders = (params.workspaceFolders ?? []).map(({ uri }) => {
    const folder = canonical(uri);
    return folder.endsWith("/") ? folder : `${folder}/`;
  });
  return {
    workspaceOf(uri) {
      const around = folders.filter((folder) => uri.startsWith(folder)).sort((a, b) => b.length - a.length);
      return around[0] ?? uri.slice(0, uri.lastIndexOf("/") + 1);
    },

    async read(uri) {
      const answer: unknown = await connection.sendRequest(readFileRequest, { uri } satisfies ReadFileParams);
      const { text, refused } = (answer ?? {}) as ReadFileResult;
      if (typeof text === "string") return text;
      throw new Unreadable(typeof refused === "string" ? refused : "cannot be read");
    },
  };
}
