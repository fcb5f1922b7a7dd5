import type { Contribution } from "../../../analysis/load.ts";
import { rate } from "../../../estimate/amounts.ts";
import { propertyOf } from "../../../model/access.ts";
import type { Design, Element, QualityElement } from "../../../model/design.ts";
import { endpointProperty } from "../../detect/apis.ts";
import { sourceOf } from "../../detect/demands.ts";
import { covers, qualitiesOf } from "../../detect/requirements.ts";
import { addProperties, addToConnection } from "../../edits.ts";
import { snippetFix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf, placeOfProperty } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

export const missingPeak: Rule = {
  id: "nfr/missing-peak",
  severity: "information",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "The largest load of the design has neither a peak nor a pattern.",
    rationale: `Systems do not fail on average, they fail on the evening of the sale. The busiest second of a consumer product sees two to five
times the average, that of a ticket shop a hundred times. What has to be built is decided by the peak, so ask for it.`,
    failing: `system Shop
actor Buyer
api ShopApi { GET /item/ as List { load: 2k req/s } }
service Backend { serves: ShopApi, replicas: 4, capacity: 1k req/s }
Buyer -> Backend`,
    passing: `system Shop
actor Buyer
api ShopApi { GET /item/ as List { load: 2k req/s, peak: 1.2x } }
service Backend { serves: ShopApi, replicas: 4, capacity: 1k req/s }
Buyer -> Backend`,
    exception: `Machines that report every ten seconds have no peak: say so with \`pattern: steady\` on a throughput requirement, or with
\`peak: 1x\`.`,
  },
  check(context) {
    const { design, facts, report } = context;
    const largest = facts.load.demands.reduce<Demand | undefined>(
      (most, demand) => (demand.rate.average > (most?.rate.average ?? 0) ? demand : most),
      undefined,
    );
    if (!largest) return;
    const source = sourceOf(facts, largest);
    if (!source || largest.rate.peak > largest.rate.average || saysPeak(design, largest, source)) return;
    const load = stated(design, largest, source, "load");
    report({
      message: `${named(source)} is the largest load, ${rate(largest.rate.average)}, and nothing says how much it is at the busiest time, which is what has to be built for. State its \`peak\`, or the \`pattern\` of a throughput requirement.`,
      place: load ? placeOfProperty(load) : placeOf(source),
      fixes: snippetFix(context.author, "State its peak", addPeak(context, source)),
    });
  },
};

type Demand = Contribution["demand"];

function stated(design: Design, demand: Demand, source: Element, name: string) {
  return demand.type === "endpoint"
    ? endpointProperty(design, demand.endpoint, name)
    : propertyOf(design, source, name);
}

/** Whether anything is said about the busiest time: by what states the load, or by a requirement that covers it. */
function saysPeak(design: Design, demand: Demand, source: Element): boolean {
  if (stated(design, demand, source, "peak")) return true;
  const api = design.get(source.parent);
  return qualitiesOf(design, "throughput", "scalability").some(
    (quality) =>
      speaksOfPeak(design, quality) && (covers(design, quality, source) || (api && covers(design, quality, api))),
  );
}

function speaksOfPeak(design: Design, quality: QualityElement): boolean {
  if (propertyOf(design, quality, "peak")) return true;
  const patterns = propertyOf(design, quality, "pattern")?.values ?? [];
  return patterns.some(({ word }) => word === "steady" || word === "spiky" || word === "seasonal");
}

function addPeak({ author }: RuleContext, source: Element) {
  const entry = ["peak: ${1:3x}"];
  if (source.class === "connection") return addToConnection(author, source, entry);
  if (source.class !== "endpoint" && source.class !== "actor") return undefined;
  return addProperties(author, source.origin, source.node, entry);
}
