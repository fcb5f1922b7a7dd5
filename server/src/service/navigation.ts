/** From a name to where it is declared, to every use of it, and to a new name. */

import { namedClasses } from "../model/access.ts";
import type { Element, ElementClass, Key } from "../model/design.ts";
import { type LinkedFile, nameSpan, type Workspace } from "../model/workspace.ts";
import { labelsIn, relabelled } from "./labels.ts";
import { type Location, locationOf, type Range, rangeOf, type TextEdit, touches } from "./place.ts";
import { changedMeaning } from "./rename-check.ts";
import { linkedChunkAt, nameAt } from "./under.ts";

export interface Definition {
  /** The name (or path of an import) under the cursor. */
  readonly origin: Range;
  readonly target: Location;
  /** The whole declaration that `target`, its name, is in. */
  readonly whole: Range;
}

export interface Occurrence extends Location {
  readonly declares: boolean;
  /** The name counts things here, in whatever number it is written: `views/s`. */
  readonly label?: boolean;
}

/** Where the name under the cursor is declared; for an import's path, the beginning of the file. */
export function definition(workspace: Workspace, uri: string, offset: number): Definition | undefined {
  const file = workspace.linked(uri);
  if (!file) return undefined;
  const spot = nameAt(file, offset);
  const element = spot && elementOf(workspace, file, spot.key);
  if (spot && element) {
    return {
      origin: rangeOf(spot.chunk.chunk, spot.span),
      target: locationOf(element.origin, nameSpan(element)),
      whole: rangeOf(element.origin.chunk, element.node),
    };
  }
  return importedFile(workspace, file, offset);
}

/**
 * Where it is declared what sort of thing the name under the cursor is: a component's kind of the design's own, the
 * entity that a field holds or that an endpoint returns.
 */
export function typeDefinition(workspace: Workspace, uri: string, offset: number): Definition | undefined {
  const file = workspace.linked(uri);
  const spot = file && nameAt(file, offset);
  const element = spot && elementOf(workspace, file, spot.key);
  const key = element && typeOf(element);
  const type = key === undefined ? undefined : file && elementOf(workspace, file, key);
  if (!spot || !type) return undefined;
  return {
    origin: rangeOf(spot.chunk.chunk, spot.span),
    target: locationOf(type.origin, nameSpan(type)),
    whole: rangeOf(type.origin.chunk, type.node),
  };
}

function typeOf(element: Element): Key | undefined {
  switch (element.class) {
    case "component":
      return element.kind.own[0];
    case "field":
      return element.entity?.target;
    case "endpoint":
      return element.returns?.target;
    default:
      return undefined;
  }
}

function importedFile(workspace: Workspace, file: LinkedFile, offset: number): Definition | undefined {
  const place = linkedChunkAt(file, offset);
  const statement = place?.chunk.chunk.statement;
  if (!place || statement?.type !== "import" || !statement.path) return undefined;
  const range = rangeOf(place.chunk.chunk, statement.path);
  const target = workspace.importTarget(file.uri, statement);
  if (target === undefined || !touches(range, offset)) return undefined;
  return { origin: range, target: { uri: target, range: { start: 0, end: 0 } }, whole: { start: 0, end: 0 } };
}

/** The element of a key, wherever in the workspace it is declared. */
export function elementOf(workspace: Workspace, file: LinkedFile, key: Key): Element | undefined {
  return workspace.design(file.uri)?.get(key) ?? workspace.design(key.slice(0, key.indexOf("#")))?.get(key);
}

/** Every place in the workspace where the name under the cursor is declared or used; empty when there is none. */
export function occurrences(workspace: Workspace, uri: string, offset: number): readonly Occurrence[] {
  const file = workspace.linked(uri);
  const spot = file && nameAt(file, offset);
  if (!spot) return [];
  const element = elementOf(workspace, file, spot.key);
  return workspace.uris().flatMap((other) => occurrencesIn(workspace.linked(other), spot.key, element));
}

/** The places in the same file alone: what an editor highlights. */
export function highlights(workspace: Workspace, uri: string, offset: number): readonly Occurrence[] {
  const file = workspace.linked(uri);
  const spot = file && nameAt(file, offset);
  return spot ? occurrencesIn(file, spot.key, elementOf(workspace, file, spot.key)) : [];
}

function occurrencesIn(file: LinkedFile | undefined, key: Key, element: Element | undefined): readonly Occurrence[] {
  const found = new Map<number, Occurrence>();
  for (const chunk of file?.chunks ?? []) {
    const origin = { uri: file?.uri ?? "", chunk: chunk.chunk };
    for (const [uses, declares] of [
      [chunk.declarations, true],
      [chunk.uses, false],
    ] as const) {
      for (const use of uses) {
        if (use.target !== key) continue;
        const location = locationOf(origin, use.name);
        if (!found.has(location.range.start)) found.set(location.range.start, { ...location, declares });
      }
    }
    for (const span of file && element ? labelsIn(chunk, file.names, element) : []) {
      const location = locationOf(origin, span);
      if (!found.has(location.range.start))
        found.set(location.range.start, { ...location, declares: false, label: true });
    }
  }
  return [...found.values()].sort((one, other) => one.range.start - other.range.start);
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** The name that can be renamed at an offset: its range, or undefined where nothing of the design's own is. */
export function prepareRename(workspace: Workspace, uri: string, offset: number): Range | undefined {
  const file = workspace.linked(uri);
  const spot = file && nameAt(file, offset);
  if (!spot) return undefined;
  const text = workspace.text(uri) ?? "";
  const range = rangeOf(spot.chunk.chunk, spot.span);
  return NAME.test(text.slice(range.start, range.end)) ? range : undefined;
}

/**
 * The edits that give the element under the cursor another name, everywhere.
 * @returns a message for the author when the name can't be taken.
 */
export function rename(
  workspace: Workspace,
  uri: string,
  offset: number,
  name: string,
): readonly (TextEdit & { readonly uri: string })[] | { readonly refused: string } {
  if (!NAME.test(name)) {
    return { refused: `\`${name}\` is not a name: a name is a letter or \`_\`, then letters, digits or \`_\`.` };
  }
  const file = workspace.linked(uri);
  const spot = file && nameAt(file, offset);
  const element = spot && elementOf(workspace, file, spot.key);
  if (!spot || !prepareRename(workspace, uri, offset)) return { refused: "There is no name to change here." };
  const design = workspace.design(uri);
  const home = element?.origin.uri ?? uri;
  const siblings = element?.parent === undefined ? workspace.linked(home)?.names.top : undefined;
  const taken =
    element?.parent === undefined
      ? siblings?.get(name)?.key
      : design?.children(element.parent).find((sibling) => sibling.name === name)?.key;
  if (taken !== undefined && taken !== spot.key)
    return { refused: `\`${name}\` is declared already in the same scope.` };
  const edits = occurrences(workspace, uri, offset)
    .filter((place) => place.label || isWritten(workspace, place))
    .map((place) => ({
      uri: place.uri,
      range: place.range,
      text: place.label ? relabelled(writtenAt(workspace, place), name) : name,
    }));
  const lost = changedMeaning(workspace, edits, spot.key, name);
  if (lost === undefined) return edits;
  const place = lost.uri.slice(lost.uri.lastIndexOf("/") + 1);
  return {
    refused: `With the name \`${name}\`, \`${lost.text}\` in \`${place}\` would mean something else than now. Choose another name.`,
  };
}

function writtenAt(workspace: Workspace, { uri, range }: Location): string {
  return (workspace.text(uri) ?? "").slice(range.start, range.end);
}

/** Endpoints without a name of their own are known by their path, which is no name to replace. */
function isWritten(workspace: Workspace, place: Location): boolean {
  return NAME.test(writtenAt(workspace, place));
}

export interface WorkspaceSymbol {
  readonly name: string;
  readonly container: string;
  readonly element: Element;
  readonly location: Location;
}

/** Fields and options show with what they are a part of. */
const LISTED: ReadonlySet<ElementClass> = new Set<ElementClass>(
  namedClasses.filter((of) => of !== "field" && of !== "option"),
);

/**
 * The declarations of all known files whose name has the query's letters in order, or whose title has the query; the
 * closest ones first.
 */
export function workspaceSymbols(workspace: Workspace, query: string, limit = 500): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found: { readonly symbol: WorkspaceSymbol; readonly distance: number }[] = [];
  for (const uri of workspace.uris()) {
    for (const chunk of workspace.linked(uri)?.chunks ?? []) {
      for (const element of chunk.elements) {
        if (!LISTED.has(element.class) || element.name === "") continue;
        const inTitle = element.title?.toLowerCase().includes(wanted) ? 2 : Number.POSITIVE_INFINITY;
        const distance = Math.min(apart(wanted, element.name), inTitle);
        if (distance === Number.POSITIVE_INFINITY) continue;
        const container = element.id.includes(".") ? element.id.slice(0, element.id.lastIndexOf(".")) : "";
        const location = locationOf(element.origin, nameSpan(element));
        found.push({ symbol: { name: element.name, container, element, location }, distance });
      }
    }
  }
  return found
    .sort((one, other) => one.distance - other.distance || (one.symbol.name < other.symbol.name ? -1 : 1))
    .slice(0, limit)
    .map(({ symbol }) => symbol);
}

/** How far a text is from a query: 0 a prefix, 1 contained, more for letters that are spread out, infinite for no match. */
function apart(wanted: string, text: string): number {
  const lower = text.toLowerCase();
  if (lower.startsWith(wanted)) return 0;
  if (lower.includes(wanted)) return 1;
  let at = 0;
  for (const letter of wanted) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return Number.POSITIVE_INFINITY;
  }
  return 2 + (at - wanted.length);
}
