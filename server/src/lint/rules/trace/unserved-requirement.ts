import type { Design, Element, FunctionalElement } from "../../../model/design.ts";
import { musts, satisfiers } from "../../detect/trace.ts";
import { addAfter, addProperties, addStatements, addValue } from "../../edits.ts";
import type { Fix } from "../../finding.ts";
import { fix, snippetFix } from "../../fixes.ts";
import { named, namedList } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

export const unservedRequirement: Rule = {
  id: "trace/unserved-requirement",
  severity: "warning",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "No endpoint, flow or component satisfies a requirement above the line.",
    rationale: `Each requirement that must be met should be answered by something that one can point at: \`satisfies\` on an endpoint,
a flow or a component. What is answered by nothing has been forgotten, or is below the line.`,
    failing: `actor Buyer
requirements {
  functional Find "A person can find events" { actor: Buyer }
  functional Buy "A person can buy a ticket" { actor: Buyer }
}
api Events {
  GET /event/ -> Event[] { satisfies: Find, paginated: true }
}
entity Event { id uuid [pk] }`,
    passing: `actor Buyer
requirements {
  functional Find "A person can find events" { actor: Buyer }
  functional Buy "A person can buy a ticket" { actor: Buyer }
}
api Events {
  GET /event/ -> Event[] { satisfies: Find, paginated: true }
  POST /event/{event_id}/ticket/ { satisfies: Buy }
}
entity Event { id uuid [pk] }`,
    exception: `A requirement that this design leaves out on purpose is below the line: \`priority: should\`, or \`wont\`.`,
  },
  check(context) {
    const { design, report } = context;
    const answers = design.all("endpoint").length + design.all("flow").length + design.all("component").length;
    if (answers === 0) return;
    const unserved = musts(design).filter((requirement) => !satisfiers(design).has(requirement.key));
    const [first] = unserved;
    if (!first) return;
    if (unserved.length > 1 && satisfiers(design).size === 0) {
      // Nothing is traced at all: one finding says so better than one for each requirement.
      report({
        message: `Nothing in the design says that it satisfies ${namedList(unserved)}, so nobody can tell whether they are met. State \`satisfies\` on the endpoints, flows or components that answer them.`,
        place: placeOf(first),
        fixes: fixes(context, first),
      });
      return;
    }
    for (const requirement of unserved) {
      report({
        message: `${named(requirement)} must be met, and no endpoint, flow or component satisfies it. State \`satisfies: ${requirement.name}\` where it is answered, or put it below the line with \`priority: should\`.`,
        place: placeOf(requirement),
        fixes: fixes(context, requirement),
      });
    }
  },
};

function fixes({ design, author }: RuleContext, requirement: FunctionalElement): readonly Fix[] {
  const reference = requirement.id;
  const found: Fix[] = [];
  const candidate = likely(design, requirement);
  if (candidate) {
    const stated = candidate.properties.get("satisfies");
    const edits = stated
      ? addValue(stated, reference)
      : "body" in candidate.node || candidate.class === "endpoint"
        ? addProperties(author, candidate.origin, candidate.node, [`satisfies: ${reference}`])
        : undefined;
    found.push(...fix(`Say that ${named(candidate)} satisfies it`, edits));
  }
  const [api] = design.all("api");
  if (api) {
    const endpoint = `\${1|POST,GET,PUT,PATCH,DELETE|} /\${2:path}/ { satisfies: ${reference} }`;
    const edits = addStatements(author, api.origin, api.node, [endpoint]);
    found.push(...snippetFix(author, `Add an endpoint to ${named(api)}`, edits));
  } else {
    const unit = author.indentation(requirement.origin.uri);
    const lines = [`flow \${1:${requirement.name}Flow} {`, `${unit}satisfies: ${reference}`, `${unit}$0`, "}"];
    const statement = requirement.origin.chunk.statement;
    const edits = statement && addAfter(author, requirement.origin, statement, lines);
    found.push(...snippetFix(author, "Add a flow that satisfies it", edits));
  }
  return found;
}

/** The endpoint or flow whose name has most words in common with a requirement's, if any has. */
function likely(design: Design, requirement: FunctionalElement): Element | undefined {
  const wanted = new Set([...wordsOf(requirement.name), ...wordsOf(requirement.title ?? "")]);
  let best: Element | undefined;
  let most = 0;
  for (const element of [...design.all("endpoint"), ...design.all("flow")]) {
    const route = element.class === "endpoint" ? (element.route ?? "") : "";
    const own = new Set(wordsOf(`${element.name} ${element.title ?? ""} ${route}`));
    const common = [...own].filter((word) => wanted.has(word)).length;
    if (common > most) [best, most] = [element, common];
  }
  return best;
}

/** `BuyTicket` → buy, ticket; words of up to two letters say nothing. */
function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word.length > 2 && word !== "person" && word !== "can" && word !== "the");
}
