import { isDesigned, qualitiesOf } from "../../detect/requirements.ts";
import { snippetFix } from "../../fixes.ts";
import { reportMissing } from "../../requirements-home.ts";
import type { Rule } from "../../rule.ts";

export const missingAvailability: Rule = {
  id: "nfr/missing-availability",
  severity: "warning",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "The design has no availability target.",
    rationale: `How often a system may be down decides how much redundancy it needs: 99 % allows 7.2 hours of downtime in 30 days,
99.99 % about four minutes. Without a target no replica can be justified, and none be called superfluous.`,
    failing: `system Shop
actor Buyer
service Backend { replicas: 2 }
Buyer -> Backend`,
    passing: `system Shop
requirements {
  availability Uptime >= 99.9%
}
actor Buyer
service Backend { replicas: 2 }
Buyer -> Backend`,
    exception: `A tool that one person runs now and then needs no target. State a low one, \`availability Uptime >= 90%\`, which says as
much, or suppress the rule above \`requirements\` with that reason.`,
  },
  check(context) {
    const { design, author } = context;
    if (!isDesigned(design) || qualitiesOf(design, "availability").length > 0) return;
    reportMissing(
      context,
      "The design names no availability target, so nothing says how much redundancy is enough. State how often it has to be up, such as `availability Uptime >= 99.9%`.",
      (home) => snippetFix(author, "Add an availability target", home.add("availability ${1:Uptime} >= ${2:99.9%}")),
    );
  },
};
