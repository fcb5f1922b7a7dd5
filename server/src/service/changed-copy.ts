/** A workspace as it would be after a change, to see what the change would do. */

import { Workspace } from "../model/workspace.ts";
import type { FileEdit } from "./diagnostics.ts";
import { withEdits } from "./fix-all.ts";

/** A copy with edits made, and with a new file where there is to be one. Costs the parsing and linking of all files. */
export function changedCopy(
  workspace: Workspace,
  edits: readonly FileEdit[],
  created?: { readonly uri: string; readonly text: string },
): Workspace {
  const copy = new Workspace({
    resolve: (from, path) => workspace.resolve(from, path) ?? { refused: "cannot be followed" },
  });
  for (const uri of workspace.uris()) {
    const own = edits.filter((edit) => edit.uri === uri);
    copy.set(uri, withEdits(workspace.text(uri) ?? "", own));
  }
  if (created) copy.set(created.uri, created.text);
  for (const uri of copy.missing()) copy.fail(uri, "cannot be read");
  return copy;
}
