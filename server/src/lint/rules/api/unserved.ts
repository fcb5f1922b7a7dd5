import type { ApiElement, ComponentElement } from "../../../model/design.ts";
import { endpointsOf, serversOf } from "../../detect/apis.ts";
import { isCompute } from "../../detect/components.ts";
import { addProperties, addValue } from "../../edits.ts";
import type { Fix } from "../../finding.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

const MOST_OFFERED = 3;

export const unserved: Rule = {
  id: "api/unserved",
  severity: "error",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "No component serves an API, though there are components.",
    rationale: `An API is answered by something. As long as nothing serves it, its load reaches nobody, and a failure of the component that
you have in mind harms none of its requirements.`,
    failing: `entity Event { id uuid [pk] }
api Events { GET /event/{id} -> Event }
service Backend { replicas: 2 }
sql_database Main { stores: Event, managed: true }
Backend -> Main`,
    passing: `entity Event { id uuid [pk] }
api Events { GET /event/{id} -> Event }
service Backend { serves: Events, replicas: 2 }
sql_database Main { stores: Event, managed: true }
Backend -> Main`,
    exception: `An API of somebody else's system is served by its component: \`external Bank { serves: Payments }\`.`,
  },
  check(context) {
    const { design, report } = context;
    if (
      !design.all("component").some((component) => isCompute(component) || component.kind.base.name === "component")
    ) {
      return;
    }
    for (const api of design.all("api")) {
      if (serversOf(design, api).length > 0 || !endpointsOf(design).has(api.key)) continue;
      report({
        message: `No component serves ${named(api)}, so nothing answers its requests. State \`serves: ${api.name}\` on the component that does.`,
        place: placeOf(api),
        fixes: fixes(context, api),
      });
    }
  },
};

function fixes({ design, author }: RuleContext, api: ApiElement): readonly Fix[] {
  return design
    .all("component")
    .filter((component) => isCompute(component))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST_OFFERED)
    .flatMap((component) => {
      const serves = component.properties.get("serves");
      const edits = serves
        ? addValue(serves, api.id)
        : addProperties(author, component.origin, component.node, [`serves: ${api.id}`]);
      return fix(`Serve it from ${named(component)}`, edits);
    });
}

/** Services before others; sorting keeps the order of the text. */
function rank(component: ComponentElement): number {
  return component.kind.base.name === "service" ? 0 : component.kind.base.name === "function" ? 1 : 2;
}
