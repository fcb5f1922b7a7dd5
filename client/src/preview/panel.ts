import * as vscode from "vscode";
import {
  type ExtensionMessage,
  elementAtRequest,
  elementAtResult,
  extensionMessage,
  type PageMessage,
  type PageState,
  type PreviewProblem,
  type PreviewResult,
  panelsRequest,
  panelsResult,
  previewClosed,
  previewRequest,
  previewResult,
  revealRequest,
  revealResult,
  type ThumbnailParams,
  type ThumbnailResult,
  thumbnailRequest,
  thumbnailResult,
  whatIfRequest,
  whatIfResult,
} from "../../../server/src/service/protocol.ts";
import { didOnce } from "../once.ts";
import type { ServerLink } from "../server-link.ts";
import { appendExample } from "./example.ts";
import { exportPicture } from "./export-picture.ts";
import { findingsOf } from "./findings.ts";
import { Latest } from "./latest.ts";
import { pageOf, pageRoots } from "./page.ts";
import { revealDeclaration } from "./reveal.ts";

export const previewType = "sdesign.preview";

/** The cursor's element is asked for once the cursor rests this long, in milliseconds. */
const cursorRest = 60;

let panels = 0;

/**
 * One preview: shows a picture of its file, follows the text's changes while it is seen, and knows the way between text
 * and picture. A hidden one asks for nothing.
 */
export class PreviewPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #server: ServerLink;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #closed = new vscode.EventEmitter<void>();
  readonly #viewer = `panel ${++panels}`;
  readonly onDidClose = this.#closed.event;
  readonly #latest = new Latest(
    (token) => this.#ask(token),
    (error) => this.#failed(error),
  );
  #state: PageState;
  /** What the page shows, with the picture: a page that comes back gets it at once. */
  #shown: (PreviewResult & { readonly svg: string }) | undefined;
  /** Whether the page listens. */
  #ready = false;
  /** What is shown is not what the text says. */
  #stale = true;
  #force = false;
  /** A view is to be picked as soon as the page can offer any. */
  #picking = false;
  #lastText: number | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: vscode.WebviewPanel, extension: vscode.Uri, server: ServerLink, state: PageState) {
    this.#panel = panel;
    this.#server = server;
    this.#state = state;
    panel.webview.options = { enableScripts: true, localResourceRoots: pageRoots(extension) };
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(extension, "icons", `file-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    this.#disposables.push(
      panel.onDidDispose(() => this.#dispose()),
      panel.onDidChangeViewState(() => this.#seen()),
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const read = extensionMessage(message);
        if (read) this.#receive(read).catch((error: unknown) => this.#failed(error));
      }),
      server.onDidStart(() => this.refresh()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => this.#files.includes(uri.toString()))) this.#countFindings();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#cursorMoved(textEditor)),
    );
    this.#title();
    // The page asks for its picture once it listens.
    panel.webview.html = pageOf(panel.webview, extension, state);
    this.refresh();
  }

  get uri(): string {
    return this.#state.uri;
  }

  get isLocked(): boolean {
    return this.#state.locked === true;
  }

  get column(): vscode.ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  /** Whether a file is part of the design that is shown. */
  shows(uri: string): boolean {
    return this.#files.includes(uri);
  }

  reveal(column: vscode.ViewColumn | undefined, preserveFocus: boolean): void {
    this.#panel.reveal(column, preserveFocus);
  }

  /** Lets the reader pick a view, now or once the page listens. */
  pickView(): void {
    this.#picking = true;
    this.reveal(this.column, false);
    this.#offerViews();
  }

  #offerViews(): void {
    if (!this.#picking || !this.#ready || !this.#shown) return;
    this.#picking = false;
    this.#post({ type: "pickView" });
  }

  /** Shows the design of another file. */
  follow(editor: vscode.TextEditor): void {
    if (editor.viewColumn !== undefined && editor.viewColumn !== this.column) this.#lastText = editor.viewColumn;
    const uri = editor.document.uri.toString();
    if (uri === this.#state.uri) return;
    const before = this.#state.uri;
    this.#state = this.shows(uri) ? { ...this.#state, uri } : { uri, ...(this.isLocked ? { locked: true } : {}) };
    this.#server.notify(previewClosed, { uri: before });
    this.#force = false;
    this.refresh();
  }

  /** The server says that the picture may have changed. */
  changed(uri: string): void {
    if (uri === this.#state.uri) this.refresh();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Asks for the picture, now or when the preview is seen again. */
  refresh(): void {
    this.#stale = true;
    if (this.#panel.visible) this.#latest.request();
  }

  get #files(): readonly string[] {
    return this.#shown?.files ?? [this.#state.uri];
  }

  async #ask(token: vscode.CancellationToken): Promise<void> {
    const { uri, view, fold, unfold, tall } = this.#state;
    this.#stale = false;
    this.#post({ type: "busy" });
    await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    const answer = previewResult(
      await this.#server.request<unknown>(
        previewRequest,
        {
          uri,
          viewer: this.#viewer,
          ...(view === undefined ? {} : { view }),
          ...(fold === undefined ? {} : { fold }),
          ...(unfold === undefined ? {} : { unfold }),
          ...(tall === undefined ? {} : { tall }),
          ...(this.#shown?.view === view && this.#shown !== undefined ? { known: this.#shown.fingerprint } : {}),
          ...(this.#force ? { force: true } : {}),
        },
        token,
      ),
    );
    if (uri !== this.#state.uri || view !== this.#state.view) {
      this.#latest.request();
      return;
    }
    if (!answer) throw new Error("The language server's answer is not what the protocol says.");
    if (!answer.problem) this.#force = false;
    const { fingerprint } = answer;
    const svg = answer.svg ?? (this.#shown?.fingerprint === fingerprint ? this.#shown.svg : "");
    this.#shown = { ...answer, svg };
    this.#state = { ...this.#state, view: answer.view };
    this.#title();
    this.#show(answer.svg !== undefined);
    this.#offerViews();
    this.#countFindings();
    const editor = vscode.window.activeTextEditor;
    if (editor) this.#cursorMoved(editor);
  }

  #name(): string {
    const [root = this.#state.uri] = this.#files;
    const path = vscode.Uri.parse(root).path;
    return path.slice(path.lastIndexOf("/") + 1) || "design";
  }

  #title(): void {
    const title = `Preview ${this.#name()}${this.isLocked ? " (locked)" : ""}`;
    if (this.#panel.title !== title) this.#panel.title = title;
  }

  /** Sends what is shown; with the picture where the page does not have it. */
  #show(withPicture: boolean): void {
    const shown = this.#shown;
    if (!shown) return;
    const { version: _version, files: _files, svg, ...rest } = shown;
    this.#post({
      type: "show",
      uri: this.#state.uri,
      name: this.#name(),
      ...rest,
      ...(withPicture && svg !== "" ? { svg } : {}),
    });
  }

  #post(message: PageMessage): void {
    if (this.#ready) this.#panel.webview.postMessage(message);
  }

  #failed(error: unknown): void {
    const code = (error as { readonly code?: unknown } | undefined)?.code;
    // Cancelled, by us or because the text has changed meanwhile: another answer is on its way.
    if (code === -32800 || code === -32801 || code === -32802 || error instanceof vscode.CancellationError) return;
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 2000);
    const problem: PreviewProblem = { kind: "server", message, kept: this.#shown !== undefined };
    this.#stale = true;
    this.#post({ type: "problem", problem });
  }

  /** A page that is seen again may have missed something; one that was hidden has to begin anew. */
  #seen(): void {
    if (!this.#panel.visible) {
      this.#ready = false;
      this.#latest.cancel();
    } else if (this.#stale) this.refresh();
  }

  async #receive(message: ExtensionMessage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#ready = true;
        this.#post({ type: "locked", locked: this.isLocked });
        this.#show(true);
        this.#offerViews();
        this.#countFindings();
        if (this.#stale || !this.#shown) this.refresh();
        return;
      case "view":
        this.#state = { ...this.#state, view: message.view };
        this.refresh();
        return;
      case "thumbnail":
        this.#post({ type: "thumbnail", view: message.view, ...(await this.#thumbnail(message.view, message.known)) });
        return;
      case "pane":
        if (this.#state.tall === message.tall) return;
        this.#state = { ...this.#state, tall: message.tall };
        this.refresh();
        return;
      case "fold":
        this.#state = { ...this.#state, fold: message.fold, unfold: message.unfold };
        this.refresh();
        return;
      case "lock":
        this.#state = { ...this.#state, locked: message.locked };
        this.#title();
        this.#post({ type: "locked", locked: message.locked });
        if (!message.locked) {
          const editor = vscode.window.visibleTextEditors.find(({ document }) => document.languageId === "sdesign");
          if (editor) this.follow(editor);
        }
        return;
      case "hover":
        this.#post({ type: "hover", id: message.id, markdown: await this.#hover(message.id) });
        return;
      case "panels": {
        const panels = panelsResult(await this.#server.request<unknown>(panelsRequest, { uri: this.#state.uri }));
        if (panels) this.#post({ type: "panels", panels });
        return;
      }
      case "goTo": {
        if (!this.shows(message.uri)) return;
        const place = { start: message.position, end: message.position };
        const target = { uri: message.uri, range: place, selection: place };
        await revealDeclaration(target, this.column, this.#lastText, { beside: false, keepFocus: false });
        return;
      }
      case "whatIf": {
        if (message.down.length > 0) didOnce("whatIf");
        const answer = whatIfResult(
          await this.#server.request<unknown>(whatIfRequest, { uri: this.#state.uri, down: message.down }),
        );
        this.#post({ type: "whatIf", down: message.down, ...(answer ? { result: answer } : {}) });
        return;
      }
      case "force":
        this.#force = true;
        this.refresh();
        return;
      case "retry":
        this.refresh();
        return;
      case "reveal":
        return this.#reveal(message.id, message.beside, message.keepFocus);
      case "save":
        didOnce("export");
        return exportPicture(this.#server, this.#state.uri, this.#shown, message);
      case "copied":
        didOnce("export");
        vscode.window.setStatusBarMessage(`$(check) Copied: ${message.what}`, 4000);
        return;
      case "example": {
        const example = this.#shown?.empty?.example;
        if (example === undefined) return;
        const uri = vscode.Uri.parse(this.#state.uri, true);
        await appendExample(uri, example);
        return;
      }
    }
  }

  /** A small picture of a view; one that cannot be had now leaves what the page has. */
  async #thumbnail(view: string, known: string | undefined): Promise<ThumbnailResult> {
    const { uri, fold, unfold, tall } = this.#state;
    try {
      const params: ThumbnailParams = {
        uri,
        view,
        ...(fold === undefined ? {} : { fold }),
        ...(unfold === undefined ? {} : { unfold }),
        ...(tall === undefined ? {} : { tall }),
        ...(known === undefined ? {} : { known }),
      };
      const answer = thumbnailResult(await this.#server.request<unknown>(thumbnailRequest, params));
      return answer ?? { fingerprint: "" };
    } catch {
      return { fingerprint: known ?? "" };
    }
  }

  async #reveal(id: string, beside: boolean, keepFocus: boolean): Promise<void> {
    const answer = revealResult(await this.#server.request<unknown>(revealRequest, { uri: this.#state.uri, id }));
    if (answer?.place) await revealDeclaration(answer.place, this.column, this.#lastText, { beside, keepFocus });
  }

  /** What the editor says when the pointer rests on the element's name. */
  async #hover(id: string): Promise<string> {
    const answer = revealResult(await this.#server.request<unknown>(revealRequest, { uri: this.#state.uri, id }));
    if (!answer?.place) return "";
    const { uri, selection } = answer.place;
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      vscode.Uri.parse(uri, true),
      new vscode.Position(selection.start.line, selection.start.character),
    );
    const parts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (typeof content === "string" ? content : "value" in content ? content.value : "")),
    );
    return parts.join("\n\n---\n\n").slice(0, 8000);
  }

  #countFindings(): void {
    this.#post({ type: "findings", ...findingsOf(new Set(this.#files)) });
  }

  #cursorMoved({ document, selection }: vscode.TextEditor): void {
    const uri = document.uri.toString();
    if (!this.#panel.visible || !this.#ready || !this.shows(uri)) return;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      const { line, character } = selection.active;
      this.#server
        .request<unknown>(elementAtRequest, { uri, position: { line, character } })
        .then((answer) => this.#post({ type: "highlight", ids: elementAtResult(answer)?.ids ?? [] }))
        // A cursor that nobody could place is no reason to disturb anybody.
        .catch(() => undefined);
    }, cursorRest);
  }

  #dispose(): void {
    clearTimeout(this.#rest);
    this.#latest.cancel();
    this.#server.notify(previewClosed, { uri: this.#state.uri });
    for (const disposable of this.#disposables) disposable.dispose();
    this.#closed.fire();
    this.#closed.dispose();
  }
}
