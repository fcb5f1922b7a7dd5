/** The service's answers in the LSP's shapes: offsets become positions, kinds become icons. */

import {
  type CallHierarchyItem,
  type CodeAction,
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Diagnostic as LspDiagnostic,
  type Location as LspLocation,
  type SnippetTextEdit,
  StringValue,
  type SymbolInformation,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { ruleUrl } from "../lint/rule-url.ts";
import type { CallItem } from "../service/calls.ts";
import type { Diagnostic, FileEdit, QuickFix } from "../service/diagnostics.ts";
import type { Fold } from "../service/folding.ts";
import type { WorkspaceSymbol } from "../service/navigation.ts";
import type { OutlineEntry, OutlineKind } from "../service/outline.ts";
import type { Location } from "../service/place.ts";
import type { EditSpace, Files, LineFinder } from "./connection-files.ts";
import type { Lines } from "./connection-lines.ts";

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

export function lspLocation(files: LineFinder, location: Location): LspLocation {
  return { uri: files.spelling(location.uri), range: files.lspRange(location.uri, location.range) };
}

export function lspDiagnostic(files: LineFinder, uri: string, diagnostic: Diagnostic): LspDiagnostic {
  const related = diagnostic.related.map(({ location, message }) => ({
    location: lspLocation(files, location),
    message,
  }));
  const page = ruleUrl(diagnostic.rule, files.rulePages);
  return {
    range: files.lspRange(uri, diagnostic.range),
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.rule,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    source: "sdesign",
    message: diagnostic.message,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(diagnostic.tags.length > 0 ? { tags: diagnostic.tags.map((tag) => TAGS[tag]) } : {}),
    data: { fixable: diagnostic.fixable },
  };
}

/** A quick fix as an action; as snippets only where the client can insert them. */
export function lspCodeAction(files: Files, uri: string, fix: QuickFix): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [lspDiagnostic(files, uri, fix.diagnostic)],
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: fix.snippet ? snippetEdit(files, fix.edits) : workspaceEdit(files, fix.edits),
  };
}

/** Edits by file; with the versions that they are for, where the client takes those. */
export function workspaceEdit(files: EditSpace, edits: readonly FileEdit[]): WorkspaceEdit {
  if (files.versionedEdits) {
    return {
      documentChanges: [...byFile(edits)].map(([uri, own]) => ({
        textDocument: { uri: files.spelling(uri), version: files.version(uri) ?? null },
        edits: own.map((edit) => textEdit(files, edit)),
      })),
    };
  }
  const changes: Record<string, TextEdit[]> = {};
  for (const [uri, own] of byFile(edits)) changes[files.spelling(uri)] = own.map((edit) => textEdit(files, edit));
  return { changes };
}

export function textEdit(files: LineFinder, edit: FileEdit): TextEdit {
  return { range: files.lspRange(edit.uri, edit.range), newText: edit.text };
}

/** Edits of which the first is a snippet. */
function snippetEdit(files: Files, edits: readonly FileEdit[]): WorkspaceEdit {
  return {
    documentChanges: [...byFile(edits)].map(([uri, own]) => ({
      textDocument: { uri: files.spelling(uri), version: files.version(uri) ?? null },
      edits: own.map((edit): TextEdit | SnippetTextEdit =>
        edit === edits[0]
          ? { range: files.lspRange(uri, edit.range), snippet: StringValue.createSnippet(edit.text) }
          : textEdit(files, edit),
      ),
    })),
  };
}

function byFile(edits: readonly FileEdit[]): ReadonlyMap<string, readonly FileEdit[]> {
  const files = new Map<string, FileEdit[]>();
  for (const edit of edits) {
    const own = files.get(edit.uri);
    if (own) own.push(edit);
    else files.set(edit.uri, [edit]);
  }
  return files;
}

const SYMBOL_KINDS: Readonly<Record<OutlineKind, SymbolKind>> = {
  system: SymbolKind.Package,
  actor: SymbolKind.Object,
  component: SymbolKind.Class,
  place: SymbolKind.Namespace,
  domain: SymbolKind.Namespace,
  kind: SymbolKind.TypeParameter,
  connection: SymbolKind.Operator,
  requirement: SymbolKind.Event,
  quality: SymbolKind.Number,
  estimate: SymbolKind.Variable,
  assertion: SymbolKind.Boolean,
  unit: SymbolKind.Constant,
  field: SymbolKind.Field,
  entity: SymbolKind.Struct,
  relation: SymbolKind.Operator,
  api: SymbolKind.Interface,
  endpoint: SymbolKind.Method,
  flow: SymbolKind.Function,
  process: SymbolKind.Function,
  decision: SymbolKind.Enum,
  option: SymbolKind.EnumMember,
  question: SymbolKind.String,
  risk: SymbolKind.String,
  view: SymbolKind.File,
  block: SymbolKind.Module,
  step: SymbolKind.Operator,
};

export function lspSymbol(lines: Lines, entry: OutlineEntry): DocumentSymbol {
  return {
    name: entry.name,
    ...(entry.detail ? { detail: entry.detail } : {}),
    kind: SYMBOL_KINDS[entry.kind],
    range: lines.lspRange(entry.range),
    selectionRange: lines.lspRange(entry.selection),
    ...(entry.children.length > 0 ? { children: entry.children.map((child) => lspSymbol(lines, child)) } : {}),
  };
}

/** A nested outline as a list, for clients that show no tree. */
export function flatSymbols(
  files: Files,
  uri: string,
  entries: readonly OutlineEntry[],
  container = "",
): SymbolInformation[] {
  return entries.flatMap((entry) => [
    {
      name: entry.name,
      kind: SYMBOL_KINDS[entry.kind],
      location: lspLocation(files, { uri, range: entry.selection }),
      ...(container ? { containerName: container } : {}),
    },
    ...flatSymbols(files, uri, entry.children, entry.name),
  ]);
}

export function lspWorkspaceSymbol(files: Files, symbol: WorkspaceSymbol): SymbolInformation {
  return {
    name: symbol.name,
    kind: SYMBOL_KINDS[symbol.element.class],
    location: lspLocation(files, symbol.location),
    ...(symbol.container ? { containerName: symbol.container } : {}),
  };
}

const FOLD_KINDS: Readonly<Record<Fold["kind"], FoldingRangeKind | undefined>> = {
  body: undefined,
  comment: FoldingRangeKind.Comment,
  imports: FoldingRangeKind.Imports,
  region: FoldingRangeKind.Region,
};

/** A fold by its lines, or undefined when it lies within one. A body's closing brace stays in sight. */
export function lspFold(lines: Lines, fold: Fold): FoldingRange | undefined {
  const { start, end } = lines.lspRange(fold.range);
  const endLine = fold.kind === "body" ? end.line - 1 : end.line;
  if (endLine <= start.line) return undefined;
  const kind = FOLD_KINDS[fold.kind];
  return { startLine: start.line, endLine, ...(kind ? { kind } : {}) };
}

/** An actor or component in a hierarchy of calls; `from` is the file whose design it is looked at in. */
export function lspCallItem(files: Files, item: CallItem, from: string): CallHierarchyItem {
  const { element, uri, whole, selection } = item;
  return {
    name: element.name || element.id,
    kind: SYMBOL_KINDS[element.class],
    ...(element.title ? { detail: element.title } : {}),
    uri: files.spelling(uri),
    range: files.lspRange(uri, whole),
    selectionRange: files.lspRange(uri, selection),
    data: { key: element.key, from },
  };
}
