/** What the heads of most statements share: names that are missing, titles, references, bodies. */

import { type Scope, StatementChoice } from "./choice.ts";
import { insertion } from "./problems.ts";
import type { Token } from "./tokens.ts";
import * as t from "./tokens.ts";
import type { Body, Name, Path, Text } from "./tree.ts";

export abstract class StatementHeads extends StatementChoice {
  /** The body that is next, if one is; its statements read as the scope says. */
  protected abstract optionalBody(scope: Scope): Body | undefined;

  /** A title, on this line or the next. */
  protected title(): Text | undefined {
    this.skipJunk();
    return this.at(t.StringLiteral) && !this.at(t.RowArrow, 2) ? this.text() : undefined;
  }

  /** Skips signs on this line that stand between a statement's head and its title or body. */
  protected skipJunk(beforeName = false): void {
    let ahead = 1;
    while (ahead < 4) {
      const token = this.peek(ahead);
      if (token.lineStart || !(JUNK.has(token.tokenType) || this.junkBeforeBrace(ahead))) break;
      ahead++;
    }
    if (ahead === 1 || this.peek(ahead).lineStart) return;
    const goesOn = this.at(t.LeftBrace, ahead) || this.at(t.StringLiteral, ahead);
    if (!goesOn && !(beforeName && this.at(t.Identifier, ahead))) return;
    for (; ahead > 1; ahead--) this.skipUnexpected((sign) => `\`${sign}\` fits nothing here: remove it.`);
  }

  private junkBeforeBrace(ahead: number): boolean {
    return JUNK_BEFORE_BRACE.has(this.peek(ahead).tokenType) && this.at(t.LeftBrace, ahead + 1);
  }

  protected missingName(keyword: Name, suggestion: string): void {
    const end = keyword.end + this.base;
    this.problem(
      "syntax/missing-name",
      keyword.start + this.base,
      end,
      `\`${keyword.text}\` needs a name on its line, as in \`${keyword.text}${suggestion}\`.`,
      insertion("Add a name", end, suggestion),
    );
  }

  /** `A, B.c`: a list of references that goes on after a comma unless a statement begins there. */
  protected references(): Path[] {
    const paths = [this.path()];
    while (this.at(t.Comma) && this.at(t.Identifier, 2) && !this.statementAhead(2)) {
      this.take(t.Comma);
      paths.push(this.path());
    }
    return paths;
  }
}

/** Signs that may begin or end something, but not in front of a body. */
const JUNK_BEFORE_BRACE: ReadonlySet<Token["tokenType"]> = new Set([t.Semicolon, t.ArrowSign]);

/** Signs that cannot stand between a statement's head and its title or body. */
const JUNK: ReadonlySet<Token["tokenType"]> = new Set([
  t.RightParen,
  t.LeftParen,
  t.LeftBracket,
  t.RightBracket,
  t.NumberLiteral,
  t.Compare,
  t.Equals,
  t.Dot,
  t.DotDot,
  t.Ellipsis,
  t.Percent,
  t.Plus,
  t.Minus,
  t.Star,
  t.Slash,
  t.Caret,
  t.Pipe,
  t.Question,
  t.Dashes,
  t.Colon,
  t.Comma,
  t.RowArrow,
]);

/** `sql_database` → `SqlDatabase`: a name to begin with. */
export function suggestedName(kind: string): string {
  return kind.replace(/(?:^|_)(\p{L})/gu, (_, letter: string) => letter.toUpperCase());
}
