import { propertyOf } from "../../../model/access.ts";
import { storedBy } from "../../detect/entities.ts";
import { figure } from "../../detect/figures.ts";
import { addProperties } from "../../edits.ts";
import { snippetFix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOfProperty } from "../../places.ts";
import type { Rule } from "../../rule.ts";
import { placeholder } from "../../snippet.ts";

export const shardingWithoutKey: Rule = {
  id: "data/sharding-without-key",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "Shards are stated, and nothing says by which field the data is divided.",
    rationale: `The key decides which queries stay on one shard and which have to ask them all, and whether a popular record overloads one
machine. It is the hard part of sharding, and can't be changed without moving the data.`,
    failing: `entity Ticket { id uuid [pk]; event_id uuid }
service Backend { replicas: 2 }
sql_database Tickets { stores: Ticket, shards: 4, replicas: 2, failover: automatic }
Backend -> Tickets`,
    passing: `entity Ticket { id uuid [pk]; event_id uuid }
service Backend { replicas: 2 }
sql_database Tickets { stores: Ticket, shards: 4, shard_by: Ticket.event_id, replicas: 2, failover: automatic }
Backend -> Tickets`,
    exception: `A store that divides its data by a hash of the key without being told: state the key, \`shard_by: Ticket.id\`.`,
  },
  check({ design, facts, author, report }) {
    for (const component of design.all("component")) {
      const shards = propertyOf(design, component, "shards");
      if (!shards || propertyOf(design, component, "shard_by")) continue;
      if ((figure(facts, component, "shards") ?? 2) <= 1) continue;
      const [stored] = storedBy(design).get(component.key) ?? [];
      const key = stored?.entity.fields.find((field) => field.modifiers.has("pk")) ?? stored?.entity.fields[0];
      const value = key ? `${stored?.entity.id}.${key.name}` : "Entity.field";
      const edits = addProperties(author, component.origin, component.node, [`shard_by: ${placeholder(1, value)}`]);
      report({
        message: `${named(component)} has shards, and nothing says by which field its data is divided, which decides what queries ask one shard and which ask all. State \`shard_by\`.`,
        place: placeOfProperty(shards),
        fixes: key ? snippetFix(author, "Add `shard_by`", edits) : [],
      });
    }
  },
};
