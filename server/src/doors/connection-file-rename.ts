/** Before files get other names: the imports that lead to them are changed along. */

import type { ServerCapabilities, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { movedImports } from "../service/file-rename.ts";
import { parse } from "../syntax/parse.ts";
import type { FeatureDoor } from "./connection-door.ts";
import { canonical, type Files, lineFinder } from "./connection-files.ts";

export const fileRenameCapabilities: NonNullable<ServerCapabilities["workspace"]> = {
  fileOperations: {
    willRename: {
      filters: [
        { pattern: { glob: "**/*.sdesign", matches: "file" } },
        { pattern: { glob: "**/*", matches: "folder" } },
      ],
    },
  },
};

export function answerFileRename({ connection, files, guard }: FeatureDoor): void {
  connection.workspace.onWillRenameFiles(
    guard("follow a file's new name", null, async ({ files: renamed }) => {
      const moves = renamed.map(({ oldUri, newUri }) => ({ from: canonical(oldUri), to: canonical(newUri) }));
      const designs = await files.everyDesign(moves.map(({ from }) => from));
      const edits = movedImports(
        designs.map(({ uri, text }) => ({ uri, source: files.workspace.source(uri) ?? parse(text) })),
        (from, path) => {
          const target = files.resolve(from, path);
          return typeof target === "string" ? target : undefined;
        },
        moves,
      );
      const changed: [string, TextEdit[]][] = [];
      for (const { uri, text } of designs) {
        const own = edits.filter((edit) => edit.uri === uri);
        const finder = files.workspace.has(uri) ? files : lineFinder(uri, text);
        const edited = own.map((edit) => ({ range: finder.lspRange(uri, edit.range), newText: edit.text }));
        if (edited.length > 0) changed.push([uri, edited]);
      }
      return changed.length > 0 ? asEdit(files, changed) : null;
    }),
  );
}

function asEdit(files: Files, changed: readonly (readonly [string, TextEdit[]])[]): WorkspaceEdit {
  if (!files.versionedEdits)
    return { changes: Object.fromEntries(changed.map(([uri, edits]) => [files.spelling(uri), edits])) };
  return {
    documentChanges: changed.map(([uri, edits]) => ({
      textDocument: { uri: files.spelling(uri), version: files.version(uri) ?? null },
      edits,
    })),
  };
}
