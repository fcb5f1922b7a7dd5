/** All that may be fixed without looking, at once: on save, or by `--fix`. */

import type { Finding } from "../lint/finding.ts";
import { type FileEdit, fileEdits } from "./diagnostics.ts";

export interface AppliedFix {
  /** The file that the finding stands in. */
  readonly uri: string;
  readonly rule: string;
  readonly title: string;
}

export interface FixAll {
  readonly edits: readonly FileEdit[];
  /** What the edits resolve. */
  readonly applied: readonly AppliedFix[];
}

/** Which files form a design with a file. */
export interface Kin {
  designs(uri: string): readonly { readonly files: readonly string[] }[];
}

/**
 * The first safe fix of each finding that changes nothing outside of some files. One that overlaps an earlier one waits
 * for the next time, when the earlier one is done. Where a design is not read as a whole, only its text is put right:
 * what looks unused there may be used by what was not understood.
 */
export function safeFixes(kin: Kin, files: ReadonlySet<string>, findings: readonly Finding[]): FixAll {
  const broken = new Set(findings.flatMap(({ rule, place }) => (isMistake(rule) ? [place.origin.uri] : [])));
  const isWhole = (uri: string): boolean =>
    broken.size === 0 || kin.designs(uri).every((design) => !design.files.some((file) => broken.has(file)));
  const edits: FileEdit[] = [];
  const applied: AppliedFix[] = [];
  for (const finding of findings) {
    const { uri } = finding.place.origin;
    const fix = files.has(uri) ? finding.fixes.find(({ safe }) => safe) : undefined;
    if (!fix || !(isOfText(finding.rule) || isWhole(uri))) continue;
    const own = fileEdits(fix, false);
    const inside = own.every((edit) => files.has(edit.uri));
    const free = own.every((edit) => edits.every((other) => edit.uri !== other.uri || !collide(edit, other)));
    if (!inside || !free) continue;
    edits.push(...own);
    applied.push({ uri, rule: finding.rule, title: fix.title });
  }
  return { edits, applied };
}

/** Whether a finding is about what is written, whatever the rest of the design says. */
function isOfText(rule: string): boolean {
  return isMistake(rule) || rule.startsWith("value/");
}

function isMistake(rule: string): boolean {
  return rule.startsWith("syntax/") || rule.startsWith("link/");
}

function collide({ range: one }: FileEdit, { range: other }: FileEdit): boolean {
  return (
    (one.start < other.end && other.start < one.end) ||
    (one.start === other.start && (one.end === other.end || one.start === one.end || other.start === other.end))
  );
}

/** A text with edits of it made; none of them may overlap another. */
export function withEdits(text: string, edits: readonly FileEdit[]): string {
  let result = "";
  let at = 0;
  for (const { range, text: inserted } of edits.toSorted((one, other) => one.range.start - other.range.start)) {
    result += text.slice(at, range.start) + inserted;
    at = range.end;
  }
  return result + text.slice(at);
}
