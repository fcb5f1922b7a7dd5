/** Damages a design in many small ways and counts how many of the other declarations survive. */

import { Lexer } from "../../server/src/syntax/lexer.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import type { SourceFile, Statement } from "../../server/src/syntax/tree.ts";
import { bodyOf } from "../../server/src/syntax/walk.ts";

/** One way to damage a text: what stands from `start` to `end` becomes `text`. */
export interface Damage {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Survival {
  top: number;
  topLost: number;
  nested: number;
  nestedLost: number;
  /** The damages that cost most, for whoever wants to know why. */
  readonly losses: { readonly damage: Damage; readonly lost: readonly string[] }[];
}

/** One token of each kind, as a hand may slip. */
export const strayTokens: readonly string[] = [
  "stray",
  '"stray"',
  "42",
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  ":",
  ";",
  ",",
  ".",
  "->",
  "=>",
  "=",
  ">=",
  "+",
  "|",
  "to",
  "--",
];

interface Named {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly parent?: Named;
}

/** Every token deleted. */
export function deletions(text: string): Damage[] {
  return tokensOf(text).map(({ start, end }) => ({ label: "delete", start, end, text: "" }));
}

/** Each stray token inserted before every token. */
export function insertions(text: string): Damage[] {
  return tokensOf(text).flatMap(({ start }) =>
    strayTokens.map((token) => ({ label: "insert", start, end: start, text: `${token} ` })),
  );
}

/** Every line cut at every token. */
export function cuts(text: string): Damage[] {
  return tokensOf(text).map(({ start }) => {
    const lineEnd = text.indexOf("\n", start);
    return { label: "cut", start, end: lineEnd < 0 ? text.length : lineEnd, text: "" };
  });
}

export function survivalOf(text: string, damages: readonly Damage[]): Survival {
  const before = namedIn(parse(text));
  const result: Survival = { top: 0, topLost: 0, nested: 0, nestedLost: 0, losses: [] };
  for (const damage of damages) {
    const after = namedIn(parse(text.slice(0, damage.start) + damage.text + text.slice(damage.end)));
    const top = count(after.filter((one) => one.parent === undefined).map((one) => one.key));
    const anywhere = count(after.map((one) => one.key));
    const nested = count(after.map(withParent));
    const lost: string[] = [];
    for (const one of before) {
      if (touches(one, damage)) continue;
      if (one.parent === undefined) {
        result.top++;
        if (takeOne(top, one.key)) continue;
        result.topLost++;
      } else {
        result.nested++;
        // Where the parent is damaged itself, its parts may end up elsewhere, but under their names.
        const there = touches(one.parent, damage) ? takeOne(anywhere, one.key) : takeOne(nested, withParent(one));
        if (there) continue;
        result.nestedLost++;
      }
      lost.push(one.key);
    }
    if (lost.length > 0) result.losses.push({ damage, lost });
  }
  return result;
}

export function share(lost: number, all: number): number {
  return all === 0 ? 100 : 100 * (1 - lost / all);
}

function tokensOf(text: string): { start: number; end: number }[] {
  const lexer = new Lexer(text);
  lexer.run(text.length);
  return lexer.tokens.map((token) => ({ start: token.startOffset, end: token.end }));
}

function touches(one: Named, damage: Damage): boolean {
  return damage.start < one.end && Math.max(damage.end, damage.start + 1) > one.start;
}

function withParent(one: Named): string {
  return `${one.parent?.key} > ${one.key}`;
}

function namedIn(file: SourceFile): Named[] {
  const all: Named[] = [];
  const visit = (statement: Statement, base: number, parent: Named | undefined): void => {
    const key = keyOf(statement);
    const body = bodyOf(statement);
    let here = parent;
    if (key !== undefined) {
      const extent = { key, start: base + statement.start, end: base + statement.end };
      here = parent === undefined ? extent : { ...extent, parent };
      all.push(here);
    }
    for (const nested of body?.statements ?? []) visit(nested, base, here);
  };
  for (const chunk of file.chunks) if (chunk.statement !== undefined) visit(chunk.statement, chunk.start, undefined);
  return all;
}

function keyOf(statement: Statement): string | undefined {
  switch (statement.type) {
    case "declaration":
      if (statement.name !== undefined) return `${statement.kind.text} ${statement.name.text}`;
      return statement.kind.text === "requirements" || statement.kind.text === "estimates"
        ? statement.kind.text
        : undefined;
    case "endpoint":
      return `endpoint ${statement.name?.text ?? `${statement.verb.text} ${statement.route?.text}`}`;
    case "kind":
    case "quality":
    case "estimate":
    case "field":
    case "unit-declaration":
      return statement.name === undefined ? undefined : `${statement.type} ${statement.name.text}`;
    default:
      return undefined;
  }
}

function count(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function takeOne(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left === 0) return false;
  counts.set(key, left - 1);
  return true;
}
