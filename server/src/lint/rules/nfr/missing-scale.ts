import { statesScale } from "../../detect/needs.ts";
import { isDesigned } from "../../detect/requirements.ts";
import { snippetFix } from "../../fixes.ts";
import { reportMissing } from "../../requirements-home.ts";
import type { Rule } from "../../rule.ts";

export const missingScale: Rule = {
  id: "nfr/missing-scale",
  severity: "warning",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "Neither users nor a rate is stated anywhere.",
    rationale: `A hundred users and a hundred million call for different designs. Before anything is sharded, cached or queued, state how many
users there are, how often they do something, and how much that is at the busiest time: as an estimate, as the \`load\` of
an endpoint, or as a requirement.`,
    failing: `system Shop
actor Buyer
service Backend { replicas: 2 }
Buyer -> Backend`,
    passing: `system Shop
estimates {
  users = 2M users
}
actor Buyer
service Backend { replicas: 2 }
Buyer -> Backend`,
    exception: `A system for a known handful of people: state just that, \`actor Operator { users: 20 }\`.`,
  },
  check(context) {
    const { design, author } = context;
    if (!isDesigned(design) || statesScale(design)) return;
    reportMissing(
      context,
      "Nothing says how many users there are or how many requests they make, so no capacity can be judged. State a rate or a number of users, such as `throughput Traffic >= 1k req/s` or `users = 1M users` in `estimates`.",
      (home) =>
        snippetFix(
          author,
          "Add a throughput target",
          home.add("throughput ${1:Traffic} >= ${2:1k req/s} { peak: ${3:3x} }"),
        ),
    );
  },
};
