import { propertyOf } from "../../../model/access.ts";
import { personalFields } from "../../detect/entities.ts";
import { addProperties } from "../../edits.ts";
import { snippetFix } from "../../fixes.ts";
import { list, named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

const ANSWERS = ["retention", "residency", "legal_basis"] as const;

export const personalData: Rule = {
  id: "security/personal-data",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "Personal data states neither how long it is kept, nor where, nor on which legal basis.",
    rationale: `Laws such as the GDPR ask three things of whoever keeps personal data: why (the legal basis), for how long, and where. The
answers change the design: what is deleted after two years must be found again in every store, and what must stay in the EU can't be replicated elsewhere.`,
    failing: `entity Person {
  id uuid [pk]
  email string(80) [pii]
}`,
    passing: `entity Person {
  id uuid [pk]
  email string(80) [pii]
  retention: 2 years, legal_basis: contract
}`,
    exception: `Data that only looks personal, such as an address of a company: do not mark it \`[pii]\`.`,
  },
  check({ design, author, report }) {
    for (const entity of design.all("entity")) {
      const fields = personalFields(entity);
      if (fields.length === 0 || ANSWERS.some((name) => propertyOf(design, entity, name))) continue;
      const basis = "legal_basis: ${2|consent,contract,legal_obligation,legitimate_interests|}";
      const edits = addProperties(author, entity.origin, entity.node, ["retention: ${1:2 years}", basis], "end");
      report({
        message: `${named(entity)} holds personal data (${list(fields.map((field) => `\`${field.name}\``))}), and nothing says how long it is kept, where, or on which legal basis. State \`retention\`, \`residency\` or \`legal_basis\`.`,
        place: placeOf(entity),
        fixes: snippetFix(author, "Add a retention and a legal basis", edits),
      });
    }
  },
};
