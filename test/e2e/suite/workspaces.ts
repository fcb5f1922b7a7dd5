import * as vscode from "vscode";
import { type Case, check, equal, eventually } from "./case.ts";
import { fileOf, openDesign } from "./designs.ts";

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
  {
    name: "a name of a file that nobody has opened is completed and imported",
    async run() {
      await fileOf("unopened.sdesign", 'service FarAway "Far away" { replicas: 2 }\n');
      const document = await openDesign("importing.sdesign", "service Near\nNear -> Far\n");
      const named = ({ label }: vscode.CompletionItem) => (typeof label === "string" ? label : label.label);
      const list = await eventually(
        "the completion with its import",
        () =>
          vscode.commands.executeCommand<vscode.CompletionList>(
            "vscode.executeCompletionItemProvider",
            document.uri,
            new vscode.Position(1, 11),
            undefined,
            100,
          ),
        ({ items }) => items.some((item) => named(item) === "FarAway" && item.additionalTextEdits?.length === 1),
      );
      const item = list.items.find((one) => named(one) === "FarAway");
      check("it says where it is from", JSON.stringify(item?.label).includes("./unopened.sdesign"));
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, item?.additionalTextEdits ?? []);
      edit.replace(document.uri, new vscode.Range(1, 8, 1, 11), "FarAway");
      check("it is taken", await vscode.workspace.applyEdit(edit));
      equal(
        "the text",
        document.getText(),
        'import { FarAway } from "./unopened.sdesign"\n\nservice Near\nNear -> FarAway\n',
      );
    },
  },
  {
    name: "a declaration moves to a new file, which the design then imports",
    async run() {
      const text = "service Staying\nservice Leaving { replicas: 2 }\nStaying -> Leaving\n";
      const document = await openDesign("splitting.sdesign", text);
      const actions = await eventually(
        "the action with its edit",
        () =>
          vscode.commands.executeCommand<vscode.CodeAction[]>(
            "vscode.executeCodeActionProvider",
            document.uri,
            new vscode.Range(1, 10, 1, 10),
            "refactor.move",
            10,
          ),
        (all) => all.some(({ edit }) => edit !== undefined),
      );
      const edit = actions.find((action) => action.edit)?.edit;
      check("it is done", edit !== undefined && (await vscode.workspace.applyEdit(edit)));
      equal("what stays", document.getText(), 'import "./leaving.sdesign"\n\nservice Staying\nStaying -> Leaving\n');
      const made = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(document.uri, "../leaving.sdesign"));
      equal("what is moved", made.getText(), "service Leaving { replicas: 2 }\n");
    },
  },
];
