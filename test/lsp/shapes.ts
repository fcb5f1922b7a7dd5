/** Whether what the server sends has the protocol's shape, by the protocol's own predicates. */

import {
  CodeAction,
  CodeLens,
  Diagnostic,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  type Position,
  Range,
  SelectionRange,
  WorkspaceEdit,
} from "vscode-languageserver-types";

type Predicate = (value: unknown) => boolean;

const listOf =
  (item: Predicate): Predicate =>
  (value) =>
    Array.isArray(value) && value.every(item);

const orNull =
  (predicate: Predicate): Predicate =>
  (value) =>
    value === null || predicate(value);

const either =
  (...predicates: readonly Predicate[]): Predicate =>
  (value) =>
    predicates.some((predicate) => predicate(value));

const is = (predicate: (value: never) => boolean): Predicate => predicate as Predicate;

const object =
  (members: Readonly<Record<string, Predicate>>, optional: Readonly<Record<string, Predicate>> = {}): Predicate =>
  (value) => {
    if (typeof value !== "object" || value === null) return false;
    const all = value as Record<string, unknown>;
    const known = { ...members, ...optional };
    return (
      Object.keys(members).every((name) => name in all) &&
      Object.entries(all).every(([name, member]) => known[name]?.(member) === true)
    );
  };

const text: Predicate = (value) => typeof value === "string";
const filled: Predicate = (value) => typeof value === "string" && value !== "";
const natural: Predicate = (value) => typeof value === "number" && Number.isInteger(value) && value >= 0;
const anything: Predicate = () => true;
const range = is(Range.is);

/** The selection of a symbol lies inside of it, or editors refuse the whole outline. */
const symbol: Predicate = (value) => {
  const shape = object(
    { name: filled, kind: natural, range, selectionRange: range },
    { detail: text, children: listOf(symbol) },
  );
  if (!shape(value)) return false;
  const { range: whole, selectionRange: inner } = value as { range: Range; selectionRange: Range };
  return !before(inner.start, whole.start) && !before(whole.end, inner.end);
};

function before(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

const symbolInformation = object({ name: filled, kind: natural, location: is(Location.is) }, { containerName: text });

/** A diagnostic of ours says more than the protocol asks for. */
const diagnostic: Predicate = (value) =>
  is(Diagnostic.is)(value) &&
  object(
    { range, severity: natural, source: filled, message: filled },
    {
      code: filled,
      codeDescription: object({ href: filled }),
      relatedInformation: listOf(object({ location: is(Location.is), message: filled })),
      tags: listOf(natural),
      data: anything,
    },
  )(value);

const completionItem = object(
  { label: filled },
  {
    kind: natural,
    detail: filled,
    documentation: object({ kind: filled, value: text }),
    sortText: filled,
    filterText: filled,
    insertTextFormat: natural,
    textEdit: object({ range, newText: text }),
    command: object({ title: filled, command: filled }),
  },
);

const callItem = object(
  { name: filled, kind: natural, uri: filled, range, selectionRange: range },
  { detail: text, data: anything },
);

const markup: Predicate = (value) => text(value) || object({ kind: filled, value: text })(value);
const signature = object(
  { label: filled },
  { documentation: markup, parameters: listOf(object({ label: filled }, { documentation: markup })) },
);

const fives: Predicate = (value) => listOf(natural)(value) && (value as readonly number[]).length % 5 === 0;

const RESULTS: Readonly<Record<string, Predicate>> = {
  initialize: object({ capabilities: anything }, { serverInfo: anything }),
  shutdown: (value) => value === null || value === undefined,
  "textDocument/hover": orNull(is(Hover.is)),
  "textDocument/completion": orNull(
    object({ isIncomplete: (value) => typeof value === "boolean", items: listOf(completionItem) }),
  ),
  "textDocument/definition": orNull(either(is(Location.is), listOf(is(LocationLink.is)))),
  "textDocument/references": orNull(listOf(is(Location.is))),
  "textDocument/documentHighlight": orNull(listOf(object({ range }, { kind: natural }))),
  "textDocument/prepareRename": orNull(range),
  "textDocument/rename": orNull(is(WorkspaceEdit.is)),
  "textDocument/documentSymbol": orNull(either(listOf(symbol), listOf(symbolInformation))),
  "workspace/symbol": orNull(listOf(symbolInformation)),
  "textDocument/implementation": orNull(listOf(is(Location.is))),
  "textDocument/prepareCallHierarchy": orNull(listOf(callItem)),
  "callHierarchy/incomingCalls": orNull(listOf(object({ from: callItem, fromRanges: listOf(range) }))),
  "callHierarchy/outgoingCalls": orNull(listOf(object({ to: callItem, fromRanges: listOf(range) }))),
  "textDocument/documentLink": orNull(listOf(object({ range, target: filled }, { tooltip: filled }))),
  "textDocument/selectionRange": orNull(listOf(is(SelectionRange.is))),
  "textDocument/signatureHelp": orNull(
    object({ signatures: listOf(signature) }, { activeSignature: natural, activeParameter: natural }),
  ),
  "textDocument/semanticTokens/full": orNull(object({ data: fives })),
  "textDocument/semanticTokens/range": orNull(object({ data: fives })),
  "textDocument/inlayHint": orNull(listOf(is(InlayHint.is))),
  "inlayHint/resolve": is(InlayHint.is),
  "textDocument/codeLens": orNull(listOf(is(CodeLens.is))),
  "textDocument/foldingRange": orNull(listOf(is(FoldingRange.is))),
  "textDocument/codeAction": orNull(listOf(is(CodeAction.is))),
  "textDocument/diagnostic": either(
    object({ kind: (kind) => kind === "full", items: listOf(diagnostic) }, { resultId: filled }),
    object({ kind: (kind) => kind === "unchanged", resultId: filled }),
  ),
};

const PARAMS: Readonly<Record<string, Predicate>> = {
  "textDocument/publishDiagnostics": object({ uri: filled, diagnostics: listOf(diagnostic) }, { version: natural }),
  "window/logMessage": object({ type: natural, message: filled }),
  "client/registerCapability": object({ registrations: listOf(anything) }),
  "workspace/diagnostic/refresh": anything,
  "workspace/configuration": object({ items: listOf(anything) }),
};

/** What is wrong with an answer of the server's, or undefined. Methods that are not in the table are wrong, too. */
export function wrongResult(method: string, result: unknown): string | undefined {
  return RESULTS[method]?.(result) ? undefined : `answer to ${method}: ${JSON.stringify(result)?.slice(0, 2000)}`;
}

/** What is wrong with a notification or a request of the server's, or undefined. */
export function wrongParams(method: string, params: unknown): string | undefined {
  return PARAMS[method]?.(params) ? undefined : `parameters of ${method}: ${JSON.stringify(params)?.slice(0, 2000)}`;
}
