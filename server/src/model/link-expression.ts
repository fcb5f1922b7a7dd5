/** Linking of expressions: which words are estimates, properties, units or counted things. */

import { functions } from "../language/functions.ts";
import { properties } from "../language/properties.ts";
import { countedThings, isUnitName, units } from "../language/units.ts";
import type { CallTerm, Expression, Path, Term, Unit } from "../syntax/tree.ts";
import type { LinkedExpression, Resolution } from "./design.ts";
import type { Linker } from "./linker.ts";
import { resolve, visibleNames } from "./names.ts";
import type { Symbol } from "./symbols.ts";

/** Resolves every word of an expression; unknown ones are reported. */
export function linkExpression(linker: Linker, expression: Expression, scope: Symbol | undefined): LinkedExpression {
  const resolutions = new Map<Path, Resolution>();
  const labels = new Map<string, string>();

  const isEstimate = (name: string): boolean => {
    linker.lookups.add(name);
    return resolve(linker.names, scope, [name], (symbol) => symbol.class === "estimate").type === "found";
  };

  const linkUnit = (unit: Unit): void => {
    for (const [index, factor] of unit.factors.entries()) {
      if (isUnitName(factor.name)) continue;
      const label = linker.label(factor.name);
      if (label !== undefined) labels.set(factor.name, label);
      else if (isEstimate(factor.name)) {
        linker.problem(
          "link/unknown",
          factor,
          `\`${factor.name}\` is an estimate, and is read as a unit here. ${
            index === 0 ? `Write \`* ${factor.name}\`` : "Write spaces around `/` or `*`"
          } to calculate with it.`,
        );
      } else unknownUnit(linker, factor.name, factor);
    }
  };

  const linkTerm = (term: Term): void => {
    switch (term.type) {
      case "number":
        if (term.unit) linkUnit(term.unit);
        return;
      case "unit":
        return linkUnit(term);
      case "ratio":
        linkTerm(term.left);
        return linkTerm(term.right);
      case "group":
        return linkAll(term.expression);
      case "call":
        return linkCall(term);
      case "path": {
        const resolution = linkPath(linker, term, scope);
        if (resolution) resolutions.set(term, resolution);
        return;
      }
      default:
        return;
    }
  };

  const linkCall = (call: CallTerm): void => {
    const entry = functions.get(call.name.text);
    if (!entry) {
      const all = ` Use ${[...functions.keys()].map((name) => `\`${name}\``).join(", ")}.`;
      linker.unknown("link/unknown", call.name, call.name.text, "a function", functions.keys(), all, true);
      for (const argument of call.arguments) linkAll(argument);
      return;
    }
    for (const [index, argument] of call.arguments.entries()) {
      const [only] = argument.terms;
      if (index === 0 && entry.element && argument.terms.length === 1 && only?.type === "path") {
        const reference = linker.refer(only, scope, entry.element);
        if (reference.target !== undefined) resolutions.set(only, { type: "element", key: reference.target });
      } else {
        linkAll(argument);
      }
    }
  };

  const linkAll = (inner: Expression): void => {
    for (const term of inner.terms) linkTerm(term);
  };

  linkAll(expression);
  return { expression, origin: linker.origin, resolutions, labels };
}

/** A word in an expression: an estimate first, then a property of an element, then a unit, then a counted thing. */
function linkPath(linker: Linker, path: Path, scope: Symbol | undefined): Resolution | undefined {
  const estimate = linker.find(path.names, scope, (symbol) => symbol.class === "estimate");
  if (estimate.type === "found") {
    const key = estimate.symbols.at(-1)?.key;
    return key === undefined ? undefined : { type: "element", key };
  }
  const [first] = path.names;
  const last = path.names.at(-1);
  if (!first || !last) return undefined;
  if (path.names.length > 1) {
    const property = properties.get(last.text);
    const owner = linker.find(path.names.slice(0, -1), scope, () => true);
    if (owner.type === "found") {
      const symbol = owner.symbols.at(-1);
      if (symbol && property) return { type: "property", key: symbol.key, property: last.text };
      if (last.text !== "") {
        linker.unknown(
          "link/unknown",
          last,
          last.text,
          `a property that \`${first.text}\` can have`,
          properties.keys(),
        );
      }
      return undefined;
    }
    linker.unresolved(path, owner, ["component", "endpoint", "entity", "actor"], "an element with properties");
    return undefined;
  }
  if (units.has(first.text)) return { type: "unit", unit: first.text };
  const label = linker.label(first.text);
  if (label !== undefined) return { type: "label", label };
  if (estimate.type === "ambiguous") {
    linker.unresolved(path, estimate, ["estimate"], "an estimate");
  } else if (first.text !== "") {
    const known = new Set([...units.keys(), ...countedThings.keys(), ...visibleNames(linker.names, "estimate")]);
    linker.unknown("link/unknown", first, first.text, "an estimate or a unit", known, " Declare it in `estimates`.");
  }
  return undefined;
}

/** What a number takes directly attached. */
const SCALES: ReadonlySet<string> = new Set(["k", "K", "M", "G", "T"]);

function unknownUnit(linker: Linker, word: string, span: { start: number; end: number }): void {
  if (SCALES.has(word)) {
    linker.problem(
      "link/unknown",
      span,
      `\`${word}\` is not a unit. A scale stands right behind its number: \`10${word}\`.`,
    );
    return;
  }
  const known = new Set<string>([...units.keys(), ...countedThings.keys(), ...linker.names.labels.keys()]);
  linker.unknown(
    "link/unknown",
    span,
    word,
    "a unit",
    known,
    ` If it is something you count, declare it: \`unit ${word}\`.`,
  );
}
