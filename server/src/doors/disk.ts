/** Designs on a disk: which files there are, which folder bounds a file's imports, and what a file holds. */

import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { opendir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { URI } from "vscode-uri";

/** A reason why a file cannot be had, in words that follow its name: `does not exist`. Anything else that is thrown is a defect of the tool. */
export class Refusal extends Error {}

/** Larger ones are no designs that a person wrote; reading them would only hold everything up. */
const LARGEST = 32 * 1024 * 1024;

/** Folders that hold nobody's own designs. */
const SKIPPED = new Set(["node_modules", "dist", "out", "build", "target", "vendor"]);

/** A path as the URI that editors write for it: what files are known by everywhere. */
export function uriOf(file: string): string {
  return URI.parse(pathToFileURL(path.resolve(file)).toString()).toString();
}

/** The path of a `file:` URI, or undefined for any other scheme. */
export function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The folder that a file's imports never leave: the nearest one above it with a `sdesign.config.json` or `.git`,
 * otherwise the file's own.
 */
export function workspaceOf(file: string): string {
  const own = path.dirname(path.resolve(file));
  for (let folder = own; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, "sdesign.config.json")) || existsSync(path.join(folder, ".git"))) return folder;
    if (folder === path.dirname(folder)) return own;
  }
}

/** The folder of the repository that a folder is in: what continuous integration counts paths from. Else the folder itself. */
export function repositoryOf(folder: string): string {
  for (let above = path.resolve(folder); ; above = path.dirname(above)) {
    if (existsSync(path.join(above, ".git"))) return above;
    if (above === path.dirname(above)) return path.resolve(folder);
  }
}

/** Whether a path lies in a folder, symbolic links followed on both sides. Neither has to exist. */
export function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(real(folder), real(file));
  return relative === "" || !(relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}

/** The path with its symbolic links followed, as far as it exists. */
function real(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    const parent = path.dirname(file);
    return parent === file ? file : path.join(real(parent), path.basename(file));
  }
}

/**
 * The text of a design. A byte-order mark is taken off.
 * @throws {Refusal} when there is none, it cannot be read, is no text, or is far too large.
 */
export function readDesign(file: string): string {
  let bytes: Buffer;
  try {
    const stats = statSync(file);
    if (stats.isDirectory()) throw new Refusal("is a folder");
    if (!stats.isFile()) throw new Refusal("is not an ordinary file");
    if (stats.size > LARGEST) throw new Refusal(`is larger than ${LARGEST / 1024 / 1024} MB`);
    bytes = readFileSync(file);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(reasonOf(error));
  }
  return decode(bytes);
}

/**
 * Bytes as text.
 * @throws {Refusal} when they are binary or no UTF-8.
 */
export function decode(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw new Refusal("is not a text file");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal("is not UTF-8 text");
  }
}

/** A text without its byte-order mark. */
export function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "does not exist"],
  ["ENOTDIR", "does not exist"],
  ["EACCES", "cannot be read: permission is denied"],
  ["EPERM", "cannot be read: permission is denied"],
  ["ELOOP", "cannot be read: its symbolic links go round in a circle"],
  ["ENAMETOOLONG", "has too long a name"],
  ["EISDIR", "is a folder"],
  ["EMFILE", "cannot be read: too many files are open"],
]);

/** Why an operation on files failed, in words that follow the file's name. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
  return REASONS.get(code) ?? `cannot be read${code ? ` (${code})` : ""}`;
}

/**
 * Every `.sdesign` below a folder, in the order of their paths. Links to folders are not followed.
 *
 * @param most the search ends when so many have been found, or twenty times as many folders looked through
 */
export async function designsBelow(folder: string, most = Number.POSITIVE_INFINITY): Promise<string[]> {
  const found: string[] = [];
  const waiting = [folder];
  let folders = 0;
  for (let current = waiting.shift(); current !== undefined; current = waiting.shift()) {
    if (found.length >= most || ++folders > most * 20) break;
    try {
      for await (const entry of await opendir(current)) {
        const full = path.join(current, entry.name);
        if (entry.isDirectory()) {
          if (!entry.name.startsWith(".") && !SKIPPED.has(entry.name)) waiting.push(full);
        } else if (entry.name.endsWith(".sdesign") && (entry.isFile() || entry.isSymbolicLink())) found.push(full);
      }
    } catch (error) {
      if (current === folder) throw new Refusal(reasonOf(error));
    }
  }
  return found.sort();
}
