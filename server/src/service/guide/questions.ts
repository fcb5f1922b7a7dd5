/**
 * What the notes ask at each step, besides what every design has to say (that is asked by the aspects). A question is
 * suggested until the design answers it: by what it states, or by a decision, a risk or a question of its own that
 * speaks of the subject.
 */

import { qualitiesOf } from "../../lint/detect/requirements.ts";
import { propertyOf } from "../../model/access.ts";
import type { ElementClass } from "../../model/design.ts";
import type { Skeleton } from "./aspect.ts";
import type { GuideContext } from "./context.ts";
import { estimate, openQuestion, requirement, statement } from "./skeletons.ts";

export type StepId = "requirements" | "interface" | "estimates" | "data" | "drawing" | "details" | "bottlenecks";

export interface Question {
  /** A name for it in the design, too. */
  readonly id: string;
  readonly step: StepId;
  readonly ask: string;
  /** What the answer decides. */
  readonly why: string;
  /** What shows that somebody thought about it. */
  readonly about?: RegExp;
  readonly answered?: (context: GuideContext) => boolean;
  /** How the language says it; without it, it is noted as a question. */
  readonly skeleton?: Skeleton;
}

type Test = (context: GuideContext) => boolean;
const states =
  (of: readonly ElementClass[], ...properties: readonly string[]): Test =>
  ({ design }) =>
    of.some((one) => design.all(one).some((element) => properties.some((name) => propertyOf(design, element, name))));
const requires =
  (...qualities: readonly string[]): Test =>
  ({ design }) =>
    qualitiesOf(design, ...qualities).length > 0;
const has =
  (...kinds: readonly string[]): Test =>
  ({ design }) =>
    design.all("component").some(({ kind }) => kinds.includes(kind.base.name));

const QUESTIONS: readonly Question[] = [
  // ---------------------------------------------------------------- requirements
  {
    id: "BelowTheLine",
    step: "requirements",
    ask: "What is left out on purpose?",
    why: "Naming it shows that you thought of it, and lets the interviewer move the line.",
    answered: states(["requirement"], "priority"),
    skeleton: requirement(
      "Note something below the line",
      'functional ${1:Later} "${2:A person can …}" { priority: ${3|could,wont,should|} }',
    ),
  },
  {
    id: "Partition",
    step: "requirements",
    ask: "Consistency or availability, part by part?",
    why: "CAP: when the network splits, one of them is given up. The answer may differ from part to part: selling is strict, looking is not.",
    about: /partition|\bCAP\b/i,
    answered: states(["quality"], "prefers"),
    skeleton: requirement(
      "Choose for a part",
      "consistency ${1:Reads} = ${2|eventual,strong,causal,read_your_writes|} { prefers: ${3|availability,consistency|} }",
    ),
  },
  {
    id: "WriteToRead",
    step: "requirements",
    ask: "How long may it take until a write can be read?",
    why: "Hours allow a batch, seconds ask for a stream. “Real-time” means something else to everybody.",
    about: /real.?time|stale|fresh|delay/i,
    answered: requires("freshness"),
    skeleton: requirement("State it", "freshness ${1:Fresh} <= ${2:1 min}"),
  },
  {
    id: "Budget",
    step: "requirements",
    ask: "Cheap to build, or cheap to run?",
    why: "Open-source frameworks keep development cheap to begin with, a public cloud keeps maintenance cheap.",
    about: /\bcost|budget|cheap/i,
    answered: requires("cost"),
    skeleton: requirement("State a budget", "cost ${1:Budget} <= ${2:\\$1000/month}"),
  },
  {
    id: "Law",
    step: "requirements",
    ask: "Anything about law, money or analytics?",
    why: "What is kept about people falls under laws (GDPR); who pays, and what is counted, become features.",
    about: /\blaw|legal|gdpr|analytic|moneti|compliance/i,
    answered: requires("compliance", "privacy"),
  },
  {
    id: "Clients",
    step: "requirements",
    ask: "Browser, mobile, something else? Backend only?",
    why: "Do not constrain yourself before you asked; a push channel or offline use changes the interface.",
    about: /mobile|browser|frontend|offline/i,
    answered: has("client"),
  },
  // ---------------------------------------------------------------- interface
  {
    id: "Generalise",
    step: "interface",
    ask: "Can a call be made more general?",
    why: "countView(video) becomes countEvent(video, type), and processEvents(list) takes them in batches.",
    about: /general|batch/i,
  },
  {
    id: "PushOrPull",
    step: "interface",
    ask: "Is anything streamed or pushed?",
    why: "Without batches, streams and pushes REST will do; with them it will not.",
    about: /push|stream|websocket|\bREST\b/i,
    answered: ({ design }) =>
      design.all("endpoint").some(({ verb }) => verb === "publish" || verb === "subscribe") ||
      design.all("connection").some(({ style }) => style === "both"),
  },
  {
    id: "LongLists",
    step: "interface",
    ask: "Which lists grow without end?",
    why: "A list that is answered whole works until somebody has a million of it.",
    answered: states(["endpoint", "api"], "paginated"),
  },
  {
    id: "Twice",
    step: "interface",
    ask: "What if a caller calls twice?",
    why: "Timeouts make every client retry: buying a ticket twice must not buy two.",
    about: /idempoten|retr(y|ies)|duplicate|twice/i,
    answered: states(["endpoint", "api"], "idempotent"),
  },
  // ---------------------------------------------------------------- estimates
  {
    id: "HowMuchBandwidth",
    step: "estimates",
    ask: "What bandwidth, in and out?",
    why: "It decides how traffic is managed and balanced between servers, and whether a CDN pays.",
    answered: ofDimension("information", true),
    skeleton: estimate("Estimate it", "${1:bandwidth} = ${2:1k req/s} * ${3:100 KB/request} in ${4|MB/s,GB/s|}"),
  },
  {
    id: "HowMuchMemory",
    step: "estimates",
    ask: "How much memory would a cache need?",
    why: "A fifth of a day's reads answers most of them (80–20): does it fit into one machine?",
    about: /memory|cache/i,
    answered: states(["component"], "memory"),
    skeleton: estimate("Estimate it", "${1:cache} = ${2:20%} * ${3:1M reads/day} * ${4:1 KB/read} * 1 day in GB"),
  },
  {
    id: "WhichNumber",
    step: "estimates",
    ask: "Which of the numbers changes the design?",
    why: "Estimates justify building a complex distributed system. Say which one, and the tool keeps an eye on it.",
    answered: ({ design }) => design.all("assertion").length > 0,
    skeleton: estimate("Assert it", 'assert ${1:storage} < ${2:1 TB} "${3:one machine will do}"'),
  },
  // ---------------------------------------------------------------- data model
  {
    id: "EventsOrAggregates",
    step: "data",
    ask: "Single events, aggregates, or both?",
    why: "Events are written fast and sliced at will, aggregates are read fast. Both cost more, and are often right.",
    about: /aggregat|single event|raw event|individual/i,
    answered: states(["entity"], "aggregate"),
  },
  {
    id: "SqlOrNoSql",
    step: "data",
    ask: "SQL or NoSQL?",
    why: "Are transactions and joins needed? Or fast growth of reads and writes, by one key?",
    about: /\bsql\b|nosql|postgres|cassandra|relational|key.?value|wide.?column|document store/i,
    skeleton: statement(
      "Write the decision down",
      "decision",
      'decision ${1:Storage} "Which kind of database?" {',
      '\toption ${2:Sql} "${3:Relational}" { pros: "${4:transactions, joins}"  cons: "${5:sharding is work}" }',
      '\toption ${6:NoSql} "${7:Wide column}" { pros: "${8:scales linearly}"  cons: "${9:no joins}" }',
      "\tchosen: ${2:Sql}",
      '\tbecause: "${10:why}"',
      "}",
    ),
  },
  {
    id: "Media",
    step: "data",
    ask: "Are there photos or videos? Where do they lie?",
    why: "Blobs fill a database with what it can't search.",
    about: /photo|video|image|picture|media|blob/i,
    answered: (context) =>
      context.design.all("field").some(({ fieldType }) => fieldType === "blob") ||
      has("blob_storage", "file_storage")(context),
  },
  {
    id: "Lifecycle",
    step: "data",
    ask: "How long is it kept, and what then?",
    why: "What nobody deletes is what one pays for in the end, and what laws ask about.",
    about: /retention|archiv|expir|delet/i,
    answered: states(["entity"], "retention"),
  },
  {
    id: "AccessPattern",
    step: "data",
    ask: "How is it read: by key, by range, the latest first?",
    why: "A timeline holds the most recent: store it so that scanning the latest is cheap.",
    about: /latest|recent|by range|index/i,
    answered: (context) =>
      states(["entity"], "access")(context) ||
      context.design.all("field").some(({ modifiers }) => modifiers.has("index")),
  },
  {
    id: "Sensitive",
    step: "data",
    ask: "Is anything personal or secret?",
    why: "Encrypted at rest and in transit, kept no longer than needed, on legal grounds (GDPR).",
    about: /gdpr|personal|sensitive|privacy/i,
    answered: ({ design }) =>
      design.all("field").some(({ modifiers }) => modifiers.has("pii") || modifiers.has("sensitive")),
  },
  // ---------------------------------------------------------------- high-level design
  {
    id: "Later",
    step: "drawing",
    ask: "What can be done later, through a queue?",
    why: "Queues loosen the coupling of components, and carry what is slow or may wait.",
    about: /\bqueue|event.driven|asynchron/i,
    answered: ({ design }) => design.all("connection").some(({ style }) => style === "async"),
  },
  {
    id: "ReadersAndWriters",
    step: "drawing",
    ask: "Separate servers for reading and writing?",
    why: "When there are far more reads than writes, each can grow by itself.",
    about: /separate|read replica|cqrs|read path|write path/i,
  },
  {
    id: "Stateless",
    step: "drawing",
    ask: "Is the web tier stateless?",
    why: "What keeps nothing can be added, lost and replaced at will.",
    about: /stateless|session/i,
    answered: states(["component"], "stateless"),
  },
  {
    id: "CoreDomain",
    step: "drawing",
    ask: "What earns the money, what supports it, what can be bought?",
    why: "The core is what one builds oneself; sign-on and payments are solved problems.",
    about: /\bcore\b|domain|buy or build/i,
    answered: ({ design }) => design.all("domain").length > 0,
    skeleton: statement(
      "Divide into domains",
      "component",
      'domain ${1:Sales} "${2:What it is about}" {',
      "\ttype: ${3|core,supporting,generic|}",
      "\t$0",
      "}",
    ),
  },
  // ---------------------------------------------------------------- detailed design
  {
    id: "PartitionKey",
    step: "details",
    ask: "How is the data divided? What does that make hard?",
    why: "All of a user's data on one machine is easy to read, and a hot user is a hot machine.",
    about: /shard|partition/i,
    answered: states(["component"], "shard_by"),
  },
  {
    id: "HotUsers",
    step: "details",
    ask: "What about hot users?",
    why: "Somebody followed by millions writes to millions of timelines: push for most, pull for the few.",
    about: /\bhot\b|celebrit|popular|skew/i,
  },
  {
    id: "WhichLayerToCache",
    step: "details",
    ask: "Which layer should be cached, and how much?",
    why: "At the client, at the edge, before the database: each saves something else and goes stale in its own way.",
    about: /\bcach/i,
    answered: has("cache", "cdn"),
    skeleton: statement(
      "Add a cache",
      "component",
      'cache ${1:Hot} "${2:What is asked most}" { ttl: ${3:5 min}, hit_ratio: ${4:80%}, eviction: ${5|lru,lfu,fifo|}, replicas: 2 }',
    ),
  },
  {
    id: "Balancing",
    step: "details",
    ask: "Which parts need balancing, and how?",
    why: "Round robin, fewest connections, or consistent hashing where what is cached should be found again.",
    about: /balanc|round.robin|hashing/i,
    answered: (context) => states(["component"], "balancing")(context) || has("load_balancer")(context),
  },
  {
    id: "StoreIsDown",
    step: "details",
    ask: "What if the database is slow or down?",
    why: "Keep it in a queue, answer from a copy, or say so: it has to be chosen.",
    about: /read.only|degrad|fallback|unavailable|is down|is lost/i,
    answered: states(["connection"], "fallback"),
  },
  {
    id: "CrashingNode",
    step: "details",
    ask: "How is nothing lost when a node crashes?",
    why: "Reliable means replication and checkpoints; what is only in memory is gone.",
    about: /checkpoint|crash|replay/i,
    answered: states(["component"], "checkpoint", "dead_letter"),
  },
  {
    id: "UniqueIds",
    step: "details",
    ask: "Who makes the ids?",
    why: "128 random bits (UUID) need nobody; short or sorted ones need a generator, or ranges handed out.",
    about: /\bids?\b|uuid|snowflake/i,
    answered: (context) =>
      context.design.all("field").some(({ fieldType, modifiers }) => fieldType === "uuid" && modifiers.has("pk")) ||
      has("id_generator")(context),
  },
  {
    id: "Alternatives",
    step: "details",
    ask: "What else could it be, and why is it not?",
    why: "Two or three components in depth, each with another approach, its pros and its cons.",
    answered: ({ design }) => design.all("decision").some(({ options }) => options.length > 1),
  },
  // ---------------------------------------------------------------- bottlenecks
  {
    id: "TenTimes",
    step: "bottlenecks",
    ask: "What breaks first at ten times the load?",
    why: "Benchmark, profile, mend what is slowest, and again: do not scale before you know.",
    about: /ten times|10x|\bscal|load test/i,
    answered: requires("scalability"),
  },
  {
    id: "LostRegion",
    step: "bottlenecks",
    ask: "What if a zone or a region is lost?",
    why: "Several data centres: DNS leads around the one that is down, if another has the data.",
    about: /region|data cent|zone/i,
    answered: states(["component"], "zones", "regions"),
  },
  {
    id: "GiveUpFirst",
    step: "bottlenecks",
    ask: "What is given up first under overload?",
    why: "Read-only for a while, a waiting room, older answers: better than nothing for everybody.",
    about: /read.only|shed|waiting room|degrad|throttl|overload/i,
  },
  {
    id: "KeyMetrics",
    step: "bottlenecks",
    ask: "Which metrics are watched, and who is told?",
    why: "Errors, latency, throughput, saturation: are there alerts when a critical component fails, or slows down?",
    about: /monitor|alert|metric/i,
    answered: states(["component"], "alerts"),
  },
  {
    id: "QuietHours",
    step: "bottlenecks",
    ask: "How is a quiet hour told from a failure?",
    why: "A heartbeat that runs through shows that little traffic is no outage.",
    about: /heartbeat|synthetic/i,
    answered: ({ design }) =>
      design
        .all("component")
        .some((one) => propertyOf(design, one, "monitors")?.values.some(({ word }) => word === "heartbeat")),
  },
  {
    id: "Accuracy",
    step: "bottlenecks",
    ask: "How do we know that the results are right?",
    why: "Send a record through and look whether it arrives; compare with a slow count that is surely right.",
    about: /accura|reconcil|audit|end.to.end|correct|synthetic/i,
    answered: states(["quality"], "verified_by"),
  },
];

function ofDimension(dimension: string, perTime: boolean): Test {
  return ({ design, facts }) =>
    design.all("estimate").some(({ key }) => {
      const dimensions = facts.evaluation.estimate(key).quantity?.dimensions;
      return dimensions?.get(dimension) === 1 && dimensions.has("time") === perTime;
    });
}

/** Every question by its id. */
export const questions: ReadonlyMap<string, Question> = new Map(QUESTIONS.map((question) => [question.id, question]));

/** The questions of a step that the design does not answer. */
export function openOf(context: GuideContext, step: StepId): readonly Question[] {
  return QUESTIONS.filter(
    (question) =>
      question.step === step &&
      question.answered?.(context) !== true &&
      (question.about === undefined || !context.mentions(question.about)) &&
      !context.design.all("question").some(({ name }) => name === question.id),
  );
}

/** How the design would note a question. */
export function noteOf({ id, ask }: Question): Skeleton {
  return openQuestion(id, ask);
}
