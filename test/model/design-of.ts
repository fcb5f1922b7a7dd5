/** Small designs for tests. */

import type { Design, Problem } from "../../server/src/model/design.ts";
import { type LinkedFile, Workspace } from "../../server/src/model/workspace.ts";

const MAIN = "file:///main.sdesign";

/** A workspace of one main file and others by name (`lib.sdesign`), whose imports lead to each other. */
export function workspaceOf(source: string, others: Readonly<Record<string, string>> = {}): Workspace {
  const workspace = new Workspace({
    resolve: (from, path) =>
      path.startsWith("../..") ? { refused: "is outside of the workspace" } : new URL(path, from).href,
  });
  for (const [name, text] of Object.entries(others)) workspace.set(`file:///${name}`, text);
  workspace.set(MAIN, source);
  for (const uri of workspace.missing()) workspace.fail(uri, "does not exist");
  return workspace;
}

/** The design of a source, with the other files that it may import. */
export function designOf(source: string, others: Readonly<Record<string, string>> = {}): Design {
  const design = workspaceOf(source, others).design(MAIN);
  if (!design) throw new Error("no design");
  return design;
}

/** The main file of a source, linked. */
export function linkedOf(source: string, others: Readonly<Record<string, string>> = {}): LinkedFile {
  const linked = workspaceOf(source, others).linked(MAIN);
  if (!linked) throw new Error("not linked");
  return linked;
}

/** Problems as `rule at 'underlined text': message`, in order. */
export function problemsOf(source: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const linked = linkedOf(source, others);
  const all: readonly Problem[] = [...linked.importProblems, ...linked.chunks.flatMap((chunk) => chunk.problems)];
  return all.map((problem) => {
    const at = problem.origin.chunk.start;
    return `${problem.rule} at '${source.slice(at + problem.start, at + problem.end)}': ${problem.message}`;
  });
}

/** The URI of the main file. */
export const mainUri = MAIN;
