/** Every request that an editor makes, on a generated design. */

import type { Client, Position } from "../lsp/client.ts";

export interface Asked {
  readonly what: string;
  readonly method: string;
  readonly params: unknown;
}

/** The requests about a file: at a position, which is the end of a component's name, or about all that is seen of it. */
export function requestsAt(uri: string, text: string, position: Position): readonly Asked[] {
  const textDocument = { uri };
  const here = { textDocument, position };
  const seen = {
    start: { line: Math.max(0, position.line - 25), character: 0 },
    end: { line: position.line + 25, character: 0 },
  };
  const whole = { start: { line: 0, character: 0 }, end: { line: text.split("\n").length, character: 0 } };
  const options = { tabSize: 2, insertSpaces: true };
  const behind = (words: string): { textDocument: { uri: string }; position: Position } => {
    const lines = text.slice(0, text.indexOf(words) + words.length).split("\n");
    return { textDocument, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
  };
  const of = (feature: string, params: unknown, what = ""): Asked => {
    const method = feature.startsWith("workspace/") ? feature : `textDocument/${feature}`;
    return { what: what ? `${method}, ${what}` : method, method, params };
  };
  return [
    of("completion", here),
    of("hover", here),
    of("signatureHelp", behind("  replicas: ")),
    of("definition", here),
    of("typeDefinition", behind("  parent_id")),
    of("implementation", behind("functional Use0")),
    of("references", { ...here, context: { includeDeclaration: true } }),
    of("documentHighlight", here),
    of("prepareRename", here),
    of("rename", { ...here, newName: "Renamed" }),
    of("linkedEditingRange", here),
    of("prepareCallHierarchy", here),
    of("documentSymbol", { textDocument }),
    of("workspace/symbol", { query: "C50" }, "by name"),
    of("workspace/symbol", { query: "" }, "all"),
    of("documentLink", { textDocument }),
    of("foldingRange", { textDocument }),
    of("selectionRange", { textDocument, positions: [position] }),
    of("semanticTokens/full", { textDocument }),
    of("semanticTokens/range", { textDocument, range: seen }),
    of("inlayHint", { textDocument, range: seen }),
    of("codeLens", { textDocument }),
    of("codeAction", { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } }),
    of(
      "codeAction",
      { textDocument, range: whole, context: { diagnostics: [], only: ["source.fixAll.sdesign"] } },
      "fix all",
    ),
    of("formatting", { textDocument, options }),
    of("rangeFormatting", { textDocument, range: seen, options }),
    of("onTypeFormatting", { ...here, ch: "\n", options }),
    of("diagnostic", { textDocument }),
  ];
}

/** The requests that follow one for the hierarchy of calls. */
export async function callsAt(client: Client, uri: string, { line, character }: Position): Promise<readonly Asked[]> {
  const items = await client.request<unknown[] | null>(
    "textDocument/prepareCallHierarchy",
    client.at(uri, line, character),
  );
  return ["callHierarchy/incomingCalls", "callHierarchy/outgoingCalls"].map((method) => ({
    what: method,
    method,
    params: { item: items?.[0] },
  }));
}
