import { propertyOf } from "../../../model/access.ts";
import type { ComponentElement, Design } from "../../../model/design.ts";
import { isDatabase, isManaged, isPersistent } from "../../detect/components.ts";
import { storedBy, storesOf } from "../../detect/entities.ts";
import { figure } from "../../detect/figures.ts";
import { addProperties } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named, namedList } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

/** Kinds that are filled from other stores, and rebuilt rather than restored. */
const DERIVED: ReadonlySet<string> = new Set(["search_index"]);
/** Seconds: what is kept for a week at most. */
const EPHEMERAL = 7 * 86_400;

export const noBackup: Rule = {
  id: "data/no-backup",
  severity: "warning",
  interview: "off",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A database that nobody else runs stores entities, and has no backup.",
    rationale: `Replicas guard against the loss of a machine. They follow every \`DELETE\` within milliseconds, so against a mistake, a bad
release or an attack only a copy helps that is kept elsewhere.`,
    failing: `entity Order { id uuid [pk] }
service Backend { replicas: 2 }
sql_database Orders { stores: Order, replicas: 3, failover: automatic }
Backend -> Orders`,
    passing: `entity Order { id uuid [pk] }
service Backend { replicas: 2 }
sql_database Orders { stores: Order, replicas: 3, failover: automatic, backup: true }
Backend -> Orders`,
    exception: `Data that is rebuilt from elsewhere when it is lost: \`backup: false\` says that there is none on purpose. What another
database stores as well, or is only kept for days, is not reported.`,
  },
  check({ design, facts, author, report }) {
    for (const component of design.all("component")) {
      if (!isDatabase(component) || DERIVED.has(component.kind.base.name) || isManaged(design, component)) continue;
      // What forgets by itself, or is forgotten within days, is not worth restoring.
      if (propertyOf(design, component, "backup") || propertyOf(design, component, "ttl")) continue;
      const originals = (storedBy(design).get(component.key) ?? [])
        .map(({ entity }) => entity)
        .filter((entity) => !storesOf(design, entity).some((storage) => isBackedUpBy(design, storage, component)))
        .filter((entity) => (figure(facts, entity, "retention") ?? Number.POSITIVE_INFINITY) > EPHEMERAL);
      if (originals.length === 0) continue;
      report({
        message: `${named(component)} stores ${namedList(originals)} without a backup: replicas repeat a mistaken delete at once. State \`backup: true\`, or \`backup: false\` if the data can be rebuilt.`,
        place: placeOf(component),
        fixes: fix("Add `backup: true`", addProperties(author, component.origin, component.node, ["backup: true"])),
      });
    }
  },
};

/** Whether another store keeps the whole entity, too. */
function isBackedUpBy(
  design: Design,
  storage: { readonly component: ComponentElement; readonly fields?: unknown },
  component: ComponentElement,
): boolean {
  if (storage.component === component || storage.fields || !isPersistent(storage.component)) return false;
  return propertyOf(design, storage.component, "backup") !== undefined || isManaged(design, storage.component);
}
