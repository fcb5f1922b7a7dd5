/** Tokens to chunks: runs the grammar over a stretch of text and wraps what it reads. */

import { type BraceSum, beginsSegment, braceSum, isBalanced, repairBraces } from "./braces.ts";
import { type ChunkRead, Grammar } from "./grammar.ts";
import type { Lexer } from "./lexer.ts";
import { type ProblemAt, relative } from "./problems.ts";
import { endToken, expectsOperand, type Token } from "./tokens.ts";
import type { Chunk, Comment, Draft, SourceFile } from "./tree.ts";

/** A chunk with what incremental parsing must know of it. */
export interface ParsedChunk extends Chunk {
  /** An edit before this offset (relative to the chunk) may change it. */
  readonly reach: number;
  /** How its braces add up, as they stand in the text. */
  readonly braces: BraceSum;
  /** Its first token begins a segment (see braces.ts): parsing can start and stop there. */
  readonly anchored: boolean;
  /** The braces of its segments match, so it reads the same whether those of the file do or not. */
  readonly regular: boolean;
  /** Its last token expects an operand: the lexer's state behind it. */
  readonly operandExpected: boolean;
  /** It holds a block comment that nothing closes. */
  readonly unclosedComment: boolean;
}

/** A file with sums and lists over its chunks, so that an edit need not look at each. */
export interface ParsedFile extends SourceFile {
  readonly chunks: readonly ParsedChunk[];
  readonly braces: BraceSum;
  /** Chunks that looked far behind their end. */
  readonly far: readonly ParsedChunk[];
  readonly irregular: readonly ParsedChunk[];
  readonly unclosed: readonly ParsedChunk[];
}

/** A chunk that looks no further than this behind its end is found by walking back from an edit. */
export const FAR = 2000;

export function looksFar(chunk: ParsedChunk): boolean {
  return chunk.reach - chunk.length > FAR;
}

let instance: Grammar | undefined;

/** The one parser: making the first takes milliseconds, so it is made when it is first needed. */
function grammar(): Grammar {
  instance ??= new Grammar();
  return instance;
}

/** How many sentinels stand behind the last token: no rule looks further in one step. */
const SENTINELS = [endToken, endToken, endToken, endToken, endToken, endToken];

/**
 * Reads the chunks from an absolute offset on.
 *
 * @param lexer has lexed from `start` to the start of a segment or to the end of the text.
 * @param balanced whether the braces of the whole file match; if not, segments are repaired.
 * @param accept gets each chunk with whether its statement ends the tokens at hand; false stops.
 */
export function readChunks(
  lexer: Lexer,
  start: number,
  balanced: boolean,
  accept: (chunk: ParsedChunk, sawEnd: boolean) => boolean,
): void {
  const segments = new Segments(lexer.tokens, balanced);
  const wrapper = new ChunkWrapper(lexer, segments, start);
  segments.repaired.push(...SENTINELS);
  grammar().readStatements(segments.repaired, start, (read) => {
    const sawEnd = read.reach === Number.POSITIVE_INFINITY;
    const chunk = wrapper.wrap(read);
    return chunk === undefined || accept(chunk, sawEnd);
  });
}

/** The segments of some tokens, repaired where they must be. */
class Segments {
  repaired: Token[] = [];
  readonly problems: ProblemAt[] = [];
  /** Absolute extents of the segments whose braces do not match. */
  readonly irregular: { readonly start: number; readonly end: number }[] = [];

  constructor(tokens: readonly Token[], balanced: boolean) {
    let unchangedFrom = 0;
    for (let first = 0; first < tokens.length; ) {
      let next = first + 1;
      while (next < tokens.length && !beginsSegment(tokens[next] ?? endToken)) next++;
      if (!isBalanced(braceSum(tokens, first, next))) {
        const start = tokens[first]?.startOffset ?? 0;
        this.irregular.push({ start, end: tokens[next]?.startOffset ?? Number.POSITIVE_INFINITY });
        if (!balanced) {
          const repair = repairBraces(tokens.slice(first, next));
          append(this.repaired, tokens, unchangedFrom, first);
          append(this.repaired, repair.tokens, 0, repair.tokens.length);
          unchangedFrom = next;
          this.problems.push(...repair.problems);
        }
      }
      first = next;
    }
    append(this.repaired, tokens, unchangedFrom, tokens.length);
    this.problems.sort((a, b) => a.start - b.start);
  }
}

function append(to: Token[], from: readonly Token[], start: number, end: number): void {
  for (let at = start; at < end; at++) {
    const token = from[at];
    if (token !== undefined) to.push(token);
  }
}

/** Hands each chunk the comments, problems and tokens that lie in it, in the order of the text. */
class ChunkWrapper {
  private readonly lexer: Lexer;
  private readonly segments: Segments;
  private start: number;
  private token = 0;
  private comment = 0;
  private lexical = 0;
  private repair = 0;
  private segment = 0;
  private unclosed = 0;

  constructor(lexer: Lexer, segments: Segments, start: number) {
    this.lexer = lexer;
    this.segments = segments;
    this.start = start;
  }

  /** Undefined when nothing is left to wrap. */
  wrap(read: ChunkRead): ParsedChunk | undefined {
    const { start, lexer } = this;
    const end = read.statement === undefined ? lexer.text.length : read.end;
    if (end === start) return undefined;
    const firstToken = this.token;
    while ((lexer.tokens[this.token]?.startOffset ?? Number.POSITIVE_INFINITY) < end) this.token++;
    const first = firstToken < this.token ? lexer.tokens[firstToken] : undefined;
    const last = lexer.tokens[this.token - 1];
    const chunk: Draft<ParsedChunk> = {
      start,
      length: end - start,
      comments: this.comments(end),
      problems: this.problems(read, end),
      reach: read.reach - start,
      braces: braceSum(lexer.tokens, firstToken, this.token),
      anchored: first !== undefined && beginsSegment(first),
      regular: first === undefined || this.isRegular(first.startOffset, end),
      operandExpected: last !== undefined && expectsOperand.has(last.tokenType),
      unclosedComment: this.holdsUnclosedComment(end),
    };
    if (read.statement !== undefined) chunk.statement = read.statement;
    this.start = end;
    return chunk;
  }

  private comments(end: number): readonly Comment[] {
    const all = this.lexer.comments;
    let comment = all[this.comment];
    if (comment === undefined || comment.start >= end) return NONE;
    const comments: Comment[] = [];
    for (; comment !== undefined && comment.start < end; comment = all[++this.comment]) {
      const { kind, text } = comment;
      comments.push({ kind, text, start: comment.start - this.start, end: comment.end - this.start });
    }
    return comments;
  }

  private problems(read: ChunkRead, end: number) {
    const problems = [...read.problems];
    const { lexer, segments } = this;
    for (let p = lexer.problems[this.lexical]; p !== undefined && p.start < end; p = lexer.problems[++this.lexical])
      problems.push(p);
    for (let p = segments.problems[this.repair]; p !== undefined && p.start < end; p = segments.problems[++this.repair])
      problems.push(p);
    if (problems.length === 0) return NONE;
    return problems.sort((a, b) => a.start - b.start || a.end - b.end).map((problem) => relative(problem, this.start));
  }

  private isRegular(firstToken: number, end: number): boolean {
    const { irregular } = this.segments;
    while ((irregular[this.segment]?.end ?? Number.POSITIVE_INFINITY) <= firstToken) this.segment++;
    const segment = irregular[this.segment];
    return segment === undefined || segment.start >= end;
  }

  private holdsUnclosedComment(end: number): boolean {
    const all = this.lexer.unclosedComments;
    const before = this.unclosed;
    while ((all[this.unclosed] ?? Number.POSITIVE_INFINITY) < end) this.unclosed++;
    return this.unclosed > before;
  }
}

const NONE: readonly never[] = [];
