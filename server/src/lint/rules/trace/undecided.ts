import { propertyOf, word } from "../../../model/access.ts";
import { list, titled } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

/** States of a decision in which nothing is to be chosen any more. */
const OVER: ReadonlySet<string> = new Set(["superseded", "rejected"]);

export const undecided: Rule = {
  id: "trace/undecided",
  severity: "information",
  fixable: false,
  graph: false,
  documentation: {
    summary: "A decision names no choice, or no reason for it.",
    rationale: `A decision is worth writing down for its reason: without one it will be taken again by the next who reads it, and without a
choice it has not been taken.`,
    failing: `decision Storage "Which database?" {
  option Sql "PostgreSQL"
  option Wide "Cassandra"
  chosen: Sql
}`,
    passing: `decision Storage "Which database?" {
  option Sql "PostgreSQL"
  option Wide "Cassandra"
  chosen: Sql
  because: "Orders need transactions"
}`,
    exception: `A decision that is no longer to be taken has the \`status\` \`rejected\` or \`superseded\`.`,
  },
  check({ design, report }) {
    for (const decision of design.all("decision")) {
      if (OVER.has(word(design, decision, "status") ?? "")) continue;
      const missing = [
        ...(propertyOf(design, decision, "chosen")?.values.length ? [] : ["no choice"]),
        ...(propertyOf(design, decision, "because")?.values.length ? [] : ["no reason"]),
      ];
      if (missing.length === 0) continue;
      const fields = missing.map((what) => (what === "no choice" ? "`chosen`" : "`because`"));
      report({
        message: `The decision ${titled(decision)} names ${list(missing)}, so it will be taken again by the next reader. State ${list(fields)}.`,
        place: placeOf(decision),
      });
    }
  },
};
