/** Whether a change of the text leaves what the design means as it was. */

import type { Key } from "../../model/design.ts";
import type { Workspace } from "../../model/workspace.ts";

/**
 * Compares what names lead to, and what is wrong with them, in a workspace and in its changed copy.
 *
 * @param moved the key that an element has afterwards
 * @param may whether an element (its key as afterwards) may be named so often afterwards; as often as before, if left out
 */
export function meansTheSame(
  before: Workspace,
  after: Workspace,
  moved: (key: Key) => Key,
  may: (key: Key, before: number, after: number) => boolean = (_, amount, later) => amount === later,
): boolean {
  const [old, now] = [said(before, moved), said(after, (key) => key)];
  for (const [message, amount] of now.problems) if (amount > (old.problems.get(message) ?? 0)) return false;
  for (const key of new Set([...old.named.keys(), ...now.named.keys()])) {
    if (!may(key, old.named.get(key) ?? 0, now.named.get(key) ?? 0)) return false;
  }
  return true;
}

/** How often each thing that is wrong is said, and each element named other than in imports. */
function said(workspace: Workspace, moved: (key: Key) => Key) {
  const problems = new Map<string, number>();
  const named = new Map<Key, number>();
  const count = <K>(counts: Map<K, number>, of: K): void => void counts.set(of, (counts.get(of) ?? 0) + 1);
  for (const uri of workspace.uris()) {
    const file = workspace.linked(uri);
    for (const { rule, message } of file?.importProblems ?? []) {
      // Why a file cannot be had is told once it has been asked for, which a copy does not do.
      if (rule !== "link/import") count(problems, message);
    }
    for (const { chunk, uses, declarations, problems: wrong } of file?.chunks ?? []) {
      for (const { message } of [...chunk.problems, ...wrong]) count(problems, message);
      if (chunk.statement?.type === "import") continue;
      for (const { target } of [...uses, ...declarations]) count(named, moved(target));
    }
  }
  return { problems, named };
}
