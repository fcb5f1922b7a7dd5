/** The findings of one file as an editor shows them, and the ways to resolve them. */

import { AuthorText, type Sources } from "../lint/author-text.ts";
import type { Finding, Fix, Severity } from "../lint/finding.ts";
import { plainText } from "../lint/snippet.ts";
import { suppressionFix } from "../lint/suppression.ts";
import { type Location, locationOf, overlap, type Range, rangeOf, type TextEdit } from "./place.ts";

export interface Diagnostic {
  readonly range: Range;
  readonly severity: Severity;
  /** `syntax/…`, `link/…`, `value/…` or the rule's id. */
  readonly rule: string;
  readonly message: string;
  readonly related: readonly { readonly location: Location; readonly message: string }[];
  readonly tags: readonly ("unnecessary" | "deprecated")[];
  /** Whether there is a fix besides suppressing it. */
  readonly fixable: boolean;
}

/** The diagnostics of a file: those findings that stand in it, in their order. */
export function diagnosticsOf(uri: string, findings: readonly Finding[]): readonly Diagnostic[] {
  return findings.flatMap((finding) => (finding.place.origin.uri === uri ? [diagnosticOf(finding)] : []));
}

export function diagnosticOf(finding: Finding): Diagnostic {
  return {
    range: rangeOf(finding.place.origin.chunk, finding.place.span),
    severity: finding.severity,
    rule: finding.rule,
    message: finding.message,
    related: finding.related.map(({ place, message }) => ({ location: locationOf(place.origin, place.span), message })),
    tags: finding.tags ?? [],
    fixable: finding.fixes.length > 0,
  };
}

/** A text edit of some file. */
export interface FileEdit extends TextEdit {
  readonly uri: string;
}

/** A way to resolve a diagnostic. */
export interface QuickFix {
  readonly title: string;
  /** What it resolves. */
  readonly diagnostic: Diagnostic;
  readonly edits: readonly FileEdit[];
  /** Snippets in the LSP's syntax stand in the edits' texts. */
  readonly snippet: boolean;
  /** The one to take when somebody just wants it gone. */
  readonly preferred: boolean;
  /** May be applied without looking: on save, or by `--fix`. */
  readonly safe: boolean;
}

/**
 * The fixes of the findings that touch a range of a file, the best ones first; suppressing each with a reason comes
 * last. Without `snippets`, placeholders are filled in with what they suggest.
 */
export function quickFixes(
  sources: Sources,
  uri: string,
  range: Range,
  findings: readonly Finding[],
  snippets: boolean,
): readonly QuickFix[] {
  const author = new AuthorText(sources);
  const here = findings.filter(
    ({ place }) => place.origin.uri === uri && overlap(rangeOf(place.origin.chunk, place.span), range),
  );
  const fixes = here.flatMap((finding) =>
    finding.fixes.map((fix, index) => quickFix(finding, fix, snippets, index === 0)),
  );
  const suppressions = here.flatMap((finding) =>
    isSuppressible(finding.rule)
      ? suppressionFix(author, finding).map((fix) => quickFix(finding, fix, snippets, false))
      : [],
  );
  return [...fixes, ...suppressions];
}

/** What does not parse or link can only be put right. */
function isSuppressible(rule: string): boolean {
  return !/^(?:syntax|link|config|suppression)\//.test(rule);
}

function quickFix(finding: Finding, fix: Fix, snippets: boolean, preferred: boolean): QuickFix {
  return {
    title: fix.title,
    diagnostic: diagnosticOf(finding),
    edits: fileEdits(fix, snippets),
    snippet: snippets && fix.snippet === true,
    preferred,
    safe: fix.safe,
  };
}

/** A fix's edits at absolute offsets. Without `snippets`, placeholders are filled in with what they suggest. */
export function fileEdits(fix: Fix, snippets: boolean): readonly FileEdit[] {
  return fix.edits.map((edit) => ({
    ...locationOf(edit.origin, edit),
    text: fix.snippet && !snippets ? plainText(edit.text) : edit.text,
  }));
}
