/** What the elements of pictures are called and what stands beneath their names. */

import type { Facts } from "../../analysis/facts.ts";
import { flag, propertyOf, words } from "../../model/access.ts";
import type { ComponentElement, Design, Element, Value } from "../../model/design.ts";
import { displayName } from "../../model/design.ts";
import type { Expression, Term } from "../../syntax/tree.ts";
import { nodeOf, short } from "./figures.ts";

/** Titles are prose; one longer than this is a description, and the name is what people point at. */
const titleLimit = 34;

/** The words in bold: the title where it can be one, otherwise the name. */
export function heading(element: Element, limit = titleLimit): string {
  const { title, name } = element;
  if (title !== undefined && title.trim() !== "" && title.length <= limit) return title;
  return name === "" ? displayName(element) : name;
}

/** What the tooltip adds: the whole title where it is not what the picture shows. */
export function fullTitle(element: Element, shown: string): string | undefined {
  return element.title !== undefined && element.title !== shown ? `${element.name}: ${element.title}` : undefined;
}

/** A component's kind in words: the own kind's title, or the vocabulary's label. */
export function kindLabel(design: Design, component: ComponentElement): string {
  const own = design.get(component.kind.own[0]);
  return own ? heading(own) : component.kind.base.label;
}

/** The second line of a component: kind and technology; nothing where the title says the same. */
export function secondLine(design: Design, component: ComponentElement, shown: string): string | undefined {
  const kind = kindLabel(design, component);
  const technology = words(design, component, "technology").join(", ");
  const parts = [kind, technology].filter((part) => part !== "" && part.toLowerCase() !== shown.toLowerCase());
  return parts.length === 0 ? undefined : parts.join(" · ");
}

/** Copies and places at the right of the second line: `×6 · 3 zones`, `managed`. */
export function copies(
  facts: Facts,
  component: ComponentElement,
): { readonly text: string; readonly several: boolean } {
  const { design } = facts;
  const node = nodeOf(facts, component);
  const parts: string[] = [];
  const stated = node?.replicasStated === true;
  if (node && node.shards > 1) parts.push(`${short(node.shards)} shards`);
  if (node && stated)
    parts.push(`×${short(node.replicas)}${flag(design, component, "autoscaling") === true ? "+" : ""}`);
  else if (flag(design, component, "managed") === true) parts.push("managed");
  for (const property of ["zones", "regions"] as const) {
    const place = placesOf(facts, component, property);
    if (place !== undefined) parts.push(place);
  }
  return { text: parts.join(" · "), several: (node?.replicas ?? 1) * (node?.shards ?? 1) > 1 };
}

function placesOf(facts: Facts, component: ComponentElement, property: "zones" | "regions"): string | undefined {
  const { design, evaluation } = facts;
  const count = evaluation.number(component, property);
  if (count !== undefined) return count === 1 ? undefined : `${short(count)} ${property}`;
  const names = (propertyOf(design, component, property)?.values ?? []).flatMap((value) => {
    const place = design.get(value.reference?.target);
    return place ? [heading(place)] : [];
  });
  // One that stands nowhere else is drawn inside of its place.
  if (names.length === 0 || (names.length === 1 && component.parent === undefined)) return undefined;
  return names.length <= 2 ? names.join(", ") : `${names.length} ${property}`;
}

/** An expression as its author would read it. Offsets have no text with them, so it is put together again. */
export function expressionText(expression: Expression): string {
  return expression.terms.map(termText).join(" ");
}

/** The values of a list as text, `a, b`. */
export function valuesText(values: readonly Value[]): string {
  return values.map((value) => value.text ?? expressionText(value.expression)).join(", ");
}

function termText(term: Term): string {
  switch (term.type) {
    case "number": {
      const scale = term.scaleLetter ?? scaleLetters.get(term.scale) ?? "";
      const unit = term.unit === undefined ? "" : unitText(term.unit);
      const gap = /^([%x/]|$)/.test(unit) ? "" : " ";
      return `${term.currency ?? ""}${term.digits}${scale}${term.percent ? "%" : ""}${gap}${unit}`;
    }
    case "ratio":
      return `${termText(term.left)}:${termText(term.right)}`;
    case "group":
      return `(${expressionText(term.expression)})`;
    case "call":
      return `${term.name.text}(${term.arguments.map(expressionText).join(", ")})`;
    case "path":
      return term.names.map((name) => name.text).join(".");
    case "text":
      return term.value;
    case "unit":
      return unitText(term);
    case "operator":
      return term.sign;
  }
}

const scaleLetters = new Map<number, string>([
  [3, "k"],
  [6, "M"],
  [9, "B"],
  [12, "T"],
]);

function unitText(unit: { readonly factors: readonly { readonly name: string; readonly power: 1 | -1 }[] }): string {
  return unit.factors
    .map(({ name, power }, index) => (power === -1 ? `/${name}` : index === 0 ? name : `*${name}`))
    .join("");
}
