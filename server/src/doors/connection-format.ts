/** Requests that lay text out. */

import type { ServerCapabilities, TextEdit } from "vscode-languageserver";
import { FORMAT_KEYS } from "../service/formatting.ts";
import type { TextEdit as OwnEdit } from "../service/place.ts";
import type { FeatureDoor } from "./connection-door.ts";
import { canonical } from "./connection-files.ts";

const [firstKey, ...otherKeys] = FORMAT_KEYS;

export const formatCapabilities: ServerCapabilities = {
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: firstKey, moreTriggerCharacter: [...otherKeys] },
};

export function answerFormat({ connection, service, files, guard, at }: FeatureDoor): void {
  const lsp = (uri: string, edits: readonly OwnEdit[]): TextEdit[] =>
    edits.map(({ range, text }) => ({ range: files.lspRange(uri, range), newText: text }));

  connection.onDocumentFormatting(
    guard("format a file", null, ({ textDocument }) => {
      const uri = canonical(textDocument.uri);
      return lsp(uri, service.formatting(uri));
    }),
  );

  connection.onDocumentRangeFormatting(
    guard("format a part of a file", null, ({ textDocument, range }) => {
      const uri = canonical(textDocument.uri);
      return lsp(uri, service.formatting(uri, files.range(uri, range)));
    }),
  );

  connection.onDocumentOnTypeFormatting(
    guard("format what was typed", null, (params) => {
      const [uri, offset] = at(params);
      return lsp(uri, service.formattingOnType(uri, offset, params.ch));
    }),
  );
}
