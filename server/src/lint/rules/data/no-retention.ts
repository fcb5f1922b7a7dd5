import { propertyOf } from "../../../model/access.ts";
import { addProperties } from "../../edits.ts";
import { snippetFix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOfProperty } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const noRetention: Rule = {
  id: "data/no-retention",
  severity: "information",
  fixable: true,
  graph: false,
  documentation: {
    summary: "An entity grows, and nothing says how long its records are kept.",
    rationale: `What grows and is never deleted fills every store in the end. How long a record is kept decides how much storage is
needed, and for personal data the law asks. Without a retention five years are counted.`,
    failing: `entity Ticket {
  id uuid [pk]
  grows: 75k/day
}`,
    passing: `entity Ticket {
  id uuid [pk]
  grows: 75k/day
  retention: 5 years
}`,
    exception: `What is kept for ever has a horizon all the same: state the one that the storage is planned for, \`retention: 10 years\`.`,
  },
  check({ design, facts, author, report }) {
    for (const entity of design.all("entity")) {
      const grows = propertyOf(design, entity, "grows");
      if (!grows || propertyOf(design, entity, "retention")) continue;
      if ((facts.evaluation.number(entity, "grows") ?? 1) <= 0) continue;
      const edits = addProperties(author, entity.origin, entity.node, ["retention: ${1:5 years}"], "end");
      report({
        message: `${named(entity)} grows, and nothing says how long a record is kept; five years are counted meanwhile. State its \`retention\`.`,
        place: placeOfProperty(grows),
        fixes: snippetFix(author, "Add a retention", edits),
      });
    }
  },
};
