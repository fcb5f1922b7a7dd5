import * as vscode from "vscode";
import { type Case, check, equal, eventually } from "./case.ts";
import { fileOf, openDesign, openText } from "./designs.ts";
import { linkFindings, placeOf, spoken } from "./look.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Changes an open document and leaves it unsaved. */
async function type(document: vscode.TextDocument, at: vscode.Position, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, at, text);
  await vscode.workspace.applyEdit(edit);
}

async function ask<Result>(command: string, ...parameters: unknown[]): Promise<Result> {
  return vscode.commands.executeCommand<Result>(`vscode.${command}`, ...parameters);
}

const until = (what: string, uri: vscode.Uri, ...named: string[]): Promise<unknown> =>
  eventually(
    what,
    () => linkFindings(uri),
    (found) => found.length === named.length && named.every((name, index) => found[index]?.includes(name) === true),
  );

/** Designs of several files, as VS Code moves them around. */
export const workspaces: readonly Case[] = [
  {
    name: "imports follow a file that is renamed in VS Code",
    async run() {
      const lib = await fileOf("moving-lib.sdesign", "service Edge\n");
      const document = await openDesign("moving.sdesign", 'import "./moving-lib.sdesign"\nactor A\nA -> Edge\n');
      await until("no mistakes", document.uri);
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(lib, vscode.Uri.joinPath(lib, "../moved-lib.sdesign"), { overwrite: true });
      check("the file is renamed", await vscode.workspace.applyEdit(edit));
      await eventually(
        "the new path",
        () => document.getText(),
        (text) => text.startsWith('import "./moved-lib.sdesign"'),
      );
      await until("no mistakes afterwards", document.uri);
    },
  },
  {
    name: "several designs in one folder share a file, and nothing else",
    async run() {
      const lib = await fileOf("shared-lib.sdesign", "/// Shared.\nservice Edge { replicas: 2 }\n");
      const one = await openDesign(
        "shared-one.sdesign",
        'import "./shared-lib.sdesign"\nsystem One\nservice Mine\nMine -> Edge\n',
      );
      const two = await openDesign(
        "shared-two.sdesign",
        'import "./shared-lib.sdesign"\nsystem Two\nservice Own\nOwn -> Edge\nOwn -> Mine\n',
      );
      await until("the name of the other design is unknown", two.uri, "Mine");
      await until("no mistakes in the first", one.uri);
      const places = await ask<vscode.Location[]>("executeReferenceProvider", one.uri, placeOf(one, "Edge"));
      const files = places.map(({ uri }) => uri.path.split("/").at(-1)).sort();
      equal("uses in all files", files, ["shared-lib.sdesign", "shared-one.sdesign", "shared-two.sdesign"]);
      const offers = await ask<vscode.CompletionList>("executeCompletionItemProvider", two.uri, placeOf(two, "Mine"));
      const labels = offers.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      check("Edge is offered", labels.includes("Edge"));
      check(`Mine is not: ${labels.join(", ")}`, !labels.includes("Mine"));
      const edit = await ask<vscode.WorkspaceEdit>(
        "executeDocumentRenameProvider",
        two.uri,
        placeOf(two, "Edge"),
        "Gate",
      );
      check("the new name is taken everywhere", await vscode.workspace.applyEdit(edit));
      await until("no mistakes after the rename", one.uri);
      check(
        "the library is renamed",
        (await vscode.workspace.openTextDocument(lib)).getText().includes("service Gate"),
      );
    },
  },
  {
    name: "what somebody else does to a file is followed, whether it is open or not",
    async run() {
      const lib = await fileOf("outside-lib.sdesign", "service Edge\n");
      const text = 'import "./outside-lib.sdesign"\nsystem S\nactor A\nA -> Edge\n';
      const document = await openDesign("outside.sdesign", text);
      await until("no mistakes", document.uri);
      await vscode.workspace.fs.writeFile(lib, bytes("service Gate\n"));
      await until("the imported file has changed", document.uri, "Edge");
      await vscode.workspace.fs.writeFile(document.uri, bytes(text.replace("-> Edge", "-> Gate")));
      await eventually(
        "the open file has changed",
        () => document.getText(),
        (now) => now.includes("-> Gate"),
      );
      await until("its findings, too", document.uri);
      await vscode.workspace.fs.rename(lib, vscode.Uri.joinPath(lib, "../outside-moved.sdesign"), { overwrite: true });
      await until("the imported file has another name", document.uri, "outside-lib", "Gate");
      await vscode.workspace.fs.writeFile(lib, bytes("service Gate\n"));
      await until("it is there again", document.uri);
      await vscode.workspace.fs.delete(lib);
      await until("it is deleted", document.uri, "outside-lib", "Gate");
    },
  },
  {
    name: "the text of an open file counts, whatever becomes of its file",
    async run() {
      const lib = await openDesign("kept-lib.sdesign", "service Edge\n");
      const document = await openDesign(
        "kept.sdesign",
        'import "./kept-lib.sdesign"\nsystem S\nactor A\nA -> Edge\nA -> Late\n',
      );
      await until("one mistake", document.uri, "Late");
      // The file that is in front hears of it, although another one is changed.
      await type(lib, lib.positionAt(lib.getText().length), "service Late\n");
      await until("unsaved text counts", document.uri);
      await vscode.workspace.fs.delete(lib.uri);
      await type(document, document.positionAt(document.getText().length), "A -> Later\n");
      await until("it still does", document.uri, "Later");
      await lib.save();
      await until("and when it is saved", document.uri, "Later");
    },
  },
  {
    name: "an unsaved design has every feature",
    async run() {
      const document = await openText(
        'system Shop "A shop"\nactor Buyer\nservice Backend "Shop service" { replicas: 2 }\nBuyer   ->   Backend\nBuyer -> Nowhere\n',
      );
      const { uri } = document;
      await until("its findings", uri, "Nowhere");
      const at = placeOf(document, "Backend", 1);
      const hovers = await ask<vscode.Hover[]>("executeHoverProvider", uri, at);
      check("a hover", spoken(hovers).includes("Shop service"));
      const definitions = await ask<unknown[]>("executeDefinitionProvider", uri, at);
      equal("a definition", definitions.length, 1);
      const calls = await ask<vscode.CallHierarchyItem[]>("prepareCallHierarchy", uri, at);
      const [callee] = calls;
      const callers = callee ? await ask<vscode.CallHierarchyIncomingCall[]>("provideIncomingCalls", callee) : [];
      equal(
        "its callers",
        callers.map(({ from }) => from.name),
        ["Buyer"],
      );
      const layout = await ask<vscode.TextEdit[]>("executeFormatDocumentProvider", uri, {
        tabSize: 2,
        insertSpaces: true,
      });
      check("its layout", layout.length > 0);
      const colours = await ask<vscode.SemanticTokens>("provideDocumentSemanticTokens", uri);
      check("its colours", colours.data.length > 0);
      const hints = await ask<vscode.InlayHint[]>("executeInlayHintProvider", uri, new vscode.Range(0, 0, 9, 0));
      check("hints can be asked for", Array.isArray(hints));
      const folds = await ask<unknown[]>("executeFoldingRangeProvider", uri);
      check("folds can be asked for", Array.isArray(folds));
      const edit = await ask<vscode.WorkspaceEdit>("executeDocumentRenameProvider", uri, at, "Server");
      check("it can be renamed", await vscode.workspace.applyEdit(edit));
      check("everywhere", document.getText().includes("Buyer   ->   Server"));
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
  {
    name: "endpoints get an API of their own, whose name the author is asked for",
    async run() {
      const document = await openDesign("extracting.sdesign", "api Shop {\n  GET /a as A\n  GET /b as B\n}\n");
      const actions = await eventually(
        "the action with its edit",
        () =>
          vscode.commands.executeCommand<vscode.CodeAction[]>(
            "vscode.executeCodeActionProvider",
            document.uri,
            new vscode.Range(2, 4, 2, 4),
            "refactor.extract",
            10,
          ),
        (all) => all.some(({ edit }) => edit !== undefined),
      );
      const { edit, command } = actions.find((one) => one.edit) ?? {};
      check("it is done", edit !== undefined && (await vscode.workspace.applyEdit(edit)));
      check("the API is there", document.getText().includes('api NewApi "New API" {\n  GET /b as B\n}'));
      await vscode.commands.executeCommand(command?.command ?? "there is no command", ...(command?.arguments ?? []));
      const cursor = vscode.window.activeTextEditor?.selection.active ?? new vscode.Position(0, 0);
      equal("what is to be named", document.getText(document.getWordRangeAtPosition(cursor)), "NewApi");
    },
  },
];
