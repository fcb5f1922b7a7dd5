import { afterEach, describe, expect, it, vi } from "vitest";
import type { PreviewResult } from "../../server/src/service/protocol.ts";

/** As much of an editor as a preview's panel needs. */
vi.mock("vscode", () => {
  class EventEmitter<Value> {
    readonly #listeners = new Set<(value: Value) => void>();
    readonly event = (listener: (value: Value) => void) => {
      this.#listeners.add(listener);
      return { dispose: () => this.#listeners.delete(listener) };
    };
    fire(value: Value): void {
      for (const listener of this.#listeners) listener(value);
    }
    dispose(): void {
      this.#listeners.clear();
    }
  }
  class CancellationTokenSource {
    readonly token = { isCancellationRequested: false };
    cancel(): void {
      this.token.isCancellationRequested = true;
    }
    dispose(): void {}
  }
  const none = () => ({ dispose: () => undefined });
  const uriOf = (text: string) => ({ path: text.replace(/^file:\/\//, ""), scheme: "file", toString: () => text });
  return {
    EventEmitter,
    CancellationTokenSource,
    CancellationError: class extends Error {},
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
    Uri: {
      parse: uriOf,
      joinPath: (base: { path: string }, ...parts: string[]) => uriOf(`file://${[base.path, ...parts].join("/")}`),
    },
    ViewColumn: { Active: -1, Beside: -2 },
    languages: { onDidChangeDiagnostics: none, getDiagnostics: () => [] },
    window: { onDidChangeTextEditorSelection: none, activeTextEditor: undefined, visibleTextEditors: [] },
    workspace: { openTextDocument: async () => ({}) },
    commands: { executeCommand: async () => undefined },
  };
});

const { PreviewPanel } = await import("../../client/src/preview/panel.ts");

const uri = "file:///shop.sdesign";
const answer: PreviewResult = {
  views: [{ id: "architecture", title: "Architecture", group: "system" }],
  view: "architecture",
  title: "A shop",
  files: [uri],
  fingerprint: "1",
  svg: "<svg/>",
  steps: [],
  marks: [],
  foldable: [],
  folded: [],
  shownAs: [],
};

/** A panel that is seen, its page and its server. */
function open() {
  const asked: string[] = [];
  const posted: { readonly type: string }[] = [];
  let seen = (): void => {};
  let receive = (_message: unknown): void => {};
  const panel = {
    visible: true,
    active: true,
    viewColumn: 2,
    title: "",
    webview: {
      options: {},
      html: "",
      asWebviewUri: (given: unknown) => given,
      onDidReceiveMessage: (listener: (message: unknown) => void) => {
        receive = listener;
        return { dispose: () => undefined };
      },
      postMessage: (message: { readonly type: string }) => posted.push(message),
    },
    onDidDispose: () => ({ dispose: () => undefined }),
    onDidChangeViewState: (listener: () => void) => {
      seen = listener;
      return { dispose: () => undefined };
    },
    reveal: () => undefined,
    dispose: () => undefined,
  };
  const server = {
    request: async (method: string) => {
      asked.push(method);
      return method === "sdesign/preview" ? answer : { fingerprint: "2", svg: "<svg/>" };
    },
    notify: () => undefined,
    onNotification: () => ({ dispose: () => undefined }),
    onDidStart: () => ({ dispose: () => undefined }),
  };
  const preview = new PreviewPanel(panel as never, { path: "/extension" } as never, server as never, { uri });
  const show = (visible: boolean): void => {
    panel.visible = visible;
    seen();
  };
  return { preview, asked, posted, show, send: (message: unknown) => receive(message) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const pictures = (asked: readonly string[]): number => asked.filter((method) => method === "sdesign/preview").length;

afterEach(() => vi.restoreAllMocks());

describe("a preview's panel", () => {
  it("asks for its picture, and again when that may have changed", async () => {
    const { preview, asked } = open();
    await settled();
    expect(pictures(asked)).toBe(1);
    preview.changed(uri);
    await settled();
    expect(pictures(asked)).toBe(2);
    preview.changed("file:///other.sdesign");
    await settled();
    expect(pictures(asked)).toBe(2);
  });

  it("asks for nothing while it is hidden, however much changes, and once when it is seen again", async () => {
    const { preview, asked, show } = open();
    await settled();
    show(false);
    asked.length = 0;
    for (let count = 0; count < 50; count++) preview.changed(uri);
    preview.refresh();
    await settled();
    expect(asked).toEqual([]);
    show(true);
    await settled();
    expect(asked).toEqual(["sdesign/preview"]);
  });

  it("asks for nothing when it is seen again and nothing has changed", async () => {
    const { asked, show, send, posted } = open();
    await settled();
    send({ type: "ready" });
    show(false);
    asked.length = 0;
    show(true);
    send({ type: "ready" });
    await settled();
    expect(asked).toEqual([]);
    expect(posted.filter(({ type }) => type === "show")).toHaveLength(2);
  });

  it("answers every question for a thumbnail", async () => {
    const { posted, send } = open();
    await settled();
    send({ type: "ready" });
    send({ type: "thumbnail", view: "data" });
    await settled();
    expect(posted).toContainEqual({ type: "thumbnail", view: "data", fingerprint: "2", svg: "<svg/>" });
  });

  it("lets views be picked once the page can offer some", async () => {
    const { preview, posted, send } = open();
    preview.pickView();
    await settled();
    expect(posted.map(({ type }) => type)).not.toContain("pickView");
    send({ type: "ready" });
    await settled();
    expect(posted.filter(({ type }) => type === "pickView")).toHaveLength(1);
  });

  it("believes no message that is not of the protocol", async () => {
    const { asked, send } = open();
    await settled();
    asked.length = 0;
    for (const message of [null, "ready", { type: "reveal" }, { type: "save", format: "exe" }, { type: "__proto__" }]) {
      send(message);
    }
    await settled();
    expect(asked).toEqual([]);
  });
});
