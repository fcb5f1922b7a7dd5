/** Figures between the words: what estimates come to, what arrives, how full it is, how large, and whether it is enough. */

import type { Facts } from "../analysis/facts.ts";
import type { Design, Element, EstimateElement, Key } from "../model/design.ts";
import type { Workspace } from "../model/workspace.ts";
import { chunkIndexAt } from "../syntax/walk.ts";
import {
  briefAssertion,
  briefEntity,
  briefQuantity,
  briefRate,
  briefScope,
  briefTarget,
  briefUse,
} from "./derivation/brief.ts";
import type { Range } from "./place.ts";

/** What hints are about; each can be switched off. */
export const hintKinds = ["estimates", "loads", "utilization", "sizes", "verdicts"] as const;
export type HintKind = (typeof hintKinds)[number];

export const allHints: ReadonlySet<HintKind> = new Set(hintKinds);

export interface InlayHint {
  /** Absolute; the hint stands before the character there. */
  readonly offset: number;
  readonly text: string;
  readonly kind: HintKind;
  /** The element that it is about. */
  readonly key: Key;
}

/** The hints of the kinds that are wanted in a range of a file, in the order of the text. */
export function inlayHints(
  workspace: Workspace,
  factsOf: (design: Design) => Facts,
  uri: string,
  range: Range,
  wanted: ReadonlySet<HintKind> = allHints,
): readonly InlayHint[] {
  const file = workspace.linked(uri);
  const design = workspace.design(uri);
  if (!file || !design || wanted.size === 0) return [];
  const text = workspace.text(uri) ?? "";
  const hints: InlayHint[] = [];
  const chunks = file.source.chunks;
  for (let index = chunkIndexAt(chunks, range.start); index < file.chunks.length; index++) {
    const linked = file.chunks[index];
    if (!linked || linked.chunk.start > range.end) break;
    for (const element of linked.elements) {
      // Of two with the same name, the design knows one.
      if (design.get(element.key) !== element) continue;
      const offset = placeOf(element, text);
      if (offset === undefined || offset < range.start || offset > range.end) continue;
      const hint = hintOf(factsOf(design), element, wanted);
      if (hint) hints.push({ offset, key: element.key, ...hint });
    }
  }
  return hints.sort((one, other) => one.offset - other.offset);
}

type Brief = Pick<InlayHint, "text" | "kind">;

function hintOf(facts: Facts, element: Element, wanted: ReadonlySet<HintKind>): Brief | undefined {
  const hint = (kind: HintKind, text: () => string | undefined): Brief | undefined => {
    const told = wanted.has(kind) ? text() : undefined;
    return told === undefined ? undefined : { text: told, kind };
  };
  switch (element.class) {
    case "estimate":
      return hint("estimates", () => estimateText(facts, element));
    case "assertion":
      return hint("estimates", () => briefAssertion(facts, element));
    case "endpoint":
      return hint("loads", () => {
        const rate = facts.load.endpoint(element.key);
        return rate && briefRate(rate);
      });
    case "component": {
      const load = facts.load.component(element.key);
      const use = load && hint("utilization", () => briefUse(load));
      if (use || !load || load.utilization !== undefined || load.contributions.length === 0) return use;
      return hint("loads", () => briefRate(load.rate));
    }
    case "entity":
      return hint("sizes", () => briefEntity(facts, element));
    case "quality":
      return hint("verdicts", () => briefTarget(facts, element));
    case "requirement":
    case "flow":
      return hint("verdicts", () => briefScope(facts, element.key));
    default:
      return undefined;
  }
}

/** An estimate that is a mere number says itself what it comes to. */
function estimateText({ evaluation }: Facts, { key, value }: EstimateElement): string | undefined {
  const [only, ...others] = value?.expression.terms ?? [];
  if (others.length === 0 && only?.type === "number") return undefined;
  const { quantity } = evaluation.estimate(key);
  return quantity && briefQuantity(quantity, evaluation.convention);
}

/** Where an element's hint stands: behind the value or the target that it is about, else at the end of its head. */
function placeOf(element: Element, text: string): number | undefined {
  const { start } = element.origin.chunk;
  switch (element.class) {
    case "estimate":
      return element.value && start + element.value.expression.end;
    case "assertion":
      return element.right && start + element.right.expression.end;
    case "quality":
      return element.target && start + element.target.span.end;
    default: {
      const body = "body" in element.node ? element.node.body : undefined;
      if (!body) return start + element.node.end;
      let end = start + body.start;
      while (end > start && /\s/.test(text[end - 1] ?? "")) end--;
      return end;
    }
  }
}
