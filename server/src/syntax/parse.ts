/**
 * Text to tree, at once or by the change.
 *
 * Top-level statements are read one behind the other, each without regard to those before it. So after an edit it is
 * enough to read from the last chunk that did not look as far as the edit, until a chunk ends where an old one did:
 * from there on all is as it was, only moved. Two things reach further. Braces: when those of the file do not match,
 * segments are repaired (braces.ts), so the file keeps the sum of its braces. And a block comment that nothing
 * closes, which a `*∕` far behind may close.
 */

import { type BraceSum, braceSum, isBalanced, joinSums } from "./braces.ts";
import { FAR, looksFar, type ParsedChunk, type ParsedFile, readChunks } from "./chunks.ts";
import { Lexer } from "./lexer.ts";
import type { SourceFile, TextChange } from "./tree.ts";
import { chunkIndexAt } from "./walk.ts";

/** Parses a whole file. Never fails: what is wrong is in the chunks' problems. */
export function parse(text: string): SourceFile {
  return parseAll(text);
}

/**
 * The tree after some changes. The chunks that they do not touch are the same objects as in `file`, only moved; so
 * `file` itself is no longer valid. The result equals that of parsing `text` at once.
 *
 * @param text the text after all changes.
 * @param changes in the order of the LSP: each applies to the text that the one before it made. When they do not
 * fit the lengths of the texts, everything is parsed.
 */
export function edit(file: SourceFile, text: string, changes: readonly TextChange[]): SourceFile {
  if (!isParsedFile(file)) return parseAll(text);
  const replaced = combine(changes);
  if (replaced === undefined) return text.length === file.length ? file : parseAll(text);
  const delta = replaced.newEnd - replaced.oldEnd;
  const fits = replaced.start >= 0 && replaced.oldEnd <= file.length && text.length === file.length + delta;
  if (!fits || file.chunks.length === 0) return parseAll(text);
  return new Reparse(file, text, replaced).run();
}

function isParsedFile(file: SourceFile): file is ParsedFile {
  return "braces" in file && "far" in file;
}

function parseAll(text: string): ParsedFile {
  const lexer = new Lexer(text);
  lexer.run(text.length);
  const braces = braceSum(lexer.tokens);
  const chunks: ParsedChunk[] = [];
  readChunks(lexer, 0, isBalanced(braces), (chunk) => chunks.push(chunk) > 0);
  return {
    length: text.length,
    chunks,
    braces,
    far: chunks.filter(looksFar),
    irregular: chunks.filter((chunk) => !chunk.regular),
    unclosed: chunks.filter((chunk) => chunk.unclosedComment),
  };
}

/** One replaced stretch: in the old text from `start` to `oldEnd`, in the new one from `start` to `newEnd`. */
interface Replaced {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** The stretch that covers all changes. */
function combine(changes: readonly TextChange[]): Replaced | undefined {
  let all: Replaced | undefined;
  for (const { start, removed, inserted } of changes) {
    const end = start + removed;
    const newEnd = start + inserted.length;
    if (all === undefined) {
      all = { start, oldEnd: end, newEnd };
      continue;
    }
    const behind = Math.max(0, end - all.newEnd);
    all = {
      start: Math.min(all.start, start),
      oldEnd: all.oldEnd + behind,
      newEnd: Math.max(all.newEnd, end) + newEnd - end,
    };
  }
  return all;
}

/** The lexer looks at most so far behind the end of a token. */
const LEXER_LOOKAHEAD = 3;

class Reparse {
  private readonly old: ParsedFile;
  private readonly chunks: readonly ParsedChunk[];
  private readonly text: string;
  private readonly replaced: Replaced;
  private readonly delta: number;

  constructor(old: ParsedFile, text: string, replaced: Replaced) {
    this.old = old;
    this.chunks = old.chunks;
    this.text = text;
    this.replaced = replaced;
    this.delta = replaced.newEnd - replaced.oldEnd;
  }

  run(): ParsedFile {
    let first = this.anchorAt(this.firstReaching(this.replaced.start));
    if (this.mayCloseComment()) {
      // What comes behind the comment is another token then, so chunks that looked there are touched as well.
      const unclosed = this.firstReaching(this.startOf(this.firstUnclosed()));
      first = Math.min(first, this.anchorAt(unclosed));
    }
    let lexed = this.lexFrom(first);
    let braces = this.newSum(first, lexed);
    const wasBalanced = isBalanced(this.old.braces);
    const balanced = isBalanced(braces);
    if (wasBalanced !== balanced && this.irregularOutside(first, lexed.next)) return parseAll(this.text);
    if (!wasBalanced || !balanced) {
      // The repair of the first segment may show in what the chunks before have seen of it.
      const before = this.anchorAt(this.firstReaching(this.startOf(first)));
      if (before < first) {
        first = before;
        lexed = this.lexFrom(first);
        braces = this.newSum(first, lexed);
      }
    }
    const { chunks, next } = this.read(first, lexed, balanced);
    return this.splice(first, chunks, next, braces);
  }

  private startOf(index: number): number {
    return this.chunks[index]?.start ?? this.old.length;
  }

  // ---------------------------------------------------------------- where to start

  /** The first chunk that has looked at the offset (of the old text) or behind it. */
  private firstReaching(offset: number): number {
    const limit = offset - LEXER_LOOKAHEAD;
    const at = chunkIndexAt(this.chunks, offset);
    let first = at;
    for (let index = at - 1; index >= 0; index--) {
      const chunk = this.chunks[index];
      if (chunk === undefined || chunk.start + chunk.length + FAR < limit) break;
      if (chunk.start + chunk.reach >= limit) first = index;
    }
    for (const chunk of this.old.far) {
      if (chunk.start >= offset || chunk.start + chunk.reach < limit) continue;
      first = Math.min(first, chunkIndexAt(this.chunks, chunk.start + 1));
    }
    return first;
  }

  /** The chunk itself or the nearest before it where parsing can start. */
  private anchorAt(index: number): number {
    let at = index;
    while (at > 0 && this.chunks[at]?.anchored !== true) at--;
    return at;
  }

  /** Whether the edit made a `*∕`, and there are comments that wait for one. */
  private mayCloseComment(): boolean {
    if (this.old.unclosed.length === 0) return false;
    const { start, newEnd } = this.replaced;
    return this.text.slice(Math.max(0, start - 1), newEnd + 1).includes("*/");
  }

  private firstUnclosed(): number {
    const starts = this.old.unclosed.map((chunk) => chunk.start);
    return chunkIndexAt(this.chunks, Math.min(...starts) + 1);
  }

  // ---------------------------------------------------------------- lexing up to where nothing has changed

  /** Lexes from a chunk to the first anchored one behind the edit where the tokens are the old ones again. */
  private lexFrom(first: number): Lexed {
    const expected = this.chunks[first - 1]?.operandExpected ?? false;
    const lexer = new Lexer(this.text, this.startOf(first), expected);
    for (let next = this.nextAnchor(first + 1); next < this.chunks.length; next = this.nextAnchor(next + 1)) {
      const border = this.startOf(next) + this.delta;
      lexer.run(border);
      if (lexer.position === border && lexer.operandExpected === this.chunks[next - 1]?.operandExpected)
        return { lexer, next, tokens: lexer.tokens.length };
    }
    lexer.run(this.text.length);
    return { lexer, next: this.chunks.length, tokens: lexer.tokens.length };
  }

  /** The first anchored chunk from `index` on that begins behind the edit. */
  private nextAnchor(index: number): number {
    let at = index;
    while (at < this.chunks.length) {
      const chunk = this.chunks[at];
      if (chunk?.anchored === true && chunk.start >= this.replaced.oldEnd) break;
      at++;
    }
    return at;
  }

  private newSum(first: number, lexed: Lexed): BraceSum {
    let before: BraceSum = NOTHING;
    for (let at = first; at < lexed.next; at++) before = joinSums(before, this.chunks[at]?.braces ?? NOTHING);
    const now = braceSum(lexed.lexer.tokens, 0, lexed.tokens);
    if (before.net === now.net && before.min === now.min) return this.old.braces;
    let sum: BraceSum = NOTHING;
    for (let at = 0; at < first; at++) sum = joinSums(sum, this.chunks[at]?.braces ?? NOTHING);
    sum = joinSums(sum, now);
    for (let at = lexed.next; at < this.chunks.length; at++) sum = joinSums(sum, this.chunks[at]?.braces ?? NOTHING);
    return sum;
  }

  /** Whether a chunk that reads differently under repair lies outside of what is read again. */
  private irregularOutside(first: number, next: number): boolean {
    const from = this.startOf(first);
    const to = this.startOf(next);
    return this.old.irregular.some((chunk) => chunk.start < from || chunk.start >= to);
  }

  // ---------------------------------------------------------------- reading

  /** Reads chunks until one ends where an old anchored one begins; `next` is that one. */
  private read(first: number, lexed: Lexed, balanced: boolean): { chunks: ParsedChunk[]; next: number } {
    const { lexer } = lexed;
    let window = this.nextAnchor(lexed.next + 1);
    for (let growth = 8; ; growth *= 4) {
      const complete = window >= this.chunks.length;
      lexer.run(complete ? this.text.length : this.startOf(window) + this.delta);
      const attempt = this.readWindow(first, lexed, balanced, complete);
      if (attempt !== undefined) return attempt;
      window = this.nextAnchor(Math.min(window + growth, this.chunks.length));
    }
  }

  /** Undefined when a statement went on to the end of what is lexed. */
  private readWindow(first: number, lexed: Lexed, balanced: boolean, complete: boolean) {
    const chunks: ParsedChunk[] = [];
    let next = lexed.next;
    let result: { chunks: ParsedChunk[]; next: number } | undefined;
    readChunks(lexed.lexer, this.startOf(first), balanced, (chunk, sawEnd) => {
      if (sawEnd && !complete) return false;
      chunks.push(chunk);
      const end = chunk.start + chunk.length - this.delta;
      while (next < this.chunks.length && this.startOf(next) < end) next++;
      if (this.startOf(next) !== end || this.chunks[next]?.anchored !== true) return true;
      result = { chunks, next };
      return false;
    });
    if (result === undefined && complete) result = { chunks, next: this.chunks.length };
    return result;
  }

  private splice(first: number, read: readonly ParsedChunk[], next: number, braces: BraceSum): ParsedFile {
    const from = this.startOf(first);
    const to = this.startOf(next);
    const kept = (chunk: ParsedChunk): boolean => chunk.start < from || chunk.start >= to;
    const far = [...this.old.far.filter(kept), ...read.filter(looksFar)];
    const irregular = [...this.old.irregular.filter(kept), ...read.filter((chunk) => !chunk.regular)];
    const unclosed = [...this.old.unclosed.filter(kept), ...read.filter((chunk) => chunk.unclosedComment)];
    const behind = this.chunks.slice(next);
    if (this.delta !== 0) for (const chunk of behind) chunk.start += this.delta;
    const chunks = this.chunks.slice(0, first).concat(read, behind);
    return { length: this.text.length, chunks, braces, far, irregular, unclosed };
  }
}

interface Lexed {
  readonly lexer: Lexer;
  /** The old chunk from whose start on the tokens are the old ones; behind the last if there is none. */
  readonly next: number;
  /** How many tokens were lexed up to there. */
  readonly tokens: number;
}

const NOTHING: BraceSum = { net: 0, min: 0 };
