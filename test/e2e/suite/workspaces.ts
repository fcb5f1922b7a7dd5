import * as vscode from "vscode";
import { type Case, check, eventually } from "./case.ts";
import { openDesign } from "./designs.ts";

/** Designs of several files, as VS Code moves them around. */
export const workspaces: readonly Case[] = [
  {
    name: "imports follow a file that is renamed in VS Code",
    async run() {
      const { uri: lib } = await openDesign("moving-lib.sdesign", "service Edge\n");
      const document = await openDesign("moving.sdesign", 'import "./moving-lib.sdesign"\nactor A\nA -> Edge\n');
      const mistakes = () =>
        vscode.languages
          .getDiagnostics(document.uri)
          .flatMap(({ code }) => (typeof code === "object" ? [String(code.value)] : []))
          .filter((code) => code.startsWith("link/"));
      await eventually("no mistakes", mistakes, (found) => found.length === 0);
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(lib, vscode.Uri.joinPath(lib, "../moved-lib.sdesign"), { overwrite: true });
      check("the file is renamed", await vscode.workspace.applyEdit(edit));
      await eventually(
        "the new path",
        () => document.getText(),
        (text) => text.startsWith('import "./moved-lib.sdesign"'),
      );
      await eventually("no mistakes afterwards", mistakes, (found) => found.length === 0);
    },
  },
];
