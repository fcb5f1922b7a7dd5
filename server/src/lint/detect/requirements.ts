/** What the design requires: its qualities and what they cover. */

import { enclosing, propertyOf, targetKeys, word } from "../../model/access.ts";
import type { Design, Element, Key, QualityElement } from "../../model/design.ts";
import { perDesign, perElements, push } from "./per-design.ts";

const byName = perElements(["quality"], (design) => {
  const found = new Map<string, QualityElement[]>();
  for (const quality of design.all("quality")) push(found, quality.quality.name, quality);
  return found;
});

/** The requirements that speak of any of some qualities. */
export function qualitiesOf(design: Design, ...names: readonly string[]): readonly QualityElement[] {
  return names.flatMap((name) => byName(design).get(name) ?? []);
}

/** The keys that a quality applies to; empty for the whole system. */
export function scopeOf(quality: QualityElement): readonly Key[] {
  return quality.for.flatMap((reference) => reference.target ?? []);
}

/** Whether a quality is about the whole system. */
export function isWhole(quality: QualityElement): boolean {
  return quality.for.length === 0;
}

/**
 * Whether a quality covers an element: it is about the whole system, the element, what the element is part of, or a
 * requirement that the element satisfies.
 */
export function covers(design: Design, quality: QualityElement, element: Element): boolean {
  if (isWhole(quality)) return true;
  const scope = scopeOf(quality);
  if (scope.includes(element.key)) return true;
  if (targetKeys(design, element, "satisfies").some((key) => scope.includes(key))) return true;
  const api = element.class === "endpoint" ? enclosing(design, element, "api") : undefined;
  return api !== undefined && covers(design, quality, api);
}

/** Whether a quality names a target. */
export function hasTarget(quality: QualityElement): boolean {
  return quality.target?.value !== undefined;
}

/** A quality's target where it is a word: `strong`. */
export function targetWord(quality: QualityElement): string | undefined {
  return quality.target?.value?.word;
}

/** Whether a functional requirement is above the line: one without a priority is. */
export function isMust(design: Design, requirement: Element): boolean {
  return (word(design, requirement, "priority") ?? "must") === "must";
}

/** Whether any requirement states a property. */
export function anyStates(design: Design, name: string): boolean {
  return design.all("quality").some((quality) => propertyOf(design, quality, name) !== undefined);
}

/**
 * Whether there is a design to ask for requirements of: it says that it is one, or it has requirements or actors, and
 * there is something that could be required.
 */
export const isDesigned: (design: Design) => boolean = perDesign((design) => {
  const root =
    design.all("system").length > 0 ||
    design.all("quality").length > 0 ||
    design.all("requirement").length > 0 ||
    (design.all("actor").length > 0 && design.all("connection").length > 0);
  const content = design.all("component").length + design.all("api").length + design.all("requirement").length;
  return root && content > 0;
});
