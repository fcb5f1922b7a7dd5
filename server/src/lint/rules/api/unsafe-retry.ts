import { propertyOf, targetKeys, targets } from "../../../model/access.ts";
import type { Design, EndpointElement } from "../../../model/design.ts";
import { endpointFlag, endpointsOf, mutates } from "../../detect/apis.ts";
import { links } from "../../detect/connections.ts";
import { figure } from "../../detect/figures.ts";
import { addProperties } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf, placeOfProperty } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const unsafeRetry: Rule = {
  id: "api/unsafe-retry",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A POST is tried again, and doing it twice is not the same as doing it once.",
    rationale: `When an answer is lost, the caller can't know whether the work was done. Trying again is right only if the second time
changes nothing: with a key that the caller chooses for each request, the server recognises it (\`idempotent: true\`).
Otherwise the card is charged twice.`,
    failing: `entity Order { id uuid [pk] }
api Shop {
  POST /order/ as Buy { writes: Order, retryable: true }
}`,
    passing: `entity Order { id uuid [pk] }
api Shop {
  POST /order/ as Buy { writes: Order, retryable: true, idempotent: true }
}`,
    exception: `A POST that only asks, such as a search with a long query: state what it \`reads\`.`,
  },
  check({ design, facts, author, report }) {
    const fixes = (endpoint: EndpointElement) => {
      const edits = addProperties(author, endpoint.origin, endpoint.node, ["idempotent: true"]);
      return fix(`Make ${named(endpoint)} idempotent`, edits);
    };
    const said = new Set<EndpointElement>();
    for (const endpoint of design.all("endpoint")) {
      if (!isRisky(design, endpoint) || endpointFlag(design, endpoint, "retryable") !== true) continue;
      said.add(endpoint);
      report({
        message: `Clients may try ${named(endpoint)} again, and nothing says that doing it twice is harmless. Let it recognise a repeated request and state \`idempotent: true\`, or leave out \`retryable\`.`,
        place: placeOf(endpoint),
        fixes: fixes(endpoint),
      });
    }
    for (const { connection, to } of links(design).all) {
      const retries = propertyOf(design, connection, "retries");
      if (!retries || figure(facts, connection, "retries") === 0 || to.class !== "component") continue;
      const endpoint = called(
        design,
        targetKeys(design, connection, "for"),
        targets(design, to, "serves", "api").flatMap((api) => endpointsOf(design).get(api.key) ?? []),
      ).find((each) => isRisky(design, each));
      if (!endpoint || said.has(endpoint)) continue;
      said.add(endpoint);
      report({
        message: `This call is tried again, and doing ${named(endpoint)} twice is not known to be harmless. Let it recognise a repeated request and state \`idempotent: true\`, or leave out \`retries\`.`,
        place: placeOfProperty(retries),
        related: [{ place: placeOf(endpoint), message: `${named(endpoint)} is declared here` }],
        fixes: fixes(endpoint),
      });
    }
  },
};

/** Whether repeating an endpoint may do harm: by their definition PUT and DELETE may be repeated. */
function isRisky(design: Design, endpoint: EndpointElement): boolean {
  if (endpoint.verb !== "POST" && endpoint.verb !== "PATCH") return false;
  return mutates(design, endpoint) && endpointFlag(design, endpoint, "idempotent") !== true;
}

/** The endpoints that a connection is for; all of its server's without a `for`. */
function called(
  design: Design,
  keys: readonly string[],
  endpoints: readonly EndpointElement[],
): readonly EndpointElement[] {
  if (keys.length === 0) return endpoints;
  return endpoints.filter(
    (endpoint) =>
      keys.includes(endpoint.key) ||
      keys.includes(endpoint.parent ?? "") ||
      targetKeys(design, endpoint, "satisfies").some((key) => keys.includes(key)),
  );
}
