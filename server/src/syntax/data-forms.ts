/** The rules for entities' fields and for relations. */

import type { ParserMethod } from "chevrotain";
import { modifiers as MODIFIERS } from "../language/field-types.ts";
import { StatementHeads } from "./heads.ts";
import { replacement } from "./problems.ts";
import * as t from "./tokens.ts";
import type { Cardinality, Draft, FieldStatement, FieldType, Name, RelationStatement } from "./tree.ts";

type Rule<R> = ParserMethod<[], R>;

export abstract class DataForms extends StatementHeads {
  /** `name type [modifiers] -> Entity.field "description"` */
  readonly field: Rule<FieldStatement> = this.RULE("field", (): FieldStatement => {
    const name = this.name();
    const field: Draft<FieldStatement> = { type: "field", start: name.start, end: name.end, name, modifiers: [] };
    if (this.atOnLine(t.Identifier) && !this.at(t.Colon, 2)) field.fieldType = this.SUBRULE(this.fieldType);
    const modifiers: Name[] = [];
    for (;;) {
      if (this.at(t.LeftBracket)) this.modifiers(modifiers);
      else if (this.at(t.ArrowSign) && this.peek(1).image === "->" && field.references === undefined) {
        const references = this.reference();
        if (references !== undefined) field.references = references;
      } else if (this.at(t.Question) && field.fieldType !== undefined) this.lateNullable(field);
      else if (field.fieldType !== undefined && this.bareModifierAhead()) modifiers.push(this.bareModifier());
      else break;
    }
    field.modifiers = modifiers;
    const description = this.title();
    if (description !== undefined) field.description = description;
    if (field.fieldType === undefined && field.references === undefined)
      this.problem(
        "syntax/missing-type",
        name.start + this.base,
        name.end + this.base,
        `The field \`${name.text}\` has no type: write \`${name.text} uuid\`, \`${name.text} string(80)\` or, for a reference, \`${name.text} -> Entity\`.`,
      );
    field.end = this.end;
    return field;
  });

  /** `[pk]` in front of the `?` of `uuid [pk]?`. */
  private lateNullable(field: Draft<FieldStatement>): void {
    const sign = this.take(t.Question);
    this.problemAtToken(
      "syntax/order",
      sign,
      "The `?` of a field that may be empty stands right behind its type, as in `uuid? [index]`.",
    );
    if (field.fieldType !== undefined) field.fieldType = { ...field.fieldType, nullable: true };
  }

  /** `pk` behind a type, and no field of that name. */
  private bareModifierAhead(): boolean {
    if (!this.atOnLine(t.Identifier) || !MODIFIERS.has(this.peek(1).image)) return false;
    const next = this.peek(2);
    if (next.tokenType === t.Colon || next.tokenType === t.ArrowSign) return false;
    return next.tokenType !== t.Identifier || next.lineStart || MODIFIERS.has(next.image);
  }

  private bareModifier(): Name {
    const { startOffset, end, image } = this.peek(1);
    const written = `[${image}]`;
    const fix = replacement(`Write \`${written}\``, startOffset, end, written);
    this.problem("syntax/modifier", startOffset, end, `A modifier stands in brackets: write \`${written}\`.`, fix);
    return this.name();
  }

  private modifiers(into: Name[]): void {
    const open = this.take(t.LeftBracket);
    while (!this.at(t.RightBracket)) {
      if (this.at(t.Identifier) && !(this.peek(1).lineStart && this.resyncInBrackets())) into.push(this.name());
      else if (this.at(t.Comma)) this.take(t.Comma);
      else break;
    }
    this.close(t.RightBracket, open, "]");
  }

  private resyncInBrackets(): boolean {
    const next = this.peek(2).tokenType;
    return next !== t.Comma && next !== t.RightBracket;
  }

  /** `-> Entity.field` */
  private reference() {
    const arrow = this.take(t.ArrowSign);
    if (this.atOnLine(t.Identifier) && !this.at(t.Colon, 2)) return this.path();
    this.problemAtToken(
      "syntax/missing-target",
      arrow,
      "An entity is missing behind this arrow, as in `-> Event` or `-> Event.id`.",
    );
    return undefined;
  }

  /** `string(120)?`, `Event[]`, `enum(a, b)`, `int[20]` */
  readonly fieldType: Rule<FieldType> = this.RULE("fieldType", (): FieldType => {
    const name = this.path();
    const type: Draft<FieldType> = { type: "field-type", start: name.start, end: name.end, name, nullable: false };
    if (this.atOnLine(t.LeftParen)) type.arguments = this.arguments();
    for (;;) {
      if (this.atOnLine(t.Question)) {
        this.take(t.Question);
        type.nullable = true;
      } else if (this.listAhead()) type.list = this.list();
      else break;
    }
    type.end = this.end;
    return type;
  });

  private listAhead(): boolean {
    if (!this.atOnLine(t.LeftBracket)) return false;
    return this.at(t.RightBracket, 2) || this.at(t.NumberLiteral, 2);
  }

  private list(): { size?: number } {
    const open = this.take(t.LeftBracket);
    const token = this.tryTake(t.NumberLiteral);
    this.close(t.RightBracket, open, "]");
    return token === undefined ? {} : { size: plainNumber(token.image) };
  }

  // ---------------------------------------------------------------- relations

  /** `relation Event 1--* Ticket "has"` */
  readonly relation: Rule<RelationStatement> = this.RULE("relation", (): RelationStatement => {
    const keyword = this.name();
    const relation: Draft<RelationStatement> = { type: "relation", start: keyword.start, end: keyword.end };
    if (this.atOnLine(t.Identifier)) relation.from = this.path();
    const from = this.cardinality();
    if (from !== undefined) relation.fromCardinality = from;
    const joined = this.dashes(from !== undefined);
    const to = this.cardinality();
    if (to !== undefined) relation.toCardinality = to;
    if (this.atOnLine(t.Identifier)) relation.to = this.path();
    relation.end = this.end;
    if (relation.from === undefined || relation.to === undefined)
      this.problem(
        "syntax/missing-name",
        this.base + keyword.start,
        this.base + keyword.end,
        "A relation joins two entities: write `relation Event 1--* Ticket`.",
      );
    else if (joined === undefined || (joined && (from === undefined || to === undefined)))
      this.problem(
        "syntax/cardinality",
        this.base + relation.from.start,
        this.lastEnd,
        "A relation says how many stand on each side: `1`, `0..1`, `*`, `1..*`, `0..*` or a number, as in `Event 1--* Ticket`.",
      );
    const title = this.title();
    if (title !== undefined) relation.title = title;
    const body = this.optionalBody("known");
    if (body !== undefined) relation.body = body;
    relation.end = this.end;
    return relation;
  });

  /** Whether the sides are joined as they should be; undefined when they are not joined at all. */
  private dashes(counted: boolean): boolean | undefined {
    if (this.at(t.Dashes)) {
      this.take(t.Dashes);
      return true;
    }
    const token = this.peek(1);
    const meant = token.tokenType === t.ArrowSign || token.tokenType === t.Minus;
    if (!meant || token.lineStart) return undefined;
    this.problemAtToken(
      "syntax/cardinality",
      token,
      "The sides of a relation are joined by `--`, as in `Event 1--* Ticket`.",
      counted ? replacement("Replace by `--`", token.startOffset, token.end, "--") : undefined,
    );
    this.skip();
    return false;
  }

  /** `1`, `0..1`, `*`, `1..*`, `0..*`, `4` */
  private cardinality(): Cardinality | undefined {
    const first = this.peek(1);
    const start = first.startOffset - this.base;
    if (this.atOnLine(t.Star)) {
      this.take(t.Star);
      return { type: "cardinality", start, end: this.end, min: 0 };
    }
    if (!this.atOnLine(t.NumberLiteral)) return undefined;
    const min = plainNumber(this.take(t.NumberLiteral).image);
    if (!this.atOnLine(t.DotDot)) return { type: "cardinality", start, end: this.end, min, max: min };
    const dots = this.take(t.DotDot);
    if (this.atOnLine(t.Star)) {
      this.take(t.Star);
      return { type: "cardinality", start, end: this.end, min };
    }
    if (this.atOnLine(t.NumberLiteral)) {
      const max = plainNumber(this.take(t.NumberLiteral).image);
      return { type: "cardinality", start, end: this.end, min, max };
    }
    this.problemAtToken("syntax/cardinality", dots, "A number or `*` is missing behind `..`, as in `1..*`.");
    return { type: "cardinality", start, end: this.end, min };
  }
}

const SCALE_OF: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["K", 1e3],
  ["M", 1e6],
  ["B", 1e9],
  ["G", 1e9],
  ["T", 1e12],
]);

function plainNumber(image: string): number {
  const value = Number.parseFloat(image.replaceAll("_", ""));
  return value * (SCALE_OF.get(image.slice(-1)) ?? 1);
}
