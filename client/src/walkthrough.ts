import * as vscode from "vscode";
import { didOnce } from "./once.ts";

/** Opens the first five minutes. */
export function openWalkthrough(extension: string): Thenable<void> {
  return vscode.commands.executeCommand("workbench.action.openWalkthrough", `${extension}#sdesign.start`, false);
}

/** Notices when a finding goes away in a text that somebody works on, for the walkthrough to tick it off. */
export function watchFindings(): vscode.Disposable {
  const counts = new Map<string, number>();
  const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) {
      const before = counts.get(uri.toString());
      const isOpen = vscode.workspace.textDocuments.some(
        (document) =>
          document.uri.toString() === uri.toString() && document.languageId === "sdesign" && document.isDirty,
      );
      const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "sdesign").length;
      counts.set(uri.toString(), found);
      if (!isOpen || before === undefined || found >= before) continue;
      didOnce("findingFixed");
      listener.dispose();
    }
  });
  return listener;
}
