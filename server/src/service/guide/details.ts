/** The sixth step: two or three parts in depth, the choices behind them, and what each can carry. */

import { isCache, isPersistent } from "../../lint/detect/components.ts";
import { count } from "../../lint/messages.ts";
import { propertyOf, word } from "../../model/access.ts";
import type { ComponentElement, Design } from "../../model/design.ts";
import type { Aspect, Seen } from "./aspect.ts";
import type { GuideContext } from "./context.ts";
import { properties, statement } from "./skeletons.ts";
import { names, partsOf } from "./words.ts";

const drawn = ({ design }: GuideContext): boolean => design.all("component").length > 0;

export const detailAspects: readonly Aspect[] = [
  {
    id: "decisions",
    title: "Decisions",
    why: "Show different approaches, their pros and cons, and why you chose one. There is no single answer: what counts is the tradeoff.",
    missing: "no tradeoff is written down",
    rules: ["trace/undecided"],
    look: ({ design }) => {
      const all = design.all("decision");
      return all.length > 0 ? { detail: names(all), elements: all } : undefined;
    },
    skeleton: statement(
      "Write a decision down",
      "decision",
      'decision ${1:Storage} "${2:Which database?}" {',
      '\toption ${3:Sql} "${4:PostgreSQL}" { pros: "${5:transactions, joins}"  cons: "${6:resharding is work}" }',
      '\toption ${7:Wide} "${8:Cassandra}" { pros: "${9:scales linearly}"  cons: "${10:no transactions}" }',
      "\tchosen: ${3:Sql}",
      '\tbecause: "${11:why}"',
      "}",
    ),
  },
  {
    id: "capacity",
    title: "Capacity",
    why: "How much does one instance carry? A load test tells; until then the usual figure for its kind is assumed.",
    rules: ["capacity/unknown"],
    asked: drawn,
    missing: "what does one instance carry?",
    look: ({ design }) => {
      const stating = design.all("component").filter((one) => propertyOf(design, one, "capacity"));
      return stating.length > 0
        ? {
            detail: `stated for ${stating.length} of ${count(design.all("component").length, "component")}`,
            elements: stating,
          }
        : undefined;
    },
    skeleton: propertyOfFirst(
      "State a capacity",
      (design) => design.all("component").find(({ kind }) => kind.base.group === "compute"),
      "capacity: ${1:1k req/s}",
    ),
  },
  {
    id: "latencies",
    title: "Latency budget",
    why: "What each part on the way takes adds up to what a user waits for.",
    missing: "what does each part take?",
    asked: drawn,
    look: ({ design }) => {
      const stating = design.all("component").filter((one) => propertyOf(design, one, "latency"));
      return stating.length > 0
        ? {
            detail: `stated for ${stating.length} of ${count(design.all("component").length, "component")}`,
            elements: stating,
          }
        : undefined;
    },
    skeleton: propertyOfFirst(
      "State a latency",
      (design) =>
        design.all("component").find(({ kind }) => kind.base.group === "data" || kind.base.group === "compute"),
      "latency: ${1:10 ms}",
    ),
  },
  {
    id: "copies",
    title: "Copies of the data",
    why: "How many copies, and how do they learn of a write: before it is confirmed, or later? It decides what is lost and what is stale.",
    rules: ["data/replication-too-low", "data/stale-strong-read"],
    missing: "one copy, or more?",
    asked: ({ design }) => design.all("component").some(isPersistent),
    look: ({ design }) => {
      const stating = design
        .all("component")
        .filter(
          (one) =>
            isPersistent(one) && ["replicas", "replication", "managed"].some((name) => propertyOf(design, one, name)),
        );
      return stating.length > 0
        ? {
            detail: stating
              .slice(0, 2)
              .map((one) => copiesOf(design, one))
              .join(", "),
            elements: stating,
          }
        : undefined;
    },
    skeleton: propertyOfFirst(
      "Copy the data",
      (design) => design.all("component").find(isPersistent),
      "replicas: ${1:3}",
      "replication: ${2|sync,async,quorum|}",
      "failover: ${3|automatic,manual|}",
    ),
  },
  {
    id: "partitions",
    title: "Partitioning",
    why: "By which key is the data divided, and what does that make hard: hot users, queries across shards?",
    rules: ["data/sharding-without-key", "capacity/hot-partition"],
    look: ({ design }) => {
      const sharded = design
        .all("component")
        .filter((one) => propertyOf(design, one, "shard_by") || propertyOf(design, one, "shards"));
      return sharded.length > 0 ? { detail: names(sharded), elements: sharded } : undefined;
    },
  },
  {
    id: "caches",
    title: "Caches",
    why: "At which layer, how much, for how long, and what is thrown out?",
    rules: ["data/cache-without-expiry", "capacity/cache-too-small"],
    look: ({ design }) => {
      const caches = design.all("component").filter(isCache);
      return caches.length > 0 ? { detail: names(caches), elements: caches } : undefined;
    },
  },
  {
    id: "failing",
    title: "When a part is slow or down",
    why: "Timeouts, retries, fallbacks, queues: what does a caller do when nobody answers?",
    missing: "what does a caller do?",
    asked: () => false,
    rules: ["ops/no-timeout", "ops/timeout-order", "ops/no-dead-letter", "ops/no-checkpoint"],
    look: ({ design }) => {
      const careful = design
        .all("connection")
        .filter((one) => ["timeout", "fallback", "optional", "retries"].some((name) => propertyOf(design, one, name)));
      return careful.length > 0
        ? {
            detail: `stated for ${careful.length} of ${count(design.all("connection").length, "connection")}`,
            elements: careful,
            parts: partsOf(careful),
          }
        : undefined;
    },
  },
];

function copiesOf(design: Design, store: ComponentElement): string {
  const how = word(design, store, "replication");
  return how ? `${store.id} (${how})` : store.id;
}

function propertyOfFirst(
  title: string,
  find: (design: Design) => ComponentElement | undefined,
  ...entries: readonly string[]
): Seen["skeleton"] & object {
  return {
    title,
    edits: (context) => {
      const found = find(context.design) ?? context.design.all("component")[0];
      return found && properties(title, found, ...entries).edits(context);
    },
  };
}
