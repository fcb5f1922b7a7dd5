/**
 * `// sdesign-ignore rule[, rule]: reason` silences rules for the next statement, nested ones included;
 * `// sdesign-ignore-file` for the whole file. Each has to say why, and to silence something.
 */

import type { Origin } from "../model/design.ts";
import { nearest } from "../model/spelling.ts";
import type { Body, Chunk, Comment, Span, Statement } from "../syntax/tree.ts";
import type { AuthorText } from "./author-text.ts";
import { startWithDocs } from "./author-text.ts";
import { fits, type Settings } from "./config.ts";
import { remove, removeItem } from "./edits.ts";
import type { Finding, Fix } from "./finding.ts";
import { safeFix, snippetFix } from "./fixes.ts";
import { quote } from "./messages.ts";
import { rules } from "./rules/index.ts";
import { escapeSnippet } from "./snippet.ts";
import { isToolRule } from "./tool-rules.ts";

/** One rule, or `spof/*`, named in a suppression. */
interface Silenced extends Span {
  readonly pattern: string;
}

interface Suppression extends Span {
  readonly file: boolean;
  readonly silenced: readonly Silenced[];
  readonly reason: string;
  /** The statement that it stands before; absent for a file's, or when none follows. */
  readonly target?: Span;
}

const FORM = /^\/\/\s*sdesign-ignore(-file)?(?![\w-])([^:\r\n]*)(?::(.*))?$/;

const parsed = new WeakMap<Chunk, readonly Suppression[]>();

/** The suppressions that stand in a chunk. */
function suppressionsIn(author: AuthorText, origin: Origin): readonly Suppression[] {
  const { chunk } = origin;
  if (chunk.comments.length === 0) return [];
  const known = parsed.get(chunk);
  if (known) return known;
  const text = author.chunk(origin);
  const found = chunk.comments.flatMap((comment) => {
    const suppression = comment.kind === "line" ? parse(text, comment, chunk) : undefined;
    return suppression ? [suppression] : [];
  });
  parsed.set(chunk, found);
  return found;
}

function parse(text: string, comment: Comment, chunk: Chunk): Suppression | undefined {
  const written = text.slice(comment.start, comment.end);
  const match = FORM.exec(written.trimEnd());
  if (!match) return undefined;
  const [, file, names = "", reason = ""] = match;
  const namesStart = comment.start + written.indexOf("sdesign-ignore") + "sdesign-ignore".length + (file?.length ?? 0);
  const silenced = [...names.matchAll(/[^\s,]+/g)].map(({ 0: pattern, index }) => ({
    pattern,
    start: namesStart + index,
    end: namesStart + index + pattern.length,
  }));
  const target = file ? undefined : nextStatement(chunk.statement ? [chunk.statement] : [], comment.end);
  return {
    start: comment.start,
    end: comment.start + written.trimEnd().length,
    file: file !== undefined,
    silenced,
    reason: reason.trim(),
    ...(target ? { target: { start: target.start, end: target.end } } : {}),
  };
}

/** The statement right behind an offset, in the innermost body that holds the offset. */
function nextStatement(statements: readonly Statement[], offset: number): Statement | undefined {
  for (const statement of statements) {
    if (statement.start >= offset) return statement;
    const body = bodyOf(statement);
    if (body && body.start < offset && offset < body.end) return nextStatement(body.statements, offset);
  }
  return undefined;
}

function bodyOf(statement: Statement): Body | undefined {
  return "body" in statement ? statement.body : undefined;
}

/** A finding that the author has silenced, and why. */
export interface Silence {
  readonly finding: Finding;
  /** Empty where none is given. */
  readonly reason: string;
}

/** What is left of findings, what is silenced, and what there is to say about the suppressions themselves. */
export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly silenced: readonly Silence[];
  readonly reports: readonly Finding[];
}

/**
 * Takes the suppressed findings out of those of some files, and reports suppressions without a reason or an effect.
 *
 * @param settings what is configured for a file: a rule that is off is not missed by its suppression
 */
export function suppress(
  findings: readonly Finding[],
  files: readonly string[],
  author: AuthorText,
  settings: (uri: string) => Settings,
): Suppressed {
  const all = new Map<string, { origin: Origin; suppression: Suppression }[]>();
  for (const uri of files) {
    const inFile = author
      .commented(uri)
      .flatMap((origin) => suppressionsIn(author, origin).map((suppression) => ({ origin, suppression })));
    if (inFile.length > 0) all.set(uri, inFile);
  }
  if (all.size === 0) return { findings, silenced: [], reports: [] };

  const used = new Set<Silenced>();
  const silences: Silence[] = [];
  const left = findings.filter((finding) => {
    const { origin, span } = finding.place;
    let reason: string | undefined;
    for (const { origin: at, suppression } of all.get(origin.uri) ?? []) {
      const covers = suppression.file || (at.chunk === origin.chunk && contains(suppression.target, span));
      if (!covers) continue;
      for (const silenced of suppression.silenced) {
        if (!fits(silenced.pattern, finding.rule)) continue;
        used.add(silenced);
        reason ??= suppression.reason;
      }
    }
    if (reason !== undefined) silences.push({ finding, reason });
    return reason === undefined;
  });

  const reports: Finding[] = [];
  for (const [uri, inFile] of all) {
    for (const { origin, suppression } of inFile) {
      reports.push(...complaints(suppression, origin, author, settings(uri), used));
    }
  }
  return { findings: left, silenced: silences, reports };
}

function contains(target: Span | undefined, span: Span): boolean {
  return target !== undefined && target.start <= span.start && span.end <= target.end;
}

function complaints(
  suppression: Suppression,
  origin: Origin,
  author: AuthorText,
  settings: Settings,
  used: ReadonlySet<Silenced>,
): readonly Finding[] {
  const found: Finding[] = [];
  const report = (id: string, span: Span, message: string, fixes: readonly Fix[], unnecessary: boolean): void => {
    const severity = settings.severity(id);
    if (severity === "off") return;
    const place = { origin, span: { start: span.start, end: span.end } };
    found.push({
      rule: id,
      severity,
      message,
      place,
      related: [],
      fixes,
      ...(unnecessary ? { tags: ["unnecessary" as const] } : {}),
    });
  };
  if (suppression.silenced.length === 0) {
    report(
      "suppression/unused",
      suppression,
      "This suppression names no rule, so it silences nothing. Write `// sdesign-ignore rule: reason`, or remove it.",
      safeFix("Remove the suppression", remove(author, origin, suppression, false)),
      true,
    );
    return found;
  }
  if (suppression.reason === "") {
    const end = suppression.silenced.at(-1)?.end ?? suppression.end;
    const edits = [{ origin, start: end, end: suppression.end, text: ": ${1:why this is fine}" }];
    report(
      "suppression/no-reason",
      suppression,
      "This suppression gives no reason, so nobody can tell later whether it still holds. Add `: ` and why the finding is none.",
      snippetFix(author, "Add a reason", edits),
      false,
    );
  }
  for (const silenced of suppression.silenced) {
    if (used.has(silenced)) continue;
    const { pattern } = silenced;
    const unknown = !pattern.includes("*") && !rules.has(pattern) && !isToolRule(pattern);
    if (!unknown && isOff(pattern, settings)) continue;
    const only = suppression.silenced.length === 1;
    const edits = only ? remove(author, origin, suppression, false) : removeItem(author, origin, silenced);
    report(
      "suppression/unused",
      only ? suppression : silenced,
      unknown
        ? `There is no rule ${quote(pattern)}, so this suppression silences nothing.${spelling(pattern)}`
        : `This suppression of ${quote(pattern)} silences nothing${suppression.file ? " in this file" : " in the statement behind it"}. Remove it, so that it does not hide a finding to come.`,
      safeFix(only ? "Remove the suppression" : `Remove ${quote(pattern)} from the suppression`, edits),
      true,
    );
  }
  return found;
}

/** Whether nothing that a pattern fits is looked for. */
function isOff(pattern: string, settings: Settings): boolean {
  if (!pattern.includes("*")) return settings.severity(pattern) === "off";
  const fitting = [...rules.keys()].filter((id) => fits(pattern, id));
  return fitting.length > 0 && fitting.every((id) => settings.severity(id) === "off");
}

function spelling(pattern: string): string {
  const meant = nearest(pattern, rules.keys());
  return meant ? ` Did you mean ${quote(meant)}?` : " Remove it.";
}

/** Silences a finding by a comment above its statement, with a placeholder for the reason. */
export function suppressionFix(author: AuthorText, finding: Finding): readonly Fix[] {
  const { origin, span } = finding.place;
  const statement = origin.chunk.statement;
  if (!statement || finding.rule.startsWith("suppression/")) return [];
  const text = author.of(origin.uri);
  const start = origin.chunk.start + lineOwner(statement, span, author.chunk(origin)).start;
  const indentation = author.indentationAt(origin.uri, start);
  const point = author.point(origin.uri, startWithDocs(text, start));
  if (!point) return [];
  const comment = `// sdesign-ignore ${escapeSnippet(finding.rule)}: \${1:why this is fine}`;
  const line = `${escapeSnippet(indentation)}${comment}${author.newline(origin.uri)}`;
  const edits = [{ origin: point.origin, start: point.offset, end: point.offset, text: line }];
  return snippetFix(author, `Ignore ${quote(finding.rule)} here, with a reason`, edits);
}

/** The innermost statement around a span that a line begins with: a comment fits above it. */
function lineOwner(outermost: Statement, span: Span, text: string): Statement {
  let owner = outermost;
  for (let inner: Statement | undefined = outermost; inner; ) {
    if (/(?:^|[\r\n])[ \t]*$/.test(text.slice(0, inner.start))) owner = inner;
    inner = bodyOf(inner)?.statements.find((child) => contains(child, span));
  }
  return owner;
}
