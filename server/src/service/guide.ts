/**
 * The guide: the steps of the notes, what of each a design has done, what is open and what a reviewer would question,
 * and the questions to ask next. All of it is read from the design, its facts and its findings.
 */

import type { Facts } from "../analysis/facts.ts";
import type { Sources } from "../lint/author-text.ts";
import type { Finding } from "../lint/finding.ts";
import { count } from "../lint/messages.ts";
import { placeOf } from "../lint/places.ts";
import { rules } from "../lint/rules/index.ts";
import { escapeSnippet } from "../lint/snippet.ts";
import { displayName, type Place } from "../model/design.ts";
import { type FileEdit, fileEdits } from "./diagnostics.ts";
import type { Aspect, GuideState, Item, Part, Skeleton } from "./guide/aspect.ts";
import { GuideContext, within } from "./guide/context.ts";
import { noteOf, openOf, questions } from "./guide/questions.ts";
import { homes, type Step, steps } from "./guide/steps.ts";
import { partOfFinding } from "./guide/words.ts";
import { type Location, locationOf } from "./place.ts";

export interface GuidePart {
  readonly title: string;
  readonly detail: string;
  readonly place: Location;
}

export interface GuideItem {
  /** The same for the same thing from one version of a design to the next. */
  readonly id: string;
  readonly state: GuideState;
  readonly title: string;
  /** What the design says about it, in a few words. */
  readonly detail: string;
  readonly why: string;
  readonly place?: Location;
  /** What can be inserted, in words for a button. */
  readonly skeleton?: string;
  readonly parts: readonly GuidePart[];
}

export interface GuideQuestion {
  readonly id: string;
  readonly ask: string;
  readonly why: string;
  /** What can be inserted besides the question itself. */
  readonly skeleton?: string;
}

export interface GuideStep {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly done: number;
  readonly open: number;
  readonly questionable: number;
  readonly items: readonly GuideItem[];
  /** What the notes ask here and the design does not answer. */
  readonly questions: readonly GuideQuestion[];
}

export interface Guide {
  /** What the design is called. */
  readonly title: string;
  /** The first step that has something open; the last one when nothing is. */
  readonly current: string;
  readonly steps: readonly GuideStep[];
  /** What keeps parts of the text from being read, or from being what they should be. */
  readonly mistakes: readonly GuidePart[];
}

export interface GuideInput {
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  readonly sources: Sources;
  /** The file that somebody looks at. */
  readonly uri: string;
}

/** More places than this nobody goes through one by one. */
const MOST_PARTS = 50;

/** The guide of a design. */
export function guideOf({ facts, findings, sources, uri }: GuideInput): Guide {
  const context = new GuideContext(facts, findings, sources, uri);
  const shown = steps.map((step) => stepOf(context, step));
  const [system] = facts.design.all("system");
  const mistakes = findings.filter(({ rule }) => !rules.has(rule)).map((finding) => partOfFinding(context, finding));
  return {
    title: system ? displayName(system) : "",
    current: (shown.find(({ open }) => open > 0) ?? shown.at(-1))?.id ?? "",
    steps: shown,
    mistakes: shownParts(mistakes),
  };
}

/**
 * The edits that insert the skeleton of an item or a question, the first one a snippet in the LSP's syntax; `note` writes
 * a question down instead of answering it. Undefined where there is none (any longer), or nowhere to put it.
 */
export function guideSkeleton(input: GuideInput, id: string, note = false): readonly FileEdit[] | undefined {
  const context = new GuideContext(input.facts, input.findings, input.sources, input.uri);
  const question = questions.get(id);
  if (question) return (note || !question.skeleton ? noteOf(question) : question.skeleton).edits(context);
  for (const step of steps) {
    const item = itemsOf(context, step).find((one) => one.id === id);
    if (item) return item.skeleton?.edits(context);
  }
  return undefined;
}

function stepOf(context: GuideContext, step: Step): GuideStep {
  const items = itemsOf(context, step);
  const count = (state: GuideState): number => items.filter((item) => item.state === state).length;
  return {
    id: step.id,
    title: step.title,
    purpose: step.purpose,
    done: count("done"),
    open: count("open"),
    questionable: count("questionable"),
    items: items.map(({ skeleton, place, parts, ...item }) => ({
      ...item,
      ...(place ? { place: located(place) } : {}),
      ...(skeleton ? { skeleton: skeleton.title } : {}),
      parts: shownParts(parts),
    })),
    questions: openOf(context, step.id).map(({ id, ask, why, skeleton }) => ({
      id,
      ask,
      why,
      ...(skeleton ? { skeleton: skeleton.title } : {}),
    })),
  };
}

function shownParts(parts: readonly Part[]): readonly GuidePart[] {
  return parts.slice(0, MOST_PARTS).map((part) => ({ ...part, place: located(part.place) }));
}

function located({ origin, span }: Place): Location {
  return locationOf(origin, span);
}

function itemsOf(context: GuideContext, step: Step): readonly Item[] {
  const taken = new Set<Finding>();
  const items = step.aspects.flatMap((aspect) => itemOf(context, step, aspect, taken) ?? []);
  const each = step.each?.flatMap((list) => list(context)) ?? [];
  const remarks = context.findings.filter(({ rule }) => homes.get(rule)?.step === step.id);
  const others = remarks.filter((finding) => !taken.has(finding) && !isTold(finding));
  return [...items, ...each, ...remarksOf(context, step, others)];
}

/** What has an item of its own for each finding. */
function isTold({ rule }: Finding): boolean {
  return rule === "trace/open-question" || rule === "trace/unserved-requirement";
}

function remarksOf(context: GuideContext, { id }: Step, findings: readonly Finding[]): readonly Item[] {
  const [first] = findings;
  if (!first) return [];
  return [
    {
      id: `remarks:${id}`,
      state: "questionable",
      title: "Remarks",
      detail: count(findings.length, "more finding"),
      why: "What a reviewer would say besides. Each has its reasons, and often a quick fix, at its place in the text.",
      place: first.place,
      parts: findings.map((finding) => partOfFinding(context, finding)),
    },
  ];
}

function itemOf(context: GuideContext, step: Step, aspect: Aspect, taken: Set<Finding>): Item | undefined {
  const seen = aspect.look(context);
  const about = (aspect.rules ?? []).filter(
    (rule) => homes.get(rule)?.aspect === aspect.id && homes.get(rule)?.step === step.id,
  );
  const found = [
    ...context.found(about),
    ...context
      .found(aspect.own ?? [])
      .filter(({ place }) => seen?.elements?.some((element) => within(place, element)) === true),
  ];
  for (const finding of found) taken.add(finding);
  const { id, title, why } = aspect;
  const whole = { id: `${step.id}:${id}`, title, why };
  if (!seen) {
    const [first] = found;
    const asked = aspect.missing !== undefined && (aspect.asked?.(context) ?? true);
    if (!asked && !first) return undefined;
    return {
      ...whole,
      state: "open",
      detail: aspect.missing ?? count(found.length, "finding"),
      ...(first ? { place: first.place } : {}),
      parts: found.length > 1 ? found.map((finding) => partOfFinding(context, finding)) : [],
      ...withSkeleton(aspect.skeleton ?? mend(found)),
    };
  }
  const [first] = seen.elements ?? [];
  const state = seen.state ?? (found.length > 0 ? "questionable" : "done");
  const place = found[0]?.place ?? (first && placeOf(first));
  return {
    ...whole,
    state: seen.state === "open" ? "open" : state,
    detail: detailOf(seen.detail, found.length),
    ...(place ? { place } : {}),
    parts: found.length > 0 ? found.map((finding) => partOfFinding(context, finding)) : partsOf(seen),
    ...withSkeleton(seen.skeleton ?? (state === "open" ? aspect.skeleton : undefined)),
  };
}

function partsOf({ parts, elements }: NonNullable<ReturnType<Aspect["look"]>>): Item["parts"] {
  if (parts) return parts;
  if (!elements || elements.length < 2) return [];
  return elements.map((element) => ({ title: element.id, detail: element.title ?? "", place: placeOf(element) }));
}

/** What the first finding that can be mended offers. */
function mend(findings: readonly Finding[]): Skeleton | undefined {
  const [fix] = findings.flatMap(({ fixes }) => fixes);
  if (!fix) return undefined;
  const [first, ...others] = fileEdits(fix, true);
  if (!first) return undefined;
  const snippet = fix.snippet ? first : { ...first, text: escapeSnippet(first.text) };
  return { title: fix.title, edits: () => [snippet, ...others] };
}

function withSkeleton(skeleton: Skeleton | undefined): { readonly skeleton?: Skeleton } {
  return skeleton ? { skeleton } : {};
}

/** What is said, and how much there is to say about it; where nothing but findings count, their number. */
function detailOf(detail: string, findings: number): string {
  if (findings === 0) return detail;
  return detail === "none" ? String(findings) : `${detail}; ${count(findings, "finding")}`;
}
