/** The state of linking one chunk: where it stands, what its names mean, and what has been found so far. */

import { statements } from "../language/statements.ts";
import type { ReferenceTarget } from "../language/values.ts";
import type { Chunk, Name, Path, Span } from "../syntax/tree.ts";
import type { Element, ElementClass, Key, Origin, Problem, Reference } from "./design.ts";
import { type FileNames, labelOf, type Resolved, resolve, visibleNames } from "./names.ts";
import { nearest } from "./spelling.ts";
import type { Symbol } from "./symbols.ts";

/** One name in the text and the element that it leads to: what rename and find-references work on. */
export interface Use {
  readonly name: Name;
  readonly target: Key;
}

/** A chunk, linked: its elements, what is wrong with its names, and every use of a name. */
export interface LinkedChunk {
  readonly chunk: Chunk;
  readonly elements: readonly Element[];
  readonly problems: readonly Problem[];
  readonly uses: readonly Use[];
  /** Names of declarations, where they stand. */
  readonly declarations: readonly Use[];
  /** The simple names whose meaning it depends on, labels in lower case. */
  readonly lookups: ReadonlySet<string>;
}

/** How classes are called in messages. */
const CLASS_WORDS: Readonly<Record<ElementClass, string>> = {
  system: "the system",
  actor: "an actor",
  component: "a component",
  place: "a region or zone",
  domain: "a domain",
  kind: "a kind",
  connection: "a connection",
  requirement: "a functional requirement",
  quality: "a quality requirement",
  estimate: "an estimate",
  assertion: "an assertion",
  unit: "a unit",
  field: "a field",
  entity: "an entity",
  relation: "a relation",
  api: "an API",
  endpoint: "an endpoint",
  flow: "a flow",
  process: "a process",
  decision: "a decision",
  option: "an option",
  question: "a question",
  risk: "a risk",
  view: "a view",
};

/** `an entity`, `an entity or a field`, `an API, an endpoint or a flow`. */
export function inWords(classes: readonly ReferenceTarget[]): string {
  const all = classes.map((of) => CLASS_WORDS[of]);
  const last = all.pop() ?? "a name";
  return all.length ? `${all.join(", ")} or ${last}` : last;
}

/** A class in words, `an entity`. */
function classInWords(of: ElementClass): string {
  return CLASS_WORDS[of];
}

export class Linker {
  readonly origin: Origin;
  readonly names: FileNames;
  readonly elements: Element[] = [];
  readonly problems: Problem[] = [];
  readonly uses: Use[] = [];
  readonly declarations: Use[] = [];
  readonly lookups = new Set<string>();

  constructor(origin: Origin, names: FileNames) {
    this.origin = origin;
    this.names = names;
  }

  /** Reports a mistake at a span of the chunk. */
  problem(rule: Problem["rule"], span: Span, message: string, more: Partial<Problem> = {}): void {
    this.problems.push({
      origin: this.origin,
      start: span.start,
      end: span.end,
      rule,
      severity: "error",
      message,
      ...more,
    });
  }

  /**
   * Reports a word that is not among those known, with the nearest of them as a way out.
   *
   * @param areKeywords the known words are the language's own: what differs in case alone can only be meant so
   */
  unknown(
    rule: Problem["rule"],
    span: Span,
    word: string,
    what: string,
    known: Iterable<string>,
    hint = "",
    areKeywords = false,
  ): void {
    const all = [...known];
    const lower = word.toLowerCase();
    // `5 gb` may be gigabytes and gigabits: capitals first, as bytes are what most people mean.
    const alike = all.filter((candidate) => candidate.toLowerCase() === lower).sort();
    const nearby = alike.length > 0 ? undefined : nearest(word, all);
    const meant = nearby === undefined ? alike : [nearby];
    const advice = meant.length === 0 ? hint : ` Did you mean ${meant.map((one) => `\`${one}\``).join(" or ")}?`;
    const safe = areKeywords && alike.length === 1;
    this.problem(rule, span, `\`${word}\` is not ${what}.${advice}`, {
      ...(meant.length === 0
        ? {}
        : {
            fixes: meant.map((text) => ({
              title: `Change to \`${text}\``,
              start: span.start,
              end: span.end,
              text,
              ...(safe ? { safe } : {}),
            })),
          }),
    });
  }

  /** The label of a counted thing, noting the dependency. */
  label(word: string): string | undefined {
    this.lookups.add(word.toLowerCase());
    return labelOf(this.names, word);
  }

  /** What a path of names means here, noting the dependency. */
  lookUp(path: readonly string[], scope: Symbol | undefined, accepts: (symbol: Symbol) => boolean): Resolved {
    for (const word of path) this.lookups.add(word);
    return resolve(this.names, scope, path, accepts);
  }

  /** Looks a path up without reporting anything; every name's use is noted when it is found. */
  find(path: readonly Name[], scope: Symbol | undefined, accepts: (symbol: Symbol) => boolean): Resolved {
    const words = path.map((name) => name.text);
    const resolved = this.lookUp(words, scope, accepts);
    if (resolved.type === "found") {
      for (const [index, symbol] of resolved.symbols.entries()) {
        const name = path[index];
        if (name) this.uses.push({ name, target: symbol.key });
      }
    }
    return resolved;
  }

  /** Resolves a reference to one of the classes; what can't be resolved is reported, with a way out where there is one. */
  refer(path: Path, scope: Symbol | undefined, classes: readonly ReferenceTarget[]): Reference {
    const accepted: readonly string[] = classes;
    const resolved = this.find(path.names, scope, (symbol) => accepted.includes(symbol.class));
    if (resolved.type === "found") {
      const target = resolved.symbols.at(-1)?.key;
      return target === undefined ? { path } : { path, target };
    }
    this.unresolved(path, resolved, accepted, inWords(classes));
    return { path };
  }

  /** What stands in the scope that a path leads to. */
  #members(path: readonly Name[]): Iterable<Symbol> {
    const words = path.map((name) => name.text);
    const found = resolve(this.names, undefined, words, (symbol) => symbol.members.size > 0);
    return (found.type === "found" ? found.symbols.at(-1)?.members.values() : undefined) ?? [];
  }

  /** Reports a path that did not resolve. */
  unresolved(
    path: Path,
    resolved: Exclude<Resolved, { type: "found" }>,
    accepted: readonly string[],
    what: string,
  ): void {
    const written = path.names.map((name) => name.text).join(".");
    switch (resolved.type) {
      case "ambiguous": {
        const full = resolved.candidates.map((symbol) => symbol.id);
        this.problem(
          "link/ambiguous",
          path,
          `\`${written}\` could be ${full.map((id) => `\`${id}\``).join(" or ")}. Write the full name of the one you mean.`,
          {
            fixes: full.map((id) => ({ title: `Change to \`${id}\``, start: path.start, end: path.end, text: id })),
          },
        );
        return;
      }
      case "unfit":
        this.problem(
          "value/type",
          path,
          `\`${written}\` is ${classInWords(resolved.symbol.class)}; ${what} is expected here.`,
        );
        return;
      case "unknown": {
        const name = path.names[resolved.at] ?? path.names[0];
        if (!name || name.text === "") return; // the parser has said that a name is missing
        const owner = resolved.at > 0 ? path.names[resolved.at - 1]?.text : undefined;
        const known = new Set(
          owner === undefined
            ? accepted.flatMap((of) => [...visibleNames(this.names, of)])
            : [...this.#members(path.names.slice(0, resolved.at))].map((symbol) => symbol.name),
        );
        const where = owner === undefined ? what : `a name in \`${owner}\``;
        const declarable = accepted.find((of) => statements.has(of) || of === "component");
        const hint =
          owner === undefined && declarable !== undefined
            ? ` Declare it, or correct the name.`
            : ` Correct the name, or declare it there.`;
        this.unknown("link/unknown", name, name.text, where, known, hint);
      }
    }
  }
}
