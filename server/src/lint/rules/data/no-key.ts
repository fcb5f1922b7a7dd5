import type { EntityElement, FieldElement } from "../../../model/design.ts";
import type { AuthorText } from "../../author-text.ts";
import { lineEnd, nextLine } from "../../author-text.ts";
import { insert } from "../../edits.ts";
import type { Edit, Fix } from "../../finding.ts";
import { fix } from "../../fixes.ts";
import { named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const noKey: Rule = {
  id: "data/no-key",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "An entity has fields, and none of them is its key.",
    rationale: `Without a key a record can be neither referred to nor found again, data can't be divided among shards, and a write that
is tried again makes a second record.`,
    failing: `entity Ticket {
  seat string(8)
  price decimal
}`,
    passing: `entity Ticket {
  id uuid [pk]
  seat string(8)
  price decimal
}`,
    exception: `Records that are only ever appended and scanned, such as a log, have a key in what they are sorted by: mark it, \`at timestamp [pk]\`.`,
  },
  check({ design, author, report }) {
    for (const entity of design.all("entity")) {
      if (entity.fields.length === 0 || entity.fields.some((field) => field.modifiers.has("pk"))) continue;
      report({
        message: `${named(entity)} has no key, so its records can't be referred to or found again. Mark the field that identifies one with \`[pk]\`.`,
        place: placeOf(entity),
        fixes: fixes(author, entity),
      });
    }
  },
};

function fixes(author: AuthorText, entity: EntityElement): readonly Fix[] {
  const candidate = entity.fields.find((field) => isKeyLike(entity, field));
  if (candidate) return fix(`Make ${quote(candidate.name)} the key`, markAsKey(candidate));
  return fix("Add the key `id uuid`", addKey(author, entity));
}

function isKeyLike(entity: EntityElement, field: FieldElement): boolean {
  const name = field.name.toLowerCase();
  const own = entity.name.toLowerCase();
  if (field.list || field.nullable || field.entity) return false;
  return name === "id" || name === "key" || name === "uuid" || name === `${own}_id` || name === `${own}id`;
}

/** `name type [pk]`, before the modifiers that are there. */
function markAsKey({ node, origin }: FieldElement): readonly Edit[] {
  const [first] = node.modifiers;
  if (first) return insert(origin, first.start, "pk, ");
  return insert(origin, (node.fieldType ?? node.name).end, " [pk]");
}

/** A field before the others, on a line of its own where they stand on lines of their own. */
function addKey(author: AuthorText, entity: EntityElement): readonly Edit[] | undefined {
  const [first] = entity.fields;
  const body = entity.node.body;
  if (!first || !body) return undefined;
  const { uri, chunk } = entity.origin;
  const text = author.of(uri);
  const start = chunk.start + first.node.start;
  const open = chunk.start + body.start;
  const ownLine = lineEnd(text, open) < start && nextLine(text, open) <= start;
  const apart = ownLine ? author.newline(uri) + author.indentationAt(uri, start) : "; ";
  return insert(first.origin, first.node.start, `id uuid [pk]${apart}`);
}
