/** Figures in a few letters, for hints in the text and lenses above it. */

import type { Facts } from "../../analysis/facts.ts";
import type { ComponentLoad, Rate } from "../../analysis/load.ts";
import { strictestTarget, targetVerdicts, type Verdict } from "../../analysis/targets.ts";
import { verdictText } from "../../analysis/verdict-words.ts";
import { availability, median, rate, share, size, time, utilization } from "../../estimate/amounts.ts";
import { format, formatRange } from "../../estimate/display.ts";
import type { Quantity } from "../../estimate/quantity.ts";
import type { AssertionElement, EntityElement, Key, QualityElement } from "../../model/design.ts";
import { keptText } from "./data.ts";
import { levelText } from "./failure.ts";
import { budgetText } from "./latency.ts";

type Convention = Facts["evaluation"]["convention"];

/** `= 12.71 GB`, or `≈ 14.1 GB (9.95–19.9)` for a range: three digits of it are all that can be meant. */
export function briefQuantity(of: Quantity, convention: Convention): string {
  const range = formatRange(of, convention);
  if (range === undefined) return `= ${format(of, convention)}`;
  const shown = rounded(format(median(of), convention));
  const [, low = "", high = ""] = /^(.*?) to ([^ ]*)/.exec(range) ?? [];
  return `≈ ${shown} (${low}–${high})`;
}

/** Text whose number has no more than three digits that count. */
function rounded(text: string): string {
  return text.replace(/\d[\d,]*(?:\.\d+)?(?!\d)(?![eE])/, (number) => {
    const value = Number(number.replaceAll(",", ""));
    return value === 0 ? number : Number(value.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 20 });
  });
}

/** `2,240 req/s, peak 4,170` */
export function briefRate({ average, peak }: Rate): string {
  const shown = rounded(rate(average));
  return peak > average * (1 + 1e-9) ? `${shown}, peak ${rounded(rate(peak)).replace(/ req\/s$/, "")}` : shown;
}

/** `34.8 % of 12k req/s` at peak; undefined where the load or the capacity is not known. */
export function briefUse({ utilization: used, total, capacity }: ComponentLoad): string | undefined {
  if (used === undefined || total === undefined) return undefined;
  const shown = utilization(used);
  const about = capacity?.assumed && !shown.startsWith("<") ? "≈ " : "";
  return `${used > 1 + 1e-9 ? "✗ " : ""}${about}${shown} of ${rounded(rate(total))}`;
}

/** `109 B · 14.92 GB in 5 years`; `≥` where fields state no size. */
export function briefEntity(facts: Facts, entity: EntityElement): string | undefined {
  const storage = facts.storage.entity(entity.key);
  if (!storage || (storage.size === 0 && storage.lowerBound)) return undefined;
  const record = `${storage.lowerBound ? "≥ " : ""}${size(storage.size)}`;
  const kept = keptText(facts, entity);
  return kept === undefined ? record : `${record} · ${kept}`;
}

/** `99.79 % of 99.9 %`, with a cross where it is missed. */
export function briefVerdict(verdict: Verdict): string {
  return `${verdict.met === false ? "✗ " : ""}${verdictText(verdict)}`;
}

/** What comes of a quality's target; undefined where nothing is known of it. */
export function briefTarget(facts: Facts, quality: QualityElement): string | undefined {
  const verdict = targetVerdicts(facts).get(quality.key);
  return verdict && briefVerdict(verdict);
}

/** Availability and latency of a requirement, a flow or the system, each against the target that covers it. */
export function briefScope(facts: Facts, key: Key): string | undefined {
  const both = [briefAvailability(facts, key)?.text, briefLatency(facts, key)?.text];
  const parts = both.filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(" · ") : undefined;
}

/** A figure against its target, and whether that is missed. */
interface Reached {
  readonly text: string;
  readonly missed: boolean;
}

/** `99.93 % of 99.9 %` */
export function briefAvailability(facts: Facts, key: Key): Reached | undefined {
  const found = facts.failure.availability(key);
  if (!found) return undefined;
  const target = strictestTarget(facts, key)?.target;
  const missed = target !== undefined && found.high < target - 1e-12;
  const wanted = target === undefined ? "" : ` of ${availability(target, found.low)}`;
  return { text: `${missed ? "✗ " : ""}${levelText(found, target)}${wanted}`, missed };
}

/** `≥ 50 ms of 500 ms` */
export function briefLatency(facts: Facts, key: Key): Reached | undefined {
  const budget = facts.latency.scope(key);
  if (!budget) return undefined;
  const limits = facts.latency.targets.flatMap(({ scopes, seconds }) => (scopes.includes(key) ? [seconds] : []));
  const limit = limits.length > 0 ? Math.min(...limits) : undefined;
  const missed = limit !== undefined && budget.seconds > limit * (1 + 1e-9);
  return {
    text: `${missed ? "✗ " : ""}${budgetText(budget)}${limit === undefined ? "" : ` of ${time(limit)}`}`,
    missed,
  };
}

/** `✓`, `✗`, with the probability where it is in between. */
export function briefAssertion({ evaluation }: Facts, { key }: AssertionElement): string | undefined {
  const { holds, probability } = evaluation.assertion(key);
  if (holds === undefined || probability === undefined) return undefined;
  return `${holds ? "✓" : "✗"}${probability > 0 && probability < 1 ? ` ${share(probability)}` : ""}`;
}
