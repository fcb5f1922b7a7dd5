import type { Element } from "../../../model/design.ts";
import { insert } from "../../edits.ts";
import { snippetFix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";
import { placeholder } from "../../snippet.ts";

const TITLED = ["actor", "component", "requirement", "api", "domain", "flow", "decision", "question", "risk"] as const;

export const missingTitle: Rule = {
  id: "style/missing-title",
  severity: "off",
  fixable: true,
  graph: false,
  documentation: {
    summary: "An element has a name and no title.",
    rationale: `Names are what the design refers to, titles are what people read in drawings and reports: \`service Backend "Ticket service"\`.`,
    failing: `service Backend`,
    passing: `service Backend "Ticket service"`,
    exception: `Where the names say enough, leave the rule off.`,
  },
  check({ design, author, report }) {
    for (const of of TITLED) {
      for (const element of design.all(of)) {
        const name = "name" in element.node ? element.node.name : undefined;
        if (element.title !== undefined || !name) continue;
        const edits = insert(element.origin, name.end, ` "${placeholder(1, words(element))}"`);
        report({
          message: `${named(element)} has no title for people to read. Add one behind its name.`,
          place: placeOf(element),
          fixes: snippetFix(author, "Add a title", edits),
        });
      }
    }
  },
};

/** `TicketService` → Ticket service */
function words({ name }: Element): string {
  const spaced = name.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase();
}
