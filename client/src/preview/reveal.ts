import * as vscode from "vscode";
import type { Range, RevealPlace } from "../../../server/src/service/protocol.ts";
import { columnFor } from "./columns.ts";

const rangeOf = ({ start, end }: Range): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

/** Shows a declaration, its name selected. `preview` is the column that must not be covered. */
export async function revealDeclaration(
  place: RevealPlace,
  preview: number | undefined,
  lastText: number | undefined,
  options: { readonly beside: boolean; readonly keepFocus: boolean },
): Promise<void> {
  const uri = vscode.Uri.parse(place.uri, true);
  const open = vscode.window.visibleTextEditors.flatMap(({ document, viewColumn }) =>
    document.uri.toString() === uri.toString() && viewColumn !== undefined ? [viewColumn as number] : [],
  );
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: columnFor(preview, open, lastText, options.beside),
    preserveFocus: options.keepFocus,
    selection: rangeOf(place.selection),
  });
  editor.revealRange(rangeOf(place.range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
