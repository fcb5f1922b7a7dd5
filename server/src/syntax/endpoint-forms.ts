/** The rules for the endpoints of an API. */

import type { ParserMethod, TokenType } from "chevrotain";
import { METHODS } from "./choice.ts";
import { DataForms } from "./data-forms.ts";
import { insertion, replacement } from "./problems.ts";
import type { Token } from "./tokens.ts";
import * as t from "./tokens.ts";
import type { Draft, EndpointStatement, Name, Parameter } from "./tree.ts";

type Rule<R> = ParserMethod<[], R>;

export abstract class EndpointForms extends DataForms {
  /** `POST /event/{id} as Buy -> Ticket "…" { … }`, `rpc name(…) -> T { … }` */
  readonly endpoint: Rule<EndpointStatement> = this.RULE("endpoint", (): EndpointStatement => {
    const verb = this.name();
    const endpoint: Draft<EndpointStatement> = {
      type: "endpoint",
      start: verb.start,
      end: verb.end,
      verb,
      parameters: [],
    };
    if (this.at(t.Route)) this.route(endpoint);
    else if (this.atOnLine(t.Slash)) this.unknownMethod(endpoint);
    else if (METHODS.has(verb.text)) this.missingRoute(endpoint);
    else this.signature(endpoint);
    for (;;) {
      if (this.atWord("as") && this.atOnLine(t.Identifier, 2)) {
        this.take(t.Identifier);
        endpoint.name = this.name();
      } else if (this.at(t.ArrowSign) && endpoint.returns === undefined) {
        const arrow = this.take(t.ArrowSign);
        if (this.atOnLine(t.Identifier)) endpoint.returns = this.SUBRULE(this.fieldType);
        else
          this.problemAtToken(
            "syntax/missing-target",
            arrow,
            "A type is missing behind this arrow, as in `-> Event` or `-> Event[]`.",
          );
      } else break;
    }
    const title = this.title();
    if (title !== undefined) endpoint.title = title;
    const body = this.optionalBody("known");
    if (body !== undefined) endpoint.body = body;
    endpoint.end = this.end;
    return endpoint;
  });

  private route(endpoint: Draft<EndpointStatement>): void {
    const token = this.take(t.Route);
    const start = token.startOffset - this.base;
    endpoint.route = { type: "name", start, end: token.end - this.base, text: token.image };
    endpoint.parameters = routeParameters(token, this.base);
  }

  private missingRoute(endpoint: Draft<EndpointStatement>): void {
    const { verb } = endpoint;
    const path = this.atOnLine(t.Identifier) && !this.atWord("as") ? this.peek(1) : undefined;
    this.problem(
      "syntax/missing-path",
      verb.start + this.base,
      verb.end + this.base,
      `\`${verb.text}\` needs a path that begins with \`/\`, as in \`${verb.text} /${path?.image ?? "events/{id}"}\`.`,
      path === undefined ? undefined : insertion("Add `/`", path.startOffset, "/"),
    );
    if (path) this.pathOfTokens(endpoint, "/");
  }

  /** `get /events`, `GETT /events` */
  private unknownMethod(endpoint: Draft<EndpointStatement>): void {
    const { verb } = endpoint;
    const upper = verb.text.toUpperCase();
    const meant = [...METHODS].find((method) => upper.startsWith(method) || method.startsWith(upper));
    const [start, end] = [verb.start + this.base, verb.end + this.base];
    this.problem(
      "syntax/method",
      start,
      end,
      `\`${verb.text}\` is no method. ${meant !== undefined ? `Write \`${meant}\`.` : `There are ${[...METHODS].map((method) => `\`${method}\``).join(", ")}.`}`,
      meant === undefined
        ? undefined
        : { ...replacement(`Change to \`${meant}\``, start, end, meant), ...(meant === upper ? { safe: true } : {}) },
    );
    endpoint.verb = { ...verb, text: meant ?? "GET" };
    this.pathOfTokens(endpoint, "");
  }

  /** A path that the lexer did not see as one: what stands together up to white space. */
  private pathOfTokens(endpoint: Draft<EndpointStatement>, before: string): void {
    const first = this.peek(1);
    let text = before;
    do text += this.skip().image;
    while (this.peek(1).glued && !this.endsPath());
    const start = first.startOffset - this.base;
    endpoint.route = { type: "name", start, end: this.end, text };
  }

  private endsPath(): boolean {
    const type = this.peek(1).tokenType;
    if (type !== t.LeftBrace) return ENDS_PATH.has(type);
    return !(this.at(t.Identifier, 2) && this.peek(2).glued && this.at(t.RightBrace, 3) && this.peek(3).glued);
  }

  private signature(endpoint: Draft<EndpointStatement>): void {
    if (this.atOnLine(t.Identifier)) endpoint.name = this.name();
    else
      this.problem(
        "syntax/missing-name",
        endpoint.start + this.base,
        this.lastEnd,
        `\`${endpoint.verb.text}\` needs a name, as in \`${endpoint.verb.text} seatChanged(seat)\`.`,
        insertion("Add a name", this.lastEnd, " name()"),
      );
    if (!this.atOnLine(t.LeftParen)) return;
    const open = this.take(t.LeftParen);
    const parameters: Parameter[] = [];
    for (;;) {
      if (this.at(t.Identifier) && !(this.peek(1).lineStart && this.statementAhead(1) && !this.at(t.Colon, 2)))
        parameters.push(this.parameter());
      else if (this.at(t.Ellipsis)) {
        this.take(t.Ellipsis);
        endpoint.open = true;
      } else break;
      if (this.at(t.Comma)) this.take(t.Comma);
    }
    endpoint.parameters = parameters;
    this.close(t.RightParen, open, ")");
  }

  private parameter(): Parameter {
    const name = this.name();
    const parameter: Draft<Parameter> = {
      type: "parameter",
      start: name.start,
      end: name.end,
      name,
      place: "argument",
    };
    if (this.at(t.Colon)) {
      const colon = this.take(t.Colon);
      if (this.at(t.Identifier)) parameter.fieldType = this.SUBRULE1(this.fieldType);
      else
        this.problemAtToken(
          "syntax/missing-type",
          colon,
          "A type is missing behind this colon, as in `seat: string(8)`.",
        );
    }
    parameter.end = this.end;
    return parameter;
  }
}

const ENDS_PATH: ReadonlySet<TokenType> = new Set([t.End, t.Comma, t.Semicolon, t.StringLiteral, t.ArrowSign]);

const PARAMETER = /\{([^{}]*)\}|[?&]([\p{L}_][\p{L}\p{M}\p{Nd}_]*)/gu;

/** The parameters in braces of a path, and the names of its query. */
function routeParameters(token: Token, base: number): Parameter[] {
  const parameters: Parameter[] = [];
  const query = token.image.indexOf("?");
  for (const match of token.image.matchAll(PARAMETER)) {
    const [, inPath, inQuery] = match;
    const text = inPath ?? inQuery ?? "";
    const place = query >= 0 && match.index >= query ? "query" : "path";
    // `?q={query}` names one parameter, not two.
    if (text === "" || (inPath !== undefined && place === "query")) continue;
    const start = token.startOffset + match.index + 1 - base;
    const name: Name = { type: "name", start, end: start + text.length, text };
    parameters.push({ type: "parameter", start, end: name.end, name, place });
  }
  return parameters;
}
