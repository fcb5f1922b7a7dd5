/** Paths and names of imports. */

import type { Symbol as NameSymbol } from "../model/symbols.ts";
import type { Workspace } from "../model/workspace.ts";
import * as t from "../syntax/tokens.ts";
import { type CompletionItem, kindOfClass, plainItem } from "./completion-item.ts";
import type { CompletionPlace, ProsePlace } from "./completion-place.ts";
import type { Elsewhere, Neighbour } from "./elsewhere.ts";
import { Imports } from "./import-edit.ts";
import { quotedPath } from "./import-path.ts";

/** The files that a path in quotes may lead to: those of the workspace, and others that are known to be there. */
export function importItems(
  workspace: Workspace,
  uri: string,
  place: ProsePlace,
  offset: number,
  others: readonly Neighbour[],
): readonly CompletionItem[] {
  const range = { start: place.start + 1, end: offset };
  const imports = new Imports(workspace, uri);
  return [...new Set([...workspace.uris(), ...others.map((other) => other.uri)])]
    .filter((other) => other !== uri)
    .flatMap((other) => imports.path(other) ?? [])
    .sort()
    .map((label) => ({ label, kind: "file", insert: label, plain: label, snippet: false, range }));
}

/** Between an import's braces, the names that its file declares; elsewhere what the statement goes on with. */
export function importedNames(
  workspace: Workspace,
  place: CompletionPlace,
  elsewhere: Elsewhere,
): readonly CompletionItem[] {
  const last = place.before.at(-1);
  const opened = place.before.some(({ tokenType }) => tokenType === t.LeftBrace);
  const closed = place.before.some(({ tokenType }) => tokenType === t.RightBrace);
  if (!opened) return place.before.length === 1 ? [plainItem(place, { label: '"./', kind: "file", again: true })] : [];
  if (closed) {
    return last?.tokenType === t.RightBrace
      ? [plainItem(place, { label: "from", kind: "keyword", insert: 'from "./' })]
      : [];
  }
  const stated = new Set(place.before.map((token) => token.image));
  const file = workspace.source(place.uri);
  const chunk = file?.chunks.find(({ start, length }) => start <= place.offset && place.offset <= start + length);
  const statement = chunk?.statement?.type === "import" ? chunk.statement : undefined;
  const target = statement && workspace.importTarget(place.uri, statement);
  if (target === undefined) return namesWithPath(workspace, place, elsewhere);
  return [...(workspace.linked(target)?.names.top.values() ?? [])]
    .filter((symbol) => !stated.has(symbol.name))
    .map((symbol) => plainItem(place, named(symbol)));
}

/** The first name of an import that leads nowhere yet brings the rest of the statement along. */
function namesWithPath(workspace: Workspace, place: CompletionPlace, elsewhere: Elsewhere): readonly CompletionItem[] {
  const rest = /^[ \t]*\}?/.exec((workspace.text(place.uri) ?? "").slice(place.offset))?.[0] ?? "";
  const range = { start: place.range.start, end: place.offset + rest.length };
  return elsewhere.libraries().flatMap(({ neighbour, path }) =>
    neighbour.symbols.map((symbol) => ({
      ...plainItem(place, { ...named(symbol), insert: `${symbol.name} } from ${quotedPath(path)}` }),
      from: path,
      filter: symbol.name,
      range,
    })),
  );
}

function named(symbol: NameSymbol) {
  return { label: symbol.name, kind: kindOfClass(symbol.class), detail: symbol.kind ?? symbol.class };
}
