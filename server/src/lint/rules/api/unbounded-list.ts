import type { Facts } from "../../../analysis/facts.ts";
import type { Key } from "../../../model/design.ts";
import { endpointProperty } from "../../detect/apis.ts";
import { addProperties } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

/** Parameters that bound a list: pages, limits, cursors, ranges of time. */
const BOUNDING =
  /^(page|pages|page_?size|page_?number|page_?token|limit|max|top|first|last|take|count|size|n|k|offset|skip|cursor|after|before|since|until|start|end|from|to|next|token|ids|range|window)(_|$)|_(limit|cursor|token|offset|ids)$|^(start|end)_?(time|date|at|hour|day)|(Time|Date|Limit|Cursor|Ids)$/i;

export const unboundedList: Rule = {
  id: "api/unbounded-list",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "An endpoint returns a list, and nothing bounds how long it is.",
    rationale: `A list grows with the data. The answer that took 20 ms in a test takes seconds in a year, and one client that asks for
everything takes the memory of all. Return pages, best with a cursor.`,
    failing: `entity Event { id uuid [pk] }
api Events { GET /event/ -> Event[] }`,
    passing: `entity Event { id uuid [pk] }
api Events { GET /event/ -> Event[] { paginated: true } }`,
    exception: `A list that can't be long, such as a person's addresses: \`paginated: false\` says that this is meant; so do \`rows\` of the
entity up to a thousand. A parameter such as
\`limit\`, \`page\`, \`cursor\` or \`since\` bounds a list, too.`,
  },
  check({ design, facts, author, report }) {
    for (const endpoint of design.all("endpoint")) {
      if (!endpoint.list || endpoint.verb === "publish" || endpoint.verb === "subscribe") continue;
      if (endpointProperty(design, endpoint, "paginated")) continue;
      const bounded = endpoint.parameters.some(({ name, place }) => place !== "path" && BOUNDING.test(name.text));
      if (bounded || isSized(endpoint.node.returns?.list) || isShort(facts, endpoint.returns?.target)) continue;
      const edits = addProperties(author, endpoint.origin, endpoint.node, ["paginated: true"]);
      report({
        message: `${named(endpoint)} returns a list of any length, which grows with the data until it takes too long. State \`paginated: true\`, or \`paginated: false\` if it can't be long.`,
        place: placeOf(endpoint),
        fixes: fix("Return it in pages", edits),
      });
    }
  },
};

/** So many records fit into one answer. */
const SHORT = 1000;

/** Whether there are few records, and no more to come. */
function isShort({ design, evaluation }: Facts, key: Key | undefined): boolean {
  const entity = design.get(key);
  if (entity?.class !== "entity" || entity.properties.has("grows")) return false;
  return (evaluation.number(entity, "rows") ?? Number.POSITIVE_INFINITY) <= SHORT;
}

/** `Event[20]` is bounded. */
function isSized(list: { readonly size?: number } | undefined): boolean {
  return list?.size !== undefined;
}
