import * as vscode from "vscode";

/** What somebody does for the first time, and the walkthrough ticks off. */
export type Milestone = "findingFixed" | "guideInsert" | "whatIf" | "export";

const done = new Set<Milestone>();

/** Notes that something has been done; `when` clauses and the walkthrough know it as `sdesign.did.…`. */
export function didOnce(milestone: Milestone): void {
  if (done.has(milestone)) return;
  done.add(milestone);
  vscode.commands.executeCommand("setContext", `sdesign.did.${milestone}`, true);
}
