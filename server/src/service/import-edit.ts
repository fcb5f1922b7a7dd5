/** Brings names of other files into a file: into an import of it that there is, else in a statement of its own. */

import { AuthorText, lineEnd, lineStart } from "../lint/author-text.ts";
import type { Workspace } from "../model/workspace.ts";
import type { Chunk, ImportStatement } from "../syntax/tree.ts";
import { importPath, quotedPath } from "./import-path.ts";
import type { TextEdit } from "./place.ts";
import { startWithComments } from "./refactor/place.ts";

interface Standing {
  readonly statement: ImportStatement;
  readonly chunk: Chunk;
  readonly target: string | undefined;
}

/** The imports of one file as they are written now. */
export class Imports {
  readonly #workspace: Workspace;
  readonly #uri: string;
  readonly #author: AuthorText;
  #standing: readonly Standing[] | undefined;

  constructor(workspace: Workspace, uri: string) {
    this.#workspace = workspace;
    this.#uri = uri;
    this.#author = new AuthorText(workspace);
  }

  /** How another file is named in an import here; undefined where it must not be imported: outside of the workspace. */
  path(target: string): string | undefined {
    const path = importPath(this.#uri, target);
    return path !== undefined && this.#workspace.resolve(this.#uri, path) === target ? path : undefined;
  }

  /** Whether all names of a file are imported. */
  isWhole(target: string): boolean {
    return this.#all().some((one) => one.target === target && one.statement.names === undefined);
  }

  /** Whether anything of a file is imported. */
  has(target: string): boolean {
    return this.#all().some((one) => one.target === target);
  }

  /**
   * The edit that imports a name, or with no name everything, of another file. Undefined where the file has no path from
   * here, or what is there already is too broken to be added to.
   */
  add(target: string, name?: string): TextEdit | undefined {
    const path = this.path(target);
    if (path === undefined) return undefined;
    if (name !== undefined) {
      const open = this.#all().find((one) => one.target === target && one.statement.names !== undefined);
      if (open) return open.chunk.problems.length > 0 ? undefined : this.#join(open, name);
    }
    return this.#begin(path, importLine(path, name === undefined ? undefined : [name]));
  }

  /** The edit that imports names, or everything, of a file that is not imported yet and may not be there yet. */
  addNew(target: string, names?: readonly string[]): TextEdit | undefined {
    const path = this.path(target);
    return path === undefined ? undefined : this.#begin(path, importLine(path, names));
  }

  #all(): readonly Standing[] {
    this.#standing ??= (this.#workspace.source(this.#uri)?.chunks ?? []).flatMap((chunk) => {
      const { statement } = chunk;
      if (statement?.type !== "import") return [];
      return [{ statement, chunk, target: this.#workspace.importTarget(this.#uri, statement) }];
    });
    return this.#standing;
  }

  /** Adds a name between an import's braces: in its place where the names are sorted, else as the last. */
  #join({ statement, chunk }: Standing, name: string): TextEdit | undefined {
    const text = this.#author.of(this.#uri);
    const names = statement.names ?? [];
    const last = names.at(-1);
    if (!last) {
      const open = text.indexOf("{", chunk.start + statement.start) + 1;
      const close = text.indexOf("}", open);
      if (open === 0 || close < 0 || text.slice(open, close).trim() !== "") return undefined;
      return { range: { start: open, end: close }, text: ` ${name} ` };
    }
    const sorted = names.every((one, index) => index === 0 || order(names[index - 1]?.text ?? "", one.text) <= 0);
    const behind = sorted ? names.find((one) => order(name, one.text) < 0) : undefined;
    const own = behind ?? last;
    const at = chunk.start + own.start;
    const begin = lineStart(text, at);
    // Names that stand on lines of their own stay so.
    const apart = text.slice(begin, at).trim() === "" ? this.#author.newline(this.#uri) + text.slice(begin, at) : " ";
    if (behind) return point(at, `${name},${apart}`);
    return point(chunk.start + last.end, `,${apart}${name}`);
  }

  /** A statement of its own: among the others where they are sorted by path, else behind them, else before all else. */
  #begin(path: string, line: string): TextEdit {
    const all = this.#all();
    const paths = all.map(({ statement }) => statement.path?.value ?? "");
    const sorted = paths.every((one, index) => index === 0 || order(paths[index - 1] ?? "", one) <= 0);
    const after = sorted ? all.findLast((_, index) => order(paths[index] ?? "", path) <= 0) : all.at(-1);
    const first = all[0];
    if (after) return this.#below(after, line);
    if (first && this.#startsPlainly(first)) return point(first.chunk.start + first.statement.start, this.#line(line));
    const last = all.at(-1);
    return last ? this.#below(last, line) : this.#atTop(line);
  }

  #line(line: string): string {
    return line + this.#author.newline(this.#uri);
  }

  #below({ statement, chunk }: Standing, line: string): TextEdit {
    const text = this.#author.of(this.#uri);
    const end = chunk.start + statement.end;
    const stop = lineEnd(text, end);
    const alone = /^\s*;?\s*(?:\/\/.*)?$/.test(text.slice(end, stop));
    return alone ? point(stop, this.#author.newline(this.#uri) + line) : point(end, `; ${line}`);
  }

  /** Whether an import begins its line, and no comment above it seems to be about it. */
  #startsPlainly({ statement, chunk }: Standing): boolean {
    const text = this.#author.of(this.#uri);
    const start = chunk.start + statement.start;
    const begin = lineStart(text, start);
    if (text.slice(begin, start) !== "") return false;
    return !chunk.comments.some(
      ({ end }) => chunk.start + end < start && /^\s?\s?$/.test(text.slice(chunk.start + end, start)),
    );
  }

  /** Before the first statement and the comments that belong to it, set off by a blank line. */
  #atTop(line: string): TextEdit {
    const { source, author } = { source: this.#workspace.source(this.#uri), author: this.#author };
    const text = author.of(this.#uri);
    const newline = author.newline(this.#uri);
    const chunk = source?.chunks.find(({ statement }) => statement !== undefined);
    if (!chunk?.statement) {
      const gap = text === "" || /[\r\n]$/.test(text) ? "" : newline;
      return point(text.length, `${gap}${line}${newline}`);
    }
    return point(startWithComments(text, chunk), `${line}${newline}${newline}`);
  }
}

/** The statement that imports names, in their order, or everything. */
export function importLine(path: string, names?: readonly string[]): string {
  const some = names ? `{ ${names.toSorted(order).join(", ")} } from ` : "";
  return `import ${some}${quotedPath(path)}`;
}

function point(at: number, text: string): TextEdit {
  return { range: { start: at, end: at }, text };
}

/** The order of names and paths that people sort by: letters before their case. */
function order(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a !== b) return a < b ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
