/** The rules for what has a value: properties, estimates, assertions, units of one's own, and qualities. */

import type { ParserMethod } from "chevrotain";
import { properties } from "../language/properties.ts";
import { metrics, qualities } from "../language/qualities.ts";
import { EndpointForms } from "./endpoint-forms.ts";
import { suggestedName } from "./heads.ts";
import { insertion, replacement } from "./problems.ts";
import type { Token } from "./tokens.ts";
import * as t from "./tokens.ts";
import type {
  AssertStatement,
  Draft,
  EstimateStatement,
  Expression,
  Name,
  Operator,
  PropertyStatement,
  QualityStatement,
  Target,
  Text,
  UnitStatement,
} from "./tree.ts";

const COMPARISONS: ReadonlySet<Token["tokenType"]> = new Set([t.Compare, t.Equals]);

type Rule<R> = ParserMethod<[], R>;

export abstract class ValueForms extends EndpointForms {
  /** `latency FastPurchase "…" p99 <= 500 ms for BuyTicket { … }` */
  readonly quality: Rule<QualityStatement> = this.RULE("quality", (): QualityStatement => {
    const quality = this.name();
    const statement: Draft<QualityStatement> = {
      type: "quality",
      start: quality.start,
      end: quality.end,
      quality,
      for: [],
    };
    if (this.qualityNameAhead()) statement.name = this.name();
    else this.missingName(quality, ` ${suggestedName(quality.text)}`);
    // A comparison and a number in front of a body are the target, no slip.
    const title = this.targetAhead() ? undefined : this.title();
    if (title !== undefined) statement.title = title;
    const target = this.target(quality);
    if (target !== undefined) statement.target = target;
    if (title === undefined && target !== undefined) {
      const late = this.at(t.StringLiteral) ? this.lateTitle() : undefined;
      if (late !== undefined) statement.title = late;
    }
    if (this.atWord("for") && this.targetAfterFor()) {
      this.take(t.Identifier);
      statement.for = this.references();
    } else if (this.atWord("for") && !this.at(t.Colon, 2) && !this.peek(1).lineStart) {
      const token = this.take(t.Identifier);
      this.problemAtToken("syntax/missing-target", token, "A name is missing behind `for`: what does this hold for?");
    }
    const body = this.optionalBody("known");
    if (body !== undefined) statement.body = body;
    statement.end = this.end;
    return statement;
  });

  private targetAfterFor(): boolean {
    return this.at(t.Identifier, 2) && !(this.peek(2).lineStart && this.statementAhead(2));
  }

  private qualityNameAhead(): boolean {
    if (!this.atOnLine(t.Identifier) || this.metricInPlaceOfName() || this.at(t.Colon, 2)) return false;
    // `latency for Buy` lacks a name; `latency for for Buy` and `latency for p99 <= …` are of that name.
    if (!this.atWord("for") || !this.atOnLine(t.Identifier, 2)) return true;
    return this.atWord("for", 2) || (metrics.has(this.peek(2).image) && COMPARISONS.has(this.peek(3).tokenType));
  }

  private targetAhead(): boolean {
    return this.at(t.Compare) || this.at(t.Equals) || this.at(t.NumberLiteral);
  }

  private lateTitle(): Text {
    const token = this.peek(1);
    this.problemAtToken("syntax/order", token, "The title stands right behind the name, before the target.");
    return this.text();
  }

  private target(quality: Name): Target | undefined {
    const start = this.peek(1).startOffset - this.base;
    const target: Draft<Target> = { type: "target", start, end: start };
    if (this.dottedMetricAhead()) target.metric = this.dottedMetric();
    else if (this.metricAhead()) target.metric = this.name();
    if (this.at(t.Compare) || this.at(t.Equals)) {
      target.operator = this.comparison();
      if (this.expressionAhead()) target.value = this.SUBRULE(this.expression);
      else this.missingValueAfter(target.operator);
    } else if (this.atOnLine(t.NumberLiteral) || this.percentileWithoutComparison()) {
      const sign = qualities.get(quality.text)?.operator ?? ">=";
      if (this.at(t.Identifier)) target.metric = this.name();
      const number = this.peek(1);
      this.problemAtToken(
        "syntax/missing-operator",
        number,
        `A comparison is missing before this target: write \`${sign} ${number.image}\`.`,
        insertion(`Add \`${sign}\``, number.startOffset, `${sign} `),
      );
      target.value = this.SUBRULE1(this.expression);
    } else return undefined;
    this.rejectComparison();
    target.end = this.end;
    return target;
  }

  /** `p99.9` */
  private dottedMetric(): Name {
    const { startOffset: start, image } = this.take(t.Identifier);
    this.take(t.Dot);
    const text = `${image}${this.take(t.NumberLiteral).image}`;
    const fix = replacement(`Write \`${text}\``, start, this.lastEnd, text);
    this.problem("syntax/number", start, this.lastEnd, `A percentile has no point: write \`${text}\`.`, fix);
    return { type: "name", start: start - this.base, end: this.end, text };
  }

  private percentileWithoutComparison(): boolean {
    return this.atOnLine(t.Identifier) && /^p\d+$/.test(this.peek(1).image) && this.atOnLine(t.NumberLiteral, 2);
  }

  private comparison(): Operator {
    const token = this.skip();
    const start = token.startOffset - this.base;
    return { type: "operator", start, end: token.end - this.base, sign: token.image as Operator["sign"] };
  }

  private missingValueAfter(operator: Operator): void {
    this.problem(
      "syntax/missing-value",
      operator.start + this.base,
      operator.end + this.base,
      `A value is missing behind \`${operator.sign}\`.`,
    );
  }

  /** `name = expression "title"` */
  readonly estimate: Rule<EstimateStatement> = this.RULE("estimate", (): EstimateStatement => {
    const name = this.name();
    const statement: Draft<EstimateStatement> = { type: "estimate", start: name.start, end: name.end, name };
    const equals = this.at(t.Equals) ? this.take(t.Equals) : this.otherThanEquals(name);
    if (this.valueAhead(equals)) statement.value = this.SUBRULE(this.expression);
    else
      this.problemAtToken(
        "syntax/missing-value",
        equals,
        `\`${name.text}\` has no value: write an expression behind \`=\`, as in \`${name.text} = 10k req/s\`.`,
      );
    this.rejectComparison();
    const title = this.title();
    if (title !== undefined) statement.title = title;
    statement.end = this.end;
    return statement;
  });

  /** A colon where `=` should be, or nothing at all. Returns what the value stands behind. */
  private otherThanEquals(name: Name): Token {
    if (this.at(t.Colon)) {
      const colon = this.take(t.Colon);
      const message = `An estimate takes \`=\`: write \`${name.text} = …\`.`;
      const fix = replacement("Replace by `=`", colon.startOffset, colon.end, colon.glued ? " =" : "=");
      this.problemAtToken("syntax/missing-operator", colon, message, fix);
      return colon;
    }
    const value = this.peek(1);
    this.problem(
      "syntax/missing-operator",
      name.start + this.base,
      this.lastEnd,
      `\`=\` is missing: write \`${name.text} = ${value.image}\`.`,
      insertion("Add `=`", this.lastEnd, " ="),
    );
    return value;
  }

  /** Whether an expression follows that does not begin the next statement instead. */
  private valueAhead(after: Token): boolean {
    if (!this.expressionAhead()) return false;
    const token = this.peek(1);
    return !(token.tokenType === t.StringLiteral && token.lineStart && after.lineStart);
  }

  /** `assert storage < 100 GB "why"` */
  readonly assert: Rule<AssertStatement> = this.RULE("assert", (): AssertStatement => {
    const keyword = this.name();
    const statement: Draft<AssertStatement> = { type: "assert", start: keyword.start, end: keyword.end };
    if (this.scope !== "file" && this.scope !== "estimates")
      this.problem(
        "syntax/misplaced",
        this.base + keyword.start,
        this.lastEnd,
        "An assertion stands in `estimates`, or outside of every body: move it there.",
      );
    this.comparing = true;
    if (this.expressionAhead()) statement.left = this.SUBRULE(this.expression);
    this.comparing = false;
    if (this.at(t.Compare) || this.at(t.Equals)) {
      statement.operator = this.comparison();
      if (this.expressionAhead()) statement.right = this.SUBRULE1(this.expression);
      else this.missingValueAfter(statement.operator);
      this.rejectComparison();
    }
    if (statement.left === undefined || statement.operator === undefined)
      this.problem(
        statement.left === undefined ? "syntax/missing-value" : "syntax/missing-operator",
        this.base + keyword.start,
        this.lastEnd,
        "An assertion compares two values, as in `assert storage < 100 GB`.",
      );
    const why = this.title();
    if (why !== undefined) statement.why = why;
    statement.end = this.end;
    return statement;
  });

  /** `unit parcel` */
  readonly unit: Rule<UnitStatement> = this.RULE("unit", (): UnitStatement => {
    const keyword = this.name();
    const statement: Draft<UnitStatement> = { type: "unit-declaration", start: keyword.start, end: keyword.end };
    if (this.atOnLine(t.Identifier)) statement.name = this.name();
    else this.missingName(keyword, " parcel");
    statement.end = this.end;
    return statement;
  });

  /** `name: value, value` */
  readonly property: Rule<PropertyStatement> = this.RULE("property", (): PropertyStatement => {
    const name = this.name();
    const colon = this.take(t.Colon);
    const values: Expression[] = [];
    const bracket = this.listBracket();
    if (this.valueAhead(colon)) {
      values.push(this.SUBRULE(this.expression));
      this.rejectComparison();
      while (this.at(t.Comma) && this.itemAhead()) {
        this.take(t.Comma);
        values.push(this.SUBRULE1(this.expression));
        this.rejectComparison();
      }
    } else if (!bracket)
      this.problem(
        "syntax/missing-value",
        name.start + this.base,
        colon.end,
        `\`${name.text}\` has no value: write one behind the colon${exampleOf(name.text)}, or remove it.`,
      );
    if (bracket) this.tryTake(t.RightBracket);
    if (this.scope === "file" || this.scope === "requirements")
      this.problem(
        "syntax/misplaced",
        name.start + this.base,
        name.end + this.base,
        `The property \`${name.text}\` stands outside of ${this.scope === "file" ? "every body" : "every requirement"}: move it between the braces of what it describes.`,
      );
    return { type: "property", start: name.start, end: this.end, name, values };
  });

  /** Whether an item of a list follows the comma that is next. */
  private itemAhead(): boolean {
    const item = this.peek(2);
    switch (item.tokenType) {
      case t.Identifier:
        return !this.statementAhead(2);
      case t.StringLiteral:
        return !this.at(t.RowArrow, 3);
      case t.NumberLiteral:
      case t.LeftParen:
      case t.Minus:
        return true;
      default:
        return false;
    }
  }

  /** Lists take no brackets, but hands that come from JSON or YAML write them. */
  private listBracket(): boolean {
    if (!this.at(t.LeftBracket)) return false;
    const token = this.take(t.LeftBracket);
    this.problemAtToken(
      "syntax/list",
      token,
      "A list takes no brackets: write its items separated by commas, as in `monitors: latency, errors`.",
    );
    return true;
  }
}

/** `, as in \`replicas: 2\`` for a property that is known. */
function exampleOf(name: string): string {
  const entry = properties.get(name);
  const example = entry?.example || (entry?.value.type === "reference" ? "Name" : "");
  return example === "" ? "" : `, as in \`${name}: ${example}\``;
}
