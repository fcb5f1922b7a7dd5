/** Writing designs to the disk: all of one or nothing, and nothing over what nobody has read. */

import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { decode, isWithin, Refusal, workspaceOf } from "./disk.ts";

const MARK = [0xef, 0xbb, 0xbf];

/**
 * Writes a design's new text in the place of the one that was read. Its byte-order mark and permissions stay, and
 * whoever reads it meanwhile sees the one text or the other. A link is followed, but not out of the workspace.
 * @throws {Refusal} when the file is another one by now or cannot be written; it is left as it is.
 */
export function rewriteDesign(file: string, before: string, after: string): void {
  if (!isWithin(file, workspaceOf(file)))
    throw new Refusal("is a link that leads out of the workspace: it is left as it is");
  try {
    const target = realpathSync(file);
    accessSync(target, constants.W_OK);
    const bytes = readFileSync(target);
    if (decode(bytes) !== before) throw new Refusal("has changed meanwhile: it is left as it is");
    const marked = MARK.every((byte, index) => bytes[index] === byte);
    replaceFile(target, (marked ? "\ufeff" : "") + after, statSync(target).mode);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`cannot be written (${(error as NodeJS.ErrnoException).code ?? "for an unknown reason"})`);
  }
}

/**
 * Writes a new file, and the folders above it.
 * @param replace whether one that is there already may go; else somebody may have made it meanwhile
 * @throws {Refusal} when it cannot be written.
 */
export function createFile(file: string, shown: string, text: string, replace: boolean): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: replace ? "w" : "wx" });
  } catch (error) {
    throw new Refusal(
      `\`${shown}\` cannot be written (${(error as NodeJS.ErrnoException).code ?? "for an unknown reason"}).`,
    );
  }
}

/** A rename is the one change of a file that happens at once. */
function replaceFile(target: string, text: string, mode: number): void {
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  const descriptor = openSync(beside, "wx", mode);
  try {
    try {
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    chmodSync(beside, mode);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
