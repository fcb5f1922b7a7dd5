/** Import paths follow the files that they lead to, and the file that they stand in. */

import type { SourceFile } from "../syntax/tree.ts";
import type { FileEdit } from "./diagnostics.ts";
import { importPath, quotedPath } from "./import-path.ts";
import { rangeOf } from "./place.ts";

/** A file, or a folder with all in it, that gets another URI. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** A file with its imports. */
export interface Importing {
  readonly uri: string;
  readonly source: SourceFile;
}

/**
 * The edits that keep every import leading to the file that it leads to now.
 *
 * @param files all that may import one of those that move
 * @param resolve where an import's path leads from a file; undefined where it leads nowhere
 */
export function movedImports(
  files: readonly Importing[],
  resolve: (from: string, path: string) => string | undefined,
  moves: readonly Move[],
): readonly FileEdit[] {
  const after = (uri: string): string => {
    for (const { from, to } of moves) {
      if (uri === from) return to;
      const folder = from.endsWith("/") ? from : `${from}/`;
      if (uri.startsWith(folder)) return `${to.endsWith("/") ? to : `${to}/`}${uri.slice(folder.length)}`;
    }
    return uri;
  };
  return files.flatMap(({ uri, source }) =>
    source.chunks.flatMap((chunk): readonly FileEdit[] => {
      const { statement } = chunk;
      if (statement?.type !== "import" || !statement.path) return [];
      const target = resolve(uri, statement.path.value);
      if (target === undefined || (after(target) === target && after(uri) === uri)) return [];
      const path = importPath(after(uri), after(target));
      if (path === undefined || path === statement.path.value) return [];
      return [{ uri, range: rangeOf(chunk, statement.path), text: quotedPath(path) }];
    }),
  );
}
