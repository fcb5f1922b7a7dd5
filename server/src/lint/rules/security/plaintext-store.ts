import { isPersistent } from "../../detect/components.ts";
import { encryptsAtRest, readable } from "../../detect/encryption.ts";
import { delicateFields, storedBy } from "../../detect/entities.ts";
import { addProperties, addValue } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { list, named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const plaintextStore: Rule = {
  id: "security/plaintext-store",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "Personal or sensitive data is stored without encryption at rest.",
    rationale: `Disks are replaced, backups are copied, snapshots are shared by mistake. Encrypted, they are worth nothing to whoever finds
them; in plain text, each is a breach that has to be reported.`,
    failing: `entity Person { id uuid [pk]; email string(80) [pii]; retention: 2 years }
service Backend { replicas: 2 }
sql_database People { stores: Person, managed: true }
Backend -> People { encryption: in_transit }`,
    passing: `entity Person { id uuid [pk]; email string(80) [pii]; retention: 2 years }
service Backend { replicas: 2 }
sql_database People { stores: Person, managed: true, encryption: at_rest }
Backend -> People { encryption: in_transit }`,
    exception: `A store that its provider encrypts: state it all the same, \`encryption: at_rest\`. Fields that the application encrypts
itself are marked \`[encrypted]\`.`,
  },
  check({ design, author, report }) {
    for (const component of design.all("component")) {
      if (!isPersistent(component) || encryptsAtRest(design, component)) continue;
      const stored = storedBy(design).get(component.key) ?? [];
      const fields = stored.flatMap(({ entity, fields: kept }) =>
        readable(delicateFields(entity)).filter((field) => !kept || kept.includes(field)),
      );
      if (fields.length === 0) continue;
      const stated = component.properties.get("encryption");
      const none = stated?.values.some(({ word }) => word === "none");
      const edits =
        stated && !none
          ? addValue(stated, "at_rest")
          : addProperties(author, component.origin, component.node, ["encryption: at_rest"]);
      report({
        message: `${named(component)} stores ${list(fields.map((field) => named(field)))} in plain text, so every lost disk or backup is a breach. State \`encryption: at_rest\`.`,
        place: placeOf(component),
        related: fields.slice(0, 5).map((field) => ({
          place: placeOf(field),
          message: `${named(field)} is ${field.modifiers.has("pii") ? "personal" : "sensitive"}`,
        })),
        fixes: none ? [] : fix("Encrypt it at rest", edits),
      });
    }
  },
};
