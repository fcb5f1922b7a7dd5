import * as vscode from "vscode";
import { type Case, check, equal, eventually } from "./case.ts";
import { fileOf, openDesign, openText } from "./designs.ts";
import { linkFindings, placeOf, spoken } from "./look.ts";

const messages = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).map(({ message }) => message);

/** What the language server does, through VS Code's own commands: nothing here knows how it is done. */
export const language: readonly Case[] = [
  {
    name: "a finding leads to its rule's page, which the extension brings along",
    async run() {
      const document = await openText('system Shop "A shop"\n\nactor Buyer\nservice Backend\nBuyer -> Backend\n');
      const diagnostics = await eventually(
        "the finding",
        async () => vscode.languages.getDiagnostics(document.uri),
        (all) => all.some(({ code }) => typeof code === "object" && code.value === "spof/component"),
      );
      for (const { code } of diagnostics) {
        if (typeof code !== "object") throw new Error("a finding without a page");
        const page = new TextDecoder().decode(await vscode.workspace.fs.readFile(code.target));
        check(`the page of ${code.value} names it`, page.includes(String(code.value)));
      }
    },
  },
  {
    name: "an unknown kind is found, and its quick fix mends it",
    async run() {
      const document = await openText('system Shop "A shop"\n\nservise Backend "Shop service" { replicas: 3 }\n');
      await eventually(
        "the finding",
        () => messages(document.uri),
        (all) => all.some((text) => text.includes("servise")),
      );
      const [finding] = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ message }) => message.includes("servise"));
      if (finding === undefined) throw new Error("no finding");
      equal("the underlined word", document.getText(finding.range), "servise");
      const actions = await eventually(
        "the quick fixes",
        () =>
          vscode.commands.executeCommand<vscode.CodeAction[]>(
            "vscode.executeCodeActionProvider",
            document.uri,
            finding.range,
            vscode.CodeActionKind.QuickFix.value,
            10,
          ),
        (all) => all.some(({ edit }) => edit !== undefined),
      );
      const fix = actions.find(({ edit }) => edit !== undefined);
      if (fix?.edit === undefined) throw new Error("no quick fix");
      check("the fix is applied", await vscode.workspace.applyEdit(fix.edit));
      check("the kind is mended", document.getText().includes("\nservice Backend"));
      await eventually(
        "no finding is left",
        () => messages(document.uri),
        (all) => !all.some((text) => text.includes("servise")),
      );
    },
  },
  {
    name: "names are hovered, found and outlined",
    async run() {
      const document = await openDesign("shop.sdesign");
      const use = placeOf(document, "Backend", 1);
      const hovers = await eventually(
        "the hover",
        () => vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, use),
        (all) => spoken(all).includes("Shop service"),
      );
      check("the hover says the kind", spoken(hovers).includes("service"));
      const definitions = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        "vscode.executeDefinitionProvider",
        document.uri,
        use,
      );
      const lines = definitions.map((found) => ("range" in found ? found.range : found.targetRange).start.line);
      equal("the line of the definition", lines, [placeOf(document, "service Backend").line]);
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      check("the outline has the service", JSON.stringify(symbols).includes("Backend"));
    },
  },
  {
    name: "completion knows the properties of the place",
    async run() {
      const document = await openText('system Shop "A shop"\nservice Backend {\n  rep\n}\n');
      const place = document.positionAt(document.getText().indexOf("rep") + 3);
      const list = await eventually(
        "the completions",
        () =>
          vscode.commands.executeCommand<vscode.CompletionList>(
            "vscode.executeCompletionItemProvider",
            document.uri,
            place,
          ),
        ({ items }) => items.some(({ label }) => (typeof label === "string" ? label : label.label) === "replicas"),
      );
      check("there are not hundreds", list.items.length < 200);
    },
  },
  {
    name: "a fresh server takes over the open designs",
    async run() {
      const document = await openText('system Shop "A shop"\nservise Backend\n');
      await eventually(
        "the finding",
        () => messages(document.uri),
        (all) => all.some((text) => text.includes("servise")),
      );
      await vscode.commands.executeCommand("sdesign.restartServer");
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(1, 0), "klient App\n");
      await vscode.workspace.applyEdit(edit);
      await eventually(
        "the next finding",
        () => messages(document.uri),
        (all) => all.some((text) => text.includes("klient")),
      );
    },
  },
  {
    name: "imports are read from files that nobody has opened",
    async run() {
      await fileOf("platform.sdesign");
      const text =
        'import "./platform.sdesign"\nsystem Site "A site"\nservice Web { replicas: 2 }\nWeb -> SharedAuth\nWeb -> Nowhere\n';
      const document = await openDesign("site.sdesign", text);
      await eventually(
        "the unknown name",
        () => linkFindings(document.uri),
        (all) => all.some((text) => text.includes("Nowhere")),
      );
      await eventually(
        "only that",
        () => linkFindings(document.uri),
        (all) => all.length === 1,
      );
    },
  },
  {
    name: "a flowchart of Mermaid that stands in a design is converted there",
    async run() {
      const document = await openText("system Shop\n\ngraph TD\n  U((User)) --> S[Shop service]\n");
      const at = placeOf(document, "U((User))");
      const actions = await eventually(
        "the refactoring",
        () =>
          vscode.commands.executeCommand<vscode.CodeAction[]>(
            "vscode.executeCodeActionProvider",
            document.uri,
            new vscode.Range(at, at),
            vscode.CodeActionKind.Refactor.value,
            5,
          ),
        (all) => all.some(({ title }) => title === "Convert this Mermaid flowchart to sdesign"),
      );
      const action = actions.find(({ title }) => title.startsWith("Convert this"));
      if (action?.edit === undefined) throw new Error("it brings no edit");
      await vscode.workspace.applyEdit(action.edit);
      const expected = 'system Shop\n\nactor User\n\nservice ShopService "Shop service"\n\nUser -> ShopService\n';
      equal("the text", document.getText(), expected);
      const commands = await vscode.commands.getCommands(true);
      check("the command for a paste is there", commands.includes("sdesign.pasteAsSdesign"));
    },
  },
];
