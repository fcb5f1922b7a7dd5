/** The last step: what breaks first, what is done about it, and how anybody would notice. */

import { targetVerdicts, type Verdict } from "../../analysis/targets.ts";
import { verdictText } from "../../analysis/verdict-words.ts";
import { utilization } from "../../estimate/amounts.ts";
import { isCompute, isManaged, isPersistent, states } from "../../lint/detect/components.ts";
import { alertsCentrally, isWatched } from "../../lint/detect/watching.ts";
import { count } from "../../lint/messages.ts";
import { placeOf } from "../../lint/places.ts";
import { rules } from "../../lint/rules/index.ts";
import { propertyOf } from "../../model/access.ts";
import type { ComponentElement, Design, Element } from "../../model/design.ts";
import type { Aspect, Seen } from "./aspect.ts";
import type { GuideContext } from "./context.ts";
import { requirement, statement } from "./skeletons.ts";
import { names, partsOf } from "./words.ts";

const group = (name: string): readonly string[] => [...rules.keys()].filter((id) => id.startsWith(`${name}/`));
const drawn = ({ design }: GuideContext): boolean => design.all("connection").length > 0;

export const bottleneckAspects: readonly Aspect[] = [
  {
    id: "single-points",
    title: "Single points of failure",
    why: "What takes the system down alone? Is there enough of everything that losing one of it is no outage?",
    missing: "nothing to look at yet",
    rules: group("spof"),
    look: (context) => (drawn(context) ? { detail: "none" } : undefined),
  },
  {
    id: "overload",
    title: "Overload",
    why: "Which part is full first, now and when an instance or a zone is lost?",
    missing: "no load is known",
    rules: [
      "capacity/exceeded",
      "capacity/headroom",
      "capacity/instance-loss",
      "capacity/zone-loss",
      "capacity/queue-growth",
      "capacity/gateway-rate",
      "capacity/gateway-timeout",
      "capacity/unstable-cycle",
    ],
    look: busiest,
  },
  targetAspect("availability", "Availability target", ["nfr/availability-unreachable"]),
  targetAspect("latency", "Latency target", ["nfr/latency-budget"]),
  targetAspect("cost", "Budget", ["nfr/cost-exceeded"]),
  {
    id: "losses",
    title: "Loss of data",
    why: "Enough copies that a few lost servers lose nothing, and backups for what copies can't mend: mistakes.",
    missing: "no backup",
    asked: () => false,
    rules: ["data/no-backup"],
    look: ({ design }) => {
      const kept = design.all("component").filter((one) => isPersistent(one) && states(design, one, "backup"));
      return kept.length > 0 ? { detail: `backups of ${names(kept, 2)}`, elements: kept } : undefined;
    },
  },
  {
    id: "monitoring",
    title: "Monitoring and alerts",
    why: "How do we see that it is healthy: latency, errors, throughput, saturation? Who is told when it is not?",
    missing: "nobody watches",
    rules: ["ops/unmonitored", "ops/no-alert"],
    asked: drawn,
    look: watched,
    skeleton: {
      title: "Watch what matters",
      edits: (context) =>
        statement("", "component", 'monitoring ${1:Watch} "${2:Metrics and alerts}" { alerts: true }').edits(context),
    },
  },
  {
    id: "risks",
    title: "Risks",
    why: "What may go wrong: a hot key, a slow dependency, a launch? Name it, and what is done about it.",
    missing: "none is named",
    rules: ["trace/unmitigated-risk"],
    look: ({ design }) => {
      const all = design.all("risk");
      return all.length > 0 ? { detail: names(all, 2), elements: all } : undefined;
    },
    skeleton: statement(
      "Name a risk",
      "risk",
      'risk ${1:HotKey} "${2:What may happen}" { mitigation: "${3:what is done about it}" }',
    ),
  },
  {
    id: "verification",
    title: "Verification",
    why: "Benchmark, profile, mend, repeat: how will it be shown that the targets are met, and that results are right?",
    rules: ["nfr/unverified"],
    look: ({ design }) => {
      const targets = design.all("quality").filter(({ target }) => target?.value !== undefined);
      const verified = targets.filter((one) => propertyOf(design, one, "verified_by"));
      return verified.length > 0
        ? { detail: `said for ${verified.length} of ${count(targets.length, "target")}`, elements: verified }
        : undefined;
    },
    skeleton: requirement(
      "Say how it is verified",
      'reliability ${1:Correct} >= ${2:99.99%} { verified_by: "${3:load test, end-to-end records}" }',
    ),
  },
];

function busiest({ design, facts }: GuideContext): Seen | undefined {
  let most: { readonly component: ComponentElement; readonly ratio: number } | undefined;
  for (const component of design.all("component")) {
    const ratio = facts.load.component(component.key)?.utilization;
    if (ratio !== undefined && ratio > (most?.ratio ?? -1)) most = { component, ratio };
  }
  return (
    most && { detail: `${most.component.name} is busiest: ${utilization(most.ratio)}`, elements: [most.component] }
  );
}

function targetAspect(measure: "availability" | "latency" | "cost", title: string, of: readonly string[]): Aspect {
  return {
    id: `${measure}-target`,
    title,
    why: "What the design reaches, against what is asked of it.",
    rules: of,
    look: ({ design, facts }) => {
      const verdicts = [...targetVerdicts(facts).values()].filter((verdict) => verdict.measure === measure);
      const worst =
        verdicts.find(({ met }) => met === false) ?? verdicts.find(({ met }) => met === undefined) ?? verdicts[0];
      if (!worst) return undefined;
      const missed = verdicts.filter(({ met }) => met !== true);
      return {
        detail: verdictText(worst),
        elements: [worst.quality],
        ...(missed.length > 0 ? { state: "questionable" as const } : {}),
        parts: [
          ...verdicts.map((verdict) => ({
            title: verdict.quality.name,
            detail: verdictText(verdict),
            place: placeOf(verdict.quality),
          })),
          ...partsOf(elementsOf(design, missed), () => `on the way, and its ${measure} is not stated`),
        ],
      };
    },
  };
}

/** What states no figure, of targets for which that matters. */
function elementsOf(design: Design, verdicts: readonly Verdict[]): readonly Element[] {
  return [...new Set(verdicts.flatMap(({ silent }) => silent))].flatMap((key) => design.get(key) ?? []);
}

function watched({ design }: GuideContext): Seen | undefined {
  const relevant = design
    .all("component")
    .filter((one) => (isCompute(one) || isPersistent(one)) && !isManaged(design, one));
  const seen = relevant.filter((one) => isWatched(design, one));
  if (seen.length === 0) return undefined;
  const alerts = alertsCentrally(design) || seen.some((one) => states(design, one, "alerts"));
  const of = `${seen.length} of ${relevant.length} watched`;
  return { detail: alerts ? of : `${of}, nobody is told`, elements: seen };
}
