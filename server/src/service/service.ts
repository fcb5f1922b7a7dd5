/**
 * Everything that an editor asks, over a workspace. Pure: no connection, no disk, no clock. Answers speak of URIs and
 * UTF-16 offsets; offsets out of range, from before an edit or behind it, are taken for the nearest one in range.
 */

import type { Finding } from "../lint/finding.ts";
import type { Key } from "../model/design.ts";
import type { Workspace } from "../model/workspace.ts";
import { type Call, type CallItem, callItem, implementations, incomingCalls, outgoingCalls } from "./calls.ts";
import { Checks } from "./checks.ts";
import { type CompletionItem, complete } from "./completion.ts";
import { type Diagnostic, diagnosticsOf, type FileEdit, type QuickFix, quickFixes } from "./diagnostics.ts";
import type { Neighbour } from "./elsewhere.ts";
import { Figures } from "./figures.ts";
import { safeFixes } from "./fix-all.ts";
import { type Fold, folding } from "./folding.ts";
import { formatting, formattingOnType } from "./formatting.ts";
import { describe, type Hover, hover } from "./hover.ts";
import { Imports } from "./import-edit.ts";
import { linkedNames } from "./linked-names.ts";
import { type DocumentLink, documentLinks } from "./links.ts";
import {
  type Definition,
  definition,
  elementOf,
  highlights,
  type Occurrence,
  occurrences,
  prepareRename,
  rename,
  typeDefinition,
  type WorkspaceSymbol,
  workspaceSymbols,
} from "./navigation.ts";
import { type OutlineEntry, outline } from "./outline.ts";
import { type Paste, pasted } from "./paste.ts";
import type { Range, TextEdit } from "./place.ts";
import { creations } from "./refactor/create.ts";
import { foreignText } from "./refactor/foreign.ts";
import { importFixes } from "./refactor/import-name.ts";
import type { Refactoring } from "./refactor/place.ts";
import { refactorings } from "./refactor/refactorings.ts";
import { selectionRanges } from "./selection.ts";
import { type SemanticToken, semanticTokens } from "./semantic-tokens.ts";
import { type Signature, signature } from "./signature.ts";

export class Service {
  readonly workspace: Workspace;
  readonly checks: Checks;
  readonly figures: Figures;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.checks = new Checks(workspace);
    this.figures = new Figures(workspace, (design) => this.checks.facts(design));
  }

  /** What is wrong or worth saying in a file, in the order of its text. Empty for unknown files. */
  diagnostics(uri: string): readonly Diagnostic[] {
    return diagnosticsOf(uri, this.findings(uri));
  }

  /** The findings of all designs that a file is part of, those in other files included. */
  findings(uri: string): readonly Finding[] {
    return this.checks.of(uri);
  }

  /** What resolves the diagnostics that touch a range. `others` are files that nobody has opened or imported. */
  quickFixes(uri: string, range: Range, snippets: boolean, others: readonly Neighbour[] = []): readonly QuickFix[] {
    const clamped = { start: this.#clamp(uri, range.start), end: this.#clamp(uri, range.end) };
    const findings = this.findings(uri);
    return [
      ...importFixes(this.workspace, uri, clamped, findings, others),
      ...quickFixes(this.workspace, uri, clamped, findings, snippets),
      ...creations(this.workspace, uri, clamped, findings, snippets),
    ];
  }

  /** Changes of the design that are offered for a selection, whether anything is wrong there or not. */
  refactorings(uri: string, range: Range, others: readonly string[] = []): readonly Refactoring[] {
    const clamped = { start: this.#clamp(uri, range.start), end: this.#clamp(uri, range.end) };
    return [...refactorings(this.workspace, uri, clamped, others), ...foreignText(this.workspace, uri, clamped)];
  }

  /** What a text that is pasted over a range would be in the language; undefined where it is nothing else already. */
  paste(uri: string, range: Range, text: string): Paste | undefined {
    return pasted(
      this.workspace,
      uri,
      { start: this.#clamp(uri, range.start), end: this.#clamp(uri, range.end) },
      text,
    );
  }

  /** The edits of all fixes of a file that may be applied without looking; none of them overlaps another. */
  safeFixes(uri: string): readonly FileEdit[] {
    return safeFixes(this.workspace, new Set([uri]), this.findings(uri)).edits;
  }

  outline(uri: string): readonly OutlineEntry[] {
    const source = this.workspace.source(uri);
    return source ? outline(source, this.workspace.text(uri) ?? "") : [];
  }

  folding(uri: string): readonly Fold[] {
    const source = this.workspace.source(uri);
    return source ? folding(source, this.workspace.text(uri) ?? "") : [];
  }

  hover(uri: string, offset: number): Hover | undefined {
    return hover(this.workspace, uri, this.#clamp(uri, offset), this.figures.hover);
  }

  /** What may be written at an offset, the best fitting first. `others` are files that nobody has opened or imported. */
  completion(uri: string, offset: number, others: readonly Neighbour[] = []): readonly CompletionItem[] {
    return complete(this.workspace, uri, this.#clamp(uri, offset), others);
  }

  /** What brings names of other files into a file. */
  imports(uri: string): Imports {
    return new Imports(this.workspace, uri);
  }

  /** An element in a few lines of Markdown, as seen from a file; undefined where its key leads to none. */
  describe(uri: string, key: Key): string | undefined {
    const file = this.workspace.linked(uri);
    const element = file && elementOf(this.workspace, file, key);
    return element && describe(this.workspace, element, this.workspace.design(uri));
  }

  definition(uri: string, offset: number): Definition | undefined {
    return definition(this.workspace, uri, this.#clamp(uri, offset));
  }

  /** Where the kind, or the entity, of what is at an offset is declared. */
  typeDefinition(uri: string, offset: number): Definition | undefined {
    return typeDefinition(this.workspace, uri, this.#clamp(uri, offset));
  }

  /** The places in one statement where the name at an offset stands, to be changed together. */
  linkedNames(uri: string, offset: number): readonly Range[] {
    return linkedNames(this.workspace, uri, this.#clamp(uri, offset));
  }

  /** Every place in the workspace where the name at an offset stands. */
  references(uri: string, offset: number, declarations: boolean): readonly Occurrence[] {
    return occurrences(this.workspace, uri, this.#clamp(uri, offset)).filter(
      (occurrence) => declarations || !occurrence.declares,
    );
  }

  highlights(uri: string, offset: number): readonly Occurrence[] {
    return highlights(this.workspace, uri, this.#clamp(uri, offset));
  }

  prepareRename(uri: string, offset: number): Range | undefined {
    return prepareRename(this.workspace, uri, this.#clamp(uri, offset));
  }

  rename(uri: string, offset: number, name: string): readonly FileEdit[] | { readonly refused: string } {
    return rename(this.workspace, uri, this.#clamp(uri, offset), name);
  }

  symbols(query: string): readonly WorkspaceSymbol[] {
    return workspaceSymbols(this.workspace, query);
  }

  /** The colours of names and words, in the order of the text; of a part of it where a range is given. */
  semanticTokens(uri: string, within?: Range): readonly SemanticToken[] {
    const file = this.workspace.linked(uri);
    return file ? semanticTokens(file, this.workspace.design(uri), within) : [];
  }

  links(uri: string): readonly DocumentLink[] {
    return documentLinks(this.workspace, uri);
  }

  /** What a selection at an offset grows to, the innermost first. */
  selectionRanges(uri: string, offset: number): readonly Range[] {
    const source = this.workspace.source(uri);
    return source ? selectionRanges(source, this.#clamp(uri, offset)) : [];
  }

  signature(uri: string, offset: number): Signature | undefined {
    return signature(this.workspace, uri, this.#clamp(uri, offset));
  }

  /** The actor or component at an offset, whose calls can be followed. */
  callItem(uri: string, offset: number): CallItem | undefined {
    return callItem(this.workspace, uri, this.#clamp(uri, offset));
  }

  /** Who calls an element, or whom it calls, in the design that a file belongs to. */
  calls(uri: string, key: Key, direction: "incoming" | "outgoing"): readonly Call[] {
    const design = this.workspace.design(uri);
    if (!design) return [];
    return direction === "incoming" ? incomingCalls(design, key) : outgoingCalls(design, key);
  }

  /** What satisfies the requirement, serves the API or stores the entity at an offset. */
  implementations(uri: string, offset: number): readonly CallItem[] {
    return implementations(this.workspace, uri, this.#clamp(uri, offset));
  }

  /** The edits that bring a file, or what touches a range of it, into the canonical style. */
  formatting(uri: string, within?: Range): readonly TextEdit[] {
    return formatting(this.workspace, uri, within);
  }

  /** What a `}` or a line end that was just typed asks for. */
  formattingOnType(uri: string, offset: number, typed: string): readonly TextEdit[] {
    return formattingOnType(this.workspace, uri, this.#clamp(uri, offset), typed);
  }

  #clamp(uri: string, offset: number): number {
    return Math.max(0, Math.min(Number.isFinite(offset) ? offset : 0, this.workspace.text(uri)?.length ?? 0));
  }
}
