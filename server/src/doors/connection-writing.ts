/** Requests that help to write: completion, signatures, fixes. */

import { CodeActionKind, MarkupKind } from "vscode-languageserver";
import { plain } from "../service/markdown.ts";
import { lspCodeAction, lspCompletion, workspaceEdit } from "./connection-convert.ts";
import type { FeatureDoor } from "./connection-door.ts";
import { canonical } from "./connection-files.ts";
import { refactorActions } from "./connection-refactor.ts";

/** Signs after which completion is asked for without a word. */
export const COMPLETION_TRIGGERS = [".", ":", ">", "=", " ", "[", "(", '"', "/", ","];
/** A space offers something only behind these: everywhere else it would be in the way. */
const BEHIND_SPACE =
  /(?:->|~>|=>|<->|[:,=|<>(]|\bin|\bto|\bof|\bfor|\brelation|\d[kKMBGT]?|from|sdesign-ignore(?:-file)?) $/;
/** More names than this are a list that nobody reads: the rest comes once a letter narrows it down. */
const MOST_OFFERS = 400;

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.sdesign`;

export function answerWriting({ connection, service, files, guard, client, at }: FeatureDoor): void {
  const snippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
  const formats = client.textDocument?.signatureHelp?.signatureInformation?.documentationFormat;
  const markdown = formats === undefined || formats.includes(MarkupKind.Markdown);
  const snippetEdits = client.workspace?.workspaceEdit?.snippetEditSupport === true;

  connection.onCompletion(
    guard("complete", null, (params) => {
      const [uri, offset] = at(params);
      const before = (service.workspace.text(uri) ?? "").slice(Math.max(0, offset - 30), offset);
      if (params.context?.triggerCharacter === " " && !BEHIND_SPACE.test(before)) return null;
      const all = service.completion(uri, offset, files.neighbours(uri));
      const shown = all.length > MOST_OFFERS ? narrowed(all, before) : all;
      return {
        isIncomplete: shown.length < all.length,
        items: shown.map((item, index) => lspCompletion(files, uri, item, index, snippets)),
      };
    }),
  );

  connection.onCodeAction(
    guard("offer fixes", null, ({ textDocument, range, context }) => {
      const uri = canonical(textDocument.uri);
      const wanted = (kind: string): boolean =>
        context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const fixes = wanted(CodeActionKind.QuickFix)
        ? service.quickFixes(uri, files.range(uri, range), snippetEdits).map((fix) => lspCodeAction(files, uri, fix))
        : [];
      fixes.push(...refactorActions({ service, files }, uri, files.range(uri, range), wanted));
      // Fixing everything is only done when it is asked for by name, or on save.
      if (!context.only || !wanted(FIX_ALL)) return fixes;
      const edits = service.safeFixes(uri);
      if (edits.length === 0) return fixes;
      return [...fixes, { title: "Apply all safe fixes", kind: FIX_ALL, edit: workspaceEdit(files, edits) }];
    }),
  );

  connection.onSignatureHelp(
    guard("show a signature", null, (params) => {
      const [uri, offset] = at(params);
      const found = service.signature(uri, offset);
      if (!found) return null;
      const { label, documentation, parameters, active } = found;
      const markup = (value: string) => (markdown ? { kind: MarkupKind.Markdown, value } : plain(value));
      const shown = parameters.map((parameter) => ({
        label: parameter.label,
        ...(parameter.documentation ? { documentation: markup(parameter.documentation) } : {}),
      }));
      return {
        signatures: [{ label, documentation: markup(documentation), parameters: shown }],
        activeSignature: 0,
        activeParameter: active,
      };
    }),
  );
}

/** The offers whose labels hold the letters typed so far, as many as are read. */
function narrowed<Item extends { readonly label: string; readonly filter?: string }>(
  all: readonly Item[],
  before: string,
): readonly Item[] {
  const word = /[\p{L}\p{N}_]*$/u.exec(before)?.[0].toLowerCase() ?? "";
  const fits = (item: Item): boolean => {
    const label = (item.filter ?? item.label).toLowerCase();
    let at = 0;
    for (const letter of word) {
      at = label.indexOf(letter, at) + 1;
      if (at === 0) return false;
    }
    return true;
  };
  const fitting = all.filter(fits);
  return fitting.length > MOST_OFFERS ? fitting.slice(0, MOST_OFFERS) : fitting;
}
