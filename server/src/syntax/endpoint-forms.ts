/** The rules for the endpoints of an API. */

import type { ParserMethod } from "chevrotain";
import { DataForms } from "./data-forms.ts";
import { insertion } from "./problems.ts";
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
    else if (verb.text === verb.text.toUpperCase()) this.missingRoute(verb);
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

  private missingRoute(verb: Name): void {
    this.problem(
      "syntax/missing-path",
      verb.start + this.base,
      verb.end + this.base,
      `\`${verb.text}\` needs a path that begins with \`/\`, as in \`${verb.text} /events/{id}\`.`,
    );
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
