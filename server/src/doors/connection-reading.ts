/** Requests about how a text is shown: hovers, outline, folds, colours, links, growing selections. */

import { MarkupKind, type SelectionRange, SemanticTokensBuilder } from "vscode-languageserver";
import { ruleUrl } from "../lint/rule-url.ts";
import { plain } from "../service/markdown.ts";
import { type SemanticToken, tokenTypes } from "../service/semantic-tokens.ts";
import { flatSymbols, lspFold, lspSymbol } from "./connection-convert.ts";
import type { FeatureDoor } from "./connection-door.ts";
import { canonical, type Files } from "./connection-files.ts";

export function answerReading({ connection, service, files, guard, client, at }: FeatureDoor): void {
  const hoverFormats = client.textDocument?.hover?.contentFormat;
  const markdown = hoverFormats === undefined || hoverFormats.includes(MarkupKind.Markdown);
  const tree = client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;

  connection.onHover(
    guard("show a hover", null, (params) => {
      const [uri, offset] = at(params);
      const hover = service.hover(uri, offset);
      if (!hover) return null;
      const contents = markdown
        ? { kind: MarkupKind.Markdown, value: hover.markdown }
        : { kind: MarkupKind.PlainText, value: plain(hover.markdown) };
      return { contents, range: files.lspRange(uri, hover.range) };
    }),
  );

  connection.onDocumentSymbol(
    guard("outline a file", null, ({ textDocument }) => {
      const uri = canonical(textDocument.uri);
      const entries = service.outline(uri);
      const lines = files.inBulk(uri);
      return tree ? entries.map((entry) => lspSymbol(lines, entry)) : flatSymbols(files, uri, entries);
    }),
  );

  connection.onFoldingRanges(
    guard("fold a file", null, ({ textDocument }) => {
      const uri = canonical(textDocument.uri);
      const lines = files.inBulk(uri);
      return service.folding(uri).flatMap((fold) => lspFold(lines, fold) ?? []);
    }),
  );

  connection.onSelectionRanges(
    guard("grow a selection", null, ({ textDocument, positions }) => {
      const uri = canonical(textDocument.uri);
      return positions.map((position) => {
        const ranges = service.selectionRanges(uri, files.offset(uri, position));
        let outer: SelectionRange | undefined;
        for (const range of ranges.toReversed()) {
          outer = { range: files.lspRange(uri, range), ...(outer ? { parent: outer } : {}) };
        }
        return outer ?? { range: { start: position, end: position } };
      });
    }),
  );

  connection.onDocumentLinks(
    guard("find links", null, ({ textDocument }) => {
      const uri = canonical(textDocument.uri);
      return service.links(uri).flatMap(({ range, target, tooltip }) => {
        const address = typeof target === "string" ? files.spelling(target) : ruleUrl(target.rule, files.rulePages);
        return address === undefined ? [] : [{ range: files.lspRange(uri, range), target: address, tooltip }];
      });
    }),
  );

  connection.languages.semanticTokens.on(
    guard("colour a file", { data: [] }, ({ textDocument }) => {
      const uri = canonical(textDocument.uri);
      return { data: encode(files, uri, service.semanticTokens(uri)) };
    }),
  );

  connection.languages.semanticTokens.onRange(
    guard("colour a part of a file", { data: [] }, ({ textDocument, range }) => {
      const uri = canonical(textDocument.uri);
      return { data: encode(files, uri, service.semanticTokens(uri, files.range(uri, range))) };
    }),
  );
}

const TYPE_INDEX = new Map(tokenTypes.map((type, index) => [type, index]));

/** Tokens as the protocol's numbers, each relative to the one before. */
function encode(files: Files, uri: string, tokens: readonly SemanticToken[]): number[] {
  const builder = new SemanticTokensBuilder();
  const lines = files.inBulk(uri);
  for (const { range, type, declaration } of tokens) {
    const { start, end } = lines.lspRange(range);
    if (end.line !== start.line) continue;
    const length = end.character - start.character;
    builder.push(start.line, start.character, length, TYPE_INDEX.get(type) ?? 0, declaration ? 1 : 0);
  }
  return builder.build().data;
}
