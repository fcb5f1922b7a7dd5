import { targets } from "../../../model/access.ts";
import type { Design, FunctionalElement } from "../../../model/design.ts";
import { perElements } from "../../detect/per-design.ts";
import { replace } from "../../edits.ts";
import { snippetFix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";
import { escapeSnippet } from "../../snippet.ts";

/** “Users should be able to …”, “A person can …”, “A buyer sees …”: somebody, and what they do. */
const ABOUT_PEOPLE =
  /^(users?|people|everybody|everyone|anybody|anyone|somebody|someone)\b|\b(can|should be able to|is able to|are able to)\b|^(an?|the|each|every|any|all) \S+( \S+)* \S+/i;
const ABOUT_SYSTEM = /^the system\b/i;

export const requirementWording: Rule = {
  id: "style/requirement-wording",
  severity: "off",
  interview: "information",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A functional requirement does not say who can do what.",
    rationale: `“Users should be able to buy a ticket” names who and what, and can be tested by watching somebody. “Ticket purchase” names a topic. What
the system should be is a quality, with a number.`,
    failing: `actor Buyer
requirements { functional Buy "ticket purchase" { actor: Buyer } }`,
    passing: `actor Buyer
requirements { functional Buy "A buyer can purchase a ticket" { actor: Buyer } }`,
    exception: `Wording of a house style of one's own: leave the rule off.`,
  },
  check(context) {
    for (const requirement of context.design.all("requirement")) {
      const { title } = requirement;
      if (title === undefined || isAboutPeople(context.design, title)) continue;
      context.report({
        message: `${named(requirement)} does not say who can do what. Word it like “Users should be able to …”.`,
        place: placeOf(requirement),
        fixes: fixes(context, requirement),
      });
    }
  },
};

/** Whether a sentence begins with who does something: people, one of the design's actors, anything of which there is one. */
function isAboutPeople(design: Design, title: string): boolean {
  if (ABOUT_SYSTEM.test(title)) return false;
  const [first = ""] = /^\p{L}+/u.exec(title.toLowerCase()) ?? [];
  return ABOUT_PEOPLE.test(title) || spellingsOfActors(design).has(first);
}

const spellingsOfActors: (design: Design) => ReadonlySet<string> = perElements(
  ["actor"],
  (design) => new Set(design.all("actor").flatMap(({ name }) => [name.toLowerCase(), `${name.toLowerCase()}s`])),
);

function fixes({ design, author }: RuleContext, requirement: FunctionalElement) {
  const node = requirement.node.title;
  if (!node || requirement.title === undefined) return [];
  const [actor] = targets(design, requirement, "actor", "actor");
  const who = actor ? `A ${actor.name.replace(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase()}` : "Users";
  const what = requirement.title.replace(ABOUT_SYSTEM, "").trim();
  const text = `"\${1:${escapeSnippet(who)} ${actor ? "can" : "should be able to"}} \${2:${escapeSnippet(lowered(what))}}"`;
  return snippetFix(author, "Say who can do what", replace(requirement.origin, node, text.replaceAll("\n", " ")));
}

/** Quotation marks and lower case, so that it goes on in a sentence. */
function lowered(text: string): string {
  const plain = text.replace(/["\\]/g, "'");
  return /^[A-Z][a-z]/.test(plain) ? plain.charAt(0).toLowerCase() + plain.slice(1) : plain;
}
