import type { Budget } from "../../../analysis/latency.ts";
import { type Scope, SYSTEM } from "../../../analysis/scopes.ts";
import { time } from "../../../estimate/amounts.ts";
import { exceeds } from "../../detect/figures.ts";
import { list, named, namedList, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

/** How many steps of the path are named in the message. */
const MOST_NAMED = 3;

export const latencyBudget: Rule = {
  id: "nfr/latency-budget",
  severity: "error",
  fixable: false,
  graph: true,
  documentation: {
    summary: "The latencies that are stated along the path of a request add up to more than its target.",
    rationale: `A caller waits for the sum of what it waits for: component after component, and the longest of what is asked in parallel. What
is optional, has a fallback, or is asynchronous does not count. It is a budget, not a percentile: percentiles of parts do not
add up to one of the whole. But parts that are allowed more time than there is leave the target to luck.`,
    failing: `actor Buyer
requirements {
  functional Buy "A person can buy a ticket" { actor: Buyer }
  latency Purchase p99 <= 100 ms for Buy
}
api Shop { POST /ticket/ as Order { satisfies: Buy } }
service Backend { serves: Shop, replicas: 2, latency: 40 ms }
sql_database Tickets { managed: true, latency: 80 ms }
Buyer -> Backend -> Tickets`,
    passing: `actor Buyer
requirements {
  functional Buy "A person can buy a ticket" { actor: Buyer }
  latency Purchase p99 <= 100 ms for Buy
}
api Shop { POST /ticket/ as Order { satisfies: Buy } }
service Backend { serves: Shop, replicas: 2, latency: 40 ms }
sql_database Tickets { managed: true, latency: 20 ms }
Buyer -> Backend -> Tickets`,
    exception: `Latencies that are worst cases need not all happen at once: state for each component its share at the percentile of the
target. A call that another one overlaps with is drawn in parallel, \`Backend -> Stock, Prices\`.`,
  },
  check(context) {
    const { design, facts, report } = context;
    for (const { quality, seconds, scopes } of facts.latency.targets) {
      const comparison = quality.target?.comparison;
      if (comparison !== "<=" && comparison !== "<" && comparison !== "=") continue;
      const late = scopes
        .flatMap((key) => {
          const scope = facts.scopes.byKey.get(key);
          const budget = facts.latency.budget(quality, key);
          return scope && budget && passes(budget.seconds, seconds, comparison) ? [{ scope, budget }] : [];
        })
        .sort((some, other) => other.budget.seconds - some.budget.seconds);
      const [worst] = late;
      if (!worst) continue;
      const { budget } = worst;
      const others = late.length > 1 ? ` (and for ${list(late.slice(1).map(({ scope }) => scopeName(scope)))})` : "";
      const largest = budget.steps.toSorted((some, other) => other.seconds - some.seconds).slice(0, MOST_NAMED);
      const parts = largest.map((step) => `${quote(step.id)} ${time(step.seconds)}`);
      const unknown = budget.unknown.flatMap((key) => design.get(key) ?? []);
      const more =
        unknown.length > 0
          ? ` ${namedList(unknown)} ${unknown.length > 1 ? "state" : "states"} none, so it is more.`
          : "";
      report({
        message: `${named(quality)} allows ${time(seconds)}, and the latencies on the path of ${scopeName(worst.scope)}${others} add up to ${time(budget.seconds)}: ${budget.steps.length > parts.length ? "most of it is " : ""}${list(parts)}.${more} It is a budget, not a percentile, but nothing is left for the slow requests. Make a part faster, take one off the path, or relax the target.`,
        place: placeOf(quality),
        related: story(context, budget),
      });
    }
  },
};

function passes(value: number, limit: number, comparison: "<=" | "<" | "="): boolean {
  return exceeds(value, limit) || (comparison === "<" && !exceeds(limit, value));
}

function scopeName(scope: Scope): string {
  return scope.key === SYSTEM ? "the system" : quote(scope.id);
}

function story({ design }: RuleContext, budget: Budget) {
  return budget.steps.flatMap((step) => {
    const element = design.get(step.key);
    return element ? [{ place: placeOf(element), message: `${quote(step.id)} takes ${time(step.seconds)}` }] : [];
  });
}
