import { downtime, type Importance } from "../../../analysis/availability.ts";
import type { Facts } from "../../../analysis/facts.ts";
import type { AvailabilityVerdict, ScopeAvailability } from "../../../analysis/failure.ts";
import { SYSTEM } from "../../../analysis/scopes.ts";
import { availability, time } from "../../../estimate/amounts.ts";
import type { Element } from "../../../model/design.ts";
import { ceilingOf } from "../../detect/reachable-availability.ts";
import { list, named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

/** What closes less than this share of the gap is no help. */
const HELPFUL = 0.05;

export const availabilityUnreachable: Rule = {
  id: "nfr/availability-unreachable",
  severity: "error",
  fixable: false,
  graph: true,
  documentation: {
    summary: "The exact availability of what is drawn is below its target.",
    rationale: `Parts that are all needed multiply: ten of 99.9 % are 99 % together. The availability is the exact probability that every
instance, place and connection that is needed is up, shared parts counted once. It is compared with each target, and the three
elements whose improvement helps most are named.

What states no \`availability\` takes the figure of its kind, which the finding names as an assumption; where only these keep the
target from being met it is a warning.`,
    failing: `actor Buyer
requirements { availability Uptime >= 99.9% }
load_balancer Balancer { availability: 99.99% }
service Backend { replicas: 3, availability: 99.9% }
sql_database Orders { availability: 99.5% }
Buyer -> Balancer -> Backend -> Orders`,
    passing: `actor Buyer
requirements { availability Uptime >= 99.9% }
load_balancer Balancer { availability: 99.99% }
service Backend { replicas: 3, availability: 99.9% }
sql_database Orders { replicas: 2, failover: automatic, availability: 99.5% }
Buyer -> Balancer -> Backend -> Orders`,
    exception: `\`availability\` is that of one instance. Where a part may be away without harm, say \`optional: true\` on the connection, or
state a \`fallback\`; where the target is not about it, state with \`for\` what the target is about.`,
  },
  check({ facts, report }) {
    for (const verdict of facts.failure.verdicts) {
      const { quality, target } = verdict;
      const missed = missedBy(verdict);
      const [worst] = missed;
      if (!worst) continue;
      const ceiling = ceilingOf(facts, worst.scope);
      const assumed = ceiling >= target && worst.assumptions.length > 0;
      const helpful = helpfulFor(worst, target);
      const also = missed.length > 1 ? ` (and ${list(missed.slice(1).map(nameOf))})` : "";
      report({
        ...(assumed ? { severity: "warning" as const } : {}),
        message: `${named(quality)} requires ${availability(target, worst.high)} of ${nameOf(worst)}${also}, and what is drawn reaches ${figure(worst, target)}: down ${time(worst.downtime.month)} in 30 days instead of ${time(downtime(target).month)}.${help(facts, helpful)}${assumptions(facts, worst, helpful)} Make what helps most redundant or optional, or ask for less.`,
        place: placeOf(quality),
        related: helpful.flatMap((importance) => {
          const element = elementOf(facts, importance);
          if (!element) return [];
          const without = availability(Math.min(1, worst.low + importance.gain));
          return [{ place: placeOf(element), message: `If ${named(element)} never failed, it would be ${without}` }];
        }),
      });
    }
  },
};

/** The scopes that miss a target, the least available first. */
function missedBy({ comparison, results }: AvailabilityVerdict): readonly ScopeAvailability[] {
  if (comparison === "<=" || comparison === "<") return [];
  return results
    .flatMap(({ availability, met }) => (met === false ? [availability] : []))
    .sort((some, other) => some.low - other.low);
}

function nameOf({ scope }: ScopeAvailability): string {
  return scope.key === SYSTEM ? "the system" : quote(scope.id);
}

function figure({ low, high, exact }: ScopeAvailability, target: number): string {
  return exact ? availability(low, target) : `at most ${availability(high, target)}`;
}

/** What helps most: a perfect one of these would close the largest part of the gap. */
function helpfulFor({ gains, low }: ScopeAvailability, target: number): readonly Importance[] {
  return gains.filter(({ gain }) => gain >= (target - low) * HELPFUL);
}

function help(facts: Facts, helpful: readonly Importance[]): string {
  const names = helpful.flatMap((each) => {
    const element = elementOf(facts, each);
    return element ? [named(element)] : [];
  });
  return names.length > 0 ? ` Improving ${list(names)} helps most.` : "";
}

/** What is assumed of those that matter. */
function assumptions(facts: Facts, { assumptions }: ScopeAvailability, helpful: readonly Importance[]): string {
  const matter = new Set(helpful.map((each) => elementOf(facts, each)));
  const bySource = new Map<string, { readonly value: number; readonly names: string[] }>();
  for (const { key, assumed } of assumptions) {
    const element = facts.design.get(key);
    if (!element || !matter.has(element)) continue;
    const known = bySource.get(assumed.source);
    if (known) known.names.push(named(element));
    else bySource.set(assumed.source, { value: assumed.value, names: [named(element)] });
  }
  const parts = [...bySource]
    .sort(([, some], [, other]) => some.value - other.value)
    .map(([source, { value, names }]) => `${availability(value)} of ${list(names)} (${source})`);
  return parts.length > 0 ? ` Assumed, as nothing is stated: ${list(parts)}.` : "";
}

function elementOf({ graph, design }: Facts, { subject }: Importance): Element | undefined {
  switch (subject.type) {
    case "component":
      return graph.nodes[subject.node]?.element;
    case "connection":
      return graph.connections[subject.connection]?.element;
    case "place":
      return design.get(graph.places[subject.place]?.key);
  }
}
