/** Turns the mistakes that parsing, linking and evaluating found into findings. */

import type { Origin, Problem } from "../model/design.ts";
import type { SourceFile, SyntaxProblem } from "../syntax/tree.ts";
import type { Finding, Fix } from "./finding.ts";

/** Mistakes that are read as they were meant: to put them right changes nothing. */
const UNDERSTOOD: ReadonlySet<string> = new Set(["syntax/separator"]);

/** Of more mistakes of form than this in one file, only the first are told, and how many follow. */
export const MOST_MISTAKES = 500;

/** The findings of a file's syntax. */
export function syntaxFindings(uri: string, file: SourceFile): readonly Finding[] {
  const found: Finding[] = [];
  let [left, first]: [number, Finding | undefined] = [0, undefined];
  for (const chunk of file.chunks) {
    for (const problem of chunk.problems) {
      if (found.length < MOST_MISTAKES) found.push(syntaxFinding({ uri, chunk }, problem));
      else {
        left++;
        first ??= syntaxFinding({ uri, chunk }, problem);
      }
    }
  }
  if (!first) return found;
  const message = `${left === 1 ? "One more mistake" : `${left} more mistakes`} of form from here on. Put those before right first: one mistake often makes many.`;
  return [...found, { ...first, message, fixes: [] }];
}

function syntaxFinding(origin: Origin, { rule, message, start, end, fix }: SyntaxProblem): Finding {
  const fixes: Fix[] = fix
    ? [
        {
          title: fix.title,
          safe: fix.safe === true || UNDERSTOOD.has(rule),
          edits: [{ origin, start: fix.start, end: fix.end, text: fix.text }],
        },
      ]
    : [];
  return { rule, severity: "error", message, place: { origin, span: { start, end } }, related: [], fixes };
}

/** The findings of linking. */
export function linkFindings(problems: readonly Problem[]): readonly Finding[] {
  return problems.map(({ origin, rule, severity, message, start, end, fixes = [], related = [] }) => ({
    rule,
    severity,
    message,
    place: { origin, span: { start, end } },
    related,
    fixes: fixes.map((fix) => ({
      title: fix.title,
      safe: fix.safe === true,
      edits: [{ origin, start: fix.start, end: fix.end, text: fix.text }],
    })),
  }));
}
