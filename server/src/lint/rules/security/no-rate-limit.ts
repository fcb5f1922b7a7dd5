import { propertyOf } from "../../../model/access.ts";
import { endpointsOf, isPublicApi } from "../../detect/apis.ts";
import { limitsRate, wayTo } from "../../detect/routes.ts";
import { addProperties } from "../../edits.ts";
import { snippetFix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const noRateLimit: Rule = {
  id: "security/no-rate-limit",
  severity: "warning",
  fixable: true,
  graph: true,
  documentation: {
    summary: "Outsiders reach an API, and nothing limits how often they call it.",
    rationale: `One script with a mistake in its loop makes more requests than all people together; passwords are guessed by trying. A limit
per caller, at the gateway or at the API, keeps one from taking the capacity of all.`,
    failing: `actor Buyer
entity Event { id uuid [pk] }
api Shop { GET /event/{id} -> Event }
service Backend { serves: Shop, replicas: 2 }
Buyer -> Backend { protocol: https }`,
    passing: `actor Buyer
entity Event { id uuid [pk] }
api Shop { rate_limit: 100 req/min; GET /event/{id} -> Event }
service Backend { serves: Shop, replicas: 2 }
Buyer -> Backend { protocol: https }`,
    exception: `A limit that something on the way keeps: state it there, as the duty \`rate_limiting\` of a gateway, or draw the
\`rate_limiter\`.`,
  },
  check({ design, author, report }) {
    for (const api of design.all("api")) {
      const endpoints = endpointsOf(design).get(api.key) ?? [];
      if (endpoints.length === 0 || !isPublicApi(design, api) || propertyOf(design, api, "rate_limit")) continue;
      if (endpoints.some((endpoint) => propertyOf(design, endpoint, "rate_limit"))) continue;
      if (limitsRate(design, wayTo(design, api))) continue;
      const edits = addProperties(author, api.origin, api.node, ["rate_limit: ${1:100 req/min}"]);
      report({
        message: `Outsiders reach ${named(api)}, and nothing limits how often one of them may call it. State a \`rate_limit\`, or the duty \`rate_limiting\` on what stands in front of it.`,
        place: placeOf(api),
        fixes: snippetFix(author, "Add a rate limit", edits),
      });
    }
  },
};
