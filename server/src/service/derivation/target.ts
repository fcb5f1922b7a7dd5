/** What comes of a target: reached and wanted, and what decides. */

import type { Facts } from "../../analysis/facts.ts";
import { targetVerdicts, type Verdict } from "../../analysis/targets.ts";
import { verdictText } from "../../analysis/verdict-words.ts";
import { money } from "../../estimate/amounts.ts";
import { quote } from "../../lint/messages.ts";
import type { QualityElement } from "../../model/design.ts";
import { type Derivation, type Line, section } from "./derivation.ts";
import { availabilityLines } from "./failure.ts";
import { budgetLines } from "./latency.ts";
import { some } from "./load.ts";

/** The verdict on a quality; empty where it states no target, or nothing is known. */
export function targetDerivation(facts: Facts, quality: QualityElement): Derivation {
  const verdict = targetVerdicts(facts).get(quality.key);
  return verdict
    ? [section(headOf(verdict), verdictText(verdict), [...worst(verdict), ...linesOf(facts, verdict)])]
    : [];
}

function headOf({ met }: Verdict): string {
  return met === undefined ? "Met as far as stated" : met ? "✓ Met" : "✗ Missed";
}

function worst({ scope, measure }: Verdict): readonly Line[] {
  return scope && measure !== "cost"
    ? [{ text: `${scope.kind === "system" ? "for the whole system" : `worst for ${quote(scope.id)}`}` }]
    : [];
}

function linesOf(facts: Facts, verdict: Verdict): readonly (Line | string)[] {
  const { failure, latency, cost, load, design } = facts;
  switch (verdict.measure) {
    case "availability": {
      const found = verdict.scope && failure.availability(verdict.scope.key);
      return found ? availabilityLines(facts, found, verdict.target) : [];
    }
    case "latency": {
      const budget = verdict.scope && latency.budget(verdict.quality, verdict.scope.key);
      return budget ? budgetLines(facts, budget) : [];
    }
    case "cost": {
      const found = cost.targets.find(({ quality }) => quality === verdict.quality);
      const dearest = found?.components ?? [];
      return some(
        dearest.map(({ element, perMonth, currency }) => `${money(perMonth, currency)} ${quote(element.id)}`),
      );
    }
    case "throughput": {
      const name = quote(design.get(verdict.bottleneck)?.id ?? "");
      const used = verdict.bottleneck === undefined ? undefined : load.component(verdict.bottleneck);
      const about = used?.capacity?.assumed ? `, whose capacity is assumed (${used.capacity.source})` : "";
      return [`the present mix of requests could grow until ${name} is full first${about}`];
    }
  }
}
