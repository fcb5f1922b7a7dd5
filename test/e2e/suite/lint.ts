import * as vscode from "vscode";
import { type Case, eventually } from "./case.ts";
import { openDesign } from "./designs.ts";

const severityOf = (uri: vscode.Uri, rule: string) =>
  vscode.languages.getDiagnostics(uri).find(({ code }) => (typeof code === "object" ? code.value : code) === rule)
    ?.severity;

/** Sets a setting of the folder's, and takes it back whatever happens. */
async function withSetting(name: string, value: unknown, run: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration(undefined, null);
  await settings.update(name, value, vscode.ConfigurationTarget.Global);
  try {
    await run();
  } finally {
    await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
  }
}

/** The linter as a user sets it. */
export const lint: readonly Case[] = [
  {
    name: "the settings of VS Code say how loud a rule is",
    async run() {
      const { uri } = await openDesign("loud.sdesign", "question Q\n");
      await eventually(
        "an information",
        () => severityOf(uri, "trace/open-question"),
        (severity) => severity === vscode.DiagnosticSeverity.Information,
      );
      await withSetting("sdesign.lint.rules", { "trace/*": "error" }, async () => {
        await eventually(
          "an error",
          () => severityOf(uri, "trace/open-question"),
          (severity) => severity === vscode.DiagnosticSeverity.Error,
        );
      });
    },
  },
  {
    name: "saving fixes what may be fixed without looking",
    async run() {
      const idle = "// sdesign-ignore spof/component: one is enough\n";
      const document = await openDesign("saved.sdesign", "actor A\n");
      await withSetting("editor.codeActionsOnSave", { "source.fixAll.sdesign": "explicit" }, async () => {
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, new vscode.Position(0, 0), idle);
        await vscode.workspace.applyEdit(edit);
        await eventually(
          "the finding",
          () => severityOf(document.uri, "suppression/unused"),
          (severity) => severity !== undefined,
        );
        await vscode.commands.executeCommand("workbench.action.files.save");
        await eventually(
          "the text without the suppression",
          () => document.getText(),
          (text) => text === "actor A\n",
        );
      });
    },
  },
];
