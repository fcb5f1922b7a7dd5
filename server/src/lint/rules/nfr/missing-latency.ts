import { awaited } from "../../detect/needs.ts";
import { isDesigned, qualitiesOf } from "../../detect/requirements.ts";
import { snippetFix } from "../../fixes.ts";
import { quote } from "../../messages.ts";
import { reportMissing } from "../../requirements-home.ts";
import type { Rule } from "../../rule.ts";

export const missingLatency: Rule = {
  id: "nfr/missing-latency",
  severity: "warning",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "Users wait for an API or a flow, and no latency target is stated at all.",
    rationale: `How fast an answer has to be decides whether data is computed when it is written or when it is read, whether there is a
cache, and how many calls may follow one another. A target has a percentile: \`p99 <= 500 ms\` is about the slowest hundredth, which an average hides.`,
    failing: `system Shop
actor Buyer
api ShopApi { GET /item/ -> Item[] { paginated: true } }
entity Item { id uuid [pk] }
service Backend { serves: ShopApi }
Buyer -> Backend`,
    passing: `system Shop
requirements {
  latency Response p99 <= 500 ms
}
actor Buyer
api ShopApi { GET /item/ -> Item[] { paginated: true } }
entity Item { id uuid [pk] }
service Backend { serves: ShopApi }
Buyer -> Backend`,
    exception: `Nobody waits for an endpoint that answers before the work is done: state \`async: true\` on it or on its API.`,
  },
  check(context) {
    const { design, author } = context;
    const waiting = awaited(design);
    if (!isDesigned(design) || waiting === undefined || qualitiesOf(design, "latency").length > 0) return;
    reportMissing(
      context,
      `Users wait for ${quote(waiting)}, and no latency target says how long they may. State one with a percentile, such as \`latency Response p99 <= 500 ms\`.`,
      (home) =>
        snippetFix(author, "Add a latency target", home.add("latency ${1:Response} ${2|p99,p95,p50|} <= ${3:500 ms}")),
    );
  },
};
