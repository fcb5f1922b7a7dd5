/** What the authors wrote, as they laid it out: what fixes have to fit into. */

import type { Key, Origin, Place } from "../model/design.ts";
import type { Chunk, SourceFile, Span, Statement } from "../syntax/tree.ts";

/** Where names stand in a file, and what they lead to. */
interface Names {
  readonly chunks: readonly {
    readonly chunk: Chunk;
    readonly uses: readonly { readonly name: Span; readonly target: Key }[];
    readonly declarations: readonly { readonly name: Span; readonly target: Key }[];
  }[];
}

/** Where texts and trees come from; a workspace has all of it. */
export interface Sources {
  source(uri: string): SourceFile | undefined;
  text(uri: string): string | undefined;
  linked(uri: string): Names | undefined;
}

/** A point in a file as edits name it. */
export interface Point {
  readonly origin: Origin;
  readonly offset: number;
}

/** A statement that stands in no other. */
export interface TopLevel {
  readonly origin: Origin;
  readonly statement: Statement;
}

const INDENTATION = "  ";

export class AuthorText {
  readonly #sources: Sources;
  readonly #indentation = new Map<string, string>();
  readonly #statements = new Map<string, readonly TopLevel[]>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** A file's whole text; empty when the file is not there. */
  of(uri: string): string {
    return this.#sources.text(uri) ?? "";
  }

  /** A chunk's text. */
  chunk(origin: Origin): string {
    return this.of(origin.uri).slice(origin.chunk.start, origin.chunk.start + origin.chunk.length);
  }

  /** The top-level statements of a file, in order. */
  statements(uri: string): readonly TopLevel[] {
    let statements = this.#statements.get(uri);
    if (!statements) {
      statements = (this.#sources.source(uri)?.chunks ?? []).flatMap((chunk) =>
        chunk.statement ? [{ origin: { uri, chunk }, statement: chunk.statement }] : [],
      );
      this.#statements.set(uri, statements);
    }
    return statements;
  }

  /** The chunks of a file that hold comments, in order. */
  commented(uri: string): readonly Origin[] {
    return (this.#sources.source(uri)?.chunks ?? []).flatMap((chunk) =>
      chunk.comments.length > 0 ? [{ uri, chunk }] : [],
    );
  }

  /** The chunk that holds an absolute offset, and the offset inside it. The nearer one for an offset out of range. */
  point(uri: string, absolute: number): Point | undefined {
    const chunks = this.#sources.source(uri)?.chunks ?? [];
    let low = 0;
    let high = chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((chunks[middle]?.start ?? 0) <= absolute) low = middle;
      else high = middle - 1;
    }
    const chunk = chunks[low];
    return chunk && { origin: { uri, chunk }, offset: Math.max(0, absolute - chunk.start) };
  }

  /** Those of some elements that no name in some files leads to: they are referred to by nothing. */
  unused(files: readonly string[], keys: Iterable<Key>): ReadonlySet<Key> {
    const unused = new Set(keys);
    for (const uri of files) {
      for (const { uses } of this.#sources.linked(uri)?.chunks ?? []) {
        if (unused.size === 0) return unused;
        for (const { target } of uses) unused.delete(target);
      }
    }
    return unused;
  }

  /** Everywhere that an element's name stands, its declaration first. */
  namesOf(files: readonly string[], key: Key): readonly Place[] {
    const declared: Place[] = [];
    const used: Place[] = [];
    for (const uri of files) {
      for (const { chunk, uses, declarations } of this.#sources.linked(uri)?.chunks ?? []) {
        const place = (span: Span): Place => ({ origin: { uri, chunk }, span: { start: span.start, end: span.end } });
        for (const { name, target } of declarations) if (target === key) declared.push(place(name));
        for (const { name, target } of uses) if (target === key) used.push(place(name));
      }
    }
    return [...declared, ...used];
  }

  /** What one level of nesting is indented by in a file: its first indented line decides, else two spaces. */
  indentation(uri: string): string {
    let unit = this.#indentation.get(uri);
    if (unit === undefined) {
      unit = firstIndentation(this.of(uri));
      this.#indentation.set(uri, unit);
    }
    return unit;
  }

  /** The line end that a file uses: that of its first line. */
  newline(uri: string): string {
    return /\r\n|\n|\r/.exec(this.of(uri))?.[0] ?? "\n";
  }

  /** The white space that the line of an absolute offset begins with. */
  indentationAt(uri: string, absolute: number): string {
    const text = this.of(uri);
    return leadingSpace(text, lineStart(text, absolute));
  }
}

function firstIndentation(text: string): string {
  // Lines inside block comments are indented by one space before their star: they say nothing.
  const found = /(?:^|[\r\n])(\t|[ ]{2,8})(?=[^\s*])/.exec(text)?.[1];
  return found ?? INDENTATION;
}

function leadingSpace(text: string, start: number): string {
  let end = start;
  while (text[end] === " " || text[end] === "\t") end++;
  return text.slice(start, end);
}

/** The offset at which the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== "\n" && text[at - 1] !== "\r") at--;
  return at;
}

/** The offset of the line end at or behind an offset: that of its first character, or of the text's end. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}

/** The offset at which the line behind that of an offset begins, or the text's end. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return text.startsWith("\r\n", end) ? end + 2 : Math.min(text.length, end + 1);
}

/** Where a statement's line begins, the `///` lines that document it included. */
export function startWithDocs(text: string, start: number): number {
  let at = lineStart(text, start);
  while (at > 0) {
    const previous = lineStart(text, at - (text.startsWith("\r\n", at - 2) ? 2 : 1));
    if (!/^[ \t]*\/\/\//.test(text.slice(previous, at))) break;
    at = previous;
  }
  return at;
}
