/** `sdesign check --fix`: applies what may be applied without looking. */

import type { Finding } from "../lint/finding.ts";
import { type AppliedFix, safeFixes, withEdits } from "../service/fix-all.ts";
import type { Project } from "./cli-project.ts";
import { pathOf, Refusal } from "./disk.ts";
import { rewriteDesign } from "./disk-write.ts";

/** One fix can make way for the next; fixes that undo each other would go on for ever. */
const ROUNDS = 10;

/**
 * Applies the safe fixes of some files until there are none left, and writes what has changed. No other file is touched.
 *
 * @param check finds what there is to say about the files as they are now
 * @throws {Refusal} when a file cannot be written.
 */
export function fixFiles(
  project: Project,
  uris: readonly string[],
  check: () => readonly Finding[],
): readonly AppliedFix[] {
  const { workspace } = project;
  const files = new Set(uris);
  const before = new Map(uris.map((uri) => [uri, workspace.text(uri) ?? ""]));
  const all: AppliedFix[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { edits, applied } = safeFixes(workspace, files, check());
    if (applied.length === 0) break;
    all.push(...applied);
    for (const uri of new Set(edits.map((edit) => edit.uri))) {
      const own = edits.filter((edit) => edit.uri === uri);
      project.replace(uri, withEdits(workspace.text(uri) ?? "", own));
    }
  }
  for (const [uri, text] of before) {
    const after = workspace.text(uri) ?? "";
    const file = pathOf(uri);
    if (after === text || file === undefined) continue;
    try {
      rewriteDesign(file, text, after);
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(`\`${project.name(uri)}\` ${error.message}.`) : error;
    }
  }
  return all;
}
