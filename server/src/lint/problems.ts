/** Turns the mistakes that parsing, linking and evaluating found into findings. */

import type { Origin, Problem } from "../model/design.ts";
import type { SourceFile } from "../syntax/tree.ts";
import type { Finding, Fix } from "./finding.ts";

/** Mistakes that are read as they were meant: to put them right changes nothing. */
const UNDERSTOOD: ReadonlySet<string> = new Set(["syntax/separator"]);

/** The findings of a file's syntax. */
export function syntaxFindings(uri: string, file: SourceFile): readonly Finding[] {
  return file.chunks.flatMap((chunk) => {
    const origin: Origin = { uri, chunk };
    return chunk.problems.map(({ rule, message, start, end, fix }): Finding => {
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
    });
  });
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
