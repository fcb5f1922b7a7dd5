import { propertyOf, targetKeys } from "../../../model/access.ts";
import type { Design, QualityElement } from "../../../model/design.ts";
import { isWhole } from "../../detect/requirements.ts";
import { satisfiers } from "../../detect/trace.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

const ELEMENTS = ["component", "connection", "endpoint", "api", "entity"] as const;

const anyone =
  (...properties: readonly string[]) =>
  (design: Design): boolean =>
    ELEMENTS.some((of) =>
      design.all(of).some((element) => properties.some((name) => propertyOf(design, element, name) !== undefined)),
    );

const always = () => true;

/** What in a design bears on a quality of the whole system; qualities that are computed need nothing. */
const EVIDENCE: ReadonlyMap<string, (design: Design) => boolean> = new Map([
  ["availability", always],
  ["latency", always],
  ["throughput", always],
  ["scalability", always],
  ["cost", always],
  ["consistency", always],
  ["durability", anyone("replication", "backup", "managed", "quorum")],
  ["reliability", anyone("replicas", "quorum", "retries", "idempotent", "fallback", "checkpoint", "dead_letter")],
  ["freshness", anyone("ttl", "latency", "checkpoint")],
  ["security", anyone("auth", "encryption", "duties", "rate_limit")],
  ["privacy", anyone("retention", "residency", "legal_basis", "encryption")],
  ["compliance", anyone("retention", "residency", "legal_basis", "encryption", "backup")],
  ["observability", anyone("monitors", "alerts")],
]);

/** Whether anything speaks of the quality by its name. */
function isReferredTo(design: Design, quality: QualityElement): boolean {
  if (satisfiers(design).has(quality.key) || quality.properties.has("verified_by")) return true;
  const speaking = [...design.all("decision"), ...design.all("risk"), ...design.all("question")];
  if (speaking.some((element) => targetKeys(design, element, "affects").includes(quality.key))) return true;
  return design.all("connection").some((connection) => targetKeys(design, connection, "for").includes(quality.key));
}

export const unaddressedQuality: Rule = {
  id: "trace/unaddressed-quality",
  severity: "information",
  fixable: false,
  graph: false,
  absence: true,
  documentation: {
    summary: "A quality names nothing that it applies to, and nothing in the design bears on it.",
    rationale: `“Maintainable” or “secure” as a wish about everything is addressed by nothing in particular. Say what the quality is
\`for\`, which part \`satisfies\` it, which decision \`affects\` it, or how it is \`verified_by\` somebody. Availability, latency,
throughput, consistency and cost are computed or checked from the whole design, and need none of that.`,
    failing: `requirements {
  maintainability Simple "One team can run it"
}
service Backend { replicas: 2 }`,
    passing: `requirements {
  maintainability Simple "One team can run it" { verified_by: "on-call hours a month" }
}
service Backend { replicas: 2 }`,
    exception: `A quality that concerns how people work rather than what is drawn: state who or what verifies it, \`verified_by\`.`,
  },
  check({ design, report }) {
    if (design.all("component").length === 0) return;
    for (const quality of design.all("quality")) {
      if (!isWhole(quality) || EVIDENCE.get(quality.quality.name)?.(design) || isReferredTo(design, quality)) continue;
      report({
        message: `${named(quality)} applies to nothing in particular, and nothing in the design bears on it. Say what it is \`for\`, what \`satisfies\` it, or how it is \`verified_by\`.`,
        place: placeOf(quality),
      });
    }
  },
};
