/** How one file is named in an import of another. */

/**
 * The path of an import from one file to another, `./lib.sdesign`, `../parts/lib.sdesign`; undefined where there is none
 * between them: on another machine, say.
 */
export function importPath(from: string, to: string): string | undefined {
  const [source, target] = [segments(from), segments(to)];
  if (!source || !target || source.root !== target.root) return undefined;
  const folders = source.path.slice(0, -1);
  let shared = 0;
  while (shared < folders.length && shared < target.path.length - 1 && folders[shared] === target.path[shared])
    shared++;
  const up = folders.slice(shared).map(() => "..");
  return [...(up.length > 0 ? up : ["."]), ...target.path.slice(shared)].join("/");
}

/** An import's path as a string of the language. */
export function quotedPath(path: string): string {
  return `"${path.replace(/[\\"]/g, "\\$&")}"`;
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
