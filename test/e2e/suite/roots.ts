import * as vscode from "vscode";
import { type Case, check, equal, eventually } from "./case.ts";
import { linkFindings, placeOf, ruleOf } from "./look.ts";

async function openIn(root: string, name: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.find((one) => one.name === root);
  if (!folder) throw new Error(`no folder is called ${root}`);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

const severityOf = (uri: vscode.Uri, rule: string): vscode.DiagnosticSeverity | undefined =>
  vscode.languages.getDiagnostics(uri).find((finding) => ruleOf(finding) === rule)?.severity;

/** A workspace of two folders, `shop` and `bank` (host.test.ts), each with rules and designs of its own. */
export const roots: readonly Case[] = [
  {
    name: "each folder has rules of its own",
    async run() {
      const shop = await openIn("shop", "main.sdesign");
      const bank = await openIn("bank", "main.sdesign");
      await eventually(
        "an error in the shop",
        () => severityOf(shop.uri, "trace/open-question"),
        (severity) => severity === vscode.DiagnosticSeverity.Error,
      );
      await eventually(
        "some finding in the bank",
        () => vscode.languages.getDiagnostics(bank.uri).length,
        (count) => count > 0,
      );
      equal("the bank has none of that rule", severityOf(bank.uri, "trace/open-question"), undefined);
    },
  },
  {
    name: "names and imports of one folder are unknown in the other",
    async run() {
      const shop = await openIn("shop", "main.sdesign");
      const bank = await openIn("bank", "main.sdesign");
      await eventually(
        "the import leads out of the folder",
        () => linkFindings(bank.uri).join(),
        (found) => found.includes("is outside of the workspace") && found.includes("Edge"),
      );
      equal("no mistakes in the shop", linkFindings(shop.uri), []);
      const places = await vscode.commands.executeCommand<vscode.Location[]>(
        "vscode.executeReferenceProvider",
        shop.uri,
        placeOf(shop, "Edge"),
      );
      check("its uses stay in the shop", places.length > 1 && places.every(({ uri }) => !uri.path.includes("/bank/")));
    },
  },
  {
    name: "names are searched for in all folders",
    async run() {
      await openIn("shop", "main.sdesign");
      await openIn("bank", "main.sdesign");
      await eventually(
        "a component of each",
        async () => {
          const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
            "vscode.executeWorkspaceSymbolProvider",
            "Front",
          );
          return found.map(({ name }) => name).sort();
        },
        (names) => names.join() === "BankFront,ShopFront",
      );
    },
  },
];
