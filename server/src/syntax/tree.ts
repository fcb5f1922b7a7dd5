/**
 * The syntax tree of one file.
 *
 * A file is a sequence of {@link Chunk}s that tile its text: each holds one top-level statement with the trivia
 * before it. Every offset inside a chunk is relative to the chunk's start, so an edit re-parses the chunks it
 * touches and merely moves those behind it. Nodes are immutable and any part of one may be missing: the author is
 * still typing.
 */

/** Offsets in UTF-16 code units, relative to the start of the chunk that holds the node; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A node while the parser is still filling it in. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** An identifier. Keywords are identifiers too: nothing is reserved. */
export interface Name extends Span {
  readonly type: "name";
  readonly text: string;
}

/** A reference, `Sales.Backend`. A dot with nothing behind it yields an empty last name (`text: ""`). */
export interface Path extends Span {
  readonly type: "path";
  readonly names: readonly Name[];
}

/** A string literal; `value` has its escapes resolved. */
export interface Text extends Span {
  readonly type: "text";
  readonly value: string;
}

// ---------------------------------------------------------------- expressions

/** One factor of a unit: `MB`, or `user` in `/user`. */
export interface UnitFactor extends Span {
  readonly name: string;
  /** 1, or -1 behind a slash. A bare `1` in front of a slash (`1/s`) has no factor. */
  readonly power: 1 | -1;
}

/** A unit written without spaces: `KB/request`, `requests/user/month`, `1/s`. */
export interface Unit extends Span {
  readonly type: "unit";
  readonly factors: readonly UnitFactor[];
}

/** A number with all that is attached to it: `10k req/s`, `$200/month`, `99.9%`, `5MB`, `20x`. */
export interface NumberTerm extends Span {
  readonly type: "number";
  /** The digits as a plain decimal literal (no `_`), exponent included: `"1.5"`, `"1e12"`. */
  readonly digits: string;
  /** Power of ten of an attached scale letter: k/K 3, M 6, B/G 9, T 12, none 0. */
  readonly scale: 0 | 3 | 6 | 9 | 12;
  /** The scale letter as written, for `500B` (billions) where bytes were meant. */
  readonly scaleLetter?: string;
  readonly percent: boolean;
  /** `$`, `€` or `£` in front of the digits. */
  readonly currency?: string;
  /** The unit on the same line. `x` (times) is a unit here. */
  readonly unit?: Unit;
}

/** `100:1`, a ratio of two numbers. */
export interface RatioTerm extends Span {
  readonly type: "ratio";
  readonly left: NumberTerm;
  readonly right: NumberTerm;
}

/** `( … )` */
export interface GroupTerm extends Span {
  readonly type: "group";
  readonly expression: Expression;
}

/** `size(Ticket)`, `collision(1e9, 64)` */
export interface CallTerm extends Span {
  readonly type: "call";
  readonly name: Name;
  readonly arguments: readonly Expression[];
}

export type OperatorSign = "+" | "-" | "*" | "/" | "^" | "to" | "of" | "in" | "|" | Comparison;
export type Comparison = ">=" | "<=" | ">" | "<" | "=";

export interface Operator extends Span {
  readonly type: "operator";
  readonly sign: OperatorSign;
}

export type Operand = NumberTerm | RatioTerm | GroupTerm | CallTerm | Path | Text | Unit;
export type Term = Operand | Operator;

/**
 * An expression as written: operands and operators in order, not grouped yet. Whether a bare word is an estimate or a
 * unit is known only after linking, so precedence is applied later (estimate/group.ts). After `in` stands a
 * {@link Unit}. A property's value that is a single word or reference is an expression of one {@link Path}.
 */
export interface Expression extends Span {
  readonly type: "expression";
  readonly terms: readonly Term[];
}

// ---------------------------------------------------------------- statements

/** `{ … }`; `closed` is false when its brace is missing. */
export interface Body extends Span {
  readonly type: "body";
  readonly statements: readonly Statement[];
  readonly closed: boolean;
}

interface Documented {
  /** The `///` lines before it, joined by line feeds, without the slashes. */
  readonly doc?: string;
}

/** `import "./a.sdesign"`, `import { Edge, Auth } from "./a.sdesign"` */
export interface ImportStatement extends Span {
  readonly type: "import";
  /** The named form; absent when everything is imported. */
  readonly names?: readonly Name[];
  readonly path?: Text;
}

/** `kind lambda: function "AWS Lambda" { … }` */
export interface KindStatement extends Span, Documented {
  readonly type: "kind";
  readonly name?: Name;
  readonly base?: Name;
  readonly title?: Text;
  readonly body?: Body;
}

/**
 * `KIND Name "Title" { … }`: the general form of components, actors, places, domains, entities, APIs, functional
 * requirements, flows, processes, decisions, options, questions, risks, views, `system`, and of the blocks
 * `requirements { }` and `estimates { }` (which have no name). An unknown kind has this form too.
 */
export interface Declaration extends Span, Documented {
  readonly type: "declaration";
  readonly kind: Name;
  readonly name?: Name;
  readonly title?: Text;
  readonly body?: Body;
}

/** `p99 <= 500 ms`, `= strong` */
export interface Target extends Span {
  readonly type: "target";
  /** `p50` … `p999`, `avg`, `max` */
  readonly metric?: Name;
  readonly operator?: Operator;
  readonly value?: Expression;
}

/** `latency FastPurchase "…" p99 <= 500 ms for BuyTicket { … }` */
export interface QualityStatement extends Span, Documented {
  readonly type: "quality";
  readonly quality: Name;
  readonly name?: Name;
  readonly title?: Text;
  readonly target?: Target;
  readonly for: readonly Path[];
  readonly body?: Body;
}

/** `storage = sold * size(Ticket) in GB "title"` */
export interface EstimateStatement extends Span, Documented {
  readonly type: "estimate";
  readonly name: Name;
  readonly value?: Expression;
  readonly title?: Text;
}

/** `assert storage < 100 GB "why"`; the comparison is split off, so both sides hold none. */
export interface AssertStatement extends Span, Documented {
  readonly type: "assert";
  readonly left?: Expression;
  readonly operator?: Operator;
  readonly right?: Expression;
  readonly why?: Text;
}

/** `unit parcel` */
export interface UnitStatement extends Span, Documented {
  readonly type: "unit-declaration";
  readonly name?: Name;
}

/** `string(120)?`, `Event[]`, `enum(a, b)`, `int[20]` */
export interface FieldType extends Span {
  readonly type: "field-type";
  readonly name: Path;
  readonly arguments?: readonly Expression[];
  readonly nullable: boolean;
  /** Present when it is a list; `size` is the number in `[20]`. */
  readonly list?: { readonly size?: number };
}

/** `event_id uuid [pk] -> Event.id "description"` */
export interface FieldStatement extends Span, Documented {
  readonly type: "field";
  readonly name: Name;
  /** May be left out in front of a reference, and while typing. */
  readonly fieldType?: FieldType;
  readonly modifiers: readonly Name[];
  readonly references?: Path;
  readonly description?: Text;
}

/** One end of a relation: `1`, `0..1`, `*`, `1..*`, `0..*`, `4`. `max` is undefined for `*`. */
export interface Cardinality extends Span {
  readonly type: "cardinality";
  readonly min: number;
  readonly max?: number;
}

/** `relation Event 1--* Ticket "has"` */
export interface RelationStatement extends Span, Documented {
  readonly type: "relation";
  readonly from?: Path;
  readonly fromCardinality?: Cardinality;
  readonly to?: Path;
  readonly toCardinality?: Cardinality;
  readonly title?: Text;
  readonly body?: Body;
}

/** One parameter of an endpoint: in the path, in the query, or of a function-style call. */
export interface Parameter extends Span {
  readonly type: "parameter";
  readonly name: Name;
  readonly place: "path" | "query" | "argument";
  readonly fieldType?: FieldType;
}

/** `POST /event/{id} as Buy -> Ticket "…" { … }`, `rpc name(…) -> T { … }`, `publish Name(…)`, `subscribe Name(…)` */
export interface EndpointStatement extends Span, Documented {
  readonly type: "endpoint";
  /** `GET` … `OPTIONS`, `rpc`, `publish` or `subscribe`. */
  readonly verb: Name;
  /** The path with its query as written; HTTP only. */
  readonly route?: Name;
  /** Behind `as`, or the function's name. */
  readonly name?: Name;
  readonly parameters: readonly Parameter[];
  /** `...` as the last argument, as in the notes' signatures. */
  readonly open?: boolean;
  readonly returns?: FieldType;
  readonly title?: Text;
  readonly body?: Body;
}

/** `name: value, value` */
export interface PropertyStatement extends Span {
  readonly type: "property";
  readonly name: Name;
  readonly values: readonly Expression[];
}

/** `B | C`: any one of the alternatives. Usually there is just one. */
export interface Alternatives extends Span {
  readonly type: "alternatives";
  readonly targets: readonly Path[];
}

/** What stands between two arrows: `A, B | C`. */
export interface Stage extends Span {
  readonly type: "stage";
  readonly groups: readonly Alternatives[];
}

export interface Arrow extends Span {
  readonly type: "arrow";
  readonly sign: "->" | "~>" | "<->";
}

/** `A, B -> C -> D | E "label" { … }`; `arrows[i]` joins `stages[i]` and `stages[i + 1]`, which may be missing. */
export interface ConnectionStatement extends Span, Documented {
  readonly type: "connection";
  readonly stages: readonly Stage[];
  readonly arrows: readonly Arrow[];
  readonly label?: Text;
  readonly body?: Body;
}

/** One element of an event-storming row, with the role word that overrides its place. */
export interface RowElement extends Span {
  readonly type: "row-element";
  readonly role?: Name;
  readonly value: Path | Text;
}

/** `Host => "Create dinner" => DinnerService => "Dinner created" => "Confirm number"` */
export interface RowStatement extends Span, Documented {
  readonly type: "row";
  readonly elements: readonly RowElement[];
}

/** Tokens that fit nothing; an error accompanies them. */
export interface StrayStatement extends Span {
  readonly type: "stray";
}

export type Statement =
  | ImportStatement
  | KindStatement
  | Declaration
  | QualityStatement
  | EstimateStatement
  | AssertStatement
  | UnitStatement
  | FieldStatement
  | RelationStatement
  | EndpointStatement
  | PropertyStatement
  | ConnectionStatement
  | RowStatement
  | StrayStatement;

export type Node =
  | Statement
  | Name
  | Path
  | Text
  | Expression
  | Term
  | Body
  | Target
  | FieldType
  | Cardinality
  | Parameter
  | Alternatives
  | Stage
  | Arrow
  | RowElement;

// ---------------------------------------------------------------- files

export interface Comment extends Span {
  readonly kind: "line" | "block" | "doc";
  /** What stands inside, without the marks. */
  readonly text: string;
}

/** A mistake in the form of the text. `rule` is the finding's id, `syntax/…`; the message is for people. */
export interface SyntaxProblem extends Span {
  readonly rule: `syntax/${string}`;
  readonly message: string;
  /** A mechanical correction, where one is certain: replace the span by this text. */
  readonly fix?: {
    readonly title: string;
    readonly start: number;
    readonly end: number;
    readonly text: string;
    /** It is read like that already. */
    readonly safe?: boolean;
  };
}

/**
 * One top-level statement with the white space and comments before it; chunks tile the file. A chunk without a
 * statement holds what trails the last one. Chunks are frozen but for `start`, which edits move.
 */
export interface Chunk {
  /** Absolute offset of the chunk in its file: the only thing that an edit elsewhere changes. */
  start: number;
  readonly length: number;
  readonly statement?: Statement;
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

/** A parsed file. The latest one is the only valid one: an edit moves the chunks that it shares with the next. */
export interface SourceFile {
  readonly length: number;
  readonly chunks: readonly Chunk[];
}

/** Replaces `removed` code units at the absolute offset `start` by `inserted`. */
export interface TextChange {
  readonly start: number;
  readonly removed: number;
  readonly inserted: string;
}
