/** What each token is to the parser: the judge of what the TextMate grammar paints. */

import { properties } from "../../server/src/language/properties.ts";
import { qualities } from "../../server/src/language/qualities.ts";
import { Lexer } from "../../server/src/syntax/lexer.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import { NumberLiteral, Route, StringLiteral } from "../../server/src/syntax/tokens.ts";
import type { Node, Span } from "../../server/src/syntax/tree.ts";
import { walk } from "../../server/src/syntax/walk.ts";

/** Words that a statement's form asks for are `keyword`s; `to`, `of`, `in` and `for` as well. */
export type Role =
  | "comment"
  | "string"
  | "route"
  | "number"
  | "sign"
  | "keyword"
  | "declared"
  | "property"
  | "reference"
  /** A word of the vocabulary as a value: `automatic`, `strong`, `true`. */
  | "word"
  | "unit"
  | "type"
  | "modifier"
  | "function"
  | "metric"
  | "parameter";

export interface Meant extends Span {
  readonly role: Role;
  readonly text: string;
}

/** The tokens and comments of a source with what they are for, in the order of the text; stray ones left out. */
export function meanings(source: string): readonly Meant[] {
  const lexer = new Lexer(source);
  lexer.run(source.length);
  const roles = new Map<number, Role>();
  const stray: Span[] = [];
  const file = parse(source);
  for (const { start, statement } of file.chunks) {
    if (!statement) continue;
    walk(statement, (node, ancestors) => {
      if (node.type === "stray") stray.push({ start: start + node.start, end: start + node.end });
      for (const [span, role] of rolesIn(node, ancestors)) {
        if (!roles.has(start + span.start)) roles.set(start + span.start, role);
      }
    });
  }
  const meant: Meant[] = lexer.comments.map(({ start, end }) => ({
    start,
    end,
    role: "comment",
    text: source.slice(start, end),
  }));
  for (const { startOffset: start, end, tokenType, image } of lexer.tokens) {
    if (stray.some((span) => span.start <= start && end <= span.end)) continue;
    const text = source.slice(start, end);
    const role: Role =
      tokenType === StringLiteral
        ? "string"
        : tokenType === NumberLiteral
          ? "number"
          : tokenType === Route
            ? "route"
            : /^[\p{L}_]/u.test(image)
              ? (roles.get(start) ?? "keyword")
              : "sign";
    meant.push({ start, end, role, text });
  }
  return meant.sort((one, other) => one.start - other.start);
}

function rolesIn(node: Node, ancestors: readonly Node[]): readonly (readonly [Span, Role])[] {
  const parent = ancestors.at(-1);
  switch (node.type) {
    case "field-type":
      return node.name.names.map((name) => [name, "type"]);
    case "property":
    case "parameter":
      return [[node.name, node.type === "property" ? "property" : "parameter"]];
    case "field":
      return [[node.name, "declared"], ...node.modifiers.map((modifier) => [modifier, "modifier"] as const)];
    case "import":
      return (node.names ?? []).map((name) => [name, "reference"]);
    case "kind":
      return [
        ...(node.name ? [[node.name, "declared"] as const] : []),
        ...(node.base ? [[node.base, "type"] as const] : []),
      ];
    case "declaration":
      return [[node.kind, "keyword"], ...(node.name ? [[node.name, "declared"] as const] : [])];
    case "quality":
      return [[node.quality, "keyword"], ...(node.name ? [[node.name, "declared"] as const] : [])];
    case "endpoint":
      return [[node.verb, "keyword"], ...(node.name ? [[node.name, "declared"] as const] : [])];
    case "estimate":
    case "unit-declaration":
      return node.name ? [[node.name, "declared"]] : [];
    case "call":
      return [[node.name, "function"]];
    case "target":
      return node.metric ? [[node.metric, "metric"]] : [];
    case "row-element":
      return node.role ? [[node.role, "keyword"]] : [];
    case "unit":
      return node.factors.map(({ name, end }) => [{ start: end - name.length, end }, "unit"]);
    case "path": {
      const [only] = node.names;
      const alone = node.names.length === 1 && parent?.type === "expression" && parent.terms.length === 1;
      const known = alone && only && wordsFor(ancestors).includes(only.text);
      return node.names.map((name) => [name, known ? "word" : "reference"]);
    }
    default:
      return [];
  }
}

/** The words of the vocabulary that may stand for the value around. */
function wordsFor(ancestors: readonly Node[]): readonly string[] {
  const [owner, holder] = [ancestors.at(-3), ancestors.at(-2)];
  const value =
    holder?.type === "property"
      ? properties.get(holder.name.text)?.value
      : holder?.type === "target" && owner?.type === "quality"
        ? qualities.get(owner.quality.text)?.target
        : undefined;
  if (value?.type === "boolean") return ["true", "false"];
  return value && "words" in value ? value.words : [];
}
