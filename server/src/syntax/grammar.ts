/** The rules for statements and bodies. Recovery loses one statement at most: see `stray` and `resyncHere`. */

import type { ParserMethod } from "chevrotain";
import { statementForm } from "../language/statements.ts";
import { type Form, type Scope, scopeOf } from "./choice.ts";
import { FlowForms } from "./flow-forms.ts";
import { suggestedName } from "./heads.ts";
import { insertion, type ProblemAt, replacement } from "./problems.ts";
import { MAX_DEPTH } from "./reader.ts";
import type { Token } from "./tokens.ts";
import * as t from "./tokens.ts";
import type {
  Body,
  Declaration,
  Draft,
  ImportStatement,
  KindStatement,
  Name,
  Statement,
  StrayStatement,
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

export class Grammar extends FlowForms {
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
    // Chevrotain makes an error, stack trace and all, of tokens that are left over.
    if (!this.RECORDING_PHASE) this.input = [];
  });

  readonly statement: Rule<Statement> = this.RULE("statement", (): Statement => {
    const { doc } = this.peek(1);
    const statement = this.statementOfForm(this.chooseForm());
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
        if (after.type === "estimate" && this.thousandsAhead(comma)) this.thousands(comma);
        if (after.type === "property" || after.type === "estimate") continue;
        this.problemAtToken(
          "syntax/separator",
          comma,
          "A comma separates properties, estimates and the items of a list. Other statements end with their line, or with `;`.",
          replacement("Replace by `;`", comma.startOffset, comma.end, ";"),
        );
      } else return;
    }
  }

  /** `,000` right behind an estimate's number. */
  private thousandsAhead(comma: Token): boolean {
    return comma.glued && this.at(t.NumberLiteral) && this.peek(1).glued && /^\d{3}(?!\d)/.test(this.peek(1).image);
  }

  private thousands(comma: Token): void {
    this.problem(
      "syntax/number",
      comma.startOffset,
      this.peek(1).end,
      "Digits are grouped by `_`, as in `1_000`: a comma ends the estimate.",
      replacement("Replace by `_`", comma.startOffset, comma.end, "_"),
    );
    do this.skip();
    while (!this.resyncHere() && !this.at(t.Comma));
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

  // ---------------------------------------------------------------- statements

  readonly import: Rule<ImportStatement> = this.RULE("import", (): ImportStatement => {
    const keyword = this.name();
    if (this.scope !== "file")
      this.problem(
        "syntax/misplaced",
        this.base + keyword.start,
        this.lastEnd,
        "An import stands outside of every body: move it to the top of the file.",
      );
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
    this.skipJunk(true);
    if (this.atOnLine(t.Identifier) && (!this.at(t.Colon, 2) || this.colonBeforeBody(2))) statement.name = this.name();
    else if (statementForm(kind.text) !== "block") this.missingName(kind, ` ${suggestedName(kind.text)}`);
    const title = this.title();
    if (title !== undefined) statement.title = title;
    const body = this.optionalBody(scopeOf(kind.text));
    if (body !== undefined) statement.body = body;
    statement.end = this.end;
    return statement;
  });

  // ---------------------------------------------------------------- what fits nothing

  /** A word alone: the beginning of something, kept so that completion knows where it is. */
  readonly word: Rule<Declaration> = this.RULE("word", (): Declaration => {
    const kind = this.name();
    this.problem(
      "syntax/incomplete",
      kind.start + this.base,
      kind.end + this.base,
      this.scope === "estimates"
        ? `\`${kind.text}\` alone says nothing. Write an estimate as in \`${kind.text} = 10k req/s\`.`
        : `\`${kind.text}\` alone says nothing. Go on with a name if it is a kind, with an arrow (\`->\`) if it is a component, with a colon if it is a property.`,
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

function shortened(image: string): string {
  return image.length > 30 ? `${image.slice(0, 30)}…` : image;
}
