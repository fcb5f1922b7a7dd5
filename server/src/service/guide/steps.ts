/** The steps of a design, in the order of the notes, and what each is made of. */

import { rules } from "../../lint/rules/index.ts";
import type { Aspect, Item } from "./aspect.ts";
import { bottleneckAspects } from "./bottlenecks.ts";
import type { GuideContext } from "./context.ts";
import { dataAspects } from "./data.ts";
import { detailAspects } from "./details.ts";
import { drawingAspects, flows } from "./drawing.ts";
import { estimateAspects } from "./estimates.ts";
import { interfaceAspects, servedRequirements } from "./interface.ts";
import type { StepId } from "./questions.ts";
import { gathered, openQuestions, requirementAspects } from "./requirements.ts";

export interface Step {
  readonly id: StepId;
  readonly title: string;
  /** What is to be done in it, in a sentence. */
  readonly purpose: string;
  readonly aspects: readonly Aspect[];
  /** What there is one of for each of several elements, behind the aspects. */
  readonly each?: readonly ((context: GuideContext) => readonly Item[])[];
  /** Groups of rules, and single rules, whose other findings belong here. */
  readonly remarks: readonly string[];
}

/** More than so many of a kind are shown as one. */
const MOST = 5;

export const steps: readonly Step[] = [
  {
    id: "requirements",
    title: "Requirements",
    purpose: "Clarify what is asked: what people can do, how well it has to be done, and what is left out.",
    aspects: requirementAspects,
    each: [(context) => gathered(openQuestions(context), MOST, (amount) => `${amount} open questions`)],
    remarks: ["nfr/*", "style/missing-title", "style/name-case", "suppression/*"],
  },
  {
    id: "interface",
    title: "Interface",
    purpose: "Define what can be called: the operations that the system supports.",
    aspects: interfaceAspects,
    each: [
      (context) => {
        const items = servedRequirements(context);
        const done = items.filter(({ state }) => state === "done");
        const open = items.filter(({ state }) => state !== "done");
        return [...done, ...gathered(open, MOST, (amount) => `${amount} requirements that nothing serves`)];
      },
    ],
    remarks: ["api/*", "security/no-auth", "security/no-rate-limit"],
  },
  {
    id: "estimates",
    title: "Estimates",
    purpose: "Estimate on the back of an envelope: traffic, storage, bandwidth, memory.",
    aspects: estimateAspects,
    remarks: ["estimate/*"],
  },
  {
    id: "data",
    title: "Data model",
    purpose: "Find the entities, how they belong together, how large they are and how fast they grow.",
    aspects: dataAspects,
    remarks: ["data/*", "security/personal-data"],
  },
  {
    id: "drawing",
    title: "High-level design",
    purpose: "Draw the five or six boxes that solve the problem from end to end.",
    aspects: drawingAspects,
    each: [flows],
    remarks: ["trace/*", "style/too-many-boxes"],
  },
  {
    id: "details",
    title: "Detailed design",
    purpose: "Go deeper into two or three parts: alternatives, their pros and cons, and why you chose one.",
    aspects: detailAspects,
    remarks: ["ops/*", "security/*", "capacity/*"],
  },
  {
    id: "bottlenecks",
    title: "Bottlenecks",
    purpose: "Look for what breaks first, and for ways around it.",
    aspects: bottleneckAspects,
    remarks: ["spof/*"],
  },
];

/** Which step and which of its aspects the findings of each rule belong to; no aspect: they are remarks. */
export const homes: ReadonlyMap<string, { readonly step: StepId; readonly aspect?: string }> = homesOf();

function homesOf() {
  const found = new Map<string, { step: StepId; aspect?: string }>();
  for (const step of steps) {
    for (const aspect of step.aspects) {
      for (const rule of aspect.rules ?? [])
        if (!found.has(rule)) found.set(rule, { step: step.id, aspect: aspect.id });
    }
  }
  // A rule by its name goes before its group, wherever that stands.
  for (const exact of [true, false]) {
    for (const step of steps) {
      for (const pattern of step.remarks) {
        if (pattern.endsWith("/*") === exact) continue;
        for (const rule of rules.keys()) {
          const fits = exact ? rule === pattern : rule.startsWith(pattern.slice(0, -1));
          if (fits && !found.has(rule)) found.set(rule, { step: step.id });
        }
      }
    }
  }
  return found;
}
