/** The qualities that a non-functional requirement can speak of. */

import type { ValueType } from "./values.ts";

export interface QualityEntry {
  readonly name: string;
  readonly doc: string;
  /** What its target is: a quantity of a dimension, or one of some words. */
  readonly target: ValueType;
  /** The direction a target usually has, for completion and skeletons. */
  readonly operator: ">=" | "<=" | "=";
  /** A target worth starting from, inserted by completion and quick fixes. */
  readonly example: string;
  /** Whether a percentile (`p99`) is expected before the target. */
  readonly percentile?: boolean;
}

const CONSISTENCY = ["strong", "causal", "read_your_writes", "eventual"] as const;

const ENTRIES: readonly QualityEntry[] = [
  {
    name: "availability",
    doc: "The share of time in which the system answers",
    target: { type: "ratio" },
    operator: ">=",
    example: "99.9%",
  },
  {
    name: "latency",
    doc: "How long an answer may take, at a percentile",
    target: { type: "time" },
    operator: "<=",
    example: "500 ms",
    percentile: true,
  },
  {
    name: "throughput",
    doc: "How many requests per time the system must carry",
    target: { type: "rate" },
    operator: ">=",
    example: "1k req/s",
  },
  {
    name: "scalability",
    doc: "Up to how many users, or which rate, the system must grow",
    target: { type: "count-or-rate" },
    operator: ">=",
    example: "1M users",
  },
  {
    name: "consistency",
    doc: "What a read may see after a write",
    target: { type: "word", words: CONSISTENCY },
    operator: "=",
    example: "strong",
  },
  {
    name: "durability",
    doc: "The share of data that must survive a year",
    target: { type: "ratio" },
    operator: ">=",
    example: "99.999999999%",
  },
  {
    name: "reliability",
    doc: "The share of requests that must be answered correctly",
    target: { type: "ratio" },
    operator: ">=",
    example: "99.9%",
  },
  {
    name: "freshness",
    doc: "Write-to-read delay: how old an answer may be",
    target: { type: "time" },
    operator: "<=",
    example: "1 min",
  },
  {
    name: "security",
    doc: "Who may do what, and how it is protected",
    target: { type: "text" },
    operator: "=",
    example: "",
  },
  {
    name: "privacy",
    doc: "How personal data is handled",
    target: { type: "text" },
    operator: "=",
    example: "",
  },
  {
    name: "cost",
    doc: "What the system may cost",
    target: { type: "money" },
    operator: "<=",
    example: "$1000/month",
  },
  {
    name: "maintainability",
    doc: "How easily the system is changed and run",
    target: { type: "text" },
    operator: "=",
    example: "",
  },
  {
    name: "observability",
    doc: "What can be seen of the running system",
    target: { type: "text" },
    operator: "=",
    example: "",
  },
  {
    name: "usability",
    doc: "How easily people reach their goal",
    target: { type: "text" },
    operator: "=",
    example: "",
  },
  {
    name: "compliance",
    doc: "Which laws and standards apply",
    target: { type: "text" },
    operator: "=",
    example: "",
  },
];

/** Each quality by its keyword. */
export const qualities: ReadonlyMap<string, QualityEntry> = new Map(ENTRIES.map((entry) => [entry.name, entry]));

/** Whether a word is a quality's keyword. */
export function isQuality(name: string): boolean {
  return qualities.has(name);
}

/** Metrics in front of a target. */
export const metrics: ReadonlyMap<string, string> = new Map([
  ["p50", "The median"],
  ["p75", "The 75th percentile"],
  ["p90", "The 90th percentile"],
  ["p95", "The 95th percentile"],
  ["p99", "The 99th percentile"],
  ["p999", "The 99.9th percentile"],
  ["avg", "The mean"],
  ["max", "The largest value"],
]);

/** The levels of consistency, strongest first. */
export const consistencyLevels: readonly string[] = CONSISTENCY;
