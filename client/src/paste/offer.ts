import type * as vscode from "vscode";
import {
  looksForeign,
  type PasteOffer,
  type PasteParams,
  pasteRequest,
  pasteResult,
} from "../../../server/src/service/protocol/paste.ts";
import type { ServerLink } from "../server-link.ts";

/**
 * What a text would be as sdesign in the place of a range. Undefined where it is nothing else already, where it does not
 * fit, and when the server cannot be asked: a paste goes on without it. Ordinary text is not asked about.
 */
export async function offerFor(
  server: ServerLink,
  document: vscode.TextDocument,
  { start, end }: vscode.Range,
  text: string,
  token?: vscode.CancellationToken,
): Promise<PasteOffer | undefined> {
  if (!looksForeign(text)) return undefined;
  const place = ({ line, character }: vscode.Position) => ({ line, character });
  const params: PasteParams = {
    uri: document.uri.toString(),
    range: { start: place(start), end: place(end) },
    text,
  };
  const answer = await server.request<unknown>(pasteRequest, params, token).catch(() => undefined);
  return pasteResult(answer)?.offer;
}
