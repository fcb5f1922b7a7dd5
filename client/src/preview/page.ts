import * as vscode from "vscode";
import { variablesCss, vscodeVariablesCss } from "../../../server/src/service/protocol/picture-style.ts";
import type { PageState } from "../../../server/src/service/protocol.ts";

const entities: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** Text as it stands in an attribute or between tags. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities.get(character) ?? character);
}

/** A number used once, from a cryptographic source: what the page may run is what we have put there. */
function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes));
}

/** Nothing is loaded or run but what carries the nonce; pictures may be made of data, for export. */
function contentSecurityPolicy(nonce: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src data:`;
}

/** Where the page's parts are. */
export function pageRoots(extension: vscode.Uri): readonly vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, "dist")];
}

/** The HTML of the preview's page. */
export function pageOf(webview: vscode.Webview, extension: vscode.Uri, state: PageState): string {
  const nonce = newNonce();
  const part = (name: string): string =>
    escapeHtml(webview.asWebviewUri(vscode.Uri.joinPath(extension, "dist", name)).toString());
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentSecurityPolicy(nonce))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>sdesign preview</title>
<style nonce="${nonce}">
${vscodeVariablesCss}
${variablesCss}
</style>
<link rel="stylesheet" nonce="${nonce}" href="${part("webview.css")}">
</head>
<body>
<div id="preview" data-state="${escapeHtml(JSON.stringify(state))}"></div>
<script nonce="${nonce}" src="${part("webview.js")}"></script>
</body>
</html>`;
}
