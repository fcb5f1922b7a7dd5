import * as vscode from "vscode";
import { activation } from "./activation.ts";
import { runCases } from "./case.ts";
import { guide } from "./guide.ts";
import { language } from "./language.ts";
import { lint } from "./lint.ts";
import { roots } from "./roots.ts";
import { workspaces } from "./workspaces.ts";

/** What VS Code calls in the extension host, on the desktop and in the browser alike. */
export function run(): Promise<void> {
  if ((vscode.workspace.workspaceFolders?.length ?? 0) > 1) return runCases(roots);
  return runCases([...activation, ...language, ...lint, ...guide, ...workspaces]);
}
