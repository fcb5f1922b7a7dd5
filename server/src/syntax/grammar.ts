/** The rules for statements and bodies. Recovery loses one statement at most: see `stray` and `resyncHere`. */

import type { ParserMethod } from "chevrotain";
import { qualities } from "../language/qualities.ts";
import { statementForm } from "../language/statements.ts";
import { type Form, type Scope, scopeOf } from "./choice.ts";
import { DataForms } from "./data-forms.ts";
import { insertion, type ProblemAt, replacement } from "./problems.ts";
import { MAX_DEPTH } from "./reader.ts";
import type { Token } from "./tokens.ts";
import * as t from "./tokens.ts";
import type {
  Alternatives,
  Arrow,
  AssertStatement,
  Body,
  ConnectionStatement,
  Declaration,
  Draft,
  EstimateStatement,
  Expression,
  ImportStatement,
  KindStatement,
  Name,
  Operator,
  Path,
  PropertyStatement,
  QualityStatement,
  RowElement,
  RowStatement,
  Stage,
  Statement,
  StrayStatement,
  Target,
  Text,
  UnitStatement,
} from "./tree.ts";

type Rule<R> = ParserMethod<[], R>;

/** What was read of one chunk. Offsets in `statement` are relative to its start, those in `problems` absolute. */
export interface ChunkRead {
  readonly statement: Statement | undefined;
  readonly problems: readonly ProblemAt[];
  /** Absolute end of the statement and its separators. */
  readonly end: number;
  /** An edit before this absolute offset may change the statement. */
  readonly reach: number;
}

export class Grammar extends DataForms {
  /** The scope of the body that is being read. */
  private scope: Scope = "file";
  private receive: (chunk: ChunkRead) => boolean = () => false;

  constructor() {
    super();
    this.performSelfAnalysis();
  }

  /**
   * Reads top-level statements, each relative to where the one before it ended, until `receive` says to stop.
   *
   * @param tokens with sentinels at the end (see {@link t.endToken}).
   * @param start absolute offset of the first chunk.
   */
  readStatements(tokens: Token[], start: number, receive: (chunk: ChunkRead) => boolean): void {
    this.input = tokens;
    this.receive = receive;
    this.beginChunk(start);
    this.file();
  }

  /** The file: top-level statements. What trails the last is a chunk without a statement. */
  readonly file: Rule<void> = this.RULE("file", (): void => {
    let go = !this.RECORDING_PHASE;
    while (go) {
      this.scope = "file";
      let statement: Statement | undefined;
      if (this.at(t.End)) go = false;
      else {
        statement = this.SUBRULE(this.statement);
        this.separators(statement);
        // Whatever follows may go on with this statement once it is edited.
        this.peek(1);
      }
      const chunk = { statement, problems: this.problems, end: this.lastEnd, reach: this.reach };
      if (!this.receive(chunk)) go = false;
      this.beginChunk(this.lastEnd);
    }
  });

  readonly statement: Rule<Statement> = this.RULE("statement", (): Statement => {
    const { doc } = this.peek(1);
    const statement = this.statementOfForm(this.chooseForm(this.scope));
    if (doc !== undefined && "doc" in DOCUMENTED[statement.type]) (statement as { doc?: string }).doc = doc;
    return statement;
  });

  private statementOfForm(form: Form): Statement {
    switch (form) {
      case "import":
        return this.SUBRULE(this.import);
      case "kind":
        return this.SUBRULE(this.kind);
      case "declaration":
        return this.SUBRULE(this.declaration);
      case "quality":
        return this.SUBRULE(this.quality);
      case "estimate":
        return this.SUBRULE(this.estimate);
      case "assert":
        return this.SUBRULE(this.assert);
      case "unit":
        return this.SUBRULE(this.unit);
      case "field":
        return this.SUBRULE(this.field);
      case "relation":
        return this.SUBRULE(this.relation);
      case "endpoint":
        return this.SUBRULE(this.endpoint);
      case "property":
        return this.SUBRULE(this.property);
      case "connection":
        return this.SUBRULE(this.connection);
      case "row":
        return this.SUBRULE(this.row);
      case "word":
        return this.SUBRULE(this.word);
      case "stray":
        return this.SUBRULE(this.stray);
    }
  }

  /** The separators behind a statement: any number of `;`, and `,` between properties and between estimates. */
  private separators(after: Statement): void {
    for (;;) {
      if (this.at(t.Semicolon)) this.take(t.Semicolon);
      else if (this.at(t.Comma)) {
        const comma = this.take(t.Comma);
        if (after.type === "property" || after.type === "estimate") continue;
        this.problemAtToken(
          "syntax/separator",
          comma,
          "A comma separates properties, estimates and the items of a list, not other statements: remove it.",
          replacement("Remove the comma", comma.startOffset, comma.end),
        );
      } else return;
    }
  }

  // ---------------------------------------------------------------- bodies

  readonly body: ParserMethod<[Scope], Body> = this.RULE("body", (scope: Scope): Body => {
    const outer = this.scope;
    this.scope = scope;
    this.depth++;
    const open = this.take(t.LeftBrace);
    const start = open.startOffset - this.base;
    const statements: Statement[] = [];
    let strayBraces = 0;
    while (!this.at(t.End)) {
      if (this.at(t.RightBrace)) {
        if (strayBraces === 0) break;
        strayBraces--;
        this.take(t.RightBrace);
        continue;
      }
      if (this.at(t.LeftBrace)) {
        this.strayOpen();
        strayBraces++;
        continue;
      }
      if (this.at(t.Semicolon) || this.at(t.Comma)) this.strayList(statements);
      else {
        const statement = this.SUBRULE(this.statement);
        statements.push(statement);
        this.separators(statement);
      }
    }
    let closed = false;
    if (this.at(t.RightBrace)) closed = !this.take(t.RightBrace).virtual;
    else
      this.problem(
        "syntax/unclosed-brace",
        open.startOffset,
        open.end,
        "This `{` is never closed: add a `}`.",
        insertion("Add `}`", this.lastEnd, "\n}"),
      );
    this.depth--;
    this.scope = outer;
    return { type: "body", start, end: this.end, statements, closed };
  });

  /** A `{` where a statement should begin. What is inside belongs to the body around it. */
  private strayOpen(): void {
    const token = this.take(t.LeftBrace);
    this.problemAtToken(
      "syntax/stray-brace",
      token,
      "This `{` belongs to nothing: write a kind and a name before it, or remove it and its `}`.",
    );
  }

  /** Separators with no statement before them. */
  private strayList(after: readonly Statement[]): void {
    const token = this.skip();
    if (token.tokenType === t.Semicolon) return;
    const last = after.at(-1)?.type;
    if (last === "property" || last === "estimate") return;
    this.problemAtToken(
      "syntax/separator",
      token,
      "This comma separates nothing: remove it.",
      replacement("Remove the comma", token.startOffset, token.end),
    );
  }

  protected override optionalBody(scope: Scope): Body | undefined {
    this.skipJunk();
    if (!this.at(t.LeftBrace)) return undefined;
    if (this.depth >= MAX_DEPTH) {
      this.skipTooDeep(t.LeftBrace, t.RightBrace);
      return undefined;
    }
    return this.SUBRULE(this.body, { ARGS: [scope] });
  }

  /** A title, on this line or the next. */
  protected override title(): Text | undefined {
    this.skipJunk();
    return this.at(t.StringLiteral) && !this.at(t.RowArrow, 2) ? this.text() : undefined;
  }

  /** Skips signs on this line that stand between a statement's head and its title or body. */
  private skipJunk(): void {
    let ahead = 1;
    while (ahead < 4) {
      const token = this.peek(ahead);
      if (token.lineStart || !JUNK.has(token.tokenType)) break;
      ahead++;
    }
    if (ahead === 1 || this.peek(ahead).lineStart) return;
    if (!this.at(t.LeftBrace, ahead) && !this.at(t.StringLiteral, ahead)) return;
    for (; ahead > 1; ahead--) this.skipUnexpected((sign) => `\`${sign}\` fits nothing here: remove it.`);
  }

  // ---------------------------------------------------------------- statements

  readonly import: Rule<ImportStatement> = this.RULE("import", (): ImportStatement => {
    const keyword = this.name();
    const statement: Draft<ImportStatement> = { type: "import", start: keyword.start, end: keyword.end };
    if (this.at(t.LeftBrace)) statement.names = this.importedNames();
    if (this.at(t.StringLiteral)) statement.path = this.text();
    else
      this.problem(
        "syntax/missing-path",
        this.base + keyword.start,
        this.lastEnd,
        'An import needs the path of a file, as in `import "./platform.sdesign"`.',
      );
    statement.end = this.end;
    return statement;
  });

  private importedNames(): Name[] {
    const open = this.take(t.LeftBrace);
    const names: Name[] = [];
    while (this.at(t.Identifier) && !(this.peek(1).lineStart && this.statementAhead(1))) {
      names.push(this.name());
      if (this.at(t.Comma)) this.take(t.Comma);
    }
    if (!this.at(t.RightBrace))
      this.problem("syntax/unclosed-brace", open.startOffset, open.end, "This `{` is never closed: add a `}`.");
    else this.take(t.RightBrace);
    if (this.atWord("from")) this.take(t.Identifier);
    else if (this.at(t.StringLiteral))
      this.problem(
        "syntax/missing-path",
        this.lastEnd - 1,
        this.lastEnd,
        "Write `from` between the names and the path.",
        insertion("Add `from`", this.lastEnd, " from"),
      );
    return names;
  }

  /** `kind lambda: function "AWS Lambda" { … }` */
  readonly kind: Rule<KindStatement> = this.RULE("kind", (): KindStatement => {
    const keyword = this.name();
    const statement: Draft<KindStatement> = { type: "kind", start: keyword.start, end: keyword.end };
    if (this.atOnLine(t.Identifier)) statement.name = this.name();
    else this.missingName(keyword, " lambda: function");
    if (this.at(t.Colon)) this.take(t.Colon);
    if (this.atOnLine(t.Identifier)) statement.base = this.name();
    if (statement.name !== undefined && statement.base === undefined)
      this.problem(
        "syntax/missing-base",
        this.base + statement.name.start,
        this.base + statement.name.end,
        `\`${statement.name.text}\` builds on no kind: write \`kind ${statement.name.text}: service\`.`,
        insertion("Build on `component`", this.lastEnd, ": component"),
      );
    const title = this.title();
    if (title !== undefined) statement.title = title;
    const body = this.optionalBody("known");
    if (body !== undefined) statement.body = body;
    statement.end = this.end;
    return statement;
  });

  /** `KIND Name "Title" { … }` */
  readonly declaration: Rule<Declaration> = this.RULE("declaration", (): Declaration => {
    const kind = this.name();
    const statement: Draft<Declaration> = { type: "declaration", start: kind.start, end: kind.end, kind };
    this.skipJunk();
    if (this.atOnLine(t.Identifier) && !AFTER_PLAIN_WORD.has(this.peek(2).tokenType)) statement.name = this.name();
    else if (statementForm(kind.text) !== "block") this.missingName(kind, ` ${suggestedName(kind.text)}`);
    const title = this.title();
    if (title !== undefined) statement.title = title;
    const body = this.optionalBody(scopeOf(kind.text));
    if (body !== undefined) statement.body = body;
    statement.end = this.end;
    return statement;
  });

  private missingName(keyword: Name, suggestion: string): void {
    const end = keyword.end + this.base;
    this.problem(
      "syntax/missing-name",
      keyword.start + this.base,
      end,
      `\`${keyword.text}\` needs a name on its line, as in \`${keyword.text}${suggestion}\`.`,
      insertion("Add a name", end, suggestion),
    );
  }

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
    const title = this.title();
    if (title !== undefined) statement.title = title;
    const target = this.target(quality);
    if (target !== undefined) statement.target = target;
    if (title === undefined && target !== undefined) {
      const late = this.at(t.StringLiteral) ? this.lateTitle() : undefined;
      if (late !== undefined) statement.title = late;
    }
    if (this.atWord("for") && this.at(t.Identifier, 2)) {
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

  private qualityNameAhead(): boolean {
    if (!this.atOnLine(t.Identifier) || this.metricInPlaceOfName() || this.at(t.Colon, 2)) return false;
    return !(this.atWord("for") && this.atOnLine(t.Identifier, 2) && !this.atWord("for", 2));
  }

  private lateTitle(): Text {
    const token = this.peek(1);
    this.problemAtToken("syntax/order", token, "The title stands right behind the name, before the target.");
    return this.text();
  }

  private target(quality: Name): Target | undefined {
    const start = this.peek(1).startOffset - this.base;
    const target: Draft<Target> = { type: "target", start, end: start };
    if (this.metricAhead()) target.metric = this.name();
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

  /** `A, B.c`: a list of references that goes on after a comma unless a statement begins there. */
  private references(): Path[] {
    const paths = [this.path()];
    while (this.at(t.Comma) && this.at(t.Identifier, 2) && !this.statementAhead(2)) {
      this.take(t.Comma);
      paths.push(this.path());
    }
    return paths;
  }

  /** `name = expression "title"` */
  readonly estimate: Rule<EstimateStatement> = this.RULE("estimate", (): EstimateStatement => {
    const name = this.name();
    const statement: Draft<EstimateStatement> = { type: "estimate", start: name.start, end: name.end, name };
    const equals = this.take(t.Equals);
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
        `\`${name.text}\` has no value: write one behind the colon, or remove it.`,
      );
    if (bracket) this.tryTake(t.RightBracket);
    if (this.scope === "file")
      this.problem(
        "syntax/misplaced",
        name.start + this.base,
        name.end + this.base,
        `The property \`${name.text}\` stands outside of every body: move it between the braces of what it describes.`,
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

  // ---------------------------------------------------------------- connections and rows

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
      if (this.atOnLine(t.Identifier) && !this.at(t.Colon, 2)) stages.push(this.stage());
      else {
        this.missingTarget(token);
        break;
      }
    }
    const statement: Draft<ConnectionStatement> = { type: "connection", start, end: this.end, stages, arrows };
    const label = this.title();
    if (label !== undefined) statement.label = label;
    const body = this.optionalBody("known");
    if (body !== undefined) statement.body = body;
    statement.end = this.end;
    return statement;
  });

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
    while (this.at(t.Comma) && this.at(t.Identifier, 2) && !this.namesProperty(2)) {
      this.take(t.Comma);
      groups.push(this.alternatives());
    }
    return { type: "stage", start: groups[0]?.start ?? this.end, end: this.end, groups };
  }

  private namesProperty(ahead: number): boolean {
    const next = this.peek(ahead + 1);
    if (next.tokenType === t.Colon || next.tokenType === t.Equals || next.tokenType === t.Route) return true;
    return next.tokenType === t.Identifier && !next.lineStart;
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

  // ---------------------------------------------------------------- what fits nothing

  /** A word alone: the beginning of something, kept so that completion knows where it is. */
  readonly word: Rule<Declaration> = this.RULE("word", (): Declaration => {
    const kind = this.name();
    this.problem(
      "syntax/incomplete",
      kind.start + this.base,
      kind.end + this.base,
      `\`${kind.text}\` alone says nothing. Go on with a name (\`service ${suggestedName("service")}\`), a value (\`${kind.text}: …\`) or an arrow (\`${kind.text} -> …\`).`,
    );
    while (this.at(t.Dot)) {
      this.skip();
      if (this.atOnLine(t.Identifier)) this.name();
    }
    return { type: "declaration", start: kind.start, end: this.end, kind };
  });

  /** Skips to where the next statement begins. */
  readonly stray: Rule<StrayStatement> = this.RULE("stray", (): StrayStatement => {
    const first = this.peek(1);
    const start = first.startOffset - this.base;
    const brace = first.tokenType === t.RightBrace || first.tokenType === t.LeftBrace;
    if (brace) this.strayBrace(first);
    else if (first.tokenType === t.Semicolon) this.skip();
    else {
      this.problemAtToken(
        "syntax/unexpected",
        first,
        `\`${shortened(first.image)}\` begins no statement. Remove it, or write what it belongs to before it.`,
        replacement(`Remove \`${shortened(first.image)}\``, first.startOffset, first.end),
      );
      this.skip();
      while (!this.resyncHere()) this.skip();
    }
    return { type: "stray", start, end: this.end };
  });

  private strayBrace(token: Token): void {
    this.skip();
    const opens = token.tokenType === t.LeftBrace;
    this.problemAtToken(
      "syntax/stray-brace",
      token,
      opens
        ? "This `{` belongs to nothing: write a kind and a name before it, or remove it and its `}`."
        : "This `}` closes nothing: remove it.",
      replacement("Remove the brace", token.startOffset, token.end),
    );
  }
}

/** The statements that keep the `///` lines before them. */
const DOCUMENTED: Record<Statement["type"], { doc?: true }> = {
  import: {},
  kind: { doc: true },
  declaration: { doc: true },
  quality: { doc: true },
  estimate: { doc: true },
  assert: { doc: true },
  "unit-declaration": { doc: true },
  field: { doc: true },
  relation: { doc: true },
  endpoint: { doc: true },
  property: {},
  connection: { doc: true },
  row: { doc: true },
  stray: {},
};

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

/** Behind a word these say that it is no declaration's name but begins the next statement. */
const AFTER_PLAIN_WORD: ReadonlySet<Token["tokenType"]> = new Set([t.Colon]);

/** `sql_database` → `SqlDatabase`: a name to begin with. */
function suggestedName(kind: string): string {
  return kind.replace(/(?:^|_)(\p{L})/gu, (_, letter: string) => letter.toUpperCase());
}

function shortened(image: string): string {
  return image.length > 30 ? `${image.slice(0, 30)}…` : image;
}
