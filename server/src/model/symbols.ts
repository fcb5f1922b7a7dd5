/**
 * The names that a file declares. Symbols hold no nodes and no offsets, so they outlive every edit that declares the
 * same names again: what refers to them need not be linked anew.
 */

import { kinds } from "../language/kinds.ts";
import { statements } from "../language/statements.ts";
import type { Body, Chunk, Declaration, EndpointStatement, Statement } from "../syntax/tree.ts";
import type { ElementClass, Key } from "./design.ts";
import { nearest } from "./spelling.ts";

export interface Symbol {
  readonly key: Key;
  /** The full dotted name. */
  readonly id: string;
  readonly name: string;
  readonly class: ElementClass;
  /** The kind's keyword as written: `service`, `lambda`, `region`; for a `kind` statement its base. */
  readonly kind?: string;
  readonly parent?: Symbol;
  /** The names inside it, for the classes that open a scope. */
  readonly members: ReadonlyMap<string, Symbol>;
}

/** The names of one chunk. `signature` is equal exactly for outlines that declare the same. */
export interface Outline {
  readonly symbols: readonly Symbol[];
  readonly signature: string;
}

const NO_MEMBERS: ReadonlyMap<string, Symbol> = new Map();

/** The classes of statements with the general form; every other keyword is a component's kind. */
const CLASS_OF_KEYWORD: ReadonlyMap<string, ElementClass> = new Map([
  ["system", "system"],
  ["actor", "actor"],
  ["region", "place"],
  ["zone", "place"],
  ["functional", "requirement"],
  ["entity", "entity"],
  ["api", "api"],
  ["domain", "domain"],
  ["flow", "flow"],
  ["process", "process"],
  ["decision", "decision"],
  ["option", "option"],
  ["question", "question"],
  ["risk", "risk"],
  ["view", "view"],
]);

const DECLARATION_KEYWORDS: readonly string[] = [
  ...kinds.keys(),
  ...[...statements.values()].filter((entry) => entry.form === "declaration").map((entry) => entry.keyword),
];

/** Blocks without a name of their own, whose contents belong to the scope around them. */
export function isBlock(declaration: Declaration): boolean {
  return declaration.kind.text === "requirements" || declaration.kind.text === "estimates";
}

/** What a declaration declares. A misspelt keyword counts as the one it resembles, an own kind as a component. */
export function classOf(declaration: Declaration): ElementClass {
  const keyword = declaration.kind.text;
  const known = CLASS_OF_KEYWORD.get(keyword);
  if (known) return known;
  if (kinds.has(keyword)) return "component";
  const meant = nearest(keyword, DECLARATION_KEYWORDS);
  return (meant !== undefined && CLASS_OF_KEYWORD.get(meant)) || "component";
}

/** The name by which an endpoint without `as` is known: `POST /event/`. */
export function endpointName(endpoint: EndpointStatement): string {
  return endpoint.name?.text || `${endpoint.verb.text} ${endpoint.route?.text ?? ""}`.trimEnd();
}

/** The names that a chunk declares, nested ones included. */
export function outlineOf(chunk: Chunk, uri: string): Outline {
  const symbols: Symbol[] = [];
  const signature: string[] = [];
  if (chunk.statement) collect(chunk.statement, undefined, uri, symbols, signature);
  return { symbols, signature: signature.join("") };
}

function collect(
  statement: Statement,
  parent: Symbol | undefined,
  uri: string,
  into: Symbol[],
  signature: string[],
): void {
  const declare = (name: string | undefined, of: ElementClass, kind?: string, body?: Body): void => {
    if (!name) {
      // Without a name it can't be referred to, but what is inside can.
      if (body) collectAll(body, parent, uri, into, signature);
      return;
    }
    const id = parent ? `${parent.id}.${name}` : name;
    signature.push(of, ":", kind ?? "", ":", name, "{");
    const members: Symbol[] = [];
    const scope = new Map<string, Symbol>();
    const symbol: Symbol = {
      key: `${uri}#${id}`,
      id,
      name,
      class: of,
      ...(kind === undefined ? {} : { kind }),
      ...(parent ? { parent } : {}),
      members: body ? scope : NO_MEMBERS,
    };
    if (body) {
      collectAll(body, symbol, uri, members, signature);
      for (const member of members) if (!scope.has(member.name)) scope.set(member.name, member);
    }
    signature.push("}");
    into.push(symbol);
  };

  switch (statement.type) {
    case "declaration": {
      if (isBlock(statement)) {
        if (statement.body) collectAll(statement.body, parent, uri, into, signature);
        return;
      }
      const of = classOf(statement);
      if (of === "system") {
        declare(statement.name?.text, of);
        if (statement.body) collectAll(statement.body, parent, uri, into, signature);
        return;
      }
      return declare(statement.name?.text, of, statement.kind.text, statement.body);
    }
    case "kind":
      return declare(statement.name?.text, "kind", statement.base?.text);
    case "quality":
      return declare(statement.name?.text, "quality");
    case "estimate":
      return declare(statement.name.text, "estimate");
    case "unit-declaration":
      return declare(statement.name?.text, "unit");
    case "field":
      return declare(statement.name.text, "field");
    case "endpoint":
      return declare(endpointName(statement), "endpoint");
    default:
      return;
  }
}

function collectAll(body: Body, parent: Symbol | undefined, uri: string, into: Symbol[], signature: string[]): void {
  for (const statement of body.statements) collect(statement, parent, uri, into, signature);
}
