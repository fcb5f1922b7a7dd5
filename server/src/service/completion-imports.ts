/** Paths and names of imports. */

import type { Workspace } from "../model/workspace.ts";
import * as t from "../syntax/tokens.ts";
import { type CompletionItem, kindOfClass, plainItem } from "./completion-item.ts";
import type { CompletionPlace, ProsePlace } from "./completion-place.ts";

/** The files that a path in quotes may lead to: those of the workspace, and others that are known to be there. */
export function importItems(
  workspace: Workspace,
  uri: string,
  place: ProsePlace,
  offset: number,
  others: readonly string[],
): readonly CompletionItem[] {
  const range = { start: place.start + 1, end: offset };
  return [...new Set([...workspace.uris(), ...others])]
    .filter((other) => other !== uri)
    .flatMap((other) => {
      const path = relativePath(uri, other);
      return path === undefined ? [] : [path];
    })
    .sort()
    .map((label) => ({ label, kind: "file", insert: label, plain: label, snippet: false, range }));
}

/** The path from one file to another, or undefined where there is none: on another machine, say. */
export function relativePath(from: string, to: string): string | undefined {
  const start = from.split("/");
  const end = to.split("/");
  let common = 0;
  while (common < start.length - 1 && common < end.length - 1 && start[common] === end[common]) common++;
  if (common < 3) return undefined;
  const up = start.length - 1 - common;
  return decode(`${up === 0 ? "./" : "../".repeat(up)}${end.slice(common).join("/")}`);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Between an import's braces, the names that its file declares; elsewhere what the statement goes on with. */
export function importedNames(workspace: Workspace, place: CompletionPlace): readonly CompletionItem[] {
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
  const from = target === undefined ? workspace.uris().filter((uri) => uri !== place.uri) : [target];
  return from.flatMap((uri) =>
    [...(workspace.linked(uri)?.names.top.values() ?? [])]
      .filter((symbol) => !stated.has(symbol.name))
      .map((symbol) =>
        plainItem(place, { label: symbol.name, kind: kindOfClass(symbol.class), detail: symbol.kind ?? symbol.class }),
      ),
  );
}
