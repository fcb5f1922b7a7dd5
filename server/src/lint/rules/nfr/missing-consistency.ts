import { propertyOf } from "../../../model/access.ts";
import type { Design, Element } from "../../../model/design.ts";
import { isDatabase } from "../../detect/components.ts";
import { storages } from "../../detect/entities.ts";
import { anyStates, isDesigned, qualitiesOf } from "../../detect/requirements.ts";
import { snippetFix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { reportMissing } from "../../requirements-home.ts";
import type { Rule } from "../../rule.ts";

/** What holds records that could be read while stale: a database, else a stored entity. */
function keeper(design: Design): Element | undefined {
  return (
    design.all("component").find((component) => isDatabase(component)) ??
    design.all("entity").find((entity) => storages(design).has(entity.key))
  );
}

/** Whether a store already says what its reads may see. */
function chosenByStore(design: Design): boolean {
  return design.all("component").some((component) => propertyOf(design, component, "consistency") !== undefined);
}

export const missingConsistency: Rule = {
  id: "nfr/missing-consistency",
  severity: "warning",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "Data is kept, and nothing chooses between consistency and availability, for the whole or for a part.",
    rationale: `When the network splits, a store either answers with what may be old or does not answer (the CAP theorem). Which of the two
is right depends on the data: a seat must not be sold twice, a view count may lag. The choice decides the database, its
replication, and whether a cache may stand in front of it.`,
    failing: `system Shop
entity Order { id uuid [pk] }
service Backend { replicas: 2 }
sql_database Orders { stores: Order }
Backend -> Orders`,
    passing: `system Shop
requirements {
  consistency NoDoubleSale = strong for Order
}
entity Order { id uuid [pk] }
service Backend { replicas: 2 }
sql_database Orders { stores: Order }
Backend -> Orders`,
    exception: `Where the data never changes once it is written, any copy is right: say so with \`consistency Any = eventual\`, or
\`prefers: availability\` in the body of another requirement.`,
  },
  check(context) {
    const { design, author } = context;
    const store = keeper(design);
    if (!store || !isDesigned(design)) return;
    if (qualitiesOf(design, "consistency").length > 0 || anyStates(design, "prefers") || chosenByStore(design)) return;
    reportMissing(
      context,
      `${named(store)} keeps data, and nothing says what a read may see after a write or which to give up in a network partition, consistency or availability. State it, for the whole or for parts, such as \`consistency Fresh = strong for …\`.`,
      (home) =>
        snippetFix(
          author,
          "Add a consistency requirement",
          home.add(
            "consistency ${1:Consistency} = ${2|strong,causal,read_your_writes,eventual|} { prefers: ${3|consistency,availability|} }",
          ),
        ),
    );
  },
};
