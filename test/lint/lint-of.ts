/** Lints small designs, and applies fixes to them. */

import { factsOf } from "../../server/src/analysis/facts.ts";
import { AuthorText } from "../../server/src/lint/author-text.ts";
import { EMPTY_CONFIG, type RuleSetting, settingsFor, withRules } from "../../server/src/lint/config.ts";
import type { Finding, Fix } from "../../server/src/lint/finding.ts";
import { valueFindings } from "../../server/src/lint/number-problems.ts";
import type { Preset } from "../../server/src/lint/presets.ts";
import { linkFindings, syntaxFindings } from "../../server/src/lint/problems.ts";
import { lint } from "../../server/src/lint/run.ts";
import { plainText } from "../../server/src/lint/snippet.ts";
import type { Design } from "../../server/src/model/design.ts";
import type { Workspace } from "../../server/src/model/workspace.ts";
import { mainUri, workspaceOf } from "../model/design-of.ts";

export { mainUri };

export interface LintOptions {
  readonly preset?: Preset;
  readonly rules?: Readonly<Record<string, RuleSetting["severity"]>>;
  readonly options?: Readonly<Record<string, Readonly<Record<string, number | string | boolean>>>>;
  readonly others?: Readonly<Record<string, string>>;
}

/** What parsing and linking found in the files of a design. */
export function problemFindings(workspace: Workspace, design: Design): readonly Finding[] {
  return design.files.flatMap((uri) => {
    const file = workspace.linked(uri);
    if (!file) return [];
    const linked = [...file.importProblems, ...file.chunks.flatMap((chunk) => chunk.problems)];
    return [...syntaxFindings(uri, file.source), ...linkFindings(linked)];
  });
}

/** The findings of a source, in the order in which they are reported. */
export function lintOf(source: string, options: LintOptions = {}): readonly Finding[] {
  const workspace = workspaceOf(source, options.others);
  const design = workspace.design(mainUri);
  if (!design) throw new Error("no design");
  const severities = Object.entries(options.rules ?? {}).map(([pattern, severity]) => ({
    pattern,
    ...(severity ? { severity } : {}),
    options: new Map(),
  }));
  const settings = Object.entries(options.options ?? {}).map(([pattern, values]) => ({
    pattern,
    options: new Map(Object.entries(values)),
  }));
  const preset = options.preset ? { preset: options.preset } : {};
  const config = withRules({ ...EMPTY_CONFIG, ...preset }, [...severities, ...settings]);
  const facts = factsOf(design);
  const findings = lint({
    design,
    facts,
    sources: workspace,
    problems: [...problemFindings(workspace, design), ...valueFindings(facts)],
    settings: () => settingsFor(config, "main.sdesign"),
  });
  if (!findings) throw new Error("cancelled");
  return findings;
}

/** The text that a finding underlines. */
export function underlined(source: string, finding: Finding): string {
  const { origin, span } = finding.place;
  return source.slice(origin.chunk.start + span.start, origin.chunk.start + span.end);
}

/** Findings as `rule at 'text'`, for comparing. */
export function brief(source: string, findings: readonly Finding[]): readonly string[] {
  return findings.map((finding) => `${finding.rule} at '${underlined(source, finding)}'`);
}

/** A source after a fix, placeholders filled with their defaults. */
export function applied(source: string, fix: Fix): string {
  const edits = fix.edits.map((edit, index) => {
    const { start: base } = edit.origin.chunk;
    const text = fix.snippet && index === 0 ? plainText(edit.text) : edit.text;
    return { start: base + edit.start, end: base + edit.end, text, index };
  });
  // Backwards, so that earlier offsets hold; of two at one place, the first one's text stands first.
  edits.sort((a, b) => b.start - a.start || b.end - a.end || b.index - a.index);
  let text = source;
  for (const { start, end, text: added } of edits) text = text.slice(0, start) + added + text.slice(end);
  return text;
}

/** The author's text of a source, for testing edits alone. */
export function authorOf(source: string): { readonly author: AuthorText; readonly design: Design } {
  const workspace = workspaceOf(source);
  const design = workspace.design(mainUri);
  if (!design) throw new Error("no design");
  return { author: new AuthorText(workspace), design };
}
