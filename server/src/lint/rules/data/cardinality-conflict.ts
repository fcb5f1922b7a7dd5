import type { Design, EntityElement, FieldElement, RelationElement } from "../../../model/design.ts";
import type { Cardinality } from "../../../syntax/tree.ts";
import { perDesign, push } from "../../detect/per-design.ts";
import { named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

interface Bond {
  readonly relation: RelationElement;
  readonly from: EntityElement;
  readonly to: EntityElement;
}

export const cardinalityConflict: Rule = {
  id: "data/cardinality-conflict",
  severity: "error",
  fixable: false,
  graph: false,
  documentation: {
    summary: "A relation contradicts the field that it stands for, or another relation.",
    rationale: `\`Event 1--* Ticket\` says that each ticket has exactly one event. A field \`event_id uuid? -> Event\` says that a ticket may
have none: one of the two is wrong, and whoever writes the schema will guess which.`,
    failing: `entity Event { id uuid [pk] }
entity Ticket { id uuid [pk]; event_id uuid? -> Event }
relation Event 1--* Ticket "has"`,
    passing: `entity Event { id uuid [pk] }
entity Ticket { id uuid [pk]; event_id uuid -> Event }
relation Event 1--* Ticket "has"`,
    exception: `Two relations of one pair that mean different things (\`"reserves"\`, \`"buys"\`) do not contradict each other when their titles
differ; a pair with several fields between it is not compared.`,
  },
  check(context) {
    const { design } = context;
    for (const bonds of bondsByPair(design).values()) {
      compareRelations(context, bonds);
      const [bond] = bonds;
      if (!bond || bonds.length > 1 || bond.from === bond.to) continue;
      const fields = [...references(bond.to, bond.from), ...references(bond.from, bond.to)];
      const [field] = fields;
      if (field && fields.length === 1) compareField(context, bond, field);
    }
  },
};

const bondsByPair = perDesign((design: Design) => {
  const found = new Map<string, Bond[]>();
  for (const relation of design.all("relation")) {
    const from = design.get(relation.from?.target);
    const to = design.get(relation.to?.target);
    if (from?.class !== "entity" || to?.class !== "entity") continue;
    push(found, [from.key, to.key].sort().join(" "), { relation, from, to });
  }
  return found;
});

function references(from: EntityElement, to: EntityElement): readonly FieldElement[] {
  return from.fields.filter((field) => field.entity?.target === to.key);
}

/** Two relations of one pair and one meaning have to agree. */
function compareRelations({ report }: RuleContext, bonds: readonly Bond[]): void {
  for (const [index, bond] of bonds.entries()) {
    const earlier = bonds.slice(0, index).find(({ relation }) => relation.title === bond.relation.title);
    if (!earlier) continue;
    const { node } = bond.relation;
    const other = earlier.relation.node;
    const turned = earlier.from !== bond.from;
    const ends = turned ? [other.toCardinality, other.fromCardinality] : [other.fromCardinality, other.toCardinality];
    if (same(node.fromCardinality, ends[0]) && same(node.toCardinality, ends[1])) continue;
    report({
      message: `This relation of ${named(bond.from)} and ${named(bond.to)} contradicts an earlier one. Correct one of them, or give them titles that tell them apart.`,
      place: placeOf(bond.relation),
      related: [{ place: placeOf(earlier.relation), message: "The earlier relation" }],
    });
  }
}

function same(some: Cardinality | undefined, other: Cardinality | undefined): boolean {
  return !some || !other || (some.min === other.min && some.max === other.max);
}

/** Whether no two records have the same value. */
function isUnique({ fields }: EntityElement, field: FieldElement): boolean {
  const isKey = ({ modifiers }: FieldElement): boolean => modifiers.has("pk");
  return field.modifiers.has("unique") || (isKey(field) && fields.filter(isKey).length === 1);
}

/** The field of the one entity says how many of the other belong to each of its records. */
function compareField({ report }: RuleContext, { relation, from, to }: Bond, field: FieldElement): void {
  const inTo = field.parent === to.key;
  const holder = inTo ? to : from;
  const other = inTo ? from : to;
  const end = inTo ? relation.node.fromCardinality : relation.node.toCardinality;
  if (!end) return;
  const opposite = inTo ? relation.node.toCardinality : relation.node.fromCardinality;
  const each = `each ${quote(holder.name)}`;
  const conflict = field.list
    ? end.max === 1
      ? `lets ${each} have many ${quote(other.name)}, and the relation at most one`
      : undefined
    : end.max !== 1
      ? `lets ${each} have one ${quote(other.name)}, and the relation many`
      : isUnique(holder, field) && opposite && opposite.max !== 1
        ? `is unique, so that each ${quote(other.name)} has at most one ${quote(holder.name)}, and the relation says many`
        : field.nullable && end.min > 0
          ? `lets ${each} have no ${quote(other.name)} (\`?\`), and the relation says that it has one`
          : !field.nullable && end.min === 0
            ? `says that ${each} has one ${quote(other.name)}, and the relation that it may have none (\`0..1\`)`
            : undefined;
  if (!conflict) return;
  report({
    message: `The field ${named(field)} ${conflict}. Correct the one or the other.`,
    place: placeOf(relation),
    related: [{ place: placeOf(field), message: `${named(field)} is declared here` }],
  });
}
