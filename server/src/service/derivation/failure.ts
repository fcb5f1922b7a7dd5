/** How available something is, how much of a month that costs, what would help, and what depends on it alone. */

import type { Facts } from "../../analysis/facts.ts";
import type { ScopeAvailability, SinglePoint } from "../../analysis/failure.ts";
import type { ComponentNode } from "../../analysis/graph.ts";
import { improvementsOf } from "../../analysis/improvement.ts";
import { strictestTarget } from "../../analysis/targets.ts";
import { availability, time } from "../../estimate/amounts.ts";
import { scopesInWords } from "../../lint/detect/failure.ts";
import { quote } from "../../lint/messages.ts";
import type { Key } from "../../model/design.ts";
import { assumed, type Derivation, type Line, type Section, section } from "./derivation.ts";
import { some } from "./load.ts";

/** `99.79 %`, or between what bounds it lies. */
export function levelText({ low, high, exact }: ScopeAvailability, against?: number): string {
  return exact
    ? availability(low, against)
    : `between ${availability(low, against)} and ${availability(high, against)}`;
}

/** The availability of a scope: a requirement, a flow, the system. */
export function scopeAvailability(facts: Facts, key: Key): Derivation {
  const found = facts.failure.availability(key);
  if (!found) return [];
  const target = strictestTarget(facts, key);
  const wanted = target ? ` of ${availability(target.target, found.low)} (${quote(target.quality.id)})` : "";
  return [
    section(
      "Available",
      `${levelText(found, target?.target)}${wanted}`,
      availabilityLines(facts, found, target?.target),
    ),
  ];
}

/** What takes less of the downtime away is not worth a line. */
const NOTICEABLE = 0.02;

/** Downtime against what a target allows, what helps most, and what was assumed. */
export function availabilityLines(facts: Facts, found: ScopeAvailability, target?: number): readonly Line[] {
  const { downtime, assumptions } = found;
  const lines: Line[] = [{ text: `down ${time(downtime.month)} in 30 days, ${time(downtime.year)} a year` }];
  if (target !== undefined) {
    const missing = Math.max(0, 1 - target);
    lines.push({ text: `allowed ${time(missing * 30 * 86_400)} in 30 days, ${time(missing * 365 * 86_400)} a year` });
  }
  if (!found.exact) lines.push({ text: "the design is too entangled for an exact figure: these are bounds" });
  const helps = improvementsOf(facts, found).filter(({ gain }) => gain > NOTICEABLE * (1 - found.low));
  for (const { advice, gain } of helps) {
    const after = found.low + gain;
    lines.push({ text: `${advice}: it would be ${availability(after, found.low)} if that never failed` });
  }
  const points = facts.failure.singlePointsOf(found.scope.key).map(({ id }) => quote(id));
  if (points.length > 0) lines.push({ text: `falls with ${some(points).join(", ")} alone` });
  const told = assumptions.map(({ node, key, assumed: of }) => {
    const name = quote(facts.design.get(key)?.id ?? key);
    const instance = facts.failure.instanceAvailability(node).ofWhole ? "" : " an instance";
    return `${name} ${availability(of.value)}${instance} (${of.source})`;
  });
  return [...lines, ...some(told).map(assumed)];
}

/** A component's own availability, and what falls with one of its instances. */
export function componentFailure(facts: Facts, node: ComponentNode): Derivation {
  const { value, assumed: isAssumed, source, ofWhole } = facts.failure.instanceAvailability(node.index);
  const lines: Line[] = [];
  const each = ofWhole ? availability(value) : `${availability(value)} an instance`;
  if (isAssumed) lines.push(assumed(`${each} (${source})`));
  else if (source !== "stated") lines.push({ text: `as ${source} states` });
  if (!ofWhole && node.replicas > 1) {
    lines.push({
      text: `${node.needs} of its ${node.replicas} instances must be up${node.shards > 1 ? ` in each of ${node.shards} shards` : ""}`,
    });
  }
  if (node.redundant) lines.push({ text: "survives the loss of an instance and of a zone" });
  const sections: Section[] = [section("Available", `${isAssumed ? "≈ " : ""}${each}`, lines)];
  const point = facts.failure.singlePoints.find(({ type, index }) => type === "component" && index === node.index);
  return [...sections, ...singlePoint(facts, point)];
}

/** What something takes down alone; nothing where it takes nothing down. */
export function singlePoint(facts: Facts, point: SinglePoint | undefined): Derivation {
  if (!point) return [];
  const covered = point.scopes.flatMap(({ key }) => facts.failure.covering(key)).map(({ id }) => quote(id));
  const lines = [
    ...(point.statesNoReplicas ? ["it states no replicas"] : []),
    ...(covered.length > 0 ? [`${[...new Set(covered)].join(", ")} says how often that may be`] : []),
  ];
  return [section("Single point of failure", `for ${scopesInWords(facts.design, point.scopes)}`, lines)];
}
