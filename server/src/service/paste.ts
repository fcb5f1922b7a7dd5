/** What becomes of text in another notation that is pasted into a design: declarations and connections that fit in. */

import { convert, type Foreign, recognise } from "../convert/convert.ts";
import { connectionId, type Existing, relationId, type Surroundings } from "../convert/surroundings.ts";
import { AuthorText, lineEnd, lineStart } from "../lint/author-text.ts";
import { end } from "../model/access.ts";
import type { ElementClass, Key } from "../model/design.ts";
import { type FileNames, namesOf, resolve, visible } from "../model/names.ts";
import { classOf, isBlock, type Symbol as NameSymbol, outlineOf } from "../model/symbols.ts";
import type { Workspace } from "../model/workspace.ts";
import { parse } from "../syntax/parse.ts";
import type { Chunk, SourceFile, Statement } from "../syntax/tree.ts";
import { bodyOf, chunkIndexAt } from "../syntax/walk.ts";
import { enclosing } from "./cursor.ts";
import { type Range, rangeOf } from "./place.ts";

export interface Paste {
  /** What the text is, in words for people: `Mermaid flowchart`. */
  readonly name: string;
  /** What to put in the place of the range. */
  readonly text: string;
}

/** The statements in whose bodies components, entities and connections are at home. */
const HOMES: ReadonlySet<ElementClass> = new Set(["domain", "component", "place"]);
/** The names in these are seen by nothing outside. */
const CLOSED: ReadonlySet<ElementClass> = new Set(["field", "option", "endpoint"]);
/** A line behind which its statement goes on. */
const UNFINISHED = /[:,=<>|+*/^([~-]\s*$/;
const LINKED: ReadonlySet<ElementClass> = new Set(["actor", "component"]);

/**
 * The text of the language that a pasted text becomes, indented for where it goes. Undefined where the text is in no
 * other notation, and where declarations cannot stand: in a statement, a comment, the body of an entity.
 *
 * @param range what the paste replaces.
 */
export function pasted(workspace: Workspace, uri: string, range: Range, text: string): Paste | undefined {
  const foreign = recognise(text);
  return foreign && fitted(workspace, uri, range, foreign);
}

/** As {@link pasted}, for a text that has been recognised. */
export function fitted(workspace: Workspace, uri: string, range: Range, foreign: Foreign): Paste | undefined {
  const whole = workspace.text(uri);
  const current = workspace.source(uri);
  if (whole === undefined || !current) return undefined;
  const [from, to] = [Math.min(range.start, range.end), Math.max(range.start, range.end)];
  const before = whole.slice(0, from);
  const behind = whole.slice(to);
  const rest = from === to ? whole : before + behind;
  const source = from === to ? current : parse(rest);
  const begun = before.slice(lineStart(before, before.length));
  const home = homeAt(source, from);
  if (home === "none" || UNFINISHED.test(begun)) return undefined;
  const author = new AuthorText(workspace);
  const unit = author.indentation(uri);
  const newline = author.newline(uri);
  const outer = home ? leading(rest, home.start) : "";
  const indent = home ? outer + unit : "";
  const converted = convert(foreign, surroundings(workspace, uri, source, from, to, home));
  if (converted === undefined) return undefined;
  const lines = converted
    .trimEnd()
    .split("\n")
    .map((line) =>
      line === "" ? "" : indent + line.replace(/^(?: {2})+/, (spaces) => unit.repeat(spaces.length / 2)),
    );
  const written = lines.join(newline);
  const left = behind.slice(0, lineEnd(behind, 0));
  const head =
    begun.trim() !== "" ? newline + written : written.slice(indent.startsWith(begun) ? begun.length : indent.length);
  const closes = /^\s*[}]/.test(left);
  const tail = left.trim() !== "" ? newline + (closes ? outer : indent) : behind === "" ? newline : "";
  const inserted = head + tail;
  const problems = (file: SourceFile): number => file.chunks.reduce((sum, chunk) => sum + chunk.problems.length, 0);
  // Beside a mistake, what is well-formed by itself may read as something else.
  if (problems(parse(before + inserted + behind)) > problems(source)) return undefined;
  return { name: foreign.name, text: inserted };
}

interface Home {
  /** Where the statement begins whose body it is. */
  readonly start: number;
  readonly statements: readonly Statement[];
}

/** The body that declarations would stand in, undefined for the file itself, `none` where they cannot. */
function homeAt(source: SourceFile, offset: number): Home | undefined | "none" {
  const { chunks } = source;
  const index = chunkIndexAt(chunks, offset);
  // At the border of two chunks, the cursor is behind the one and before the other.
  for (const chunk of chunks.slice(index, index + 2)) {
    if (offset < chunk.start) break;
    const at = offset - chunk.start;
    if (isInComment(chunk, at)) return "none";
    const around = enclosing(chunk, at);
    const innermost = around.at(-1);
    const siblings = innermost ? (bodyOf(innermost)?.statements ?? []) : chunk.statement ? [chunk.statement] : [];
    if (siblings.some(({ start, end }) => start < at && at < end)) return "none";
    if (!innermost) continue;
    if (innermost.type !== "declaration" || isBlock(innermost) || !HOMES.has(classOf(innermost))) return "none";
    return { start: chunk.start + innermost.start, statements: around };
  }
  return undefined;
}

function isInComment({ comments }: Chunk, at: number): boolean {
  return comments.some(({ kind, start, end }) => start < at && (kind === "block" ? at < end : at <= end));
}

function leading(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? "";
}

/** What is there but for what the paste replaces. */
function surroundings(
  workspace: Workspace,
  uri: string,
  source: SourceFile,
  from: number,
  to: number,
  home: Home | undefined,
): Surroundings {
  const linked = workspace.linked(uri);
  const designs = workspace.designs(uri);
  const [design] = designs;
  const imports = linked?.names.imports ?? [];
  const names =
    from === to && linked
      ? linked.names
      : namesOf(
          uri,
          source.chunks.map((chunk) => outlineOf(chunk, uri)),
          imports,
        );
  const scope = scopeOf(names, home);
  const paths = new Map<Key, string>();
  const existing: Existing[] = [];
  const taken = new Set<string>();
  for (const symbol of visible(names)) {
    if (!CLOSED.has(symbol.class)) taken.add(symbol.name);
    const of = symbol.class;
    if (of !== "actor" && of !== "component" && of !== "domain" && of !== "place" && of !== "entity") continue;
    const element = design?.get(symbol.key);
    const path = pathOf(names, scope, symbol);
    paths.set(symbol.key, path);
    existing.push({
      class: of,
      name: symbol.name,
      path,
      ...(element?.class === "component" ? { kind: element.kind.base.name } : of === "actor" ? { kind: "actor" } : {}),
      ...(element?.title === undefined ? {} : { title: element.title }),
      ...(element?.class === "entity" ? { fields: new Set(element.fields.map(({ name }) => name)) } : {}),
    });
  }
  for (const other of designs.flatMap(({ files }) => files)) {
    if (other === uri) continue;
    const own = workspace.linked(other)?.names;
    for (const symbols of own?.anywhere.values() ?? []) {
      for (const symbol of symbols) if (!CLOSED.has(symbol.class)) taken.add(symbol.name);
    }
  }
  const connections = new Set<string>();
  if (design) {
    for (const connection of design.all("connection")) {
      const { start } = rangeOf(connection.origin.chunk, connection.node);
      if (connection.origin.uri === uri && start >= from && start < to) continue;
      const [one, other] = [end(design, connection.from), end(design, connection.to)];
      const [left, right] = [paths.get(one?.key ?? ""), paths.get(other?.key ?? "")];
      if (left !== undefined && right !== undefined) {
        connections.add(connectionId(left, right, connection.style, ""));
        connections.add(connectionId(left, right, connection.style, connection.label ?? ""));
      }
    }
  }
  const relations = new Set<string>();
  for (const { origin, node, from: one, to: other, title = "" } of design?.all("relation") ?? []) {
    const { start } = rangeOf(origin.chunk, node);
    if (origin.uri === uri && start >= from && start < to) continue;
    const [left, right] = [paths.get(one?.target ?? ""), paths.get(other?.target ?? "")];
    if (left !== undefined && right !== undefined) relations.add(relationId(left, right, title));
  }
  const isEmpty = source.chunks.every(({ statement }) => statement === undefined);
  return { existing, taken: [...taken], connections, relations, system: isEmpty };
}

function scopeOf(names: FileNames, home: Home | undefined): NameSymbol | undefined {
  let scope: NameSymbol | undefined;
  for (const statement of home?.statements ?? []) {
    const name = "name" in statement ? (statement.name?.text ?? "") : "";
    scope = (scope ? scope.members : names.top).get(name) ?? scope;
  }
  return scope;
}

/** The shortest way to write a reference to a symbol. */
function pathOf(names: FileNames, scope: NameSymbol | undefined, symbol: NameSymbol): string {
  const accepts = ({ class: of }: NameSymbol): boolean =>
    LINKED.has(symbol.class) ? LINKED.has(of) : of === symbol.class;
  const found = resolve(names, scope, [symbol.name], accepts);
  return found.type === "found" && found.symbols.at(-1)?.key === symbol.key ? symbol.name : symbol.id;
}
