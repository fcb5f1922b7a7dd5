import * as vscode from "vscode";
import {
  type GuideResult,
  guideChanged,
  guideChangedParams,
  guideClosed,
  guideRequest,
  guideResult,
} from "../../../server/src/service/protocol/guide.ts";
import type { ServerLink } from "../server-link.ts";
import { parentsOf, type Row, rowsOf } from "./rows.ts";

const guideView = "sdesign.guide";
const language = "sdesign";
const hasDesign = "sdesign.guide.hasDesign";

/** Shows the guide of the design that the author looks at, as long as the view can be seen. */
export class GuideView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #server: ServerLink;
  readonly #view: vscode.TreeView<Row>;
  readonly #changed = new vscode.EventEmitter<Row | undefined>();
  readonly #disposables: vscode.Disposable[] = [];
  /** The file whose design is shown; undefined: none is open. */
  #uri: string | undefined;
  #guide: GuideResult | undefined;
  #rows: readonly Row[] = [];
  #parents: ReadonlyMap<string, Row | undefined> = new Map();
  /** What is shown, in one string: an equal one leaves the view alone. */
  #shown = "";
  #asking = false;
  #again = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(server: ServerLink) {
    this.#server = server;
    this.#view = vscode.window.createTreeView(guideView, { treeDataProvider: this, showCollapseAll: true });
    this.#disposables.push(
      this.#view,
      this.#changed,
      this.#view.onDidChangeVisibility(({ visible }) => (visible ? this.refresh() : this.#close())),
      vscode.window.onDidChangeActiveTextEditor(() => this.#follow()),
      vscode.window.tabGroups.onDidChangeTabs(() => this.#follow()),
      server.onDidStart(() => this.refresh()),
      server.onNotification(guideChanged, (params: unknown) => {
        if (guideChangedParams(params)?.uri === this.#uri) this.refresh();
      }),
    );
    this.#follow();
  }

  /** The file whose design is shown. */
  get uri(): string | undefined {
    return this.#uri;
  }

  /** The step at hand, and how far it is: for the interview timer. */
  get guide(): GuideResult | undefined {
    return this.#guide;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const item = new vscode.TreeItem(row.label);
    item.id = row.id;
    item.description = row.description;
    item.iconPath = new vscode.ThemeIcon(
      row.icon.name,
      row.icon.colour === undefined ? undefined : new vscode.ThemeColor(row.icon.colour),
    );
    item.tooltip = tooltipOf(row.tooltip);
    item.accessibilityInformation = { label: row.spoken, role: "treeitem" };
    item.contextValue = ["row", row.place ? "place" : "", row.skeleton ? "skeleton" : "", row.note ? "note" : ""]
      .filter(Boolean)
      .join(" ");
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    item.collapsibleState = row.children.length === 0 ? None : row.expanded ? Expanded : Collapsed;
    if (row.act) item.command = { command: `sdesign.guide.${row.act}`, title: "Choose", arguments: [row] };
    return item;
  }

  getChildren(row?: Row): Row[] {
    return [...(row ? row.children : this.#rows)];
  }

  getParent(row: Row): Row | undefined {
    return this.#parents.get(row.id);
  }

  /** Asks for the guide. One request is on its way at a time, and at most one waits. */
  refresh(): void {
    if (!this.#view.visible || this.#uri === undefined) return;
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    const asked = this.#ask(this.#uri);
    const first = this.#guide === undefined;
    if (first) vscode.window.withProgress({ location: { viewId: guideView } }, () => asked);
    asked.finally(() => {
      this.#asking = false;
      if (this.#again) {
        this.#again = false;
        this.refresh();
      }
    });
  }

  async #ask(uri: string): Promise<void> {
    try {
      await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
      const guide = guideResult(await this.#server.request<unknown>(guideRequest, { uri }));
      if (uri !== this.#uri) {
        this.#again = true;
        return;
      }
      if (!guide) throw new Error("The language server's answer is not what the protocol says.");
      this.#show(guide);
    } catch (error) {
      // Cancelled because the text has changed meanwhile: word of that is on its way.
      const code = (error as { readonly code?: unknown } | undefined)?.code;
      if (code === -32800 || code === -32801 || code === -32802) return;
      if (uri === this.#uri) this.#view.message = error instanceof Error ? error.message : String(error);
    }
  }

  #show(guide: GuideResult): void {
    const before = this.#guide?.current;
    this.#guide = guide;
    this.#view.message = "";
    this.#view.description = guide.title;
    const shown = JSON.stringify(guide);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#rows = rowsOf(guide);
    this.#parents = parentsOf(this.#rows);
    this.#changed.fire(undefined);
    // The step that has become the one at hand opens; what people folded themselves stays as it is.
    const current = this.#rows.find(({ id }) => id === guide.current);
    if (before === undefined || before === guide.current || !current) return;
    this.#view.reveal(current, { expand: true, select: false, focus: false }).then(undefined, () => undefined);
  }

  /** Turns to the design in the editor; a preview, a log or a setting leaves it where it is. */
  #follow(): void {
    const active = vscode.window.activeTextEditor?.document;
    const next =
      active?.languageId === language
        ? active.uri.toString()
        : this.#uri !== undefined && isShown(this.#uri)
          ? this.#uri
          : vscode.window.visibleTextEditors
              .find(({ document }) => document.languageId === language)
              ?.document.uri.toString();
    if (next === this.#uri) return;
    this.#close();
    // Files of one design share its guide.
    const same = next !== undefined && this.#guide?.files.includes(next) === true;
    this.#uri = next;
    vscode.commands.executeCommand("setContext", hasDesign, next !== undefined);
    if (!same) this.#clear();
    this.refresh();
  }

  #clear(): void {
    this.#guide = undefined;
    this.#shown = "";
    this.#rows = [];
    this.#parents = new Map();
    this.#view.description = "";
    this.#view.message = "";
    this.#changed.fire(undefined);
  }

  /** Nobody looks any longer: the server need not tell. */
  #close(): void {
    if (this.#uri !== undefined) this.#server.notify(guideClosed, { uri: this.#uri });
  }

  dispose(): void {
    this.#close();
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** Whether a file has a tab: closed documents live on for a while. */
function isShown(uri: string): boolean {
  return vscode.window.tabGroups.all.some((group) =>
    group.tabs.some(({ input }) => {
      const shown =
        input instanceof vscode.TabInputTextDiff ? input.modified : (input as { uri?: vscode.Uri } | undefined)?.uri;
      return shown?.toString() === uri;
    }),
  );
}

function tooltipOf(paragraphs: readonly string[]): vscode.MarkdownString {
  const [heading = "", ...rest] = paragraphs.filter((paragraph) => paragraph !== "");
  const tooltip = new vscode.MarkdownString("**").appendText(heading).appendMarkdown("**");
  for (const paragraph of rest) tooltip.appendMarkdown("\n\n").appendText(plainSpaces(paragraph));
  return tooltip;
}

/** `appendText` keeps runs of spaces and line ends as they are: a tooltip flows. */
function plainSpaces(text: string): string {
  return text.replace(/\s+/g, " ");
}
