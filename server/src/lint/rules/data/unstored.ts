import type { ComponentElement, EntityElement } from "../../../model/design.ts";
import { isCache, isDatabase, isPersistent } from "../../detect/components.ts";
import { storesOf } from "../../detect/entities.ts";
import { addProperties, addValue } from "../../edits.ts";
import type { Fix } from "../../finding.ts";
import { fix } from "../../fixes.ts";
import { list, named, namedList } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

/** Stores that are offered in fixes. */
const MOST_OFFERED = 3;

export const unstored: Rule = {
  id: "data/unstored",
  severity: "warning",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "No component stores an entity, though the design has stores.",
    rationale: `Where an entity is kept decides how large and how busy that store is, whether the data survives the loss of a machine, and
whether it is encrypted. An entity that is kept nowhere takes part in none of these figures.`,
    failing: `entity Event { id uuid [pk] }
entity Ticket { id uuid [pk] }
service Backend { replicas: 2 }
sql_database Main { stores: Event }
Backend -> Main`,
    passing: `entity Event { id uuid [pk] }
entity Ticket { id uuid [pk] }
service Backend { replicas: 2 }
sql_database Main { stores: Event, Ticket }
Backend -> Main`,
    exception: `An entity that only travels in messages is stored by the queue or stream that holds it: \`stream Clicks { stores: Click }\`.
One that another company keeps is stored by the \`external\` component.`,
  },
  check(context) {
    const { design, report } = context;
    const stores = design.all("component").filter((component) => isPersistent(component));
    if (stores.length === 0) return;
    const missing = design.all("entity").filter((entity) => storesOf(design, entity).length === 0);
    const [first] = missing;
    if (!first) return;
    const nothing = missing.length === design.all("entity").length;
    if (nothing && missing.length > 1) {
      // Nothing is assigned yet: one finding says so better than one for each entity.
      report({
        message: `No store says what it keeps, so nothing is known of how large or how busy it is. State \`stores: ${list(missing.map(({ name }) => name)).replace(" and ", ", ")}\` on ${namedList(stores, "or")}.`,
        place: placeOf(first),
        fixes: fixes(context, missing, stores),
      });
      return;
    }
    for (const entity of missing) {
      report({
        message: `No component stores ${named(entity)}, so its size and load count nowhere. Add it to the \`stores\` of ${namedList(stores, "or")}.`,
        place: placeOf(entity),
        fixes: fixes(context, [entity], stores),
      });
    }
  },
};

function fixes(
  { author }: RuleContext,
  entities: readonly EntityElement[],
  stores: readonly ComponentElement[],
): readonly Fix[] {
  const names = entities.map((entity) => entity.id).join(", ");
  const ranked = stores.toSorted((a, b) => Number(isDatabase(b)) - Number(isDatabase(a)));
  return ranked
    .filter((store) => !isCache(store))
    .slice(0, MOST_OFFERED)
    .flatMap((store) => {
      const stated = store.properties.get("stores");
      const edits = stated
        ? addValue(stated, names)
        : addProperties(author, store.origin, store.node, [`stores: ${names}`]);
      return fix(`Store ${entities.length === 1 ? `\`${names}\`` : "them"} in ${named(store)}`, edits);
    });
}
