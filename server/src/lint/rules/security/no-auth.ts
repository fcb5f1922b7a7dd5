import type { ApiElement, Design, EndpointElement } from "../../../model/design.ts";
import { endpointProperty, endpointsOf, isPublicApi, leavesTraces, mutates } from "../../detect/apis.ts";
import { authenticates, wayTo } from "../../detect/routes.ts";
import { addProperties } from "../../edits.ts";
import type { Fix } from "../../finding.ts";
import { fix } from "../../fixes.ts";
import { count, named, namedList } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

/** What people do before anybody can know who they are. */
const BEFORE_LOGIN = /log_?-?in|sign_?-?(in|up)|regist(er|ration)|oauth|password|verif(y|ication)|webhook|callback/i;

export const noAuth: Rule = {
  id: "security/no-auth",
  severity: "warning",
  fixable: true,
  graph: true,
  documentation: {
    summary: "Outsiders reach an endpoint that changes data, and nothing asks who they are.",
    rationale: `Everything that can be reached from the internet is found and tried within hours. What changes data needs to know on whose
behalf, at the endpoint itself (\`auth: Buyer\`) or on the way to it: at a gateway with the duty of authentication.`,
    failing: `actor Buyer
entity Order { id uuid [pk] }
api Shop { rate_limit: 10 req/s; POST /order/ as Buy { writes: Order } }
service Backend { serves: Shop, replicas: 2 }
Buyer -> Backend { protocol: https }`,
    passing: `actor Buyer
entity Order { id uuid [pk] }
api Shop { rate_limit: 10 req/s; POST /order/ as Buy { writes: Order, auth: Buyer } }
service Backend { serves: Shop, replicas: 2 }
Buyer -> Backend { protocol: https }`,
    exception: `What anybody may do, such as shortening a link anonymously: \`auth: none\` says that it is meant. Endpoints for logging in
and registering are not reported.`,
  },
  check(context) {
    const { design, report } = context;
    for (const api of design.all("api")) {
      if (!isPublicApi(design, api)) continue;
      const open = (endpointsOf(design).get(api.key) ?? []).filter((endpoint) => isOpen(design, endpoint));
      const [first] = open;
      if (!first || authenticates(design, wayTo(design, api))) continue;
      if (open.length > 1) {
        report({
          message: `Outsiders reach ${count(open.length, "endpoint")} of ${named(api)} that change data, and nothing asks who they are: ${namedList(open)}. State \`auth\` on them or on the API, or the duty \`authentication\` on a gateway.`,
          place: placeOf(api),
          related: open.map((endpoint) => ({ place: placeOf(endpoint), message: `${named(endpoint)} changes data` })),
          fixes: fixes(context, api),
        });
      } else {
        report({
          message: `Outsiders reach ${named(first)}, which changes data, and nothing asks who they are. State who may, \`auth: …\`, or \`auth: none\` if anybody may.`,
          place: placeOf(first),
          fixes: fixes(context, first),
        });
      }
    }
  },
};

function isOpen(design: Design, endpoint: EndpointElement): boolean {
  if (endpoint.verb === "publish" || endpoint.verb === "subscribe" || !mutates(design, endpoint)) return false;
  if (endpointProperty(design, endpoint, "auth") || leavesTraces(design, endpoint)) return false;
  return !BEFORE_LOGIN.test(`${endpoint.name} ${endpoint.route ?? ""}`);
}

function fixes({ author }: RuleContext, element: EndpointElement | ApiElement): readonly Fix[] {
  const edits = addProperties(author, element.origin, element.node, ["auth: required"]);
  return fix(`Require authentication of ${named(element)}`, edits);
}
