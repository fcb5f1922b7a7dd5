/** Where the statements of SQL begin and end, semicolons or not. */

import type { SqlToken } from "./sql-tokens.ts";

/** What begins a statement even where the one before it is not closed. */
const BEGINS = /^(?:CREATE|ALTER|DROP|INSERT)$/i;

/** The tokens of each statement, with the comments before it. */
export function splitStatements(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const statements: SqlToken[][] = [];
  let current: SqlToken[] = [];
  let depth = 0;
  const end = (): void => {
    if (current.length > 0) statements.push(current);
    current = [];
    depth = 0;
  };
  for (const [index, token] of tokens.entries()) {
    const isWord = token.type === "word";
    const begins =
      isWord &&
      token.first &&
      (depth === 0 ? BEGINS.test(token.text) : isTable(tokens, index)) &&
      current.some(({ type }) => type !== "comment");
    const isGo = isWord && token.first && /^GO$/i.test(token.text) && depth === 0;
    if (begins || isGo) {
      // Comments right before it are its own.
      const own = current.splice(current.findLastIndex(({ type }) => type !== "comment") + 1);
      end();
      current = own;
      if (isGo) continue;
    }
    if (token.type === "sign" && token.text === ";" && depth <= 0) {
      end();
      continue;
    }
    if (token.type === "sign" && token.text === "(") depth++;
    if (token.type === "sign" && token.text === ")") depth--;
    current.push(token);
  }
  end();
  return statements;
}

function isTable(tokens: readonly SqlToken[], index: number): boolean {
  return /^CREATE$/i.test(tokens[index]?.text ?? "") && /^TABLE$/i.test(tokens[index + 1]?.text ?? "");
}
