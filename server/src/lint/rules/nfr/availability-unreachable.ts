import { downtime } from "../../../analysis/availability.ts";
import type { AvailabilityVerdict, ScopeAvailability } from "../../../analysis/failure.ts";
import { SYSTEM } from "../../../analysis/scopes.ts";
import { availability, duration } from "../../amounts.ts";
import type { Related } from "../../finding.ts";
import { list, named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

export const availabilityUnreachable: Rule = {
  id: "nfr/availability-unreachable",
  severity: "error",
  fixable: false,
  graph: true,
  documentation: {
    summary: "What a target is about is up less often than it wants, by the exact availability of the design.",
    rationale: `A chain is up when all of its links are: three of 99.9 % make 99.7 %, two hours a month. The figure counts replicas, alternatives,
zones and shared parts exactly, each once. Where a component states no availability, its kind's figure is assumed; the finding names it.`,
    failing: `actor Buyer
requirements { availability Uptime >= 99.99% }
load_balancer Balancer { managed: true }
service Backend { replicas: 2, availability: 99% }
sql_database Orders { managed: true }
Buyer -> Balancer -> Backend -> Orders`,
    passing: `actor Buyer
requirements { availability Uptime >= 99.9% }
load_balancer Balancer { managed: true }
service Backend { replicas: 2, availability: 99.5% }
sql_database Orders { managed: true }
Buyer -> Balancer -> Backend -> Orders`,
    exception: `A figure that is assumed too low: state the \`availability\` that has been measured, or promised.`,
  },
  check(context) {
    for (const verdict of context.facts.failure.verdicts) {
      for (const { availability: found, met } of verdict.results) {
        if (met === false) reportMissed(context, verdict, found);
      }
    }
  },
};

function reportMissed(context: RuleContext, verdict: AvailabilityVerdict, found: ScopeAvailability): void {
  const { facts, report } = context;
  const { quality, target } = verdict;
  const scope = found.scope.key === SYSTEM ? "the whole system" : quote(found.scope.id);
  const bound = found.exact ? "" : "at most ";
  const reached = availability(found.exact ? found.low : found.high);
  const allowed = duration(facts, downtime(target).month);
  const least = duration(facts, downtime(found.exact ? found.low : found.high).month);
  const helpful = found.importance.flatMap((importance) => subjectOf(context, importance.subject) ?? []);
  const advice =
    helpful.length > 0
      ? ` What helps most: ${list(
          helpful.map(({ name }) => name),
          "and",
        )}.`
      : "";
  const assumed = assumptions(context, found);
  report({
    message: `${named(quality)} wants ${availability(target)}, and ${scope} reaches ${bound}${reached}: down for ${least} in 30 days, where ${allowed} is allowed.${advice}${assumed} Make them redundant, do without them, or lower the target.`,
    place: placeOf(quality),
    related: helpful.flatMap(({ related }) => related),
  });
}

interface Subject {
  readonly name: string;
  readonly related: readonly Related[];
}

type Importance = ScopeAvailability["importance"][number];

function subjectOf({ design, facts }: RuleContext, subject: Importance["subject"]): Subject | undefined {
  const { graph } = facts;
  const [key, id] =
    subject.type === "component"
      ? [graph.nodes[subject.node]?.key, graph.nodes[subject.node]?.id]
      : subject.type === "connection"
        ? [graph.connections[subject.connection]?.key, graph.connections[subject.connection]?.id]
        : [graph.places[subject.place]?.key, graph.places[subject.place]?.id];
  if (id === undefined) return undefined;
  const element = design.get(key);
  const text = subject.type === "component" ? instanceText(facts, subject.node) : "";
  return {
    name: quote(id),
    related: element ? [{ place: placeOf(element), message: `${quote(id)} matters most${text}` }] : [],
  };
}

function instanceText({ failure }: RuleContext["facts"], node: number): string {
  const { value, assumed, source, ofWhole } = failure.instanceAvailability(node);
  const what = ofWhole ? "it" : "one instance";
  return `: ${what} is up ${availability(value)}${assumed ? ` (assumed: ${source})` : ""}`;
}

/** The figures that the design does not state, since a finding that rests on them is only as good. */
function assumptions({ facts }: RuleContext, { assumptions: found }: ScopeAvailability): string {
  if (found.length === 0) return "";
  const byFigure = new Map<string, string[]>();
  for (const { node, assumed } of found) {
    const id = facts.graph.nodes[node]?.id;
    if (id === undefined) continue;
    const figure = availability(assumed.value);
    byFigure.set(figure, [...(byFigure.get(figure) ?? []), quote(id)]);
  }
  const parts = [...byFigure].map(([figure, ids]) => `${figure} for ${list(ids)}`);
  return parts.length > 0 ? ` Assumed, as not stated: ${list(parts)}.` : "";
}
