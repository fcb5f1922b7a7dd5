import type { Facts } from "../../../analysis/facts.ts";
import { propertyOf } from "../../../model/access.ts";
import type { ComponentElement, Design, EntityElement, QualityElement } from "../../../model/design.ts";
import { isPersistent, takeover } from "../../detect/components.ts";
import { storedBy, storesOf } from "../../detect/entities.ts";
import { nodeOf } from "../../detect/figures.ts";
import { covers, qualitiesOf } from "../../detect/requirements.ts";
import { addProperties, setValues } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named, namedList } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

const COPIES = 3;

export const replicationTooLow: Rule = {
  id: "data/replication-too-low",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "There is one copy of data for which a durability target is stated.",
    rationale: `A disk fails in one to two percent of all years, so one copy keeps no promise of more nines than that. Copies on other
machines do, and a backup limits what is lost when something deletes them all.`,
    failing: `requirements { durability KeepSales >= 99.999999999% for Ticket }
entity Ticket { id uuid [pk] }
service Backend { replicas: 2 }
sql_database Tickets { stores: Ticket, backup: true }
Backend -> Tickets`,
    passing: `requirements { durability KeepSales >= 99.999999999% for Ticket }
entity Ticket { id uuid [pk] }
service Backend { replicas: 2 }
sql_database Tickets { stores: Ticket, backup: true, replicas: 3, replication: sync, failover: automatic }
Backend -> Tickets`,
    exception: `A store that keeps several copies of itself is \`managed: true\`. Data of which another store has a whole copy, such as a
search index, is not reported.`,
  },
  check({ design, facts, author, report }) {
    const durable = qualitiesOf(design, "durability");
    if (durable.length === 0) return;
    for (const component of design.all("component")) {
      if (!isPersistent(component) || !hasOneCopy(facts, component)) continue;
      const covered = (storedBy(design).get(component.key) ?? []).flatMap(({ entity }) => {
        const quality = durable.find((each) => covers(design, each, entity) || covers(design, each, component));
        return quality && isOnlyHere(design, facts, entity, component) ? [{ entity, quality }] : [];
      });
      const [first] = covered;
      if (!first) continue;
      const node = nodeOf(facts, component);
      const why = node?.replicasAreShards
        ? "its replicas are shards, each with data of its own"
        : node?.replicasStated
          ? "it has one instance"
          : "it states no replicas";
      const replicas = component.properties.get("replicas");
      const entries = [
        ...(replicas || node?.replicasAreShards ? [] : [`replicas: ${COPIES}`]),
        ...(component.properties.has("replication") ? [] : ["replication: sync"]),
        ...takeover(node),
      ];
      const edits = [
        ...(entries.length > 0 ? (addProperties(author, component.origin, component.node, entries) ?? []) : []),
        ...(replicas && !node?.replicasAreShards ? setValues(replicas, String(COPIES)) : []),
      ];
      report({
        message: `${named(component)} holds the only copy of ${namedList(covered.map(({ entity }) => entity))}, and ${named(first.quality)} promises that it is not lost: ${why}. State \`replicas: ${COPIES}\` and \`replication\`, or \`managed: true\` if its provider keeps copies.`,
        place: placeOf(component),
        related: relatedTo(covered.map(({ quality }) => quality)),
        fixes: fix(`Keep ${COPIES} copies`, edits),
      });
    }
  },
};

function relatedTo(qualities: readonly QualityElement[]) {
  return [...new Set(qualities)].map((quality) => ({
    place: placeOf(quality),
    message: `${named(quality)} is stated here`,
  }));
}

function hasOneCopy(facts: Facts, component: ComponentElement): boolean {
  const node = nodeOf(facts, component);
  if (!node || node.redundant) return false;
  return node.replicasAreShards || node.replicas === 1;
}

/** Whether no other store keeps the whole entity, in several copies or from which this one is filled. */
function isOnlyHere(design: Design, facts: Facts, entity: EntityElement, component: ComponentElement): boolean {
  const others = storesOf(design, entity).filter(
    (storage) => storage.component !== component && !storage.fields && isPersistent(storage.component),
  );
  if (others.some((storage) => !hasOneCopy(facts, storage.component))) return false;
  // Of two single copies the one that states a replication, or comes first, is the original.
  return others.length === 0 || propertyOf(design, component, "replication") !== undefined;
}
