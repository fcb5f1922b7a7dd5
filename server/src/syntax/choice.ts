/**
 * Which form a statement has, seen from its first two or three tokens and the body that it stands in; and where a
 * list or a broken statement ends because the next one begins.
 */

import type { TokenType } from "chevrotain";
import { fieldTypes } from "../language/field-types.ts";
import { isQuality, metrics } from "../language/qualities.ts";
import { endpointVerbs, rowRoles, statementForm } from "../language/statements.ts";
import { ExpressionGrammar } from "./expressions.ts";
import * as t from "./tokens.ts";

/** What a body holds, as far as it changes how its statements read. */
export type Scope = "file" | "requirements" | "estimates" | "entity" | "api" | "process" | "known" | "unknown";

/** The forms of statements; `word` is a word alone, `stray` fits nothing. */
export type Form =
  | "import"
  | "kind"
  | "declaration"
  | "quality"
  | "estimate"
  | "assert"
  | "unit"
  | "field"
  | "relation"
  | "endpoint"
  | "property"
  | "connection"
  | "row"
  | "word"
  | "stray";

const SCOPES: ReadonlyMap<string, Scope> = new Map([
  ["requirements", "requirements"],
  ["estimates", "estimates"],
  ["entity", "entity"],
  ["api", "api"],
  ["process", "process"],
] satisfies [string, Scope][]);

const ROLES: ReadonlySet<string> = new Set(rowRoles);
export const METHODS: ReadonlySet<string> = new Set([...endpointVerbs].filter((verb) => verb === verb.toUpperCase()));
const FUNCTION_VERBS: ReadonlySet<string> = new Set([...endpointVerbs].filter((verb) => !METHODS.has(verb)));
/** The blocks in which a statement may stand that has a keyword of its own. */
const AT_FILE: ReadonlySet<Scope> = new Set(["file"]);
const WITH_ESTIMATES: ReadonlySet<Scope> = new Set(["file", "estimates"]);
const WITH_RELATIONS: ReadonlySet<Scope> = new Set(["file", "known"]);
const KEYWORD_SCOPES: ReadonlyMap<string, ReadonlySet<Scope>> = new Map([
  ["import", AT_FILE],
  ["kind", AT_FILE],
  ["assert", WITH_ESTIMATES],
  ["unit", WITH_ESTIMATES],
  ["relation", WITH_RELATIONS],
]);

/** Signs that say nothing between two words on a line. */
const SLIPPED: ReadonlySet<TokenType> = new Set([
  t.NumberLiteral,
  t.LeftParen,
  t.RightParen,
  t.LeftBracket,
  t.RightBracket,
  t.Colon,
  t.Dot,
  t.Compare,
  t.Plus,
  t.Minus,
  t.Star,
  t.Slash,
  t.Caret,
  t.Dashes,
  t.Question,
  t.Percent,
  t.RowArrow,
]);

/** The scope of the body of a declaration of this kind. */
export function scopeOf(kind: string): Scope {
  return SCOPES.get(kind) ?? (statementForm(kind) === undefined ? "unknown" : "known");
}

export abstract class StatementChoice extends ExpressionGrammar {
  /** The scope of the body that is being read. */
  protected scope: Scope = "file";

  /** The form of the statement that begins with the next token. */
  protected chooseForm(): Form {
    const { scope } = this;
    switch (this.peek(1).tokenType) {
      case t.Identifier:
        return this.formOfWord(scope);
      case t.StringLiteral:
        return this.at(t.RowArrow, 2) || scope === "process" ? "row" : "stray";
      case t.ArrowSign:
        return scope === "entity" ? "stray" : "connection";
      case t.RowArrow:
        return scope === "process" ? "row" : "stray";
      default:
        return "stray";
    }
  }

  private formOfWord(scope: Scope): Form {
    const word = this.peek(1).image;
    const second = this.peek(2);
    const inEntity = scope === "entity";
    if (scope !== "file" && this.keywordAstray(word)) return word === "import" ? "import" : "assert";
    if (this.at(t.LeftBrace, 3) && second.tokenType !== t.Identifier && statementForm(word) === "block")
      return "declaration";
    if (second.tokenType !== t.Identifier && this.signBeforeName(word)) return "declaration";
    switch (second.tokenType) {
      case t.Colon:
        return scope === "estimates" ? "estimate" : "property";
      case t.Equals:
        return isQuality(word) && (scope === "file" || scope === "requirements") ? "quality" : "estimate";
      case t.ArrowSign:
        return inEntity && second.image === "->" ? "field" : "connection";
      case t.RowArrow:
        return "row";
      case t.Route:
        return "endpoint";
      case t.Comma:
      case t.Pipe:
      case t.Dot:
        return this.endsOfConnectionAhead(scope) ? "connection" : this.loneWord(scope);
      case t.LeftBrace:
        return word === "import" && scope === "file" ? "import" : "declaration";
      case t.Identifier:
        return second.lineStart ? this.loneWord(scope) : this.formOfTwoWords(scope, word);
      case t.StringLiteral:
        if (second.lineStart && this.at(t.RowArrow, 3)) return this.loneWord(scope);
        return this.formBeforeText(scope, word);
      default:
        return this.formBeforeSign(scope, word);
    }
  }

  /** `import "…"` or `assert a < b` in a body that holds no such statement: nothing else looks like them. */
  private keywordAstray(word: string): boolean {
    if (word === "import") {
      if (this.atOnLine(t.StringLiteral, 2)) return true;
      if (!this.atOnLine(t.LeftBrace, 2) || !this.at(t.Identifier, 3)) return false;
      return this.at(t.Comma, 4) || (this.at(t.RightBrace, 4) && this.atWord("from", 5));
    }
    if (word !== "assert") return false;
    return this.atOnLine(t.NumberLiteral, 2) || (this.atOnLine(t.Identifier, 2) && this.atOnLine(t.Compare, 3));
  }

  private formBeforeText(scope: Scope, word: string): Form {
    if (scope === "entity") return "field";
    if (scope === "process" && ROLES.has(word)) return "row";
    if (isQuality(word)) return "quality";
    return this.keywordForm(scope, word) ?? "declaration";
  }

  /** A number, a comparison, a bracket or nothing at all follows. */
  private formBeforeSign(scope: Scope, word: string): Form {
    if (scope === "entity") return "field";
    const { tokenType: type, lineStart } = this.peek(2);
    if (type === t.Compare || type === t.NumberLiteral) {
      if (isQuality(word)) return "quality";
    }
    if (scope === "estimates" && type === t.NumberLiteral && !lineStart)
      return this.keywordForm(scope, word) ?? "estimate";
    if (scope === "api" && type === t.Slash && !lineStart) return "endpoint";
    return this.loneWord(scope);
  }

  private formOfTwoWords(scope: Scope, first: string): Form {
    const second = this.peek(2).image;
    const third = this.peek(3);
    const type = third.tokenType;
    if (scope === "entity") {
      if (type === t.Colon) return "field";
      return type === t.LeftBrace || (type === t.StringLiteral && this.at(t.LeftBrace, 4)) ? "declaration" : "field";
    }
    if (scope === "api" && METHODS.has(first)) return "endpoint";
    const keyword = this.keywordForm(scope, first);
    if (keyword === "kind" || keyword === "assert") return keyword;
    if (first === "kind" && type === t.Colon) return "kind";
    if (type === t.Colon && !this.colonBeforeBody(3)) return this.loneWord(scope);
    if (type === t.RowArrow && scope !== "process" && this.bodyAhead(4)) return "declaration";
    if (type === t.RowArrow || (scope === "process" && ROLES.has(first) && !this.at(t.LeftBrace, 3))) return "row";
    const looksLikeField = scope === "unknown" && statementForm(first) !== "declaration";
    if (looksLikeField && this.fieldAhead(second)) return "field";
    if (isQuality(first)) return "quality";
    if (type === t.Equals) return this.loneWord(scope);
    if (keyword !== undefined) return keyword;
    if (FUNCTION_VERBS.has(first) && (scope === "api" || type === t.LeftParen)) return "endpoint";
    if (first === "relation" && (type === t.NumberLiteral || type === t.Star || type === t.Dashes)) return "relation";
    if (type === t.ArrowSign && statementForm(first) === undefined) return this.loneWord(scope);
    return "declaration";
  }

  /** `service Backend: "Title" {`: the colon of another language. */
  protected colonBeforeBody(ahead: number): boolean {
    return this.at(t.Colon, ahead) && this.bodyAhead(ahead + 1);
  }

  /** `{`, or a title and a `{`. */
  private bodyAhead(ahead: number): boolean {
    return this.at(t.LeftBrace, ahead) || (this.at(t.StringLiteral, ahead) && this.at(t.LeftBrace, ahead + 1));
  }

  /** `entity ) Ticket {`: a sign slipped in between a kind and its name. */
  private signBeforeName(kind: string): boolean {
    const sign = this.peek(2);
    if (sign.lineStart || !SLIPPED.has(sign.tokenType) || !this.atOnLine(t.Identifier, 3)) return false;
    return this.bodyAhead(4) && statementForm(kind) === "declaration";
  }

  /** A word that leads a statement stands where a reference should: `A -> service B`, `A -> requirements {`. */
  protected headAhead(ahead: number): boolean {
    const next = this.peek(ahead + 1);
    if (next.tokenType === t.Identifier && !next.lineStart) return statementForm(this.peek(ahead).image) !== undefined;
    return next.tokenType === t.LeftBrace && statementForm(this.peek(ahead).image) === "block";
  }

  /** Whether `name type …` in a body of an unknown kind looks like a field. */
  private fieldAhead(type: string): boolean {
    const third = this.peek(3).tokenType;
    return third === t.LeftBracket || third === t.Question || third === t.LeftParen || fieldTypes.has(type);
  }

  private keywordForm(scope: Scope, word: string): Form | undefined {
    if (!KEYWORD_SCOPES.get(word)?.has(scope)) return undefined;
    const form = statementForm(word);
    return form === "block" ? "declaration" : form;
  }

  /** The form of a word with nothing behind it that would tell. */
  private loneWord(scope: Scope): Form {
    const word = this.peek(1).image;
    if (scope === "entity") return "field";
    const keyword = this.keywordForm(scope, word);
    if (keyword !== undefined) return keyword;
    if (scope === "api" && endpointVerbs.has(word)) return "endpoint";
    if (scope !== "unknown" && isQuality(word) && (scope === "file" || scope === "requirements")) return "quality";
    return statementForm(word) === "declaration" || statementForm(word) === "block" ? "declaration" : "word";
  }

  /** Whether `A.b ->` or a list such as `A, B | C` is next, whose arrow may not have been typed yet. */
  private endsOfConnectionAhead(scope: Scope): boolean {
    const at = this.afterPath(1);
    const type = this.peek(at).tokenType;
    if (type === t.ArrowSign) return true;
    if (scope === "entity" || scope === "estimates") return false;
    if (at > 2) return true;
    if (type !== t.Comma && type !== t.Pipe) return false;
    return this.at(t.Identifier, at + 1) && !this.namesStatementAt(at + 1);
  }

  /** Whether the word `ahead` places on begins a statement, unless that is a connection. */
  protected namesStatementAt(ahead: number): boolean {
    const next = this.peek(ahead + 1);
    if (next.tokenType === t.Colon || next.tokenType === t.Equals || next.tokenType === t.Route) return true;
    return next.tokenType === t.Identifier && !next.lineStart;
  }

  protected override statementAhead(ahead: number): boolean {
    const first = this.peek(ahead);
    if (first.tokenType === t.StringLiteral) return this.at(t.RowArrow, ahead + 1);
    if (first.tokenType !== t.Identifier) return false;
    const second = this.peek(ahead + 1);
    switch (second.tokenType) {
      case t.Colon:
      case t.ArrowSign:
      case t.RowArrow:
      case t.Route:
        return true;
      case t.Equals:
        return !this.comparing;
      case t.Dot:
        return this.at(t.ArrowSign, this.afterPath(ahead));
      case t.LeftBrace:
      case t.StringLiteral:
        return statementForm(first.image) !== undefined;
      case t.Identifier:
        if (second.lineStart || this.at(t.Colon, ahead + 2)) return false;
        if (second.image === "to" || second.image === "of" || second.image === "in" || second.image === "for")
          return false;
        // `stores: A, B C -> D`: the arrow makes the second word another statement's first.
        if (this.at(t.ArrowSign, ahead + 2)) return this.scope === "entity";
        return !this.at(t.Equals, ahead + 2) || isQuality(first.image);
      default:
        return false;
    }
  }

  /** Whether the next word is a metric in front of a comparison, and not a name. */
  protected metricAhead(): boolean {
    if (!this.at(t.Identifier)) return false;
    const type = this.peek(2).tokenType;
    return type === t.Compare || type === t.Equals;
  }

  /** `p99.9 <=`, which is written `p999`. */
  protected dottedMetricAhead(): boolean {
    if (!this.at(t.Identifier) || !this.at(t.Dot, 2) || !this.at(t.NumberLiteral, 3)) return false;
    if (!this.peek(2).glued || !this.peek(3).glued || !/^p\d+$/.test(this.peek(1).image)) return false;
    return this.at(t.Compare, 4) || this.at(t.Equals, 4);
  }

  /** `latency p99 <= 5`: the metric stands where the name should. */
  protected metricInPlaceOfName(): boolean {
    return (metrics.has(this.peek(1).image) && this.metricAhead()) || this.dottedMetricAhead();
  }

  protected isRole(ahead: number): boolean {
    const next = this.peek(ahead + 1);
    return (
      this.at(t.Identifier, ahead) &&
      ROLES.has(this.peek(ahead).image) &&
      !next.lineStart &&
      (next.tokenType === t.Identifier || next.tokenType === t.StringLiteral)
    );
  }

  /** Whether a broken statement ends here: at the start of a line, a brace, a separator, or the next statement. */
  protected resyncHere(): boolean {
    const token = this.peek(1);
    switch (token.tokenType) {
      case t.End:
      case t.RightBrace:
      case t.LeftBrace:
      case t.Semicolon:
        return true;
      case t.StringLiteral:
        return token.lineStart;
      case t.Identifier:
        return token.lineStart || this.statementAhead(1);
      default:
        return false;
    }
  }
}
