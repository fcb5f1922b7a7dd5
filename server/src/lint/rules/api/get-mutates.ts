import { propertyOf, targets } from "../../../model/access.ts";
import { leavesTraces } from "../../detect/apis.ts";
import { named, namedList } from "../../messages.ts";
import { placeOfProperty } from "../../places.ts";
import type { Rule } from "../../rule.ts";

const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD"]);

export const getMutates: Rule = {
  id: "api/get-mutates",
  severity: "warning",
  fixable: false,
  graph: false,
  documentation: {
    summary: "A GET or HEAD states that it writes.",
    rationale: `Browsers fetch ahead, proxies answer from a cache, crawlers follow every link, and all of them may repeat a GET at will
(RFC 9110 calls it safe). A change that hangs on it happens too often, or not at all.`,
    failing: `entity Event { id uuid [pk] }
api Events { GET /event/{id}/cancel -> Event { writes: Event } }`,
    passing: `entity Event { id uuid [pk] }
api Events { POST /event/{id}/cancel -> Event { writes: Event } }`,
    exception: `A trace that a request leaves may well be left by a GET: entities whose names say so (\`ClickEvent\`, \`AuditLog\`, \`View\`)
are not reported. For others, record it by an endpoint of its own, or suppress the rule with that reason.`,
  },
  check({ design, report }) {
    for (const endpoint of design.all("endpoint")) {
      const writes = SAFE.has(endpoint.verb) ? propertyOf(design, endpoint, "writes") : undefined;
      const entities = writes ? targets(design, endpoint, "writes", "entity") : [];
      if (!writes || entities.length === 0 || leavesTraces(design, endpoint)) continue;
      report({
        message: `${named(endpoint)} is a ${endpoint.verb} and writes ${namedList(entities)}: caches answer it without you, and crawlers call it at will. Use POST, PUT, PATCH or DELETE.`,
        place: placeOfProperty(writes),
      });
    }
  },
};
