/** Requests that help to write: signatures, fixes, refactorings. */

import { CodeActionKind, CodeActionTriggerKind, MarkupKind } from "vscode-languageserver";
import { plain } from "../service/markdown.ts";
import { lspCodeAction, workspaceEdit } from "./connection-convert.ts";
import type { FeatureDoor } from "./connection-door.ts";
import { canonical } from "./connection-files.ts";
import { refactorActions } from "./connection-refactor.ts";

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.sdesign`;

export function answerWriting(door: FeatureDoor): void {
  const { connection, service, files, guard, client, at } = door;
  const formats = client.textDocument?.signatureHelp?.signatureInformation?.documentationFormat;
  const markdown = formats === undefined || formats.includes(MarkupKind.Markdown);
  const snippetEdits = client.workspace?.workspaceEdit?.snippetEditSupport === true;

  connection.onCodeAction(
    guard("offer fixes", null, async ({ textDocument, range, context }) => {
      const uri = canonical(textDocument.uri);
      // A name may be one that only has to be imported.
      if (context.diagnostics.some(({ code }) => code === "link/unknown")) await files.neighbours.settled(uri);
      const wanted = (kind: string): boolean =>
        context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const automatic = context.triggerKind === CodeActionTriggerKind.Automatic;
      const fixes = wanted(CodeActionKind.QuickFix)
        ? service
            .quickFixes(uri, files.range(uri, range), snippetEdits, files.neighbours.of(uri))
            .map((fix) => lspCodeAction(files, uri, fix))
        : [];
      fixes.push(...(await refactorActions(door, uri, range, wanted, automatic)));
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
