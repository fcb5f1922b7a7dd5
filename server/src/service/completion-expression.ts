/** What goes on with an expression, or with the target of a quality. */

import { metrics, type QualityEntry } from "../language/qualities.ts";
import type { ValueType } from "../language/values.ts";
import type { ElementClass } from "../model/design.ts";
import type { Token } from "../syntax/tokens.ts";
import * as t from "../syntax/tokens.ts";
import { type CompletionItem, plainItem, snippetItem } from "./completion-item.ts";
import { nameItems, type Titles } from "./completion-names.ts";
import type { CompletionPlace } from "./completion-place.ts";
import { argumentItems, callAround, classesOf, operandItems, unitItems, valueItems } from "./completion-values.ts";
import { metricDoc } from "./vocabulary.ts";

const APPLIES_TO: ReadonlySet<ElementClass> = classesOf([
  "requirement",
  "api",
  "endpoint",
  "entity",
  "component",
  "flow",
]);
const OPERATORS = [">=", "<=", ">", "<", "="];

export function qualityItems(
  place: CompletionPlace,
  quality: QualityEntry,
  tokens: readonly Token[],
  last: Token,
  titles: Titles,
): readonly CompletionItem[] {
  const names = new Set(tokens.map((token) => token.image));
  if (tokens.slice(2).some((token) => token.image === "for" && token.tokenType === t.Identifier)) {
    const goesOn = last.image === "for" || last.tokenType === t.Comma;
    return goesOn ? nameItems(place, APPLIES_TO, titles, names) : [];
  }
  if (last.tokenType === t.Compare || last.tokenType === t.Equals) {
    return valueItems(place, quality.name, quality.target, quality.example, titles);
  }
  const applies = plainItem(place, {
    label: "for",
    kind: "keyword",
    insert: "for ",
    detail: "what it applies to",
    again: true,
  });
  const compared = tokens.some(({ tokenType }) => tokenType === t.Compare || tokenType === t.Equals);
  if (compared) {
    if (isOperator(last)) return operandItems(place, titles);
    return [...(isNumber(last) && place.sameLine ? unitsBehind(place, last, quality.target) : []), applies];
  }
  if (tokens.length === 1) return [];
  const operators = [quality.operator, ...OPERATORS.filter((sign) => sign !== quality.operator)].map((label) =>
    plainItem(place, { label, kind: "sign", insert: `${label} `, again: true }),
  );
  if (metrics.has(last.image)) return operators;
  const measured = [...metrics.keys()].map((label) => {
    const documentation = metricDoc(label);
    return plainItem(place, {
      label,
      kind: "word",
      insert: `${label} `,
      again: true,
      ...(documentation ? { documentation } : {}),
    });
  });
  const targets = quality.percentile ? [...measured, ...operators] : [...operators, ...measured];
  return quality.target.type === "text" ? [applies, ...targets] : [...targets, applies];
}

export function expressionItems(place: CompletionPlace, titles: Titles): readonly CompletionItem[] {
  const last = place.before.at(-1);
  if (!last) return [];
  if (last.image === "in" && last.tokenType === t.Identifier) return unitItems(place);
  const call = callAround(place.before);
  if (last.tokenType === t.LeftParen && call !== undefined) return argumentItems(place, call, titles);
  if (isOperator(last) || last.image === "assert") {
    // An estimate is not made of itself.
    const own = place.before[1]?.tokenType === t.Equals ? place.before[0]?.image : undefined;
    return operandItems(place, titles).filter((item) => item.kind !== "estimate" || item.label !== own);
  }
  if (!place.sameLine) return [];
  const share = last.image.endsWith("%");
  const words = (share ? ["of", "to"] : ["in", "to", "of"]).map((label) =>
    plainItem(place, { label, kind: "keyword", insert: `${label} `, again: true }),
  );
  const first = place.before[0];
  const compares = first?.image === "assert" && !place.before.some(({ tokenType }) => tokenType === t.Compare);
  const signs = compares ? ["<", "<=", ">", ">="] : [];
  const comparisons = signs.map((label) => plainItem(place, { label, kind: "sign", insert: `${label} `, again: true }));
  return [...(isNumber(last) ? unitsBehind(place, last) : []), ...comparisons, ...words];
}

export function isNumber(token: Token): boolean {
  return token.tokenType === t.NumberLiteral;
}

const OPERATOR_SIGNS: ReadonlySet<Token["tokenType"]> = new Set([
  t.Equals,
  t.Compare,
  t.Plus,
  t.Minus,
  t.Star,
  t.Slash,
  t.Caret,
  t.LeftParen,
  t.Comma,
]);

/** Signs, and the words that are operators, behind which an operand is expected. */
export function isOperator(token: Token): boolean {
  return (
    OPERATOR_SIGNS.has(token.tokenType) || (token.tokenType === t.Identifier && /^(?:to|of|in)$/.test(token.image))
  );
}

export function quorumItems(place: CompletionPlace): readonly CompletionItem[] {
  const documentation = "How many instances there are in all.";
  return [snippetItem(place, { label: "of", kind: "keyword", insert: "of ${1:3}$0", documentation })];
}

/** The units of a number; a share has none. */
export function unitsBehind(
  place: CompletionPlace,
  { image, end }: Token,
  type?: ValueType,
): readonly CompletionItem[] {
  if (image.endsWith("%")) return [];
  const attached = end === place.range.start;
  return unitItems(place, type).map((item) =>
    attached ? { ...item, insert: ` ${item.insert}`, plain: ` ${item.plain}` } : item,
  );
}
