/** What the TextMate grammar paints, by the very engine that VS Code paints with. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";

const GRAMMAR = "syntaxes/sdesign.tmLanguage.json";

/** A stretch of text and the innermost scope that is put on it, without the language's suffix. */
export interface Painted {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly scopes: readonly string[];
}

export async function loadGrammar(): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await oniguruma.loadWASM(readFileSync(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve(oniguruma),
    loadGrammar: async () =>
      textmate.parseRawGrammar(readFileSync(new URL(`../../${GRAMMAR}`, import.meta.url), "utf8"), GRAMMAR),
  });
  const grammar = await registry.loadGrammar("source.sdesign");
  if (!grammar) throw new Error(`${GRAMMAR} was not understood`);
  return grammar;
}

/** The text in the pieces that the grammar makes of it, white space and what has no scope left out. */
export function paint(grammar: IGrammar, source: string): readonly Painted[] {
  const painted: Painted[] = [];
  let stack = textmate.INITIAL;
  let offset = 0;
  for (const line of source.split("\n")) {
    const { tokens, ruleStack, stoppedEarly } = grammar.tokenizeLine(line, stack);
    if (stoppedEarly) throw new Error(`the grammar gave up on: ${line}`);
    stack = ruleStack;
    for (const { startIndex, scopes, ...token } of tokens) {
      // The engine ends each line with a line feed of its own.
      const endIndex = Math.min(token.endIndex, line.length);
      const text = line.slice(startIndex, endIndex);
      if (text.trim() === "") continue;
      const own = scopes.slice(1).map((scope) => scope.replace(/\.sdesign$/, ""));
      painted.push({ start: offset + startIndex, end: offset + endIndex, text, scopes: own });
    }
    offset += line.length + 1;
  }
  return painted;
}

/** A letter for each kind of colour, by the beginning of the innermost scope's name; the first that fits counts. */
const LETTERS: readonly (readonly [scope: string, letter: string])[] = [
  ["keyword.other.suppression", "!"],
  ["entity.name.tag.rule", "r"],
  ["comment.line.triple-slash", "d"],
  ["comment", "c"],
  ["constant.character.escape", "e"],
  ["invalid", "X"],
  ["string.unquoted.route", "/"],
  ["string", "s"],
  ["variable.parameter", "v"],
  ["variable.other.property.field", "f"],
  ["variable.other.property", "p"],
  ["variable.other.constant", "N"],
  ["entity.name", "N"],
  ["storage.modifier.role", "k"],
  ["storage.modifier", "m"],
  ["storage.type", "t"],
  ["support.function", "F"],
  ["support.constant", "w"],
  ["constant.language", "w"],
  ["constant.numeric", "1"],
  ["keyword.other.unit", "u"],
  ["keyword.operator.word", "o"],
  ["keyword.operator", "="],
  ["keyword", "k"],
  ["punctuation", "."],
];

/** What the letters of {@link painted} stand for, as the head of a golden file. */
export const legend = `k keyword, N declared name, p property, f field, t type, m modifier, w word of the vocabulary, v parameter, F function,
1 number, u unit, s string, e escape, / path, d documentation, c comment, ! suppression, r rule, o operator word,
= operator, . punctuation, _ a name that the line alone does not tell, X wrong`;

/** Each line of a source behind a bar, and under it the letters of its colours. */
export function painted(grammar: IGrammar, source: string): string {
  const colours = source.replace(/\S/g, "_").split("");
  for (const { start, end, scopes } of paint(grammar, source)) {
    const scope = scopes.findLast((own) => !own.startsWith("punctuation.definition")) ?? "";
    const letter = LETTERS.find(([begin]) => scope.startsWith(begin))?.[1];
    if (letter) colours.fill(letter, start, end);
  }
  const maps = colours.join("").split("\n");
  return source
    .split("\n")
    .map((line, index) => (line.trim() === "" ? "|" : `| ${line}\n: ${maps[index]?.trimEnd()}`))
    .join("\n");
}
