/** Problems drawn below the text that they are about, so that a test reads like an editor's window. */

import { parse } from "../../server/src/syntax/parse.ts";
import type { SourceFile, SyntaxProblem } from "../../server/src/syntax/tree.ts";

/** A problem at absolute offsets. */
export type Found = Omit<SyntaxProblem, "start" | "end"> & { readonly start: number; readonly end: number };

export function problemsOf(file: SourceFile): Found[] {
  return file.chunks.flatMap((chunk) =>
    chunk.problems.map((problem) => ({
      ...problem,
      start: problem.start + chunk.start,
      end: problem.end + chunk.start,
      ...(problem.fix && {
        fix: { ...problem.fix, start: problem.fix.start + chunk.start, end: problem.fix.end + chunk.start },
      }),
    })),
  );
}

/** The text with a line of carets, rule and message below each line that has problems. */
export function underlined(text: string): string {
  const problems = problemsOf(parse(text));
  const lines: string[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    lines.push(line);
    for (const problem of problems) {
      if (problem.start < start || problem.start > start + line.length) continue;
      const width = Math.max(1, Math.min(problem.end, start + line.length) - problem.start);
      const rule = problem.rule.replace("syntax/", "");
      lines.push(`${" ".repeat(problem.start - start)}${"^".repeat(width)} ${rule}: ${problem.message}`);
    }
    start += line.length + 1;
  }
  return lines.join("\n");
}

/** The text with every fix applied. */
export function fixed(text: string): string {
  const fixes = problemsOf(parse(text)).flatMap((problem) => (problem.fix ? [problem.fix] : []));
  return fixes.reduceRight((result, fix) => result.slice(0, fix.start) + fix.text + result.slice(fix.end), text);
}
