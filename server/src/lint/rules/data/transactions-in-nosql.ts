import { words } from "../../../model/access.ts";
import type {
  ComponentElement,
  Design,
  EndpointElement,
  EntityElement,
  QualityElement,
} from "../../../model/design.ts";
import { entitiesOf } from "../../detect/apis.ts";
import { storesOf } from "../../detect/entities.ts";
import { covers, qualitiesOf, targetWord } from "../../detect/requirements.ts";
import { named, namedList } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

/** Kinds that as a rule change one record at a time. */
const WITHOUT_TRANSACTIONS: ReadonlySet<string> = new Set([
  "document_database",
  "wide_column_database",
  "key_value_store",
  "time_series_database",
  "search_index",
  "blob_storage",
  "file_storage",
]);

/** Products of these kinds that do have transactions over several records. */
const TRANSACTIONAL =
  /mongo|dynamo|foundation|fauna|spanner|cosmos|firestore|couchbase|ravendb|fdb|tikv|aerospike|arango|marklogic/i;

export const transactionsInNosql: Rule = {
  id: "data/transactions-in-nosql",
  severity: "warning",
  fixable: false,
  graph: false,
  documentation: {
    summary: "Strong consistency is required of a change to several entities, in a store without transactions.",
    rationale: `Most stores that are not relational change one record at a time. A change of two entities can then be half done when a
machine fails in between, and readers see the half. Use a store with transactions, keep both in one record, or compensate (a saga).`,
    failing: `requirements { consistency Exact = strong for Booking }
entity Seat { id uuid [pk] }
entity Order { id uuid [pk] }
api Booking { POST /order/ as Book { writes: Seat, Order; idempotent: true } }
service Backend { serves: Booking, replicas: 2 }
wide_column_database Orders { stores: Seat, Order; managed: true }
Backend -> Orders`,
    passing: `requirements { consistency Exact = strong for Booking }
entity Seat { id uuid [pk] }
entity Order { id uuid [pk] }
api Booking { POST /order/ as Book { writes: Seat, Order; idempotent: true } }
service Backend { serves: Booking, replicas: 2 }
sql_database Orders { stores: Seat, Order; managed: true }
Backend -> Orders`,
    exception: `A product of such a kind that does have transactions: name it, \`technology: "MongoDB"\`.`,
  },
  check({ design, report }) {
    const strong = qualitiesOf(design, "consistency").filter((quality) => targetWord(quality) === "strong");
    if (strong.length === 0) return;
    const said = new Set<ComponentElement>();
    for (const endpoint of design.all("endpoint")) {
      const written = entitiesOf(design, endpoint, "writes");
      if (written.length < 2) continue;
      const quality = strong.find((each) => spans(design, each, endpoint, written));
      if (!quality) continue;
      for (const store of storesWithoutTransactions(design, written)) {
        if (said.has(store)) continue;
        said.add(store);
        report({
          message: `${named(quality)} requires strong consistency, ${named(endpoint)} changes ${namedList(written)} together, and ${named(store)}, a ${store.kind.base.label}, has no transactions over several records. Use a store that has, keep them in one record, or state the \`technology\` if it does.`,
          place: placeOf(store),
          related: [
            { place: placeOf(endpoint), message: `${named(endpoint)} writes ${namedList(written)}` },
            { place: placeOf(quality), message: `${named(quality)} requires strong consistency` },
          ],
        });
      }
    }
  },
};

/** Whether a requirement is about a change as a whole: its endpoint, or two of the entities that it changes. */
function spans(
  design: Design,
  quality: QualityElement,
  endpoint: EndpointElement,
  written: readonly EntityElement[],
): boolean {
  return covers(design, quality, endpoint) || written.filter((entity) => covers(design, quality, entity)).length > 1;
}

function storesWithoutTransactions(design: Design, entities: readonly EntityElement[]): readonly ComponentElement[] {
  const counts = new Map<ComponentElement, number>();
  for (const entity of entities) {
    for (const { component, fields } of storesOf(design, entity)) {
      if (!fields) counts.set(component, (counts.get(component) ?? 0) + 1);
    }
  }
  return [...counts].flatMap(([component, count]) => {
    if (count < 2 || !WITHOUT_TRANSACTIONS.has(component.kind.base.name)) return [];
    const product = `${component.title ?? ""} ${words(design, component, "technology").join(" ")}`;
    return TRANSACTIONAL.test(product) ? [] : [component];
  });
}
