/** What linked elements have in common: their identity, their documentation, and what they are nested in. */

import type { Name } from "../syntax/tree.ts";
import type { Key } from "./design.ts";
import type { Linker } from "./linker.ts";
import type { Symbol } from "./symbols.ts";

/** What a statement is nested in. */
export interface Surrounding {
  readonly scope: Symbol | undefined;
  /** The element whose body it stands in. */
  readonly parent: Key | undefined;
  /** Names declared so far, to tell a second declaration of the same name. */
  readonly symbols: SymbolCursor;
}

/** Hands out the symbols that `outlineOf` made for a scope's statements, in the same order. */
export type SymbolCursor = (name: string) => Symbol | undefined;

/** A cursor over the symbols of a scope. */
export function cursor(symbols: readonly Symbol[]): SymbolCursor {
  let next = 0;
  return (name) => {
    // Outlines list the symbols of a scope in the order of its statements, so each is usually the next one.
    for (let index = next; index < symbols.length; index++) {
      const symbol = symbols[index];
      if (symbol?.name === name) {
        next = index + 1;
        return symbol;
      }
    }
    return undefined;
  };
}

/** The parts that all elements have. Elements without a name are known by what they are, where a word for it is given. */
export function identify(
  linker: Linker,
  name: Name | undefined,
  around: Surrounding,
  what?: string,
): { key: Key; id: string; name: string; parent?: Key; symbol?: Symbol } {
  const text = name?.text ?? "";
  const symbol = text ? around.symbols(text) : undefined;
  const inside = around.scope ? `${around.scope.id}.` : "";
  const id = symbol?.id ?? `${inside}${text || (what ?? "(unnamed)")}`;
  const key = symbol?.key ?? `${linker.origin.uri}#${inside}${text || `(${what ?? "unnamed"})`}`;
  if (name && text) linker.declarations.push({ name, target: key });
  return {
    key,
    id,
    name: text,
    ...(around.parent === undefined ? {} : { parent: around.parent }),
    ...(symbol ? { symbol } : {}),
  };
}

/** The title and documentation of a statement, where it has any. */
export function documented(statement: { readonly title?: { readonly value: string }; readonly doc?: string }): {
  title?: string;
  doc?: string;
} {
  return {
    ...(statement.title === undefined ? {} : { title: statement.title.value }),
    ...(statement.doc === undefined ? {} : { doc: statement.doc }),
  };
}

/** Reports the second declaration of a name in its scope. */
export function duplicate(linker: Linker, name: Name, first: Name): void {
  linker.problem("link/duplicate", name, `\`${name.text}\` is declared twice in its scope. Rename one of them.`, {
    related: [{ place: { origin: linker.origin, span: first }, message: `\`${name.text}\` is first declared here` }],
  });
}
