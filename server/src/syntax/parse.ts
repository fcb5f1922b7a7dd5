/** Text to tree, at once or by the change. */

import { Grammar } from "./grammar.ts";
import { Lexer } from "./lexer.ts";
import { relative } from "./problems.ts";
import { endToken } from "./tokens.ts";
import type { Chunk, Draft, SourceFile, TextChange } from "./tree.ts";

let instance: Grammar | undefined;

/** The one parser: its first instance takes milliseconds, so it is made when it is needed first. */
function grammar(): Grammar {
  instance ??= new Grammar();
  return instance;
}

/** Parses a whole file. Never fails: what is wrong is in the chunks' problems. */
export function parse(text: string): SourceFile {
  const lexer = new Lexer(text);
  lexer.run(text.length);
  const { tokens, comments, problems } = lexer;
  tokens.push(endToken, endToken, endToken, endToken);
  const chunks: Chunk[] = [];
  let start = 0;
  let nextComment = 0;
  let nextProblem = 0;
  grammar().readStatements(tokens, 0, (read) => {
    const end = read.statement === undefined ? text.length : read.end;
    if (end === start) return true;
    const own = [...read.problems];
    const ownComments = [];
    for (let c = comments[nextComment]; c !== undefined && c.start < end; c = comments[++nextComment])
      ownComments.push({ kind: c.kind, text: c.text, start: c.start - start, end: c.end - start });
    for (let p = problems[nextProblem]; p !== undefined && p.start < end; p = problems[++nextProblem]) own.push(p);
    const chunk: Draft<Chunk> = {
      start,
      length: end - start,
      comments: ownComments,
      problems: own.sort((a, b) => a.start - b.start).map((p) => relative(p, start)),
    };
    if (read.statement !== undefined) chunk.statement = read.statement;
    chunks.push(chunk);
    start = end;
    return true;
  });
  return { length: text.length, chunks };
}

/** The tree after some changes; `text` is the text after all of them. */
export function edit(_file: SourceFile, text: string, _changes: readonly TextChange[]): SourceFile {
  return parse(text);
}
