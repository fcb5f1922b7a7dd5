/** Import paths follow the files that they lead to, and the file that they stand in. */

import type { SourceFile } from "../syntax/tree.ts";
import type { FileEdit } from "./diagnostics.ts";
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
      const path = relative(after(uri), after(target));
      if (path === undefined || path === statement.path.value) return [];
      const text = `"${path.replace(/[\\"]/g, "\\$&")}"`;
      return [{ uri, range: rangeOf(chunk, statement.path), text }];
    }),
  );
}

/** The path of an import from one file to another; undefined where there is none between them. */
function relative(from: string, to: string): string | undefined {
  const [source, target] = [segments(from), segments(to)];
  if (!source || !target || source.root !== target.root) return undefined;
  const folders = source.path.slice(0, -1);
  let shared = 0;
  while (shared < folders.length && shared < target.path.length - 1 && folders[shared] === target.path[shared])
    shared++;
  const up = folders.slice(shared).map(() => "..");
  return [...(up.length > 0 ? up : ["."]), ...target.path.slice(shared)].join("/");
}

function segments(uri: string): { readonly root: string; readonly path: readonly string[] } | undefined {
  // Not every scheme has an authority: `memfs:/folder/file`.
  const parts = /^([^:/?#]+:(?:\/\/[^/?#]*)?)\/([^?#]*)/.exec(uri);
  if (!parts) return undefined;
  try {
    return { root: parts[1] ?? "", path: (parts[2] ?? "").split("/").map(decodeURIComponent) };
  } catch {
    return undefined;
  }
}
