import { propertyOf } from "../../../model/access.ts";
import type { Design, FunctionalElement, QualityElement } from "../../../model/design.ts";
import { covers, hasTarget, qualitiesOf } from "../../detect/requirements.ts";
import { named, titled } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

/** Qualities whose target is a number, and how one is written. */
const NUMBERS: ReadonlySet<string> = new Set([
  "availability",
  "latency",
  "throughput",
  "scalability",
  "durability",
  "reliability",
  "freshness",
  "cost",
]);

/** Words for a quality that say nothing without a number. */
const WORDS: readonly { readonly pattern: RegExp; readonly qualities: readonly string[] }[] = [
  { pattern: /\b(fast|quick|quickly|rapid|rapidly|snappy|low[- ]latency)\b/i, qualities: ["latency"] },
  {
    pattern: /\b(scalable|scales( well)?|highly scalable|massive(ly)? scal\w+)\b/i,
    qualities: ["scalability", "throughput"],
  },
  {
    pattern: /\b(highly available|high availability|always (up|available|on(?!line)))\b/i,
    qualities: ["availability"],
  },
  { pattern: /\b(highly durable|never loses? data)\b/i, qualities: ["durability"] },
  { pattern: /\b(highly reliable)\b/i, qualities: ["reliability", "availability"] },
  { pattern: /\b(cheap|cost[- ](effective|efficient)|inexpensive)\b/i, qualities: ["cost"] },
];

export const unquantified: Rule = {
  id: "nfr/unquantified",
  severity: "warning",
  fixable: false,
  graph: false,
  documentation: {
    summary: "A requirement says fast, scalable or highly available, and no number says how much.",
    rationale: `Everybody agrees to "fast" and means something else: 50 ms for a search box, a minute for a report. Only a number can be designed
for, computed from the drawing, and tested; and only with a number it can be said that something is good enough.`,
    failing: `requirements {
  functional FindEvents "A person can search events"
  latency Quick "Searching is fast" for FindEvents
}
actor Buyer
service Backend { replicas: 2, satisfies: FindEvents }
Buyer -> Backend`,
    passing: `requirements {
  functional FindEvents "A person can search events"
  latency Quick "Searching is fast" p99 <= 300 ms for FindEvents
}
actor Buyer
service Backend { replicas: 2, satisfies: FindEvents }
Buyer -> Backend`,
    exception: `A word in the title of a functional requirement is not reported where a quality with a target covers it, so state the number
there. A \`throughput\` that only describes the traffic by its \`pattern\`, \`ratio\` or \`peak\` needs no target.`,
  },
  check({ design, report }) {
    for (const quality of design.all("quality")) {
      const { name, example, operator } = quality.quality;
      if (hasTarget(quality) || quality.node.target || describes(design, quality)) continue;
      const saying = vague(quality);
      if (NUMBERS.has(name)) {
        // A number in the title is one, though the tool can't compute with it.
        if (/\d/.test(quality.title ?? "")) continue;
        report({
          message: `${named(quality)} ${quality.title ? `says ${titled(quality)} and states` : "states"} no number, so nobody can tell whether it is met. State one, such as \`${operator} ${example}\`.`,
          place: placeOf(quality),
        });
      } else if (saying && !isQuantified(design, quality, saying.qualities)) {
        report({ message: advice(quality, saying), place: placeOf(quality) });
      }
    }
    for (const requirement of design.all("requirement")) {
      const saying = vague(requirement);
      if (!saying || isQuantified(design, requirement, saying.qualities)) continue;
      report({ message: advice(requirement, saying), place: placeOf(requirement) });
    }
  },
};

interface Saying {
  readonly word: string;
  readonly qualities: readonly string[];
}

function vague({ title }: FunctionalElement | QualityElement): Saying | undefined {
  if (!title || /\d/.test(title)) return undefined;
  for (const { pattern, qualities } of WORDS) {
    const word = pattern.exec(title)?.[0];
    if (word !== undefined) return { word, qualities };
  }
  return undefined;
}

function advice(element: FunctionalElement | QualityElement, { word, qualities }: Saying): string {
  return `${named(element)} says “${word.toLowerCase()}”, and no number says how much that is, so nobody can tell whether it is met. State it as a \`${qualities[0]}\` requirement with a target, \`for ${element.id}\`.`;
}

/** Whether a quality describes the traffic rather than to ask for something. */
function describes(design: Design, quality: QualityElement): boolean {
  return ["pattern", "ratio", "peak", "prefers"].some((name) => propertyOf(design, quality, name) !== undefined);
}

/** Whether a number is stated for what an element says in words: for itself, or for all that it is about. */
function isQuantified(design: Design, element: FunctionalElement | QualityElement, names: readonly string[]): boolean {
  const targets = qualitiesOf(design, ...names).filter(hasTarget);
  if (targets.some((target) => covers(design, target, element))) return true;
  if (element.class !== "quality") return false;
  return element.for.some((reference) => {
    const about = design.get(reference.target);
    return about !== undefined && targets.some((target) => covers(design, target, about));
  });
}
