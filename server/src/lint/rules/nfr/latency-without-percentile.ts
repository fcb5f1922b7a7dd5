import type { Design, QualityElement } from "../../../model/design.ts";
import { hasTarget, isWhole, qualitiesOf, scopeOf } from "../../detect/requirements.ts";
import { insert, replace } from "../../edits.ts";
import type { Edit } from "../../finding.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const latencyWithoutPercentile: Rule = {
  id: "nfr/latency-without-percentile",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A latency target does not say for how many of the requests it holds.",
    rationale: `"Below 500 ms" can mean the average, nine of ten requests, or each of them, and these differ by a factor of ten and more. An
average hides the slow ones, and with a hundred requests a page nearly everybody meets the slowest hundredth: so state \`p99\`,
or \`p95\` where less is at stake.`,
    failing: `requirements {
  latency Response <= 500 ms
}
actor Buyer
service Backend { replicas: 2 }
Buyer -> Backend`,
    passing: `requirements {
  latency Response p99 <= 500 ms
}
actor Buyer
service Backend { replicas: 2 }
Buyer -> Backend`,
    exception: `A deadline that every answer has to keep, as in control systems, is \`max <= 20 ms\`. An average beside a percentile of the
same scope is not reported.`,
  },
  check({ design, report }) {
    for (const quality of qualitiesOf(design, "latency")) {
      const metric = quality.target?.metric?.text;
      if (!hasTarget(quality) || (metric !== undefined && metric !== "avg")) continue;
      if (metric === "avg" && hasPercentile(design, quality)) continue;
      const what =
        metric === "avg"
          ? "is an average, which hides the slow requests"
          : "has no percentile, so it can mean the average or the slowest request";
      report({
        message: `The target of ${named(quality)} ${what}. State for how many requests it holds, such as \`p99\`.`,
        place: placeOf(quality),
        fixes: (["p99", "p95"] as const).flatMap((percentile) =>
          fix(`State it for \`${percentile}\``, withMetric(quality, percentile)),
        ),
      });
    }
  },
};

/** Whether the same scope has a target with a percentile as well. */
function hasPercentile(design: Design, quality: QualityElement): boolean {
  return qualitiesOf(design, "latency").some(
    (other) =>
      other.target?.metric !== undefined &&
      other.target.metric.text !== "avg" &&
      (isWhole(other) ? isWhole(quality) : scopeOf(other).some((key) => scopeOf(quality).includes(key))),
  );
}

function withMetric({ origin, node, target }: QualityElement, metric: string): readonly Edit[] | undefined {
  if (target?.metric) return replace(origin, target.metric, metric);
  const { target: written } = node;
  return written && insert(origin, written.start, `${metric} `);
}
