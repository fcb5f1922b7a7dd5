/** Linking of kinds: which one a declaration is of, and a design's own, `kind lambda: function`. */

import { type KindEntry, kinds } from "../language/kinds.ts";
import { endpointVerbs, statements } from "../language/statements.ts";
import type { Declaration, KindStatement, Name } from "../syntax/tree.ts";
import type { ComponentKind, Key } from "./design.ts";
import { documented, identify, type Surrounding } from "./link-identity.ts";
import { linkProperties } from "./link-properties.ts";
import type { Linker } from "./linker.ts";
import { visibleNames } from "./names.ts";
import type { Symbol } from "./symbols.ts";

/**
 * The own kind that a keyword names: the vocabulary's entry at the end of its chain of bases, and the chain, nearest
 * first. Undefined when there is no such kind; a chain that runs in a circle ends where it closes.
 */
export function ownKind(linker: Linker, keyword: Name): { base: KindEntry; own: readonly Key[] } | undefined {
  const own = new Set<Key>();
  const isKind = (symbol: Symbol): boolean => symbol.class === "kind";
  // The keyword is a use of the first kind alone; those that it builds on are looked up in passing.
  let found = linker.find([keyword], undefined, isKind);
  for (;;) {
    const symbol = found.type === "found" ? found.symbols.at(-1) : undefined;
    if (!symbol || own.has(symbol.key)) break;
    own.add(symbol.key);
    const base = kinds.get(symbol.kind ?? "");
    if (base) return { base, own: [...own] };
    found = linker.lookUp([symbol.kind ?? ""], undefined, isKind);
  }
  const component = kinds.get("component");
  return own.size && component ? { base: component, own: [...own] } : undefined;
}

/** What counts as the kind where none is known. */
export const COMPONENT = kinds.get("component") as NonNullable<ReturnType<typeof kinds.get>>;

/** The kind of a component's declaration. One that is not known is reported, and counts as `component`. */
export function componentKind(linker: Linker, node: Declaration): ComponentKind {
  const word = node.kind.text;
  const known = kinds.get(word);
  if (known) return { name: word, base: known, own: [] };
  const own = ownKind(linker, node.kind);
  if (own) return { name: word, ...own };
  unknownKind(linker, node);
  return { name: word, base: COMPONENT, own: [] };
}

/** Where keywords stand that are no kinds. */
const HOMES: ReadonlyMap<string, string> = new Map([
  ["import", "at the top of a file, before a path"],
  ["unit", "in `estimates`, before the name of what is counted"],
  ["assert", "in `estimates`, before a comparison"],
  ["relation", "between two entities, as in `relation Event 1--* Ticket`"],
  ["kind", "outside of every body, as in `kind lambda: function`"],
]);

/** Reports a declaration's keyword that is no kind: the nearest one, or where such a keyword stands. */
export function unknownKind(linker: Linker, node: Declaration): void {
  // A word alone is unfinished, which the parser has said.
  if (!node.name && !node.title && !node.body) return;
  const home =
    HOMES.get(node.kind.text) ?? (endpointVerbs.has(node.kind.text) ? "in an API, before a path" : undefined);
  if (home !== undefined) {
    linker.problem("link/misplaced", node.kind, `\`${node.kind.text}\` says nothing here: it stands ${home}.`);
    return;
  }
  const known = new Set([...kinds.keys(), ...statements.keys(), ...visibleNames(linker.names, "kind")]);
  linker.unknown(
    "link/unknown",
    node.kind,
    node.kind.text,
    "a kind",
    known,
    ` For a kind of your own, declare it: \`kind ${node.kind.text}: service\`.`,
    true,
  );
}

/** `kind lambda: function "…" { … }`; bases that lead nowhere, or round in a circle, are reported. */
export function linkKindStatement(linker: Linker, node: KindStatement, around: Surrounding): void {
  const { symbol, ...identity } = identify(linker, node.name, around);
  const builtIn = node.base ? kinds.get(node.base.text) : undefined;
  const own = node.base && !builtIn ? ownKind(linker, node.base) : undefined;
  if (node.name && (kinds.has(node.name.text) || statements.has(node.name.text)))
    takenByLanguage(linker, node.name, "a word");
  if (node.base && own?.own.includes(identity.key)) {
    const chain = [identity.key, ...own.own].map((key) => `\`${key.slice(key.indexOf("#") + 1)}\``).join(" → ");
    const advice = "Build one of them on a kind of the language, such as `service`.";
    linker.problem("link/cycle", node.base, `\`${identity.name}\` builds on itself: ${chain}. ${advice}`);
  } else if (node.base && (builtIn?.group === "people" || builtIn?.group === "place")) {
    const advice = `Write \`${node.base.text}\` itself.`;
    linker.problem(
      "value/type",
      node.base,
      `A kind of one's own is a kind of component, and \`${node.base.text}\` is none. ${advice}`,
    );
  } else if (node.base && !builtIn && !own) {
    const hint = ` Build on a kind of component, such as \`service\`, or on one of your own.`;
    linker.unknown("link/unknown", node.base, node.base.text, "a kind", kinds.keys(), hint);
  }
  const base = builtIn ?? own?.base ?? COMPONENT;
  linker.elements.push({
    ...identity,
    ...documented(node),
    class: "kind",
    base,
    origin: linker.origin,
    properties: linkProperties(linker, node.body, { owner: "component", scope: symbol, kind: base }),
    node,
  });
}

/** Reports a word that the language uses for something itself. */
export function takenByLanguage(linker: Linker, name: Name, what: string): void {
  linker.problem("link/duplicate", name, `\`${name.text}\` is ${what} of the language already. Choose another name.`);
}
