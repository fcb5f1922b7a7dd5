/** The first step: what is asked for, by whom, and how well it has to be done. */

import { share } from "../../estimate/amounts.ts";
import { mutates, readsByVerb } from "../../lint/detect/apis.ts";
import { persistence } from "../../lint/detect/needs.ts";
import { isMust, qualitiesOf } from "../../lint/detect/requirements.ts";
import { count } from "../../lint/messages.ts";
import { placeOf } from "../../lint/places.ts";
import { propertyOf, word } from "../../model/access.ts";
import type { Design, EndpointElement, QualityElement } from "../../model/design.ts";
import type { Aspect, Item, Seen } from "./aspect.ts";
import type { GuideContext } from "./context.ts";
import { properties, requirement, statement } from "./skeletons.ts";
import { names, targetText } from "./words.ts";

export const requirementAspects: readonly Aspect[] = [
  {
    id: "purpose",
    title: "Purpose",
    why: "One sentence that everybody agrees on: what is this system for?",
    missing: "what is the system for?",
    look: ({ design }) => {
      const [system] = design.all("system");
      return system && { detail: system.title ?? system.doc?.split("\n", 1)[0] ?? system.name, elements: [system] };
    },
    skeleton: statement(
      "Name the system",
      "system",
      "/// ${3:What is it for, in one sentence?}",
      'system ${1:Name} "${2:What it does}"',
    ),
  },
  {
    id: "actors",
    title: "Users",
    why: "Who uses the system, and who uses its results? People, other systems, machine learning: each asks for something else.",
    missing: "who will use it, and its results?",
    look: ({ design }) => {
      const actors = design.all("actor");
      return actors.length > 0 ? { detail: names(actors), elements: actors } : undefined;
    },
    skeleton: statement("Say who uses it", "actor", 'actor ${1:User} "${2:Who uses it, and for what}"'),
  },
  {
    id: "functional",
    title: "Functional requirements",
    why: "“Users should be able to …”: choose the top three. All else is noted below the line.",
    missing: "what can people do?",
    rules: ["trace/too-many-musts", "trace/below-the-line", "style/requirement-wording"],
    look: ({ design }) => {
      const all = design.all("requirement");
      if (all.length === 0) return undefined;
      const above = all.filter((one) => isMust(design, one)).length;
      const below = all.length - above;
      return {
        detail: count(above, "must") + (below > 0 ? `, ${below} below the line` : ""),
        elements: all,
        ...(above === 0 ? { state: "questionable" as const } : {}),
      };
    },
    skeleton: requirement(
      "State a functional requirement",
      'functional ${1:DoIt} "${2:A person can …}" { actor: ${3:User}, priority: ${4|must,should,could,wont|} }',
    ),
  },
  quality({
    id: "availability",
    of: ["availability"],
    title: "Availability",
    why: "How long may it be down? 99.9 % is 43 minutes a month, and decides how much has to be there twice.",
    missing: "no target: how long may it be down?",
    rules: ["nfr/missing-availability"],
    line: "availability ${1:Uptime} >= ${2:99.9%}",
  }),
  quality({
    id: "latency",
    of: ["latency"],
    title: "Latency",
    why: "How fast must an answer be, for which request, at which percentile? It decides between computing on write and on read.",
    missing: "no target: which p99 for reads?",
    rules: ["nfr/missing-latency", "nfr/latency-without-percentile"],
    line: "latency ${1:Fast} ${2|p99,p95,p50|} <= ${3:500 ms}",
  }),
  quality({
    id: "scale",
    of: ["throughput", "scalability"],
    title: "Scale",
    why: "How many requests, how many users? Numbers justify a distributed system, or spare it.",
    missing: "no target: how many requests, users?",
    rules: ["nfr/missing-scale"],
    line: "throughput ${1:Traffic} >= ${2:1k req/s} { peak: ${3:3x} }",
  }),
  quality({
    id: "consistency",
    of: ["consistency"],
    title: "Consistency",
    why: "May a read be old? Under a partition, is it consistency or availability? The answer may differ from part to part (CAP).",
    missing: "not chosen: may a read be old?",
    rules: ["nfr/missing-consistency", "nfr/cap-conflict"],
    line: "consistency ${1:Reads} = ${2|eventual,strong,causal,read_your_writes|} { prefers: ${3|availability,consistency|} }",
  }),
  quality({
    id: "durability",
    of: ["durability"],
    title: "Durability",
    why: "What must never be lost? It decides about copies and backups.",
    missing: "no target: what must not be lost?",
    rules: ["nfr/missing-durability"],
    line: "durability ${1:Keep} >= ${2:99.999999999%}",
    asked: ({ design }) => design.all("component").length === 0 || persistence(design) !== undefined,
  }),
  quality({
    id: "security",
    of: ["security", "privacy", "compliance"],
    title: "Security and privacy",
    why: "Is sensitive data kept, and which laws apply (GDPR)? Encrypted at rest and in transit?",
    missing: "nothing said: is anything sensitive?",
    rules: ["nfr/missing-security"],
    line: 'security ${1:Protected} "${2:Encrypted at rest and in transit; who may see what}"',
  }),
  quality({
    id: "freshness",
    of: ["freshness"],
    title: "Freshness",
    why: "How old may an answer be (write-to-read delay)? Hours allow batches, seconds ask for streams.",
    missing: "no target: write-to-read delay?",
    rules: ["nfr/missing-freshness"],
    line: "freshness ${1:Fresh} <= ${2:1 min}",
    asked: ({ found }) => found,
  }),
  quality({
    id: "cost",
    of: ["cost"],
    title: "Cost",
    why: "Cheap to build (what others maintain) or cheap to run (what one tunes oneself)?",
    missing: "no target: cheap to build, or to run?",
    rules: ["nfr/missing-cost"],
    line: "cost ${1:Budget} <= ${2:$1000/month}".replace("$1000", "\\$1000"),
    asked: ({ found }) => found,
  }),
  {
    id: "ratio",
    title: "Read/write ratio",
    why: "Is it read-heavy or write-heavy? A hundred reads to a write ask for caches and copies, many writes for shards and queues.",
    missing: "unknown: read-heavy or write-heavy?",
    rules: ["nfr/missing-read-write-ratio"],
    look: readWriteRatio,
    skeleton: {
      title: "State the ratio of reads to writes",
      edits: (context) => {
        const traffic = qualitiesOf(context.design, "throughput").find(
          (one) => !propertyOf(context.design, one, "ratio"),
        );
        const line = "throughput ${1:Traffic} >= ${2:1k req/s} { ratio: ${3:10:1} }";
        return (traffic ? properties("", traffic, "ratio: ${1:10:1}") : requirement("", line)).edits(context);
      },
    },
  },
  {
    id: "peak",
    title: "Peaks",
    why: "Is the load steady, or are there bursts: holidays, a hot event, the top of the hour? The busiest second is what has to be built for.",
    missing: "unknown: can there be spikes?",
    rules: ["nfr/missing-peak"],
    look: peaks,
    skeleton: requirement(
      "State the peak",
      "throughput ${1:Rush} >= ${2:1k req/s} { pattern: ${3|spiky,seasonal,steady|}, peak: ${4:3x} }",
    ),
  },
];

interface QualityAspect {
  readonly id: string;
  readonly of: readonly string[];
  readonly title: string;
  readonly why: string;
  readonly missing?: string;
  readonly rules: readonly string[];
  readonly line: string;
  /** `found`: whether a rule misses it. */
  readonly asked?: (context: { readonly design: Design; readonly found: boolean }) => boolean;
}

function quality({ id, of, title, why, missing = "no target", rules, line, asked }: QualityAspect): Aspect {
  return {
    id,
    title,
    why,
    missing,
    rules,
    own: ["nfr/unquantified"],
    look: (context) => stated(context, qualitiesOf(context.design, ...of)),
    ...(asked ? { asked: (context) => asked({ design: context.design, found: context.found(rules).length > 0 }) } : {}),
    skeleton: requirement(`State ${title.toLowerCase()}`, line),
  };
}

function stated(context: GuideContext, qualities: readonly QualityElement[]): Seen | undefined {
  const [first, ...others] = qualities;
  if (!first) return undefined;
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return { detail: targetText(context, first) + more, elements: qualities };
}

/** As stated, else as the endpoints' loads tell. */
function readWriteRatio(context: GuideContext): Seen | undefined {
  const { design, facts, author } = context;
  const saying = design.all("quality").find((one) => propertyOf(design, one, "ratio"));
  const ratio = saying && propertyOf(design, saying, "ratio");
  if (saying && ratio) {
    const [first] = ratio.values;
    const { expression } = first ?? {};
    const text = expression ? author.chunk(ratio.origin).slice(expression.start, expression.end) : "stated";
    return { detail: `${text.trim()} (${saying.name})`, elements: [saying] };
  }
  const heavy = design.all("quality").find((one) => /^(read|write)_heavy$/.test(word(design, one, "pattern") ?? ""));
  if (heavy) return { detail: (word(design, heavy, "pattern") ?? "").replace("_", "-"), elements: [heavy] };
  const loaded = design.all("endpoint").filter((endpoint) => (facts.load.endpoint(endpoint.key)?.average ?? 0) > 0);
  if (!loaded.some((endpoint) => says(design, endpoint))) return undefined;
  let reads = 0;
  let all = 0;
  for (const endpoint of loaded) {
    const rate = facts.load.endpoint(endpoint.key)?.average ?? 0;
    all += rate;
    if (!mutates(design, endpoint)) reads += rate;
  }
  return { detail: `${share(Math.round((reads / all) * 100) / 100)} reads`, elements: loaded };
}

/** Whether an endpoint tells reading from writing, by its properties or its method. */
function says(design: Design, endpoint: EndpointElement): boolean {
  return (
    endpoint.route !== undefined ||
    readsByVerb(endpoint) ||
    ["reads", "writes"].some((name) => propertyOf(design, endpoint, name) !== undefined)
  );
}

function peaks({ design }: GuideContext): Seen | undefined {
  const qualities = design.all("quality").filter((one) => {
    const pattern = word(design, one, "pattern");
    return propertyOf(design, one, "peak") !== undefined || /^(steady|spiky|seasonal)$/.test(pattern ?? "");
  });
  const sources = [...design.all("endpoint"), ...design.all("actor")].filter((one) => propertyOf(design, one, "peak"));
  const elements = [...qualities, ...sources];
  if (elements.length === 0) return undefined;
  const [pattern] = qualities.flatMap((one) => word(design, one, "pattern") ?? []);
  return { detail: pattern ? `${pattern} (${names(elements, 1)})` : `stated for ${names(elements, 2)}`, elements };
}

/** Each question that nobody has answered, as something of its own. */
export function openQuestions({ design }: GuideContext): readonly Item[] {
  return design
    .all("question")
    .filter((question) => !propertyOf(design, question, "answer")?.values.length)
    .map((question) => ({
      id: `question:${question.id}`,
      state: "questionable",
      title: question.title ?? question.name,
      detail: "open question",
      why: "As long as it is open, what rests on it is a guess. Ask, and state the `answer`, or what you assume meanwhile.",
      place: placeOf(question),
      parts: [],
      skeleton: properties("Answer it", question, 'answer: "${1}"'),
    }));
}

/** A list of things too long to be shown one by one, as one thing. */
export function gathered(items: readonly Item[], most: number, title: (amount: number) => string): readonly Item[] {
  const [first] = items;
  if (!first || items.length <= most) return items;
  const parts = items.flatMap((item) =>
    item.place ? [{ title: item.title, detail: item.detail, place: item.place }] : [],
  );
  const { skeleton: _, ...rest } = first;
  return [{ ...rest, id: first.id.replace(/:.*/, ":*"), title: title(items.length), detail: "", parts }];
}
