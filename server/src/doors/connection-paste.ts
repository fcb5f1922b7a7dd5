/** Serves what is pasted: text in another notation as text of the language. */

import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { type PasteResult, pasteParams, pasteRequest } from "../service/protocol/paste.ts";
import type { FeatureDoor } from "./connection-door.ts";
import { canonical } from "./connection-files.ts";

export function answerPaste({ connection, service, files }: FeatureDoor): void {
  connection.onRequest(pasteRequest, (params: unknown): PasteResult => {
    const read = pasteParams(params);
    if (!read)
      throw new ResponseError(
        LSPErrorCodes.RequestFailed,
        `The parameters of ${pasteRequest} are not what the protocol says.`,
      );
    const uri = canonical(read.uri);
    const offer = service.paste(uri, files.range(uri, read.range), read.text);
    return offer ? { offer } : {};
  });
}
