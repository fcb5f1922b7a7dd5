import { propertyOf } from "../../../model/access.ts";
import { addProperties } from "../../edits.ts";
import { snippetFix } from "../../fixes.ts";
import { titled } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const unmitigatedRisk: Rule = {
  id: "trace/unmitigated-risk",
  severity: "information",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A risk has no mitigation.",
    rationale: `Naming a risk is half of the work; the other half is what is done about it, even if that is to accept it.`,
    failing: `risk HotEvent "A popular event sells out in seconds"`,
    passing: `risk HotEvent "A popular event sells out in seconds" { mitigation: "a waiting room in front of the shop" }`,
    exception: `A risk that is accepted: \`mitigation: "accepted, it happens once a year"\`.`,
  },
  check({ design, author, report }) {
    for (const risk of design.all("risk")) {
      if (propertyOf(design, risk, "mitigation")?.values.length) continue;
      const edits = addProperties(author, risk.origin, risk.node, ['mitigation: "${1:What is done about it}"']);
      report({
        message: `Nothing is done about the risk ${titled(risk)}. State its \`mitigation\`, even if that is to accept it.`,
        place: placeOf(risk),
        fixes: snippetFix(author, "Add a mitigation", edits),
      });
    }
  },
};
