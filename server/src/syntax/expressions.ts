/** The rules for expressions: flat lists of operands and operators, and numbers with all that is attached to them. */

import type { ParserMethod, TokenType } from "chevrotain";
import { isUnitName } from "../language/units.ts";
import { insertion, replacement } from "./problems.ts";
import { MAX_DEPTH, TokenReader } from "./reader.ts";
import type { Token } from "./tokens.ts";
import * as t from "./tokens.ts";
import type {
  CallTerm,
  Draft,
  Expression,
  GroupTerm,
  NumberTerm,
  Operand,
  OperatorSign,
  RatioTerm,
  Term,
  Unit,
  UnitFactor,
} from "./tree.ts";

const SCALES: ReadonlyMap<string, NumberTerm["scale"]> = new Map([
  ["k", 3],
  ["K", 3],
  ["M", 6],
  ["B", 9],
  ["G", 9],
  ["T", 12],
]);

const BINARY: ReadonlySet<TokenType> = new Set([t.Plus, t.Minus, t.Star, t.Slash, t.Caret, t.Pipe]);

/** Operators behind an operand, names elsewhere. */
const OPERATOR_WORDS: ReadonlySet<string> = new Set(["to", "of", "in"]);
/** Words that may follow a unit, and so are none themselves. */
const WORDS_AFTER_VALUE: ReadonlySet<string> = new Set(["to", "of", "in", "for"]);

/** Behind a word they say that it begins a statement. */
const AFTER_STATEMENT_NAME: ReadonlySet<TokenType> = new Set([t.Colon, t.Equals, t.ArrowSign, t.RowArrow]);

type Rule<R> = ParserMethod<[], R>;

export abstract class ExpressionGrammar extends TokenReader {
  /**
   * A comparison is awaited, so that an `=` behind a word does not make it the name of an estimate
   * (`assert 5 MB = storage`).
   */
  protected comparing = false;

  /** Whether a statement begins `ahead` places on, in the middle of a list or an expression. */
  protected abstract statementAhead(ahead: number): boolean;

  /** Operands and operators in order. The caller has made sure that an operand is next. */
  readonly expression: Rule<Expression> = this.RULE("expression", (): Expression => {
    const terms: Term[] = [];
    const start = this.peek(1).startOffset - this.base;
    for (;;) {
      this.signs(terms);
      if (!this.operandAhead(terms.length > 0)) {
        this.missingOperand(terms);
        break;
      }
      terms.push(this.operand());
      if (!this.operators(terms)) break;
    }
    return { type: "expression", start, end: this.end, terms };
  });

  /** Whether an operand, or the sign of one, is next. */
  protected expressionAhead(): boolean {
    return this.at(t.Minus) || this.at(t.Plus) || this.operandAhead(true);
  }

  /**
   * Whether an operand is next. With `checkStatement`, a word that begins the next statement is none.
   */
  private operandAhead(checkStatement: boolean): boolean {
    const token = this.peek(1);
    switch (token.tokenType) {
      case t.NumberLiteral:
      case t.LeftParen:
        return true;
      case t.StringLiteral:
        return !this.at(t.RowArrow, 2);
      case t.Dot:
        return this.at(t.NumberLiteral, 2) && this.peek(2).glued && !token.lineStart;
      case t.Identifier:
        if (!checkStatement) return true;
        return token.lineStart ? !this.statementAhead(1) : !this.namesStatement(2);
      default:
        return false;
    }
  }

  /** A colon or equals sign `ahead` places on makes the word before it the name of a statement. */
  private namesStatement(ahead: number): boolean {
    const type = this.peek(ahead).tokenType;
    return type === t.Colon || (type === t.Equals && !this.comparing);
  }

  /** Signs in front of an operand. */
  private signs(terms: Term[]): void {
    for (;;) {
      if (this.at(t.Minus) || this.at(t.Plus)) this.operator(terms, this.peek(1).image as OperatorSign);
      else if (this.at(t.Dashes)) this.twoMinuses(terms);
      else return;
    }
  }

  /** The operator behind an operand, with the unit that follows an `in`. False when the expression ends. */
  private operators(terms: Term[]): boolean {
    const token = this.peek(1);
    if (BINARY.has(token.tokenType)) {
      this.operator(terms, token.image as OperatorSign);
      return true;
    }
    if (token.tokenType === t.Dashes) {
      this.twoMinuses(terms);
      return true;
    }
    if (token.tokenType !== t.Identifier || token.lineStart || !OPERATOR_WORDS.has(token.image)) return false;
    if (AFTER_STATEMENT_NAME.has(this.peek(2).tokenType) && !(this.comparing && this.at(t.Equals, 2))) return false;
    this.operator(terms, token.image as OperatorSign);
    if (token.image !== "in") return true;
    if (!this.unitExpressionAhead()) {
      this.problemAtToken(
        "syntax/missing-operand",
        token,
        "A unit is missing behind `in`, as in `in GB` or `in req/s`.",
      );
      return false;
    }
    terms.push(this.unitExpression());
    return this.operators(terms);
  }

  private operator(terms: Term[], sign: OperatorSign): void {
    const token = this.skip();
    terms.push({ type: "operator", start: token.startOffset - this.base, end: token.end - this.base, sign });
  }

  /** `a--b` subtracts a negative. */
  private twoMinuses(terms: Term[]): void {
    const token = this.take(t.Dashes);
    const start = token.startOffset - this.base;
    terms.push({ type: "operator", start, end: start + 1, sign: "-" });
    terms.push({ type: "operator", start: start + 1, end: start + 2, sign: "-" });
  }

  private missingOperand(terms: Term[]): void {
    const last = terms.at(-1);
    if (last === undefined) return;
    const sign = last.type === "operator" ? last.sign : "";
    this.problem(
      "syntax/missing-operand",
      last.start + this.base,
      last.end + this.base,
      `A value is missing behind \`${sign}\`.`,
    );
  }

  private operand(): Operand {
    switch (this.peek(1).tokenType) {
      case t.NumberLiteral:
        return this.numberOrRatio();
      case t.StringLiteral:
        return this.text();
      case t.LeftParen:
        return this.SUBRULE(this.group);
      case t.Dot:
        return this.numberFromPoint();
      default:
        return this.at(t.LeftParen, 2) && !this.peek(2).lineStart ? this.SUBRULE(this.call) : this.path();
    }
  }

  /** `( … )` */
  readonly group: Rule<GroupTerm> = this.RULE("group", (): GroupTerm => {
    const start = this.peek(1).startOffset - this.base;
    if (this.depth >= MAX_DEPTH) {
      this.skipTooDeep(t.LeftParen, t.RightParen);
      return { type: "group", start, end: this.end, expression: this.nothing() };
    }
    const open = this.take(t.LeftParen);
    this.depth++;
    const comparing = this.comparing;
    this.comparing = false;
    let expression = this.nothing();
    if (this.expressionAhead()) expression = this.SUBRULE(this.expression);
    else this.problemAtToken("syntax/missing-operand", open, "A value is missing behind `(`.");
    this.comparing = comparing;
    this.depth--;
    this.close(t.RightParen, open, ")");
    return { type: "group", start, end: this.end, expression };
  });

  /** `size(Ticket)` */
  readonly call: Rule<CallTerm> = this.RULE("call", (): CallTerm => {
    const name = this.name();
    const args = this.arguments();
    return { type: "call", start: name.start, end: this.end, name, arguments: args };
  });

  /** `(a, b)` of a call or a field's type. */
  protected arguments(): Expression[] {
    const values: Expression[] = [];
    if (this.depth >= MAX_DEPTH) {
      this.skipTooDeep(t.LeftParen, t.RightParen);
      return values;
    }
    const open = this.take(t.LeftParen);
    this.depth++;
    const comparing = this.comparing;
    this.comparing = false;
    while (this.expressionAhead()) {
      values.push(this.SUBRULE(this.expression));
      if (!this.at(t.Comma)) break;
      const comma = this.take(t.Comma);
      if (this.at(t.RightParen))
        this.problemAtToken(
          "syntax/separator",
          comma,
          "Nothing follows this comma: remove it.",
          replacement("Remove the comma", comma.startOffset, comma.end),
        );
    }
    this.comparing = comparing;
    this.depth--;
    this.close(t.RightParen, open, ")");
    return values;
  }

  private nothing(): Expression {
    return { type: "expression", start: this.end, end: this.end, terms: [] };
  }

  // ---------------------------------------------------------------- numbers and units

  private numberOrRatio(): NumberTerm | RatioTerm {
    const left = this.number();
    if (!this.atOnLine(t.Colon) || !this.atOnLine(t.NumberLiteral, 2)) return left;
    this.take(t.Colon);
    const right = this.number();
    return { type: "ratio", start: left.start, end: right.end, left, right };
  }

  /** `.5` */
  private numberFromPoint(): NumberTerm {
    const { startOffset: start } = this.take(t.Dot);
    const fix = insertion("Add the zero", start, "0");
    this.problem(
      "syntax/number",
      start,
      this.peek(1).end,
      "A number begins with a digit: write `0` before the point.",
      fix,
    );
    const number = this.number();
    return {
      ...number,
      start: start - this.base,
      digits: number.digits.includes(".") ? number.digits : `0.${number.digits}`,
    };
  }

  /** `10 M users`: a scale that is torn off its number, as the unit behind it tells. */
  private tornScaleAhead(): boolean {
    const scale = this.peek(1);
    if (scale.tokenType !== t.Identifier || scale.lineStart || !SCALES.has(scale.image)) return false;
    return !isUnitName(scale.image) && this.atOnLine(t.Identifier, 2) && isUnitName(this.peek(2).image);
  }

  private tornScale(from: number): string {
    const { image, startOffset, end } = this.take(t.Identifier);
    const fix = replacement(`Write \`${image}\` right behind the number`, from, end, image);
    const message = `\`${image}\` stands right behind its number, without a space, as in \`10${image}\`.`;
    this.problem("syntax/number", startOffset, end, message, fix);
    return image;
  }

  private number(): NumberTerm {
    const token = this.take(t.NumberLiteral);
    const { image } = token;
    const attachedAt = token.attached === 0 ? image.length : token.attached;
    const currency = /^[$€£]/.exec(image)?.[0];
    const digits = image.slice(currency?.length ?? 0, attachedAt).replaceAll("_", "");
    let attached = image.slice(attachedAt);
    let percent = attached.endsWith("%");
    if (percent) attached = attached.slice(0, -1);
    if (attached === "" && !percent && this.tornScaleAhead()) attached = this.tornScale(token.end);
    const scale = SCALES.get(attached) ?? 0;
    if (!percent && this.atOnLine(t.Percent)) {
      this.take(t.Percent);
      percent = true;
    }
    const unit = this.unitAfter(token, attachedAt, scale === 0 ? attached : "");
    const start = token.startOffset - this.base;
    const number: Draft<NumberTerm> = { type: "number", start, end: this.end, digits, scale, percent };
    if (scale !== 0) number.scaleLetter = attached;
    if (currency !== undefined) number.currency = currency;
    if (unit !== undefined) number.unit = unit;
    return number;
  }

  /** The unit of a number: attached to it, behind a slash that is, or the next word. */
  private unitAfter(token: Token, attachedAt: number, attached: string): Unit | undefined {
    if (attached !== "") {
      const start = token.startOffset + attachedAt - this.base;
      return this.unitFrom({ start, end: start + attached.length, name: attached, power: 1 }, start);
    }
    if (this.knownDivisorAhead()) {
      const start = this.peek(1).startOffset - this.base;
      return this.unitFrom(undefined, start);
    }
    if (!this.unitWordAhead()) return undefined;
    const word = this.name();
    return this.unitFrom({ start: word.start, end: word.end, name: word.text, power: 1 }, word.start);
  }

  /** `/day` right behind a number. An unknown word there may be an estimate, so it stays a division. */
  private knownDivisorAhead(): boolean {
    const slash = this.peek(1);
    if (slash.tokenType !== t.Slash || !slash.glued || slash.lineStart) return false;
    return this.factorAhead() && isUnitName(this.peek(2).image);
  }

  /** Whether the word behind a number is its unit. */
  private unitWordAhead(): boolean {
    const word = this.peek(1);
    if (word.tokenType !== t.Identifier || word.lineStart) return false;
    const next = this.peek(2);
    if (next.tokenType === t.Equals ? !this.comparing : AFTER_STATEMENT_NAME.has(next.tokenType)) return false;
    if (next.glued && (next.tokenType === t.LeftParen || next.tokenType === t.Dot)) return false;
    if (next.tokenType === t.Route) return false;
    if (isUnitName(word.image)) return true;
    if (WORDS_AFTER_VALUE.has(word.image)) return false;
    return next.tokenType !== t.Identifier || next.lineStart || WORDS_AFTER_VALUE.has(next.image);
  }

  /** The factors behind the first one, written without spaces. */
  private unitFrom(first: UnitFactor | undefined, start: number): Unit {
    const factors: UnitFactor[] = first === undefined ? [] : [first];
    for (;;) {
      const sign = this.peek(1);
      const divides = sign.tokenType === t.Slash;
      if (!sign.glued || !(divides || sign.tokenType === t.Star)) break;
      if (!this.factorAhead() || !(divides || isUnitName(this.peek(2).image))) break;
      this.skip();
      const word = this.name();
      factors.push({ start: word.start, end: word.end, name: word.text, power: divides ? -1 : 1 });
    }
    return { type: "unit", start, end: this.end, factors };
  }

  /** A sign is next; whether a word follows it that is no call and no path. */
  private factorAhead(): boolean {
    const word = this.peek(2);
    if (word.tokenType !== t.Identifier || !word.glued) return false;
    const next = this.peek(3);
    return !(next.glued && (next.tokenType === t.LeftParen || next.tokenType === t.Dot));
  }

  private unitExpressionAhead(): boolean {
    const token = this.peek(1);
    if (token.lineStart) return false;
    if (token.tokenType === t.Identifier) return !this.namesStatement(2);
    return token.tokenType === t.NumberLiteral && token.image === "1" && this.at(t.Slash, 2) && this.peek(2).glued;
  }

  /** What `in` converts to: `GB`, `req/s`, `1/s`. */
  private unitExpression(): Unit {
    const start = this.peek(1).startOffset - this.base;
    if (this.at(t.NumberLiteral)) {
      this.take(t.NumberLiteral);
      return this.unitFrom(undefined, start);
    }
    const word = this.name();
    return this.unitFrom({ start, end: word.end, name: word.text, power: 1 }, start);
  }

  /** A comparison where none can stand: takes it with what it compares to. */
  protected rejectComparison(): void {
    const token = this.peek(1);
    if (token.tokenType !== t.Compare && token.tokenType !== t.Equals) return;
    this.problemAtToken(
      "syntax/comparison",
      token,
      `A comparison (\`${token.image}\`) stands only in a quality's target and in \`assert\`, one in each.`,
    );
    this.skip();
    if (this.expressionAhead()) this.SUBRULE1(this.expression);
  }
}
