/** How the guide speaks: short, for a line of a narrow list. */

import type { Finding } from "../../lint/finding.ts";
import { placeOf } from "../../lint/places.ts";
import type { Element, QualityElement } from "../../model/design.ts";
import type { Part } from "./aspect.ts";
import type { GuideContext } from "./context.ts";

/** `Buyer, Organizer and 3 more`: as many names as a line holds. */
export function names(elements: readonly Element[], most = 3): string {
  const shown = elements.slice(0, most).map(({ name, id }) => name || id);
  return elements.length > most ? `${shown.join(", ")} and ${elements.length - most} more` : shown.join(", ");
}

const SIGNS: ReadonlyMap<string, string> = new Map([
  [">=", "≥"],
  ["<=", "≤"],
]);

/** A quality's target as it is written, `p99 ≤ 500 ms`, and what it is for. */
export function targetText({ author, design }: GuideContext, quality: QualityElement): string {
  const { target } = quality;
  const written = target ? author.chunk(quality.origin).slice(target.span.start, target.span.end) : "";
  const text = written
    .replace(/[<>]=/, (sign) => SIGNS.get(sign) ?? sign)
    .replace(/\s+/g, " ")
    .trim();
  const scope = quality.for.flatMap((reference) => design.get(reference.target) ?? []);
  const whom = scope.length > 0 ? ` for ${names(scope, 1)}` : "";
  return (text.replace(/^= /, "") || quality.title || quality.name) + whom;
}

/** Elements to go to. */
export function partsOf(
  elements: readonly Element[],
  detail: (element: Element) => string = () => "",
): readonly Part[] {
  return elements.map((element) => ({ title: element.id, detail: detail(element), place: placeOf(element) }));
}

/** What a finding is about, and what it says. */
export function partOfFinding(context: GuideContext, finding: Finding): Part {
  const { origin, span } = finding.place;
  const written = context.author.chunk(origin).slice(span.start, span.end).replace(/\s+/g, " ").trim();
  return { title: clip(written, 60) || finding.rule, detail: finding.message, place: finding.place };
}

function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
