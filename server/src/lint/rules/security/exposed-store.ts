import { isDatabase } from "../../detect/components.ts";
import { links } from "../../detect/connections.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

/** Where analysts ask their questions themselves. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(["data_warehouse"]);

export const exposedStore: Rule = {
  id: "security/exposed-store",
  severity: "warning",
  fixable: false,
  graph: true,
  documentation: {
    summary: "An actor, or a client application, reaches a database directly.",
    rationale: `A database trusts its callers: who can connect can read and change more than one person's records, and every client is tied to
its schema. Put a service in between that knows who is asking.`,
    failing: `actor Buyer
sql_database Orders { managed: true }
Buyer -> Orders`,
    passing: `actor Buyer
service Shop { replicas: 2 }
sql_database Orders { managed: true }
Buyer -> Shop -> Orders`,
    exception: `People whose work it is to query data use a \`data_warehouse\`, which is not reported; object storage and content delivery
are made to be reached directly. A database that checks each caller's rights itself states \`auth\` on the connection.`,
  },
  check({ design, report }) {
    for (const { connection, from, to } of links(design).all) {
      if (to.class !== "component" || FOR_PEOPLE.has(to.kind.base.name)) continue;
      if (!isDatabase(to) && to.kind.base.name !== "cache") continue;
      const outside = from.class === "actor" || from.kind.base.name === "client";
      if (!outside || connection.properties.has("auth")) continue;
      report({
        message: `${named(from)} reaches ${named(to)}, a ${to.kind.base.label}, directly, and so every record in it. Put a service in between that checks who may see what, or state \`auth\` if the store does.`,
        place: placeOf(connection),
        related: [{ place: placeOf(to), message: `${named(to)} is declared here` }],
      });
    }
  },
};
