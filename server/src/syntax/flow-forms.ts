/** The rules for connections and for the rows of a process. */

import type { ParserMethod } from "chevrotain";
import { isQuality } from "../language/qualities.ts";
import { statementForm } from "../language/statements.ts";
import type { Token } from "./tokens.ts";
import * as t from "./tokens.ts";
import type { Alternatives, Arrow, ConnectionStatement, Draft, RowElement, RowStatement, Stage } from "./tree.ts";
import { ValueForms } from "./value-forms.ts";

type Rule<R> = ParserMethod<[], R>;

export abstract class FlowForms extends ValueForms {
  /** `A, B -> C -> D | E "label" { … }` */
  readonly connection: Rule<ConnectionStatement> = this.RULE("connection", (): ConnectionStatement => {
    const first = this.peek(1);
    const start = first.startOffset - this.base;
    const stages: Stage[] = [];
    const arrows: Arrow[] = [];
    if (first.tokenType === t.Identifier) stages.push(this.stage());
    else {
      stages.push({ type: "stage", start, end: start, groups: [] });
      this.problemAtToken(
        "syntax/missing-target",
        first,
        `Nothing stands before this \`${first.image}\`: write what it comes from.`,
      );
    }
    while (this.at(t.ArrowSign)) {
      const token = this.take(t.ArrowSign);
      const arrowStart = token.startOffset - this.base;
      arrows.push({ type: "arrow", start: arrowStart, end: token.end - this.base, sign: token.image as Arrow["sign"] });
      if (this.atOnLine(t.Identifier) && !this.at(t.Colon, 2) && !this.headAhead(1)) stages.push(this.stage());
      else {
        this.missingTarget(token);
        if (!this.loneWordBelow()) break;
        stages.push(this.stage());
      }
    }
    if (arrows.length === 0)
      this.problem(
        "syntax/incomplete",
        start + this.base,
        this.lastEnd,
        "This alone says nothing. Go on with an arrow (`A, B -> C`), or write the name of a property before it (`tags: a, b`).",
      );
    const statement: Draft<ConnectionStatement> = { type: "connection", start, end: this.end, stages, arrows };
    const label = this.title();
    if (label !== undefined) statement.label = label;
    const body = this.optionalBody("known");
    if (body !== undefined) statement.body = body;
    statement.end = this.end;
    return statement;
  });

  /** A word alone on the next line can be nothing but what the arrow leads to. */
  private loneWordBelow(): boolean {
    const [word, next] = [this.peek(1), this.peek(2)];
    if (word.tokenType !== t.Identifier || statementForm(word.image) !== undefined || isQuality(word.image))
      return false;
    return next.lineStart
      ? next.tokenType !== t.ArrowSign
      : next.tokenType === t.RightBrace || next.tokenType === t.End;
  }

  private missingTarget(arrow: Token): void {
    const next = this.peek(1);
    const onNextLine = next.tokenType === t.Identifier && next.lineStart;
    this.problemAtToken(
      "syntax/missing-target",
      arrow,
      `Nothing stands behind this \`${arrow.image}\`: write what it leads to${onNextLine ? " on the same line (a chain breaks before its arrow, never after it)" : ""}.`,
    );
  }

  /** `A, B | C`. A comma never separates connections, so the list goes on behind one. */
  private stage(): Stage {
    const groups = [this.alternatives()];
    while (this.at(t.Comma) && this.at(t.Identifier, 2) && !this.namesStatementAt(2)) {
      this.take(t.Comma);
      groups.push(this.alternatives());
    }
    return { type: "stage", start: groups[0]?.start ?? this.end, end: this.end, groups };
  }

  private alternatives(): Alternatives {
    const targets = [this.path()];
    while (this.at(t.Pipe)) {
      const bar = this.take(t.Pipe);
      if (this.at(t.Identifier) && !this.at(t.Colon, 2)) targets.push(this.path());
      else {
        this.problemAtToken("syntax/missing-target", bar, "Nothing stands behind this `|`: write the alternative.");
        break;
      }
    }
    return { type: "alternatives", start: targets[0]?.start ?? this.end, end: this.end, targets };
  }

  /** `Host => "Create dinner" => DinnerService => "Dinner created"` */
  readonly row: Rule<RowStatement> = this.RULE("row", (): RowStatement => {
    const start = this.peek(1).startOffset - this.base;
    const elements: RowElement[] = [];
    if (!this.at(t.RowArrow)) elements.push(this.rowElement());
    else this.problemAtToken("syntax/missing-target", this.peek(1), "Nothing stands before this `=>`.");
    while (this.at(t.RowArrow)) {
      const arrow = this.take(t.RowArrow);
      const next = this.peek(1);
      if (!next.lineStart && (next.tokenType === t.Identifier || next.tokenType === t.StringLiteral))
        elements.push(this.rowElement());
      else {
        this.problemAtToken("syntax/missing-target", arrow, "Nothing stands behind this `=>` on its line.");
        break;
      }
    }
    return { type: "row", start, end: this.end, elements };
  });

  private rowElement(): RowElement {
    const start = this.peek(1).startOffset - this.base;
    const role = this.isRole(1) ? this.name() : undefined;
    const value = this.at(t.StringLiteral) ? this.text() : this.path();
    const element = { type: "row-element" as const, start, end: this.end, value };
    return role === undefined ? element : { ...element, role };
  }
}
