import * as vscode from "vscode";
import { pageState, previewChanged, previewChangedParams } from "../../../server/src/service/protocol.ts";
import type { ServerLink } from "../server-link.ts";
import { PreviewPanel, previewType } from "./panel.ts";

const language = "sdesign";

/** Registers the preview's commands and its restoration after a reload of the window. */
export function activatePreview(context: vscode.ExtensionContext, server: ServerLink): void {
  const panels = new Set<PreviewPanel>();
  const adopt = (panel: vscode.WebviewPanel, state: ConstructorParameters<typeof PreviewPanel>[3]): PreviewPanel => {
    const preview = new PreviewPanel(panel, context.extensionUri, server, state);
    panels.add(preview);
    preview.onDidClose(() => panels.delete(preview));
    return preview;
  };

  const open = (given: unknown, toSide: boolean): PreviewPanel | undefined => {
    const uri = (given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri)?.toString();
    if (uri === undefined) {
      vscode.window.showInformationMessage("Open a design first: a preview shows the file in the editor.");
      return undefined;
    }
    const column = toSide ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
    // A locked one stays as it is: asking again makes another one, of another design or with another view of the same.
    const existing = [...panels].find((preview) => !preview.isLocked);
    if (existing) {
      if (editor) existing.follow(editor);
      existing.reveal(existing.column, toSide);
      return existing;
    }
    const panel = vscode.window.createWebviewPanel(previewType, "Preview", {
      viewColumn: column,
      preserveFocus: toSide,
    });
    const preview = adopt(panel, { uri });
    if (editor) preview.follow(editor);
    return preview;
  };

  context.subscriptions.push(
    vscode.commands.registerCommand("sdesign.openPreview", (uri: unknown) => open(uri, false)),
    vscode.commands.registerCommand("sdesign.openPreviewToSide", (uri: unknown) => open(uri, true)),
    vscode.commands.registerCommand("sdesign.preview.pickView", () => {
      const all = [...panels];
      const preview = all.find(({ isActive }) => isActive) ?? all.find(({ isLocked }) => !isLocked) ?? all[0];
      (preview ?? open(undefined, true))?.pickView();
    }),
    vscode.window.registerWebviewPanelSerializer(previewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const active = vscode.window.activeTextEditor?.document;
        const remembered = pageState(state);
        const uri = remembered?.uri || (active?.languageId === language ? active.uri.toString() : "");
        if (uri === "") panel.dispose();
        else adopt(panel, { ...remembered, uri });
      },
    }),
    server.onNotification(previewChanged, (params: unknown) => {
      const read = previewChangedParams(params);
      if (read) for (const preview of panels) preview.changed(read.uri);
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor?.document.languageId !== language) return;
      for (const preview of panels) if (!preview.isLocked) preview.follow(editor);
    }),
    { dispose: () => panels.forEach((preview) => void preview.dispose()) },
  );
}
