/**
 * Repairs braces that do not match, going by the indentation of the lines. It is applied only when the braces of the
 * whole file do not match, and then only to the segments that are to blame; so in a file without such mistakes
 * indentation means nothing.
 *
 * A segment begins at each line without indentation (that does not begin with a bracket): usually it is one
 * top-level declaration. Its repair depends on nothing outside of it, so an edit repairs only what it touches.
 */

import { statementForm } from "../language/statements.ts";
import { insertion, type ProblemAt, problemAt, replacement } from "./problems.ts";
import * as t from "./tokens.ts";
import { Token } from "./tokens.ts";

/** How braces add up over some tokens: `net` at the end, `min` at the lowest point, seen from 0 at the start. */
export interface BraceSum {
  readonly net: number;
  readonly min: number;
}

export function braceSum(tokens: readonly Token[], from = 0, to = tokens.length): BraceSum {
  let net = 0;
  let min = 0;
  for (let i = from; i < to; i++) {
    const type = tokens[i]?.tokenType;
    if (type === t.LeftBrace) net++;
    else if (type === t.RightBrace) {
      net--;
      if (net < min) min = net;
    }
  }
  return { net, min };
}

/** The sum of two stretches of text, one behind the other. */
export function joinSums(first: BraceSum, second: BraceSum): BraceSum {
  return { net: first.net + second.net, min: Math.min(first.min, first.net + second.min) };
}

export function isBalanced(sum: BraceSum): boolean {
  return sum.net === 0 && sum.min === 0;
}

/** A bracket at the start of a line belongs to the line before, wherever it stands. */
const BRACKETS: ReadonlySet<Token["tokenType"]> = new Set([t.LeftBrace, t.RightBrace, t.RightParen, t.RightBracket]);

/** Whether a token begins a segment. */
export function beginsSegment(token: Token): boolean {
  if (!token.lineStart || token.indent !== 0) return false;
  return !BRACKETS.has(token.tokenType);
}

export interface Repair {
  readonly tokens: Token[];
  readonly problems: readonly ProblemAt[];
}

/** An open brace of the segment. */
interface Open {
  readonly at: number;
  readonly line: number;
  readonly indent: number;
  /** How much it looks like the brace of a body: 0 not at all, 2 surely. */
  readonly likeness: 0 | 1 | 2;
}

interface Line {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  readonly indent: number;
}

/** Inserts and drops braces in the tokens of one segment until they match. */
export function repairBraces(tokens: readonly Token[]): Repair {
  return new SegmentRepair(tokens).run();
}

class SegmentRepair {
  private readonly tokens: readonly Token[];
  private readonly lines: readonly Line[];
  private readonly problems: ProblemAt[] = [];
  private readonly dropped = new Set<number>();
  /** Virtual braces by the index of the token that they stand in front of. */
  private readonly inserted = new Map<number, Token[]>();
  private readonly stack: Open[] = [];
  /** All braces opened on the line at hand and on those before it, by line. */
  private readonly openedOn = new Map<number, Open[]>();

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    this.lines = linesOf(tokens);
  }

  run(): Repair {
    for (const [number, line] of this.lines.entries()) this.line(number, line);
    this.closeDownTo(-1, this.tokens.length);
    return { tokens: this.assemble(), problems: this.problems };
  }

  private get top(): Open | undefined {
    return this.stack.at(-1);
  }

  private type(at: number) {
    return this.tokens[at]?.tokenType;
  }

  private line(number: number, line: Line): void {
    let at = line.first;
    // A `{` that opens nothing says nothing of where its line belongs either.
    const stray = this.type(at) === t.LeftBrace && this.likeness(number, line, at) === 0;
    if (this.type(at) !== t.RightBrace && !stray) this.closeDownTo(line.indent, at);
    for (; at < line.end && this.type(at) === t.RightBrace; at++) this.leadingClose(number, line, at);

    let lastClosed: { open: Open; close: number } | undefined;
    for (; at < line.end; at++) {
      if (this.type(at) === t.LeftBrace) this.open(number, line, at);
      else if (this.type(at) === t.RightBrace) {
        const top = this.top;
        if (top !== undefined && top.line === number) {
          this.stack.pop();
          lastClosed = { open: top, close: at };
        } else if (lastClosed !== undefined && this.goesOnAfter(lastClosed.close)) {
          this.drop(lastClosed.close, "This `}` closes too early: remove it.");
          lastClosed = { open: lastClosed.open, close: at };
        } else this.closeEarlierLine(number, line, at, lastClosed?.close ?? line.first - 1);
      }
    }
  }

  /** Closes what a line of this indentation cannot stand in. */
  private closeDownTo(indent: number, before: number): void {
    for (let top = this.top; top !== undefined && top.indent >= indent; top = this.top) {
      // `service A` and `{` below it: the brace belongs to the line before.
      this.stack.pop();
      this.unclosed(top, before);
    }
  }

  /** A brace that nothing closes: dropped when another on its line is the likelier one, else closed. */
  private unclosed(open: Open, before: number): void {
    const onLine = this.openedOn.get(open.line) ?? [];
    const candidates = onLine.slice(-NEAR).filter((other) => !this.dropped.has(other.at));
    const unlikely = candidates.reduce((worst, other) => (other.likeness < worst.likeness ? other : worst), open);
    if (unlikely.likeness === 0 || (candidates.length > 1 && unlikely.likeness < 2)) {
      this.drop(unlikely.at, "This `{` belongs to nothing: remove it.");
      return;
    }
    const brace = this.tokens[open.at];
    const last = this.tokens[before - 1];
    if (brace === undefined || last === undefined) return;
    this.insert(before, t.RightBrace, last.end);
    const sameLine = this.lines[open.line]?.end === before;
    const text = sameLine ? " }" : `\n${" ".repeat(open.indent)}}`;
    this.problems.push(
      problemAt(
        "syntax/unclosed-brace",
        brace.startOffset,
        brace.end,
        "This `{` is never closed: add a `}`.",
        insertion("Add `}`", last.end, text),
      ),
    );
  }

  /** A `}` at the start of a line closes the brace that was opened on a line with the same indentation. */
  private leadingClose(number: number, line: Line, at: number): void {
    while (this.top !== undefined && this.top.indent > line.indent) {
      const top = this.top;
      this.stack.pop();
      this.unclosed(top, at);
    }
    const top = this.top;
    if (top !== undefined && top.indent === line.indent) {
      this.stack.pop();
      return;
    }
    const head = this.headWithoutBrace(number, line.indent);
    if (head !== undefined) {
      this.missing(head.end);
      return;
    }
    if (top !== undefined && this.indentAfter(number) <= top.indent && !this.closesAfter(number, top.indent))
      this.stack.pop();
    else this.drop(at, "This `}` closes nothing: remove it.");
  }

  /** The last line of this indentation, if deeper ones follow it and it opens no body. */
  private headWithoutBrace(number: number, indent: number): Line | undefined {
    const floor = this.top?.line ?? -1;
    for (let before = number - 1; before > floor; before--) {
      const line = this.lines[before];
      if (line === undefined || line.indent > indent) continue;
      if (line.indent < indent || before === number - 1) return undefined;
      const last = this.type(line.end - 1);
      return last === t.RightBrace || last === t.LeftBrace ? undefined : line;
    }
    return undefined;
  }

  private open(number: number, line: Line, at: number): void {
    const open = { at, line: number, indent: line.indent, likeness: this.likeness(number, line, at) };
    if (open.likeness === 0) {
      this.drop(at, "This `{` belongs to nothing: remove it.");
      return;
    }
    this.stack.push(open);
    const onLine = this.openedOn.get(number);
    if (onLine === undefined) this.openedOn.set(number, [open]);
    else onLine.push(open);
  }

  private likeness(number: number, line: Line, at: number): Open["likeness"] {
    const index = this.kept(at - 1);
    const before = this.tokens[index];
    if (before === undefined) return 0;
    if (at === line.first) {
      // On a line of its own it stands below its head.
      const belowHead = this.lines[number - 1]?.indent === line.indent;
      return belowHead && BODY_FOLLOWS.has(before.tokenType) ? 1 : 0;
    }
    if (before.tokenType !== t.Identifier) return BODY_FOLLOWS.has(before.tokenType) ? 2 : 0;
    const second = this.kept(index - 1);
    const alone = index === line.first || STATEMENT_FOLLOWS.has(this.type(second) ?? t.End);
    if (!alone) return this.type(second) === t.Colon ? 1 : 2;
    return statementForm(before.image) === "block" ? 2 : 1;
  }

  /** The index of the last token up to `at` that is not dropped. */
  private kept(at: number): number {
    let index = at;
    while (this.dropped.has(index) && at - index < NEAR) index--;
    return index;
  }

  /** Whether the body that ended at this brace seems to go on behind it: `{ a: 1 }, b: 2 }`. */
  private goesOnAfter(close: number): boolean {
    let at = close + 1;
    while (this.type(at) === t.Comma || this.type(at) === t.Semicolon) at++;
    return this.type(at) === t.Identifier && this.type(at + 1) === t.Colon;
  }

  /** A `}` within a line, whose partner is not on that line. */
  private closeEarlierLine(number: number, line: Line, at: number, after: number): void {
    const top = this.top;
    if (top !== undefined && this.endsLine(at, line)) {
      const bodyEnds = this.indentAfter(number) <= top.indent && !this.closesAfter(number, top.indent);
      if (bodyEnds) {
        this.stack.pop();
        return;
      }
    }
    const property = this.firstProperty(after + 1, at);
    if (property === undefined) this.drop(at, "This `}` closes nothing: remove it.");
    else this.missing(property);
  }

  private endsLine(at: number, line: Line): boolean {
    for (let next = at + 1; next < line.end; next++) {
      const type = this.type(next);
      if (type !== t.RightBrace && type !== t.Semicolon && type !== t.Comma) return false;
    }
    return true;
  }

  private indentAfter(number: number): number {
    return this.lines[number + 1]?.indent ?? -1;
  }

  /** Whether the next line begins with the brace that closes a body of this indentation. */
  private closesAfter(number: number, indent: number): boolean {
    const next = this.lines[number + 1];
    return next !== undefined && next.indent === indent && this.type(next.first) === t.RightBrace;
  }

  private firstProperty(from: number, to: number): number | undefined {
    for (let at = from; at < to; at++)
      if (this.type(at) === t.Identifier && this.type(at + 1) === t.Colon && !this.dropped.has(at)) return at;
    return undefined;
  }

  // ---------------------------------------------------------------- what is changed

  /** Puts the `{` that is missing in front of a token. */
  private missing(before: number): void {
    const last = this.tokens[before - 1];
    if (last === undefined) return;
    this.insert(before, t.LeftBrace, last.end);
    this.problems.push(
      problemAt(
        "syntax/missing-brace",
        last.startOffset,
        last.end,
        `A \`{\` is missing behind \`${last.image}\`: add one.`,
        insertion("Add `{`", last.end, " {"),
      ),
    );
  }

  private insert(before: number, type: typeof t.LeftBrace, offset: number): void {
    const image = type === t.LeftBrace ? "{" : "}";
    const token = new Token(image, type, offset, offset, false, 0, false, undefined, 0, true);
    const there = this.inserted.get(before);
    if (there === undefined) this.inserted.set(before, [token]);
    else there.push(token);
  }

  private drop(at: number, message: string): void {
    const token = this.tokens[at];
    if (token === undefined) return;
    this.dropped.add(at);
    this.problems.push(
      problemAt(
        "syntax/stray-brace",
        token.startOffset,
        token.end,
        message,
        replacement("Remove the brace", token.startOffset, token.end),
      ),
    );
  }

  private assemble(): Token[] {
    const result: Token[] = [];
    for (let at = 0; at <= this.tokens.length; at++) {
      result.push(...(this.inserted.get(at) ?? []));
      const token = this.tokens[at];
      if (token !== undefined && !this.dropped.has(at)) result.push(token);
    }
    return result;
  }
}

/** How many braces of a line are weighed against each other: text that is no design may have thousands. */
const NEAR = 16;

/** Behind these a body may begin. */
const BODY_FOLLOWS: ReadonlySet<Token["tokenType"]> = new Set([
  t.Identifier,
  t.StringLiteral,
  t.Route,
  t.NumberLiteral,
  t.Percent,
  t.RightParen,
  t.RightBracket,
  t.Question,
  t.Star,
]);

/** Behind these a statement begins. */
const STATEMENT_FOLLOWS: ReadonlySet<Token["tokenType"]> = new Set([
  t.LeftBrace,
  t.RightBrace,
  t.Semicolon,
  t.Comma,
  t.StringLiteral,
]);

function linesOf(tokens: readonly Token[]): Line[] {
  const lines: Line[] = [];
  for (let first = 0; first < tokens.length; ) {
    let end = first + 1;
    while (end < tokens.length && tokens[end]?.lineStart === false) end++;
    lines.push({ first, end, indent: tokens[first]?.indent ?? 0 });
    first = end;
  }
  return lines;
}
