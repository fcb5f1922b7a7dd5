/** How long a scope takes: the budget, step by step. */

import type { Facts } from "../../analysis/facts.ts";
import type { Budget } from "../../analysis/latency.ts";
import { time } from "../../estimate/amounts.ts";
import { list, quote } from "../../lint/messages.ts";
import type { Key } from "../../model/design.ts";
import { type Derivation, section } from "./derivation.ts";
import { some } from "./load.ts";

/** The budget of a scope along its longest synchronous path; empty where nothing on it states a latency. */
export function scopeLatency(facts: Facts, key: Key): Derivation {
  const budget = facts.latency.scope(key);
  return budget ? [section("Latency budget", budgetText(budget), budgetLines(facts, budget))] : [];
}

/** `50 ms`, `≥ 50 ms` where parts state none. */
export function budgetText({ seconds, unknown }: Budget): string {
  return `${unknown.length > 0 ? "≥ " : ""}${time(seconds)}`;
}

export function budgetLines({ design }: Facts, { steps, unknown }: Budget): readonly string[] {
  const silent = unknown.map((key) => quote(design.get(key)?.id ?? key));
  return [
    ...some(
      steps.map(({ id, seconds }) => `${time(seconds)} ${quote(id)}`),
      10,
    ),
    ...(silent.length > 0 ? [`${list(silent)} ${silent.length > 1 ? "state" : "states"} no latency`] : []),
    "a budget, no percentile: percentiles of parts do not add up",
  ];
}
