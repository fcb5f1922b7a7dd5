/** Moves top-level statements into a file of their own, the imports both ways included. */

import { lineEnd, nextLine } from "../../lint/author-text.ts";
import { quote } from "../../lint/messages.ts";
import type { Key } from "../../model/design.ts";
import { outlineOf } from "../../model/symbols.ts";
import type { LinkedFile } from "../../model/workspace.ts";
import type { Chunk, ImportStatement } from "../../syntax/tree.ts";
import { changedCopy } from "../changed-copy.ts";
import type { FileEdit } from "../diagnostics.ts";
import { Imports, importLine } from "../import-edit.ts";
import { importPath, quotedPath } from "../import-path.ts";
import { rangeOf } from "../place.ts";
import { type Change, type Refactoring, type Selection, type Spot, selectedStatements } from "./place.ts";
import { meansTheSame } from "./same-meaning.ts";

/** More names than these are imported as all that there is. */
const MOST_NAMES = 6;

/** Moves what is selected, or the declaration at whose head the cursor is, to a new file beside this one. */
export function toFile(spot: Spot): readonly Refactoring[] {
  const selection = selectedFor(spot);
  if (!selection?.chunks.every(mayMove)) return [];
  const left = spot.author.statements(spot.uri).length - selection.chunks.length;
  const uri = left > 0 ? newFile(spot, selection) : undefined;
  if (uri === undefined) return [];
  const [only, more] = selection.chunks.flatMap((chunk) => outlineOf(chunk, spot.uri).symbols);
  const what = only && !more && selection.chunks.length === 1 ? ` ${quote(only.name)}` : "";
  return [{ title: `Move${what} to a new file`, kind: "move", change: () => change(spot, selection, uri) }];
}

function selectedFor(spot: Spot): Selection | undefined {
  const { range, origin, statements } = spot;
  if (range.end > range.start) return selectedStatements(spot);
  const [statement, inner] = statements;
  const body = statement && "body" in statement ? statement.body : undefined;
  const isHead =
    statement?.type === "declaration" && !inner && range.start <= origin.chunk.start + (body ?? statement).start + 1;
  if (!isHead && !(statement?.type === "declaration" && !inner && !body)) return undefined;
  const start = origin.chunk.start + statement.start;
  return selectedStatements({ ...spot, range: { start, end: start + 1 } });
}

function mayMove({ statement }: Chunk): boolean {
  if (!statement || statement.type === "import" || statement.type === "stray" || statement.type === "property")
    return false;
  return statement.type !== "declaration" || statement.kind.text !== "system";
}

/** A name that no file beside this one has: of what is moved where it is one thing, else of what it is a part of. */
function newFile({ uri, workspace, exists }: Spot, { chunks }: Selection): string | undefined {
  const symbols = chunks.flatMap((chunk) => outlineOf(chunk, uri).symbols);
  const [first] = chunks;
  const keyword = first?.statement?.type === "declaration" ? first.statement.kind.text : "part";
  const isBlock = keyword === "requirements" || keyword === "estimates";
  const base = kebab(isBlock ? keyword : (symbols[0]?.name ?? keyword)) || "part";
  const folder = uri.slice(0, uri.lastIndexOf("/") + 1);
  for (let number = 1; number < 100; number++) {
    const made = `${folder}${encodeURIComponent(number === 1 ? base : `${base}-${number}`)}.sdesign`;
    if (exists(made)) continue;
    const path = importPath(uri, made);
    return path !== undefined && workspace.resolve(uri, path) === made ? made : undefined;
  }
  return undefined;
}

function kebab(name: string): string {
  return name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1-$2")
    .replace(/_+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();
}

function change(spot: Spot, selection: Selection, target: string): Change | undefined {
  const { uri, workspace, author } = spot;
  const file = workspace.linked(uri);
  if (!file) return undefined;
  const text = author.of(uri);
  const newline = author.newline(uri);
  const moved = new Set(selection.chunks.flatMap((chunk) => outlineOf(chunk, uri).symbols.map(({ name }) => name)));
  const isMoved = (key: Key): boolean => key.startsWith(`${uri}#`) && moved.has(topName(key));
  const rename = (key: Key): Key => (isMoved(key) ? `${target}${key.slice(uri.length)}` : key);

  const lines = importsOf(spot, file, selection, isMoved);
  const head = lines.length > 0 ? [...lines, "", ""].join(newline) : "";
  const created = { uri: target, text: head + text.slice(selection.start, selection.end) + newline };

  const edits: FileEdit[] = [];
  for (const importer of workspace.uris()) {
    const other = workspace.linked(importer);
    if (importer === uri || !other?.imports.includes(uri)) continue;
    const own = importerEdits(spot, other, target, isMoved);
    if (!own) return undefined;
    edits.push(...own);
  }
  const own = new Imports(workspace, uri).addNew(target);
  if (!own) return undefined;
  edits.push(...withoutSelection(uri, text, selection, own.range.start, own.text));
  const after = changedCopy(workspace, edits, created);
  return meansTheSame(workspace, after, rename) ? { edits, creates: created } : undefined;
}

function topName(key: Key): string {
  return key.slice(key.indexOf("#") + 1).split(".", 1)[0] ?? "";
}

/** The selected lines taken out with the blank lines around them but one, and the import put in. */
function withoutSelection(uri: string, text: string, { start, end }: Selection, at: number, line: string): FileEdit[] {
  let to = nextLine(text, end);
  const isBlank = (offset: number): boolean =>
    offset < text.length && text.slice(offset, lineEnd(text, offset)).trim() === "";
  const blankBefore = start === 0 || /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$/.test(text.slice(0, start));
  if (blankBefore) while (isBlank(to)) to = nextLine(text, to);
  const inserted = { uri, range: { start: at, end: at }, text: line };
  if (at < start || at > to) return [{ uri, range: { start, end: to }, text: "" }, inserted];
  return [{ uri, range: { start, end: to }, text: line }];
}

/** What a set of chunks needs of other files: top-level names by the file that declares them. */
function needs(file: LinkedFile, chunks: ReadonlySet<Chunk>, wanted: (key: Key) => boolean): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (key: Key): void => {
    if (!wanted(key)) return;
    const uri = key.slice(0, key.indexOf("#"));
    const names = found.get(uri);
    if (names) names.add(topName(key));
    else found.set(uri, new Set([topName(key)]));
  };
  const sources = [file.names, ...file.names.imports.map(({ names }) => names)];
  for (const { chunk, uses, lookups } of file.chunks) {
    if (!chunks.has(chunk) || chunk.statement?.type === "import") continue;
    for (const { target } of uses) add(target);
    // What is counted is looked up by the name of what has it: `tickets/s`.
    for (const lookup of lookups) {
      const names = sources.find(({ labels }) => labels.has(lookup));
      const label = names?.labels.get(lookup);
      if (!names || label === undefined) continue;
      for (const symbols of names.anywhere.values()) {
        for (const symbol of symbols)
          if (COUNTED.has(symbol.class) && symbol.name.toLowerCase() === label) add(symbol.key);
      }
    }
  }
  return found;
}

const COUNTED: ReadonlySet<string> = new Set(["entity", "actor", "unit"]);

/** The import statements that the new file begins with. */
function importsOf(
  { uri, workspace, author }: Spot,
  file: LinkedFile,
  { chunks }: Selection,
  isMoved: (key: Key) => boolean,
): readonly string[] {
  const needed = needs(file, new Set(chunks), (key) => !isMoved(key));
  const lines: string[] = [];
  for (const { statement } of author.statements(uri)) {
    if (statement.type !== "import" || !statement.path) continue;
    const from = workspace.importTarget(uri, statement);
    const names = from === undefined ? undefined : needed.get(from);
    if (!names) continue;
    // It stands in the same folder, so paths are the same.
    if (!statement.names) lines.push(importLine(statement.path.value));
    else {
      const some = statement.names.map(({ text }) => text).filter((name) => names.has(name));
      if (some.length > 0) lines.push(importLine(statement.path.value, some));
    }
  }
  const own = needed.get(uri);
  const path = importPath(`${uri.slice(0, uri.lastIndexOf("/") + 1)}_`, uri);
  if (own && path !== undefined) lines.push(importLine(path, own.size > MOST_NAMES ? undefined : [...own]));
  return [...new Set(lines)];
}

/** Lets a file that imports this one import the new one as well, as far as it uses what is moved. */
function importerEdits(
  { uri, workspace, author }: Spot,
  file: LinkedFile,
  target: string,
  isMoved: (key: Key) => boolean,
): readonly FileEdit[] | undefined {
  const imports = new Imports(workspace, file.uri);
  const path = imports.path(target);
  if (path === undefined) return undefined;
  const edits: FileEdit[] = [];
  const named: string[] = [];
  for (const { origin, statement } of author.statements(file.uri)) {
    if (statement.type !== "import" || !statement.names || workspace.importTarget(file.uri, statement) !== uri)
      continue;
    const gone = statement.names.filter(({ text }) => isMoved(`${uri}#${text}`));
    if (gone.length === 0 || !statement.path) continue;
    if (gone.length === statement.names.length) {
      const span = { start: statement.path.start, end: statement.path.end };
      edits.push({ uri: file.uri, range: rangeOf(origin.chunk, span), text: quotedPath(path) });
      continue;
    }
    named.push(...gone.map(({ text }) => text));
    const edit = withoutNames(author.chunk(origin), statement, new Set(gone.map(({ text }) => text)));
    if (!edit) return undefined;
    edits.push({ uri: file.uri, range: rangeOf(origin.chunk, edit), text: edit.text });
  }
  const whole = imports.isWhole(uri);
  const used = needs(file, new Set(file.source.chunks), isMoved).get(uri);
  const wanted = whole ? used && (used.size > MOST_NAMES ? undefined : [...used]) : named;
  if (whole ? used : named.length > 0) {
    const edit = imports.addNew(target, wanted);
    if (!edit) return undefined;
    edits.push({ uri: file.uri, ...edit });
  }
  return edits;
}

/** The names of an import but some, laid out as they were; undefined where comments stand between them. */
function withoutNames(text: string, { names = [] }: ImportStatement, gone: ReadonlySet<string>) {
  const [first, second] = names;
  const last = names.at(-1);
  if (!first || !last) return undefined;
  if (/\/[/*]/.test(text.slice(first.start, last.end))) return undefined;
  const between = second ? text.slice(first.end, second.start) : ", ";
  const kept = names.map(({ text: name }) => name).filter((name) => !gone.has(name));
  return { start: first.start, end: last.end, text: kept.join(between) };
}
