/** The numbers and verdicts of a design, for reading beside its pictures. */

import type { Facts } from "../analysis/facts.ts";
import { type Verdict as TargetVerdict, targetVerdicts } from "../analysis/targets.ts";
import { verdictText } from "../analysis/verdict-words.ts";
import { anchorOf } from "../diagram/views/anchors.ts";
import { percentText } from "../diagram/views/figures.ts";
import { expressionText, heading } from "../diagram/views/words.ts";
import { format, formatRange } from "../estimate/display.ts";
import { summary } from "../estimate/distribution.ts";
import { word } from "../model/access.ts";
import type { AssertionElement, EstimateElement, FunctionalElement, QualityElement } from "../model/design.ts";
import { briefAvailability, briefLatency } from "./derivation/brief.ts";
import type { PanelsResult, Verdict } from "./protocol.ts";

/** More than this nobody reads beside a picture. */
const most = 500;

/** Collects everything that the panels show; nothing in it is computed anew. */
export function panelsOf(facts: Facts): PanelsResult {
  const { design } = facts;
  return {
    estimates: design
      .all("estimate")
      .slice(0, most)
      .flatMap((estimate) => estimateRow(facts, estimate)),
    assertions: design
      .all("assertion")
      .slice(0, most)
      .map((assertion) => assertionRow(facts, assertion)),
    requirements: [
      ...design
        .all("requirement")
        .slice(0, most)
        .map((requirement) => functionalRow(facts, requirement)),
      ...design
        .all("quality")
        .slice(0, most)
        .map((quality) => qualityRow(facts, quality)),
    ],
  };
}

function estimateRow({ design, evaluation }: Facts, estimate: EstimateElement): PanelsResult["estimates"] {
  const { quantity } = evaluation.estimate(estimate.key);
  if (!quantity) return [];
  const row = { id: anchorOf(design, estimate), name: estimate.name, value: format(quantity, evaluation.convention) };
  const ends = summary(quantity);
  const text = formatRange(quantity, evaluation.convention);
  if (!ends || text === undefined || !(ends.p95 > 0)) return [row];
  const share = (value: number): number => Math.min(1, Math.max(0, value / ends.p95));
  const median = formatMedian(row.value);
  return [{ ...row, value: median, range: { text, low: share(ends.p5), median: share(ends.p50) } }];
}

/** A range is shown as `median (low to high)`; the ends stand beside the bar already. */
const formatMedian = (text: string): string => text.replace(/ \([^()]* to [^()]*\)$/, "");

function assertionRow({ design, evaluation }: Facts, assertion: AssertionElement): PanelsResult["assertions"][number] {
  const { holds, probability, left, right } = evaluation.assertion(assertion.key);
  const sides = [assertion.left, assertion.right].map((side) => (side ? expressionText(side.expression) : "…"));
  const uncertain = probability !== undefined && probability > 0 && probability < 1;
  const values =
    left && right
      ? `${format(left, evaluation.convention)} ${assertion.comparison ?? ""} ${format(right, evaluation.convention)}`
      : undefined;
  const detail = [uncertain ? `with a probability of ${percentText(probability)}` : undefined, assertion.why, values]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");
  return {
    id: anchorOf(design, assertion),
    text: sides.join(` ${assertion.comparison ?? "?"} `),
    verdict: holds === undefined ? "unknown" : holds ? "holds" : "fails",
    ...(detail === "" ? {} : { detail }),
  };
}

function functionalRow(facts: Facts, requirement: FunctionalElement): PanelsResult["requirements"][number] {
  const { design } = facts;
  const trace = facts.trace.requirement(requirement.key);
  const priority = word(design, requirement, "priority");
  const wanted = priority === undefined || priority === "must";
  const by = [...(trace?.endpoints ?? []), ...(trace?.flows ?? []), ...(trace?.components ?? [])];
  const level = briefAvailability(facts, requirement.key);
  const budget = briefLatency(facts, requirement.key);
  const missed = (level?.missed ?? false) || (budget?.missed ?? false);
  const detail = trace?.satisfied
    ? [
        level?.text,
        budget?.text,
        `satisfied by ${by
          .slice(0, 2)
          .map((element) => heading(element) || element.id)
          .join(", ")}${by.length > 2 ? ` and ${by.length - 2} more` : ""}`,
      ]
    : [wanted ? "nothing satisfies it" : "below the line"];
  return {
    id: anchorOf(design, requirement),
    name: heading(requirement, 120),
    kind: priority ?? "functional",
    verdict: trace?.satisfied ? (missed ? "fails" : "holds") : wanted ? "fails" : "none",
    detail: detail.filter((part) => part !== undefined).join(" · "),
  };
}

function qualityRow(facts: Facts, quality: QualityElement): PanelsResult["requirements"][number] {
  const { target } = quality;
  const stated = target?.value
    ? `${target.metric ? `${target.metric.text} ` : ""}${target.comparison ?? ""} ${target.value.text ?? expressionText(target.value.expression)}`.trim()
    : undefined;
  const found = targetVerdicts(facts).get(quality.key);
  const detail = found ? reached(found) : stated;
  return {
    id: anchorOf(facts.design, quality),
    name: heading(quality, 120),
    kind: quality.quality.name,
    verdict: verdictOf(found),
    ...(detail === undefined ? {} : { detail }),
  };
}

function verdictOf(found: TargetVerdict | undefined): Verdict {
  if (!found) return "none";
  return found.met === undefined ? "unknown" : found.met ? "holds" : "fails";
}

/** What the design reaches of what is wanted, and where it reaches least. */
function reached(found: TargetVerdict): string {
  const text = verdictText(found);
  if (!found.scope) return text;
  return `${text} for ${found.scope.kind === "system" ? "the whole system" : found.scope.id}`;
}
