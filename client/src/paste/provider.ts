import * as vscode from "vscode";
import type { ServerLink } from "../server-link.ts";
import { offerFor } from "./offer.ts";
import { withoutIndentation } from "./whitespace.ts";

/** Paste edits are in VS Code since 1.97: the part of its interface that is used here. */
interface PasteKind {
  append(...parts: string[]): PasteKind;
}
type PasteEdit = object;
interface PasteInterface {
  readonly DocumentPasteEdit?: new (insertText: string, title: string, kind: PasteKind) => PasteEdit;
  readonly DocumentDropOrPasteEditKind?: { readonly Text?: PasteKind; readonly Empty?: PasteKind };
  readonly languages: {
    readonly registerDocumentPasteEditProvider?: (
      selector: vscode.DocumentSelector,
      provider: {
        provideDocumentPasteEdits(
          document: vscode.TextDocument,
          ranges: readonly vscode.Range[],
          data: vscode.DataTransfer,
          context: unknown,
          token: vscode.CancellationToken,
        ): Promise<PasteEdit[] | undefined>;
      },
      metadata: { readonly providedPasteEditKinds: readonly PasteKind[]; readonly pasteMimeTypes: readonly string[] },
    ) => vscode.Disposable;
  };
}

/**
 * Offers `Paste as sdesign` for what is clearly in another notation. VS Code pastes it so, and shows beside it how to
 * have the plain text instead. Undefined where VS Code is older than paste edits.
 */
export function registerPasteEdits(server: ServerLink): vscode.Disposable | undefined {
  const { DocumentPasteEdit, DocumentDropOrPasteEditKind, languages } = vscode as unknown as PasteInterface;
  const kind = (DocumentDropOrPasteEditKind?.Text ?? DocumentDropOrPasteEditKind?.Empty)?.append("sdesign");
  if (!DocumentPasteEdit || !kind || !languages.registerDocumentPasteEditProvider) return undefined;
  try {
    return languages.registerDocumentPasteEditProvider(
      { language: "sdesign" },
      {
        async provideDocumentPasteEdits(document, ranges, data, _, token) {
          const [range] = ranges;
          if (!range || ranges.length > 1) return undefined;
          const text = await data.get("text/plain")?.asString();
          if (text === undefined || token.isCancellationRequested) return undefined;
          const offer = await offerFor(server, document, range, text, token);
          if (!offer) return undefined;
          const line = document.lineAt(range.start.line).text.slice(0, range.start.character);
          return [new DocumentPasteEdit(withoutIndentation(offer.text, line), "Paste as sdesign", kind)];
        },
      },
      { providedPasteEditKinds: [kind], pasteMimeTypes: ["text/plain"] },
    );
  } catch {
    // Before 1.97 it is there, and refuses all but chosen extensions.
    return undefined;
  }
}
