/**
 * Where lines end and how far they are indented. Line ends are the author's: a body stays on one line or on several,
 * properties that share a line go on sharing it. Only what does not fit is divided, and only statements that are no
 * properties are set apart.
 */

import * as t from "../tokens.ts";
import type { Body, Chunk, Node, SourceFile, Statement } from "../tree.ts";
import { bodyOf } from "../walk.ts";
import type { Items } from "./items.ts";
import { type Anatomy, dissect, spacesBetween } from "./spacing.ts";

export const WIDTH = 120;
export const INDENTATION = 2;
/** Spaces before a comment that ends a line. */
const BEFORE_COMMENT = 2;

/** A gap of a frozen chunk. */
export const KEPT = -1;

/** A statement where it stands among its siblings. */
export interface Sibling {
  readonly statement: Statement;
  /** Offset of the chunk that it is in. */
  readonly base: number;
  /** Its first item, and the one behind its last. */
  readonly from: number;
  readonly to: number;
  readonly frozen: boolean;
}

/** What stands in each gap: `breaks` line ends and an indentation, or `spaces`; a separator before either. */
export class Layout {
  readonly items: Items;
  /** 0 for none, 2 for a blank line, {@link KEPT} for what stays. */
  readonly breaks: Int8Array;
  readonly indents: Int32Array;
  readonly spaces: Int32Array;
  readonly separators: string[];
  /** The statements of the file and of each body on several lines: what may be aligned. */
  readonly lists: (readonly Sibling[])[] = [];
  readonly #anatomy: Anatomy;

  constructor(file: SourceFile, items: Items, frozen: ReadonlySet<Chunk>) {
    this.items = items;
    const gaps = items.separators.length;
    this.breaks = new Int8Array(gaps);
    this.indents = new Int32Array(gaps);
    this.spaces = new Int32Array(gaps);
    this.separators = new Array<string>(gaps).fill("");
    this.#anatomy = { owners: new Array<undefined>(gaps).fill(undefined), signs: new Set() };
    for (const chunk of file.chunks) {
      if (chunk.statement && !frozen.has(chunk)) dissect(items, chunk.statement, chunk.start, this.#anatomy);
    }
    const { owners, signs } = this.#anatomy;
    for (let gap = 1; gap < items.all.length; gap++) {
      const [before, after] = [items.all[gap - 1], items.all[gap]];
      if (before && after) this.spaces[gap] = spacesBetween(before, after, owners[gap], signs);
    }
    this.#file(file, frozen);
    this.#spaceComments();
  }

  // ---------------------------------------------------------------- widths

  /** The column at which an item begins. */
  column(item: number): number {
    let from = item;
    while (from > 0 && (this.breaks[from] ?? 0) <= 0) from--;
    return (this.indents[from] ?? 0) + (from === item ? 0 : this.width(from, item) + (this.spaces[item] ?? 0));
  }

  /** How wide some items are on one line, with what separates them. */
  width(from: number, to: number): number {
    let width = 0;
    for (let at = from; at < to; at++) {
      const item = this.items.all[at];
      width += item ? item.end - item.start : 0;
      if (at > from) width += (this.spaces[at] ?? 0) + (this.separators[at]?.length ?? 0);
    }
    return width;
  }

  /** Whether some items stand on one line. */
  onOneLine(from: number, to: number): boolean {
    for (let at = from + 1; at < to; at++) if (this.breaks[at] !== 0) return false;
    return true;
  }

  #comment(item: number) {
    return this.items.all[item]?.comment;
  }

  /** Whether an item ends its line whatever follows. */
  #endsLine(item: number): boolean {
    const comment = this.#comment(item);
    return comment === "line" || comment === "doc";
  }

  // ---------------------------------------------------------------- the file

  #file(file: SourceFile, frozen: ReadonlySet<Chunk>): void {
    const siblings: Sibling[] = [];
    let behind = 0;
    for (const chunk of file.chunks) {
      const { statement, start } = chunk;
      if (frozen.has(chunk)) {
        const from = this.items.indexAt(start);
        const to = this.items.indexAt(start + chunk.length);
        this.#between(behind, from, 0, behind > 0, false);
        for (let gap = from; gap < to; gap++) this.breaks[gap] = KEPT;
        if (statement) siblings.push({ statement, base: start, from, to, frozen: true });
        behind = to;
        continue;
      }
      if (!statement) continue;
      const sibling = this.#sibling(statement, start);
      this.#between(behind, sibling.from + 1, 0, behind > 0, true);
      this.#statement(sibling, 0);
      siblings.push(sibling);
      behind = sibling.to;
    }
    this.#between(behind, this.items.all.length, 0, behind > 0, false);
    this.lists.push(siblings);
    const last = this.items.all.length;
    const lastChunk = file.chunks.at(-1);
    this.breaks[last] = last === 0 || (lastChunk && frozen.has(lastChunk)) ? KEPT : 1;
  }

  #sibling(statement: Statement, base: number): Sibling {
    const from = this.items.indexAt(base + statement.start);
    return { statement, base, from, to: this.items.indexAt(base + statement.end), frozen: false };
  }

  /**
   * The gaps `from` to `to` between two statements, comments among them. Blank lines are kept, one at the most.
   *
   * @param after something stands before them, from which they may be set off by a blank line.
   * @param own what stands behind the last gap begins a line of its own.
   */
  #between(from: number, to: number, indent: number, after: boolean, own: boolean): void {
    let apart = false;
    for (let gap = from; gap < to; gap++) {
      let breaks = Math.min(2, this.items.newlines[gap] ?? 0);
      if (gap > from && this.#endsLine(gap - 1)) breaks = Math.max(1, breaks);
      if (gap === from && !after) breaks = 0;
      if (breaks > 0) apart = true;
      this.#breakAt(gap, breaks, indent);
    }
    const last = to - 1;
    if (own && after && !apart && this.breaks[last] === 0) this.#breakAt(last, 1, indent);
  }

  #breakAt(gap: number, breaks: number, indent: number): void {
    this.breaks[gap] = breaks;
    this.indents[gap] = indent;
  }

  // ---------------------------------------------------------------- statements

  #statement({ statement, base, from, to }: Sibling, indent: number): void {
    const body = bodyOf(statement);
    if (!body) return this.#inside(from, to, indent);
    const open = this.items.indexAt(base + body.start);
    const close = this.items.indexAt(base + body.end) - 1;
    this.#inside(from, open + 1, indent);
    if (this.#fits(body, base, open, close)) this.#inline(body, base);
    else this.#block(body, base, open, close, indent);
  }

  /** Whether a body can stand on one line, as its author had it. */
  #fits(body: Body, base: number, open: number, close: number): boolean {
    for (let gap = open + 1; gap <= close; gap++) if ((this.items.newlines[gap] ?? 0) > 0) return false;
    for (let item = open; item <= close; item++) if (/[\r\n]/.test(this.items.all[item]?.text ?? "")) return false;
    if (body.statements.length === 0) return true;
    this.#separate(body, base);
    const end = this.column(open) + this.width(open, close + 1);
    if (end <= WIDTH) return true;
    this.#unseparate(body, base);
    return false;
  }

  #inline(body: Body, base: number): void {
    this.#separate(body, base);
  }

  /** Separates the statements of a body on one line. */
  #separate(body: Body, base: number): void {
    for (const [index, statement] of body.statements.entries()) {
      const next = body.statements[index + 1];
      if (next) this.#separateFrom(this.#sibling(statement, base), this.#sibling(next, base));
      const nested = bodyOf(statement);
      if (nested) this.#separate(nested, base);
    }
  }

  #unseparate(body: Body, base: number): void {
    for (const statement of body.statements) {
      this.separators[this.#sibling(statement, base).to] = "";
      const nested = bodyOf(statement);
      if (nested) this.#unseparate(nested, base);
    }
  }

  /** The author's own separator where one may stand there; otherwise a comma between properties, a semicolon behind lists. */
  #separateFrom(one: Sibling, next: Sibling): void {
    let written = "";
    for (let gap = one.to; gap <= next.from; gap++) written ||= this.items.separators[gap] ?? "";
    this.separators[one.to] = separatorBetween(one.statement, next.statement, written);
  }

  /** A body on several lines. */
  #block(body: Body, base: number, open: number, close: number, outer: number): void {
    const indent = outer + INDENTATION;
    const siblings = body.statements.map((statement) => this.#sibling(statement, base));
    let behind = open + 1;
    let before: Sibling | undefined;
    for (const sibling of siblings) {
      if (before && this.#shares(before, sibling)) this.#separateFrom(before, sibling);
      else {
        this.#between(behind, sibling.from + 1, indent, true, true);
        this.#notBlank(open + 1);
        this.#statement(sibling, indent);
      }
      before = sibling;
      behind = sibling.to;
      if (sibling.statement.type === "property") this.#fill(sibling, indent);
    }
    this.#between(behind, close + 1, indent, true, true);
    this.#notBlank(open + 1);
    this.#breakAt(close, 1, outer);
    if (siblings.length === 0 && close === open + 1) this.indents[close] = outer;
    this.lists.push(siblings);
  }

  /** No blank line behind a brace that opens. */
  #notBlank(gap: number): void {
    if (this.breaks[gap] === 2) this.breaks[gap] = 1;
  }

  /** Whether a property stays on the line of the one before it. */
  #shares(before: Sibling, sibling: Sibling): boolean {
    if (before.statement.type !== "property" || sibling.statement.type !== "property") return false;
    for (let gap = before.from + 1; gap < sibling.to; gap++) {
      if ((this.items.newlines[gap] ?? 0) > 0 || this.#endsLine(gap - 1)) return false;
      if (gap <= before.to - 1 && this.breaks[gap] !== 0) return false;
    }
    const end = this.column(before.from) + this.width(before.from, before.to);
    return end + 2 + this.width(before.to, sibling.to) <= WIDTH;
  }

  /** Divides a property's list behind its commas where it is too long for a line. */
  #fill({ from, to, statement }: Sibling, indent: number): void {
    if (statement.type !== "property" || statement.values.length < 2) return;
    const deeper = indent + INDENTATION;
    let column = this.column(from);
    let start = from;
    for (let item = from + 1; item <= to; item++) {
      if (item < to && !this.#isItem(item)) continue;
      const width = this.width(start, item);
      if (start === from) column += width;
      else if ((this.breaks[start] ?? 0) > 0) column = deeper + width;
      else if (column + 1 + width > WIDTH) {
        this.#breakAt(start, 1, deeper);
        column = deeper + width;
      } else column += 1 + width;
      start = item;
    }
  }

  /** Whether an item of a property's list begins here. */
  #isItem(item: number): boolean {
    const owner = this.#anatomy.owners[item];
    return owner?.type === "property" && this.items.all[item - 1]?.token?.tokenType === t.Comma;
  }

  // ---------------------------------------------------------------- inside of a statement

  /** The gaps between a statement's own tokens: the author's line ends where one may be. */
  #inside(from: number, to: number, indent: number): void {
    const deeper = indent + INDENTATION;
    for (let gap = from + 1; gap < to; gap++) {
      const broken = (this.items.newlines[gap] ?? 0) > 0;
      const item = this.items.all[gap];
      const forced = this.#endsLine(gap - 1);
      const comment = this.#comment(gap) !== undefined || this.#comment(gap - 1) !== undefined;
      if (!forced && !(broken && (comment || this.#mayBreak(gap)))) continue;
      const closing = item?.token?.tokenType === t.RightParen || item?.token?.tokenType === t.RightBracket;
      this.#breakAt(gap, 1, closing || item?.token?.tokenType === t.LeftBrace ? indent : deeper);
    }
  }

  #mayBreak(gap: number): boolean {
    const before = this.items.all[gap - 1]?.token?.tokenType;
    const after = this.items.all[gap]?.token?.tokenType;
    if (before === t.Comma || before === t.LeftParen || after === t.RightParen) return true;
    const owner: Node["type"] | undefined = this.#anatomy.owners[gap]?.type;
    if (owner === "connection") return after === t.ArrowSign;
    if (owner === "row") return after === t.RowArrow;
    return owner === "expression" || owner === "group" || owner === "alternatives";
  }

  // ---------------------------------------------------------------- comments

  /** Comments that end a line stand off from it. */
  #spaceComments(): void {
    const { all } = this.items;
    for (let item = 1; item < all.length; item++) if (this.isTrailing(item)) this.spaces[item] = BEFORE_COMMENT;
  }

  /** Whether an item is a comment behind something on its line, and the last thing there. */
  isTrailing(item: number): boolean {
    return this.#comment(item) !== undefined && this.breaks[item] === 0 && this.breaks[item + 1] !== 0;
  }
}

/** Behind a list, a comma would look like one of its own. */
function separatorBetween(one: Statement, next: Statement, written: string): string {
  if (one.type !== next.type) return ";";
  if (one.type === "property") return written || (one.values.length > 1 ? ";" : ",");
  return (one.type === "estimate" && written) || ";";
}
