import type { ComponentElement, EntityElement, FieldElement } from "../../../model/design.ts";
import { isDatabase } from "../../detect/components.ts";
import { incoming } from "../../detect/connections.ts";
import { storesOf } from "../../detect/entities.ts";
import { addAfter, addProperties, addValue } from "../../edits.ts";
import type { Fix } from "../../finding.ts";
import { fix, snippetFix } from "../../fixes.ts";
import { named, namedList } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import { numberOption, type Rule, type RuleContext } from "../../rule.ts";

export const blobInDatabase: Rule = {
  id: "data/blob-in-database",
  severity: "warning",
  fixable: true,
  graph: false,
  options: {
    kilobytes: { type: "number", default: 100, minimum: 0, doc: "From how many kilobytes on a blob is large." },
  },
  documentation: {
    summary: "A large blob is stored in a database only.",
    rationale: `Images and videos in a database fill its memory, its backups and its replication with bytes that it never looks into.
Object storage costs a tenth of that, and a content delivery network can serve them from it; the database keeps their address.`,
    failing: `entity Event {
  id uuid [pk]
  poster blob(200 KB)
}
service Backend { replicas: 2 }
sql_database Events { stores: Event, managed: true }
Backend -> Events`,
    passing: `entity Event {
  id uuid [pk]
  poster blob(200 KB)
}
service Backend { replicas: 2 }
sql_database Events { stores: Event, managed: true }
blob_storage Posters { stores: Event.poster }
Backend -> Events, Posters`,
    exception: `A few blobs that have to change in one transaction with their record may well stand in the database: raise the option
\`kilobytes\`, or suppress the rule at the field.`,
  },
  check(context) {
    const { design, facts, report } = context;
    const limit = numberOption(context, blobInDatabase, "kilobytes") * 1000;
    for (const entity of design.all("entity")) {
      for (const field of entity.fields) {
        if (field.fieldType !== "blob") continue;
        const size = facts.evaluation.fieldSize(field)?.value.toNumber();
        if (size === undefined || size < limit) continue;
        const stores = storesOf(design, entity).filter(({ fields }) => !fields || fields.includes(field));
        const databases = stores.map(({ component }) => component).filter((component) => isDatabase(component));
        const [database] = databases;
        if (
          !database ||
          databases.length < stores.filter(({ component }) => component.kind.base.name !== "cache").length
        )
          continue;
        report({
          message: `${named(field)} is large, and only ${namedList(databases)} ${databases.length === 1 ? "stores" : "store"} it, whose memory and backups it fills. Keep it in a \`blob_storage\`, and its address in the database.`,
          place: placeOf(field),
          fixes: fixes(context, entity, field, database),
        });
      }
    }
  },
};

function fixes(
  { design, author }: RuleContext,
  entity: EntityElement,
  field: FieldElement,
  database: ComponentElement,
): readonly Fix[] {
  const reference = `${entity.id}.${field.name}`;
  const files = design.all("component").find(({ kind }) => kind.base.name === "blob_storage");
  if (files) {
    const stores = files.properties.get("stores");
    const edits = stores
      ? addValue(stores, reference)
      : addProperties(author, files.origin, files.node, [`stores: ${reference}`]);
    return fix(`Store it in ${named(files)}`, edits);
  }
  const caller = incoming(design, database)[0]?.from.id;
  const lines = [`blob_storage \${1:Blobs} { stores: ${reference} }`, ...(caller ? [`${caller} -> \${1:Blobs}`] : [])];
  const statement = database.origin.chunk.statement;
  const edits = statement && addAfter(author, database.origin, statement, lines);
  return snippetFix(author, "Add a blob storage for it", edits);
}
